"""Given entries, when somebody commands, then these acts are drafted, or it is refused with a code."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Self, TypeVar

from ptaudit.application import seed
from ptaudit.application.opening import Opening, drafts
from ptaudit.domain import clocks
from ptaudit.domain import registry as standing
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Context, Refused, Ruling
from ptaudit.domain.deciders import AnyDecider, decider_for
from ptaudit.domain.events.base import BasisDocument, Event, Ref
from ptaudit.domain.events.corrections import RecordCorrected, RecordVoided, Replacement
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.failures import Failure, Malformed, NotFound
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import STANDING, Registry
from ptaudit.domain.ruling import rule
from ptaudit.domain.values import UnitKind
from ptaudit.domain.wire import plain

C = TypeVar("C", bound=Command)

#: Before the ledger: the day of a unit that was always there.
EVER = dt.date(1949, 10, 1)
TODAY = dt.date(2024, 1, 25)
OPENING = Opening(county="测试县", origin="test.example/ptaudit")


def unit(
    code: str, name: str, kind: UnitKind = "镇", *, short: str | None = None
) -> UnitRegistered:
    """A unit as an event: ``unit("qinghe", "清河镇")``."""
    return UnitRegistered(
        unit=code,
        name=name,
        short=(short,) if short else None,
        unit_kind=kind,
        gov_organ=f"{name}人民政府",
    )


def say(command: type[C], /, **said: object) -> C:
    """The command as a door makes it, from what people type."""
    return command.model_validate(said)


@dataclass(frozen=True)
class Outcome:
    """What came of one command: a ruling or a failure, and the statements a test makes of it."""

    ruling: Ruling | None
    failure: Failure | None

    @property
    def drafts(self) -> tuple[Draft, ...]:
        assert self.ruling is not None, f"failed: {self.failure!r}"
        return self.ruling.drafts

    def then(self, *events: Event) -> Self:
        """Exactly these payloads are drafted, in this order."""
        assert tuple(draft.payload for draft in self.drafts) == events
        return self

    def on(self, *days: dt.date) -> Self:
        assert tuple(draft.effective for draft in self.drafts) == days
        return self

    def irregular(self, *codes: str) -> Self:
        """Recorded, and every draft carries exactly these breaches."""
        assert self.drafts
        for draft in self.drafts:
            assert tuple(mark.code for mark in draft.irregular or ()) == codes
        return self

    def already(self, *positions: int) -> Self:
        assert self.ruling is not None, f"failed: {self.failure!r}"
        assert (self.ruling.drafts, self.ruling.already) == ((), positions)
        return self

    def refused(self, code: str, /, **params: object) -> Self:
        return self._failed(Refused, code, params)

    def malformed(self, code: str, /, **params: object) -> Self:
        return self._failed(Malformed, code, params)

    def not_found(self, code: str, /, **params: object) -> Self:
        return self._failed(NotFound, code, params)

    def _failed(self, kind: type[Failure], code: str, params: dict[str, object]) -> Self:
        assert self.failure is not None, f"ruled: {self.ruling!r}"
        assert (type(self.failure), self.failure.code) == (kind, code)
        assert {name: self.failure.params.get(name) for name in params} == params
        return self


@dataclass(frozen=True)
class Spec:
    """A ledger in memory that only grows by :meth:`given` and :meth:`did`; each returns a new one.

    It starts with the opening batch: operators ``mdb``, ``epb`` and ``admin``. Decisions see exactly
    what their boundary selects. Without *decider*, the command's own family decides.
    """

    decider: AnyDecider | None = None
    records: tuple[Record, ...] = ()
    today: dt.date = TODAY
    operator: str = "mdb"

    def __post_init__(self) -> None:
        if not self.records:
            opened = drafts(OPENING, self.today, _ids(0))
            object.__setattr__(self, "records", _recorded(opened, 0, self.today))

    @property
    def last(self) -> Record:
        return self.records[-1]

    @property
    def registry(self) -> Registry:
        return standing.fold(clocks.known(self.select(STANDING.matches)))

    def at(self, today: dt.date) -> "Spec":
        return replace(self, today=today)

    def by(self, operator: str) -> "Spec":
        return replace(self, operator=operator)

    def given(
        self,
        *events: Event,
        on: dt.date | None = None,
        organs: tuple[str, ...] = (),
        basis: str | None = None,
        tags: Sequence[str] = (),
        refs: tuple[Ref, ...] = (),
    ) -> "Spec":
        """Entries as they are, asked of nobody. *on*: EVER for registry kinds, else today."""
        spec = self
        for event in events:
            day = on or (EVER if event.registry else spec.today)
            draft = _draft(event, day, organs, basis, tags, refs, len(spec.records) + 1)
            spec = spec._with([draft])
        return spec

    def corrected(
        self, position: int, payload: Event, *, on: dt.date | None = None, tags: Sequence[str] = ()
    ) -> "Spec":
        """The entry at *position* is corrected to *payload* (and to its day and tags)."""
        former = self.records[position - 1]
        replacement = Replacement(
            effective=on or former.effective,
            organs=former.organs,
            basis=former.basis,
            refs=former.refs,
            tags=tuple(sorted({*payload.tags(), *tags})) or former.tags,
            payload=plain(former.model_copy(update={"payload": payload}))["payload"],
        )
        event = RecordCorrected(target=former.id, replacement=replacement)
        return self.given(event, tags=(*former.tags, f"ref:{former.id}"))

    def voided(self, position: int) -> "Spec":
        former = self.records[position - 1]
        event = RecordVoided(target=former.id)
        return self.given(event, tags=(*former.tags, f"ref:{former.id}"))

    def did(self, command: Command) -> "Spec":
        """The command is carried out; what it drafts joins the history. Raises what it fails with."""
        return self._with(self._rule(command, False).drafts)

    def when(self, command: Command, *, hypothetical: bool = False) -> Outcome:
        """The command is tried; say what comes of it on the outcome."""
        try:
            return Outcome(self._rule(command, hypothetical), None)
        except Failure as failure:
            return Outcome(None, failure)

    def select(self, matches: Any) -> list[Record]:
        return [r for r in self.records if matches(r.kind, (*r.tags, f"id:{r.id}"))]

    def _rule(self, command: Command, hypothetical: bool) -> Ruling:
        decider = self.decider or decider_for(type(command))
        registry = self.registry
        context = Context(
            self.operator,
            self.today,
            registry,
            _ids(len(self.records)),
            hypothetical,
            seed.duties,
        )
        history = self.select(decider.boundary(command, registry).matches)
        return rule(decider, command, history, context)

    def _with(self, new: Sequence[Draft]) -> "Spec":
        records = _recorded(new, len(self.records), self.today)
        return replace(self, records=(*self.records, *records))


def _ids(start: int) -> Any:
    numbers = count(start * 1000 + 1)
    return lambda: f"{next(numbers):032x}"


def _recorded(new: Sequence[Draft], after: int, day: dt.date) -> tuple[Record, ...]:
    return tuple(
        Record(
            **dict(draft),
            position=after + n,
            recorded_at=f"{day}T10:00:00.{(after + n) % 1000:03d}+08:00",
        )
        for n, draft in enumerate(new, 1)
    )


def _draft(
    event: Event,
    on: dt.date,
    organs: tuple[str, ...],
    basis: str | None,
    tags: Sequence[str],
    refs: tuple[Ref, ...],
    position: int,
) -> Draft:
    own = (
        f"UNI:{unit}" if organ == "UNI" else "MDB" if organ in ("REG", "SYS") else organ
        for organ in event.organs
        for unit in (event.concerned() if organ == "UNI" else ("",))
    )
    entry = f"{position:032x}"
    return Draft(
        id=entry,
        kind=event.kind,
        version=event.written_as,
        effective=on,
        operator="mdb",
        organs=organs or tuple(sorted(set(own))),
        claimed_basis=event.claims,
        basis=(BasisDocument(doc_no=basis),) if basis else None,
        refs=refs or None,
        tags=tuple(sorted({*event.tags(), *tags, *(f"ref:{ref.id}" for ref in refs)})),
        payload=event,
        correlation=entry,
    )
