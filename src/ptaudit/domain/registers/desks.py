"""Who works at which desk, and whose acts a desk may register: never a power to decide (细则未规定)."""

from collections.abc import Sequence

from ptaudit.domain import names
from ptaudit.domain.commands.register import EndGrant, GiveGrant, RegisterOperator
from ptaudit.domain.decider import Act, Context, Decision, Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorKey,
    OperatorRegistered,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.grants import Grant
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.signing import is_own_rotation
from ptaudit.domain.values import Desk

OFFICE: dict[Desk, str] = {"目督办登记岗": "MDB", "环保登记岗": "EPB", "系统管理": "MDB"}
PREFIX: dict[Desk, str] = {"目督办登记岗": "mdb", "环保登记岗": "epb", "系统管理": "sys"}


def register(command: RegisterOperator, records: Sequence[Record], context: Context) -> Decision:
    """A new operator, or the next version of one.

    Raises Malformed for half a key, a key replaced without itself or a reason, a version or day out
    of order; Refused when nobody would be
    left to administer the ledger.
    """
    on = command.on or context.today
    if on > context.today:
        raise Malformed("date.future", on=on, today=context.today)
    own = [r for r in records if _is_operator(r, command.operator)]
    former = own[-1].payload if own else None
    assert former is None or isinstance(former, OperatorRegistered)
    event = OperatorRegistered(
        operator=command.operator,
        name=command.name,
        organ=command.office or (former.organ if former else OFFICE[command.desk]),
        desk=command.desk,
        operator_version=former.operator_version if former else 1,
        key=_key(command) or (former.key if former else None),
        status=command.status,
    )
    if former == event and command.operator_version in (None, event.operator_version):
        return Decision(already=(own[-1].position,))
    if own and former:
        expected = former.operator_version + 1
        if command.operator_version not in (None, expected):
            raise Malformed("operator.version", operator=command.operator, expected=expected)
        if on < own[-1].effective:
            since = own[-1].effective
            raise Malformed(
                "operator.before_former", operator=command.operator, on=on, since=since
            )
        event = event.model_copy(update={"operator_version": expected})
    elif command.operator_version not in (None, 1):
        raise Malformed("operator.version", operator=command.operator, expected=1)
    replaced = former is not None and former.key not in (None, event.key)
    if replaced and command.reason is None and not is_own_rotation(event, context):
        raise Malformed("operator.key_reason", operator=event.name)
    if former and _administers(former) and not _administers(event):
        others = context.registry.operators.values()
        if not any(_administers(o) for o in others if o.operator != command.operator):
            raise Refused("operator.last_admin", OWN, operator=former.name)
    return Decision((Act(event, on=on),))


def give(command: GiveGrant, records: Sequence[Record], context: Context) -> Decision:
    """A grant in force from the command's day. Raises Malformed or NotFound."""
    on = command.on or context.today
    if command.desk == "系统管理":
        raise Malformed("grant.to_admin", desk=command.desk)
    if command.until is not None and command.until < on:
        raise Malformed("until.before", until=command.until, on=on)
    event = GrantGiven(
        grant=command.grant or _next_code(command.desk, records),
        desk=command.desk,
        acts_of=tuple(sorted(set(command.acts_of))),
        kinds=tuple(dict.fromkeys(_kind(said) for said in command.kinds)) or None,
        until=command.until,
    )
    for record in records:
        given = record.payload
        if not isinstance(given, GrantGiven):
            continue
        known = context.registry.grants[given.grant]
        same = given == (
            event if command.grant else event.model_copy(update={"grant": given.grant})
        )
        if same and known.since <= on <= (known.until or on):
            return Decision(already=(record.position,))
        if given.grant == command.grant:
            raise Malformed("grant.code_taken", grant=given.grant)
    return Decision((Act(event, on=on),))


def end(command: EndGrant, records: Sequence[Record], context: Context) -> Decision:
    """Ends a grant: from the command's day on it registers nothing. Raises NotFound or Malformed."""
    on = command.on or context.today
    for record in records:
        ended = isinstance(record.payload, GrantEnded) and record.payload.grant == command.grant
        if ended and record.effective <= on:
            return Decision(already=(record.position,))
    grant = _grant(command.grant, context.registry)
    if on < grant.since:
        raise Malformed("grant.ends_before", grant=grant.code, on=on, since=grant.since)
    if grant.until is not None and on > grant.until:
        raise Malformed("grant.expired", grant=grant.code, until=grant.until)
    return Decision((Act(GrantEnded(grant=grant.code), on=on),))


def _is_operator(record: Record, operator: str) -> bool:
    event = record.payload
    return isinstance(event, OperatorRegistered) and event.operator == operator


def _administers(event: OperatorRegistered) -> bool:
    return event.desk == "系统管理" and event.status == "在岗"


def _key(command: RegisterOperator) -> OperatorKey | None:
    if command.public_key is None and command.key_alg is None:
        return None
    if command.public_key is None or command.key_alg is None:
        raise Malformed("operator.key_half", operator=command.operator)
    return OperatorKey(alg=command.key_alg, public=command.public_key)


def _kind(said: str) -> str:
    """The kind with this storage name or title."""
    if said in KINDS:
        return said
    titled = {event.title: kind for kind, event in KINDS.items()}
    if said in titled:
        return titled[said]
    near = names.listed(names.near(said, [*KINDS, *titled]))
    raise NotFound("kind.unknown", kind=said, near=near)


def _grant(code: str, registry: Registry) -> Grant:
    if (found := registry.grants.get(code)) is not None:
        return found
    known = names.listed(sorted(registry.grants))
    raise NotFound("grant.unknown", grant=code, known=known)


def _next_code(desk: Desk, records: Sequence[Record]) -> str:
    taken = {r.payload.grant for r in records if isinstance(r.payload, GrantGiven)}
    number = 1
    while f"{PREFIX[desk]}-{number}" in taken:
        number += 1
    return f"{PREFIX[desk]}-{number}"
