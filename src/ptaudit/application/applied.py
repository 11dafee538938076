"""A year's titles, bonus points and interviews, and what became of proposals, at both clocks of a view."""

from functools import reduce

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.completion import proceedings as proceedings_fold
from ptaudit.domain.completion.proceedings import Proceedings
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.honours import fold as honours_fold
from ptaudit.domain.honours.fold import Honours
from ptaudit.domain.interviews import fold as interviews_fold
from ptaudit.domain.interviews.fold import Interviews


def honours(view: View, year: int) -> Honours:
    """What the titles and bonus points of *year* rest on."""

    def work() -> Honours:
        return reduce(honours_fold.evolve, view.known(honours_fold.of_year(year)), Honours())

    return view.once(("honours", year), work)


def interviews(view: View, year: int) -> Interviews:
    """Every unit's interviews of *year*, with the year's papers."""

    def work() -> Interviews:
        kinds = (*interviews_fold.KINDS, *cycle_fold.DECISIVE)
        known = view.known(about(f"year:{year}", kinds=kinds))
        return reduce(interviews_fold.evolve, known, Interviews())

    return view.once(("interviews", year), work)


def proceedings(view: View, unit: str | None = None) -> Proceedings:
    """Proposals about *unit*, or about all, and what became of each."""
    tag = () if unit is None else (f"unit:{unit}",)

    def work() -> Proceedings:
        selection = either(about(*tag, kinds=proceedings_fold.KINDS))
        return proceedings_fold.fold(view.known(selection))

    return view.once(("proceedings", unit), work)
