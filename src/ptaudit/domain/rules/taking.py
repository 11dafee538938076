"""Forms that add points or take them away: by case, by gap, by level, by rank, by runs, all of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ptaudit.domain.events.formulas import (
    GapStep,
    LevelsStep,
    PerCaseStep,
    RanksStep,
    RunsStep,
    Sense,
    ZeroStep,
)
from ptaudit.domain.formulas.conditions import written
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.rules.facts import Reader, compared
from ptaudit.domain.rules.found import NOTHING, At, Found, shown


def per_case(step: PerCaseStep, at: At) -> Iterator[Found]:
    count = at.reader.number(step.count)
    if count is not None:
        label = at.reader.label(step.count)
        words = f"{label} {shown(count)}次,每次{step.sense}{plain(step.each)}"
        yield _signed(words, count * step.each, step.sense, step.limit)


def gap(step: GapStep, at: At) -> Iterator[Found]:
    reader = at.reader
    value = reader.number(step.value)
    target = reader.number(target_of(step.value, step.target))
    if value is None or target is None:
        return
    if (said := reader.measure(step.value)) and step.measure not in (None, said):
        reader.missing[f"{step.value}(计量单位是{said},细则为{step.measure})"] = None
        return
    label = step.label or reader.label(step.value)
    measure = step.measure or reader.measure(step.value)
    better = value - target if step.direction == "越高越好" else target - value
    missed = -better if step.sense == "扣" else better
    if missed <= 0:
        said = "达到目标" if step.sense == "扣" else "没有优于目标"
        yield Found(f"{label} {said}", NOTHING)
        return
    words = f"{label} {_beyond(step)} {shown(missed)}{f' {measure}' if measure else ''}"
    words += f",每差{plain(step.per)}{step.sense}{plain(step.each)}"
    amount = missed * step.each / step.per
    if missed % step.per:
        partial = step.partial or _partial(reader)
        if partial is None:
            reader.missing[f"{step.value}(不足一个单位如何计,细则未写明)"] = None
            return
        if partial == "整单位":
            amount = missed // step.per * step.each
            words += ",不足一个单位的不计"
    yield _signed(words, amount, step.sense, step.limit)


def _beyond(step: GapStep) -> str:
    if step.sense == "加":
        return "优于目标"
    return "超目标" if step.direction == "越低越好" else "低于目标"


def _partial(reader: Reader) -> str | None:
    """What policy says where the rule does not (口径 partial_unit)."""
    return {"pro_rata": "按比例", "full_unit": "整单位"}.get(reader.decided("partial_unit"))


def target_of(value: str, target: str | None) -> str:
    """The input a value is held against: what is said, else the target of the same name."""
    return target or f"目标值:{value.partition(':')[2]}"


def levels(step: LevelsStep, at: At) -> Iterator[Found]:
    """Levels as they are written, the highest first."""
    reached: list[str] = []
    total = NOTHING
    for row in step.levels:
        count = at.reader.number(row.count)
        if count is None:
            return
        if count <= 0:
            continue
        once = step.counting != "每件"
        total += row.points if once else row.points * count
        reached.append(f"{row.level}{shown(count)}件,{step.sense}{plain(row.points)}")
        if step.counting == "取最高":
            break
    words = ";".join(reached) or "各级都没有"
    yield _signed(f"{words}({step.counting})", total, step.sense, step.limit)


def ranks(step: RanksStep, at: At) -> Iterator[Found]:
    rank = at.reader.number(step.value)
    if rank is not None:
        won = [row.points for row in step.places if row.first <= rank <= row.last]
        label = at.reader.label(step.value)
        yield _signed(f"{label} 第{shown(rank)}名", won[0] if won else NOTHING, step.sense, None)


def runs(step: RunsStep, at: At) -> Iterator[Found]:
    series = at.reader.series(step.series)
    if series is None:
        return
    long = [n for n in _runs([compared(x, step.op, step.than) for x in series]) if n >= step.run]
    times = len(long) if step.counting == "每段" else min(1, len(long))
    label, test = at.reader.label(step.series), f"{step.op}{plain(step.than)}"
    words = f"{label} 连续{step.run}期{test}的{len(long)}段,{step.counting}"
    yield _signed(words, times * step.each, step.sense, None)


def _runs(met: Sequence[bool]) -> Iterator[int]:
    """Lengths of the runs of periods that met the test."""
    length = 0
    for one in (*met, False):
        if one:
            length += 1
        elif length:
            yield length
            length = 0


def zero(step: ZeroStep, at: At) -> Iterator[Found]:
    holds = at.reader.holds(step.met)
    if holds is None:
        return
    words = f"本项{'置零' if holds else '不置零'}:{written(step.met)}"
    yield Found(words, -at.running if holds else NOTHING)


def _signed(words: str, amount: Decimal, sense: Sense, limit: Decimal | None) -> Found:
    if limit is not None and amount > limit:
        words += f",最多{sense}{plain(limit)}"
        amount = limit
    return Found(words, -amount if sense == "扣" else amount)
