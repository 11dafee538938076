"""The state of a unit's years in a row: 已认定 / 若认定则 / 未认定, and the papers behind each year (第二十条)."""

from collections.abc import Iterator, Mapping

from ptaudit.domain.completion.fold import UnitYears
from ptaudit.domain.completion.three_years import Answer, Level, Reading, Run
from ptaudit.projections.replay import State, Told, YearAnswer, told

CODES: Mapping[Level, str] = {
    "无": "chain_none",
    "一年未完成": "chain_one",
    "预警": "chain_warning",
    "触发": "chain_trigger",
    "已触发": "chain_triggered",
}


def state(row: UnitYears, years: Reading) -> State:
    """*row* as *years* reads it, each column a fact."""
    if not row.years and not row.proposals:
        return State(told("chain_nothing"), contradictions=row.contradictions, is_recorded=False)
    current, supposed, undetermined = years.current(), years.supposed(), years.undetermined()
    positions = [p.mark.position for answer in years.answers.values() for p in answer.papers]
    positions += [proposal.mark.position for proposal in row.proposals]
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
    if undetermined:
        yield told("undetermined_years", years=_years(undetermined))
        yield told("supposed", years=_years(supposed.years), level=supposed.level)
    carried = [y for y, a in years.answers.items() if any(p.level == "结转" for p in a.papers)]
    if carried:
        yield told("carried_years", years=_years(tuple(carried)))
    for proposal in row.proposals:
        mark = proposal.mark
        yield told("proposed", years=_years(proposal.years), on=mark.on, position=mark.position)


def _answer(answer: Answer) -> YearAnswer:
    level = answer.papers[-1].level if answer.papers else ""
    return YearAnswer(
        answer.year, answer.status, level, tuple(p.mark.position for p in answer.papers)
    )


def _years(years: tuple[int, ...]) -> str:
    return "、".join(map(str, years)) or "—"
