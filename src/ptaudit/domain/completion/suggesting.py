"""Whether a unit's targets look met: a suggestion with its grounds, never a determination (口径 completion.rule)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import Target
from ptaudit.domain.indicators.fold import Values
from ptaudit.domain.indicators.standing import MISSING, is_met, waiver_of
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules import Rules
from ptaudit.domain.tasks.fold import DONE, Tasks

RULE = "completion.rule"
Result: TypeAlias = Literal["完成", "未完成", "待定"]
What: TypeAlias = Literal[
    "达到", "未达到", "未核定", "未核定计未达到", "未核定计达到", "缺项不计", "无目标值",
    "无约束性目标", "得分达到", "得分未达到", "没有得分",
    "任务完成", "任务未完成", "未见分解",
]  # fmt: skip
#: What leaves the question open, and what answers it with no.
OPEN = frozenset(("未核定", "无目标值", "无约束性目标", "没有得分", "未见分解"))
AGAINST = frozenset(("未达到", "未核定计未达到", "得分未达到", "任务未完成"))


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing the suggestion rests on, with the entry that says so (0: none)."""

    what: What
    subject: str = ""
    value: Decimal | None = None
    due: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What *rule* makes of one unit's year. *keys* are the 口径 that had a say."""

    unit: str
    result: Result
    rule: str
    grounds: tuple[Ground, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of one unit and year. *total*: its official score, before approval the provisional one."""

    unit: str
    targets: Sequence[Target]
    values: Values
    tasks: Tasks
    rules: Rules | None
    total: Decimal | None
    total_at: int = 0


def suggest(known: Known, policy: Policy) -> Suggestion:
    """未完成 where anything stands against it, else 待定 where anything is open, else 完成."""
    rule = policy[RULE]
    of = {"targets": _by_targets, "tasks": _by_tasks}.get(rule, _by_score)
    grounds = tuple(of(known, policy))
    said = {ground.what for ground in grounds}
    result: Result = "未完成" if said & AGAINST else "待定" if said & OPEN else "完成"
    decided = any(ground.what.startswith("未核定") for ground in grounds)
    return Suggestion(known.unit, result, rule, grounds, (RULE, MISSING) if decided else (RULE,))


def _by_targets(known: Known, policy: Policy) -> Iterator[Ground]:
    """Every 约束性 target by its certified value of the year."""
    binding = [target for target in known.targets if target.binding]
    if not binding:
        yield Ground("无约束性目标")
    missing: dict[str, What] = {
        "block": "未核定",
        "zero": "未核定计未达到",
        "full": "未核定计达到",
    }
    for target in binding:
        due = "" if target.value is None else f"{target.op or '≥'}{target.value}"
        waiver = waiver_of(target.code, known.values, known.rules)
        if waiver is not None:
            yield Ground("缺项不计", target.code, None, due, waiver.mark.position)
        elif target.value is None:
            yield Ground("无目标值", target.code)
        elif (value := known.values.value(target.code)) is None:
            yield Ground(missing[policy[MISSING]], target.code, None, due)
        else:
            what: What = "达到" if is_met(value.value, target) else "未达到"
            yield Ground(what, target.code, value.value, due, value.mark.position)


def _by_tasks(known: Known, policy: Policy) -> Iterator[Ground]:
    """Every task of the last decomposition reported whole."""
    current = known.tasks.current
    if current is None:
        yield Ground("未见分解")
        return
    for task in current.tasks:
        last = known.tasks.progress(task.code)
        done = last is not None and last.percent == DONE
        yield Ground(
            "任务完成" if done else "任务未完成",
            task.code,
            last.percent if last else None,
            "",
            last.mark.position if last else current.mark.position,
        )


def _by_score(known: Known, policy: Policy) -> Iterator[Ground]:
    least = policy[RULE].partition(":")[2]
    if known.total is None:
        yield Ground("没有得分", due=f"≥{least}")
        return
    what: What = "得分达到" if known.total >= Decimal(least) else "得分未达到"
    yield Ground(what, "", known.total, f"≥{least}", known.total_at)
