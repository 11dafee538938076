"""第九条第三项、第十七条 — 撤销先进: 县委、县政府 take a title back, and may give its place to another unit."""

from ptaudit.domain.commands.applied import RevokeAdvanced
from ptaudit.domain.cycle.sealing import against_seal
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.applied import AdvancedRevoked
from ptaudit.domain.events.base import article
from ptaudit.domain.failures import Malformed, Param
from ptaudit.domain.honours import fold
from ptaudit.domain.honours.fold import Honours
from ptaudit.domain.honours.titles import Titles, titles, vetoed_by
from ptaudit.domain.honours.years import boundary_of, year_of
from ptaudit.domain.registry import Registry
from ptaudit.domain.seals import NOW
from ptaudit.domain.selection import Selection

Command = RevokeAdvanced


def boundary(command: Command, registry: Registry) -> Selection:
    return boundary_of(command.year)


def decide(command: Command, state: Honours, context: Context) -> Decision:
    """Raises Refused where a vetoed unit would be given the place: no reason allows it."""
    on, registry = command.on or context.today, context.registry
    unit = registry.unit(command.unit)
    year = year_of(command.year, state, unit, on)
    refill = registry.unit(command.refill).code if command.refill else None
    organs = tuple(sorted(set(command.organ or AdvancedRevoked.organs)))
    before = titles(state, year, registry, (on, AdvancedRevoked.step, NOW))
    title = before.of(unit.code)
    if title is not None and (taken := title.revoked) is not None:
        same = (taken.ground, taken.refill, taken.paper.organs) == (command.ground, refill, organs)
        if same and not before.faults[taken.paper.id]:
            return Decision(already=(taken.paper.position,))
    vetoed = vetoed_by(state.cases.cases, year, registry, on)
    if refill is not None:
        _may_refill(refill, unit.code, year, before, vetoed, registry)
    event = AdvancedRevoked(year=year, unit=unit.code, ground=command.ground, refill=refill)
    about: tuple[tuple[str, Param], ...] = (("unit", unit.name), ("year", year))
    breaches: list[Breach] = [*against_seal(year, on, registry)]
    if not set(organs) >= set(AdvancedRevoked.organs):
        breaches.append(Breach("revoke.organs", article("17"), about))
    if title is None or title.revoked is not None:
        breaches.append(Breach("revoke.not_advanced", article("17"), about))
    if command.ground == "一票否决" and unit.code not in vetoed:
        breaches.append(Breach("revoke.no_veto", article("9.3"), about))
    return Decision((Act(event, organs=organs),), tuple(breaches))


def _may_refill(
    refill: str,
    unit: str,
    year: int,
    before: Titles,
    vetoed: frozenset[str],
    registry: Registry,
) -> None:
    """Whoever has the place is another unit of the sequence, without a title and not vetoed."""
    name = registry.named(refill)
    if refill in vetoed:
        raise Refused("revoke.refill_vetoed", article("9.3"), unit=name, year=year)
    title = before.of(refill)
    if refill == unit or (title is not None and title.left_out is None):
        raise Malformed("revoke.refill_listed", unit=name, year=year)
    if registry.sequence(refill, year) != registry.sequence(unit, year):
        raise Malformed("revoke.refill_sequence", unit=name, year=year)


decider: Decider[Command, Honours] = Decider(boundary, Honours(), fold.evolve, decide)
COMMANDS = (RevokeAdvanced,)
