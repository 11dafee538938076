"""What became of a unit in a year, for who uses results as a reference: one row a unit and year (第十九条)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.application import applied, year_reading
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.completion.fold import settled
from ptaudit.domain.cycle.papers import Approval, Cycle, Lists
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.honours.account import account
from ptaudit.domain.honours.titles import titles
from ptaudit.domain.interviews import standing as interviewing
from ptaudit.domain.record import Record
from ptaudit.projections.completion import completion
from ptaudit.projections.standing import Standing

#: 结转: carried over, without its procedure. 未审定: nothing official yet.
Level: TypeAlias = Literal["审定", "结转", "未审定"]

#: What followed from a unit's results.
_AFTER = (
    "advanced.revoked",
    "bonus.entered",
    "interview.notified",
    "interview.held",
    "interview.followed",
)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """One unit in one year. *of*: how many were ranked with it. *entries* are what it is read from.

    *completion* is the result that counts, or 未认定. *bonus* adds up what was entered and taken back.
    """

    unit: str
    year: int
    level: Level
    sequence: str
    score: Decimal | None
    rank: int | None
    of: int | None
    completion: str
    vetoed: bool
    honours: tuple[str, ...]
    interviews: tuple[str, ...]
    bonus: Decimal | None
    entries: tuple[int, ...]


def unit_year(view: View, unit: str, year: int) -> UnitYear | None:
    """*unit* in *year* as known; None where nothing of it is on record but posts."""
    own = view.once(("of unit", unit), lambda: _own(view, unit))
    row = view.once(("completion", unit), lambda: view.row(completion, unit))
    papers = row.years.get(year, ())
    counting = settled(papers, view.registry.policy(year)) if papers else ()
    done = counting[-1].result if counting else "未认定"
    cited = [paper.mark.position for paper in counting]
    carried = _carried(own, year)
    cycle = year_reading.procedure(view, year, view.on)
    approval = cycle.approval
    after = _afterwards(view, unit, year)
    found = None if approval is None else _approved(view, cycle, approval, unit)
    if found is None and carried is not None:
        found = _from_carried(view, unit, *carried)
    if found is None:
        if not papers and not after.entries:
            return None
        found = _Result(view.registry.sequence(unit, year))
    return UnitYear(
        unit,
        year,
        found.level,
        found.sequence,
        found.score,
        found.rank,
        found.of,
        done,
        found.vetoed,
        after.honours or found.honours,
        after.interviews or found.interviews,
        after.bonus,
        tuple(sorted({*found.entries, *cited, *after.entries})),
    )


@dataclass(frozen=True, slots=True)
class _Result:
    """What is official of one unit's year."""

    sequence: str
    level: Level = "未审定"
    score: Decimal | None = None
    rank: int | None = None
    of: int | None = None
    vetoed: bool = False
    honours: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()


def _own(view: View, unit: str) -> tuple[Record, ...]:
    """What was carried over of the unit, and what followed from its results."""
    return view.known(about(f"unit:{unit}", kinds=(HistoryCarried.kind, *_AFTER)))


def _carried(own: tuple[Record, ...], year: int) -> tuple[Record, HistoryCarried] | None:
    found = [
        (record, record.payload)
        for record in own
        if isinstance(record.payload, HistoryCarried) and record.payload.year == year
    ]
    return found[-1] if found else None


def _from_carried(view: View, unit: str, record: Record, event: HistoryCarried) -> _Result:
    return _Result(
        event.sequence or view.registry.sequence(unit, event.year),
        "结转",
        event.score,
        event.rank,
        None,
        event.veto == "是",
        ("先进",) if event.advanced == "是" else (),
        ("约谈",) if event.interviewed == "是" else (),
        (record.position,),
    )


def _approved(view: View, cycle: Cycle, approval: Approval, unit: str) -> _Result | None:
    """What was approved, as corrected; ranks of the approved report, or of approved scores placed."""
    score = dict(approval.scores).get(unit)
    if score is None:
        return None
    year = cycle.year
    placed = view.once(("official", year), lambda: year_reading.official(view, year))
    sequence = view.registry.sequence(unit, year)
    rank, of = _place(approval, placed.get(sequence), unit)
    vetoed = view.once(("vetoed", year), lambda: year_reading.vetoed_in(view, year))
    named = _lists(cycle, approval, placed.get(sequence))
    return _Result(
        sequence,
        "审定",
        score,
        rank,
        of,
        unit in vetoed,
        ("列入先进",) if unit in named.advanced else (),
        ("列入约谈",) if unit in named.interview else (),
        _acts(cycle, approval),
    )


def _acts(cycle: Cycle, approval: Approval) -> tuple[int, ...]:
    """The entries that approved and corrected the result."""
    papers = [*(act.paper for act in cycle.approvals), *(act.paper for act in cycle.corrections)]
    return tuple(paper.position for paper in papers if paper.id in approval.entries)


def _place(
    approval: Approval, standing: Standing | None, unit: str
) -> tuple[int | None, int | None]:
    """Rank, and of how many, in the unit's sequence."""
    if approval.ranked is not None:
        own = next((row for row in approval.ranked if row.unit == unit), None)
        if own is None:
            return None, None
        return own.rank, sum(row.sequence == own.sequence for row in approval.ranked)
    if standing is None:
        return None, None
    rank = standing.rank(unit)
    return rank, len(standing.ranks) if rank is not None else None


def _lists(cycle: Cycle, approval: Approval, standing: Standing | None) -> Lists:
    """What is not circulated yet: the lists of the approved report, or of approved scores placed."""
    if any(cycle.counts(circular.paper) for circular in cycle.circulars):
        return Lists()
    if approval.lists is not None:
        return approval.lists
    if standing is None:
        return Lists()
    return Lists(standing.advanced.units, standing.interview.units)


@dataclass(frozen=True, slots=True)
class _After:
    """What followed from a unit's result, as far as it counts."""

    honours: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    bonus: Decimal | None = None
    entries: tuple[int, ...] = ()


def _afterwards(view: View, unit: str, year: int) -> _After:
    state, registry = applied.honours(view, year), view.registry
    points = account(state, unit, year, registry)
    title = titles(state, year, registry).of(unit)
    entries = [line.bonus.paper.position for line in points.lines if not line.faults]
    honours: tuple[str, ...] = ()
    if title is not None and title.left_out is None:
        entries.append(title.paper.position)
        if title.revoked is not None:
            honours = ("撤销先进",)
            entries.append(title.revoked.paper.position)
        elif title.stands:
            honours = ("先进",)
    held = applied.interviews(view, year)
    row, cycle = held.of(unit, year), held.cycles.of(year)
    wrong = interviewing.uncounted(row, cycle)
    papers = [*(one.paper for one in row.notices), *(one.paper for one in row.held)]
    acts = [paper.position for paper in papers if paper.position not in wrong]
    is_due = unit in interviewing.named(cycle)
    status = interviewing.state(row, cycle, registry, view.on).status if is_due or acts else None
    return _After(
        honours,
        (status,) if status else (),
        points.total if points.lines else None,
        (*entries, *acts),
    )


def years_of(view: View, unit: str) -> tuple[int, ...]:
    """Every year of which anything official, determined or afterwards is on record of the unit."""
    own = view.once(("of unit", unit), lambda: _own(view, unit))
    row = view.once(("completion", unit), lambda: view.row(completion, unit))
    approved = view.entries(about(f"unit:{unit}", kinds=("result.approved", "report.submitted")))
    tags = [tag for record in (*own, *approved) for tag in record.tags if tag[:5] == "year:"]
    return tuple(sorted({*(int(tag[5:]) for tag in tags), *row.years}))
