"""A ledger in memory with a clock to turn: fifteen units of one sequence, scored and approved for 2023."""

import datetime as dt
from collections.abc import Sequence
from itertools import count

from ptaudit.application import Opening, Outcome, Ptaudit
from ptaudit.domain.commands.assessment import ApproveResult, DeductScore, SaidResult
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.targets import IssueRules, SaidRuleItem
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.values import UnitKind, to_points

ZONE = dt.timezone(dt.timedelta(hours=8))
DAY = dt.date

#: 同序列其余十四个单位的审定得分.
OTHERS: Sequence[tuple[str, UnitKind, str]] = (
    ("永宁镇", "镇", "93.20"),
    ("双河街道", "街道", "91.85"),
    ("临江镇", "镇", "90.10"),
    ("石桥乡", "乡", "89.60"),
    ("高新园区", "园区", "88.40"),
    ("金山镇", "镇", "86.90"),
    ("太和街道", "街道", "86.20"),
    ("大柏镇", "镇", "85.75"),
    ("新店乡", "乡", "84.30"),
    ("马鞍镇", "镇", "83.90"),
    ("长乐镇", "镇", "82.60"),
    ("南坪街道", "街道", "81.15"),
    ("三溪乡", "乡", "79.80"),
    ("白鹤镇", "镇", "76.40"),
)
ITEMS = (
    SaidRuleItem(
        code="R31",
        name="整改各类环境问题",
        group="8.2",
        mode="扣分",
        points=to_points("10"),
        rule_text="逾期未整改每件扣3分",
    ),
    SaidRuleItem(
        code="R1",
        name="其他工作",
        group="8.1",
        mode="扣分",
        points=to_points("90"),
        rule_text="按工作情况扣分",
    ),
)


class County:
    """Commands at stated times; operators ``mdb`` and ``epb``."""

    def __init__(self) -> None:
        self.now = dt.datetime(2023, 3, 1, 9, tzinfo=ZONE)
        ids = count(1)
        self.app = Ptaudit.create(
            "sqlite://",
            Opening(county="测试县", origin="test.example/ptaudit"),
            clock=lambda: self.now,
            new_id=lambda: f"{next(ids):032x}",
        )

    def at(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> "County":
        self.now = dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)
        return self

    def do(self, command: Command, by: str = "epb") -> Outcome:
        return self.app.execute(command, operator=by)


def paper(doc_no: str) -> tuple[BasisDocument, ...]:
    return (BasisDocument(doc_no=doc_no),)


def disputed() -> tuple[County, str]:
    """清河镇 lost 3 points for a finding put right in time but typed in late; the deduction's entry id."""
    county = County()
    county.do(RegisterUnit(name="清河镇", unit_kind="镇", unit="qinghe"), "mdb")
    for n, (name, kind, _) in enumerate(OTHERS, 1):
        county.do(RegisterUnit(name=name, unit_kind=kind, unit=f"u{n:02}"), "mdb")
    rules = IssueRules(
        year=2023,
        applies_to=("A",),
        items=ITEMS,
        full_marks=to_points("100"),
        basis=paper("×绩发〔2023〕1号"),
        irregular="拟制稿未登记",
    )
    county.do(rules, "mdb")
    county.at(2023, 11, 3, 16, 20)
    county.do(RaiseFinding(units=("清河镇",), issue="沿河养殖粪污直排", finding="F-2023-017"))
    county.at(2023, 11, 6, 9, 5)
    county.do(
        OrderRectification(
            finding="F-2023-017", deadline=DAY(2023, 12, 20), basis=paper("×环改〔2023〕17号")
        )
    )
    county.at(2024, 1, 8, 15)
    deduction = DeductScore(
        unit="清河镇", item="R31", amount=to_points("3"), because=("F-2023-017",)
    )
    [entry] = county.do(deduction).records
    county.at(2024, 1, 20, 17, 30)
    scores = (("清河镇", "87.50"), *((name, score) for name, _, score in OTHERS))
    county.do(
        ApproveResult(
            year=2023,
            by=("CPC", "CGV"),
            basis=paper("×委纪要〔2024〕3号"),
            scores=tuple(SaidResult(unit=name, score=to_points(score)) for name, score in scores),
        ),
        "mdb",
    )
    county.at(2024, 1, 25, 11, 42)
    return county, entry.id
