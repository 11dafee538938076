"""docs/reference/rules-language.md: every form with what it computes, made by computing it."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from ptaudit.application.recorded_facts import COUNTS, DUTY
from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import Condition, Input, Overall
from ptaudit.domain.formulas import reading
from ptaudit.domain.formulas.rows import ROWS
from ptaudit.domain.rules.faults import ERRORS, WARNINGS
from ptaudit.domain.values import points_text
from tests.architecture.tree import ROOT
from tests.docs.reference.markdown import code, joined, table
from tests.domain.rules.given import come_to, item

EXAMPLES = ROOT / "tests" / "domain" / "rules" / "forms.csv"
#: What each form is for, in the words of scoring tables.
FORMS: Mapping[str, str] = {
    "每次": "出现一次扣(加)几分;可封顶(最多),可写明扣完为止或扣分不保底。约谈扣分也用它。",
    "每差": "每差一个单位扣(加)几分,高了好低了好都行;不足一个单位怎么计,细则写明从细则,不写从口径 partial_unit。",
    "按比例": "按完成比例得分,或比率乘分(乘分写明)。比率一律按百分数,两个取值相除写作 甲/乙。",
    "线性": "a·x+b,低于界限得零分,最多几分;达标率这类百分数写 按率计=是,按小数代入。",
    "超幅": "超过(或低于)目标百分之几,每百分之一扣几分;超过一定幅度整项零分。",
    "达标": "达到条件得全部分值,否则不得分。",
    "查表": "按等次得分:优秀、良好、合格。",
    "分档": "按数值落在哪一档得分;“60~90”含60不含90。",
    "分项": "几个固定分项,各有各的条件,做到一项得一项。",
    "置零": "条件成立,整项为零。写在最后。",
    "分级": "按级别奖或扣;取最高只算最高一级,各级一次每级只算一次,每件按件数算。",
    "加权": "几个百分制的分项按权重合成,再折成本项分值;可以取别的指标的得分。",
    "按名次": "第几名加(扣)几分。",
    "酌情": "由人评定,必须写评语;没有评语就是缺。",
    "连续": "连续几期达到界限,扣(加)几分。",
}
SOURCES: Mapping[str, str] = {
    "指标值": "核定的指标值",
    "目标值": "下达的目标值;不写目标时取同名的目标值",
    "次数": "次数、件数、篇数",
    "等次": "文字等次,如 优秀",
    "名次": "第几名;名次:总分 是总分的名次",
    "是否": "是或否",
    "得分": "本表另一指标的得分,写指标代码;写上级项目的代码取其下各项之和",
    "逐期": "一行数,如逐月的名次,用、分开",
    "评定": "人所评定的分值,附评语",
    "数": "数本身,如 数:95",
}
HEAD = """\
# 考评细则的算法

细则里的每一项可以写明分值怎样从事实得出,这就是算法。算法是数据,不是程序:形式只有下面几种,
取值只有下面几类,从不执行任何表达式;全部用十进制计算,只在每一行分值落到两位小数、总分按口径 score.scale
折算这两处四舍五入,并在说明里写出。同一算法有三种写法,互相读写不走样:YAML 的“算法”一栏、表格的一格、
账本里的登记(第2版格式;没有算法的表仍按第1版登记,一字不变)。

本页由程序生成,例子逐条算过。办法见[考评细则表原样入账](../how-to/rules.md)。

一格里:形式后写冒号,各栏写 `栏=内容`,用逗号分开;几步用分号分开,依次计算;几行用 `|` 分开。

## 从哪里起算

扣分项从满分起,得分项从0起;核定项的第一步只扣不加的从满分起,否则从0起。从满分起的项,“得几分”类的形式
扣去没有得到的部分。最后按上限(不写为分值)和下限(不写则看保底写法,再看口径 item.floor)收住。
缺一个取值,这一项就是“缺”,列出缺什么,从不当作0。

没有写算法、写有按次分值的,按 `次数:情形代码` 计;两样都没有的,由人评定(`评定:指标代码`)。

## 取值
"""
CONDITIONS = """\
## 条件

`取值 比较 数|取值|文字`,比较用 ≥ ≤ > < = ≠;`是否:名称` 单写是“是”,前面加“非”是“否”。
用 ` 且 `、` 或 ` 连接(两边留空格),且先于或,没有括号。每一步都可以写 `适用条件` 和 `免扣条件`。"""


def page() -> str:
    return joined(
        HEAD,
        table(["来源", "意思"], [[code(f"{name}:名称"), said] for name, said in SOURCES.items()]),
        "两个取值之间写 `/` 是前者占后者的百分数。名称用汉字、字母、数字和 `_ . -`。",
        CONDITIONS,
        "## 形式",
        *_forms(),
        "## 总评",
        "写在全表之上。等次从高到低写,取第一个符合的;“前10”是总分名次。",
        table(["栏", "写法"], _columns(Overall)),
        "## 账本里已有的次数",
        "印发的细则用到这些名称时,`score suggest` 和 `rules try --year` 从账本取数:",
        table(["名称", "意思"], [[code(f"次数:{name}"), said] for name, said in _counts()]),
        "另有 `指标值:指标代码`(核定的全年值)和 `目标值:指标代码`(下达的目标值)。",
        "## 核对列出的问题",
        "错误是算不出的,只在 `rules check` 和 `rules try` 里报;提示是按原件登记、请人看一眼的。",
        table(
            ["性质", "代码", "问题"],
            [
                *(["错误", code(f"rules.{name}"), said] for name, said in ERRORS.items()),
                *(["提示", code(f"rules.{name}"), said] for name, said in WARNINGS.items()),
            ],
        ),
    )


def _counts() -> Iterator[tuple[str, str]]:
    yield from COUNTS.items()
    yield f"{DUTY}事项代码", "该履职事项到期未见登记的期数(第九、十条)"


def _forms() -> Iterator[str]:
    rows = list(csv.reader(EXAMPLES.read_text("utf-8").splitlines()))[1:]
    for form, model in reading.forms().items():
        yield f"### {form}"
        yield FORMS[form]
        yield table(["栏", "写法"], _columns(model))
        formula, mode, points, facts, *_ = _example(form, rows)
        found = come_to(item(formula, mode, f"{Decimal(points):.2f}"), facts)
        yield f"例 {mode}项 {points}分:`{formula}`"
        yield f"事实 `{facts}`,得 **{points_text(found.points or Decimal('0.00'))}** 分:"
        yield "\n".join(f"- {line.words}" for line in found.lines)


def _example(form: str, rows: list[list[str]]) -> list[str]:
    """The first row of the form that takes or gives something."""
    mine = [row for row in rows if row[0].rpartition(";")[2].strip().startswith(f"{form}:")]
    return next((row for row in mine if row[4] not in ("0", row[2])), mine[0])


def _columns(model: type[Part]) -> Iterator[tuple[str, str]]:
    """Headings and what stands under them; conditions every step may have are told once above."""
    hints = get_type_hints(model, include_extras=True)
    for title, name in reading.titles(model).items():
        if name in ("when", "unless"):
            continue
        field, said = model.model_fields[name], code(_said(hints[name]))
        if field.is_required():
            said += " 必填"
        elif field.default is not None:
            said += f" 不写为{_plain(field.default)}"
        yield title, said


def _plain(default: Any) -> str:
    return "否" if default is False else str(default)


def _said(annotation: Any) -> str:
    if annotation == Condition or Condition in get_args(annotation):
        return "条件"
    if annotation == Input or Input in get_args(annotation):
        return "取值"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "、".join(map(str, inner))
    if origin is tuple:
        return f"若干行 {ROWS[inner[0]].pattern}"
    if origin is Annotated:
        return {Decimal: "数", str: "名称"}[inner[0]]
    if annotation is int:
        return "整数"
    if annotation is bool:
        return "是、否"
    return _said(next(one for one in inner if one is not type(None)))
