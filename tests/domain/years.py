"""A small county and its 2023, step by step of 第十五条, for tests of the year's acts."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from ptaudit.domain.clocks import known
from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DeviateProcedure,
    DoReview,
    IssueOpinion,
    SaidReview,
    SaidScore,
    SubmitReport,
    VerifyOpinion,
)
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.commands.selfchecks import ReturnSubmission
from ptaudit.domain.cycle.fold import Cycles, gather
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.vetoes import Authority, RestrictionImposed, VetoDecided
from ptaudit.domain.values import Sequence
from tests.domain.specification import Spec, unit

DAY = dt.date
YEAR = 2023
PAPER = (BasisDocument(doc_no="×委纪要〔2024〕3号"),)
CIRCULAR = (BasisDocument(doc_no="×委办〔2024〕5号"),)

TOWNS = {"qinghe": "清河镇", "hekou": "河口镇", "shiqiao": "石桥乡", "linjiang": "临江镇"}
OFFICES = {"hbj": "县环保局", "slj": "县水利局"}
NAMES = {**TOWNS, **OFFICES}
SCORES = {"清河镇": "90.00", "河口镇": "88.50", "石桥乡": "80.00", "临江镇": "79.00"}
OFFICE_SCORES = {"县环保局": "95.00", "县水利局": "91.00"}

COUNTY = Spec().given(
    *(unit(code, name, "乡" if name.endswith("乡") else "镇") for code, name in TOWNS.items()),
    *(unit(code, name, "部门") for code, name in OFFICES.items()),
)


def said(scores: dict[str, str]) -> tuple[SaidScore, ...]:
    return tuple(SaidScore(unit=name, score=Decimal(score)) for name, score in scores.items())


def review(*names: str, on: dt.date = dt.date(2024, 1, 5)) -> DoReview:
    rows = tuple(SaidReview(unit=name) for name in names or tuple(NAMES.values()))
    return DoReview(year=YEAR, units=rows, on=on)


def opinion(
    sequence: Sequence = "A",
    scores: dict[str, str] | None = None,
    on: dt.date = dt.date(2024, 1, 8),
    irregular: str | None = None,
) -> IssueOpinion:
    table = scores or (SCORES if sequence == "A" else OFFICE_SCORES)
    return IssueOpinion(
        year=YEAR, sequence=sequence, scores=said(table), on=on, irregular=irregular
    )


def verify(
    sequence: Sequence = "A", on: dt.date = dt.date(2024, 1, 10), irregular: str | None = None
) -> VerifyOpinion:
    return VerifyOpinion(year=YEAR, sequence=sequence, on=on, irregular=irregular)


REPORT = SubmitReport(year=YEAR, computed=True, on=DAY(2024, 1, 12))
APPROVE = ApproveResult(
    year=YEAR, by=("CPC", "CGV"), on=DAY(2024, 1, 15), basis=PAPER, meeting="县委常委会第3次"
)
PUBLISH = PublishResult(year=YEAR, on=DAY(2024, 1, 18), basis=CIRCULAR)

REVIEWED = COUNTY.by("epb").did(review())
OPINED = REVIEWED.did(opinion("A")).did(opinion("B"))
VERIFIED = OPINED.by("mdb").did(verify("A")).did(verify("B"))
REPORTED = VERIFIED.did(REPORT)
APPROVED = REPORTED.did(APPROVE)
PUBLISHED = APPROVED.did(PUBLISH)


def year(spec: Spec, on: dt.date | None = None, year: int = YEAR) -> Cycle:
    """The year as the ledger of *spec* has it, effective by *on*."""
    state = Cycles()
    for record in known(spec.records, on):
        state = gather(state, record)
    return state.of(year)


def vetoed(
    spec: Spec,
    result: Literal["认定", "不予认定", "撤销"] | None = "认定",
    unit: str = "qinghe",
    day: int = 11,
    of: int = YEAR,
) -> Spec:
    """A restriction by the province, and what 县委、县政府 decided on it (None: nothing yet)."""
    imposed = RestrictionImposed(
        case="V-1",
        units=(unit,),
        authority=Authority(name="省生态环境厅", level="省"),
        scope="涉磷项目",
        from_=DAY(of, 9, 1),
    )
    spec = spec.given(imposed, on=DAY(of, 9, 1))
    if result is None:
        return spec
    decided = VetoDecided(case="V-1", unit=unit, year=of, ground="区域限批", result=result)
    return spec.given(decided, on=DAY(2024, 1, day), basis="×委〔2024〕1号")


def sent_back(spec: Spec, kind: str, on: dt.date) -> Spec:
    """The last entry of *kind* is sent back on a day."""
    target = next(r.id for r in reversed(spec.records) if r.kind == kind)
    command = ReturnSubmission(target=target, reason="数据有误", on=on, basis=PAPER)
    return spec.by("mdb").did(command)


def deviate(step: str, *units: str, on: dt.date = dt.date(2024, 1, 20)) -> DeviateProcedure:
    return DeviateProcedure.model_validate(
        {
            "year": YEAR,
            "step": step,
            "approved_by": "县绩效委",
            "units": units,
            "reason": "县委要求提前",
            "on": on,
        }
    )
