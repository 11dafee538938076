"""A small ledger whose operators may hold keys, and what is recorded in it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ptaudit.application import Opening, Ptaudit
from ptaudit.application.ptaudit import Outcome
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.register import RegisterOperator
from ptaudit.domain.commands.vetoes import ReportIncident
from ptaudit.log.keys import NOTE, Signer, of_seed

NOW = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
ORIGIN = "qinghe.example/ptaudit"


def key(number: int, name: str = "epb", algorithm: int = NOTE) -> Signer:
    return of_seed(f"{ORIGIN}/{name}", algorithm, bytes([number]) * 32)


class Ids:
    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> str:
        self._last += 1
        return f"{self._last:032x}"


@contextmanager
def ledger(folder: Path) -> Iterator[Ptaudit]:
    """A new ledger with its opening batch, in which nobody has a key."""
    url = f"sqlite:///{folder / 'ptaudit.db'}"
    opening = Opening(county="清河县", origin=ORIGIN)
    app = Ptaudit.create(url, opening, clock=lambda: NOW, new_id=Ids())
    try:
        yield app
    finally:
        app.close()


def did(app: Ptaudit, command: Command, operator: str, signer: Signer | None = None) -> Outcome:
    """*command* recorded by *operator* with the key they hold."""
    app._signer = None if signer is None else lambda: signer
    return app.execute(command, operator=operator)


def holder(signer: Signer, operator: str = "epb", reason: str | None = None) -> RegisterOperator:
    """The registration that gives *operator* the key of *signer* and changes nothing else."""
    desk, name = {
        "mdb": ("目督办登记岗", "目督办经办"),
        "epb": ("环保登记岗", "环保经办"),
        "admin": ("系统管理", "系统管理员"),
    }[operator]
    return RegisterOperator.model_validate(
        {
            "operator": operator,
            "name": name,
            "desk": desk,
            "public_key": str(signer.key),
            "key_alg": "Ed25519",
            "reason": reason,
        }
    )


def ruling(value: str) -> AdoptPolicy:
    """口径 signatures.required, decided for every year."""
    return AdoptPolicy.model_validate(
        {
            "on": "2025-01-06",
            "basis": "×绩委〔2025〕1号",
            "keys": {"signatures.required": value},
            "from_year": 2025,
        }
    )


def incident(text: str = "河道有死鱼") -> ReportIncident:
    """An act that 环保登记岗 may register."""
    return ReportIncident(text=text, occurred_on=dt.date(2025, 1, 5))


def data(app: Ptaudit, position: int) -> bytes:
    [(_, found)] = app.ledger.entries(after=position - 1, upto=position)
    return found
