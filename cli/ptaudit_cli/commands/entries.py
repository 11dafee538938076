"""Entries themselves: one as it was recorded, with its proof; what happened about somebody or something."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ptaudit.domain.failures import NotFound
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Given, option, place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.projections.timeline import Line

_NUMBER = re.compile(r"第?([1-9][0-9]*)号?")
_YEAR = re.compile(r"2[0-9]{3}")
_FINDING = re.compile(r"F-[0-9]{4}-[0-9]{3,}")
_CASE = re.compile(r"V-.+")
_OBJECTION = re.compile(r"O-.+")


def show(call: Call, given: Mapping[str, Any]) -> int:
    """The bytes of one entry, set out for reading or exactly as they are; with its proof if asked."""
    call = call.settled(ledger=given["ledger"])
    said = given["entry"] or ""
    app = call.open(read_only=True)
    try:
        head = app.ledger.head()
        number = _NUMBER.fullmatch(said)
        position = int(number[1]) if number else app.ledger.position_of(f"id:{said}")
        data = None if position is None else app.ledger.entry(position)
        if position is None or data is None:
            if number:
                raise NotFound("entry.no_such_position", position=int(number[1]), size=head.size)
            raise NotFound("entry.unknown", entry=said)
        if given["bytes"]:
            call.say(data.decode())
        else:
            call.say(json.dumps(json.loads(data), ensure_ascii=False, indent=2))
        if given["proof"]:
            proof = {
                "position": position,
                "size": head.size,
                "root": app.ledger.root_at(head.size).hex(),
                "path": [node.hex() for node in app.ledger.inclusion_proof(position)],
            }
            call.say(json.dumps(proof, indent=2))
    finally:
        app.close()
    return 0


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as it was recorded, and what later entries say of it."""

    on: dt.date
    position: int
    kind: str
    title: str
    subject: str
    organs: tuple[str, ...]
    basis: tuple[str, ...]
    recorded_on: dt.date
    late_days: int
    operator: str
    marks: tuple[str, ...]


def timeline(ask: Ask) -> Iterator[Event]:
    """By unit, finding, case, year or entry; in the order of the world."""
    tags = _tags(ask)
    if ask.year is not None:
        tags = (*tags, f"year:{ask.year}")
    found = ask.view.timeline(*tags)
    if not found:
        raise NotFound("timeline.nothing", subject=ask["subject"])
    return (_event(line, ask) for line in found)


def _tags(ask: Ask) -> tuple[str, ...]:
    said = ask["subject"]
    if _FINDING.fullmatch(said):
        return (f"finding:{said}",)
    if _CASE.fullmatch(said):
        return (f"case:{said}",)
    if _OBJECTION.fullmatch(said):
        return (f"objection:{said}",)
    if _YEAR.fullmatch(said) and said not in ask.registry.units:
        return (f"year:{said}",)
    if number := _NUMBER.fullmatch(said):
        from ptaudit.application import reading

        record = reading.record_at(ask.app.ledger, int(number[1]))
        if record is None or record.position > ask.view.moment.position:
            size = ask.view.moment.position
            raise NotFound("entry.no_such_position", position=int(number[1]), size=size)
        return (f"ref:{record.id}",)
    return (f"unit:{ask.registry.unit(said).code}",)


def _event(line: "Line", ask: Ask) -> Event:
    from ptaudit_cli import answers

    record, words = line.record, ask.words
    marks = answers.marks(record, ask.registry, words)
    if line.is_struck:
        marks.append(words("mark.void", position=line.voided_by))
    marks += [words("mark.corrected", position=position) for position in line.corrected_by]
    marks += [words("mark.evidence", position=position) for position in line.evidence]
    return Event(
        record.effective,
        record.position,
        record.kind,
        answers.title(record.kind, words),
        answers.subject(record, ask.registry, words),
        tuple(answers.organs(record, ask.registry)),
        tuple(document.doc_no for document in record.basis or ()),
        record.recorded_on,
        record.late_days,
        answers.operator(record, ask.registry),
        tuple(marks),
    )


def _show_params() -> list[Any]:
    return [
        place("entry"),
        Given.flag("proof", block="own"),
        Given.flag("bytes", block="own"),
        option("ledger", "ledger"),
    ]


CALLS = (
    Action("show", "", show, _show_params),
    Read("timeline", "", Event, timeline, lambda: [place("subject")], by_year=True),
)
