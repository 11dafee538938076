"""One full and one minimal event of each kind of the families F to H."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.findings import (
    Deadline,
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    Measure,
    Publicised,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.events.vetoes import (
    Authority,
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    UnitResponsibility,
    VetoDecided,
)
from tests.domain.events.samples_registers import EARLIER

CASE = "F-2025-017"
PROVINCE = Authority(name="省生态环境厅", level="省")
CITY = Authority(name="市人民政府", level="市")

ACTS: tuple[tuple[Event, Event], ...] = (
    (
        SelfcheckFiled(
            unit="qinghe", year=2025, period="上半年", recipient="EPB", receipt_no="收文2025-0210",
            filing_version=2,
            self_scores=(("R31", Decimal("9.00")), ("R32", Decimal("-0.50"))),
            self_total=Decimal("95.50"), replaces=EARLIER,
        ),
        SelfcheckFiled(
            unit="qinghe", year=2025, period="年终", recipient="MDB", filing_version=1
        ),
    ),
    (
        SubmissionReturned(
            of="自查", target=EARLIER, target_version=1, redo_by=dt.date(2025, 7, 20)
        ),
        SubmissionReturned(of="结果报告", target=EARLIER, target_version=1),
    ),
    (
        FindingRaised(
            finding=CASE, units=("hekou", "qinghe"), issue="沿河养殖粪污直排", source="督查",
            category="水环境", indicator="R31", place="清河镇南岸", violation=False,
            discovered_on=dt.date(2025, 11, 3),
        ),
        FindingRaised(
            finding="F-2025-1000", units=("qinghe",), issue="露天焚烧秸秆\n两处",
            source="日常检查", discovered_on=dt.date(2025, 11, 4),
        ),
    ),
    (
        FindingNotified(finding=CASE, to=("hekou", "qinghe"), doc_no="×环函〔2025〕17号"),
        FindingNotified(finding=CASE, to=("qinghe",)),
    ),
    (
        RectificationOrdered(
            finding=CASE, order_version=2,
            measures=(
                Measure(
                    no=1, text="封堵排口", units=("qinghe",),
                    deadline=Deadline(kind="日期", date=dt.date(2025, 12, 20)),
                ),
                Measure(
                    no=2, text="完善管网", units=("hekou", "qinghe"),
                    deadline=Deadline(kind="工作日", days=15, start="送达次日"),
                ),
            ),
            letter="经县政府同意", revises=EARLIER,
        ),
        RectificationOrdered(
            finding=CASE, order_version=1, letter="函",
            measures=(
                Measure(no=1, text="整改", units=("qinghe",), deadline=Deadline(kind="立行立改")),
            ),
        ),
    ),
    (
        RectificationSubmitted(
            finding=CASE, measures=(1, 2), unit="qinghe", receipt_no="收文2025-0412",
            received_on=dt.date(2025, 12, 19), text="排口已封堵",
        ),
        RectificationSubmitted(finding=CASE, unit="qinghe"),
    ),
    (
        ExtensionRequested(
            finding=CASE, request=1, measures=(2,), unit="qinghe", to=dt.date(2026, 1, 20),
            receipt_no="收文2025-0401",
        ),
        ExtensionRequested(finding=CASE, request=2, unit="qinghe", to=dt.date(2026, 2, 20)),
    ),
    (
        ExtensionDecided(finding=CASE, request=1, granted=True, to=dt.date(2026, 1, 15)),
        ExtensionDecided(finding=CASE, request=2, granted=False),
    ),
    (
        RectificationVerified(
            finding=CASE, measures=(1,), passed=True, method="现场", verified_by="县环境监察大队",
            yearly=2025,
        ),
        RectificationVerified(finding=CASE, passed=False, method="书面"),
    ),
    (
        FindingClosed(
            finding=CASE,
            publicised=Publicised(from_=dt.date(2025, 12, 22), to=dt.date(2025, 12, 28)),
        ),
        FindingClosed(finding=CASE),
    ),
    (
        FindingReopened(finding=CASE, why="虚假整改", score_year=2025),
        FindingReopened(finding=CASE, why="反弹"),
    ),
    (
        IncidentReported(
            case="V-1", report="续报", unit=("qinghe",), occurred_on=dt.date(2025, 5, 2),
            place="清河桥", text="运输车侧翻,油品入河",
        ),
        IncidentReported(
            case="V-1", report="初报", occurred_on=dt.date(2025, 5, 2), text="油品入河"
        ),
    ),
    (
        IncidentGraded(
            case="V-1", grade="重大", standard="国家突发环境事件应急预案(2014)",
            authority=PROVINCE, provisional=True,
        ),
        IncidentGraded(
            case="V-1", grade="较大", standard="国家突发环境事件应急预案(2014)",
            authority=PROVINCE, provisional=False,
        ),
    ),
    (
        IncidentAttributed(
            case="V-1", authority=PROVINCE,
            units=(
                UnitResponsibility(
                    unit="qinghe", responsible=True, persons_rank=("主要领导", "分管领导")
                ),
                UnitResponsibility(unit="hekou", responsible=False),
            ),
        ),
        IncidentAttributed(
            case="V-1", authority=CITY,
            units=(UnitResponsibility(unit="qinghe", responsible=False),),
        ),
    ),
    (
        RestrictionImposed(
            case="V-2", units=("hekou", "qinghe"), authority=CITY, scope="新增水污染物排放项目",
            from_=dt.date(2025, 6, 1),
        ),
        RestrictionImposed(
            case="V-3", units=("qinghe",), authority=PROVINCE, scope="全部建设项目",
            from_=dt.date(2025, 6, 1),
        ),
    ),
    (
        RestrictionLifted(case="V-2", units=("hekou", "qinghe"), authority=CITY),
        RestrictionLifted(case="V-3", units=("qinghe",), authority=PROVINCE),
    ),
    (
        VetoDecided(
            case="V-2", unit="qinghe", year=2025, ground="区域限批", result="撤销", revises=EARLIER
        ),
        VetoDecided(
            case="V-1", unit="qinghe", year=2025, ground="重大突发环境事件", result="认定"
        ),
    ),
)  # fmt: skip
