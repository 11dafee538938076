"""连续未完成: every unit's three-year answer in three columns, 已认定 / 若认定则 / 未认定 (第二十条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ptaudit.domain.completion.answers import Answer
from ptaudit.domain.completion.fold import Proposal, UnitYears, initial
from ptaudit.domain.completion.three_years import Reading, Run, reading
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case


@dataclass(frozen=True, slots=True)
class Proposed:
    """A 问责启动建议 made. *holds*: its years are still determined 未完成, by whom it says (else 触发失效)."""

    proposal: Proposal
    holds: bool


@dataclass(frozen=True, slots=True)
class ThreeYears:
    """One unit. *determined*: 已认定, the run as it stands. *supposed*: 若认定则. *undetermined*: 未认定.

    *triggers*: every time three years in a row were complete, so far. *ended*: its last day, if it has one.
    """

    unit: str
    name: str
    answers: tuple[Answer, ...]
    determined: Run
    supposed: Run
    undetermined: tuple[int, ...]
    triggers: tuple[Run, ...]
    proposed: tuple[Proposed, ...]
    ended: dt.date | None = None


def three_years(
    rows: Mapping[str, UnitYears],
    cases: Mapping[str, Case],
    registry: Registry,
    on: dt.date,
) -> tuple[ThreeYears, ...]:
    """Every registered unit's answer on day *on*, in order of registration.

    Years run from the first that anything is recorded of, for any unit, to the last one ended before
    *on*, or a later one already determined. *rows* and *cases* are those of a view about *on*.
    """
    recorded = {year for row in rows.values() for year in row.years}
    if not recorded:
        return ()
    first, last = min(recorded), max(on.year - 1, *recorded)
    codes = dict.fromkeys((*registry.units, *(code for code, row in rows.items() if row.years)))
    beside = _beside(rows, cases, first, last, registry)
    found = []
    for code in codes:
        row = rows.get(code)
        done = registry.chained.get(code)
        if done is None or done[0] is not row or done[1] != beside:
            held = initial(code) if row is None else row
            years = reading(held, cases, first, last, registry, rows)
            done = registry.chained[code] = (row, beside, _unit(held, years, registry))
        found.append(cast(ThreeYears, done[2]))
    return tuple(found)


def _beside(
    rows: Mapping[str, UnitYears],
    cases: Mapping[str, Case],
    first: int,
    last: int,
    registry: Registry,
) -> object:
    """All that a unit's answer rests on besides its own row and the standing facts: where it is equal,
    and the row the same, so is the answer."""
    book = registry.lineage
    concerned = {code for act in book.acts for code in (*act.sources, *act.successors)}
    concerned |= {code for said in book.determined for code in said.years.values() if code}
    by_veto = any(
        registry.policy(year)["veto.implies_incomplete"] == "yes"
        for year in range(first, last + 1)
    )
    return (
        first,
        last,
        tuple(rows.get(code) for code in sorted(concerned)),
        tuple(cases.values()) if by_veto else (),
    )


def _unit(row: UnitYears, years: Reading, registry: Registry) -> ThreeYears:
    triggers = years.triggers()
    known = registry.units.get(row.unit)
    return ThreeYears(
        unit=row.unit,
        name=registry.named(row.unit),
        answers=tuple(years.answers.values()),
        determined=years.current(),
        supposed=years.supposed(),
        undetermined=years.undetermined(),
        triggers=triggers,
        proposed=tuple(
            Proposed(p, any(_bears(run, p) for run in triggers)) for p in row.proposals
        ),
        ended=known.last_day if known else None,
    )


def _bears(run: Run, proposal: Proposal) -> bool:
    """Whether *run* still bears the proposal: all its years, none of them somebody else's undetermined."""
    years = set(proposal.years)
    return years <= set(run.years) and years.isdisjoint(run.provisional)
