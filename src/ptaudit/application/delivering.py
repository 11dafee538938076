"""What units were sent and told, as a view knows it."""

from collections.abc import Iterator

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.projections.delivery import KINDS, Delivery, deliveries
from ptaudit.projections.notices import Notice
from ptaudit.projections.notices import notices as told
from ptaudit.projections.objections import objections
from ptaudit.projections.selfchecks import selfchecks


def papers(view: View, year: int | None = None) -> tuple[Delivery, ...]:
    """Papers that go to units, of *year* or of all, with whom they reached."""
    tags = () if year is None else (f"year:{year}",)
    return view.once(
        ("papers", year),
        lambda: deliveries(view.known(about(*tags, kinds=KINDS)), view.registry),
    )


def notices(view: View, year: int | None = None, unit: str | None = None) -> Iterator[Notice]:
    """Notices of *year* to *unit* (a code), or of all to all."""
    found = [one for one in papers(view, year) if one.record.kind == "notice.sent"]
    years = {str(tag)[5:] for one in found for tag in one.record.tags if tag.startswith("year:")}
    filed = {
        key: row
        for one in sorted(years)
        for key, row in view.year_rows(selfchecks, int(one)).items()
    }
    raised = view.rows(objections).values() if found else ()
    for notice in told(found, filed, raised, view.registry):
        if unit in (None, notice.unit):
            yield notice
