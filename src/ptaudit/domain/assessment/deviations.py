"""第十五条“一般为” — a step left out or done otherwise is said in writing, with who agreed to it."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.assessment import DeviateProcedure
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather
from ptaudit.domain.decider import Act, Context, Decider, Decision
from ptaudit.domain.events.assessment import ProcedureDeviated
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = DeviateProcedure


def boundary(command: Command, registry: Registry) -> Selection:
    """The year's papers: a note may set right what came before it."""
    return about(f"year:{command.year}", kinds=DECISIVE)


def decide(command: Command, state: Cycles, context: Context) -> Decision:
    units = tuple(dict.fromkeys(context.registry.unit(name).code for name in command.units))
    event = ProcedureDeviated(
        year=command.year,
        units=units or None,
        deviated=command.step,
        approved_by=command.approved_by,
    )
    return Decision((Act(event),))


decider: Decider[Command, Cycles] = Decider(boundary, Cycles(), gather, decide)
COMMANDS = (DeviateProcedure,)
