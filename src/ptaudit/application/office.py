"""Who held which post in a year, and what became of the unit in it: nobody's term ever goes away (第五条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit.application.profiles import UnitYear, unit_year
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.projections import posts as posts_
from ptaudit.projections.posts import Term


def office_holders(view: View, unit: str, year: int) -> tuple[Term, ...]:
    """Who held which post of the unit in the year, as known."""
    held = view.once(("posts", unit), lambda: _posts(view, unit))
    return posts_.holders(held, unit, year)


def _posts(view: View, unit: str) -> posts_.Posts:
    return posts_.posts(view.known(about(f"unit:{unit}", kinds=posts_.KINDS)))


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One term of a person in one year, and what became of the unit in it."""

    term: Term
    year: int
    since: dt.date
    until: dt.date | None
    result: UnitYear | None


def person_years(view: View, person: str) -> Iterator[PersonYear]:
    """Every unit and year of the person, by year: no term ever goes away (终身追究)."""
    held = posts_.posts(view.known(about(kinds=posts_.KINDS)))
    pairs = sorted(
        posts_.years(held.of_person(person), view.on.year), key=lambda p: (p[0], p[1].since)
    )
    for year, term in pairs:
        span = term.within(year)
        assert span is not None, "years are those a term touches"
        yield PersonYear(term, year, *span, unit_year(view, term.unit, year))
