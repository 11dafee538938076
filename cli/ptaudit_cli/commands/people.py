"""Posts and the results beside them: who held what on a day, a person's and a unit's years, the table referred."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import faults
from ptaudit_cli.params import Flag, Given, Meaning, option, place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application.profiles import UnitYear
    from ptaudit.domain.people import Person
    from ptaudit.projections.posts import Place, Posts, Term


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post on the day asked about. *until* is the last day as known, absent while it goes on.

    *also* are other posts of the same person on that day; *beside* the entry of a holder who had not
    left; a vacant post has *until* and *left* of who held it last.
    """

    unit: str
    role: str
    status: Literal["在任", "主持", "不计", "缺位", "未登记"]
    person: str | None
    name: str | None
    field: str | None
    since: dt.date | None
    until: dt.date | None
    also: tuple[str, ...]
    beside: int | None
    position: int | None
    left: int | None


def posts(ask: Ask) -> Iterator[PostRow]:
    """``--on``: the day asked about, the view's day unless given; what is known of later days shows, too."""
    from ptaudit.projections.posts import on_day

    day = _day(ask)
    wanted = ask.get("unit")
    units = [ask.registry.unit(wanted)] if wanted else list(ask.registry.units.values())
    held = _held(ask)
    for unit in units:
        for one in on_day(held, unit, day):
            yield _post(one, ask)


def _day(ask: Ask) -> dt.date:
    """Raises Malformed for a day after the view's: nobody knows who will hold what."""
    day = ask.day("on_day") or ask.view.on
    if day > ask.view.on:
        raise Malformed("date.future", on=day, today=ask.view.on)
    return day


def _held(ask: Ask) -> "Posts":
    from ptaudit.domain.boundaries import about
    from ptaudit.projections.posts import KINDS, posts

    return ask.view.once("posts", lambda: posts(ask.view.known(about(kinds=KINDS))))


def _post(one: "Place", ask: Ask) -> PostRow:
    term, registry = one.term, ask.registry
    last = term or one.former
    return PostRow(
        registry.named(one.unit),
        one.role,
        one.status,
        term.person if term else None,
        _shown(term, ask) if term else None,
        term.field if term else None,
        term.since if term else None,
        last.until if last else None,
        tuple(f"{registry.named(also.unit)} {also.role}" for also in one.also),
        term.beside if term else None,
        term.position if term else None,
        last.left if last else None,
    )


def _shown(term: "Term", ask: Ask) -> str:
    """The holder's name as recorded with the post, or that it is covered."""
    person = ask.view.people.persons.get(term.person)
    return person.shown if person is not None and person.sealed else term.name


def _faults(ask: Ask, _: Sequence[PostRow]) -> Iterator[str]:
    """What is on record of these posts and cannot be true together."""
    wanted = ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
    for one in _held(ask).contradictions:
        params = dict(one.params)
        if code in (None, params["unit"]):
            what = faults.text(one.code, params, ask.registry, ask.words)
            yield ask.words("post.fault", position=one.position, what=what)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person on record; *posts* those held on the view's day."""

    person: str
    name: str
    sealed: bool
    posts: tuple[str, ...]


def persons(ask: Ask) -> Iterator[PersonRow]:
    held = _held(ask)
    for person in sorted(ask.view.people.persons.values(), key=lambda p: p.code):
        now = [t for t in held.of_person(person.code) if t.covers(ask.view.on)]
        named = tuple(f"{ask.registry.named(term.unit)} {term.role}" for term in now)
        yield PersonRow(person.code, person.shown, person.sealed, named)


@dataclass(frozen=True, slots=True)
class PersonYearRow:
    """One post of a person in one year, and what became of the unit in it. *since*, *until*: within the year.

    *until* is absent where the term went on. *posts* are the entries of the term, *entries* those of
    the results.
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
    level: str | None
    score: Decimal | None
    rank: int | None
    of: int | None
    completion: str | None
    vetoed: bool | None
    honours: tuple[str, ...]
    interviews: tuple[str, ...]
    entries: tuple[int, ...]


def person(ask: Ask) -> Iterator[PersonYearRow]:
    from ptaudit.application.office import person_years

    code = _person(ask).code
    for one in person_years(ask.view, code):
        term, found = one.term, one.result
        yield PersonYearRow(
            code,
            _shown(term, ask),
            one.year,
            ask.registry.named(term.unit),
            term.role,
            term.acting,
            term.field,
            one.since,
            one.until,
            _entries(term),
            found.level if found else None,
            found.score if found else None,
            found.rank if found else None,
            found.of if found else None,
            found.completion if found else None,
            found.vetoed if found else None,
            found.honours if found else (),
            found.interviews if found else (),
            found.entries if found else (),
        )


def _entries(term: "Term") -> tuple[int, ...]:
    return (term.position,) if term.left is None else (term.position, term.left)


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


def _no_blame(ask: Ask, _: Sequence[object]) -> Iterator[str]:
    yield ask.words("post.no_blame")


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One year of a unit. *of*: how many were ranked in its sequence. *heads*: who held which post, by days."""

    year: int
    level: str
    sequence: str
    score: Decimal | None
    rank: int | None
    of: int | None
    completion: str
    vetoed: bool
    honours: tuple[str, ...]
    interviews: tuple[str, ...]
    bonus: Decimal | None
    heads: tuple[str, ...]
    entries: tuple[int, ...]


def profile(ask: Ask) -> Iterator[ProfileRow]:
    from ptaudit.application.office import office_holders
    from ptaudit.application.profiles import unit_year, years_of

    unit = ask.registry.unit(ask["unit"]).code
    for year in years_of(ask.view, unit):
        found = unit_year(ask.view, unit, year)
        if found is None:
            continue
        terms = office_holders(ask.view, unit, year)
        posts = [n for term in terms for n in _entries(term)]
        yield ProfileRow(
            year,
            found.level,
            found.sequence,
            found.score,
            found.rank,
            found.of,
            found.completion,
            found.vetoed,
            found.honours,
            found.interviews,
            found.bonus,
            tuple(_in_year(term, year, ask) for term in terms),
            tuple(sorted({*found.entries, *posts})),
        )


def _in_year(term: "Term", year: int, ask: Ask) -> str:
    """``政主要 甲某 03-01—12-31``; a term that went on has no last day."""
    span = term.within(year)
    assert span is not None, "terms are those of the year"
    since, until = span
    return ask.words(
        "post.acting_in_year" if term.acting else "post.in_year",
        role=term.role,
        name=_shown(term, ask),
        since=since,
        until=until or "",
    )


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One unit of the table that is referred, or one of its office-holders with the unit's result beside.

    *since*, *until*: of the post, within the year. *use*: what the table is for.
    """

    of_whom: Literal["单位", "任职人员"]
    year: int
    unit: str
    sequence: str
    score: Decimal | None
    rank: int | None
    of: int | None
    completion: str
    vetoed: bool
    honours: tuple[str, ...]
    interviews: tuple[str, ...]
    name: str | None
    role: str | None
    acting: bool | None
    field: str | None
    since: dt.date | None
    until: dt.date | None
    entries: tuple[int, ...]
    use: str


def handover(ask: Ask) -> Iterator[HandoverRow]:
    """Units with an official result of the year; with ``--people`` their office-holders after them."""
    from ptaudit.application.office import office_holders
    from ptaudit.application.profiles import unit_year

    year, wanted = the_year(ask), ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
    units = [unit for unit in ask.registry.units if code in (None, unit)]
    found = [one for unit in units if (one := unit_year(ask.view, unit, year)) is not None]
    official = [one for one in found if one.level != "未审定"]
    official.sort(key=lambda one: (one.sequence, one.rank or len(units) + 1, one.unit))
    for one in official:
        yield _handed(one, None, ask)
    for one in official if ask.given.get("people") else ():
        for term in office_holders(ask.view, one.unit, year):
            yield _handed(one, term, ask)


def _handed(one: "UnitYear", term: "Term | None", ask: Ask) -> HandoverRow:
    span = term.within(one.year) if term else None
    return HandoverRow(
        "任职人员" if term else "单位",
        one.year,
        ask.registry.named(one.unit),
        one.sequence,
        one.score,
        one.rank,
        one.of,
        one.completion,
        one.vetoed,
        one.honours,
        one.interviews,
        _shown(term, ask) if term else None,
        term.role if term else None,
        term.acting if term else None,
        term.field if term else None,
        span[0] if span else None,
        span[1] if span else None,
        (*one.entries, *(_entries(term) if term else ())),
        ask.words("handover.use"),
    )


def _reference(ask: Ask, rows: Sequence[HandoverRow]) -> Iterator[str]:
    yield ask.words("handover.reference")
    if any(row.of_whom == "任职人员" for row in rows):
        yield ask.words("post.no_blame")


def _on() -> Flag:
    """``--on`` of a question: not the day of an act."""
    meaning = Meaning("own", "day", lambda words: words("params.on_day"))
    return Flag(["--on", "on_day"], meaning)


def _unit() -> Sequence[click.Parameter]:
    return [option("unit", "text", block="own")]


CALLS = (
    Read(
        "post",
        "list",
        PostRow,
        posts,
        lambda: [_on(), *_unit()],
        notes=_faults,
    ),
    Read("person", "list", PersonRow, persons),
    Read("person", "show", PersonYearRow, person, lambda: [place("person")], notes=_no_blame),
    Read("unit", "profile", ProfileRow, profile, lambda: [place("unit")]),
    Read(
        "result",
        "handover",
        HandoverRow,
        handover,
        lambda: [*_unit(), Given.flag("people", block="own")],
        by_year=True,
        by="of_whom",
        notes=_reference,
    ),
)
