"""The state of a unit's years in a row: 已认定 / 若认定则 / 未认定, and the papers behind each year (第二十条)."""

from collections.abc import Iterator, Mapping

from ptaudit.domain.completion.answers import Answer, Carried
from ptaudit.domain.completion.fold import UnitYears
from ptaudit.domain.completion.three_years import Level, Reading, Run
from ptaudit.projections.replay import State, Told, YearAnswer, told

CODES: Mapping[Level, str] = {
    "无": "chain_none",
    "一年未完成": "chain_one",
    "预警": "chain_warning",
    "触发": "chain_trigger",
    "已触发": "chain_triggered",
}


def state(row: UnitYears, years: Reading, acts: tuple[int, ...] = ()) -> State:
    """*row* as *years* reads it, each column a fact. *acts*: reorganisations behind it, by position."""
    is_recorded = row.proposals or any(answer.papers for answer in years.answers.values())
    if not row.years and not is_recorded:
        return State(told("chain_nothing"), contradictions=row.contradictions, is_recorded=False)
    current, supposed, undetermined = years.current(), years.supposed(), years.undetermined()
    positions = [p.mark.position for answer in years.answers.values() for p in answer.papers]
    positions += [proposal.mark.position for proposal in row.proposals]
    positions += [
        *acts,
        *(p for one in (*current.carried, *supposed.carried) for _, p in one.determined),
    ]
    return State(
        told(CODES[current.level], years=_years(current.years)),
        tuple(_facts(row, years, supposed, undetermined)),
        tuple(dict.fromkeys(positions)),
        tuple(dict.fromkeys((*current.keys, *supposed.keys))),
        row.contradictions,
        years=tuple(_answer(answer) for answer in years.answers.values()),
    )


def _facts(
    row: UnitYears, years: Reading, supposed: Run, undetermined: tuple[int, ...]
) -> Iterator[Told]:
    told_of: set[int] = set()
    if undetermined:
        yield told("undetermined_years", years=_years(undetermined))
        yield told("supposed", years=_years(supposed.years), level=supposed.level)
    for one in (*years.current().carried, *supposed.carried):
        if one.year not in told_of:
            told_of.add(one.year)
            yield _carried(one)
    carried = [y for y, a in years.answers.items() if any(p.level == "结转" for p in a.papers)]
    if carried:
        yield told("carried_years", years=_years(tuple(carried)))
    for proposal in row.proposals:
        mark = proposal.mark
        yield told("proposed", years=_years(proposal.years), on=mark.on, position=mark.position)


def _carried(one: Carried) -> Told:
    """Whose result of a year is carried, and by which entry: 承继认定, or the reorganisation (暂定)."""
    position = one.determined[-1][1] if one.determined else one.acts[0].position
    code = "inherited_provisional" if one.provisional else "inherited"
    if not one.units:
        code = "not_inherited_provisional" if one.provisional else "not_inherited"
        return told(code, year=one.year, position=position)
    return told(code, year=one.year, unit=one.units[0], position=position)


def _answer(answer: Answer) -> YearAnswer:
    level = answer.papers[-1].level if answer.papers else ""
    return YearAnswer(
        answer.year, answer.status, level, tuple(p.mark.position for p in answer.papers)
    )


def _years(years: tuple[int, ...]) -> str:
    return "、".join(map(str, years)) or "—"
