"""One question as it is put: the view it is answered from, and what was known by the end of the book."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ptaudit.application import View, reading
from ptaudit.application.explaining import approval as approval_in
from ptaudit.application.recording import of_every_day
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.failures import Malformed, Param
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.consequence import Consequence
from ptaudit.projections.projection import tagged
from ptaudit.projections.replay import Change, Told
from ptaudit.reports.exhibit.contract import (
    Arithmetic,
    Citation,
    Fact,
    RulesVersion,
    Ruling,
    Supposition,
    Unknown,
)
from ptaudit.reports.exhibit.questions import Question

Params = Iterable[tuple[str, Param]] | Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Doors:
    """What only the command line knows: its words in Chinese, and a command as it is typed on a day.

    *gist*: an entry in a few words. *state*, *fact*: what a replay says. *fault*: a breach or a
    contradiction. *consequence*: one of a consequence list.
    """

    gist: Callable[[Record], str]
    state: Callable[[Told, Registry], str]
    fact: Callable[[Told, Registry], str]
    fault: Callable[[str, Params, Registry], str]
    consequence: Callable[[Consequence, Registry], str]
    command: Callable[[str, dt.date], Command]


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question; the book adds clocks, proofs and what every answer leaves open."""

    subject: str
    answer: str
    command: str
    facts: tuple[Fact, ...] = ()
    deciding: tuple[Citation, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    rules: tuple[RulesVersion, ...] = ()
    arithmetic: tuple[Arithmetic, ...] = ()
    supposition: Supposition | None = None
    contradictions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Posed:
    """*view* stands at (T, D), *later* at the book's own position about the same day.

    *against* is the earlier side of a difference.
    """

    number: int
    question: Question
    subject: str
    year: int | None
    view: View
    later: View
    doors: Doors
    against: View | None = None
    #: Approvals as known by the end of the book, by year.
    _approvals: dict[int, Approval | None] = field(default_factory=dict)

    @property
    def registry(self) -> Registry:
        return self.view.registry

    @cached_property
    def clocks(self) -> str:
        """The two clocks as they are typed: the position, never a time."""
        return f"--as-recorded {self.view.moment.position} --as-effective {self.view.on}"

    @property
    def the_year(self) -> int:
        """Raises Malformed where neither the question nor the head of the file says it."""
        if self.year is None:
            raise Malformed("cell.missing", field="年度(year)")
        return self.year

    def approval(self, year: int) -> Approval | None:
        """审定 of *year* as known by the end of the book."""
        if year not in self._approvals:
            self._approvals[year] = approval_in(self.later, year)
        return self._approvals[year]

    def record(self, position: int) -> Record:
        """The entry at *position*, as recorded."""
        found = reading.record_at(self.later.ledger, position)
        assert found is not None
        return found

    def records(self, positions: Iterable[int]) -> list[Record]:
        """Entries by number, each once, in ledger order."""
        return [self.record(position) for position in sorted(set(positions))]

    def cite(self, records: Iterable[Record]) -> tuple[Citation, ...]:
        """*records* as known at T, in ledger order."""
        return tuple(self._cite(r, self.view) for r in once(records))

    def after(self, records: Iterable[Record]) -> tuple[Unknown, ...]:
        """Those of *records* that were recorded only after T."""
        at = self.view.moment.position
        return tuple(self._unknown(r) for r in once(records) if r.position > at)

    def _cite(self, record: Record, view: View) -> Citation:
        said = tuple(view.entries(about(f"ref:{record.id}")))
        years = {int(year) for year in tagged(record, "year")}
        approvals = {year: self.approval(year) for year in sorted(years)}
        return self.citation(cited(record, of_every_day(view), said=said, approvals=approvals))

    def _unknown(self, record: Record) -> Unknown:
        change: Change = "登记"
        match record.payload:
            case RecordCorrected():
                change = "更正"
            case RecordVoided():
                change = "作废"
            case EvidenceAttached():
                change = "附证据"
            case _:
                pass
        target = None
        if change != "登记":
            target = self.later.ledger.position_of(f"id:{next(iter(record.payload.targets()))}")
        return self.unknown(self._cite(record, self.later), change, target)

    def unknown(self, entry: Citation, change: Change, target: int | None) -> Unknown:
        until = dt.date.fromisoformat(self.view.moment.recorded_at[:10])
        days = (dt.date.fromisoformat(entry.recorded_at[:10]) - until).days
        return Unknown(entry=entry, change=change, days=days, target=target)

    def citation(self, one: Cited) -> Citation:
        """*one* with the words it is shown in."""
        record = self.record(one.position)
        # Who recorded an entry is a matter of when it was recorded: registered after D, he still did.
        known = self.later.facts.registry(self.later.moment.position).operators
        operator = known.get(one.operator)
        return Citation(
            position=one.position,
            id=one.id,
            kind=one.kind,
            title=KINDS[one.kind].title,
            about=self.doors.gist(record),
            on=one.on,
            recorded_at=one.recorded_at,
            operator=operator.name if operator else one.operator,
            desk=operator.desk if operator else one.desk,
            organs=one.organs,
            late_days=one.late_days,
            late_working_days=one.late_working_days,
            working_days_provisional=bool(one.unknown_years),
            late=one.is_late,
            unproved=one.is_unproved,
            after_approval=one.after_approval,
            days_after_approval=self._days_after(one, record),
            received_on=one.received_on,
            documents=one.documents,
            receipts=one.receipts,
            late_reason=one.late_reason,
            reason=one.reason,
            corrected_by=one.corrected_by,
            voided_by=one.voided_by,
            irregular=one.irregular,
        )

    def _days_after(self, one: Cited, record: Record) -> int | None:
        """Days from the day of the approval to the day of recording."""
        for year in tagged(record, "year") if one.after_approval is not None else ():
            approval = self.approval(int(year))
            if approval is not None and approval.position == one.after_approval:
                return (record.recorded_on - approval.on).days
        return None

    def rulings(self, keys: Iterable[str]) -> Iterator[Ruling]:
        """The 口径 named, as in force for the question's year."""
        year = self.view.on.year if self.year is None else self.year
        policy = self.registry.policy(year)
        for key in dict.fromkeys(keys):
            adopted = key in policy.set_by
            yield Ruling(
                key=key,
                title=KEYS[key].title,
                value=policy[key],
                year=year,
                source=policy.source(key),
                document=policy.document(key),
                position=self._adopted(year, policy.set_by[key][0]) if adopted else 0,
            )

    def _adopted(self, year: int, version: int) -> int:
        """The entry by which *version* was adopted."""
        adopted = self.registry.policies.adopted
        found = [r.position for r, e in adopted if e.policy_version == version and year in e.years]
        return max(found, default=0)

    def rules(self, *versions: Rules | None) -> tuple[RulesVersion, ...]:
        """Versions of the 考评细则, each once."""
        found = {rules.position: rules for rules in versions if rules is not None}
        return tuple(
            RulesVersion(
                year=rules.year,
                version=rules.version,
                position=position,
                since=rules.since,
                documents=tuple(d.doc_no for d in self.record(position).basis or ()),
            )
            for position, rules in sorted(found.items())
        )


def once(records: Iterable[Record]) -> list[Record]:
    """Each entry once, in ledger order."""
    return [found for _, found in sorted({r.position: r for r in records}.items())]
