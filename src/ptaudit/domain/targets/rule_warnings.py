"""What is said of a defect in a scoring table; the words are kept with the rules they are about."""

from collections.abc import Mapping
from decimal import Decimal

from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.formulas.rows import plain

#: Stored with the rules: a later change of wording changes no earlier entry.
TEXTS: Mapping[str, str] = {
    "total": "一级项目分值合计{total}分,满分{full}分({terms})",
    "sum": "下级分值合计{total}分,本项{points}分({terms})",
    "unit_sum": "{unit}各项分值合计{total}分,应为{points}分({terms})",
    "parent_unknown": "上级指标{parent}不在表内,按一级项目登记",
    "number_twice": "序号{no}重复,第{other}行已用",
    "unit_unknown": "{unit}未登记,本项暂不适用于任何单位",
    "no_points": "本行没有分值,按0分登记",
    "over_limit": "写有{amounts}分的奖扣,超过本项{points}分",
    "cap_over": "上限{cap}分高于本项{points}分",
    "floor_over": "下限{floor}分高于本项上限{most}分",
    "case_over": "每次{amount}分超过本项{points}分",
    "floor_silent": "按次扣分未写明是否扣完为止,按口径item.floor计",
    "no_unit": "“{text}”缺“分”字,未作分项",
    "text_twice": "评分标准与第{other}行相同",
    "parts_unmarked": "评分标准列有{listed}条,只有{marked}条写明分值",
    "text_missing": "本行没有评分标准,以名称代替",
    "line_total": "合计行“{said}”没有作为一项",
    "line_note": "表注“{said}”没有读",
    "line_again": "又是表头,没有作为一项",
    "section_above": "一级项目栏空着,按上面第{other}行的“{said}”",
    "points_word": "分值写“{said}”,按0分登记",
    "points_from_text": "分值栏没有写,按评分标准所写的{points}分登记",
    "points_summed": "“{said}”没有写分值,按下级合计{points}分登记",
    "points_bonus": "分值写“{said}”,是加分还是应得分请核对,按{points}分登记",
    "column_unread": "“{heading}”一列没有读(共{count}格,本行起)",
    "sheet_unread": "工作表“{sheet}”没有读",
    "no_number": "本行没有序号,以行号为指标代码",
}


def warning(code: str, row: int, /, **params: str | int | Decimal) -> RuleWarning:
    """The warning *code* (a key of TEXTS) about a row; decimals without idle zeros."""
    said = {
        name: plain(value) if isinstance(value, Decimal) else str(value)
        for name, value in params.items()
    }
    return RuleWarning(row=row, code=f"rules.{code}", text=TEXTS[code].format(**said))
