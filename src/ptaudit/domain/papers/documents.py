"""第十一、十四条 — 送达签收: who received which document, whatever it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.base import SAID_ORGANS
from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.assessment import CompletionDetermined, OpinionIssued, ResultApproved
from ptaudit.domain.events.corrections import DocumentIssued
from ptaudit.domain.events.duties import NoticeSent, SelfcheckMissed
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    FindingClosed,
    FindingNotified,
    RectificationOrdered,
)
from ptaudit.domain.events.results import AccountabilityProposed, ResultPublished
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.events.targets import DocumentServed, RulesIssued, ServedDocument, TargetIssued
from ptaudit.domain.events.vetoes import VetoDecided
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.papers.addressed import unit_of
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = ServeDocument

#: What is found by its number: the papers that reach a unit.
PAPERS = (
    TargetIssued,
    RulesIssued,
    FindingNotified,
    RectificationOrdered,
    ExtensionDecided,
    FindingClosed,
    SubmissionReturned,
    SelfcheckMissed,
    NoticeSent,
    VetoDecided,
    OpinionIssued,
    CompletionDetermined,
    ResultApproved,
    ResultPublished,
    AccountabilityProposed,
)
KINDS = tuple(event.kind for event in PAPERS)

#: Tags of the case a document belongs to: its service belongs to it too.
_CASES = ("finding:", "case:", "objection:", "year:")


@dataclass(frozen=True, slots=True)
class Documents:
    """Papers that may be meant, in folding order."""

    papers: tuple[Record, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """The entry named; else what reached each addressee, rules, and documents issued to whomever."""
    served = DocumentServed.kind
    if command.document is not None:
        entry = command.document
        return either(about(f"id:{entry}"), about(f"ref:{entry}", kinds=(served,)))
    codes = [unit for name in command.to if (unit := unit_of(name, registry)) is not None]
    papers = [about(f"unit:{unit}", kinds=(*KINDS, served)) for unit in codes]
    return either(about(kinds=(RulesIssued.kind, DocumentIssued.kind)), *papers)


def evolve(state: Documents, record: Record) -> Documents:
    if isinstance(record.payload, DocumentServed):
        return state
    return replace(state, papers=(*state.papers, record))


def decide(command: Command, state: Documents, context: Context) -> Decision:
    acts: list[Act] = []
    for name in dict.fromkeys(command.to):
        unit = unit_of(name, context.registry)
        if command.document is not None:
            papers = [p for p in state.papers if p.id == command.document]
            if not papers:
                raise NotFound("entry.unknown", entry=command.document)
        else:
            papers = _meant(command.doc_no, name, unit, state, context)
        found: Sequence[Record | None] = papers or (None,)
        acts.extend(_received(command, name, unit, paper, context) for paper in found)
    return Decision(tuple(acts))


def _received(
    command: Command, name: str, unit: str | None, paper: Record | None, context: Context
) -> Act:
    """One service. Raises Malformed for a day before the paper's own."""
    on = command.on or context.today
    if paper is not None and on < paper.effective:
        raise Malformed(
            "document.served_before", doc_no=command.doc_no, served=on, on=paper.effective
        )
    organ = SAID_ORGANS.get(name, name)
    event = DocumentServed(
        document=ServedDocument(id=paper.id if paper else None, doc_no=command.doc_no),
        to=unit or organ,
        method=command.method,
        receiver=command.receiver,
        receipt_no=command.receipt,
    )
    cases = [tag for tag in paper.tags if tag.startswith(_CASES)] if paper else []
    return Act(event, organs=() if unit else (organ,), tags=tuple(cases))


def _meant(
    doc_no: str, name: str, unit: str | None, state: Documents, context: Context
) -> list[Record]:
    """Papers of that number for the addressee, one a case: the last (the order, not the notice).

    The register's own entry of the number is meant only where no act went by that paper.
    """
    last: dict[tuple[str, ...], Record] = {}
    registered: list[Record] = []
    for paper in sorted(state.papers, key=lambda p: p.position):
        if isinstance(paper.payload, DocumentIssued):
            to = unit or SAID_ORGANS.get(name, name)
            if paper.payload.doc_no == doc_no and to in (paper.payload.to or (to,)):
                registered = [paper]
            continue
        if unit is None:
            continue
        if doc_no in _numbers(paper) and _reaches(paper, unit, context.registry):
            case = tuple(tag for tag in paper.tags if tag.startswith(("finding:", "case:")))
            last[case] = paper
    return list(last.values()) or registered


def _numbers(paper: Record) -> set[str]:
    own = getattr(paper.payload, "doc_no", None)
    return {*(document.doc_no for document in paper.basis or ()), *((own,) if own else ())}


def _reaches(paper: Record, unit: str, registry: Registry) -> bool:
    if isinstance(paper.payload, RulesIssued) and isinstance(paper.payload.applies_to, str):
        return registry.sequence(unit, paper.payload.year) == paper.payload.applies_to
    return f"unit:{unit}" in paper.tags


decider: Decider[Command, Documents] = Decider(boundary, Documents(), evolve, decide)
COMMANDS = (Command,)
