"""Acts of the first hour: findings, self-checks, scores, results, cases, corrections."""

from collections.abc import Sequence

from ptaudit.domain.commands import assessment, basis, findings, history, register, results, vetoes
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.commands.targets import ServeDocument
from tests.application.steps import (
    LAST,
    A,
    Act,
    ago,
    ahead,
    back,
    case,
    change,
    completed,
    corrected,
    epa,
    few,
    last_of,
    level,
    marks,
    number,
    of,
    one,
    reason,
    scored,
    town,
    unit,
    year,
)

ACTS: Sequence[Act] = (
    Act(
        findings.RaiseFinding, "epb", {"units": town, "issue": of("粪污直排", "散煤复燃", "扬尘")},
        {"deadline": ahead, "served": ago, "finding": of("F-2024-001", "F-2025-017")}, 6,
    ),
    Act(findings.RaiseFinding, "epb", {"units": town, "issue": of("噪声", "异味"), "days": of(1, 30)}, {}, 2),
    Act(findings.NotifyFinding, "epb", {"finding": number}, {}),
    Act(findings.OrderRectification, "epb", {"finding": number, "deadline": ahead}, {"served": ago}, 4),
    Act(findings.SubmitRectification, "epb", {"finding": number}, {"receipt": of("收文1")}, 3),
    Act(findings.RequestExtension, "epb", {"finding": number, "to": ahead, "reason": reason}, {}, 2),
    Act(findings.DecideExtension, "epb", {"finding": number, "result": of("批准", "不予")}, {}, 2),
    Act(findings.VerifyRectification, "epb", {"finding": number, "result": of("通过", "通过", "不通过")}, {}, 3),
    Act(findings.CloseFinding, "epb", {"finding": number}, {"verified": ago}, 3),
    Act(findings.ReopenFinding, "epb", {"finding": number, "why": of("反弹")}, {"score_year": year}),
    Act(
        FileSelfcheck, "epb", {"unit": unit, "period": of("上半年", "年终")},
        {"year": year, "copied": ago, "receipt": of("收文7")}, 4,
    ),
    Act(ReturnSubmission, "epb", {"target": last_of("selfcheck.filed"), "reason": reason}, {"redo_by": ahead}, 2),
    Act(AttachEvidence, "epb", {"target": back, "receipt": of("收文9", "收文10")}, {}),
    Act(ServeDocument, "epb", {"doc_no": of("×环函〔2025〕17号", "×函〔2025〕1号"), "to": town}, {}),
    Act(
        assessment.EnterScore, "epb", {"unit": unit, "item": of("A11", "A21", "A31"), "amount": marks, "note": reason},
        {"year": year, "because": one(back)}, 4,
    ),
    Act(
        assessment.DeductScore, "epb",
        {"unit": town, "item": of("A11", "A31"), "amount": of("3", "0.5"), "because": one(number)},
        {"year": year}, 4,
    ),
    Act(assessment.ReverseScore, "epb", {"target": last_of("score.entered"), "reason": reason}, {}, 3),
    Act(assessment.DetermineCompletion, "mdb", {"year": year, "units": completed}, {}),
    Act(assessment.IssueOpinion, "epb", {"year": year, "sequence": A, "scores": scored}, {}, 2),
    Act(assessment.VerifyOpinion, "mdb", {"year": year, "sequence": A, "scores": scored}, {}, 2),
    Act(assessment.SubmitReport, "mdb", {"year": year}, {"scores": scored, "computed": of(True)}, 2),
    Act(
        assessment.ApproveResult, "mdb", {"year": year, "by": of("县委", "县委,县政府")}, {"scores": scored}, 1,
    ),
    Act(
        assessment.ApproveResult, "mdb", {"year": year, "by": of("县委,县政府"), "scores": few}, {}, 4,
    ),
    Act(
        results.CorrectResult, "mdb", {"year": year, "by": of("县委", "县委,县政府", "县委,县政府"), "reason": reason},
        {"set": corrected, "reverses": one(last_of("score.entered"))}, 5,
    ),
    Act(results.PublishResult, "mdb", {"year": year}, {"computed": of(True)}),
    Act(results.HoldInterview, "mdb", {"unit": town}, {"year": year}),
    Act(
        history.CarryHistory, "mdb",
        {"unit": unit, "year": of(2021, 2022, 2023), "completion": of("完成", "未完成", "未认定")},
        {"score": marks, "rank": of(1, 2, 0), "sequence": A}, 3,
    ),
    Act(
        register.SequenceUnit, "mdb",
        {"unit": town, "sequence": of("A", "B", "不参与排位"), "from_year": year}, {},
    ),
    Act(basis.OpenYear, "mdb", {"year": year}, {}),
    Act(
        basis.AdoptPolicy, "mdb",
        {"from_year": year, "keys": one(of(
            "finding.year=raising", "score.cap=none", "extension.max=2", "approval.mode=separate",
            "late_filing=refuse_score", "deadline.start=issue", "veto.implies_incomplete=yes",
        ))}, {},
    ),
    Act(vetoes.ReportIncident, "epb", {"text": of("泄漏"), "occurred_on": ago}, {"units": town, "case": case}, 2),
    Act(
        vetoes.GradeIncident, "epb",
        {"case": case, "grade": of("一般", "较大"), "standard": of("预案2014"), "authority": epa, "level": level}, {},
    ),
    Act(vetoes.AttributeIncident, "epb", {"case": case, "responsible": town, "authority": epa, "level": level}, {}),
    Act(vetoes.ImposeRestriction, "epb", {"units": town, "scope": of("涉水"), "authority": epa, "level": level}, {}),
    Act(vetoes.DecideVeto, "mdb", {"case": case, "unit": town, "result": of("认定", "认定", "撤销")}, {"year": year}),
    Act(CorrectRecord, "epb", {"target": back, "set": change, "supersedes": of(LAST), "reason": reason}, {}, 14),
    Act(CorrectRecord, "mdb", {"target": back, "set": change, "supersedes": of(LAST), "reason": reason}, {}, 6),
    Act(VoidRecord, "epb", {"target": back, "reason": reason}, {"also": one(back)}, 4),
    Act(VoidRecord, "mdb", {"target": back, "reason": reason}, {"also": one(back)}, 2),
)  # fmt: skip
