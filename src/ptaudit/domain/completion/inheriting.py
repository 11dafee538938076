"""第二、二十条 — a unit's years over its lineage: its own, or those of whom it came from, by 口径 or 承继认定."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ptaudit.domain.completion.answers import Answer, Carried, Status, answer
from ptaudit.domain.completion.fold import UnitYears, initial
from ptaudit.domain.lineage.graph import Node, Rule, Source, source
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case


@dataclass(frozen=True, slots=True)
class Past:
    """Rows of the units concerned, and the standing facts they are read under."""

    rows: Mapping[str, UnitYears]
    cases: Mapping[str, Case]
    registry: Registry
    _rows: dict[str, tuple[UnitYears, int, int]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def answers(self, unit: str, first: int, last: int, policy: Policy) -> dict[int, Answer]:
        """The unit's years from *first* to *last* that it, or whom it came from, was there in."""
        found = ((year, self.answer(Node(unit, year), policy)) for year in range(first, last + 1))
        return {year: held for year, held in found if held is not None}

    def answer(self, node: Node, policy: Policy) -> Answer | None:
        """How the node stands, *policy* saying whose results count; None: there was no such year."""
        registry = self.registry
        who = registry.policy(node.year)["lineage.who"]
        came = source(node, registry.lineage, registry.units, policy, who)
        own = self._own(node)
        if came is None or (came.own_first and own is not None and own.papers):
            return own
        found = self._carried(node, came, policy)
        if own is not None and came.own_first and not (found and found.papers):
            return own
        return found

    def _own(self, node: Node) -> Answer | None:
        """By the unit's own papers; None for a year it was not there in and nothing was said of."""
        if (own := self._rows.get(node.unit)) is None:
            own = self._rows[node.unit] = self._row(node.unit)
        row, first, last = own
        return (
            answer(row, self.cases, node.year, self.registry)
            if first <= node.year <= last
            else None
        )

    def _row(self, unit: str) -> tuple[UnitYears, int, int]:
        """The unit's row, and the years in which it was there or something was said of it."""
        row = self.rows.get(unit) or initial(unit)
        known = self.registry.units.get(unit)
        since = None if known is None else known.event.since
        last = None if known is None else known.last_day
        return (
            row,
            dt.MINYEAR if since is None else min((since.year, *row.years)),
            dt.MAXYEAR if last is None else max((last.year, *row.years)),
        )

    def _carried(self, node: Node, came: Source, policy: Policy) -> Answer | None:
        """The result of whom the node comes from; None: none of them was there in that year."""
        heard = [(n, self.answer(n, policy)) for n in came.nodes]
        held = [(n, a) for n, a in heard if a is not None]
        step = self._step(node, came)
        if came.rule == "none":
            there = any(
                self._was_there(Node(s, node.year, came.act.place), policy)
                for s in came.act.sources
            )
            return Answer(node.year, "不承继", carried=step) if there else None
        if not held:
            return None
        rule: Rule = "one" if len(held) == 1 and came.rule == "open" else came.rule
        status = _together([a.status for _, a in held], rule)
        meant = [(n, a) for n, a in held if rule in ("one", "all") or a.status == status]
        for n, a in meant or held:
            further = a.carried or Carried(node.year, (n.unit,), ())
            units = tuple(dict.fromkeys((*step.units, *further.units)))
            step = replace(step.after(further), units=units)
        return Answer(
            node.year,
            status,
            tuple(dict.fromkeys(p for _, a in meant for p in a.papers))
            if status != "未认定"
            else (),
            tuple(dict.fromkeys(i for _, a in meant for i in a.issued)),
            step,
        )

    def _step(self, node: Node, came: Source) -> Carried:
        named = tuple((d.id, d.position) for d in came.determined)
        keys = ("lineage.who",) if named else (came.key,)
        return Carried(node.year, (), (came.act,), keys, named, came.is_provisional)

    def _was_there(self, node: Node, policy: Policy) -> bool:
        return self.answer(node, policy) is not None


def _together(statuses: list[Status], rule: Rule) -> Status:
    """One status of several predecessors' of the same year; which of them is meant may be open."""
    if rule == "one" or len(set(statuses)) == 1:
        return statuses[0]
    if rule == "open":
        return "未认定"
    order: Iterator[Status] = iter(("未完成", "未认定", "缓议", "完成", "不承继", "不适用"))
    if rule == "all":
        order = iter(("完成", "不承继", "未认定", "缓议", "未完成", "不适用"))
    return next(status for status in order if status in statuses)
