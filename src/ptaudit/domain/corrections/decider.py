"""更正、作废、附证据 — a mistake is answered by another entry, never by an edit (细则未规定)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain import clocks
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.corrections.remarks import is_remark
from ptaudit.domain.corrections.replacing import replacement
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.envelope import role
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
    ScoreEntered,
    ScoreReversed,
)
from ptaudit.domain.events.base import OWN, by_policy
from ptaudit.domain.events.corrections import (
    EvidenceAttached,
    RecordCorrected,
    RecordVoided,
    Replacement,
)
from ptaudit.domain.events.ledger import LedgerOpened
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.events.results import ResultPublished
from ptaudit.domain.failures import Conflict, Malformed, NotFound
from ptaudit.domain.record import Evidence, Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.values import EntryId

Command: TypeAlias = CorrectRecord | VoidRecord | AttachEvidence

#: Acts of assessment: once the year is approved they change only by a decision of 县委、县政府.
ASSESSMENT = (
    ScoreEntered,
    ScoreReversed,
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
)


@dataclass(frozen=True, slots=True)
class Held:
    """The entries in question, raw: each target, what names it, and the approvals there are."""

    records: Mapping[str, Record] = field(default_factory=dict)
    approved: Mapping[int, frozenset[str]] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    contradictions: tuple[Contradiction, ...] = ()

    def verdict(self, target: EntryId) -> Record | None:
        """The correction or void that counts: the last by position."""
        found = [r for r in self.records.values() if _target(r) == target]
        return max(found, key=lambda r: r.position, default=None)

    def is_void(self, target: EntryId) -> bool:
        verdict = self.verdict(target)
        return verdict is not None and isinstance(verdict.payload, RecordVoided)

    def resting_on(self, target: EntryId) -> list[Record]:
        """Live entries that name *target*, or the unit it registers; what only speaks of it apart."""
        registered = self.records[target].payload
        tag = f"unit:{registered.unit}" if isinstance(registered, UnitRegistered) else None
        return [
            r
            for r in self.records.values()
            if (target in r.referenced() or (tag in r.tags and r.id != target))
            and not is_remark(r, (target,))
            and not self.is_void(r.id)
        ]


def boundary(command: Command, registry: Registry) -> Selection:
    """The targets, whatever names them or the unit they register, and what may bar a correction."""
    entries = [command.target]
    if isinstance(command, VoidRecord):
        entries += command.also
    named = tuple(
        criterion
        for entry in entries
        for criterion in (Criterion((), (f"id:{entry}",)), Criterion((), (f"ref:{entry}",)))
    )
    units = tuple(
        Criterion((), (f"unit:{unit.code}",))
        for unit in registry.units.values()
        if unit.entry in entries
    )
    barring = (ResultApproved.kind, ResultPublished.kind, *clocks.CORRECTIONS)
    return Selection((*named, *units, Criterion(barring)))


def decide(command: Command, state: Held, context: Context) -> Decision:
    match command:
        case CorrectRecord():
            return correct(command, state, context)
        case VoidRecord():
            return void(command, state, context)
        case AttachEvidence():
            return attach(command, state)
        case _:
            assert_never(command)


def correct(command: CorrectRecord, state: Held, context: Context) -> Decision:
    target = _correctable(command.target, state, context)
    verdict = state.verdict(target.id)
    if (verdict.id if verdict else None) != command.supersedes and not (
        command.supersedes is None and verdict is not None and state.is_void(target.id)
    ):
        position = verdict.position if verdict else 0
        raise Conflict("correction.stale", target=target.position, correction=position)
    current = _as_corrected(target, verdict)
    new = replacement(current, command.set, context.registry)
    if new.effective > context.today and not target.payload.registry:
        raise Malformed("date.future", on=new.effective, today=context.today)
    if not state.is_void(target.id) and _unchanged(new, current):
        return Decision(already=(verdict.position if verdict else target.position,))
    event = RecordCorrected(target=target.id, supersedes=command.supersedes, replacement=new)
    return Decision((Act(event, tags=(*_case_tags(target), *_case_tags(current))),))


def void(command: VoidRecord, state: Held, context: Context) -> Decision:
    entries = tuple(dict.fromkeys((*command.also, command.target)))
    targets = [_correctable(entry, state, context) for entry in entries]
    if all(state.is_void(target.id) for target in targets):
        positions = [verdict.position for t in targets if (verdict := state.verdict(t.id))]
        return Decision(already=tuple(sorted(positions)))
    for target in targets:
        resting = [r for r in state.resting_on(target.id) if r.id not in entries]
        if resting and not context.hypothetical:
            numbers = "、".join(f"第{r.position}号" for r in resting)
            raise Refused("void.rested_on", OWN, target=target.position, resting=numbers)
        if target.id in state.published and not context.hypothetical:
            raise Refused("void.approval_published", OWN, target=target.position)
    return Decision(
        tuple(
            Act(
                RecordVoided(
                    target=target.id,
                    repeat_of=command.repeat_of if target.id == command.target else None,
                ),
                tags=(
                    *_case_tags(target),
                    *_case_tags(_as_corrected(target, state.verdict(target.id))),
                ),
            )
            for target in targets
            if not state.is_void(target.id)
        )
    )


def attach(command: AttachEvidence, state: Held) -> Decision:
    target = _held(command.target, state)
    if not command.evidence and command.receipt is None:
        raise Malformed("evidence.nothing", target=target.position)
    files: tuple[Evidence | None, ...] = command.evidence or (None,)
    return Decision(
        tuple(
            Act(
                EvidenceAttached(
                    target=target.id,
                    sha=file.sha if file else None,
                    name=file.name if file else None,
                    size=file.size if file else None,
                    receipt_no=command.receipt,
                    received_on=command.received_on,
                    why_late=command.why_late,
                ),
                tags=_case_tags(target),
            )
            for file in files
        )
    )


def evolve(state: Held, record: Record) -> Held:
    state = replace(state, records={**state.records, record.id: record})
    match record.payload:
        case ResultApproved() as event:
            organs = state.approved.get(event.year, frozenset()) | set(event.approving)
            return replace(state, approved={**state.approved, event.year: organs})
        case ResultPublished() as event:
            return replace(state, published=state.published | set(event.approval))
        case _:
            return state


def _held(entry: EntryId, state: Held) -> Record:
    if (record := state.records.get(entry)) is None:
        raise NotFound("entry.unknown", entry=entry)
    return record


def _correctable(entry: EntryId, state: Held, context: Context) -> Record:
    """The entry, when it is one that may be corrected or voided, by this desk."""
    record = _held(entry, state)
    if isinstance(record.payload, RecordCorrected | RecordVoided):
        raise Malformed("correction.of_correction", target=record.position)
    if isinstance(record.payload, LedgerOpened):
        raise Malformed("correction.of_opening", target=record.position)
    if context.hypothetical:
        return record
    if isinstance(record.payload, ASSESSMENT):
        year = record.payload.year
        if state.approved.get(year) == frozenset(("CPC", "CGV")):
            claim = by_policy("correction.after_approval")
            raise Refused("correction.after_approval", claim, target=record.position, year=year)
    _authorise(record, context)
    return record


def _authorise(record: Record, context: Context) -> None:
    operator = context.registry.operators[context.operator]
    if operator.desk == "系统管理" or "REG" in record.payload.organs:
        return
    for organ in record.organs:
        allowed = context.registry.may_register(
            operator.desk, role(organ), record.kind, context.today
        )
        if not allowed:
            raise Refused(
                "desk.no_grant",
                OWN,
                desk=operator.desk,
                organ=context.registry.organ_name(organ, context.today),
                title=record.payload.title,
            )


def _target(record: Record) -> EntryId | None:
    payload = record.payload
    return payload.target if isinstance(payload, RecordCorrected | RecordVoided) else None


def _as_corrected(target: Record, verdict: Record | None) -> Record:
    if verdict is None or not isinstance(verdict.payload, RecordCorrected):
        return target
    [current] = clocks.resolve([target, verdict])
    return current


def _case_tags(record: Record) -> tuple[str, ...]:
    return tuple(tag for tag in record.tags if not tag.startswith("ref:"))


def _unchanged(new: Replacement, current: Record) -> bool:
    payload = current.payload.model_dump(mode="json", by_alias=True, exclude_none=True)
    said = (new.effective, new.organs, new.basis or (), new.payload)
    return said == (current.effective, current.organs, current.basis or (), payload)


def raw(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(records)


decider: Decider[Command, Held] = Decider(boundary, Held(), evolve, decide, raw)
COMMANDS = get_args(Command)
