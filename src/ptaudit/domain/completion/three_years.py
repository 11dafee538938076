"""第二十条 — 连续3年未完成: runs of unmet years, read under the county's policy (口径 three_year.*)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ptaudit.domain.completion.fold import Determination, UnitYears, settled
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case
from ptaudit.domain.vetoes.grounds import confirmed

Status: TypeAlias = Literal["完成", "未完成", "不适用", "缓议", "未认定"]
Level: TypeAlias = Literal["无", "一年未完成", "预警", "触发", "已触发"]

#: Years a determination does not yet speak about.
PENDING: frozenset[Status] = frozenset(("缓议", "未认定"))


@dataclass(frozen=True, slots=True)
class Answer:
    """How one year of one unit stands, and the papers that decide it (none: nothing decided)."""

    year: int
    status: Status
    papers: tuple[Determination, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """未完成 years in a row, first to last. *assumed* of them are undetermined; *skipped* lie between.

    *level*: two years warn, three trigger, each further one as ``three_year.retrigger`` says.
    *entries* are the positions of the papers that decide it; *keys* the policy keys it was read under.
    """

    years: tuple[int, ...] = ()
    level: Level = "无"
    papers: tuple[Determination, ...] = ()
    assumed: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(paper.mark.position for paper in self.papers))


@dataclass(frozen=True, slots=True)
class Reading:
    """One unit's years, first to last, under the standing facts."""

    answers: Mapping[int, Answer]
    registry: Registry

    @property
    def last(self) -> int | None:
        return max(self.answers, default=None)

    def policy(self, year: int) -> Policy:
        return self.registry.policy(year)

    def ending(self, year: int, *, supposing: bool = False) -> Run:
        """The run whose last year is *year*; *supposing* its undetermined years were found 未完成."""
        policy = self.policy(year)
        run = Run()
        while (answer := self.answers.get(year)) is not None:
            if self._precedes(year):
                run = _named(run, "three_year.before_effective")
                if policy["three_year.before_effective"] == "exclude":
                    break
            match answer.status:
                case "未完成":
                    run = _longer(run, answer)
                case "完成":
                    break
                case "不适用":
                    run = _named(run, "three_year.gap")
                    if policy["three_year.gap"] == "breaks":
                        break
                    run = replace(run, skipped=(year, *run.skipped))
                case "缓议" | "未认定":
                    run = _named(run, "three_year.pending")
                    if not supposing or policy["three_year.pending"] == "breaks":
                        break
                    run = replace(_longer(run, answer), assumed=(year, *run.assumed))
            year -= 1
        return _levelled(run, policy)

    def current(self) -> Run:
        """The run as it stands: undetermined years at the end hold it, or break it, by policy."""
        year = self.last
        if year is None:
            return Run()
        held = False
        while self.policy(year)["three_year.pending"] == "holds" and self._is_pending(year):
            held = True
            year -= 1
        run = self.ending(year)
        return _named(run, "three_year.pending") if held else run

    def supposed(self) -> Run:
        """若认定则: what follows if the undetermined years were found 未完成."""
        return Run() if self.last is None else self.ending(self.last, supposing=True)

    def triggers(self) -> tuple[Run, ...]:
        """Every time three years in a row were complete, as determined."""
        runs = (self.ending(y) for y in self.answers if self.answers[y].status == "未完成")
        return tuple(run for run in runs if run.level == "触发")

    def undetermined(self) -> tuple[int, ...]:
        return tuple(y for y in self.answers if self._is_pending(y) and not self._left_out(y))

    def _is_pending(self, year: int) -> bool:
        answer = self.answers.get(year)
        return answer is not None and answer.status in PENDING

    def _left_out(self, year: int) -> bool:
        before = self.policy(year)["three_year.before_effective"]
        return before == "exclude" and self._precedes(year)

    def _precedes(self, year: int) -> bool:
        """The year ended before the regulation was in force, as far as its adoption is recorded."""
        in_force = [event.in_force.year for _, event in self.registry.regulations]
        return year < min(in_force, default=year)


def reading(
    unit: UnitYears, cases: Mapping[str, Case], first: int, last: int, registry: Registry
) -> Reading:
    """The unit's years from *first* to *last*; a year nothing is recorded of is 未认定.

    A unit registered as founded in a later year has no year before it. *cases* matter only where
    ``veto.implies_incomplete`` is yes.
    """
    known = registry.units.get(unit.unit)
    since = known.event.since.year if known and known.event.since else first
    start = max(first, min((since, *unit.years)))
    return Reading(
        {year: _answer(unit, cases, year, registry) for year in range(start, last + 1)}, registry
    )


def by_day(unit: UnitYears, on: dt.date) -> UnitYears:
    """The unit's years by papers of no later day than *on*."""
    years = {
        year: tuple(paper for paper in papers if paper.mark.on <= on)
        for year, papers in unit.years.items()
    }
    return replace(unit, years={year: papers for year, papers in years.items() if papers})


def _answer(unit: UnitYears, cases: Mapping[str, Case], year: int, registry: Registry) -> Answer:
    policy = registry.policy(year)
    held = unit.years.get(year, ())
    open_ = [p for p in held if registry.seals.over(year, p.mark.on, p.mark.position) is None]
    papers = settled(tuple(open_), policy)
    answer = Answer(year, papers[-1].result if papers else "未认定", papers)
    if answer.status != "未完成" and policy["veto.implies_incomplete"] == "yes":
        vetoes = _vetoes(unit, cases, year, registry)
        return Answer(year, "未完成", vetoes) if vetoes else answer
    return answer


def _vetoes(
    unit: UnitYears, cases: Mapping[str, Case], year: int, registry: Registry
) -> tuple[Determination, ...]:
    """Vetoes of the year in effect, and a carried year's document that says so, as papers."""
    decided = (
        Determination(year, "未完成", "否决", d.paper.id, d.paper.mark)
        for case in cases.values()
        for d in confirmed(case, registry)
        if (d.unit, d.year) == (unit.unit, year)
    )
    carried = (
        replace(paper, result="未完成", level="否决")
        for paper in unit.years.get(year, ())
        if paper.vetoed
    )
    return (*decided, *carried)


def _named(run: Run, key: str) -> Run:
    return replace(run, keys=tuple(dict.fromkeys((*run.keys, key))))


def _longer(run: Run, answer: Answer) -> Run:
    return replace(run, years=(answer.year, *run.years), papers=(*answer.papers, *run.papers))


def _levelled(run: Run, policy: Policy) -> Run:
    if not run.years:
        return replace(run, skipped=())
    if any(paper.level == "认定" for paper in run.papers):
        run = _named(run, "completion.who")
    if any(paper.level == "否决" for paper in run.papers):
        run = _named(run, "veto.implies_incomplete")
    between = range(run.years[0], run.years[-1])
    run = replace(run, skipped=tuple(year for year in run.skipped if year in between))
    match len(run.years):
        case 1:
            return replace(run, level="一年未完成")
        case 2:
            return replace(run, level="预警")
        case 3:
            return replace(run, level="触发")
        case _:
            again = policy["three_year.retrigger"] == "yes"
            run = _named(run, "three_year.retrigger")
            return replace(run, level="触发" if again else "已触发")
