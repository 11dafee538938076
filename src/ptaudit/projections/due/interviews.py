"""Interviews to be held and what is reported after them (第十八条; 口径 interview.*)."""

import datetime as dt
from collections.abc import Iterator

from ptaudit.domain.interviews import standing
from ptaudit.domain.interviews.fold import Interview, Interviews
from ptaudit.domain.registry import Registry
from ptaudit.projections.due.owed import Owed, Rule

#: Nothing more is due.
_DONE = ("未约谈", "已报落实", "核查通过")


def owed(year: int, state: Interviews, registry: Registry, on: dt.date) -> Iterator[Owed]:
    """Of whom the circular names, and of whoever has an act on record."""
    cycle = state.cycles.of(year)
    listed = standing.named(cycle, on)
    others = [row.unit for row in state.rows.values() if row.year == year]
    for unit in dict.fromkeys((*listed, *others)):
        row = state.of(unit, year)
        now = standing.state(row, cycle, registry, on)
        if now.status in _DONE or (row.done is not None and now.due is None):
            continue
        follows = row.done is not None
        position = _position(row, state, year, on)
        if position is None:
            continue
        rule: Rule = "未定" if now.due is None else "口径" if follows else "约谈通知"
        yield Owed(
            "约谈落实" if follows else "约谈",
            "UNI" if follows else "LDR",
            now.due,
            rule,
            position,
            (unit,),
            "",
            year,
            now.keys,
            (),
            now.provisional,
        )


def _position(row: Interview, state: Interviews, year: int, on: dt.date) -> int | None:
    """The last act that counts, else the circular that names the unit."""
    papers = [
        *(one.paper for one in row.notices),
        *(one.paper for one in row.held),
        *(one.paper for one in row.follows),
    ]
    acts = [paper for paper in papers if row.counts(paper)]
    if acts:
        return max(acts, key=lambda paper: paper.order).position
    circular = standing.circular(state.cycles.of(year), on)
    return circular.paper.position if circular else None
