"""What a view says, as points to be compared: of scores and places, findings, self-checks, vetoes, years."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from ptaudit.domain.cycle.papers import Approval, Cycle, Lists
from ptaudit.domain.findings import deadlines, states, years
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.honours.account import Account
from ptaudit.domain.honours.fold import NONE
from ptaudit.domain.honours.titles import Titles
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import Scored
from ptaudit.domain.selfchecks.due import Standing as Selfcheck
from ptaudit.domain.vetoes.fold import Case
from ptaudit.projections import cycle as cycles
from ptaudit.projections import vetoes
from ptaudit.projections.chains import ThreeYears
from ptaudit.projections.difference import Point, Said, What
from ptaudit.projections.standing import Standing

Points: TypeAlias = Iterator[tuple[Point, Said]]
#: Codes of the units asked about; None: all of them.
Units: TypeAlias = Collection[str] | None


def of_year(year: Cycle) -> Points:
    """How far the year has come, how finely it is recorded, and when it was approved or corrected."""
    papers = cycles.papers_of(year)
    yield (
        Point("年度进度", year.year),
        Said(cycles.stage(year), tuple(sorted({p.position for p in papers if year.counts(p)}))),
    )
    yield Point("登记层级", year.year), Said(cycles.level(year))
    if (approval := year.approval) is not None:
        yield (
            Point("审定", year.year),
            Said(approval.corrected_on or approval.on, (approval.position,)),
        )


def of_scores(year: int, scores: Mapping[str, Scored]) -> Points:
    for unit, scored in scores.items():
        sheet = scored.sheet
        counting = tuple(entry.mark.position for entry in sheet.entries if entry.counts)
        if scored.official is not None and scored.official.total is not None:
            entry = (scored.official.mark.position,)
            yield Point("审定得分", year, (unit,)), Said(scored.official.total, entry)
        if scored.recomputed is not None:
            yield Point("重算得分", year, (unit,)), Said(scored.recomputed, counting)
        for item in scored.computed.items if scored.computed else ():
            if item.value is not None:
                own = tuple(e.mark.position for e in sheet.entries if e.item == item.item.code)
                yield Point("指标得分", year, (unit,), item.item.code), Said(item.value, own)
        for entry_ in sheet.entries:
            if entry_.changed and entry_.counts:
                at = str(entry_.mark.position)
                yield Point("依据已变", year, (unit,), at), Said("是", entry_.changed)


def of_standing(one: Standing, units: Units) -> Points:
    """Places, and the lists of who is on any; of units out of the ranking nothing is said."""
    official = one.by == "official"
    rank: What = "审定名次" if official else "重算名次"
    lists: What = "审定名单" if official else "重算名单"
    for row in one.ranks:
        if units is None or row.unit in units:
            yield Point(rank, one.year, (row.unit,)), Said(row.rank)
            if named := one.lists(row.unit):
                yield Point(lists, one.year, (row.unit,)), Said(named)


def of_approved(year: int, approval: Approval, units: Units) -> Points:
    """Places and lists as 县委、县政府 approved or corrected them; empty where only scores were approved."""
    lists = approval.lists or Lists()
    named = (("先进", lists.advanced), ("约谈", lists.interview), ("被否决", lists.vetoed))
    for row in approval.ranked or ():
        if units is None or row.unit in units:
            own = tuple(name for name, found in named if row.unit in found)
            yield Point("审定名次", year, (row.unit,)), Said(row.rank, (approval.position,))
            if own:
                yield Point("审定名单", year, (row.unit,)), Said(own, (approval.position,))


def of_findings(rows: Iterable[Finding], registry: Registry, on: dt.date, units: Units) -> Points:
    for row in rows:
        if row.raised is None or (units is not None and not set(units) & set(row.units)):
            continue
        status = states.status(row, registry, on)
        yield (
            Point("问题状态", row.year, row.units, row.finding),
            Said(status, tuple(_acts(row, status))),
        )
        if (last := deadlines.deadline(row, registry, on)) is not None:
            point = Point("整改时限", row.year, row.units, row.finding)
            decided = [r.decided.position for r in row.requests if r.decided is not None]
            orders = [order.mark.position for order in row.orders]
            yield point, Said(last, tuple(sorted((*orders, *decided))))
        for effect in years.effects(row, registry):
            if effect.kind == "提请更正原年度" and effect.year is not None:
                point = Point("提请更正", effect.year, row.units, row.finding)
                yield point, Said(effect.why, (effect.mark.position,))


def _acts(row: Finding, status: states.Status) -> Iterator[int]:
    """The acts the finding's status comes from."""
    marks = [row.raised, row.notified, row.closed, row.withdrawn]
    marks += [order.mark for order in row.orders]
    for progress in row.progress.values():
        marks += [progress.submitted, progress.failed, progress.verified]
    if status == "已送达":
        marks += [service.mark for order in row.orders for service in order.served]
    marks += [report.mark for report in row.reports]
    marks += [window.mark for window in row.windows]
    marks += [reopening.mark for reopening in row.reopened]
    marks += [later.mark for later in row.reassigned]
    yield from sorted({mark.position for mark in marks if mark is not None})


def of_selfchecks(year: int, rows: Iterable[tuple[str, Selfcheck]], units: Units) -> Points:
    for unit, held in rows:
        if units is None or unit in units:
            marks = [filing.mark.position for filing in (held.filed, held.copied) if filing]
            said = held.status if not held.late_days else f"{held.status} 逾期{held.late_days}天"
            yield Point("自查状态", year, (unit,), held.period), Said(said, tuple(sorted(marks)))


def of_titles(found: Titles, accounts: Iterable[Account], units: Units) -> Points:
    """Titles as they stand, and bonus points that a unit without its title still has."""
    for title in found.titles:
        if units is None or title.unit in units:
            word = "已撤销" if title.revoked else "被否决待撤销" if title.barred else "先进"
            if title.left_out and not title.revoked:
                word = "更正后不列"
            taken = [title.revoked.paper] if title.revoked else []
            papers = [p for p in (title.paper, title.left_out, *taken) if p is not None]
            said = Said(word, tuple(sorted(paper.position for paper in papers)))
            yield Point("先进称号", found.year, (title.unit,)), said
    for account in accounts:
        owed = [line for line in account.lines if line.due_back]
        if owed and (units is None or account.unit in units):
            at = tuple(line.bonus.paper.position for line in owed)
            total = sum((line.due_back for line in owed), NONE)
            yield Point("加分应收回", account.year, (account.unit,)), Said(total, at)


def of_vetoes(
    cases: Iterable[Case], registry: Registry, units: Units, years: Collection[int]
) -> Points:
    """拟否决, 认定 or 认定存疑 by case, unit and year."""
    for case in cases:
        for held in vetoes.standing(case, registry):
            if units is not None and held.unit not in units:
                continue
            said: dict[int, tuple[str, tuple[int, ...]]] = {}
            for ground in held.proposed:
                known = (ground.known.position,) if ground.known else ()
                said[ground.year] = ("拟否决", known)
            for judged in held.decisions:
                decided, effect = judged.decided, judged.effect
                if effect in held.years:
                    word = "认定存疑" if effect in held.doubted else "认定"
                    said[effect] = (word, (decided.paper.mark.position,))
                    if effect != decided.year:
                        later = (f"计入{effect}年度", (decided.paper.mark.position,))
                        said.setdefault(decided.year, later)
            for year, (word, positions) in said.items():
                if year in years:
                    yield Point("一票否决", year, (held.unit,), case.case), Said(word, positions)


def of_three_years(rows: Iterable[ThreeYears], units: Units, years: Collection[int]) -> Points:
    """Determinations of *years*; the run as determined and as it would be; whether proposals hold.

    A predecessor's year is determined once, of the predecessor: here it shows in the run alone.
    """
    for row in rows:
        if units is not None and row.unit not in units:
            continue
        for answer in row.answers:
            if answer.year in years and answer.papers and answer.carried is None:
                papers = tuple(paper.mark.position for paper in answer.papers)
                yield Point("完成认定", answer.year, (row.unit,)), Said(answer.status, papers)
        for what, run in (("连续未完成", row.determined), ("若认定则", row.supposed)):
            if run.years:
                said = (run.level, *map(str, run.years))
                named: What = "连续未完成" if what == "连续未完成" else "若认定则"
                yield Point(named, None, (row.unit,)), Said(said, run.entries)
        for made in row.proposed:
            at = made.proposal.mark.position
            word = "成立" if made.holds else "触发失效"
            yield Point("问责建议", None, (row.unit,), str(at)), Said(word, (at,))
