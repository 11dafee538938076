"""One entry explained: what it says now, what it rests on, what rests on it, and every change to it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain import clocks
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.events.base import Claim
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.projections.cited import cited
from ptaudit.projections.explanation.material import Named
from ptaudit.projections.projection import tagged
from ptaudit.projections.queries.changes import Changed, changed

Role: TypeAlias = Literal["target", "basis", "cause", "replaces", "named"]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry named by another. *depth* 1: directly; 2: by what names it; *by* the position that names it."""

    role: Role
    named: Named
    depth: int = 1
    by: int = 0


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules in force for units on the day of the act."""

    units: tuple[str, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Change:
    """A correction, void or re-entry of the entry, field by field."""

    named: Named
    change: Changed


@dataclass(frozen=True, slots=True)
class Explained:
    """*first* is the entry as recorded, *now* as it reads (None: void, or another took its place).

    *policy* is that of *year*, the year it is about, else that of its day.
    """

    first: Named
    now: Record | None
    claims: tuple[Claim, ...]
    year: int
    policy: Policy
    rules: tuple[Ruled, ...] = ()
    changes: tuple[Change, ...] = ()
    rests_on: tuple[Link, ...] = ()
    resting: tuple[Link, ...] = ()


def explained(
    record: Record,
    raw: Sequence[Record],
    registry: Registry,
    names: Registry,
    approvals: Mapping[int, Approval | None] | None = None,
) -> Explained:
    """*record* (as first recorded) among *raw*: what it names, what names it, in ledger order.

    *names*: standing facts of every day, which tell who recorded what.
    """
    held = {one.id: one for one in (*raw, record)}
    ordered = sorted(held.values(), key=lambda one: one.position)
    live = clocks.resolve(ordered)
    now = next((one for one in live if one.id == record.id), None)
    if record.kind in clocks.CORRECTIONS:
        now = record

    def name(one: Record) -> Named:
        return Named(one, cited(one, names, said=ordered, approvals=approvals))

    reads = now or record
    years = tagged(reads, "year")
    year = int(years[0]) if years else reads.effective.year
    return Explained(
        name(record),
        now,
        reads.claimed_basis,
        year,
        registry.policy(year),
        tuple(_ruled(reads, year, registry)),
        tuple(
            Change(name(one.record), one) for one in changed(ordered) if one.target.id == record.id
        ),
        tuple(
            Link(role, name(held[entry]), by=record.position)
            for role, entry in sorted(
                ((role, entry) for role, entry in _names(reads) if entry in held),
                key=lambda pair: held[pair[1]].position,
            )
        ),
        tuple(Link(role, name(one), depth, by) for role, one, depth, by in _resting(record, live)),
    )


def _ruled(record: Record, year: int, registry: Registry) -> Iterator[Ruled]:
    found: dict[str, tuple[Rules, list[str]]] = {}
    for unit in tagged(record, "unit"):
        if (rules := registry.rules_for(unit, year, record.effective)) is not None:
            found.setdefault(rules.entry, (rules, []))[1].append(unit)
    for rules, units in found.values():
        yield Ruled(tuple(units), rules)


def _names(record: Record) -> Iterator[tuple[Role, str]]:
    """Every entry *record* names: in its refs, then in what it says."""
    refs = record.refs or ()
    yield from ((ref.role, ref.id) for ref in refs)
    known = {ref.id for ref in refs}
    yield from (("named", entry) for entry in record.referenced() if entry not in known)


def _resting(record: Record, live: Iterable[Record]) -> Iterator[tuple[Role, Record, int, int]]:
    """What names *record* as it reads now, then what names that, each once."""
    naming: dict[str, list[tuple[Role, Record]]] = {}
    for one in live:
        for role, entry in _names(one):
            naming.setdefault(entry, []).append((role, one))
    seen, level, depth = {record.id}, [record], 1
    while level:
        found = list(_next(level, naming, seen))
        for role, one, by in found:
            yield role, one, depth, by.position
        level, depth = [one for _, one, _ in found], depth + 1


def _next(
    level: Collection[Record], naming: Mapping[str, list[tuple[Role, Record]]], seen: set[str]
) -> Iterator[tuple[Role, Record, Record]]:
    for by in level:
        for role, one in naming.get(by.id, ()):
            if one.id not in seen:
                seen.add(one.id)
                yield role, one, by
