"""What waits for somebody beyond findings and self-checks: opinions, reports, and vetoes not decided."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.domain.cycle.papers import Cycle, Paper


#: Days resting on an unknown year that are named; the others are counted.
SHOWN = 3


def lines(words: Catalogue, view: "View") -> Iterator[tuple[dt.date, str]]:
    """Each with the day since when it waits."""
    from ptaudit.projections.cycle import cycle

    for row in view.rows(cycle).values():
        if row.approval is None:
            yield from _opinions(words, row)
            yield from _report(words, row)
        elif row.approval.corrected_on is not None:
            yield from _correction(words, row, row.approval.corrected_on)
    yield from _vetoes(words, view)
    yield from _unchecked(words, view)
    yield from _calendars(words, view)


def _opinions(words: Catalogue, row: "Cycle") -> Iterator[tuple[dt.date, str]]:
    """The last opinion of each sequence: not verified, or sent back."""
    verified = {(done.sequence, done.version) for done in row.verifications}
    last = {one.sequence: one for one in sorted(row.opinions, key=lambda one: one.version)}
    for one in last.values():
        form = _stands(row, one.paper)
        if form == "returned" or (form and (one.sequence, one.version) not in verified):
            text = words(
                f"status.opinion.{form}",
                year=row.year,
                sequence=one.sequence,
                version=one.version,
                on=one.paper.on,
            )
            yield one.paper.on, text


def _report(words: Catalogue, row: "Cycle") -> Iterator[tuple[dt.date, str]]:
    """The last report of a year not approved: before those who approve, or sent back."""
    last = max(row.reports, key=lambda one: one.version, default=None)
    if last is not None and (form := _stands(row, last.paper)):
        on = last.paper.on
        yield on, words(f"status.report.{form}", year=row.year, version=last.version, on=on)


def _correction(words: Catalogue, row: "Cycle", on: dt.date) -> Iterator[tuple[dt.date, str]]:
    """A corrected result whose circular still says what it was."""
    circulars = [one for one in row.circulars if row.counts(one.paper)]
    if circulars and all(one.paper.on < on for one in circulars):
        yield on, words("status.correction", year=row.year, on=on)


def _stands(row: "Cycle", paper: "Paper") -> str:
    """How a paper that nothing followed stands; empty for one that counts for nothing."""
    if row.returned(paper) is not None:
        return "returned"
    return "submitted" if row.counts(paper) else ""


def _vetoes(words: Catalogue, view: "View") -> Iterator[tuple[dt.date, str]]:
    from ptaudit.projections.vetoes import standing, vetoes

    for case in view.rows(vetoes).values():
        for held in standing(case, view.registry):
            for ground in held.proposed:
                unit = view.registry.named(held.unit)
                text = words("status.veto", unit=unit, case=case.case, ground=ground.ground)
                yield ground.since or view.on, text


def _unchecked(words: Catalogue, view: "View") -> Iterator[tuple[dt.date, str]]:
    """Of each open year, how many entries wait for a second person (口径 four_eyes)."""
    from ptaudit.application.checking import checked

    for year in sorted(view.registry.years):
        unchecked = [one.record for one in checked(view, year) if one.check is None]
        if unchecked:
            since = min(record.recorded_on for record in unchecked)
            yield since, words("status.unchecked", year=year, count=len(unchecked))


def _calendars(words: Catalogue, view: "View") -> Iterator[tuple[dt.date, str]]:
    """Years without a holiday arrangement, with the days that were reckoned by weekends alone (暂定)."""
    from ptaudit.application.due import unknown

    for one in unknown(view):
        rests = [f"{row.what} {row.subject} {row.day}" for row in one.rests[:SHOWN]]
        text = words(
            "status.calendar", year=one.year, count=len(one.rests), rests=words.listed(rests)
        )
        yield one.rests[0].day or view.on, text
