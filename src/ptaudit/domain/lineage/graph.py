"""Whose result of a year a unit carries: nodes are (unit, year), edges lead back through reorganisations.

An edge only ever leads to an act before the one it passed, so that no path comes back to where it began.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.lineage.book import LAST, Determined, LineageBook, Place, Reorganisation
from ptaudit.domain.policy import Policy
from ptaudit.domain.units import Unit

#: How the results of several predecessors make one: 某一个的; 有一个未完成即未完成; 都未完成才未完成; 未定.
Rule: TypeAlias = Literal["one", "any", "all", "open", "none"]

#: The keys any answer over a lineage may depend on.
KEYS = (
    "lineage.rename",
    "lineage.merge",
    "lineage.split",
    "lineage.functions",
    "lineage.who",
)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit's year, as the unit was before the act at *before*."""

    unit: str
    year: int
    before: Place = LAST


@dataclass(frozen=True, slots=True)
class Source:
    """Where the result of a node comes from, if it is not the unit's own.

    *key* is the 口径 that says so; where 承继认定 says it there is none, but *determined*. With
    *own_first* a result recorded for the unit itself comes before it.
    """

    act: Reorganisation
    nodes: tuple[Node, ...]
    rule: Rule
    key: str = ""
    determined: tuple[Determined, ...] = ()
    own_first: bool = False

    @property
    def is_provisional(self) -> bool:
        """Undetermined, and not a matter of the unit's own name or kind."""
        return not self.determined and self.act.form != "改制"


def source(
    node: Node, book: LineageBook, units: Mapping[str, Unit], policy: Policy, who: str
) -> Source | None:
    """Where *node* gets its result from under *policy*; None: it is the unit's own.

    *who* is 口径 lineage.who of the node's own year: a determination was made under that.
    """
    for act in book.into(node.unit, node.before):
        if node.year > act.last_year:
            return None
        if (determined := book.said(node.unit, act.id, node.year, who)) != ():
            whose = determined[-1].years[node.year]
            if whose is None and node.year == act.on.year:
                whose = node.unit
            nodes = () if whose is None else (Node(whose, node.year, act.place),)
            return Source(act, nodes, "one" if nodes else "none", determined=determined)
        if (found := _by_policy(node, act, units, policy)) is not None:
            return found
    return None


def _by_policy(
    node: Node, act: Reorganisation, units: Mapping[str, Unit], policy: Policy
) -> Source | None:
    """What 口径 says; None: the act changes nothing of the unit's own past."""
    lives_on = node.unit in act.sources
    match act.form:
        case "合并":
            key, choice, host = "lineage.merge", policy["lineage.merge"], act.host
        case "拆分" | "职能划转":
            if lives_on or _was_there(node.unit, act, units):
                return None
            key = "lineage.split" if act.form == "拆分" else "lineage.functions"
            choice, host = policy[key], act.host
        case "改制":
            if policy["lineage.rename"] == "continuous":
                return None
            key, choice, host = "lineage.rename", "none", None
        case _:
            return None
    own_first = not lives_on or node.year == act.on.year
    nodes = tuple(Node(unit, node.year, act.place) for unit in act.sources)
    match choice:
        case "none":
            return Source(act, (), "none", key, own_first=own_first)
        case "any" | "all":
            return Source(
                act, nodes, "any" if choice == "any" else "all", key, own_first=own_first
            )
        case _:
            one = tuple(n for n in nodes if n.unit == host) if host else nodes
            return Source(act, one, "one" if host else "open", key, own_first=own_first)


def absent(
    acts: Iterable[Reorganisation], units: Mapping[str, Unit]
) -> Iterator[tuple[Reorganisation, str]]:
    """Units that an act says something of on a day they were not there: after a correction, say."""
    for act in acts:
        before = act.on - dt.timedelta(days=1)
        for code in dict.fromkeys((*act.sources, *act.successors)):
            unit = units.get(code)
            lasts = code in act.successors or code not in act.ends
            if unit is None or not unit.stood(act.on if lasts else before):
                yield act, code


def _was_there(unit: str, act: Reorganisation, units: Mapping[str, Unit]) -> bool:
    """Whether *unit* was there the day before *act*, and so has a past of its own."""
    known = units.get(unit)
    return known is not None and known.stood(act.on - dt.timedelta(days=1))
