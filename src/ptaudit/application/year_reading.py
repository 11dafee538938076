"""One year at any two clocks, read from the entries that decide it: its approval, its totals, its vetoes."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ptaudit.application.ties import ties
from ptaudit.application.view import View
from ptaudit.domain import clocks, wire
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.cycle.procedure import judge
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ReviewDone,
    ScoreEntered,
    ScoreReversed,
)
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.domain.record import Record
from ptaudit.domain.scoring import fold as score_fold
from ptaudit.domain.scoring.arithmetic import Scored
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.sheet import official as sheet_official
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.vetoes.grounds import LATE
from ptaudit.projections.cycle import cycle
from ptaudit.projections.projection import tagged
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import Standing, placed, standing
from ptaudit.projections.vetoes import vetoed, vetoes

#: What decides about a year's procedure, but for what reviews look at, and scores.
_ASIDE = (SelfcheckFiled.kind, *cycle_fold.SCORES)
ACTS = tuple(kind for kind in cycle_fold.DECISIVE if kind not in _ASIDE)
#: What the bytes of a score entry hold that an opinion may lack its ground for; and of what takes one back.
_ONSITE, _IRREGULAR, _REVERSED = (
    '"stage":"实地"'.encode(),
    b'"irregular":',
    b'"kind":"score.reversed"',
)
APPROVALS = ("result.approved", "result.corrected")
#: What asserts totals; score entries, of which a year has many times more, are left out.
TOTALS = tuple(
    kind
    for kind in score_fold.KINDS
    if not kind.startswith("indicator.") and kind not in ("score.entered", "score.reversed")
)

#: Those of them that say what is official, or that what does rests on.
RESULTS = tuple(k for k in TOTALS if k not in (OpinionIssued.kind, OpinionVerified.kind))


def procedure(view: View, year: int, on: dt.date | None) -> Cycle:
    """The year's cycle from the papers that decide what counts, by *on* (None: of every day).

    Of the self-checks filed only those are in it that were corrected, or received after a review that
    names them, of the score entries those made on site or irregular: no other decides anything.
    """
    return view.once(("procedure", year, on), lambda: _procedure(view, year, on))


def _procedure(view: View, year: int, on: dt.date | None) -> Cycle:
    known = clocks.known(_decisive(view, year), on)
    return view.shared.folded(("cycle", year), known, lambda records: _judged(year, records))


def _judged(year: int, known: Sequence[Record]) -> Cycle:
    """As the projection folds them, but judged once, when all is listed."""
    key = str(year)
    state = cycle_fold.initial(key)
    for record in known:
        if record.kind in cycle.kinds and (not record.amended_by or key in cycle.keys(record)):
            state = cycle_fold.joined(state, record)
    return judge(state)


def _decisive(view: View, year: int) -> list[Record]:
    return view.once(("decisive", year), lambda: _with_reviewed(view, year))


def _with_reviewed(view: View, year: int) -> list[Record]:
    """The year's deciding papers, the self-checks and the scores that others rest on, in ledger order."""
    tag = f"year:{year}"
    acts = view.whole(about(tag, kinds=ACTS))
    reviews = [act for act in clocks.resolve(acts) if isinstance(act.payload, ReviewDone)]
    held = {record.position: record for record in acts}
    if reviews:
        held |= {record.position: record for record in _reviewed(view, tag, reviews)}
    held |= {record.position: record for record in _grounded(view, tag)}
    return [held[position] for position in sorted(held)]


def _grounded(view: View, tag: str) -> Iterator[Record]:
    """Score entries that another act must be the ground of, and reversals; corrected ones were read with the acts.

    A year holds many times more that need none: of those only the bytes are looked at.
    """
    asked = about(tag, kinds=(ScoreEntered.kind, ScoreReversed.kind))
    upto = view.moment.position
    yield from view.shared.picked(("grounded", tag), upto, asked, _is_grounded)
    supposed = [r for r in view.supposed if r.kind in cycle_fold.SCORES and tag in r.tags]
    yield from supposed


def _is_grounded(data: bytes) -> bool:
    return _ONSITE in data or _IRREGULAR in data or _REVERSED in data


def _reviewed(view: View, tag: str, reviews: Sequence[Record]) -> Iterator[Record]:
    """Self-checks that *reviews* name and that were received later; corrected ones were read with the acts."""
    first = min(review.effective for review in reviews)
    named = {
        f"id:{row.selfcheck}"
        for review in reviews
        if isinstance(review.payload, ReviewDone)
        for row in review.payload.units
        if row.selfcheck is not None
    }
    asked = Selection(tuple(Criterion((), (name,)) for name in sorted(named)))
    found = [r for r in view.supposed if f"id:{r.id}" in named and r.effective >= first]
    if named:
        since = first.isoformat()
        found += view.shared.picked(
            ("reviewed", frozenset(named), since),
            view.moment.position,
            asked,
            lambda data: wire.effective_of(data) >= since,
        )
    yield from (record for record in found if tag in record.tags)


def approval(view: View, year: int, on: dt.date | None) -> Approval | None:
    """The year's 审定 as known, by *on*; a year without one costs one look."""
    return view.once(("approval", year, on), lambda: _approval(view, year, on))


def _approval(view: View, year: int, on: dt.date | None) -> Approval | None:
    any_act = view.entries(about(f"year:{year}", kinds=APPROVALS))
    if not any(record.kind in APPROVALS for record in any_act):
        return None
    return procedure(view, year, on).approval


def counting(view: View, year: int) -> tuple[str, ...] | None:
    """The acts of approval that count by the view's day."""
    found = approval(view, year, view.on)
    return None if found is None else found.entries


def totals(view: View, year: int) -> dict[str, Sheet]:
    """What became official of every unit, by ``unit/year``, without the score entries behind it."""
    known = view.known(about(f"year:{year}", kinds=RESULTS))
    return view.shared.folded(("totals", year), known, lambda records: _sheets(year, records))


def _sheets(year: int, known: Sequence[Record]) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    for record in known:
        for unit in tagged(record, "unit") if record.kind in RESULTS else ():
            key = f"{unit}/{year}"
            sheets[key] = score_fold.evolve(sheets.get(key) or score_fold.initial(key), record)
    return sheets


def vetoed_in(view: View, year: int) -> Mapping[str, list[str]]:
    """Cases that veto a unit in *year*, by unit: read from the decisions of that year.

    A late one may be of a year before it (口径 late_veto).
    """
    registry, years = view.registry, [year]
    while registry.policies.approved_on(former := years[-1] - 1) is not None:
        if registry.policy(former)[LATE] != "next_year":
            break
        years.append(former)
    each = (about(f"year:{one}", kinds=("veto.decided",)) for one in years)
    decided = view.whole(either(*each))
    named = {case for record in decided for case in tagged(record, "case")}
    found = vetoed(view.rows(vetoes, named), view.registry, year) if named else {}
    return {unit: [case.case for case in cases] for unit, cases in found.items()}


def official(view: View, year: int) -> dict[str, Standing]:
    """Both sequences by official scores: nothing is computed, as no score entry was read."""
    acts = counting(view, year)
    sheets = totals(view, year).values()
    results = {sheet.unit: Scored(sheet, None, sheet_official(sheet, acts)) for sheet in sheets}
    vetoed = vetoed_in(view, year)
    return placed(year, results, view.registry, vetoed=vetoed, ties=ties(view, year))


def provisional(view: View, year: int) -> dict[str, Standing]:
    """Both sequences by what is recorded so far: this reads every score entry of the year."""
    raw = view.whole(about(f"year:{year}", kinds=score_fold.KINDS))
    units = {unit for record in raw for unit in tagged(record, "unit")}
    return standing(
        year,
        view.rows(scores, {f"{unit}/{year}" for unit in units}),
        view.registry,
        by="recomputed",
        vetoed=vetoed_in(view, year),
        counting=counting(view, year),
        ties=ties(view, year),
    )


def first_answered(view: View, last: int) -> int | None:
    """The first year that anybody's targets were determined, or carried over, for; none after *last* is looked for."""
    kinds = ("completion.determined", "history.carried")
    for year in range(2000, last + 1):
        selection = about(f"year:{year}", kinds=kinds)
        if next(iter(view.entries(selection)), None) is None:
            continue
        if any(record.kind in kinds for record in view.known(selection)):
            return year
    return None


def day_after_moment(view: View, recorded_on: dt.date) -> int:
    """Days from the view's last entry to *recorded_on*."""
    return (recorded_on - dt.date.fromisoformat(view.moment.recorded_at[:10])).days
