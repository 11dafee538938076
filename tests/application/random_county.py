"""A small county in which anything may happen: what it is given to do, refused or not, and its clock."""

import datetime as dt
from itertools import count
from typing import Any

from pydantic import ValidationError

from ptaudit.application import Opening, Ptaudit
from ptaudit.demo.rulebook import items
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.targets import IssueRules
from ptaudit.domain.failures import Failure
from ptaudit.domain.record import Record
from ptaudit.domain.wire import decode
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import rectification
from ptaudit.projections.vetoes import vetoes
from tests.application.steps import AGO, BACK, CASE, FINDING, LAST, Step
from tests.domain.specification import say

ZONE = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2025, 1, 6, 9, tzinfo=ZONE)
LATER = dt.date(2030, 12, 31)


class County:
    """A small county with three towns and one department, and its calendar on the wall."""

    def __init__(self, database: str = "sqlite://") -> None:
        self.now = START
        numbers = count(1)
        self.app = Ptaudit.create(
            database,
            Opening(county="测试县", origin="test.example/ptaudit"),
            clock=lambda: self.now,
            new_id=lambda: f"{next(numbers):032x}",
        )
        for name in ("清河镇", "河口镇", "石桥乡"):
            self._do(say(RegisterUnit, name=name, unit_kind=name[-1]))
        self._do(say(RegisterUnit, name="县水利局", unit_kind="部门"))
        self._do(say(OpenYear, year=2024, on=dt.date(2025, 1, 6), basis="×委发〔2024〕1号"))
        self._do(
            say(
                IssueRules,
                year=2024,
                applies_to="A",
                items=items("A"),
                full_marks="100",
                on=dt.date(2025, 1, 6),
                basis="×委办〔2024〕2号",
                irregular="没有草案",
            )
        )
        self.refused: list[Failure] = []

    def _do(self, command: Any) -> None:
        self.app.execute(command, operator="mdb")

    def take(self, step: Step) -> None:
        """What is refused is remembered; anything but a Failure is a mistake of ours."""
        self.now += dt.timedelta(days=step.days, minutes=1)
        before = self.app.ledger.head()
        try:
            command = step.command.model_validate(self._said(step))
        except ValidationError:
            return
        try:
            self.app.execute(command, operator=step.operator)
        except Failure as failure:
            self.refused.append(failure)
            assert self.app.ledger.head() == before

    def _there(self, projection: AnyProjection, n: int, missing: str) -> str:
        known = sorted(self.app.view(None, LATER).rows(projection))
        return known[n % len(known)] if known else missing

    def _back(self, n: int, kind: str) -> int:
        """The position *n* entries (of *kind*) back from the head; the first where there are less."""
        size = self.app.ledger.head().size
        found = [r.position for r in self.app.view().entries() if kind in ("", r.kind)]
        return found[-1 - n] if n < len(found) else min(n + 1, size)

    def _entry(self, position: str) -> Record:
        entry = self.app.ledger.entry(int(position))
        assert entry is not None
        return decode(entry)

    def _said(self, step: Step) -> dict[str, Any]:
        said: dict[str, Any] = self._meant(step.said)
        if "set" in said and "target" in said:
            entry = self._entry(said["target"])
            held = {"on", "basis", *type(entry.payload).model_fields}
            said["set"] = tuple(pair for pair in said["set"] if pair[0] in held)[:1]
        if said.get("supersedes") == LAST:
            found = self.app.view().entries(about(f"ref:{self._entry(said['target']).id}"))
            corrected = [r.id for r in found if r.kind == "record.corrected"]
            said["supersedes"] = corrected[-1] if corrected else None
        return said

    def _meant(self, said: Any) -> Any:
        if isinstance(said, dict):
            return {name: self._meant(value) for name, value in said.items()}
        if isinstance(said, tuple):
            return tuple(self._meant(value) for value in said)
        if isinstance(said, str) and said.startswith(BACK):
            back, _, kind = said.removeprefix(BACK).partition(":")
            return str(self._back(int(back), kind))
        if isinstance(said, str) and said.startswith(FINDING):
            return self._there(rectification, int(said.removeprefix(FINDING)), "F-2025-099")
        if isinstance(said, str) and said.startswith(CASE):
            return self._there(vetoes, int(said.removeprefix(CASE)), "V-099")
        if isinstance(said, str) and said.startswith(AGO):
            return str(self.now.date() - dt.timedelta(days=int(said.removeprefix(AGO))))
        return said
