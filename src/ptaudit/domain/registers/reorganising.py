"""第二、十条 — units merge, divide, cease or hand functions over; what they were keeps its past."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.commands.lineages import (
    AbolishUnits,
    ChangeUnit,
    MergeUnits,
    SplitUnit,
    TransferFunctions,
)
from ptaudit.domain.decider import Act, Context, Decider, Decision
from ptaudit.domain.events.lineages import Form, UnitReorganised
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed
from ptaudit.domain.registers.changing import change
from ptaudit.domain.registers.succession import Succession, boundary, evolve, free_to_end, there
from ptaudit.domain.registry import Registry, Unit

Command: TypeAlias = ChangeUnit | MergeUnits | SplitUnit | AbolishUnits | TransferFunctions


def decide(command: Command, state: Succession, context: Context) -> Decision:
    match command:
        case ChangeUnit():
            return change(command, context)
        case MergeUnits():
            return merge(command, context)
        case SplitUnit():
            return split(command, context)
        case AbolishUnits():
            return abolish(command, context)
        case TransferFunctions():
            return transfer(command, context)
        case _:
            assert_never(command)


def merge(command: MergeUnits, context: Context) -> Decision:
    """*into* is a predecessor as well if it was there before; then it is the host unless another is said."""
    on, registry = command.on or context.today, context.registry
    into = registry.unit(command.into)
    units = _units(command.units, registry)
    was_there = into.event.since is None or into.event.since < on
    sources = {unit.code: unit for unit in units}
    if was_there:
        sources[into.code] = into
    elif into.code in sources:
        raise Malformed("merge.new_among_old", unit=into.name, on=on)
    if set(sources) == {into.code}:
        raise Malformed("merge.into_itself", unit=into.name)
    if len(sources) == 1:
        raise Malformed("merge.of_one", unit=units[0].name, into=into.name)
    host = _host(command.host, sources.values(), registry)
    if host is None and was_there:
        host = into.code
    return _reorganised("合并", list(sources.values()), (into,), context, on=command, host=host)


def split(command: SplitUnit, context: Context) -> Decision:
    unit = context.registry.unit(command.unit)
    into = _units(command.into, context.registry)
    if [one.code for one in into] == [unit.code]:
        raise Malformed("split.into_itself", unit=unit.name)
    if len(into) == 1:
        raise Malformed("split.into_one", unit=unit.name, into=into[0].name)
    return _reorganised("拆分", (unit,), into, context, on=command)


def abolish(command: AbolishUnits, context: Context) -> Decision:
    units = _units(command.units, context.registry)
    return _reorganised("撤销", units, (), context, on=command)


def transfer(command: TransferFunctions, context: Context) -> Decision:
    """Whoever hands functions over goes on, unless it is said to end."""
    registry = context.registry
    givers, takers = _units(command.units, registry), _units(command.to, registry)
    both = [unit.name for unit in givers if unit.code in {taker.code for taker in takers}]
    if both:
        raise Malformed("transfer.to_itself", unit=listed(both))
    ending = _units(command.ending, registry)
    if strangers := [unit.name for unit in ending if unit not in givers]:
        raise Malformed("transfer.ends_stranger", unit=listed(strangers))
    return _reorganised(
        "职能划转",
        givers,
        takers,
        context,
        on=command,
        ends=tuple(sorted(unit.code for unit in ending)),
        host=_host(command.host, givers, registry),
        functions=tuple(dict.fromkeys(command.functions)),
    )


def _units(names: Sequence[str], registry: Registry) -> list[Unit]:
    """The units as named. Raises Malformed for one named twice."""
    found: list[Unit] = []
    for name in names:
        unit = registry.unit(name)
        if unit in found:
            raise Malformed("reorganise.twice", unit=unit.name)
        found.append(unit)
    return found


def _host(name: str | None, sources: Iterable[Unit], registry: Registry) -> str | None:
    if name is None:
        return None
    host = registry.unit(name)
    known = [unit.name for unit in sources]
    if host.name not in known:
        raise Malformed("reorganise.host_stranger", unit=host.name, known=listed(known))
    return host.code


def _reorganised(
    form: Form,
    sources: Sequence[Unit],
    successors: Sequence[Unit],
    context: Context,
    *,
    on: Command,
    ends: tuple[str, ...] | None = None,
    host: str | None = None,
    functions: tuple[str, ...] | None = None,
) -> Decision:
    """The act on its day. Raises Malformed for a unit that is not there then, or goes on after it ended."""
    day = on.on or context.today
    to = tuple(sorted(unit.code for unit in successors))
    if ends is None:
        ends = tuple(sorted(unit.code for unit in sources if unit.code not in to))
    event = UnitReorganised(
        form=form,
        from_=tuple(sorted(unit.code for unit in sources)),
        to=to,
        ends=ends or None,
        host=host,
        functions=functions,
    )
    registry = context.registry
    for act in registry.lineage.acts:
        if act.says(event) and act.on == day:
            return Decision(already=(act.position,))
    for unit in (*sources, *successors):
        there(unit, day)
    for unit in sources:
        if unit.code in ends:
            free_to_end(unit, day, registry)
    return Decision((Act(event, on=day),))


decider: Decider[Command, Succession] = Decider(boundary, Succession(), evolve, decide)
COMMANDS = get_args(Command)
