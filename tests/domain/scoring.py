"""A county with 考评细则 and one finding, and the score entries tests make in it."""

import datetime as dt
from typing import Any, Literal

from ptaudit.domain.commands.assessment import DeductScore, EnterScore
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.events.assessment import (
    ApprovedScore,
    OpinionIssued,
    ResultApproved,
    ScoreEntered,
    UnitScore,
)
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.basis import PolicyAdopted, YearOpened, YearSpan
from tests.domain.sheets import case, issued, item, points
from tests.domain.specification import Spec, unit

DAY = dt.date
ON = DAY(2024, 1, 8)
ITEMS = (
    item("G", "扣分", 60),
    item("R31", "扣分", 10, parent="G", cases=(case("late", 3),)),
    item("R32", "扣分", 10, parent="G", floor="无"),
    item("R2", "得分", 10, cap=20),
    item("R4", "核定", 15),
    item("R5", "扣分", 5, applies_to=("hekou",)),
)
PAPER = (BasisDocument(doc_no="×环函〔2023〕17号"),)
COUNTY = Spec(operator="epb").given(
    unit("qinghe", "清河镇"),
    unit("hekou", "河口镇"),
    unit("hbj", "环保局", "部门").model_copy(update={"roles": ("EPB",)}),
)
RULED = COUNTY.given(issued(*ITEMS), on=DAY(2023, 3, 1), basis="×绩发〔2023〕1号").given(
    issued(*ITEMS, applies_to="B"), on=DAY(2023, 3, 1), basis="×绩发〔2023〕1号"
)
FOUND = RULED.did(
    RaiseFinding(units=("清河镇",), issue="粪污直排", finding="F-2023-017", on=DAY(2023, 11, 3))
).did(
    OrderRectification(
        finding="F-2023-017", on=DAY(2023, 11, 6), deadline=DAY(2023, 12, 20), basis=PAPER
    )
)


def entered(amount: str = "-3", **more: Any) -> ScoreEntered:
    content: dict[str, Any] = {
        "entry_no": 1,
        "unit": "qinghe",
        "year": 2023,
        "stage": "审核",
        "item": "R31",
        "amount": points(amount),
        "award": "增减",
        "rules_version": 1,
    }
    return ScoreEntered(**{**content, **more})


def deduct(amount: str = "3", **more: Any) -> DeductScore:
    said: dict[str, Any] = {"unit": "清河镇", "item": "R31", "on": ON, "because": "F-2023-017"}
    return DeductScore(**{**said, "amount": amount, **more})


def enter(amount: str, **more: Any) -> EnterScore:
    said: dict[str, Any] = {"unit": "清河镇", "item": "R2", "on": ON, "note": "评语"}
    return EnterScore(**{**said, "amount": amount, **more})


def approved(*organs: Literal["CPC", "CGV"]) -> ResultApproved:
    scores = (ApprovedScore(unit="qinghe", score=points("87.50")),)
    return ResultApproved(year=2023, approving=organs, scores=scores, form="会议")


def opinion() -> OpinionIssued:
    scores = (UnitScore(unit="qinghe", score=points(97)),)
    return OpinionIssued(year=2023, sequence="A", opinion_version=1, scores=scores)


def opened(year: int) -> YearOpened:
    return YearOpened(year=year, year_version=1, due=())


def adopted(**keys: str) -> PolicyAdopted:
    pairs = tuple(sorted((name.replace("__", "."), value) for name, value in keys.items()))
    return PolicyAdopted(policy_version=1, keys=pairs, years=YearSpan(from_=2020))
