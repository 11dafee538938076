"""假如: what would follow if the claim held; both sides recomputed, nothing written."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from ptaudit.application.consequences import following
from ptaudit.application.whatif import Supposition as Supposed
from ptaudit.application.whatif import suppose
from ptaudit.application.years import YearOf
from ptaudit.domain.policy import KEYS
from ptaudit.projections.standing import Standing
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Changed, Consequence, Fact, Supposition
from ptaudit.reports.exhibit.posed import Found, Posed

#: Consequences the table of places says already.
PLACED = ("score.moved", "rank.moved", "list.joined", "list.left")


def supposing(posed: Posed) -> Supposition:
    """What the question supposes, on top of its view."""
    asked, year = posed.question, posed.the_year
    numbers = count(1)
    supposed = suppose(
        posed.view,
        # Ids of entries that are never recorded: they only have to be distinct, and the same again.
        lambda: f"{next(numbers):032x}",
        void=asked.void,
        add=[posed.doors.command(text, posed.view.on) for text in asked.add],
        policy=asked.policy,
    )
    consequences = following(posed.view, supposed.view, (year,))
    return Supposition(
        supposed=tuple(_supposed(posed)),
        changed=tuple(_changed(posed, supposed)),
        consequences=tuple(
            Consequence(
                code=one.code,
                text=posed.doors.consequence(one, posed.registry),
                positions=one.positions,
            )
            for one in consequences
            if one.code not in PLACED
        ),
        irregular=tuple(_irregular(posed, supposed)),
    )


def whatif(posed: Posed) -> Found:
    """The claimed places in a sentence."""
    made, year = supposing(posed), posed.the_year
    flags = [f"--void {_bare(entry)}" for entry in posed.question.void]
    flags += [f"--add '{text}'" for text in posed.question.add]
    flags += [f"--policy {key}={value}" for key, value in sorted(posed.question.policy.items())]
    entries = posed.records(_voided(posed))
    return Found(
        subject=f"{year}年度",
        answer=_said(made),
        command=f"ptaudit whatif {' '.join(flags)} --year {year} {posed.clocks}",
        facts=tuple(_facts(made)),
        deciding=posed.cite(entries),
        supposition=made,
        limits=("本问是推算:所假设的没有登记,也没有任何机关决定。",),
    )


def with_supposition(posed: Posed, found: Found) -> Found:
    """An answer to another question, with what its claim would change beside it."""
    if posed.question.kind in ("whatif", "diff") or not posed.question.supposes:
        return found
    made = supposing(posed)
    facts = (*found.facts, *_facts(made))
    return replace(found, answer=found.answer + _said(made), supposition=made, facts=facts)


def _said(made: Supposition) -> str:
    first, *rest = spoken(made)
    return wording.sentence([f"假如{'、'.join(made.supposed)}:{first}", *rest])


def spoken(made: Supposition) -> list[str]:
    """``清河镇得分87.50→90.50,名次第6→第3(15个单位)``"""
    moved = [row for row in made.changed if row.score != row.score_then]
    shown = moved or [row for row in made.changed if row.lists != row.lists_then] or made.changed
    said = [_row(row) for row in shown[:3]]
    if (more := len(made.changed) - len(said)) > 0:
        said.append(f"另有{more}个单位的名次或名单随之变化")
    return said or ["得分、名次和名单没有变化"]


def _row(row: Changed) -> str:
    score = f"得分{row.score}→{row.score_then}"
    rank = f"第{row.rank}名→第{row.rank_then}名"
    if row.score == row.score_then:
        score = f"得分{row.score}不变"
    if row.rank == row.rank_then:
        rank = f"仍为第{row.rank}名"
    text = f"{row.unit}{score},{rank}({row.units}个单位)"
    if row.lists != row.lists_then:
        text += f",名单{'、'.join(row.lists) or '无'}→{'、'.join(row.lists_then) or '无'}"
    return text


def _facts(made: Supposition) -> Iterator[Fact]:
    for row in made.changed:
        if row.score != row.score_then:
            yield Fact(name=f"{row.unit}推算得分", value=f"{row.score}→{row.score_then}")
            yield Fact(name=f"{row.unit}推算名次", value=f"{row.rank}→{row.rank_then}")


def _supposed(posed: Posed) -> Iterator[str]:
    asked = posed.question
    for entry, position in zip(asked.void, _voided(posed), strict=True):
        title = posed.cite(posed.records([position]))[0].title if position else entry
        yield f"第{position}号({title})不计"
    yield from (f"补上“{text}”" for text in asked.add)
    for key, value in sorted(asked.policy.items()):
        title = KEYS[key].title if key in KEYS else key
        yield f"口径 {key}({title})改为 {value}"


def _voided(posed: Posed) -> list[int]:
    """The entries supposed void, by number."""
    found = []
    for entry in posed.question.void:
        bare = _bare(entry)
        at = int(bare) if bare.isdecimal() else posed.view.ledger.position_of(f"id:{bare}")
        found.append(at or 0)
    return found


def _bare(entry: str) -> str:
    return entry.removeprefix("第").removesuffix("号")


def _changed(posed: Posed, supposed: Supposed) -> Iterator[Changed]:
    before = YearOf(posed.view, posed.the_year).recomputed
    after = YearOf(supposed.view, posed.the_year).recomputed
    for sequence, now in before.items():
        then = after[sequence]
        units = dict.fromkeys(row.unit for row in (*now.ranks, *then.ranks))
        for unit in units:
            row = _place(sequence, unit, now, then, posed)
            if (row.score, row.rank, row.lists) != (row.score_then, row.rank_then, row.lists_then):
                yield row


def _place(sequence: str, unit: str, now: Standing, then: Standing, posed: Posed) -> Changed:
    return Changed(
        sequence=sequence,
        unit=posed.registry.named(unit),
        score=now.score(unit),
        score_then=then.score(unit),
        rank=now.rank(unit),
        rank_then=then.rank(unit),
        units=len(then.ranks),
        lists=now.lists(unit),
        lists_then=then.lists(unit),
    )


def _irregular(posed: Posed, supposed: Supposed) -> Iterator[str]:
    for one in supposed.tried:
        for breach in one.breaches:
            yield posed.doors.fault(breach.code, breach.params, posed.registry)
        if one.refused is not None:
            reason = posed.doors.fault(one.refused.code, one.refused.params, posed.registry)
            yield f"将不予登记:{reason}"
