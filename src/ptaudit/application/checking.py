"""Which entries of a year a second person has checked, as a view knows it."""

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.events.corrections import RecordChecked
from ptaudit.projections.audit_lines import concerning
from ptaudit.projections.checks import Checked, expected
from ptaudit.projections.checks import checked as held


def checked(view: View, year: int) -> tuple[Checked, ...]:
    """Entries about *year*, and the cases that began in it, of the kinds 口径 four_eyes names."""
    kinds = expected(view.registry.policy(year))
    if not kinds:
        return ()
    lines = view.timeline(f"year:{year}")
    raw = concerning(sorted((line.record for line in lines), key=lambda r: r.position), year)
    return held(raw, view.entries(about(kinds=(RecordChecked.kind,))), kinds)
