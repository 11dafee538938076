"""One full and one minimal event of each kind of the families F to K."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.assessment import (
    ApprovedScore,
    CompletionDetermined,
    Difference,
    OpinionIssued,
    OpinionVerified,
    ProcedureDeviated,
    ReportedScore,
    ReportLists,
    ReportRef,
    ReportSubmitted,
    ResultApproved,
    ReviewDone,
    RulesRef,
    ScoreChange,
    ScoreEntered,
    ScoreReversed,
    UnitCompletion,
    UnitReview,
    UnitScore,
)
from ptaudit.domain.events.base import BasisDocument, Event, Evidence, Ref
from ptaudit.domain.events.corrections import (
    BatchImported,
    EvidenceAttached,
    RecordCorrected,
    RecordVoided,
    Replacement,
)
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
from ptaudit.domain.events.results import (
    AccountabilityProposed,
    Interviewee,
    InterviewHeld,
    Rank,
    ResultPublished,
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
from tests.domain.events.samples_registers import EARLIER, OTHER, SHA

CASE = "F-2025-017"
PROVINCE = Authority(name="省生态环境厅", level="省")
CITY = Authority(name="市人民政府", level="市")
SCORES = (
    UnitScore(unit="hekou", score=Decimal("88.50")),
    UnitScore(unit="qinghe", score=Decimal("91.25")),
)
DIFFERENCE = Difference(list="先进", unit="hekou", reason="县委常委会决定")

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
    (
        ScoreEntered(
            entry_no=4, unit="qinghe", year=2025, stage="复核", item="R31",
            amount=Decimal("-3.00"), award="增减", case="虚假", count=1, rules_version=2,
            override_reason="按行为发生时的细则", note="并入日常监管",
        ),
        ScoreEntered(
            entry_no=1, unit="qinghe", year=2025, stage="审核", item="R12",
            amount=Decimal("0.00"), award="核定", rules_version=1,
        ),
    ),
    (
        ScoreReversed(target=EARLIER, unit="qinghe", year=2025, stage="复核", item="R31"),
        ScoreReversed(target=OTHER, unit="hekou", year=2025, stage="自评", item="R12"),
    ),
    (
        ReviewDone(
            year=2025,
            units=(
                UnitReview(unit="hekou", selfcheck=EARLIER, result="有异议"),
                UnitReview(unit="qinghe", result="通过"),
            ),
        ),
        ReviewDone(year=2025, units=(UnitReview(unit="qinghe", result="通过"),)),
    ),
    (
        OpinionIssued(
            year=2025, sequence="A", opinion_version=2, scores=SCORES, computed_digest=SHA,
            revises=EARLIER,
        ),
        OpinionIssued(year=2025, sequence="B", opinion_version=1, scores=SCORES[:1]),
    ),
    (
        OpinionVerified(
            year=2025, sequence="A", opinion_version=2, scores=SCORES,
            changes=(ScoreChange(unit="hekou", delta=Decimal("-0.50"), reason="佐证不足"),),
        ),
        OpinionVerified(year=2025, sequence="B", opinion_version=1, scores=SCORES[:1]),
    ),
    (
        CompletionDetermined(
            year=2025,
            units=(
                UnitCompletion(unit="hekou", result="未完成", grounds="减排目标未达到"),
                UnitCompletion(unit="qinghe", result="完成"),
            ),
        ),
        CompletionDetermined(year=2025, units=(UnitCompletion(unit="slj", result="缓议"),)),
    ),
    (
        ReportSubmitted(
            year=2025, report_version=2,
            scores=(
                ReportedScore(unit="qinghe", sequence="A", score=Decimal("91.25"), rank=1),
                ReportedScore(unit="hekou", sequence="A", score=Decimal("88.00"), rank=2),
            ),
            lists=ReportLists(advanced=("hekou",), interview=("qinghe",), vetoed=("qinghe",)),
            differs=(DIFFERENCE,), policy_version=2,
            rules=(RulesRef(applies_to="A", version=2), RulesRef(applies_to=("slj",), version=1)),
            digest=SHA, revises=EARLIER,
        ),
        ReportSubmitted(
            year=2025, report_version=1, scores=(), policy_version=0, rules=(), digest=SHA,
            lists=ReportLists(advanced=(), interview=(), vetoed=()),
        ),
    ),
    (
        ResultApproved(
            year=2025, approving=("CGV", "CPC"), report=ReportRef(version=2, digest=SHA),
            scores=(
                ApprovedScore(unit="hekou", score=Decimal("88.00")),
                ApprovedScore(unit="qinghe", sequence="A", score=Decimal("91.25")),
            ),
            form="会议", meeting="县委常委会第3次",
        ),
        ResultApproved(year=2025, approving=("CPC",), form="批示"),
    ),
    (
        ProcedureDeviated(year=2025, units=("slj",), deviated="实地", approved_by="JXW"),
        ProcedureDeviated(year=2025, deviated="自查", approved_by="CGV"),
    ),
    (
        ResultPublished(
            year=2025, edition="更正", approval=(EARLIER, OTHER),
            ranks=(
                Rank(unit="qinghe", sequence="A", rank=1, score=Decimal("91.25")),
                Rank(unit="hekou", sequence="A", rank=2),
            ),
            advanced=("qinghe",), interview=("hekou",), differs=(DIFFERENCE,), replaces=EARLIER,
        ),
        ResultPublished(
            year=2025, edition="内部", approval=(EARLIER,), ranks=(), advanced=(), interview=()
        ),
    ),
    (
        InterviewHeld(
            year=2025, unit="hekou", outcome="延期", by=("县委副书记",),
            persons=(Interviewee(role="党主要", name="甲某"), Interviewee(role="分管")),
            to=dt.date(2026, 3, 10), minutes="×委纪要〔2026〕5号",
        ),
        InterviewHeld(year=2025, unit="hekou", outcome="已约谈"),
    ),
    (
        AccountabilityProposed(
            unit="hekou", years=(2023, 2024, 2025), determinations=(EARLIER, OTHER), to="CPC",
            lineage=(EARLIER,),
        ),
        AccountabilityProposed(
            unit="hekou", years=(2023, 2024, 2025), determinations=(EARLIER,), to="SUP:市纪委监委"
        ),
    ),
    (
        RecordCorrected(
            target=EARLIER, supersedes=OTHER,
            replacement=Replacement(
                effective=dt.date(2025, 7, 11), organs=("UNI:qinghe",),
                basis=(BasisDocument(doc_no="清政〔2025〕40号"),),
                refs=(Ref(role="basis", id=EARLIER),), tags=("unit:qinghe", "year:2025"),
                payload={
                    "filing_version": 1, "period": "上半年", "recipient": "EPB",
                    "self_scores": [["R31", "9.00"]], "unit": "qinghe", "year": 2025,
                },
            ),
        ),
        RecordCorrected(
            target=EARLIER,
            replacement=Replacement(
                effective=dt.date(2025, 12, 29), organs=("EPB",), tags=(f"finding:{CASE}",),
                payload={"finding": CASE},
            ),
        ),
    ),
    (RecordVoided(target=EARLIER, repeat_of=OTHER), RecordVoided(target=EARLIER)),
    (
        EvidenceAttached(
            target=EARLIER, sha=SHA, name="回执.pdf", size=52_100, receipt_no="收文2025-0412",
            received_on=dt.date(2025, 12, 19), why_late="原件后补",
        ),
        EvidenceAttached(target=EARLIER, receipt_no="收文2025-0412"),
    ),
    (
        BatchImported(
            template="自查", template_version=1, rows=49, recorded=48, skipped=1,
            file=Evidence(sha=SHA, name="自查.xlsx", size=20_480),
            mapping=(("单位名称", "unit"), ("收文日期", "on")),
        ),
        BatchImported(
            template="命令", template_version=1, rows=0, recorded=0, skipped=0,
            file=Evidence(sha=SHA, name="命令.jsonl", size=0),
        ),
    ),
)  # fmt: skip
