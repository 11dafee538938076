"""口径一览: every key with its options, its default and the article it fills in."""

from ptaudit.domain.policy import KEYS, Key
from ptaudit_cli import citations
from tests.docs.reference.markdown import GENERATED, WORDS, code, joined, table

INTRO = """\
细则没有写的,由县里定口径。每一项都有默认选项;县里发文确定以后用
`ptaudit policy adopt 口径=选项 --from-year 年度 --basis 文号` 登记,从所写的年度起适用。
已经审定的年度不受影响,除非由县委、县政府决定并写明追溯(`--retroactive`、`--decision`)。

`ptaudit policy list` 列出某年度各项口径的现行选项和出处;`ptaudit whatif --policy 口径=选项` 试算换一种口径的结果。"""

CHAIN = """\
## 并列时依次比较什么

口径 `tie.chain` 只在 `tie.rank=tiebreak_chain`、`tie.at_top_line=tiebreak` 或
`tie.at_bottom_line=tiebreak` 时用到,按所写次序比:

| 写法 | 比什么 | 没有登记时 |
| --- | --- | --- |
| `completion` | 目标任务完成认定:完成的在前 | 有一个单位没有认定,就比不出 |
| `8.2`、`8.3` | 该组指标的得分:高的在前 | 有一个单位该组还有指标没有核定,就比不出 |
| `overdue` | 当日逾期未整改的问题:少的在前 | 没有登记问题的算没有 |

比到哪一步有单位缺这一项,就停在哪一步,仍旧并列;并列压在线上的,待县委、县政府定。"""

NOT_KEYS = """\
## 没有做成口径的

| 事项 | 为什么 |
| --- | --- |
| 前三分之一按固定名额 | 名额由县里的文件写明,名单与计算不符的照写并说明(`--differs`),不是算法 |
| 约束性指标完成多少项作为并列的先后 | 各单位下达的项数不同,项数比不出先后;用完成认定 |
| 自评准确程度作为并列的先后 | 自评是单位的说法,不是得分;见 `audit totals` |
| 限批跨年,逐年否决 | 每一年度由县委、县政府各作一次认定(`veto decide --year`) |
| 一票否决扩大到县级部门 | 第九条第三项没有写县级部门 |
| 事件分级标准 | 由定级文件写明(`incident grade --standard`),不由程序选 |"""


def page() -> str:
    keys = sorted(
        KEYS.values(), key=lambda key: (_number(key.article), list(KEYS).index(key.name))
    )
    rows = [
        (
            code(key.name),
            key.title,
            citations.article(key.article, WORDS),
            code(key.default),
            _choices(key),
        )
        for key in keys
    ]
    headings = ("口径", "事项", "条", "默认", "可选")
    return joined("# 口径一览", GENERATED, INTRO, table(headings, rows), CHAIN, NOT_KEYS)


def _number(ref: str) -> tuple[int, ...]:
    return tuple(map(int, ref.split(".")))


def _choices(key: Key) -> str:
    if not key.options:
        return code(key.pattern.replace("|", " 或 "))
    return "、".join(
        f"{code(option)} {citations.option(key.name, option, WORDS)}" for option in key.options
    )
