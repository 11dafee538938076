"""Forms that say what is won out of an item's points: by rate, line, overshoot, table, parts, weights, judgement."""

from collections.abc import Iterator
from decimal import Decimal

from ptaudit.domain.events.formulas import (
    BandsStep,
    JudgementStep,
    LinearStep,
    MetStep,
    OvershootStep,
    PiecesStep,
    ShareStep,
    WeightedStep,
    WordsStep,
)
from ptaudit.domain.formulas.conditions import written
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.rules.facts import Reader
from ptaudit.domain.rules.found import NOTHING, At, Found, shown
from ptaudit.domain.rules.taking import target_of


def share(step: ShareStep, at: At) -> Iterator[Found]:
    rate = at.reader.number(step.value)
    if rate is None:
        return
    worth = step.points or at.worth
    words = f"{at.reader.label(step.value)} {shown(rate)}%"
    if rate > 100 and _capped(step, at.reader):
        words += ",按100%计"
        rate = Decimal(100)
    yield Found(f"{words}×{plain(worth)}", worth * rate / 100, worth)


def _capped(step: ShareStep, reader: Reader) -> bool:
    """Whether more than 100 % counts as 100 %: the rule says so, else policy (口径 rate.over_100)."""
    if step.over is not None:
        return step.over == "封顶"
    return reader.decided("rate.over_100") == "cap"


def linear(step: LinearStep, at: At) -> Iterator[Found]:
    value = at.reader.number(step.value)
    if value is None:
        return
    label, most = at.reader.label(step.value), step.most or at.worth
    if step.below is not None and value < step.below:
        yield Found(f"{label} {shown(value)},低于{plain(step.below)}得零分", NOTHING, at.worth)
        return
    x = value / 100 if step.rate else value
    y = step.a * x + step.b
    sign = "-" if step.b < 0 else "+"
    words = f"{label} {plain(step.a)}×{shown(x)}{sign}{plain(abs(step.b))}={shown(y)}"
    if y > most:
        words += f",最多{plain(most)}"
    yield Found(words, min(max(y, NOTHING), most), at.worth)


def overshoot(step: OvershootStep, at: At) -> Iterator[Found]:
    reader, worth = at.reader, step.points or at.worth
    held = target_of(step.value, step.target)
    value, target = reader.number(step.value), reader.number(held)
    if value is None or target is None:
        return
    if target == 0:
        reader.missing[f"{held}(目标为零,算不出百分比)"] = None
        return
    label = reader.label(step.value)
    beyond = value - target if step.direction == "越低越好" else target - value
    missed = beyond * 100 / abs(target)
    if missed <= 0:
        yield Found(f"{label} 达到目标", worth, worth)
        return
    words = f"{label} 差目标{shown(missed)}%,每百分之一扣{plain(step.each)}"
    if step.cut is not None and missed > step.cut:
        yield Found(f"{words},超过{plain(step.cut)}%得零分", NOTHING, worth)
        return
    yield Found(words, max(worth - step.each * missed, NOTHING), worth)


def met(step: MetStep, at: At) -> Iterator[Found]:
    holds, worth = at.reader.holds(step.met), step.points or at.worth
    if holds is not None:
        words = f"{'达到' if holds else '未达到'}条件:{written(step.met)}"
        yield Found(words, worth if holds else NOTHING, worth)


def words(step: WordsStep, at: At) -> Iterator[Found]:
    word = at.reader.word(step.value)
    if word is None:
        return
    won = next((row.points for row in step.rows if row.word == word), step.otherwise)
    if won is None:
        at.reader.missing[f"{step.value}(“{word}”不在档次内)"] = None
        return
    yield Found(f"{at.reader.label(step.value)} {word},该档{plain(won)}分", won, at.worth)


def bands(step: BandsStep, at: At) -> Iterator[Found]:
    value = at.reader.number(step.value)
    if value is None:
        return
    for band in step.bands:
        low = band.at_least is None or value >= band.at_least
        if low and (band.below is None or value < band.below):
            label = at.reader.label(step.value)
            said = f"{label} {shown(value)},该档{plain(band.points)}分"
            yield Found(said, band.points, at.worth)
            return
    at.reader.missing[f"{step.value}({shown(value)}不在各档内)"] = None


def pieces(step: PiecesStep, at: At) -> Iterator[Found]:
    for piece in step.parts:
        holds = at.reader.holds(piece.met)
        if holds is not None:
            words = f"{piece.name}({plain(piece.points)}分){'做到' if holds else '没有做到'}"
            yield Found(words, piece.points if holds else NOTHING, piece.points)


def weighted(step: WeightedStep, at: At) -> Iterator[Found]:
    total = NOTHING
    said: list[str] = []
    for part in step.parts:
        score = at.reader.number(part.value)
        if score is not None:
            total += score * part.weight / 100
            said.append(f"{part.name}{shown(score)}×{plain(part.weight)}%")
    if len(said) == len(step.parts):
        words = f"{'+'.join(said)}={shown(total)}"
        if at.worth != 100:
            words += f",折{plain(at.worth)}分"
        yield Found(words, total * at.worth / 100, at.worth)


def judgement(step: JudgementStep, at: At) -> Iterator[Found]:
    judged, most = at.reader.judged(step.value), step.most or at.worth
    if judged is None:
        return
    points, note = judged
    if points > most:
        at.reader.missing[f"{step.value}(最多{plain(most)}分,写的是{plain(points)}分)"] = None
        return
    yield Found(f"评定{plain(points)}分:{note}", points, at.worth)
