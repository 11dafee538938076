"""What an order of rectification says: its measures with their deadlines, and its service (第十四条)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ptaudit.domain.commands.findings import Order, SaidMeasure
from ptaudit.domain.decider import Act, Context
from ptaudit.domain.events.findings import Deadline, Measure, RectificationOrdered
from ptaudit.domain.events.targets import DocumentServed, ServedDocument
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Ref
from ptaudit.domain.values import EntryId


def is_given(command: Order) -> bool:
    return bool(command.deadline or command.deadline_kind or command.days or command.measures)


@dataclass(frozen=True, slots=True)
class Former:
    """The case an order is given in: its number and units, the entry it began with, the last order."""

    finding: str
    units: tuple[str, ...]
    entry: EntryId
    version: int = 1
    revises: EntryId | None = None


def ordered(command: Order, former: Former, context: Context) -> list[Act]:
    """The order and, when a day of service is said, its service on each unit concerned.

    Raises Malformed for a deadline that is missing, doubled or before the order, and for service
    before the order.
    """
    on = command.on or context.today
    event = RectificationOrdered(
        finding=former.finding,
        order_version=former.version,
        measures=_measures(command, former.units, on, context),
        letter=command.letter,
        revises=former.revises,
    )
    entry = context.new_id()
    acts = [about(Act(event, id=entry), former.finding, former.units, former.entry)]
    if command.served is None:
        return acts
    if command.served < on:
        raise Malformed("order.served_before", served=command.served, on=on)
    doc_no = command.basis[0].doc_no if command.basis else f"{former.finding} 限期整改"
    for unit in event.concerned():
        service = DocumentServed(
            document=ServedDocument(id=entry, doc_no=doc_no),
            to=unit,
            method=command.method,
            receiver=command.receiver,
            receipt_no=command.receipt,
        )
        act = Act(service, on=command.served)
        acts.append(about(act, former.finding, former.units, former.entry))
    return acts


def about(act: Act, finding: str, units: Sequence[str], entry: EntryId) -> Act:
    """The act with its case's tags, resting on the entry the case began with."""
    tags = (f"finding:{finding}", f"year:{finding[2:6]}", *(f"unit:{unit}" for unit in units))
    return replace(act, tags=tags, refs=(Ref(role="cause", id=entry),))


def _measures(
    command: Order, units: tuple[str, ...], on: dt.date, context: Context
) -> tuple[Measure, ...]:
    if not command.measures:
        deadline = _deadline(command, command, on)
        return (Measure(no=1, text="整改", units=units, deadline=deadline),)
    measures: list[Measure] = []
    for n, said in enumerate(command.measures, 1):
        named = tuple(context.registry.unit(name).code for name in said.units)
        if strangers := [unit for unit in named if unit not in units]:
            raise Malformed("measure.stranger", no=n, unit=context.registry.named(strangers[0]))
        deadline = _deadline(said, command, on)
        measures.append(
            Measure(no=said.no or n, text=said.text, units=named or units, deadline=deadline)
        )
    numbers = [measure.no for measure in measures]
    if len(set(numbers)) != len(numbers):
        raise Malformed("measure.number_twice", numbers="、".join(map(str, numbers)))
    return tuple(measures)


def _deadline(said: SaidMeasure | Order, order: Order, on: dt.date) -> Deadline:
    """The measure's own deadline, else the order's."""
    if not (said.deadline or said.days or said.deadline_kind):
        said = order
    kind = said.deadline_kind or ("日期" if said.deadline else "自然日" if said.days else None)
    match kind:
        case None:
            raise Malformed("order.deadline_missing")
        case "日期":
            if said.deadline is None or said.days is not None:
                raise Malformed("order.deadline_date")
            if said.deadline <= on:
                raise Malformed("order.deadline_before", deadline=said.deadline, on=on)
            return Deadline(kind=kind, date=said.deadline)
        case "自然日" | "工作日":
            if said.days is None or said.deadline is not None:
                raise Malformed("order.deadline_days")
            return Deadline(kind=kind, days=said.days, start=said.start)
        case _:
            if said.days is not None or said.deadline is not None:
                raise Malformed("order.deadline_open", kind=kind)
            return Deadline(kind=kind)
