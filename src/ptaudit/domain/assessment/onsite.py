"""第十五条第二项 — 县环保部门 proposes an on-site plan, 县绩效委 decides on it, 县目督办 carries it out."""

from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.onsite import DecideOnsite, HoldOnsite, ProposeOnsite
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import in_force
from ptaudit.domain.cycle.paper import AFTER_ALL
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.cycle.visiting import Plan
from ptaudit.domain.decider import Act, Context, Decider, Decision
from ptaudit.domain.events.onsite import OnsiteDecided, OnsiteHeld, OnsiteProposed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = ProposeOnsite | DecideOnsite | HoldOnsite


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"year:{command.year}", kinds=DECISIVE)


def decide(command: Command, state: Cycles, context: Context) -> Decision:
    year = state.of(command.year)
    match command:
        case ProposeOnsite():
            return propose(command, year, context)
        case DecideOnsite():
            return judge_plan(command, year)
        case HoldOnsite():
            return hold(command, year, context)
        case _:
            assert_never(command)


def propose(command: ProposeOnsite, year: Cycle, context: Context) -> Decision:
    if command.ends < command.starts:
        raise Malformed("onsite.period", starts=command.starts, ends=command.ends)
    former = max(year.plans, key=lambda plan: plan.version, default=None)
    units = _codes(command.units, context.registry)
    if former is not None and command.plan_version is None:
        said = (units, command.starts, command.ends, command.items, command.team)
        held = (former.units, former.starts, former.ends, former.items, former.team)
        same = (said, command.on or context.today) == (held, former.paper.on)
        if same and (year.counts(former.paper) or command.irregular is not None):
            return Decision(already=(former.paper.position,))
    event = OnsiteProposed(
        year=command.year,
        plan_version=command.plan_version or (former.version + 1 if former else 1),
        units=units,
        starts=command.starts,
        ends=command.ends,
        items=command.items or None,
        team=command.team,
        revises=former.paper.id if former else None,
    )
    return Decision((Act(event),))


def judge_plan(command: DecideOnsite, year: Cycle) -> Decision:
    """A decision on no plan on record is one on the first; its number alone then says on which."""
    plan = _named(command.plan_version, year)
    event = OnsiteDecided(
        year=command.year,
        target=plan.paper.id if plan else None,
        plan_version=plan.version if plan else command.plan_version or 1,
        agreed=command.result == "同意",
    )
    units = plan.units if plan else ()
    return Decision((Act(event, tags=tuple(f"unit:{unit}" for unit in units)),))


def hold(command: HoldOnsite, year: Cycle, context: Context) -> Decision:
    """Under the plan agreed by then, else under the last one proposed, else under none."""
    on = command.on or context.today
    if command.plan_version is not None and _named(command.plan_version, year) is None:
        known = max((plan.version for plan in year.plans), default=0)
        raise NotFound("onsite.version_unknown", version=command.plan_version, last=known)
    agreed = in_force(year, Judged(frozenset(year.regular)), (on, OnsiteHeld.step, AFTER_ALL))
    last = _named(None, year)
    default = agreed.version if agreed else last.version if last else None
    event = OnsiteHeld(
        year=command.year,
        plan_version=command.plan_version or default,
        units=_codes(command.units, context.registry),
        members=command.members or None,
        record=command.record,
    )
    return Decision((Act(event),))


def _named(version: int | None, year: Cycle) -> Plan | None:
    plans = [plan for plan in year.plans if version in (None, plan.version)]
    return max(plans, key=lambda plan: plan.version, default=None)


def _codes(names: tuple[str, ...], registry: Registry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(registry.unit(name).code for name in names))


decider: Decider[Command, Cycles] = Decider(boundary, Cycles(), gather, decide)
COMMANDS = get_args(Command)
