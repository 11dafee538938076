"""What is said of a defect in a table's formulas. 错误: it cannot be computed; 提示: it stands as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["错误", "提示"]

ERRORS: Mapping[str, str] = {
    "unreadable": "{text}",
    "code_twice": "指标代码{code}重复,第{other}行已用",
    "circle": "上级指标{code}与自己循环",
    "ref_unknown": "取用了表内没有的指标“{ref}”的得分",
    "ref_circle": "得分循环取用:{path}",
    "on_group": "本项有下级项目,算法永远用不到",
    "not_number": "“{said}”不是数",
    "wanted": "“{said}”应取{wanted}",
    "per_zero": "“每”应大于0",
    "band_gap": "{low}至{high}之间没有档次",
    "band_empty": "档次{low}至{high}不含任何数",
    "never_won": "本项从0分起,算法只扣不加,永远得不到分",
}
WARNINGS: Mapping[str, str] = {
    "band_overlap": "{low}起两档重叠,按写在前面的计",
    "band_open": "{said}没有档次",
    "word_twice": "“{word}”写了两次,后一次永远用不到",
    "place_twice": "第{rank}名写了两次,后一次永远用不到",
    "place_empty": "名次{first}至{last}不含任何名次",
    "weights": "权重合计{total}%,应为100%",
    "parts": "各项合计{total}分,本项{points}分",
    "level_order": "{high}一级{more}分,{low}一级{less}分,级别与分值不一致",
    "level_twice": "“{level}”一级写了两次",
    "step_over": "“{form}”写有{amounts}分,超过上限{limit}分",
    "never_holds": "条件“{said}”不可能成立,永远用不到",
    "never_added": "本项从满分起且封顶{cap}分,只加不减,永远不起作用",
    "no_amount": "“{form}”的分值为0",
    "floor_mixed": "各步保底写法不一致,按口径item.floor计",
    "grade_never": "等次“{grade}”永远用不到",
    "grade_over": "等次“{grade}”要求{points}分,满分只有{full}分",
    "case_name": "情形代码“{code}”含标点,按“{name}”取次数",
    "no_target": "{unit}没有目标任务",
    "no_rule": "{unit}的目标指标{indicator}没有细则",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect by its row. *row* 0: about the table as a whole."""

    row: int
    code: str
    text: str
    severity: Severity = "提示"


def fault(code: str, row: int, /, **params: object) -> Fault:
    """The fault *code*, a key of ERRORS or WARNINGS."""
    if code in ERRORS:
        return Fault(row, f"rules.{code}", ERRORS[code].format(**params), "错误")
    return Fault(row, f"rules.{code}", WARNINGS[code].format(**params))
