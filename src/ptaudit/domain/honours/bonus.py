"""第十七条 — 目标绩效加分: points in the county's other assessment, entered and taken back, apart from the hundred."""

import datetime as dt
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.applied import EnterBonus, ReverseBonus
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.applied import BonusEntered
from ptaudit.domain.events.base import article, by_policy
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.honours import fold
from ptaudit.domain.honours.account import account
from ptaudit.domain.honours.fold import NONE, Bonus, Honours
from ptaudit.domain.honours.titles import titles
from ptaudit.domain.honours.years import boundary_of, year_of
from ptaudit.domain.registry import Registry
from ptaudit.domain.seals import NOW
from ptaudit.domain.selection import Selection

Command: TypeAlias = EnterBonus | ReverseBonus
POINTS = "bonus.points"


def boundary(command: Command, registry: Registry) -> Selection:
    match command:
        case EnterBonus():
            return boundary_of(command.year)
        case ReverseBonus():
            return about(kinds=(BonusEntered.kind,))
        case _:
            assert_never(command)


def decide(command: Command, state: Honours, context: Context) -> Decision:
    match command:
        case EnterBonus():
            return enter(command, state, context)
        case ReverseBonus():
            return reverse(command, state, context)
        case _:
            assert_never(command)


def enter(command: EnterBonus, state: Honours, context: Context) -> Decision:
    """Points for a unit that stands as advanced; what the county has fixed is suggestion and limit."""
    on, registry = command.on or context.today, context.registry
    unit = registry.unit(command.unit)
    year = year_of(command.year, state, unit, on)
    fixed = registry.policy(year)[POINTS]
    amount = command.amount
    if amount is None:
        if fixed == "none":
            raise Malformed("bonus.no_amount", unit=unit.name, year=year)
        amount = Decimal(fixed).quantize(NONE)
    if amount <= 0:
        raise Malformed("bonus.amount", amount=amount)
    own = [b for b in state.bonuses if (b.unit, b.year) == (unit.code, year)]
    held, said = account(state, unit.code, year, registry), (amount, None)
    counting = [line.bonus for line in held.lines if not line.faults]
    if repeated := _repeated(counting if command.irregular is None else own, said, on, command):
        return Decision(already=repeated)
    before = (on, BonusEntered.step, NOW)
    standing = titles(state, year, registry, before)
    about_it = (("unit", unit.name), ("year", year))
    breaches: list[Breach] = []
    if not standing.stands(unit.code):
        breaches.append(Breach("bonus.not_advanced", article("17"), about_it))
    if fixed != "none" and held.total + amount > Decimal(fixed):
        over = (
            ("unit", unit.name),
            ("year", year),
            ("limit", Decimal(fixed)),
            ("held", held.total),
            ("amount", amount),
        )
        breaches.append(Breach("bonus.over_limit", by_policy(POINTS), over))
    event = BonusEntered(year=year, unit=unit.code, bonus_no=_next(own), amount=amount)
    return Decision((Act(event),), tuple(breaches))


def reverse(command: ReverseBonus, state: Honours, context: Context) -> Decision:
    """Part or all of what is left of one entry, by its number or id."""
    entered = state.bonus(command.entry)
    if entered is None or entered.target is not None:
        raise NotFound("bonus.no_entry", entry=command.entry)
    registry = context.registry
    on = command.on or context.today
    name = registry.named(entered.unit)
    position, left = entered.paper.position, state.left.get(entered.paper.id, NONE)
    own = [b for b in state.bonuses if (b.unit, b.year) == (entered.unit, entered.year)]
    counting = [b for b in own if not b.paper.unauthorised]
    amount = command.amount if command.amount is not None else left
    said = (-amount, entered.paper.id)
    if repeated := _repeated(counting if command.irregular is None else own, said, on, command):
        return Decision(already=repeated)
    if left == 0:
        back = [b.paper.position for b in counting if b.target == entered.paper.id]
        if command.amount is None and back:
            return Decision(already=tuple(back))
    if amount <= 0:
        raise Malformed("bonus.amount", amount=amount)
    if amount > left:
        raise Malformed("bonus.more_than_left", unit=name, position=position, left=left)
    event = BonusEntered(
        year=entered.year,
        unit=entered.unit,
        bonus_no=_next(own),
        amount=-amount,
        target=entered.paper.id,
    )
    return Decision((Act(event, organs=entered.paper.organs),))


def _repeated(
    formers: list[Bonus], said: tuple[Decimal, str | None], on: dt.date, command: Command
) -> tuple[int, ...]:
    """The entry of *formers* that says the same, of the same day and on the same paper."""
    doc_no = command.basis[0].doc_no if command.basis else None
    organs = tuple(sorted(command.organ)) or None
    for former in formers:
        paper = former.paper
        same = (former.amount, former.target, paper.on, paper.doc_no)
        if same == (*said, on, doc_no) and organs in (None, paper.organs):
            return (paper.position,)
    return ()


def _next(own: list[Bonus]) -> int:
    return max((bonus.number for bonus in own), default=0) + 1


decider: Decider[Command, Honours] = Decider(boundary, Honours(), fold.evolve, decide)
COMMANDS = get_args(Command)
