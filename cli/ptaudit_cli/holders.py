"""Who held a post, and what became of the unit: what rows of several reads say alike."""

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.application.profiles import UnitYear
    from ptaudit.projections.posts import Posts, Term


def posts(ask: Ask) -> "Posts":
    """Every post of every unit, as known."""
    from ptaudit.domain.boundaries import about
    from ptaudit.projections.posts import KINDS, posts

    return ask.view.once("posts", lambda: posts(ask.view.known(about(kinds=KINDS))))


def name(term: "Term", ask: Ask) -> str:
    """The holder's name as recorded with the post, or that it is covered."""
    person = ask.view.people.persons.get(term.person)
    return person.shown if person is not None and person.sealed else term.name


def entries(term: "Term") -> tuple[int, ...]:
    """The entry of the post, and that of its end."""
    return (term.position,) if term.left is None else (term.position, term.left)


def within(term: "Term", year: int) -> tuple[dt.date, dt.date | None]:
    """The days of *term* in *year*, one of its years; without a last one where it went on."""
    span = term.within(year)
    assert span is not None, "terms are those of the year"
    return span


def result(found: "UnitYear", row: type[Any]) -> dict[str, Any]:
    """What *row*, a dataclass, says of a unit's year: each field that both have by that name."""
    return {f.name: getattr(found, f.name) for f in fields(row) if hasattr(found, f.name)}
