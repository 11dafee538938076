"""第二十条 — 连续3年未完成: runs of unmet years, read under the county's policy (口径 three_year.*)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ptaudit.domain.completion.answers import Answer, Carried, Status
from ptaudit.domain.completion.fold import Determination, UnitYears
from ptaudit.domain.completion.inheriting import Past
from ptaudit.domain.lineage.graph import KEYS as LINEAGE
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case

Level: TypeAlias = Literal["无", "一年未完成", "预警", "触发", "已触发"]

#: Years a determination does not yet speak about.
PENDING: frozenset[Status] = frozenset(("缓议", "未认定"))


@dataclass(frozen=True, slots=True)
class Run:
    """未完成 years in a row, first to last. *assumed* of them are undetermined; *skipped* lie between.

    *level*: two years warn, three trigger, each further one as ``three_year.retrigger`` says.
    *entries* are the positions of the papers that decide it; *keys* the policy keys it was read under.
    *carried*: the years looked at that are a predecessor's, the one the row ends before among them.
    *uncounted*: 未完成 years whose targets were not issued by 县委、县政府 (口径 three_year.targets_of).
    """

    years: tuple[int, ...] = ()
    level: Level = "无"
    papers: tuple[Determination, ...] = ()
    assumed: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    uncounted: tuple[int, ...] = ()

    @property
    def provisional(self) -> tuple[int, ...]:
        """暂定: years that rest on a lineage nobody has determined yet."""
        return tuple(one.year for one in self.carried if one.provisional)

    @property
    def lineage(self) -> tuple[tuple[str, int], ...]:
        """The 承继认定 the row rests on, by entry and position."""
        within = (one for one in self.carried if one.year in self.years)
        return tuple(dict.fromkeys(named for one in within for named in one.determined))

    @property
    def entries(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(paper.mark.position for paper in self.papers))


@dataclass(frozen=True, slots=True)
class Reading:
    """One unit's years, first to last, under the standing facts.

    *answers* are read under the policy of the last year; a row that ends in an earlier one under that
    year's own.
    """

    unit: str
    first: int
    until: int
    past: Past
    _read: dict[tuple[str, ...], Mapping[int, Answer]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @property
    def registry(self) -> Registry:
        return self.past.registry

    @property
    def answers(self) -> Mapping[int, Answer]:
        return self._under(self.policy(self.until))

    def _under(self, policy: Policy) -> Mapping[int, Answer]:
        """Lineage is all in which one policy's answers differ from another's."""
        keys = tuple(policy[key] for key in LINEAGE) if self.registry.lineage.acts else ()
        if (known := self._read.get(keys)) is None:
            known = self.past.answers(self.unit, self.first, self.until, policy)
            self._read[keys] = known
        return known

    @property
    def last(self) -> int | None:
        return max(self.answers, default=None)

    def policy(self, year: int) -> Policy:
        return self.registry.policy(year)

    def ending(self, year: int, *, supposing: bool = False) -> Run:
        """The run whose last year is *year*; *supposing* its undetermined years were found 未完成."""
        policy = self.policy(year)
        answers = self._under(policy)
        run = Run()
        while (answer := answers.get(year)) is not None:
            if self._precedes(year):
                run = _named(run, "three_year.before_effective")
                if policy["three_year.before_effective"] == "exclude":
                    break
            run = _over(run, answer)
            match _counted(answer, policy):
                case "未完成":
                    run = _longer(run, answer)
                case "完成" | "不承继":
                    break
                case "不适用":
                    run = _without_targets(run, answer)
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
    unit: UnitYears,
    cases: Mapping[str, Case],
    first: int,
    last: int,
    registry: Registry,
    others: Mapping[str, UnitYears] | None = None,
) -> Reading:
    """The unit's years from *first* to *last*; a year nothing is recorded of is 未认定.

    A unit registered as founded in a later year has no year before it but those of whom it came from,
    whose rows are among *others*. *cases* matter only where ``veto.implies_incomplete`` is yes.
    """
    rows = others or {}
    if rows.get(unit.unit) is not unit:
        rows = {**rows, unit.unit: unit}
    return Reading(unit.unit, first, last, Past(rows, cases, registry))


def by_day(unit: UnitYears, on: dt.date) -> UnitYears:
    """The unit's years by papers of no later day than *on*."""
    years = {
        year: tuple(paper for paper in papers if paper.mark.on <= on)
        for year, papers in unit.years.items()
    }
    return replace(unit, years={year: papers for year, papers in years.items() if papers})


def _named(run: Run, *keys: str) -> Run:
    return replace(run, keys=tuple(dict.fromkeys((*run.keys, *keys))))


def _counted(answer: Answer, policy: Policy) -> Status:
    """The status a row counts: 未完成 of targets that are not 县委、县政府's is as if there were none."""
    own = policy["three_year.targets_of"] == "yes" or not answer.by_committee
    return answer.status if own or answer.status != "未完成" else "不适用"


def _over(run: Run, answer: Answer) -> Run:
    """*run* having looked at a year: whose it is, and by whom its targets were issued, may decide."""
    if answer.by_committee and answer.status == "未完成":
        run = _named(run, "three_year.targets_of")
    if answer.carried is None:
        return run
    run = _named(run, *answer.carried.keys)
    return replace(run, carried=(answer.carried, *run.carried))


def _without_targets(run: Run, answer: Answer) -> Run:
    if answer.status == "未完成":
        run = replace(run, uncounted=(answer.year, *run.uncounted))
    return _named(run, "three_year.gap")


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
