"""登记复核 — a second person holds entries against their papers; whoever typed them is not that person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.keeping import CheckRecord
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.base import OWN, Ref
from ptaudit.domain.events.corrections import RecordChecked
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = CheckRecord

#: So many entries at once: a person who holds more against their papers does it in several sittings.
MOST = 500
#: A range over more years than this is found by its numbers only.
YEARS = 5
_KEPT = ("unit:", "year:", "finding:", "case:", "objection:")


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries in question by id, as recorded."""

    records: Mapping[str, Record] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """The entries themselves, and the checks there are: one entry's, or for several all."""
    entries = tuple(dict.fromkeys(command.entries))
    of_one = (f"ref:{entries[0]}",) if len(entries) == 1 else ()
    checks = about(*of_one, kinds=(RecordChecked.kind,))
    return either(*(about(f"id:{entry}") for entry in entries), checks)


def evolve(state: Entries, record: Record) -> Entries:
    return replace(state, records={**state.records, record.id: record})


def decide(command: Command, state: Entries, context: Context) -> Decision:
    if len(set(command.entries)) > MOST:
        raise Malformed("check.too_many", most=MOST)
    if command.result == "有误" and command.note is None:
        raise Malformed("check.note_missing")
    for entry in command.entries:
        if entry not in state.records:
            raise NotFound("entry.unknown", entry=entry)
    records = sorted(
        {entry: state.records[entry] for entry in command.entries}.values(),
        key=lambda record: record.position,
    )
    acts = tuple(_check(command, run) for run in _runs(records))
    own = [record.position for record in records if record.operator == context.operator]
    if not own:
        return Decision(acts)
    operator = context.registry.operators.get(context.operator)
    name = operator.name if operator else context.operator
    params = (("operator", name), ("entries", "、".join(f"第{n}号" for n in own[:5])))
    return Decision(acts, (Breach("check.own_entry", OWN, (*params, ("count", len(own)))),))


def _check(command: Command, run: list[Record]) -> Act:
    event = RecordChecked(
        first=run[0].position,
        last=run[-1].position,
        result=command.result,
        note=command.note,
    )
    if len(run) == 1:
        [record] = run
        kept = tuple(tag for tag in record.tags if tag.startswith(_KEPT))
        return Act(event, tags=kept, refs=(Ref(role="target", id=record.id),))
    years = {tag for record in run for tag in record.tags if tag.startswith("year:")}
    return Act(event, tags=tuple(years) if len(years) <= YEARS else ())


def _runs(records: list[Record]) -> Iterator[list[Record]]:
    """Entries that lie next to one another."""
    numbered = enumerate(records)
    for _, group in groupby(numbered, key=lambda pair: pair[1].position - pair[0]):
        yield [record for _, record in group]


def raw(records: Iterable[Record]) -> tuple[Record, ...]:
    """As recorded: a check is of what was typed, whatever was said of it since."""
    return tuple(records)


decider: Decider[Command, Entries] = Decider(boundary, Entries(), evolve, decide, raw)
COMMANDS = (CheckRecord,)
