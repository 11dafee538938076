"""并列的先后: how the county's chain tells units of one score apart, fact by fact (口径 tie.chain).

A fact that is not known of every unit still together decides nothing, and neither does what comes after
it: they stay together, and where that matters it is for 县委、县政府 to decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from ptaudit.domain.policy import Policy

CHAIN = "tie.chain"
#: By unit, what each step of the chain looks at; the greater comes first. None: not known of the unit.
Ties: TypeAlias = Mapping[str, tuple[Decimal | None, ...]]
UNTOLD: Ties = {}
#: Keys by which the chain is asked, and the option that asks it.
ASKING = (
    ("tie.rank", "tiebreak_chain"),
    ("tie.at_top_line", "tiebreak"),
    ("tie.at_bottom_line", "tiebreak"),
)


def chained(policy: Policy) -> bool:
    """Whether anything is decided by the chain."""
    return any(policy[key] == option for key, option in ASKING)


def steps(policy: Policy) -> tuple[str, ...]:
    """``completion``, ``8.2``, ``8.3``, ``overdue`` in the order ruled."""
    return tuple(policy[CHAIN].split(","))


def apart(units: Iterable[str], ties: Ties) -> tuple[tuple[str, ...], ...]:
    """*units* of one score as groups, the first before the others; within a group by code."""
    return tuple(_apart(tuple(sorted(units)), ties, 0))


def _apart(units: tuple[str, ...], ties: Ties, step: int) -> Iterator[tuple[str, ...]]:
    known: dict[str, Decimal] = {}
    for unit in units:
        facts = ties.get(unit, ())
        fact = facts[step] if step < len(facts) else None
        if fact is not None:
            known[unit] = fact
    if len(units) < 2 or len(known) < len(units):
        yield units
        return
    in_order = sorted(units, key=lambda unit: (-known[unit], unit))
    for _, together in groupby(in_order, lambda unit: known[unit]):
        yield from _apart(tuple(together), ties, step + 1)
