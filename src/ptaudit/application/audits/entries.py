"""How entries came to be recorded: late, after a year was closed, changed, by whose hand."""

from collections.abc import Iterator

from ptaudit.application.audits.asking import Asking
from ptaudit.domain import clocks
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.record import Record
from ptaudit.domain.scoring.reasons import self_reviewed
from ptaudit.projections.belonging import acts, later, years_of
from ptaudit.projections.projection import tagged
from ptaudit.projections.queries import afterwards, changes, lateness, self_review
from ptaudit.projections.queries.afterwards import Milestone

THRESHOLD = "late_record.threshold"


def late(asking: Asking) -> list[lateness.Late]:
    """Every act over the threshold of its year, the worst first."""
    least = min(_thresholds(asking))
    raw = asking.sifted(lambda record: record.late_days > least)
    return lateness.late(
        (record for record in acts(raw, asking.view.on) if asking.is_wanted(record)),
        asking.registry,
        lambda record: _threshold(asking, asking.year(record)),
        later(raw),
    )


def _threshold(asking: Asking, year: int) -> int:
    return int(asking.registry.policy(year)[THRESHOLD])


def _thresholds(asking: Asking) -> Iterator[int]:
    """What the threshold is in some year or other: as by default, as tried out, as ever adopted."""
    yield _threshold(asking, 0)
    for _, event in asking.registry.policies.adopted:
        yield from (int(value) for key, value in event.keys if key == THRESHOLD)


def recorded_after(asking: Asking) -> list[afterwards.Afterwards]:
    """Acts and later words recorded after their year was approved or sealed, about days before."""
    every = [one for cycle in asking.cycles.values() for one in _milestones(cycle)]
    raw = asking.sifted(
        lambda record: any(
            record.position > one.position and one.is_before(record) for one in every
        )
    )
    found = afterwards.afterwards(
        acts(raw, asking.view.on),
        (record for record in raw if record.kind in clocks.CORRECTIONS),
        {record.id: record for record in raw},
        lambda record: (
            one
            for year in years_of(record, asking.began)
            if year in asking.cycles
            for one in afterwards.closed_by(asking.cycles[year], record.position)
        ),
    )
    return [one for one in found if asking.is_wanted(one.record)]


def _milestones(cycle: Cycle) -> Iterator[Milestone]:
    """Everything that ever closed the year."""
    if cycle.approval is not None:
        yield Milestone.approved(cycle.year, cycle.approval)
    yield from (Milestone.of(cycle.year, seal) for seal in cycle.seals)


def changed(asking: Asking) -> list[changes.Changed]:
    """Corrections, voids and re-entries in the order of the ledger."""
    raw = asking.sifted(lambda record: False)
    return [one for one in changes.changed(raw) if asking.is_wanted(one.record)]


def of_itself(asking: Asking) -> list[tuple[int, self_review.OfItself]]:
    """By year, unit and kind."""
    raw = asking.sifted(
        lambda record: any(
            self_reviewed(record.organs, unit, asking.registry) for unit in tagged(record, "unit")
        ),
        tuple(self_review.ASSESSING),
    )
    by_year: dict[int, list[Record]] = {}
    for record in filter(asking.is_wanted, acts(raw, asking.view.on)):
        by_year.setdefault(asking.year(record), []).append(record)
    unit = asking.wanted.unit
    return [
        (year, one)
        for year, records in sorted(by_year.items())
        for one in self_review.of_itself(records, asking.registry)
        if unit in (None, one.unit)
    ]


def same_hand(asking: Asking) -> list[self_review.SameHand]:
    """In the order of the decisions."""
    decided = asking.sifted(lambda record: True, tuple(self_review.DECIDING))
    hands = {record.operator for record in decided}
    scored = asking.sifted(lambda record: record.operator in hands, ("score.entered",))
    raw = {record.position: record for record in (*decided, *scored)}
    live = acts((raw[position] for position in sorted(raw)), asking.view.on)
    found = self_review.same_hand(record for record in live if asking.is_wanted(record))
    return [one for one in found if asking.wanted.unit in (None, one.unit)]
