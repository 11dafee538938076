"""One year on one page for 县委、县政府, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ptaudit_cli import layout, numbers
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.table import plain
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application.overview import Line

#: Units named on the page; of more the others are counted.
NAMED = 6


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One thing said. *values* are ``name=value``; *positions* the entries that decide it, where few do."""

    year: int
    part: str
    code: str
    text: str
    units: tuple[str, ...]
    values: tuple[str, ...]
    positions: tuple[int, ...]


def rows(ask: Ask) -> Iterator[OverviewRow]:
    from ptaudit.application.overview import overview

    year = ask.year_of("of_year") or the_year(ask)
    for line in overview(ask.view, year):
        yield _row(year, line, ask)


def _row(year: int, line: "Line", ask: Ask) -> OverviewRow:
    units = tuple(ask.registry.named(unit) for unit in line.units)
    params: dict[str, Any] = {"year": year, **dict(line.params)}
    params["units"] = _named(units, ask)
    if "sequence" in params:
        params["sequence"] = ask.words(f"overview.sequence.{params['sequence']}")
    return OverviewRow(
        year,
        line.part,
        line.code,
        ask.words(f"overview.{line.code}", **params),
        units,
        tuple(f"{name}={plain(value)}" for name, value in line.params),
        line.positions,
    )


def _named(units: Sequence[str], ask: Ask) -> str:
    if not units:
        return ask.words("overview.nobody")
    if len(units) <= NAMED:
        return ask.words.listed(list(units))
    first = ask.words.listed(list(units[:NAMED]))
    return ask.words("overview.more", first=first, count=len(units))


def page(ask: Ask, found: Sequence[OverviewRow]) -> Iterator[str]:
    """A heading a part, its lines below, each with the entries it rests on."""
    from ptaudit.application.recording import of_every_day

    opened = of_every_day(ask.view).opened
    county = opened.county if opened else ""
    yield ask.words("overview.title", county=county, year=found[0].year)
    part = ""
    for row in found:
        if row.part != part:
            part = row.part
            yield ""
            yield ask.words(f"overview.part.{part}")
        text = row.text
        if row.positions:
            entries = numbers.entries(row.positions, ask.words)
            text = ask.words("overview.rests", text=text, entries=entries)
        first, *rest = layout.wrap(text, max(20, ask.call.around.columns - 2))
        yield f"  {first}"
        yield from (f"  {more}" for more in rest)
    yield ""
    yield ask.words("overview.foot")


CALLS = (
    Read(
        "year",
        "overview",
        OverviewRow,
        rows,
        lambda: [place("of_year")],
        page=page,
        by_year=True,
    ),
)
