"""第十一、十三、十五条 — 退回: the organ that received a submission sends it back, with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.selfchecks import ReturnSubmission
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision
from ptaudit.domain.envelope import role
from ptaudit.domain.events.assessment import OpinionIssued, ReportSubmitted
from ptaudit.domain.events.base import article
from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.events.targets import DraftSubmitted
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = ReturnSubmission
Of: TypeAlias = Literal["草案", "自查", "佐证", "考评意见", "结果报告"]


class Receipt(NamedTuple):
    """What was submitted: its name, version, who received it, and the article it went by."""

    of: Of
    version: int
    receivers: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The submissions in question and which of them have been sent back."""

    entries: Mapping[str, Record] = field(default_factory=dict)
    returned: frozenset[str] = frozenset()
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """The submission, its corrections and its returns."""
    entry = command.target
    return either(about(f"id:{entry}"), about(f"ref:{entry}", kinds=(SubmissionReturned.kind,)))


def evolve(state: Returned, record: Record) -> Returned:
    event = record.payload
    if not isinstance(event, SubmissionReturned):
        return replace(state, entries={**state.entries, record.id: record})
    if event.target in state.returned:
        params = (("version", event.target_version),)
        found = Contradiction("submission.returned_twice", record.position, params)
        return replace(state, contradictions=(*state.contradictions, found))
    return replace(state, returned=state.returned | {event.target})


def decide(command: Command, state: Returned, context: Context) -> Decision:
    on = command.on or context.today
    target = state.entries.get(command.target)
    if target is None:
        raise NotFound("entry.unknown", entry=command.target)
    receipt = _receipt(target)
    if receipt is None:
        raise Malformed("submission.not_one", position=target.position, title=target.payload.title)
    if command.of not in (None, receipt.of):
        raise Malformed(
            "submission.is_other", position=target.position, said=str(command.of), of=receipt.of
        )
    if on < target.effective:
        raise Malformed("submission.before_received", on=on, received=target.effective)
    if command.redo_by is not None and command.redo_by <= on:
        raise Malformed("submission.redo_before", redo_by=command.redo_by, on=on)
    event = SubmissionReturned(
        of=receipt.of,
        target=command.target,
        target_version=receipt.version,
        redo_by=command.redo_by,
    )
    act = Act(event, organs=_default(receipt), tags=_tags(target, receipt))
    return Decision((act,), _foreign(command, receipt, context))


def _receipt(record: Record) -> Receipt | None:
    """None for an entry that is nobody's submission."""
    match record.payload:
        case DraftSubmitted() as e:
            return Receipt("草案", e.draft_version, ("JXW",), "11")
        case SelfcheckFiled() as e:
            return Receipt("自查", e.filing_version, (e.recipient,), "13")
        case EvidenceAttached():
            return Receipt("佐证", 1, ("EPB", "MDB"), "15.2")
        case OpinionIssued() as e:
            return Receipt("考评意见", e.opinion_version, ("MDB",), "15.3")
        case ReportSubmitted() as e:
            return Receipt("结果报告", e.report_version, ("CPC", "CGV"), "15.3")
        case _:
            return None


def _default(receipt: Receipt) -> tuple[str, ...]:
    """县委、县政府 send a report back together; supporting papers go back from 县环保部门."""
    return receipt.receivers if receipt.of == "结果报告" else receipt.receivers[:1]


def _foreign(command: Command, receipt: Receipt, context: Context) -> tuple[Breach, ...]:
    for organ in command.organ:
        if role(organ) not in receipt.receivers:
            named = context.registry.organ_name(organ, command.on or context.today)
            claim = article(receipt.article)
            params = (("organ", named), ("of", receipt.of))
            return (Breach("submission.not_receiver", claim, params),)
    return ()


def _tags(target: Record, receipt: Receipt) -> tuple[str, ...]:
    """The submission's case and year; its units only where it is theirs, not a paper about them all."""
    theirs = ("unit:",) if receipt.of in ("自查", "佐证") else ()
    kept = ("finding:", "case:", "year:", *theirs)
    return tuple(tag for tag in target.tags if tag.startswith(kept))


decider: Decider[Command, Returned] = Decider(boundary, Returned(), evolve, decide)
COMMANDS = (Command,)
