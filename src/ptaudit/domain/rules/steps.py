"""What is wrong with one step: gaps and overlaps, amounts that contradict each other, what can never happen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ptaudit.domain.events.formulas import (
    Band,
    BandsStep,
    Condition,
    GapStep,
    LevelsStep,
    MetStep,
    PerCaseStep,
    PiecesStep,
    RanksStep,
    Step,
    Test,
    WeightedStep,
    WordsStep,
    ZeroStep,
)
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas.conditions import written
from ptaudit.domain.formulas.rows import NUMBER, plain
from ptaudit.domain.rules.facts import compared
from ptaudit.domain.rules.faults import Fault, fault
from ptaudit.domain.rules.limits import cap

#: Levels of office, highest first.
LEVELS = ("国家", "省", "市", "县", "乡")


def check_step(step: Step, item: RuleItem, row: int) -> Iterator[Fault]:
    for condition in _conditions(step):
        for tests in condition:
            if _contradicts(tests):
                yield fault("never_holds", row, said=written((tests,)))
    match step:
        case BandsStep():
            yield from _bands(step.bands, row)
        case WordsStep():
            for word, times in Counter(one.word for one in step.rows).items():
                if times > 1:
                    yield fault("word_twice", row, word=word)
            yield from _over(step, [one.points for one in step.rows], cap(item), row)
        case RanksStep():
            yield from _places(step, row)
            yield from _over(step, [one.points for one in step.places], cap(item), row)
        case WeightedStep():
            total = sum((part.weight for part in step.parts), Decimal(0))
            if total != 100:
                yield fault("weights", row, total=plain(total))
        case PiecesStep():
            total = sum((part.points for part in step.parts), Decimal(0))
            if total != item.points and len(item.formula or ()) == 1:
                yield fault("parts", row, total=plain(total), points=plain(item.points))
        case LevelsStep():
            yield from _levels(step, row)
            most = step.limit if step.limit is not None else cap(item)
            yield from _over(step, [one.points for one in step.levels], most, row)
        case GapStep() | PerCaseStep():
            if isinstance(step, GapStep) and step.per <= 0:
                yield fault("per_zero", row)
            if step.each == 0:
                yield fault("no_amount", row, form=step.form)
            most = step.limit if step.limit is not None else cap(item)
            yield from _over(step, [step.each], most, row)
        case _:
            pass
    limit = getattr(step, "limit", None)
    if limit is not None and limit > max(cap(item), item.points):
        yield from _over(step, [limit], max(cap(item), item.points), row)


def _conditions(step: Step) -> Iterator[Condition]:
    if step.when is not None:
        yield step.when
    if step.unless is not None:
        yield step.unless
    if isinstance(step, MetStep | ZeroStep):
        yield step.met
    if isinstance(step, PiecesStep):
        yield from (part.met for part in step.parts)


def _over(step: Step, amounts: Sequence[Decimal], limit: Decimal, row: int) -> Iterator[Fault]:
    over = [plain(amount) for amount in amounts if amount > limit]
    if over:
        said = "、".join(over)
        yield fault("step_over", row, form=step.form, amounts=said, limit=plain(limit))


def _bands(bands: tuple[Band, ...], row: int) -> Iterator[Fault]:
    """Where no band lies, where two lie, and bands without anything in them."""
    for band in bands:
        low, high = band.at_least, band.below
        if low is not None and high is not None and low >= high:
            yield fault("band_empty", row, low=plain(low), high=plain(high))
    lowest = Decimal("-Infinity")
    by_start = sorted(bands, key=lambda band: lowest if band.at_least is None else band.at_least)
    for before, after in pairwise(by_start):
        start = after.at_least
        if start is None or before.below is None or before.below > start:
            yield fault("band_overlap", row, low="最低处" if start is None else plain(start))
        elif before.below < start:
            yield fault("band_gap", row, low=plain(before.below), high=plain(start))
    first, last = by_start[0], by_start[-1]
    if first.at_least is not None and first.at_least > 0:
        yield fault("band_open", row, said=f"{plain(first.at_least)}以下")
    if last.below is not None:
        yield fault("band_open", row, said=f"{plain(last.below)}及以上")


def _places(step: RanksStep, row: int) -> Iterator[Fault]:
    taken: list[tuple[int, int]] = []
    for place in step.places:
        if place.first > place.last:
            yield fault("place_empty", row, first=place.first, last=place.last)
            continue
        again = [max(place.first, a) for a, b in taken if place.first <= b and a <= place.last]
        if again:
            yield fault("place_twice", row, rank=min(again))
        taken.append((place.first, place.last))


def _levels(step: LevelsStep, row: int) -> Iterator[Fault]:
    """A lower level that counts more than a higher one; levels by the office their names begin with."""
    ranked: list[tuple[int, str, Decimal]] = []
    seen: set[str] = set()
    for one in step.levels:
        if one.level in seen:
            yield fault("level_twice", row, level=one.level)
        seen.add(one.level)
        place = next((n for n, level in enumerate(LEVELS) if one.level.startswith(level)), None)
        if place is not None:
            ranked.append((place, one.level, one.points))
    ranked.sort(key=lambda one: one[0])
    for (high, upper, more), (low, lower, less) in pairwise(ranked):
        if high < low and more < less:
            yield fault(
                "level_order", row, high=upper, more=plain(more), low=lower, less=plain(less)
            )


def _contradicts(tests: tuple[Test, ...]) -> bool:
    """Whether the tests of one row can never all hold, by what they say of the same value."""
    by_value: dict[str, list[Test]] = {}
    for test in tests:
        by_value.setdefault(test.value, []).append(test)
    return any(not _possible(said) for said in by_value.values())


def _possible(tests: list[Test]) -> bool:
    words = {test.than for test in tests if test.op == "=" and not NUMBER.fullmatch(test.than)}
    barred = {test.than for test in tests if test.op == "≠"}
    if len(words) > 1 or words & barred:
        return False
    said = [(test.op, Decimal(test.than)) for test in tests if NUMBER.fullmatch(test.than)]
    if not said:
        return True
    # Between two neighbouring bounds every number answers alike: one of each is enough.
    bounds = sorted({bound for _, bound in said})
    tried = [bounds[0] - 1, bounds[-1] + 1, *bounds, *((a + b) / 2 for a, b in pairwise(bounds))]
    return any(all(compared(value, op, bound) for op, bound in said) for value in tried)
