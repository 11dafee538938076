"""What a formula reads: every input, and whether it is to be a number, a word, a row of periods or a judgement."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import (
    Formula,
    GapStep,
    Input,
    JudgementStep,
    OvershootStep,
    RunsStep,
    Test,
    WordsStep,
)
from ptaudit.domain.formulas.conditions import INPUT

Wanted: TypeAlias = Literal["数", "词", "逐期", "评定"]
#: What each source gives.
GIVES: dict[str, Wanted] = {"等次": "词", "是否": "词", "逐期": "逐期", "评定": "评定"}


class Read(NamedTuple):
    """One input, single (no share), and what the formula wants of it."""

    input: Input
    wanted: Wanted


def reads(formula: Formula) -> Iterator[Read]:
    """Every input read, in order, perhaps more than once."""
    for step in formula:
        yield from _of(step)
        if isinstance(step, GapStep | OvershootStep) and step.target is None:
            yield Read(f"目标值:{step.value.partition(':')[2]}", "数")


def of_condition(rows: tuple[tuple[Test, ...], ...]) -> Iterator[Read]:
    for row in rows:
        for test in row:
            yield from _of(test)


def _of(part: Part) -> Iterator[Read]:
    for name in type(part).model_fields:
        for value in _flat(getattr(part, name)):
            if isinstance(value, Part):
                yield from _of(value)
            elif isinstance(value, str) and INPUT.fullmatch(value):
                for one in value.split("/"):
                    yield Read(one, _wanted(part, one))


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for one in value:
            yield from _flat(one)
    else:
        yield value


def _wanted(part: Part, said: Input) -> Wanted:
    match part:
        case WordsStep():
            return "词"
        case RunsStep():
            return "逐期"
        case JudgementStep():
            return "评定"
        case Test():
            return "词" if GIVES.get(said.partition(":")[0]) == "词" else "数"
        case _:
            return "数"


def gives(said: Input) -> Wanted:
    return GIVES.get(said.partition(":")[0], "数")
