"""回避 — who stands aside, or says why not, from an objection or from a year's work (细则未规定)."""

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.objections import RecordRecusal
from ptaudit.domain.decider import Act, Context, Decider, Decision
from ptaudit.domain.events.base import Ref
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections.fold import KINDS, Objections, gather
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = RecordRecusal


def boundary(command: Command, registry: Registry) -> Selection:
    """The objections about the same year."""
    year = command.objection[2:6] if command.objection else command.year
    return about(f"year:{year}", kinds=KINDS)


def decide(command: Command, state: Objections, context: Context) -> Decision:
    if command.objection is None and command.year is None:
        raise Malformed("recusal.from_what", who=command.who)
    operators = context.registry.operators
    if command.clerk is not None and command.clerk not in operators:
        known = names.listed(sorted(operators))
        raise NotFound("operator.unknown", operator=command.clerk, known=known)
    event = RecusalRecorded(
        who=command.who,
        operator=command.clerk,
        decision=command.decision,
        objection=command.objection,
        unit=context.registry.unit(command.unit).code if command.unit else None,
        year=command.year,
        stage=command.stage,
    )
    if command.objection is None:
        return Decision((Act(event),))
    found = state.cases.get(command.objection)
    if found is None or found.filed is None:
        known = names.listed(names.near(command.objection, state.cases))
        raise NotFound("objection.unknown", objection=command.objection, near=known)
    filing = found.filed
    refs = (Ref(role="cause", id=filing.paper.id),)
    return Decision((Act(event, tags=filing.tags, refs=refs),))


decider: Decider[Command, Objections] = Decider(boundary, Objections(), gather, decide)
COMMANDS = (Command,)
