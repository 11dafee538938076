"""Random acts of random operators, many of them wrong: what a ledger may meet in the hands of people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from ptaudit.domain.commands import assessment, basis, findings, history, register, results, vetoes
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.commands.targets import ServeDocument

#: Names that get their meaning when the step is taken: an entry counted back from the head, a day
#: so many days before, a finding or a case that is there (counted round), the target's last correction.
BACK, AGO, FINDING, CASE, LAST = "back:", "ago:", "finding:", "case:", "last:"

TOWNS = ("清河镇", "河口镇", "石桥乡")
Field = Callable[[Random], Any]


@dataclass(frozen=True)
class Step:
    """*days* after the step before, *operator* says *said*."""

    days: int
    operator: str
    command: type[Command]
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """A command people give: whose it is, what it needs, what it may say besides; *weight* is how often."""

    command: type[Command]
    by: str
    needs: Mapping[str, Field]
    may: Mapping[str, Field]
    weight: int = 1

    def step(self, chance: Random) -> Step:
        may = {"on": ago, "irregular": reason, "reason": reason, **self.may}
        said = {name: field(chance) for name, field in self.needs.items()}
        said |= {name: field(chance) for name, field in may.items() if chance.random() < 0.4}
        if chance.random() < 0.9:
            said["basis"] = paper(chance)
        anybody = chance.random() < 0.06
        operator = chance.choice(("mdb", "epb", "admin")) if anybody else self.by
        return Step(chance.choice((0, 0, 1, 3, 20)), operator, self.command, said)


def histories(seed: int, length: int) -> Sequence[Step]:
    """*length* steps, the same for the same *seed*; a shorter one is the beginning of a longer one."""
    chance = Random(seed)
    weights = [act.weight for act in ACTS]
    return [chance.choices(ACTS, weights)[0].step(chance) for _ in range(length)]


def of(*choices: Any) -> Field:
    return lambda chance: chance.choice(choices)


def named(prefix: str, *numbers: int) -> Field:
    return lambda chance: f"{prefix}{chance.choice(numbers)}"


def last_of(kind: str) -> Field:
    """One of the last entries of *kind*."""
    return lambda chance: f"{BACK}{chance.randrange(4)}:{kind}"


def scored(chance: Random) -> Any:
    units = chance.sample(TOWNS, chance.choice((1, 2, 3, 3, 3, 3)))
    return tuple({"unit": unit, "score": marks(chance)} for unit in units)


def few(chance: Random) -> Any:
    """So few that nobody is in the first third and in the last three at once."""
    return scored(chance)[:2]


def corrected(chance: Random) -> Any:
    return tuple((unit, marks(chance)) for unit in chance.sample(TOWNS, chance.choice((1, 2))))


def completed(chance: Random) -> Any:
    units = chance.sample(TOWNS, chance.choice((1, 2, 3)))
    result = of("完成", "未完成", "缓议")
    return tuple({"unit": u, "result": result(chance), "grounds": "见附表"} for u in units)


ago = named(AGO, 0, 0, 0, 1, 1, 5, 5, 20, 40, 400, -1)
ahead = named(AGO, -1, -10, -40, -90, 3)
back = named(BACK, *range(25))
number = named(FINDING, *range(6))
case = named(CASE, *range(3))
unit = of(*TOWNS, *TOWNS, "县水利局", "清合镇")
town = of(*TOWNS)
year = of(2024, 2025)
marks = of("-3", "-0.5", "2", "7.25", "0", "80", "99.5")
paper = of("×委发〔2025〕3号", "×环函〔2025〕17号")
reason = of("当时即如此")
level = of("县", "市", "市", "省")
A = of("A")
epa = of("县生态环境局")

#: What may be wrong in an entry, by the field's name.
CHANGES: Mapping[str, Field] = {
    "unit": unit, "units": town, "on": ago, "year": year, "amount": marks, "finding": number,
    "completion": of("完成", "未完成", "大概"), "period": of("上半年", "年终"), "to": ahead,
    "issue": of("改写的问题"), "passed": of("true", "false"), "score": marks, "case": case,
    "basis": paper, "receipt_no": of("收文12"), "name": of("新名镇"), "stage": of("复核"),
}  # fmt: skip


def change(chance: Random) -> Any:
    """Every change there is in some order: the first that the target has a field for is made."""
    return tuple(
        (name, CHANGES[name](chance)) for name in chance.sample(list(CHANGES), len(CHANGES))
    )


def one(field: Field) -> Field:
    return lambda chance: (field(chance),)


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
