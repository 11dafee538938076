"""第十五条第二项 — 县环保部门 reviews the units' self-checks, many in one act."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.assessment import DoReview, SaidReview
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather, refuse_if_approved
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.assessment import ReviewDone, UnitReview
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections.standing import ruled
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = DoReview

#: The self-check at year's end; where it is merged with the second half's, that one (口径 h2_selfcheck).
PERIODS = ("年终", "下半年")


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"year:{command.year}", kinds=DECISIVE)


def decide(command: Command, state: Cycles, context: Context) -> Decision:
    year = state.of(command.year)
    refuse_if_approved(year)
    rows: dict[str, UnitReview] = {}
    for said in command.units:
        unit = context.registry.unit(said.unit)
        if unit.code in rows:
            raise Malformed("review.unit_twice", unit=unit.name)
        rows[unit.code] = UnitReview(
            unit=unit.code,
            selfcheck=_selfcheck(said, unit.code, year, command, context),
            result=said.result,
        )
    event = ReviewDone(year=command.year, units=tuple(rows.values()))
    return Decision((Act(event),), _self_reviews(command, tuple(rows), context))


def _selfcheck(
    said: SaidReview, unit: str, year: Cycle, command: Command, context: Context
) -> str | None:
    """The filing reviewed: the one named, else the last that reached 县环保部门 by the day of review."""
    filings = [filing for filing in year.filings if filing.unit == unit]
    if said.selfcheck is not None:
        if said.selfcheck not in {filing.paper.id for filing in filings}:
            name = context.registry.named(unit)
            raise NotFound("review.selfcheck_unknown", unit=name, year=year.year)
        return said.selfcheck
    on = command.on or context.today
    for period in PERIODS:
        found = [
            filing.paper.id
            for filing in filings
            if (filing.period, filing.recipient) == (period, "EPB") and filing.paper.on <= on
        ]
        if found:
            return found[-1]
    return None


def _self_reviews(
    command: Command, units: tuple[str, ...], context: Context
) -> tuple[Breach, ...]:
    """Where the county has said so, 县环保部门 may not review itself."""
    key = "self_review"
    by_bureau = "EPB" in (command.organ or ReviewDone.organs)
    if not by_bureau or context.registry.policy(command.year)[key] != "refuse":
        return ()
    own = [unit for unit in units if is_own(unit, context.registry)]
    return tuple(
        Breach(
            "review.self",
            ruled(key, command.year, context.registry),
            (("unit", context.registry.named(unit)),),
        )
        for unit in own
    )


def is_own(unit: str, registry: Registry) -> bool:
    """Whether the unit is 县环保部门 itself, which reviews and is assessed."""
    found = registry.units.get(unit)
    return found is not None and "EPB" in (found.event.roles or ())


decider: Decider[Command, Cycles] = Decider(boundary, Cycles(), gather, decide)
COMMANDS = (DoReview,)
