"""What makes the county's years worth asking about: a late entry, an extension, a veto, a returned report …"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ptaudit.application import Ptaudit
from ptaudit.demo import names, results
from ptaudit.demo.diary import of_kind, said
from ptaudit.demo.objection import disputed, objected
from ptaudit.demo.plan import Plan, Unit
from ptaudit.demo.year import Year
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import (
    DecideExtension,
    OrderRectification,
    ReopenFinding,
    RequestExtension,
)
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.commands.vetoes import (
    AttributeIncident,
    DecideVeto,
    GradeIncident,
    ReportIncident,
)
from ptaudit.projections.projection import tagged

DAY = dt.date
DISPUTED = "清河镇"
FAILING = "三溪乡"
VETOED = "马鞍镇"


def unmet(plan: Plan, year: int) -> tuple[str, ...]:
    """Who did not meet the targets: one unit three years running, another two, a third once."""
    found = {plan.last: (FAILING, "县商务局"), plan.last - 1: (FAILING, "县商务局", VETOED)}
    found[plan.last - 2] = (FAILING,)
    return found.get(year, ())


def tell(year: Year, plan: Plan) -> None:
    """One recorded year: the ordinary course, with this year's own turns."""
    units = {unit.name: unit for unit in year.units}
    last = year.year == plan.last
    for unit in year.units:
        share = plan.findings if unit.sequence == "A" else 0.3
        found = round(year.diary.chance.random() * 2 * share)
        for _ in range(found if unit.name != names.BUREAU else 0):
            year.raised(unit)
    _findings(year, units, last)
    left = ("县信访局",) if last else ()
    year.selfchecks("上半年", leave=(*left, "新店乡"))
    year.selfchecks("年终", leave=left)
    _selfchecks(year)
    year.awards(dict.fromkeys(unmet(plan, year.year), 25))
    results.reviewed(year)
    results.completed(year, unmet(plan, year.year))
    if last:
        _veto(year)
    _results(year, last)
    _corrections(year, last)
    if last:
        objected(year, DISPUTED)


def _findings(year: Year, units: dict[str, Unit], last: bool) -> None:
    """Reported in time but typed after the approval; extended; reopened; left open."""
    y = year.year
    late = year.raised(units[DISPUTED], close=False)
    year.deduct(units[DISPUTED], "A31", Decimal(3), because=late)
    if last:
        year.done(late, DAY(y, 10, 16), typed=DAY(y + 1, 3, 16))
        for name in ("云台乡", "城东工业园区"):
            year.raised(units[name], close=False)
        return
    year.done(late, DAY(y, 11, 29))
    extended = year.raised(units["临江镇"], close=False)
    ask = said(
        RequestExtension,
        finding=extended,
        to=DAY(y, 12, 20),
        on=DAY(y, 11, 5),
        reason="汛期停工,主体工程顺延",
        irregular="经办人核对:申请晚于期限",
        receipt=f"环收{y}-延1",
    )
    year.diary.on(DAY(y, 11, 5), "epb", ask)
    decide = said(
        DecideExtension,
        finding=extended,
        result="批准",
        on=DAY(y, 11, 8),
        basis=year.number("环函"),
    )
    year.diary.on(DAY(y, 11, 8), "epb", decide)
    year.done(extended, DAY(y, 12, 12))
    again = year.raised(units["石桥乡"], close=False)
    year.done(again, DAY(y, 11, 20))
    reopen = said(
        ReopenFinding,
        finding=again,
        why="反弹",
        on=DAY(y + 1, 4, 8),
        basis=year.number("环函", y + 1),
    )
    order = said(
        OrderRectification,
        finding=again,
        deadline=DAY(y + 1, 6, 30),
        on=DAY(y + 1, 4, 10),
        served=DAY(y + 1, 4, 11),
        basis=year.number("环函", y + 1),
    )
    year.diary.on(DAY(y + 1, 4, 8), "epb", reopen)
    year.diary.on(DAY(y + 1, 4, 11), "epb", order)


def _selfchecks(year: Year) -> None:
    """新店乡 filed in the half-year but its copy to 县目督办 came weeks later."""
    y = year.year
    report = said(
        FileSelfcheck,
        unit="新店乡",
        period="上半年",
        year=y,
        on=DAY(y, 7, 12),
        receipt=f"环收{y}-H050",
    )
    copy = said(
        FileSelfcheck,
        unit="新店乡",
        period="上半年",
        year=y,
        recipient="MDB",
        on=DAY(y, 8, 4),
        receipt=f"目督收{y}-H050",
    )
    year.diary.on(DAY(y, 7, 14), "epb", report)
    year.diary.on(DAY(y, 8, 4), "mdb", copy)


def _veto(year: Year) -> None:
    """A grave incident in the autumn, graded and attributed, and the decision before the approval."""
    y = year.year
    case = "V-1"
    reported = said(
        ReportIncident,
        text="尾矿库渗漏致河道水质异常",
        occurred_on=DAY(y, 9, 6),
        case=case,
        units=(VETOED,),
        place="马鞍河",
        on=DAY(y, 9, 6),
    )
    graded = said(
        GradeIncident,
        case=case,
        grade="重大",
        standard="国家突发环境事件应急预案(2014年)",
        authority="省生态环境厅",
        level="省",
        basis="×环函〔2025〕88号",
        on=DAY(y, 11, 18),
    )
    attributed = said(
        AttributeIncident,
        case=case,
        responsible=(VETOED,),
        persons_rank=("主要领导", "分管领导"),
        authority="省生态环境厅",
        level="省",
        basis="×环函〔2025〕102号",
        on=DAY(y, 12, 22),
    )
    decided = said(
        DecideVeto,
        case=case,
        unit=VETOED,
        result="认定",
        year=y,
        basis=year.number("委纪要", y + 1),
        on=DAY(y + 1, 1, 30),
    )
    year.diary.on(DAY(y, 9, 7), "epb", reported)
    year.diary.on(DAY(y, 11, 20), "epb", graded)
    year.diary.on(DAY(y, 12, 24), "epb", attributed)
    year.diary.on(DAY(y + 1, 1, 30), "mdb", decided)


def _results(year: Year, last: bool) -> None:
    """In the last year the report went back once; in the one before, the circular came too early."""
    y = year.year + 1
    results.reported(year, DAY(y, 2, 6))
    if last:

        def returned(app: Ptaudit) -> Command:
            report = of_kind(app, "report.submitted", f"year:{year.year}")[-1]
            return said(
                ReturnSubmission,
                target=report,
                of="结果报告",
                reason="请核对清河镇扣分依据",
                organ=("CPC", "CGV"),
                basis=year.number("委办", y),
                on=DAY(y, 2, 11),
            )

        year.diary.on(DAY(y, 2, 11), "mdb", returned)
        results.reported(year, DAY(y, 2, 16))
        results.approved(year, DAY(y, 3, 2))
        results.published(year, DAY(y, 3, 6))
    else:
        results.published(year, DAY(y, 2, 20), irregular="通报先于审定印发")
        results.approved(year, DAY(y, 3, 4))
    results.interviewed(year, DAY(y, 3, 25), _interviewed(year))


def _interviewed(year: Year) -> Sequence[str]:
    return (FAILING,)


def _corrections(year: Year, last: bool) -> None:
    """A receipt number typed wrongly and corrected; a filing typed twice and voided."""
    y = year.year
    if last:

        def corrected(app: Ptaudit) -> Command:
            filings = of_kind(app, "selfcheck.filed", f"year:{y}")
            return said(
                CorrectRecord,
                target=filings[4],
                set=(("receipt_no", f"环收{y}-H052"),),
                reason="收文号录错",
            )

        year.diary.on(DAY(y, 9, 3), "epb", corrected)
        return
    twice = said(
        FileSelfcheck,
        unit="云台乡",
        period="上半年",
        year=y,
        on=DAY(y, 7, 9),
        receipt=f"环收{y}-H051",
    )

    def voided(app: Ptaudit) -> Command:
        filings = of_kind(app, "selfcheck.filed", f"year:{y}", "unit:u013")
        return said(VoidRecord, target=filings[-1], reason="重复登记")

    year.diary.on(DAY(y, 7, 20), "epb", twice)
    year.diary.on(DAY(y, 7, 21), "epb", voided, hour=16)


def dispute(app: Ptaudit, plan: Plan) -> tuple[str, int]:
    """The finding 清河镇 disputes, and the position of the score entry that rests on it."""
    entry = disputed(app, DISPUTED, plan.last)
    return tagged(entry, "finding")[0], entry.position
