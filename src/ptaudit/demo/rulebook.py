"""The two 考评细则 of the synthetic county: one tree for townships and parks, one for departments."""

from decimal import Decimal
from typing import Literal

from ptaudit.domain.commands.targets import SaidPerCase, SaidRuleItem

Sequence = Literal["A", "B"]
Mode = Literal["扣分", "得分", "核定"]

#: code, name, group, mode, points, text; a group's own line carries the sum of its items.
_LINES: tuple[tuple[str, str, Literal["8.1", "8.2", "8.3"], Mode, str, str], ...] = (
    ("11", "定期研究部署", "8.1", "扣分", "5", "每少研究一次扣1分,扣完为止"),
    ("12", "报告环境状况", "8.1", "扣分", "3", "未报告扣3分"),
    ("13", "自查评估报送", "8.1", "扣分", "4", "逾期报送每次扣1分,未抄送每次扣0.5分,扣完为止"),
    ("14", "宣传教育培训", "8.1", "核定", "8", "按开展情况核定"),
    ("21", "大气污染防治", "8.2", "核定", "15", "按年度任务完成情况核定"),
    ("22", "水污染防治", "8.2", "核定", "15", "按年度任务完成情况核定"),
    ("23", "土壤污染防治", "8.2", "核定", "10", "按年度任务完成情况核定"),
    ("24", "生态环境保护年度目标任务", "8.2", "核定", "15", "按约束性指标完成情况核定"),
    ("31", "整改各类环境问题", "8.3", "扣分", "15", "逾期未整改每件扣3分,扣完为止"),
    ("32", "环境信访", "8.3", "扣分", "10", "重复信访查实每件扣1分,扣完为止"),
)
_GROUPS = (
    ("1", "加强组织领导情况", "8.1"),
    ("2", "推动重点工作情况", "8.2"),
    ("3", "强化考核问效情况", "8.3"),
)


def items(sequence: Sequence) -> tuple[SaidRuleItem, ...]:
    """The tree for one sequence: A11 … A32 under A1 … A3, or B likewise; a hundred points."""
    found: list[SaidRuleItem] = []
    for code, name, group in _GROUPS:
        lines = [line for line in _LINES if line[2] == group]
        total = sum((Decimal(line[4]) for line in lines), Decimal(0))
        article = "9" if sequence == "A" else "10"
        found.append(_item(sequence + code, None, name, group, "得分", total, name, article))
        found += [
            _item(sequence + c, sequence + code, n, g, mode, Decimal(points), text, article)
            for c, n, g, mode, points, text in lines
        ]
    return tuple(found)


def awarded(sequence: Sequence) -> tuple[tuple[str, Decimal], ...]:
    """Items whose points are determined for each unit, with their full points."""
    return tuple((sequence + line[0], Decimal(line[4])) for line in _LINES if line[3] == "核定")


def _item(
    code: str,
    parent: str | None,
    name: str,
    group: str,
    mode: Mode,
    points: Decimal,
    text: str,
    article: str,
) -> SaidRuleItem:
    case = SaidPerCase(code="逾期", amount=Decimal("3.00"), text="逾期未整改", floor="扣完为止")
    return SaidRuleItem.model_validate(
        {
            "code": code,
            "parent": parent,
            "name": name,
            "group": group,
            "article": f"{article}.{group[-1]}",
            "mode": mode,
            "points": points,
            "rule_text": text,
            "floor": "0" if mode == "扣分" else None,
            "per_case": (case,) if code.endswith("31") else (),
        }
    )
