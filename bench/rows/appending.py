"""Appends: the recorder against the same rows in raw sqlite3, a whole command against the library's save."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import uuid4

from bench.measured import Measured
from bench.peers import library
from bench.peers.twin import Entry, Twin
from bench.timing import Rates, rates
from ptaudit.application import Opening, Ptaudit
from ptaudit.application.requests import Request
from ptaudit.demo.diary import said
from ptaudit.domain.commands.findings import RaiseFinding, SubmitRectification
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Key, Ledger, Unsealed

ZONE = dt.timezone(dt.timedelta(hours=8))
KIND = "score.entered"
CONDITION = Selection((Criterion((KIND,), ("unit:u001", "year:2025")),))
#: About 400 bytes with its place and time.
PAYLOAD = (
    '"payload":{{"amount":"-3.00","award":"增减","entry_no":{n},"item":"A31","note":"逾期未整改",'
    '"rules_version":1,"stage":"审核","unit":"u001","year":2025}},"organs":["EPB"],'
    '"handling":"内部","identity":"unauthenticated","operator":"epb","effective":"2026-01-08",'
)


def clock() -> dt.datetime:
    return dt.datetime.now(ZONE)


def entry(n: int) -> Entry:
    """Entry *n*, its four index terms, and its bytes once it has a place."""
    name = hashlib.md5(str(n).encode(), usedforsecurity=False).hexdigest()
    start = f'{{"id":"{name}","kind":"{KIND}",' + PAYLOAD.format(n=n)
    head = start.encode() + b'"position":'

    def seal(position: int, recorded_at: str) -> bytes:
        return head + f'{position},"recorded_at":"{recorded_at}"}}'.encode()

    return KIND, (f"id:{name}", f"finding:F-2025-{n:04d}", "unit:u001", "year:2025"), seal


def one(folder: Path, runs: int, commits: int = 150) -> Iterator[Measured]:
    """One entry a durable commit, with its key and its condition."""
    ledger, twin = _pair(folder, "one")
    counter = iter(range(10_000_000))

    def ours() -> int:
        for _ in range(commits):
            kind, terms, seal = entry(next(counter))
            key = Key(terms[0], "0" * 64)
            after = ledger.head().size
            sealed = [Unsealed(kind, terms, seal)]
            ledger.append_sealed(sealed, selection=CONDITION, after=after, key=key)
        return commits

    def theirs() -> int:
        for _ in range(commits):
            item = entry(next(counter))
            now = clock().isoformat(timespec="milliseconds")
            twin.append([item], now, (item[1][0], "0" * 64))
        return commits

    found = rates({"ours": ours, "twin": theirs}, runs)
    yield _against_twin("append, 1 entry per durable commit: recorder alone", commits, found)
    ledger.close()
    twin.close()


def many(folder: Path, runs: int, entries: int = 1_000, commits: int = 5) -> Iterator[Measured]:
    ledger, twin = _pair(folder, "many")
    counter = iter(range(10_000_000))

    def batch() -> Sequence[Entry]:
        return [entry(next(counter)) for _ in range(entries)]

    def ours() -> int:
        for _ in range(commits):
            after = ledger.head().size
            items = [Unsealed(kind, terms, seal) for kind, terms, seal in batch()]
            ledger.append_sealed(items, selection=CONDITION, after=after)
        return commits * entries

    def theirs() -> int:
        for _ in range(commits):
            twin.append(batch(), clock().isoformat(timespec="milliseconds"))
        return commits * entries

    found = rates({"ours": ours, "twin": theirs}, runs)
    yield _against_twin("append, 1,000 entries per commit", entries, found)
    ledger.close()
    twin.close()


def _against_twin(work: str, size: int, found: Rates) -> Measured:
    twin, ratio = found["twin"], found.ratio("ours", "twin")
    peer = "the same rows in raw sqlite3"
    return Measured(work, size, found["ours"], "/s", peer, twin, ratio, 0.6, by_ratio=True)


def _pair(folder: Path, name: str) -> tuple[Ledger, Twin]:
    """Two ledgers founded alike: one appended to by ptaudit, one written by hand."""
    ledger = Ledger.create(f"sqlite:///{folder / f'{name}-ours.db'}", clock=clock)
    path = folder / f"{name}-twin.db"
    Ledger.create(f"sqlite:///{path}", clock=clock).close()
    return ledger, Twin(path)


def command(folder: Path, runs: int, commands: int = 60) -> Iterator[Measured]:
    """A command from its model to its durable entry: boundary read, decided, recorded, answered."""
    cases = runs * commands
    app = findings(folder / "command.db", cases)
    theirs_app = library.opened(folder / "library.db")
    held = [library.Case.open(f"finding:{n}") for n in range(cases)]
    content = {"kind": "rectification.submitted", "effective": dt.date(2025, 7, 1)}
    for case in held:
        for _ in range(4):  # Raised, notified, ordered, served: as many as ours rests on.
            case.say({**content, "kind": "finding.notified", "payload": {}})
        theirs_app.save(case)
    submit, others = submitting(app), iter(held)

    def ours() -> int:
        for _ in range(commands):
            submit()
        return commands

    def theirs() -> int:
        for _ in range(commands):
            case: library.Case = theirs_app.repository.get(next(others).id)
            case.say({**content, "payload": {"receipt_no": "环收2025-1", "sum": Decimal("1.00")}})
            theirs_app.save(case)
        return commands

    found = rates({"ours": ours, "library": theirs}, runs)
    yield Measured(
        "append, 1 per commit: whole command",
        cases,
        found["ours"],
        "/s",
        "eventsourcing SQLite: get, trigger, save",
        found["library"],
        found.ratio("ours", "library"),
        3.0,
        by_ratio=True,
    )
    app.close()
    theirs_app.close()


def submitting(app: Ptaudit) -> Callable[[], object]:
    """A command at each call: the next of :func:`findings`' findings is reported to be rectified."""
    numbers, on = count(1), dt.date(2025, 7, 1)

    def submit() -> object:
        number = next(numbers)
        finding, receipt = f"F-2025-{number:03d}", f"环收2025-{number}"
        asked = said(SubmitRectification, finding=finding, on=on, receipt=receipt)
        return app.execute(asked, operator="epb", key=f"k{number}")

    return submit


def findings(path: Path, number: int) -> Ptaudit:
    """A county with *number* findings under order, spread over fifty units."""
    now = dt.datetime(2025, 6, 2, 9, tzinfo=ZONE)
    app = Ptaudit.create(
        f"sqlite:///{path}",
        Opening(county="清源县", origin="qingyuan.example/ptaudit"),
        clock=lambda: now,
        new_id=lambda: uuid4().hex,
    )
    units = [f"第{n}镇" for n in range(50)]
    registered = [Request(said(RegisterUnit, name=name, unit_kind="镇")) for name in units]
    app.execute_all(registered, operator="mdb")
    day = dt.date(2025, 5, 6)
    raised = [
        said(
            RaiseFinding,
            units=(units[n % 50],),
            issue=f"沿河养殖粪污直排第{n}处",
            finding=f"F-2025-{n:03d}",
            on=day,
            deadline=day + dt.timedelta(60),
            basis=f"清环函〔2025〕{n}号",
            served=day,
        )
        for n in range(1, number + 1)
    ]
    app.execute_all([Request(asked) for asked in raised], operator="epb")
    now = dt.datetime(2025, 7, 2, 9, tzinfo=ZONE)
    return app
