"""第五条 — 任职、离任: a unit's heads (of a township two: 党 and 政) and the others of its leadership, by day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.posts import AssumePost, LeavePost
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.posts import PostAssumed, PostLeft
from ptaudit.domain.failures import Malformed, NotFound, Param
from ptaudit.domain.people import People
from ptaudit.domain.posts.fold import KINDS, SEATS, Posts, Term, gather
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.selection import Selection

Command: TypeAlias = AssumePost | LeavePost


def boundary(command: Command, registry: Registry) -> Selection:
    """The unit's posts. Who a person is stands in the registry, part of every decision's condition."""
    return about(f"unit:{registry.unit(command.unit).code}", kinds=KINDS)


def decide(command: Command, state: Posts, context: Context) -> Decision:
    match command:
        case AssumePost():
            return assume(command, state, context)
        case LeavePost():
            return leave(command, state, context)
        case _:
            assert_never(command)


def assume(command: AssumePost, state: Posts, context: Context) -> Decision:
    """A post taken; with *until* also left. That a seat is taken the fold says, of a person in two posts nobody."""
    on, unit = command.on or context.today, context.registry.unit(command.unit)
    _organ(command, unit)
    if command.until is not None and command.until <= on:
        raise Malformed("post.until_before", on=on, until=command.until)
    person = _whose(command, context.registry.people)
    event = PostAssumed(
        person=person,
        name=command.name,
        unit=unit.code,
        role=command.role,
        field=command.duties,
        acting=command.acting or None,
    )
    for term in state.of_unit(unit.code):
        if (term.person, term.role, term.acting) != (person, command.role, command.acting):
            continue
        if term.since == on and (term.regular or command.irregular is not None):
            said = (term.name, term.field) == (event.name, event.field)
            if said and command.until in (None, term.until):
                return Decision(already=(term.position,))
        if term.regular and term.covers(on):
            raise Refused(
                "post.held_already",
                OWN,
                person=context.registry.people.named(person),
                unit=unit.name,
                role=command.role,
                on=term.since,
                position=term.position,
            )
    acts = [Act(event, on=on)]
    if command.until is not None:
        left = PostLeft(person=person, unit=unit.code, role=command.role)
        acts.append(Act(left, on=command.until))
    return Decision(tuple(acts), tuple(_taken(state, event, on, context)))


def _taken(state: Posts, event: PostAssumed, on: dt.date, context: Context) -> Iterator[Breach]:
    """Somebody else sits there. 第五条 does not say one at a time: it is the software's own."""
    for term in state.of_unit(event.unit):
        seat = (term.role, term.acting) == (event.role, bool(event.acting))
        if (
            seat
            and event.role in SEATS
            and term.regular
            and term.until is None
            and term.since <= on
        ):
            params = (
                ("unit", context.registry.named(event.unit)),
                ("role", event.role),
                ("holder", context.registry.people.named(term.person)),
                ("on", term.since),
                ("position", term.position),
            )
            yield Breach("post.seat_taken", OWN, params)
            return


def _organ(command: AssumePost, unit: Unit) -> None:
    """The post is of an organ that the unit is made of (第二条)."""
    missing = {"党主要": unit.event.party_organ, "政主要": unit.event.gov_organ}
    if command.role in missing and missing[command.role] is None:
        raise Malformed("post.no_such_organ", unit=unit.name, role=command.role)


def _whose(command: AssumePost, people: People) -> str:
    """The person's code: the one given, or the next number for somebody nobody was called like."""
    bearing = people.bearing(command.name)
    if command.person is None and bearing:
        known = names.listed([person.code for person in bearing])
        raise Malformed("person.which", name=command.name, known=known)
    if command.person is None:
        return _next_code(people)
    known_as = people.persons.get(command.person)
    if known_as is not None and known_as not in bearing:
        shown = known_as.shown
        raise Malformed("person.other_name", person=command.person, known=shown, name=command.name)
    return command.person


def _next_code(people: People) -> str:
    number = len(people.persons) + 1
    while f"p{number:03d}" in people.persons:
        number += 1
    return f"p{number:03d}"


def leave(command: LeavePost, state: Posts, context: Context) -> Decision:
    """A post left. Not held on that day, or only from a later one, it is out of order (and ends nothing)."""
    on, unit = command.on or context.today, context.registry.unit(command.unit)
    person = _named(command, unit, context.registry.people)
    event = PostLeft(person=person, unit=unit.code, role=command.role, to=command.to)
    own = [t for t in state.of_unit(unit.code) if (t.person, t.role) == (person, command.role)]
    for term in own:
        if term.until == on and term.left is not None:
            return Decision(already=(term.left,))
    return Decision((Act(event, on=on),), tuple(_order(own, on, unit, command, context)))


def _order(
    own: Sequence[Term], on: dt.date, unit: Unit, command: LeavePost, context: Context
) -> Iterator[Breach]:
    """The post was taken only later, or not at all. 第五条 says nothing of that: it is the software's own."""
    open_ = [term for term in own if term.until is None]
    if any(term.since < on for term in open_):
        return
    person = context.registry.people.named(_named(command, unit, context.registry.people))
    params: tuple[tuple[str, Param], ...] = (
        ("person", person),
        ("unit", unit.name),
        ("role", command.role),
    )
    for term in open_:
        more = (("on", on), ("since", term.since), ("position", term.position))
        yield Breach("post.left_before", OWN, (*params, *more))
        return
    yield Breach("post.not_held", OWN, params)


def _named(command: LeavePost, unit: Unit, people: People) -> str:
    """The person of that code; of a name, the only one so called, in that unit if there are several."""
    if command.person in people.persons:
        return command.person
    bearing = people.bearing(command.person)
    if len(bearing) > 1:
        bearing = tuple(p for p in bearing if (command.person, unit.code) in p.names) or bearing
    if len(bearing) > 1:
        known = names.listed([person.code for person in bearing])
        raise Malformed("person.which", name=command.person, known=known)
    if not bearing:
        open_ = [p for p in people.persons.values() if not p.sealed]
        near = names.near(command.person, [n for p in open_ for n in (p.name, p.code)])
        raise NotFound("person.unknown", person=command.person, near=names.listed(near))
    return bearing[0].code


decider: Decider[Command, Posts] = Decider(boundary, Posts(), gather, decide)
COMMANDS = get_args(Command)
