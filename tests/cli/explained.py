"""A year to be explained: rules, a finding, a deduction for it, an award, the approval; how it is asked."""

import json
from decimal import Decimal
from typing import Any

from tests.cli.desk import Desk, at

ITEMS = """\
code,name,group,mode,points,rule_text
R1,整改各类环境问题,8.3,扣分,60,逾期未整改每件扣3分
R2,宣传教育培训,8.1,核定,25,按开展情况核定
R3,机制创新,8.2,得分,15,每项得5分
"""
FINDING = "F-2025-001"


#: What the year 2025 of :func:`year` is made of, each at its own time.
RULES = "rules issue 2025 A --full-marks 100 --items 细则.csv --basis ×绩委〔2025〕1号"
RAISE = "finding raise 清河镇 粪污直排 --deadline 12-20 --basis ×环改〔2025〕17号"
DEDUCT = f"score deduct 清河镇 R1 3 --because {FINDING}"
AWARD = "score enter 清河镇 R2 20 --note 年度开展情况"
APPROVE = "result approve 2025 --by 县委,县政府 --meeting 县委常委会 --basis ×委纪要〔2026〕3号"
SCORES = "--scores 清河镇=76.50 --scores 河口镇=80 --yes"
SUBMIT = f"finding submit {FINDING} --on 2025-12-18 --receipt 收文2025-412"
STEPS = (
    ("2025-01-08 09:00", f"{RULES} --irregular 拟制稿未登记"),
    ("2025-11-03 09:00", f"{RAISE} --operator epb"),
    ("2026-01-08 09:00", f"{DEDUCT} --operator epb"),
    ("2026-01-08 09:01", f"{AWARD} --operator epb"),
    ("2026-01-20 09:00", f"{APPROVE} {SCORES}"),
    ("2026-01-25 09:00", f"{SUBMIT} --operator epb"),
)


def recorded(open_desk: Desk) -> Desk:
    """Rules, a finding, a deduction for it, an award, the approval; the answer to it typed after that."""
    (open_desk.folder / "细则.csv").write_text(ITEMS, "utf-8")
    for now, line in STEPS:
        open_desk.now = at(now)
        open_desk.ok(f"ptaudit {line}")
    return open_desk


def rows(desk: Desk, asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.ok(f"ptaudit explain {asked} --format json"))[
        "rows"
    ]
    return found


def added(found: list[dict[str, Any]], line: str) -> Decimal:
    return sum((Decimal(row["counted"]) for row in found if row["line"] == line), Decimal(0))


ASKED = {
    "explain": "清河镇 --year 2025",
    "explain --lost": "清河镇 --year 2025 --lost",
    "explain --stages": "清河镇 --year 2025 --stages",
    "explain entry": "第32号",
    "explain article": "第十四条",
}
