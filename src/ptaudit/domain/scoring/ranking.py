"""Ranks, the first third and the last three of one sequence (第十六、十七、十八条)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal, TypeAlias

from ptaudit.domain.policy import Policy
from ptaudit.domain.rules.rounding import published
from ptaudit.domain.scoring.ties import CHAIN, UNTOLD, Ties, apart

HoldReason: TypeAlias = Literal[
    "all_equal", "tie.at_top_line", "tie.at_bottom_line", "interview.small_n"
]

#: The keys that decide who stands before whom; the number printed for a rank is tie.rank's.
ORDER = ("rank.on", "score.scale")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place. *published* is the score as printed; *better* units stand before it."""

    unit: str
    score: Decimal
    published: Decimal
    rank: int
    better: int


@dataclass(frozen=True, slots=True)
class Hold:
    """待县委、县政府定: whether the unit belongs on *list* is not for a computation to say."""

    unit: str
    list: Literal["先进", "约谈"]
    reason: HoldReason


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as computed: its units in rank order, what is held, and the policy keys that decided it.

    *barred* are the units that the veto keeps off (第九条第三项); *n* and *quota* explain the line.
    """

    units: tuple[str, ...]
    holds: tuple[Hold, ...] = ()
    barred: tuple[str, ...] = ()
    n: int = 0
    quota: int = 0
    keys: tuple[str, ...] = ()


def rank(scores: Mapping[str, Decimal], policy: Policy, ties: Ties = UNTOLD) -> tuple[Ranked, ...]:
    """Every unit in order, best first; units of one score share a rank and stand by code.

    By ``tie.rank`` tiebreak_chain, *ties* tell units of one score apart as far as they can.
    """
    exact = policy["rank.on"] == "exact"
    by = {unit: score if exact else published(score, policy) for unit, score in scores.items()}
    in_order = sorted(by, key=lambda unit: (-by[unit], unit))
    groups = [tuple(units) for _, units in groupby(in_order, lambda unit: by[unit])]
    if policy["tie.rank"] == "tiebreak_chain":
        groups = [group for units in groups for group in apart(units, ties)]
    dense = policy["tie.rank"] == "dense"
    found: list[Ranked] = []
    for n, group in enumerate(groups, 1):
        better = len(found)
        place = n if dense else better + 1
        found += (
            Ranked(unit, scores[unit], published(scores[unit], policy), place, better)
            for unit in group
        )
    return tuple(found)


def third(n: int, policy: Policy) -> int:
    """How many places the first third of *n* has: 3 × place ≤ n read literally, unless policy rounds."""
    quota = {"floor": n // 3, "half_up": (n + 1) // 3, "ceil": -(-n // 3)}
    return max(quota[policy["third.rounding"]], min(int(policy["third.min"]), n))


def all_equal(ranked: Collection[Ranked]) -> bool:
    """Two units or more and none before another."""
    return len(ranked) > 1 and all(row.better == 0 for row in ranked)


def advanced(
    ranked: tuple[Ranked, ...],
    vetoed: Collection[str],
    exempt: int,
    policy: Policy,
    ties: Ties = UNTOLD,
) -> Listed:
    """先进单位: the first third without the vetoed (第十七条). *exempt*: units left out of the ranking."""
    barred = tuple(row.unit for row in ranked if row.unit in vetoed)
    free = tuple(row for row in ranked if row.unit not in vetoed)
    place = policy["veto.place"]
    n = len(ranked) + (exempt if policy["exempt.in_n"] == "counted" else 0)
    n -= len(barred) if place == "shrink" else 0
    quota = third(n, policy)
    if all_equal(ranked):
        units = tuple(row.unit for row in free)
        holds = _held(units, "先进", "all_equal") if policy["all_equal"] == "hold" else ()
        taken = units if policy["all_equal"] == "all" else ()
        return Listed(taken, holds, barred, n, quota, (*ORDER, "all_equal"))
    # Empty places: the line is drawn through everybody; else through those who may be advanced.
    line = ranked if place == "empty" else free
    inside, tied = _line(line, quota)
    key: HoldReason = "tie.at_top_line"
    if policy[key] == "tiebreak":
        units, holds = _broken(inside, apart(tied, ties), quota, "先进", key)
    else:
        units, holds = _decided(inside, tied, policy[key], "先进", key)
    return Listed(
        tuple(unit for unit in units if unit not in vetoed),
        tuple(hold for hold in holds if hold.unit not in vetoed),
        barred,
        n,
        quota,
        (
            *ORDER,
            "third.rounding",
            "third.min",
            "exempt.in_n",
            "tie.at_top_line",
            "veto.place",
            *_chain(policy, key),
        ),
    )


def interview(
    ranked: tuple[Ranked, ...], taken: Listed, policy: Policy, ties: Ties = UNTOLD
) -> tuple[Listed, tuple[Hold, ...]]:
    """约谈对象: the last three (第十八条), and holds for those that are among the first third too.

    Read literally, three are named however few there are; who is in both is on neither list until
    县委、县政府 decide. ``below_advanced`` names only units that are not advanced.
    """
    n = len(ranked)
    key: HoldReason = "tie.at_bottom_line"
    keys = (*ORDER, "interview.small_n", key, *_chain(policy, key))
    if all_equal(ranked):
        units = tuple(row.unit for row in ranked)
        holds = _held(units, "约谈", "all_equal") if policy["all_equal"] == "hold" else ()
        return Listed((), holds, n=n, quota=min(3, n), keys=(*ORDER, "all_equal")), ()
    first = {*taken.units, *(hold.unit for hold in taken.holds)}
    pool = ranked
    if policy["interview.small_n"] == "below_advanced":
        pool = tuple(row for row in ranked if row.unit not in first)
    quota = min(3, len(pool))
    inside, tied = _line(pool[::-1], quota)
    if policy[key] == "tiebreak":
        from_below = apart(tied, ties)[::-1]
        units, holds = _broken(inside, from_below, quota, "约谈", key)
    else:
        units, holds = _decided(inside, tied, policy[key], "约谈", key)
    both = [unit for unit in (*units, *(hold.unit for hold in holds)) if unit in first]
    clash = tuple(
        Hold(unit, name, "interview.small_n") for unit in both for name in ("先进", "约谈")
    )
    listed = Listed(
        tuple(row.unit for row in ranked if row.unit in units and row.unit not in first),
        tuple(h for row in ranked for h in holds if h.unit == row.unit and h.unit not in first),
        n=n,
        quota=quota,
        keys=keys,
    )
    return listed, clash


def _line(rows: Iterable[Ranked], quota: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Units wholly inside the first *quota* of *rows*, in their order, and a tie that straddles the line."""
    inside: list[str] = []
    for _, tied in groupby(rows, lambda row: row.better):
        units = [row.unit for row in tied]
        if len(inside) >= quota:
            break
        if len(inside) + len(units) > quota:
            return tuple(inside), tuple(units)
        inside += units
    return tuple(inside), ()


def _decided(
    inside: tuple[str, ...],
    tied: tuple[str, ...],
    mode: str,
    name: Literal["先进", "约谈"],
    reason: HoldReason,
) -> tuple[tuple[str, ...], tuple[Hold, ...]]:
    if mode == "include_all":
        return (*inside, *tied), ()
    return inside, _held(tied, name, reason) if mode == "decide" else ()


def _broken(
    inside: tuple[str, ...],
    groups: Iterable[tuple[str, ...]],
    quota: int,
    name: Literal["先进", "约谈"],
    reason: HoldReason,
) -> tuple[tuple[str, ...], tuple[Hold, ...]]:
    """The places left go to group after group; one that the chain left together is held on the line."""
    units = inside
    for group in groups:
        if len(units) >= quota:
            break
        if len(units) + len(group) > quota:
            return units, _held(group, name, reason)
        units = (*units, *group)
    return units, ()


def _chain(policy: Policy, line: str) -> tuple[str, ...]:
    """The chain's key, where it decides who stands before whom or who is inside of the line."""
    asked = policy["tie.rank"] == "tiebreak_chain" or policy[line] == "tiebreak"
    return (CHAIN,) if asked else ()


def _held(
    units: Iterable[str], name: Literal["先进", "约谈"], reason: HoldReason
) -> tuple[Hold, ...]:
    return tuple(Hold(unit, name, reason) for unit in units)
