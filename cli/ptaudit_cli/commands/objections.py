"""Objections: the list, those still to be answered first, and one act by act."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit.domain.failures import NotFound
from ptaudit_cli import answers, citations, gist, labels, objecting
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read, of_unit

if TYPE_CHECKING:
    from ptaudit.domain.objections.fold import Filing, Objection
    from ptaudit.domain.objections.standing import State


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection as it stands. *last*: the last day it could have been filed in time, by *rulings*."""

    objection: str
    year: int
    filed_by: str
    about: str
    against: int | None
    item: str
    claim: str
    filed_on: dt.date
    timely: str
    last: dt.date | None
    status: str
    result: str
    due: dt.date | None
    overdue: bool
    days_open: int
    suspends: bool
    contradictions: int
    rulings: tuple[str, ...]


def listed(ask: Ask) -> Iterator[ObjectionRow]:
    """Open ones first, the earliest due before the others."""
    code = ask.unit
    found = [
        (row, state)
        for row, state in objecting.states(ask.view)
        if row.filed is not None and code in (None, row.filed.unit)
    ]
    far = dt.date.max
    found.sort(key=lambda one: (not one[0].is_open, one[1].due or far, one[0].objection))
    for row, state in found:
        assert row.filed is not None
        yield _row(row, row.filed, state, ask)


def _row(row: "Objection", filing: "Filing", state: "State", ask: Ask) -> ObjectionRow:
    disputed = ask.app.ledger.position_of(f"id:{filing.against}") if filing.against else None
    return ObjectionRow(
        row.objection,
        filing.year,
        objecting.who(filing, ask.registry),
        filing.about,
        disputed,
        filing.item or "",
        filing.claim,
        filing.paper.mark.on,
        state.timely,
        state.window.last,
        state.status,
        state.result or "",
        state.due,
        state.overdue,
        state.days_open,
        state.suspends,
        len(row.contradictions),
        state.keys,
    )


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of an objection. *counts*: by who may do it, and possible where it stands."""

    on: dt.date
    position: int
    title: str
    gist: str
    findings: str
    members: tuple[str, ...]
    recused: tuple[str, ...]
    exhibit: int | None
    reason: str
    organs: tuple[str, ...]
    receipt: str
    recorded_at: str
    operator: str
    counts: bool
    marks: tuple[str, ...]


def show(ask: Ask) -> Iterator[ActRow]:
    """The acts of one objection as they read now, in the order of the world."""
    from ptaudit.projections.objections import objections, own

    row = ask.view.row(objections, ask["objection"])
    if row.filed is None:
        known = [one.objection for one in ask.view.rows(objections).values() if one.filed]
        raise _unknown(ask["objection"], known)
    papers = (row.filed.paper, *(a.paper for a in row.answers), *(d.paper for d in row.decisions))
    counting = {
        paper.id
        for paper in (*papers, *row.withdrawals, *(r.paper for r in row.recusals))
        if paper.regular
    }
    registry = ask.registry
    for record in ask.view.known(own(row.objection)):
        said: Mapping[str, object] = record.payload.__dict__
        exhibit = said.get("exhibit")
        yield ActRow(
            record.effective,
            record.position,
            labels.of_kind(record.kind, ask.words),
            gist.gist(record, ask.words),
            str(said.get("findings") or ""),
            _texts(said.get("members")),
            _texts(said.get("recused")),
            ask.app.ledger.position_of(f"id:{exhibit}") if exhibit else None,
            record.reason or "",
            tuple(answers.organs(record, registry)),
            gist.receipt(record),
            record.recorded_at[:16].replace("T", " "),
            answers.operator(record, registry),
            record.id in counting,
            tuple(answers.marks(record, registry, ask.words)),
        )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _unknown(number: str, known: Sequence[str]) -> NotFound:
    from ptaudit.domain import names

    near = names.listed(names.near(number, known))
    return NotFound("objection.unknown", objection=number, near=near)


CALLS = (
    Read(
        "objection",
        "list",
        ObjectionRow,
        listed,
        of_unit,
        told={"rulings": citations.rulings},
    ),
    Read("objection", "show", ActRow, show, lambda: [place("objection")], personal=True),
)
