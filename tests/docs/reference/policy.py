"""口径一览: every key with its options, its default and the article it fills in."""

from ptaudit.domain.policy import KEYS, Key
from ptaudit_cli import citations
from tests.docs.reference.markdown import GENERATED, WORDS, code, codes, joined, table

INTRO = """\
细则没有写的,由县里定口径。每一项都有默认选项;县里发文确定以后用
`ptaudit policy adopt 口径=选项 --from-year 年度 --basis 文号` 登记,从所写的年度起适用。
已经审定的年度不受影响,除非由县委、县政府决定并写明追溯(`--retroactive`、`--decision`)。

`ptaudit policy list` 列出某年度各项口径的现行选项和出处;`ptaudit whatif --policy 口径=选项` 试算换一种口径的结果。"""


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
    return joined("# 口径一览", GENERATED, INTRO, table(headings, rows))


def _number(ref: str) -> tuple[int, ...]:
    return tuple(map(int, ref.split(".")))


def _choices(key: Key) -> str:
    if key.options:
        return codes(key.options)
    return code(key.pattern.replace("|", " 或 "))
