"""How each kind of subject is read at a view: its own entries, and the state they amount to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ptaudit.application import year_reading
from ptaudit.application.lineages import cases
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.completion.fold import UnitYears
from ptaudit.domain.completion.three_years import Reading, reading
from ptaudit.domain.findings.fold import FINDING_EVENTS
from ptaudit.domain.findings.publicity import is_about
from ptaudit.domain.record import Record
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.selfchecks.due import standing as due_standing
from ptaudit.domain.selfchecks.due import together
from ptaudit.projections.completion import completion
from ptaudit.projections.objections import objections, services
from ptaudit.projections.objections import served as papers_served
from ptaudit.projections.objections import state as objection_standing
from ptaudit.projections.projection import Projection, Row, tagged
from ptaudit.projections.rectification import rectification
from ptaudit.projections.replay import Placing, RulesUsed, State, Subject, of_kinds
from ptaudit.projections.replays import chains, findings, selfchecks, sequences, unit_years
from ptaudit.projections.replays import objections as objection_states
from ptaudit.projections.replays import vetoes as veto_states
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks as filed
from ptaudit.projections.vetoes import vetoes

EVIDENCE = "evidence.attached"
#: Kinds of a finding's own acts.
OWN_KINDS = frozenset(event.kind for event in FINDING_EVENTS)


@dataclass(frozen=True)
class Held:
    """A subject's *state* and what it was folded from: *raw*, in ledger order, corrections among it.

    *is_own*: entries that are part of what is asked about. *year*: whose 口径 it is read under.
    """

    state: State
    raw: tuple[Record, ...]
    is_own: Callable[[Record], bool]
    year: int


def _own(view: View, *tags: str, kinds: tuple[str, ...] = ()) -> tuple[Record, ...]:
    """Entries of *tags*, with later words on them and evidence added to them."""
    return tuple(view.whole(about(*tags, kinds=(*kinds, EVIDENCE) if kinds else ())))


def _folded(
    projection: Projection[Row], key: str, raw: Iterable[Record], view: View
) -> tuple[int, ...]:
    """Positions of the entries that *projection* folds into the row *key* by the view's day."""
    return tuple(
        record.position
        for record in clocks.known(raw, view.on)
        if record.kind in projection.kinds
        and (not record.amended_by or key in projection.keys(record))
    )


def finding(view: View, subject: Subject) -> Held:
    key = subject.key
    raw = _own(view, f"finding:{key}")
    row = rectification.fold(key, raw, view.on)

    def is_own(record: Record) -> bool:
        """An objection is no fact of a finding, but where it holds its closing."""
        return record.kind in OWN_KINDS or (
            record.kind in rectification.kinds and is_about(row, record)
        )

    own = [record for record in raw if record.kind not in rectification.kinds or is_own(record)]
    entries = _folded(rectification, key, own, view)
    state = findings.state(row, view.registry, view.on, entries)
    return Held(state, raw, is_own, row.year)


def selfcheck(view: View, subject: Subject) -> Held:
    year, registry = subject.year, view.registry
    key = f"{subject.unit}/{year}"
    raw = _own(view, f"unit:{subject.unit}", f"year:{year}", kinds=filed.kinds)
    same = together(subject.period, registry, year)
    row = filed.fold(key, raw, view.on)
    due = due_standing(row, subject.period, registry, view.on)
    opened = about(f"year:{year}", kinds=("year.opened",))
    openings = [record for record in view.known(opened) if record.kind == "year.opened"]
    state = selfchecks.state(row, due, same, openings[-1].position if openings else None)
    held = sorted({r.position: r for r in (*raw, *view.whole(opened))}.items())
    wanted = {record.id for record in raw if getattr(record.payload, "period", None) in same}

    def is_own(record: Record) -> bool:
        return record.kind in filed.kinds and (
            record.id in wanted or any(target in wanted for target in record.payload.targets())
        )

    return Held(state, tuple(record for _, record in held), is_own, year)


def veto(view: View, subject: Subject) -> Held:
    key = subject.key
    raw = _own(view, f"case:{key}", kinds=vetoes.kinds)
    row = vetoes.fold(key, raw, view.on)
    state = veto_states.state(row, view.registry, _folded(vetoes, key, raw, view))
    return Held(state, raw, of_kinds(vetoes.kinds), row.year if row.opened else view.on.year)


def objection(view: View, subject: Subject) -> Held:
    key = subject.key
    raw = _own(view, f"objection:{key}", kinds=objections.kinds)
    row = objections.fold(key, raw, view.on)
    year = view.on.year if row.filed is None else row.filed.year
    procedure = year_reading.procedure(view, year, view.on)
    served = services(view.known(papers_served(year)))
    stands = objection_standing(row, procedure, served, view.registry, view.on)
    state = objection_states.state(row, stands, _folded(objections, key, raw, view))
    return Held(state, raw, of_kinds(objections.kinds), year)


def unit_year(view: View, subject: Subject) -> Held:
    """Everything of the unit and year is its own: what a score rests on as much as the score."""
    unit, year = subject.unit, subject.year
    key = f"{unit}/{year}"
    raw = _own(view, f"unit:{unit}", f"year:{year}")
    result = scored(
        scores.fold(key, raw, view.on), view.registry, year_reading.counting(view, year)
    )
    claims = filed.fold(key, raw, view.on)
    place, n = _place(view, unit, year)
    state = unit_years.state(result, claims, place, n, view.registry)
    return Held(state, raw, _of_act, year)


def _of_act(record: Record) -> bool:
    return record.kind not in (*clocks.CORRECTIONS, EVIDENCE)


def _place(view: View, unit: str, year: int) -> tuple[Placing | None, int]:
    """The unit's official place and among how many; None where nothing is official."""
    for one in year_reading.official(view, year).values():
        if one.rank(unit) is not None:
            places = {place.unit: place for place in sequences.places(one)}
            return places[unit], len(one.ranks)
    return None, 0


def sequence(view: View, subject: Subject) -> Held:
    """Ranked by what is official; where nothing is, by everything the year has recorded so far."""
    year, name = subject.year, subject.key.partition("/")[0]
    by: sequences.By = "approved"
    kinds = (*year_reading.TOTALS, "veto.decided")
    one = year_reading.official(view, year)[name]
    if not one.ranks:
        by, kinds = "provisional", (*scores.kinds, "veto.decided")
        one = year_reading.provisional(view, year)[name]
    raw = _own(view, f"year:{year}", kinds=kinds)
    units = {place.unit for place in sequences.places(one)}

    def is_own(record: Record) -> bool:
        return record.kind in kinds and _names(record, units)

    known = [record for record in clocks.known(raw, view.on) if is_own(record)]
    if by == "approved" and not any(r.kind in year_reading.APPROVALS for r in known):
        by = "carried"
    entries = {r.position for r in known if r.kind in _DECIDING[by]}
    faults = year_reading.procedure(view, year, view.on).contradictions
    against = tuple(fault for fault in faults if fault.position in entries)
    state = sequences.state(one, by, tuple(sorted(entries)), against, _rules(view, year, name))
    return Held(state, raw, is_own, year)


#: Kinds that decide a sequence; the score entries behind provisional ranks are each unit's own matter.
_DECIDING = {
    "approved": frozenset((*year_reading.APPROVALS, "report.submitted", "veto.decided")),
    "carried": frozenset(("history.carried", "veto.decided")),
    "provisional": frozenset(
        ("opinion.issued", "opinion.verified", "report.submitted", "veto.decided")
    ),
}


def _names(record: Record, units: set[str]) -> bool:
    """It names one of *units*, or none at all: then it is about everybody."""
    named = tagged(record, "unit")
    return not named or not units.isdisjoint(named)


def _rules(view: View, year: int, sequence: str) -> tuple[RulesUsed, ...]:
    """The versions in force for whole sequences; the last one only."""
    found = [r for r in view.registry.rules.versions if (r.year, r.applies_to) == (year, sequence)]
    return tuple(unit_years.used(max(found, key=lambda r: r.version)) for _ in found[:1])


def chain(view: View, subject: Subject) -> Held:
    """The unit's years, from the first that anybody's are answered for: as the list of everybody has them."""
    unit, lineage = subject.unit, view.registry.lineage
    members = (unit, *lineage.ancestors(unit))
    held = {one: _own(view, f"unit:{one}", kinds=completion.kinds) for one in members}
    rows = {one: completion.fold(one, raw, view.on) for one, raw in held.items()}
    last = max(view.on.year - 1, *(year for row in rows.values() for year in (0, *row.years)))
    acts = {act.position for one in members for act in lineage.of(one)}
    raw = {r.position: r for own in (*held.values(), _acts(view, members)) for r in own}
    state = chains.state(rows[unit], _reading(view, rows, unit, last), tuple(sorted(acts)))
    ordered = tuple(record for _, record in sorted(raw.items()))
    return Held(state, ordered, of_kinds((*YEARS, *LINEAGE)), last)


#: Who issued the year's targets is no part of a chain's own story unless a ruling makes it one.
YEARS = tuple(kind for kind in completion.kinds if kind != "target.issued")
LINEAGE = ("unit.changed", "unit.reorganised", "lineage.determined")


def _acts(view: View, members: tuple[str, ...]) -> list[Record]:
    """Reorganisations of the units, and what was determined of them; nothing is read where there are none."""
    if not any(view.registry.lineage.of(unit) for unit in members):
        return []
    return view.whole(either(*(about(f"unit:{unit}", kinds=LINEAGE) for unit in members)))


def _reading(view: View, rows: Mapping[str, UnitYears], unit: str, last: int) -> Reading:
    first = year_reading.first_answered(view, last)
    start = last if first is None else first
    return reading(rows[unit], cases(view, *rows), start, last, view.registry, rows)
