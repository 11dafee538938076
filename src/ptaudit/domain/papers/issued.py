"""出具文书 — the register of documents: which paper under which number, and the ledger it rests on (细则未规定)."""

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import SAID_ORGANS
from ptaudit.domain.commands.keeping import IssueDocument
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.corrections import DocumentIssued, Head
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.papers.addressed import unit_of
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = IssueDocument

_OBJECTION = re.compile(r"O-\d{4}-\d{3,}")


@dataclass(frozen=True, slots=True)
class Issued:
    """Documents in the register, in folding order."""

    documents: tuple[tuple[Record, DocumentIssued], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def last(self, doc_no: str) -> tuple[Record, DocumentIssued] | None:
        """The last entered under the number."""
        found = [pair for pair in self.documents if pair[1].doc_no == doc_no]
        return max(found, key=lambda pair: pair[0].position, default=None)


def boundary(command: Command, registry: Registry) -> Selection:
    """The whole register: a number stands in it once."""
    return about(kinds=(DocumentIssued.kind,))


def evolve(state: Issued, record: Record) -> Issued:
    if not isinstance(record.payload, DocumentIssued):
        return state
    return replace(state, documents=(*state.documents, (record, record.payload)))


def decide(command: Command, state: Issued, context: Context) -> Decision:
    assert command.head_position is not None, "the application fills in the head"
    assert command.head_root is not None, "the application fills in the head"
    sha = _sha(command)
    if command.about_day is not None and command.about_day > context.today:
        raise Malformed("date.future", on=command.about_day, today=context.today)
    if command.objection is not None and not _OBJECTION.fullmatch(command.objection):
        raise Malformed("document.objection", objection=command.objection)
    same = state.last(command.no)
    if same is not None and same[1].sha == sha:
        return Decision(already=(same[0].position,))
    units = tuple(dict.fromkeys(context.registry.unit(name).code for name in command.units))
    event = DocumentIssued(
        document_kind=command.kind,
        doc_no=command.no,
        document_title=command.title,
        sha=sha,
        name=command.file.name if command.file else None,
        size=command.file.size if command.file else None,
        head=Head(position=command.head_position, root=command.head_root),
        about_day=command.about_day,
        year=command.year,
        units=units or None,
        objection=command.objection,
        to=_addressed(command, context.registry) or None,
        replaces=_replaced(command, state),
    )
    operator = context.registry.operators.get(context.operator)
    organs = (operator.organ,) if operator and operator.organ in ("MDB", "EPB") else ()
    return Decision((Act(event, organs=organs),), _clashes(event, same, state))


def _sha(command: Command) -> str:
    """Which paper it is. Raises Malformed where nothing says so, or two things differ."""
    said = {sha for sha in (command.file.sha if command.file else None, command.sha) if sha}
    if not said:
        raise Malformed("document.no_file", doc_no=command.no)
    if len(said) > 1:
        raise Malformed("document.sha_differs", doc_no=command.no)
    return said.pop()


def _addressed(command: Command, registry: Registry) -> tuple[str, ...]:
    """Codes of units and organs, in the order said."""
    found = (unit_of(name, registry) or SAID_ORGANS.get(name, name) for name in command.to)
    return tuple(dict.fromkeys(found))


def _replaced(command: Command, state: Issued) -> str | None:
    if command.replaces is None:
        return None
    if all(record.id != command.replaces for record, _ in state.documents):
        raise NotFound("document.not_issued", entry=command.replaces)
    return command.replaces


def _clashes(
    event: DocumentIssued, same: tuple[Record, DocumentIssued] | None, state: Issued
) -> tuple[Breach, ...]:
    """Two papers under one number, or two in the place of one."""
    found = []
    if same is not None and event.replaces != same[0].id:
        params = (("doc_no", event.doc_no), ("position", same[0].position))
        found.append(Breach("document.number_taken", OWN, params))
    for record, other in state.documents:
        if event.replaces is not None and other.replaces == event.replaces:
            params = (("doc_no", other.doc_no), ("position", record.position))
            found.append(Breach("document.replaced_already", OWN, params))
            break
    return tuple(found)


decider: Decider[Command, Issued] = Decider(boundary, Issued(), evolve, decide)
COMMANDS = (IssueDocument,)
