"""Entries themselves: one as it was recorded, with its proof; what happened about somebody or something."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ptaudit.domain.failures import NotFound
from ptaudit_cli import answers, confidential, labels
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Given, option, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.watched import Watched, always

if TYPE_CHECKING:
    from ptaudit.domain.cycle.papers import Cycle
    from ptaudit.domain.record import Record
    from ptaudit.projections.timeline import Line

_NUMBER = re.compile(r"第?([1-9][0-9]*)号?")
_YEAR = re.compile(r"2[0-9]{3}")
_FINDING = re.compile(r"F-[0-9]{4}-[0-9]{3,}")
_CASE = re.compile(r"V-.+")
_OBJECTION = re.compile(r"O-.+")


def show(call: Call, given: Mapping[str, Any]) -> int:
    """One entry set out for reading, or its exact bytes; with its proof if asked. Bytes are never covered."""
    call = call.settled(ledger=given["ledger"])
    said = given["entry"] or ""
    app = call.open(read_only=True)
    try:
        head = app.ledger.head()
        number = _NUMBER.fullmatch(said)
        position = int(number[1]) if number else app.ledger.position_of(f"id:{said}")
        data = None
        if position is not None and position <= head.size:
            data = app.ledger.entry(position)
        if position is None or data is None:
            if number:
                raise NotFound("entry.no_such_position", position=int(number[1]), size=head.size)
            raise NotFound("entry.unknown", entry=said)
        if given["bytes"]:
            call.say(data.decode())
        else:
            content = json.loads(data)
            shown = app.view().covering.entry(content)
            call.say(json.dumps(shown, ensure_ascii=False, indent=2))
            if shown != content:
                call.note(call.words("show.covered"))
        if given["confidential"]:
            confidential.shown(call, app, position, json.loads(data)["id"], given["purpose"])
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
    gist: str
    subject: str
    organs: tuple[str, ...]
    basis: tuple[str, ...]
    receipt: str
    recorded_at: str
    late_days: int
    operator: str
    marks: tuple[str, ...]


def timeline(ask: Ask) -> Iterator[Event]:
    """By unit, finding, case, year or entry; in the order of the world."""
    entry = _entry(ask)
    if entry is None:
        years = (f"year:{ask.year}",) if ask.year is not None else ()
        found = ask.view.timeline((*_tags(ask),), *years)
    else:
        found = _resting(entry, ask)
    if not found:
        raise NotFound("timeline.nothing", subject=ask["subject"])
    return _events(found, ask)


def _tag(ask: Ask) -> str:
    said = ask["subject"]
    if _FINDING.fullmatch(said):
        return f"finding:{said}"
    if _CASE.fullmatch(said):
        return f"case:{said}"
    if _OBJECTION.fullmatch(said):
        return f"objection:{said}"
    if _YEAR.fullmatch(said) and said not in ask.registry.units:
        return f"year:{said}"
    return f"unit:{ask.registry.unit(said).code}"


def _tags(ask: Ask) -> tuple[str, ...]:
    """The subject's, and where they are asked for those of whom a unit came from."""
    tag = _tag(ask)
    prefix, _, unit = tag.partition(":")
    if prefix != "unit" or not ask.given.get("with_predecessors"):
        return (tag,)
    return (tag, *(f"unit:{code}" for code in ask.registry.lineage.ancestors(unit)))


def _entry(ask: Ask) -> "Record | None":
    """The entry asked about by its number; four digits that are a year are one."""
    from ptaudit.application import reading

    said = ask["subject"]
    number = _NUMBER.fullmatch(said)
    if number is None or _YEAR.fullmatch(said):
        return None
    position, size = int(number[1]), ask.view.moment.position
    record = reading.record_at(ask.app.ledger, position) if position <= size else None
    if record is None:
        raise NotFound("entry.no_such_position", position=position, size=size)
    return record


def _resting(entry: "Record", ask: Ask) -> "tuple[Line, ...]":
    """The entry and what rests on it."""
    from ptaudit.domain.boundaries import about
    from ptaudit.projections.timeline import lines

    return lines([entry, *ask.view.entries(about(f"ref:{entry.id}"))])


def _recorded(noun: str) -> Callable[[Ask], Iterator[Event]]:
    """The entries that the doors of *noun* recorded, by day."""

    def answer(ask: Ask) -> Iterator[Event]:
        from ptaudit.domain.boundaries import about
        from ptaudit.domain.commands.catalogue import DOORS
        from ptaudit.projections.timeline import lines

        unit = () if ask.unit is None else (f"unit:{ask.unit}",)
        year = () if ask.year is None else (f"year:{ask.year}",)
        kinds = tuple(
            event.kind for door in DOORS if door.noun == noun for event in door.command.records
        )
        found = lines(tuple(ask.view.entries(about(*unit, *year, kinds=kinds))))
        on = ask.view.on
        of_kind = [
            line for line in found if line.record.kind in kinds and line.record.effective <= on
        ]
        yield from _events(of_kind, ask)

    return answer


def _events(found: "Sequence[Line]", ask: Ask) -> Iterator[Event]:
    """Lines as rows, with what was typed after its year's approval, or under its seal, marked."""
    years = _years(found, ask)
    return (_event(line, ask, years) for line in found)


def _event(line: "Line", ask: Ask, years: "Mapping[str, Cycle]") -> Event:
    from ptaudit_cli import gist

    record, words = line.record, ask.words
    marks = answers.marks(record, ask.registry, words)
    if (seal := _seal(record, years)) is not None:
        marks.append(words("mark.after_seal", position=seal))
    elif _is_after_approval(record, years):
        marks.append(words("mark.after_approval"))
    if line.is_struck:
        marks.append(words("mark.void", position=line.voided_by))
    marks += [words("mark.corrected", position=position) for position in line.corrected_by]
    marks += [words("mark.evidence", position=position) for position in line.evidence]
    return Event(
        record.effective,
        record.position,
        record.kind,
        labels.of_kind(record.kind, words),
        gist.gist(record, words),
        answers.subject(record, ask.registry, words),
        tuple(answers.organs(record, ask.registry)),
        tuple(document.doc_no for document in record.basis or ()),
        gist.receipt(record),
        record.recorded_at[:16].replace("T", " "),
        record.late_days,
        answers.operator(record, ask.registry),
        tuple(marks),
    )


def _years(found: "Sequence[Line]", ask: Ask) -> "dict[str, Cycle]":
    """Each year that is spoken of."""
    from ptaudit.projections.cycle import cycle

    years = {year for line in found for year in answers.tagged(line.record, "year")}
    return {year: ask.view.row(cycle, year) for year in years}


def _seal(record: "Record", years: "Mapping[str, Cycle]") -> int | None:
    """The seal under which it was typed, though about a day before the seal's."""
    from ptaudit.projections.cycle import recorded_after_seal

    for year in answers.tagged(record, "year") if not record.payload.registry else ():
        seal = recorded_after_seal(record.position, record.effective, years[year])
        if seal is not None:
            return seal.paper.position
    return None


def _is_after_approval(record: "Record", years: "Mapping[str, Cycle]") -> bool:
    """Typed after the approval of its year, about a day before it."""
    from ptaudit.projections.cycle import recorded_after_approval

    return not record.payload.registry and any(
        recorded_after_approval(record.position, record.effective, years[year].approval)
        for year in answers.tagged(record, "year")
    )


def _show_params() -> list[Any]:
    return [
        place("entry"),
        Given.flag("proof", block="own"),
        Given.flag("bytes", block="own"),
        Given.flag("confidential", block="own"),
        option("ledger", "ledger"),
    ]


#: Nouns whose lists are simply what was recorded; the others have lists of their own.
LISTED = (
    "history",
    "draft",
    "target",
    "rules",
    "document",
    "submission",
    "extension",
    "incident",
    "restriction",
    "review",
    "opinion",
    "completion",
    "report",
    "result",
    "archive",
    "recusal",
    "lineage",
    "record",
    "evidence",
)


#: Those of them whose entries name persons.
NAMING = ("recusal", "record")


def _timeline_params() -> list[Any]:
    return [place("subject"), Given.flag("with_predecessors", block="own")]


CALLS = (
    *(
        Read(noun, "list", Event, _recorded(noun), of_unit, by_year=True, personal=noun in NAMING)
        for noun in LISTED
    ),
    Action("show", "", show, _show_params, Watched(personal=always, asks=("entry",))),
    Read("timeline", "", Event, timeline, _timeline_params, by_year=True, personal=True),
)
