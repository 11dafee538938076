"""第十五条 — whether a score may be entered at its stage, and by whom: stages passed, reviewers who stand aside."""

from collections.abc import Iterable, Iterator

from ptaudit.domain.commands.base import Command
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import passed
from ptaudit.domain.cycle.paper import AFTER_ALL, Order
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Breach, Context
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    ProcedureDeviated,
    ReportSubmitted,
    ScoreEntered,
)
from ptaudit.domain.events.base import OWN, article
from ptaudit.domain.events.onsite import OnsiteDecided, OnsiteHeld, OnsiteProposed
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.objections.fold import Recused

#: What says which stage a unit's assessment has reached, and whether it was assessed on site.
PAPERS = tuple(
    event.kind
    for event in (
        OnsiteProposed,
        OnsiteDecided,
        OnsiteHeld,
        OpinionIssued,
        ReportSubmitted,
        SubmissionReturned,
        ProcedureDeviated,
    )
)
ASIDE = (RecusalRecorded.kind,)


def breaches(
    event: ScoreEntered,
    command: Command,
    year: Cycle,
    recusals: Iterable[Recused],
    context: Context,
) -> Iterator[Breach]:
    """A stage that an opinion or a report has closed, and whoever was to stand aside from it."""
    order = (command.on or context.today, ScoreEntered.step, AFTER_ALL)
    name = context.registry.named(event.unit)
    if passed(year, Judged(frozenset(year.regular)), event.unit, event.stage, order):
        reached = (("unit", name), ("year", event.year), ("stage", event.stage))
        yield Breach("score.stage_passed", article("15"), reached)
    for person in _aside(event, recusals, order):
        if person.operator == context.operator or _signs(person, command, context):
            params = (("who", person.who), ("unit", name), ("stage", event.stage))
            yield Breach("score.recused", OWN, params)


def _aside(event: ScoreEntered, recusals: Iterable[Recused], order: Order) -> list[Recused]:
    """Who stood aside from the unit, year and stage by then; the last word on a person counts."""
    said: dict[str, Recused] = {}
    for recused in recusals:
        if (
            recused.paper.mark.on <= order[0]
            and recused.year in (None, event.year)
            and recused.unit in (None, event.unit)
            and recused.stage in (None, event.stage)
        ):
            said[recused.who] = recused
    return [recused for recused in said.values() if recused.decision == "回避"]


def _signs(person: Recused, command: Command, context: Context) -> bool:
    """Whether the person registers the entry or signs the paper under their own name."""
    operator = context.registry.operators.get(context.operator)
    return person.who in (command.signatory, operator.name if operator else None)
