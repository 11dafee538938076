"""A year's interviews at both clocks of a view, read without what decides about them."""

from functools import reduce

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.interviews import fold as interviews_fold
from ptaudit.domain.interviews.fold import Interviews


def interviews(view: View, year: int) -> Interviews:
    """Every unit's interviews of *year*, with the year's papers."""

    def work() -> Interviews:
        kinds = (*interviews_fold.KINDS, *cycle_fold.DECISIVE)
        known = view.known(about(f"year:{year}", kinds=kinds))
        return reduce(interviews_fold.evolve, known, Interviews())

    return view.once(("interviews", year), work)
