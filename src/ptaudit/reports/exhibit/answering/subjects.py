"""What a question is about: an entry, a case, a year or a unit; and the entries that tell of it."""

import re

from ptaudit.application import reading
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.failures import NotFound
from ptaudit.domain.record import Record

_NUMBER = re.compile(r"第?([1-9][0-9]{0,8})号?")
_YEAR = re.compile(r"2[0-9]{3}")
_CASES = (("finding", r"F-[0-9]{4}-[0-9]{3,}"), ("case", r"V-.+"), ("objection", r"O-.+"))


def number(said: str) -> int | None:
    """The position *said* names, if it is one; four digits are a year."""
    found = _NUMBER.fullmatch(said)
    return None if found is None or _YEAR.fullmatch(said) else int(found[1])


def entry(said: str, view: View) -> Record | None:
    """The entry *said* names. Raises NotFound for one beyond the view."""
    if (position := number(said)) is None:
        return None
    size = view.moment.position
    record = reading.record_at(view.ledger, position) if position <= size else None
    if record is None:
        raise NotFound("entry.no_such_position", position=position, size=size)
    return record


def tag_or_none(said: str) -> str | None:
    """The tag of a case or a year, or what names an entry: what is told without a year besides."""
    if number(said) is not None or _YEAR.fullmatch(said):
        return said
    found = (f"{prefix}:{said}" for prefix, pattern in _CASES if re.fullmatch(pattern, said))
    return next(found, None)


def tag(said: str, view: View) -> str:
    """The tag of a case, year or unit. Raises NotFound for a unit that is none."""
    for prefix, pattern in _CASES:
        if re.fullmatch(pattern, said):
            return f"{prefix}:{said}"
    if _YEAR.fullmatch(said) and said not in view.registry.units:
        return f"year:{said}"
    return f"unit:{view.registry.unit(said).code}"


def told(said: str, view: View, year: int | None = None) -> tuple[Record, ...]:
    """The entries about *said*, as recorded: of an entry, it and what rests on it.

    Raises NotFound where there are none.
    """
    if (found := entry(said, view)) is not None:
        return (found, *view.entries(about(f"ref:{found.id}")))
    own = tag(said, view)
    years = (f"year:{year}",) if year is not None and own.startswith("unit:") else ()
    lines = [line.record for line in view.timeline(own, *years)]
    kept = tuple(r for r in lines if not r.payload.registry or r.kind in CORRECTIONS)
    if not kept:
        raise NotFound("timeline.nothing", subject=said)
    return kept
