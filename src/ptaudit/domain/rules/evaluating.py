"""What an item comes to under given facts: points, the lines that add up to them, what decided, what is missing."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ptaudit.domain.events.formulas import (
    WORD,
    BandsStep,
    Formula,
    GapStep,
    JudgementStep,
    LevelsStep,
    LinearStep,
    MetStep,
    OvershootStep,
    PerCaseStep,
    PiecesStep,
    RanksStep,
    RunsStep,
    ShareStep,
    Step,
    WeightedStep,
    WordsStep,
    ZeroStep,
)
from ptaudit.domain.events.targets import PerCase, RuleItem
from ptaudit.domain.formulas.conditions import written
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules import taking, winning
from ptaudit.domain.rules.facts import Fact, Facts, Other, Reader
from ptaudit.domain.rules.found import At, Found
from ptaudit.domain.rules.limits import ZERO, cap, floor
from ptaudit.domain.rules.rounding import cents

_FORMS: Mapping[type[Any], Callable[[Any, At], Iterator[Found]]] = {
    PerCaseStep: taking.per_case,
    GapStep: taking.gap,
    LevelsStep: taking.levels,
    RanksStep: taking.ranks,
    RunsStep: taking.runs,
    ZeroStep: taking.zero,
    ShareStep: winning.share,
    LinearStep: winning.linear,
    OvershootStep: winning.overshoot,
    MetStep: winning.met,
    WordsStep: winning.words,
    BandsStep: winning.bands,
    PiecesStep: winning.pieces,
    WeightedStep: winning.weighted,
    JudgementStep: winning.judgement,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: *amount* with two decimals. *step*: its place in the formula; 0: the start or a limit.

    *entries* are those its facts rest on, *family* those that said the same before.
    """

    words: str
    amount: Decimal
    step: int = 0
    inputs: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    family: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemResult:
    """*points* is None while anything is *missing*; otherwise the lines add up to it exactly."""

    item: RuleItem
    points: Decimal | None
    lines: tuple[Line, ...]
    keys: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def formula_of(item: RuleItem) -> Formula:
    """The item's formula; where it has none, its cases counted by their codes, else what a person finds.

    A code that is no name stands with ``_`` for what names do not have.
    """
    if item.formula is not None:
        return item.formula
    cases = tuple(_case(case, item) for case in item.per_case or ())
    return cases or (JudgementStep(value=f"评定:{named(item.code)}"),)


def named(code: str) -> str:
    return re.sub(f"[^{WORD}]", "_", code)[:40]


def _case(case: PerCase, item: RuleItem) -> PerCaseStep:
    """On a 扣分 item an amount is taken away, whatever its sign."""
    takes_away = case.amount < 0 or item.mode == "扣分"
    return PerCaseStep(
        count=f"次数:{named(case.code)}",
        each=abs(case.amount),
        sense="扣" if takes_away else "加",
        floor=case.floor,
    )


def starts_full(item: RuleItem, formula: Formula) -> bool:
    """扣分 starts full, 得分 at nothing; 核定 full where its first step takes points away."""
    if item.mode != "核定":
        return item.mode == "扣分"
    return takes(formula[0])


def takes(step: Step) -> bool:
    """Whether the step only ever takes points away."""
    return isinstance(step, ZeroStep) or getattr(step, "sense", "加") == "扣"


def evaluate(item: RuleItem, facts: Facts, policy: Policy, other: Other) -> ItemResult:
    """Points of *item*: its start, its steps in order, then its limits (第十一条; 口径 item.floor)."""
    reader = Reader(facts, policy, other)
    formula = formula_of(item)
    full = starts_full(item, formula)
    lines: list[Line] = [Line(f"满分{plain(item.points)}分", cents(item.points))] if full else []
    running = item.points if full else ZERO
    for n, step in enumerate(formula, 1):
        reader.used.clear()
        for found in _taken(step, At(reader, item.points, running)):
            line = _line(found, full, n, reader.used)
            lines.append(line)
            running += line.amount
            reader.used.clear()
    if reader.missing:
        return ItemResult(item, None, tuple(lines), tuple(reader.keys), tuple(reader.missing))
    lines += _limited(item, running, policy, reader)
    points = sum((line.amount for line in lines), ZERO)
    return ItemResult(item, points, tuple(lines), tuple(reader.keys))


def _taken(step: Step, at: At) -> Iterator[Found]:
    """What a step finds where it applies and nothing waives it."""
    applies = at.reader.holds(step.when) if step.when is not None else True
    if not applies:
        return
    waived = at.reader.holds(step.unless) if step.unless is not None else False
    if waived is None:
        return
    if waived and step.unless is not None:
        yield Found(f"免扣:{written(step.unless)}", ZERO)
        return
    yield from _FORMS[type(step)](step, at)


def _line(found: Found, full: bool, step: int, used: Mapping[str, Fact]) -> Line:
    """The finding in the item's account: an item that starts full loses what was not won."""
    exact = found.amount
    if found.of is not None and full:
        exact -= found.of
    amount = cents(exact)
    rounded = "(四舍五入)" if amount != exact else ""
    return Line(
        f"{found.words},{_result(amount, found.of is not None, full)}{rounded}",
        amount,
        step,
        tuple(used),
        tuple(dict.fromkeys(entry for fact in used.values() for entry in fact.entries)),
        tuple(dict.fromkeys(entry for fact in used.values() for entry in fact.family)),
    )


def _result(amount: Decimal, won: bool, full: bool) -> str:
    if won and not full:
        return f"得{plain(amount)}分" if amount else "不得分"
    if amount == 0:
        return "不扣分" if full else "不加分"
    return f"扣{plain(-amount)}分" if amount < 0 else f"加{plain(amount)}分"


def _limited(item: RuleItem, value: Decimal, policy: Policy, reader: Reader) -> Iterator[Line]:
    least, silent = floor(item, policy)
    if value < 0 and silent:
        reader.decided("item.floor")
    if least is not None and value < least:
        yield Line(f"最低{plain(least)}分,补{plain(least - value)}分", cents(least - value))
    elif value > cap(item):
        over = value - cap(item)
        yield Line(f"最高{plain(cap(item))}分,减{plain(over)}分", cents(-over))
