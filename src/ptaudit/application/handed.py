"""What was handed over of a year: its results as a reference, its files to the archive, judged with the year."""

from functools import reduce

from ptaudit.application import year_reading
from ptaudit.application.view import View
from ptaudit.domain.assessment.handing import KINDS, Handed, gather
from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle.fold import Cycles


def handed(view: View, year: int) -> Handed:
    """Referrals and transfers of *year* by the view's day, beside its procedure."""
    cycle = year_reading.procedure(view, year, view.on)
    records = view.known(about(f"year:{year}", kinds=KINDS))
    return reduce(gather, records, Handed(Cycles({year: cycle})))


def archived(view: View) -> dict[int, int]:
    """By year, the entry of the last transfer to the archive that counts."""
    records = view.known(about(kinds=KINDS))
    found: dict[int, int] = {}
    for year in sorted({int(tag[5:]) for r in records for tag in r.tags if tag[:5] == "year:"}):
        state = handed(view, year)
        counted = [t for t in state.transfers if t.counts(state.cycles.of(year))]
        if counted:
            found[year] = counted[-1].paper.position
    return found
