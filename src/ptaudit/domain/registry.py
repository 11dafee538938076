"""Standing facts: who is who, who may register what, and which rules, policy and calendar are in force.

One selection, folded once and part of every append condition: a grant ended by another desk at the
same moment makes the decision that relied on it a conflict.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from ptaudit.domain import grants, names
from ptaudit.domain.calendar import Calendar, HolidayYear
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.events.assessment import ResultApproved
from ptaudit.domain.events.basis import (
    CalendarPublished,
    PolicyAdopted,
    RegulationAdopted,
    YearOpened,
    YearReopened,
    YearSealed,
)
from ptaudit.domain.events.keys import KeyRotated
from ptaudit.domain.events.ledger import LedgerOpened
from ptaudit.domain.events.lineages import LineageDetermined, UnitChanged, UnitReorganised
from ptaudit.domain.events.posts import PersonSealed, PostAssumed
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorRegistered,
    OrganNamed,
    UnitRegistered,
    UnitSequenced,
)
from ptaudit.domain.events.targets import RulesIssued
from ptaudit.domain.failures import NotFound
from ptaudit.domain.grants import Grants
from ptaudit.domain.lineage.book import LineageBook
from ptaudit.domain.people import People
from ptaudit.domain.policies import PolicyBook
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record
from ptaudit.domain.rules import Rules, RulesBook
from ptaudit.domain.seals import SealBook
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.units import Unit, Units

__all__ = ["EMPTY", "STANDING", "Registry", "Unit", "evolve", "fold"]

STANDING = Selection(
    (
        Criterion(
            (
                *(
                    event.kind
                    for event in (
                        LedgerOpened,
                        KeyRotated,
                        RegulationAdopted,
                        PolicyAdopted,
                        CalendarPublished,
                        YearOpened,
                        YearSealed,
                        YearReopened,
                        OrganNamed,
                        UnitRegistered,
                        UnitChanged,
                        UnitReorganised,
                        LineageDetermined,
                        UnitSequenced,
                        PostAssumed,
                        PersonSealed,
                        OperatorRegistered,
                        GrantGiven,
                        GrantEnded,
                        RulesIssued,
                        ResultApproved,
                    )
                ),
                *CORRECTIONS,
            )
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Registry:
    """Standing facts as folded. Mappings are never changed in place."""

    opened: LedgerOpened | None = None
    #: Every key of the ledger's checkpoints, the one in force last.
    log_keys: tuple[KeyRotated, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=Units)
    lineage: LineageBook = field(default_factory=LineageBook)
    organs: tuple[tuple[dt.date, OrganNamed], ...] = ()
    operators: Mapping[str, OperatorRegistered] = field(default_factory=dict)
    grants: Grants = field(default_factory=dict)
    policies: PolicyBook = field(default_factory=PolicyBook)
    holidays: Mapping[int, HolidayYear] = field(default_factory=dict)
    years: Mapping[int, YearOpened] = field(default_factory=dict)
    regulations: tuple[tuple[dt.date, RegulationAdopted], ...] = ()
    sequences: tuple[UnitSequenced, ...] = ()
    rules: RulesBook = field(default_factory=RulesBook)
    seals: SealBook = field(default_factory=SealBook)
    people: People = field(default_factory=People)
    #: Units as of every day, where these facts are those of one: a later name finds its unit as well.
    later: Units = field(default_factory=Units, compare=False, repr=False)
    #: Keys tried out in a what-if; they override every adopted policy.
    tried: Mapping[str, str] = field(default_factory=dict)
    #: Answers already worked out, by year and by position; a changed registry starts with none.
    by_year: dict[int, Policy] = field(init=False, default_factory=dict, compare=False, repr=False)
    as_of: dict[int, "Registry"] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    #: Scores worked out under this registry, by unit and year: of which sheet, by which acts, and what.
    scored: dict[tuple[str, int], tuple[object, object, Any]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    #: Three-year answers worked out likewise, by unit: of which row, beside what, and what.
    chained: dict[str, tuple[object, object, Any]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def trying(self, keys: Mapping[str, str]) -> "Registry":
        """The same facts under policy keys tried out on top of every adopted one."""
        return replace(self, tried={**self.tried, **keys})

    @property
    def log_key(self) -> str | None:
        """The verifier key that the ledger's checkpoints are signed with; None before there is one."""
        return self.log_keys[-1].key if self.log_keys else None

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.holidays)

    def unit(self, name: str) -> Unit:
        """The unit with this code, or that ever bore this name. Raises NotFound with near names."""
        if (unit := self.units.get(name)) is not None:
            return unit
        found = self._units.borne.get(name, ())
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound("unit.ambiguous", name=name, near="、".join(u.name for u in found))
        after = [u.code for u in self.later.borne.get(name, ()) if u.code in self.units]
        if len(after) == 1:
            return self.units[after[0]]
        known = [n for u in self.units.values() for n in (*u.names, u.code)]
        raise NotFound("unit.unknown", name=name, near=names.listed(names.near(name, known)))

    def unit_of(self, name: str) -> Unit:
        """The unit so called, or whose organ is: for papers about both organs together. Raises NotFound.

        Never for an act on one of the two apart: there is one score, one target, one rank for both.
        """
        if len(found := self._units.organs.get(name, ())) == 1:
            return found[0]
        return self.unit(name)

    @property
    def _units(self) -> Units:
        return self.units if isinstance(self.units, Units) else Units(self.units)

    def named(self, code: str, on: dt.date | None = None) -> str:
        """A unit's name (on a day: that of the day), or its code when it was never registered."""
        if (unit := self.units.get(code)) is None:
            return code
        return unit.name if on is None else unit.on(on).name

    def called(self, code: str, year: int) -> str:
        """A unit's name at the end of *year*, as a paper about that year gives it."""
        unit = self.units.get(code)
        return unit.in_year(year).name if unit else code

    def sequence(self, code: str, year: int) -> str:
        """``A``, ``B`` or ``不参与排位`` for *year* (第十六条)."""
        for event in reversed(self.sequences):
            span = event.years
            if event.unit == code and year in span:
                return event.sequence
        unit = self.units.get(code)
        return unit.sequence(year) if unit else "A"

    def may_register(self, desk: str, role: str, kind: str, on: dt.date) -> bool:
        return any(grant.covers(desk, role, kind, on) for grant in self.grants.values())

    def policy(self, year: int) -> Policy:
        """The keys in force for *year*; keys tried out in a what-if on top."""
        if (known := self.by_year.get(year)) is not None:
            return known
        policy = self.policies.for_year(year)
        self.by_year[year] = policy.trying(self.tried) if self.tried else policy
        return self.by_year[year]

    def organ_name(self, organ: str, on: dt.date) -> str:
        """The name in force on a day, or the role code where none was recorded."""
        role, _, who = organ.partition(":")
        if role in ("UNI", "DEP"):
            return self.named(who, on)
        if role == "SUP":
            return who or "上级机关"
        in_force = [
            event
            for since, event in self.organs
            if event.role == organ and since <= on <= (event.until or on)
        ]
        return in_force[-1].name if in_force else names.ROLES.get(organ, organ)

    def rules_for(self, unit: str, year: int, on: dt.date | None = None) -> Rules | None:
        return self.rules.for_unit(unit, self.sequence(unit, year), year, on)


EMPTY = Registry()


def evolve(registry: Registry, record: Record) -> Registry:
    """*registry* with one more standing fact; other kinds leave it as it is."""
    match record.payload:
        case LedgerOpened() as event:
            return replace(registry, opened=event)
        case KeyRotated() as event:
            return replace(registry, log_keys=(*registry.log_keys, event))
        case UnitRegistered() as event:
            return replace(registry, units=registry._units.registered(record, event))
        case UnitChanged() as event:
            lineage = registry.lineage.with_change(record, event)
            return replace(registry, units=registry._units.changed(record, event), lineage=lineage)
        case UnitReorganised() as event:
            units = registry._units.ending(record, event.ends or ())
            lineage = registry.lineage.with_act(record, event)
            return replace(registry, units=units, lineage=lineage)
        case LineageDetermined() as event:
            lineage = registry.lineage.with_determination(record, event)
            return replace(registry, lineage=lineage)
        case UnitSequenced() as event:
            return replace(registry, sequences=(*registry.sequences, event))
        case PostAssumed() as event:
            return replace(registry, people=registry.people.with_post(event))
        case PersonSealed() as event:
            return replace(registry, people=registry.people.with_seal(event))
        case OrganNamed() as event:
            organs = sorted((*registry.organs, (record.effective, event)), key=lambda o: o[0])
            return replace(registry, organs=tuple(organs))
        case OperatorRegistered() as event:
            return replace(registry, operators={**registry.operators, event.operator: event})
        case GrantGiven() as event:
            return replace(registry, grants=grants.given(registry.grants, record, event))
        case GrantEnded() as event:
            return replace(registry, grants=grants.ended(registry.grants, record, event))
        case PolicyAdopted() as event:
            return replace(registry, policies=registry.policies.with_ruling(record, event))
        case ResultApproved() as event:
            return replace(registry, policies=registry.policies.with_approval(record, event))
        case CalendarPublished() as event:
            return _with_holidays(registry, event)
        case YearOpened() as event:
            return replace(registry, years={**registry.years, event.year: event})
        case YearSealed() as event:
            return replace(registry, seals=registry.seals.with_seal(record, event))
        case YearReopened() as event:
            return replace(registry, seals=registry.seals.with_reopening(record, event))
        case RegulationAdopted() as event:
            return replace(
                registry, regulations=(*registry.regulations, (record.effective, event))
            )
        case RulesIssued() as event:
            return replace(registry, rules=registry.rules.with_part(record, event))
        case _:
            return registry


def _with_holidays(registry: Registry, event: CalendarPublished) -> Registry:
    former = registry.holidays.get(event.year)
    if former is not None and former.version >= event.calendar_version:
        return registry
    year = HolidayYear(
        event.year,
        frozenset(event.holidays),
        frozenset(event.workdays),
        event.doc_no,
        event.calendar_version,
    )
    return replace(registry, holidays={**registry.holidays, event.year: year})


def fold(records: Iterable[Record], start: Registry = EMPTY) -> Registry:
    return reduce(evolve, records, start)
