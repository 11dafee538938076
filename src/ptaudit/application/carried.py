"""Results of past years carried over from their documents, as those print them: nothing is ranked again (第十六条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain.boundaries import about
from ptaudit.domain.events.history import HistoryCarried


@dataclass(frozen=True, slots=True)
class Printed:
    """One unit as its document has it. *lists*: 先进, 约谈, 被否决, each only where the document says so."""

    unit: str
    sequence: str
    score: Decimal | None
    rank: int | None
    lists: tuple[str, ...]


def printed(of: YearOf) -> Mapping[str, Printed]:
    """Units whose result of the year is a carried one (结转), by code; an approved result stands before it."""
    found: dict[str, Printed] = {}
    for record in of.view.known(about(f"year:{of.year}", kinds=(HistoryCarried.kind,))):
        event = record.payload
        if isinstance(event, HistoryCarried) and not _approved(of, event.unit):
            found[event.unit] = _printed(of.view, event)
    return found


def _approved(of: YearOf, unit: str) -> bool:
    scored = of.scored.get(unit)
    return scored is not None and scored.official is not None and scored.official.kind != "结转"


def _printed(view: View, event: HistoryCarried) -> Printed:
    unit = view.registry.units.get(event.unit)
    said = (("先进", event.advanced), ("约谈", event.interviewed), ("被否决", event.veto))
    return Printed(
        event.unit,
        event.sequence or (unit.sequence(event.year) if unit else "A"),
        event.score,
        event.rank,
        tuple(name for name, answer in said if answer == "是"),
    )
