"""One year at any two clocks, read from the entries that decide it: its approval, its totals, its vetoes."""

import datetime as dt
from collections.abc import Mapping

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.scoring import fold as score_fold
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.projections.cycle import cycle
from ptaudit.projections.projection import tagged
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import Standing, standing
from ptaudit.projections.vetoes import vetoed, vetoes

APPROVALS = ("result.approved", "result.corrected")
#: What asserts totals; score entries, of which a year has many times more, are left out.
TOTALS = tuple(k for k in score_fold.KINDS if k not in ("score.entered", "score.reversed"))


def procedure(view: View, year: int, on: dt.date | None) -> Cycle:
    """The year's cycle from the papers that decide what counts, by *on* (None: of every day)."""
    kinds = cycle_fold.DECISIVE
    return cycle.fold(str(year), view.whole(about(f"year:{year}", kinds=kinds)), on)


def approval(view: View, year: int, on: dt.date | None) -> Approval | None:
    """The year's 审定 as known, by *on*; a year without one costs one look."""
    any_act = view.entries(about(f"year:{year}", kinds=APPROVALS))
    if not any(record.kind in APPROVALS for record in any_act):
        return None
    return procedure(view, year, on).approval


def counting(view: View, year: int) -> tuple[str, ...] | None:
    """The acts of approval that count by the view's day."""
    found = approval(view, year, view.on)
    return None if found is None else found.entries


def totals(view: View, year: int) -> dict[str, Sheet]:
    """What was asserted of every unit, by ``unit/year``, without the score entries behind it."""
    sheets: dict[str, Sheet] = {}
    for record in view.known(about(f"year:{year}", kinds=TOTALS)):
        for unit in tagged(record, "unit") if record.kind in TOTALS else ():
            key = f"{unit}/{year}"
            sheets[key] = score_fold.evolve(sheets.get(key) or score_fold.initial(key), record)
    return sheets


def vetoed_in(view: View, year: int) -> Mapping[str, list[str]]:
    """Cases that veto a unit in *year*, by unit: read from the decisions of that year."""
    decided = view.whole(about(f"year:{year}", kinds=("veto.decided",)))
    named = {case for record in decided for case in tagged(record, "case")}
    found = vetoed(view.rows(vetoes, named), view.registry, year) if named else {}
    return {unit: [case.case for case in cases] for unit, cases in found.items()}


def official(view: View, year: int) -> dict[str, Standing]:
    """Both sequences by official scores."""
    return standing(
        year,
        totals(view, year),
        view.registry,
        vetoed=vetoed_in(view, year),
        counting=counting(view, year),
    )


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
