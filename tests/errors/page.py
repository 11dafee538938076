"""The reference page of refusals: what each says, what to do, and how it was brought about."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ptaudit_cli.messages import Catalogue
from tests.architecture.tree import ROOT
from tests.cli.desk import Desk
from tests.errors.reproducing import SESSIONS, Reproduction, reproductions

PAGE = ROOT / "docs" / "reference" / "errors.md"
HEAD = """\
# 拒绝和出错

每一次拒绝都说明是什么、凭什么、怎么办,并带一个不变的代码。本页由 `python -m tests.errors` 生成:每个例子都实际执行过,
所示即所印。花括号里的内容由当时的情形填入。

退出码: 0 成功 · 1 无法使用 · 2 写法有误 · 3 账本有损 · 4 冲突 · 5 没有找到 · 6 不合规则而不予登记 · 130 中断。
文件导入时一次列出全部问题,各带代码。
"""


def reproduced() -> dict[str, Reproduction]:
    """The first reproduction of each code, over all sessions."""
    found: dict[str, Reproduction] = {}
    for session in sorted(SESSIONS.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            for one in reproductions(session, Desk(Path(folder))):
                found.setdefault(one.code, one)
    return found


def page(found: Mapping[str, Reproduction]) -> str:
    return "\n".join([HEAD, *_sections(found)])


def _sections(found: Mapping[str, Reproduction]) -> Iterator[str]:
    chinese = Catalogue("zh").section("refusals")
    english = Catalogue("en").section("refusals")
    family = ""
    for code in sorted(chinese):
        if code.partition(".")[0] != family:
            family = code.partition(".")[0]
            yield f"## {family}\n"
        yield f"### `{code}`\n"
        yield f"{chinese[code]['what']}。{chinese[code]['remedy']}。\n"
        yield f"{english[code]['what']} — {english[code]['remedy']}\n"
        if (one := found.get(code)) is not None:
            yield f"```text\n$ {one.typed}\n{_own(one)}\n[{one.status}]\n```\n"


def _own(one: Reproduction) -> str:
    """What was printed; of several problems of a file, the one with this code and its remedy."""
    lines = one.printed.rstrip().splitlines()
    start = next((n for n, line in enumerate(lines) if line.endswith(f"[{one.code}]")), None)
    if start is None:
        return "\n".join(lines)
    ends = (n for n, line in enumerate(lines[start + 1 :], start + 1) if line[:4] != "    ")
    return "\n".join(["...", *lines[start : next(ends, len(lines))], "..."])
