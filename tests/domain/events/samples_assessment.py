"""One full and one minimal event of each kind of the families I to K."""

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
from ptaudit.domain.events.results import (
    AccountabilityProposed,
    Interviewee,
    InterviewHeld,
    Rank,
    ResultPublished,
)
from tests.domain.events.samples_registers import EARLIER, OTHER, SHA

CASE = "F-2025-017"
SCORES = (
    UnitScore(unit="hekou", score=Decimal("88.50")),
    UnitScore(unit="qinghe", score=Decimal("91.25")),
)
DIFFERENCE = Difference(list="先进", unit="hekou", reason="县委常委会决定")

ASSESSED: tuple[tuple[Event, Event], ...] = (
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
