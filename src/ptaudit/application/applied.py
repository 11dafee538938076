"""A year's titles, bonus points and interviews, and what became of proposals, at both clocks of a view."""

from functools import reduce

from ptaudit.application.interviewing import interviews
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.completion import proceedings as proceedings_fold
from ptaudit.domain.completion.proceedings import Proceedings
from ptaudit.domain.honours import fold as honours_fold
from ptaudit.domain.honours.fold import Honours

__all__ = ["honours", "interviews", "proceedings"]


def honours(view: View, year: int) -> Honours:
    """What the titles and bonus points of *year* rest on."""

    def work() -> Honours:
        return reduce(honours_fold.evolve, view.known(honours_fold.of_year(year)), Honours())

    return view.once(("honours", year), work)


def proceedings(view: View, unit: str | None = None) -> Proceedings:
    """Proposals about *unit*, or about all, and what became of each."""
    tag = () if unit is None else (f"unit:{unit}",)

    def work() -> Proceedings:
        selection = either(about(*tag, kinds=proceedings_fold.KINDS))
        return proceedings_fold.fold(view.known(selection))

    return view.once(("proceedings", unit), work)
