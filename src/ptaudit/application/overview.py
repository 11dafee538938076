"""一页纸年度概览: one year for 县委、县政府, counted and named, from the views that each answer a part of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ptaudit.application import due
from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain.failures import Param
from ptaudit.domain.findings.standing import standing as finding_stands
from ptaudit.domain.selfchecks.due import periods
from ptaudit.projections import cycle as cycles
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.due.owed import sorts
from ptaudit.projections.procedure_check import procedure_check
from ptaudit.projections.rectification import rectification
from ptaudit.projections.selfchecks import board, selfchecks
from ptaudit.projections.standing import Standing
from ptaudit.projections.vetoes import standing as veto_stands

Params = tuple[tuple[str, Param], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. *part* is its heading, *code* its wording, *units* whom it names, in order.

    *positions*: the entries that decide it, where a few do.
    """

    part: str
    code: str
    params: Params = ()
    units: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()


def overview(view: View, year: int) -> tuple[Line, ...]:
    """Every part in the order of the page; a part with nothing to say says so."""
    of = YearOf(view, year)
    return tuple(line for part in PARTS for line in part(of))


def _state(of: YearOf) -> Iterator[Line]:
    cycle, registry = of.cycle, of.view.registry
    said: Params = (("level", cycles.level(cycle)), ("stage", cycles.stage(cycle)))
    yield Line("年度", "state", said)
    if cycle.approval is None:
        yield Line("年度", "not_approved")
    else:
        approval = cycle.approval
        on: Params = (("on", approval.on),)
        yield Line("年度", "approved", on, (), (approval.position,))
        if approval.corrected_on is not None:
            yield Line("年度", "corrected", (("on", approval.corrected_on),))
    there = [code for code, unit in registry.units.items() if unit.existed(of.year)]
    sequences = [registry.sequence(code, of.year) for code in there]
    counts: Params = (
        ("a", sequences.count("A")),
        ("b", sequences.count("B")),
        ("exempt", len(there) - sequences.count("A") - sequences.count("B")),
    )
    yield Line("年度", "units", counts)


def _selfchecks(of: YearOf) -> Iterator[Line]:
    view, year = of.view, of.year
    held = list(board(view.year_rows(selfchecks, year), view.registry, year, view.on))
    for period in periods(view.registry, year):
        own = [(unit, one) for unit, one in held if one.period == period]
        filed = [(unit, one) for unit, one in own if one.filed is not None]
        last = next((one.due for _, one in own if one.due is not None), None)
        count: Params = (
            ("period", period),
            ("filed", len(filed)),
            ("owed", len(own)),
            ("due", last or ""),
        )
        yield Line("自查", "selfchecks" if last else "selfchecks_undated", count)
        named: tuple[tuple[str, Iterable[str]], ...] = (
            ("selfchecks_late", (u for u, one in filed if one.late_days)),
            ("selfchecks_missing", (u for u, one in own if one.status == "逾期未报")),
            ("selfchecks_uncopied", (u for u, one in own if one.status == "已报缺抄送")),
            ("selfchecks_returned", (u for u, one in own if one.status == "退回待重报")),
        )
        for code, units in named:
            if found := tuple(units):
                yield Line("自查", code, (("period", period), ("count", len(found))), found)
        missed = [(u, one.missed) for u, one in own if one.missed is not None]
        if missed:
            positions = tuple(dict.fromkeys(one.mark.position for _, one in missed))
            said: Params = (("period", period), ("count", len(missed)))
            yield Line("自查", "selfchecks_missed", said, tuple(u for u, _ in missed), positions)


def _findings(of: YearOf) -> Iterator[Line]:
    view = of.view
    rows = [f for f in view.rows(rectification).values() if f.year == of.year and f.raised]
    if not rows:
        yield Line("问题", "no_findings")
        return
    stands = [(row, finding_stands(row, view.registry, view.on)) for row in rows]
    closed = [row for row, one in stands if one.status == "已销号"]
    withdrawn = [row for row, one in stands if one.status == "已撤销"]
    late = [(row, one) for row, one in stands if one.status == "逾期未整改"]
    count: Params = (
        ("count", len(rows)),
        ("closed", len(closed)),
        ("open", len(rows) - len(closed) - len(withdrawn)),
        ("overdue", len(late)),
        ("withdrawn", len(withdrawn)),
    )
    yield Line("问题", "findings", count)
    for row, one in sorted(late, key=lambda pair: (str(pair[1].deadline), pair[0].finding)):
        positions = (row.order.mark.position,) if row.order else ()
        said: Params = (
            ("finding", row.finding),
            ("issue", row.issue),
            ("deadline", one.deadline or ""),
        )
        yield Line("问题", "finding_overdue", said, one.missed_by or row.units, positions)


def _vetoes(of: YearOf) -> Iterator[Line]:
    found = False
    for case in of.cases.values():
        for held in veto_stands(case, of.view.registry):
            positions = tuple(
                judged.decided.paper.known.position
                for judged in held.decisions
                if judged.effect == of.year and judged.decided.result == "认定"
            )
            if of.year in held.years:
                found = True
                yield Line("否决", "vetoed", (("case", case.case),), (held.unit,), positions)
            for ground in held.proposed:
                if ground.year == of.year:
                    found = True
                    said: Params = (("case", case.case), ("ground", ground.ground))
                    yield Line("否决", "veto_undecided", said, (held.unit,))
    if not found:
        yield Line("否决", "no_veto")


def _ranks(of: YearOf) -> Iterator[Line]:
    for name, one in of.official.items():
        official = bool(one.ranks)
        held = one if official else of.recomputed[name]
        yield from _sequence(name, held, official=official)


def _sequence(name: str, held: Standing, *, official: bool) -> Iterator[Line]:
    by: Params = (("sequence", name),)
    if not held.ranks:
        yield Line("排位", "unranked", by)
        return
    count: Params = (
        *by,
        ("count", len(held.ranks)),
        ("highest", held.ranks[0].score),
        ("lowest", held.ranks[-1].score),
    )
    yield Line("排位", "ranked" if official else "ranked_provisionally", count)
    yield Line("排位", "advanced", by, held.advanced.units)
    yield Line("排位", "interview", by, held.interview.units)
    if held.holds:
        units = tuple(dict.fromkeys(hold.unit for hold in held.holds if hold.unit))
        yield Line("排位", "held", by, units)


def _completion(of: YearOf) -> Iterator[Line]:
    view = of.view
    rows = view.rows(completion)
    there = [code for code, unit in view.registry.units.items() if unit.existed(of.year)]
    chains = three_years(rows, of.cases, view.registry, view.on)
    status: dict[str, list[str]] = {}
    positions: list[int] = []
    for row in chains:
        answer = next((one for one in row.answers if one.year == of.year), None)
        if row.unit in there:
            status.setdefault(answer.status if answer else "未认定", []).append(row.unit)
        positions += [p.mark.position for p in answer.papers] if answer else []
    if not chains:
        status["未认定"] = there
    count: Params = tuple(
        (name, len(status.get(said, ())))
        for name, said in (
            ("met", "完成"),
            ("unmet", "未完成"),
            ("put_off", "缓议"),
            ("open", "未认定"),
        )
    )
    yield Line("完成", "completion", count, (), tuple(sorted(set(positions))))
    if unmet := tuple(status.get("未完成", ())):
        yield Line("完成", "unmet", (), unmet)
    for row in chains:
        run = row.determined
        if len(run.years) >= 2 and of.year in run.years:
            code = "three_years" if len(run.years) >= 3 else "two_years"
            years = "、".join(map(str, run.years))
            yield Line("完成", code, (("years", years),), (row.unit,), run.entries)


def _procedure(of: YearOf) -> Iterator[Line]:
    lacking = False
    steps = procedure_check(of.cycle, of.view.registry)
    for step in steps:
        if step.state in ("已办", "变通") or not step.due:
            continue
        lacking = True
        said: Params = (
            ("step", step.step),
            ("state", step.state),
            ("done", step.done),
            ("due", step.due),
        )
        yield Line("程序", "step", said, (), step.irregular)
    if not lacking:
        yield Line("程序", "complete")
    faulty = {fault.position for fault in of.cycle.contradictions}
    positions = tuple(sorted(faulty.union(*(step.irregular for step in steps))))
    if positions:
        yield Line("程序", "irregular", (("count", len(positions)),), (), positions)


def _waiting(of: YearOf) -> Iterator[Line]:
    view = of.view
    late = [row for row in due.within(view, overdue=True) if row.year == of.year]
    soon = [row for row in due.within(view, SOON) if row.year == of.year]
    yield Line("待办", "overdue", (("count", len(late)), ("soon", len(soon)), ("days", SOON)))
    if late:
        said = "、".join(f"{one.what} {one.count}" for one in sorts(late))
        each: Params = (("sorts", said),)
        yield Line("待办", "overdue_of", each)
    for row, one in due.states(view):
        if row.filed is not None and row.filed.year == of.year and row.is_open:
            units = (row.filed.unit,) if row.filed.unit else ()
            held: Params = (("objection", row.objection), ("due", one.due or ""))
            code = "objection_due" if one.due else "objection"
            yield Line("待办", code, held, units, (row.filed.paper.mark.position,))


#: Days ahead that the page speaks of.
SOON = 30
PARTS: tuple[Callable[[YearOf], Iterator[Line]], ...] = (
    _state,
    _selfchecks,
    _findings,
    _vetoes,
    _ranks,
    _completion,
    _procedure,
    _waiting,
)
