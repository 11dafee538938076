"""Results with the office-holders beside them: a unit over the years, and the table that is referred."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from ptaudit_cli import holders
from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application.profiles import UnitYear
    from ptaudit.projections.posts import Term


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
        posts = [n for term in terms for n in holders.entries(term)]
        said = {
            "heads": tuple(_in_year(term, year, ask) for term in terms),
            "entries": tuple(sorted({*found.entries, *posts})),
        }
        yield ProfileRow(**{**holders.result(found, ProfileRow), **said})


def _in_year(term: "Term", year: int, ask: Ask) -> str:
    """``政主要 甲某 03-01—12-31``; a term that went on has no last day."""
    since, until = holders.within(term, year)
    return ask.words(
        "post.acting_in_year" if term.acting else "post.in_year",
        role=term.role,
        name=holders.name(term, ask),
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

    year, code = the_year(ask), ask.unit
    units = [unit for unit in ask.registry.units if code in (None, unit)]
    found = [one for unit in units if (one := unit_year(ask.view, unit, year)) is not None]
    official = [one for one in found if one.level != "未审定"]
    official.sort(key=lambda one: (one.sequence, one.rank or len(units) + 1, one.unit))
    for one in official:
        yield _handed(one, dict.fromkeys(_HOLDER), one.entries, ask)
    for one in official if ask.given.get("people") else ():
        for term in office_holders(ask.view, one.unit, year):
            entries = (*one.entries, *holders.entries(term))
            yield _handed(one, _holder(term, one.year, ask), entries, ask)


#: What the row of an office-holder says that a unit's own does not.
_HOLDER = ("name", "role", "acting", "field", "since", "until")


def _holder(term: "Term", year: int, ask: Ask) -> dict[str, Any]:
    since, until = holders.within(term, year)
    said = (holders.name(term, ask), term.role, term.acting, term.field, since, until)
    return dict(zip(_HOLDER, said, strict=True))


def _handed(
    one: "UnitYear", holder: dict[str, Any], entries: tuple[int, ...], ask: Ask
) -> HandoverRow:
    said = {
        "of_whom": "单位" if holder["name"] is None else "任职人员",
        "unit": ask.registry.named(one.unit),
        "entries": entries,
        "use": ask.words("handover.use"),
    }
    return HandoverRow(**{**holders.result(one, HandoverRow), **holder, **said})


def _reference(ask: Ask, rows: Sequence[HandoverRow]) -> Iterator[str]:
    yield ask.words("handover.reference")
    if any(row.of_whom == "任职人员" for row in rows):
        yield ask.words("post.no_blame")


CALLS = (
    Read("unit", "profile", ProfileRow, profile, lambda: [place("unit")], personal=True),
    Read(
        "result",
        "handover",
        HandoverRow,
        handover,
        lambda: [*of_unit(), Given.flag("people", block="own")],
        by_year=True,
        by="of_whom",
        notes=_reference,
        personal=True,
    ),
)
