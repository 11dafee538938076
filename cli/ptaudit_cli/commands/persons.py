"""Persons in posts: who is on record, and the years of one with what became of each unit (终身追究)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import holders
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.domain.people import Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person on record; *posts* those held on the view's day."""

    person: str
    name: str
    sealed: bool
    posts: tuple[str, ...]


def persons(ask: Ask) -> Iterator[PersonRow]:
    held = holders.posts(ask)
    for person in sorted(ask.view.people.persons.values(), key=lambda p: p.code):
        now = [t for t in held.of_person(person.code) if t.covers(ask.view.on)]
        named = tuple(f"{ask.registry.named(term.unit)} {term.role}" for term in now)
        yield PersonRow(person.code, person.shown, person.sealed, named)


@dataclass(frozen=True, slots=True)
class PersonYearRow:
    """One post of a person in one year, and what became of the unit in it. *since*, *until*: within the year.

    *until* is absent where the term went on. *posts* are the entries of the term, *entries* those of
    the results; everything from *level* on is empty where the unit's year has none.
    """

    person: str
    name: str
    year: int
    unit: str
    role: str
    acting: bool
    field: str | None
    since: dt.date
    until: dt.date | None
    posts: tuple[int, ...]
    level: str | None = None
    score: Decimal | None = None
    rank: int | None = None
    of: int | None = None
    completion: str | None = None
    vetoed: bool | None = None
    honours: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()


def years(ask: Ask) -> Iterator[PersonYearRow]:
    from ptaudit.application.office import person_years

    code = _person(ask).code
    for one in person_years(ask.view, code):
        term = one.term
        said = {
            "person": code,
            "name": holders.name(term, ask),
            "unit": ask.registry.named(term.unit),
            "role": term.role,
            "acting": term.acting,
            "field": term.field,
            "since": one.since,
            "until": one.until,
            "posts": holders.entries(term),
        }
        result = holders.result(one.result, PersonYearRow) if one.result else {}
        yield PersonYearRow(**{**result, "year": one.year, **said})


def _person(ask: Ask) -> "Person":
    """By code; by name where it is not covered. Raises NotFound, or Malformed for a name of several."""
    from ptaudit.domain.names import listed, near

    said, people = ask["person"], ask.view.people
    if (found := people.persons.get(said)) is not None:
        return found
    shown = [p for p in people.persons.values() if not p.sealed]
    named = [p for p in people.bearing(said) if not p.sealed]
    if len(named) > 1:
        raise Malformed("person.which", name=said, known=listed([p.code for p in named]))
    if not named:
        known = listed(near(said, [n for p in shown for n in (p.name, p.code)]))
        raise NotFound("person.unknown", person=said, near=known)
    return named[0]


CALLS = (
    Read("person", "list", PersonRow, persons, personal=True),
    Read(
        "person",
        "show",
        PersonYearRow,
        years,
        lambda: [place("person")],
        notes=lambda ask, _: [ask.words("post.no_blame")],
        personal=True,
    ),
)
