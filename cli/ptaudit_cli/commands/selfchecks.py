"""One unit's self-checks of a year, every paper received and sent back among them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.selfchecks.due import Standing
    from ptaudit.domain.selfchecks.fold import Filing


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One filing as one recipient got it; a self-check nobody filed has a row without one.

    *missed* is the entry of the 未报认定, if any; *unscored*: late, and by 口径 late_filing no claim.
    """

    unit: str
    year: int
    period: str
    status: str
    due: dt.date | None
    recipient: str | None
    version: int | None
    on: dt.date | None
    receipt: str | None
    recorded_at: str | None
    returned_on: dt.date | None
    redo_by: dt.date | None
    position: int | None
    missed: int | None = None
    unscored: bool = False


def show(ask: Ask) -> Iterator[FilingRow]:
    from ptaudit.domain.selfchecks.due import periods, standing, together
    from ptaudit.projections.selfchecks import selfchecks

    registry, year = ask.registry, the_year(ask)
    unit = registry.unit(ask["unit"])
    row = ask.view.row(selfchecks, f"{unit.code}/{year}")
    for period in periods(registry, year):
        held = standing(row, period, registry, ask.view.on)
        same = together(period, registry, year)
        filings: list[Filing | None] = [f for f in row.filings if f.period in same]
        for filing in filings or [None]:
            yield _row(unit.name, year, held, filing, ask)


def _row(unit: str, year: int, held: "Standing", filing: "Filing | None", ask: Ask) -> FilingRow:
    status, due = held.status, held.due
    missed = held.missed.mark.position if held.missed else None
    if filing is None:
        nothing = (None,) * 8
        return FilingRow(unit, year, held.period, status, due, *nothing, missed)
    mark, back = filing.mark, filing.returned
    return FilingRow(
        unit,
        year,
        filing.period,
        status,
        due,
        ask.registry.organ_name(filing.recipient, mark.on),
        filing.version,
        mark.on,
        filing.receipt_no,
        mark.recorded_at[:16].replace("T", " "),
        back.mark.on if back else None,
        back.redo_by if back else None,
        mark.position,
        missed,
        held.unscored,
    )


CALLS = (Read("selfcheck", "show", FilingRow, show, lambda: [place("unit")], by_year=True),)
