"""What the entries of an objection add up to: filed, taken up or not, decided, withdrawn (口径 objection.*)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.objections import (
    Answer,
    Matter,
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.events.register import Aside, RecusalRecorded
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

Status: TypeAlias = Literal["已提出", "已受理", "不予受理", "已撤回", "已决定"]

#: Tags of what an objection is about; its later acts carry them too.
CASES = ("unit:", "year:", "finding:", "case:")

#: Marks that do not make an act one of somebody without authority: order is judged again in every
#: fold, and for lateness and 回避 the regulation has no consequence.
NOT_OF_AUTHORITY = frozenset(
    (
        "objection.not_filed",
        "objection.filed_twice",
        "objection.answered_before",
        "objection.not_accepted",
        "objection.decision_taken",
        "objection.decided_before",
        "objection.withdrawn_before",
        "objection.late",
        "objection.member_involved",
    )
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One act of the objection. *regular*: by who may do it, so that it counts."""

    id: str
    mark: Mark
    organs: tuple[str, ...]
    regular: bool

    @classmethod
    def of(cls, record: Record) -> "Paper":
        marked = {irregular.code for irregular in record.irregular or ()}
        return cls(record.id, Mark.of(record), record.organs, marked <= NOT_OF_AUTHORITY)


@dataclass(frozen=True, slots=True)
class Filing:
    """What was claimed. *tags*: units, years and cases, those of the entry disputed among them."""

    paper: Paper
    unit: str | None
    by: str | None
    year: int
    about: Matter
    against: str | None
    item: str | None
    claim: str
    asks: str | None
    receipt_no: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """受理 or 不予受理."""

    paper: Paper
    accepted: bool
    due: dt.date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    paper: Paper
    result: Answer
    decision_no: int
    members: tuple[str, ...]
    recused: tuple[str, ...] = ()
    findings: str | None = None
    exhibit: str | None = None


@dataclass(frozen=True, slots=True)
class Recused:
    """Whether somebody stands aside; a later word on the same person replaces an earlier one."""

    paper: Paper
    who: str
    operator: str | None
    decision: Aside
    unit: str | None = None
    year: int | None = None
    stage: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, record: Record, event: RecusalRecorded) -> "Recused":
        return cls(
            Paper.of(record),
            event.who,
            event.operator,
            event.decision,
            event.unit,
            event.year,
            event.stage,
            record.reason,
        )


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection, folded. Whether it came in time is asked under a policy, not kept here."""

    objection: str
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    filed: Filing | None = None
    answers: tuple[Answered, ...] = ()
    decisions: tuple[Decided, ...] = ()
    withdrawals: tuple[Paper, ...] = ()
    recusals: tuple[Recused, ...] = ()

    @property
    def answer(self) -> Answered | None:
        """The last answer that counts."""
        return next((a for a in reversed(self.answers) if a.paper.regular), None)

    @property
    def decision(self) -> Decided | None:
        """The last decision that counts."""
        return next((d for d in reversed(self.decisions) if d.paper.regular), None)

    @property
    def withdrawn(self) -> Paper | None:
        return next((paper for paper in self.withdrawals if paper.regular), None)

    @property
    def status(self) -> Status:
        if self.withdrawn is not None:
            return "已撤回"
        if self.decision is not None:
            return "已决定"
        if self.answer is not None:
            return "已受理" if self.answer.accepted else "不予受理"
        return "已提出"

    @property
    def is_open(self) -> bool:
        """Filed, and still to be taken up or decided."""
        return self.filed is not None and self.status in ("已提出", "已受理")

    @property
    def closed_on(self) -> dt.date | None:
        """The day it was first decided, refused or withdrawn; None while it is open."""
        if self.filed is None or self.is_open:
            return None
        if self.withdrawn is not None:
            return self.withdrawn.mark.on
        if self.decision is not None:
            return next(d.paper.mark.on for d in self.decisions if d.paper.regular)
        return self.answer.paper.mark.on if self.answer else None


def initial(objection: str) -> Objection:
    return Objection(objection)


def evolve(state: Objection, record: Record) -> Objection:
    """*state* with one more of its own entries; an impossible one leaves it and is kept as a contradiction."""
    state = replace(state, at=max(state.at, record.order[:2]))
    if (impossible := _impossible(state, record)) is not None:
        params = (("objection", state.objection),)
        found = Contradiction(impossible, record.position, params)
        return replace(state, contradictions=(*state.contradictions, found))
    paper = Paper.of(record)
    match record.payload:
        case ObjectionFiled() as e:
            return replace(state, filed=_filing(e, paper, record.tags))
        case ObjectionAccepted() as e:
            answer = Answered(paper, e.accepted, e.due, record.reason)
            return replace(state, answers=(*state.answers, answer))
        case ObjectionDecided() as e:
            decided = Decided(
                paper, e.result, e.decision_no, e.members, e.recused or (), e.findings, e.exhibit
            )
            return replace(state, decisions=(*state.decisions, decided))
        case ObjectionWithdrawn():
            return replace(state, withdrawals=(*state.withdrawals, paper))
        case RecusalRecorded() as e:
            return replace(state, recusals=(*state.recusals, Recused.of(record, e)))
        case _:
            return state


def _filing(event: ObjectionFiled, paper: Paper, tags: tuple[str, ...]) -> Filing:
    return Filing(
        paper,
        event.unit,
        event.by,
        event.year,
        event.about,
        event.against,
        event.item,
        event.claim,
        event.asks,
        event.receipt_no,
        tuple(tag for tag in tags if tag.startswith(CASES)),
    )


def _impossible(state: Objection, record: Record) -> str | None:
    """Why the act cannot follow what is there. Reads the last word that counts, not every word."""
    event = record.payload
    if isinstance(event, RecusalRecorded):
        return None
    if isinstance(event, ObjectionFiled):
        return "objection.filed_twice" if state.filed is not None else None
    if state.filed is None:
        return "objection.not_filed"
    if state.withdrawn is not None:
        return "objection.withdrawn_before"
    match event:
        case ObjectionAccepted(accepted=accepted):
            if state.decision is not None:
                return "objection.decided_before"
            # A refusal may be thought over: it can be followed by an acceptance.
            if state.answer is not None and (state.answer.accepted or not accepted):
                return "objection.answered_before"
        case ObjectionDecided(decision_no=number):
            if state.answer is None or not state.answer.accepted:
                return "objection.not_accepted"
            if any(d.decision_no >= number for d in state.decisions):
                return "objection.decision_taken"
        case ObjectionWithdrawn():
            if state.decision is not None:
                return "objection.decided_before"
        case _:
            pass
    return None


@dataclass(frozen=True, slots=True)
class Objections:
    """Several objections side by side: what a decision about numbering or one of them rests on."""

    cases: Mapping[str, Objection] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for case in self.cases.values() for c in case.contradictions)


def keys(record: Record) -> tuple[str, ...]:
    """The objections an entry is about."""
    return tuple([tag[10:] for tag in record.tags if tag.startswith("objection:")])


def gather(state: Objections, record: Record) -> Objections:
    if not isinstance(record.payload, OBJECTION_EVENTS):
        return state
    changed = {key: evolve(state.cases.get(key) or initial(key), record) for key in keys(record)}
    return Objections({**state.cases, **changed}) if changed else state


OBJECTION_EVENTS = (
    ObjectionFiled,
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionWithdrawn,
    RecusalRecorded,
)
KINDS = tuple(event.kind for event in OBJECTION_EVENTS)
