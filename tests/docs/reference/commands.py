"""命令一览: every call with its arguments, options and columns, from the command tree itself."""

from collections.abc import Iterator, Sequence

import click

from ptaudit_cli import doors, index
from ptaudit_cli import table as tables
from ptaudit_cli.commands import calls
from ptaudit_cli.frame import GROUPS, Leaf
from ptaudit_cli.main import build
from ptaudit_cli.params import Given
from ptaudit_cli.reads import Choice, Read
from tests.docs.reference.markdown import GENERATED, WORDS, code, joined, table

COMMON = ("act", "read", "run")

INTRO = """\
写法是先事项后动作:`ptaudit finding raise …`。每条命令都有 `--help`。`score 清河镇` 是 `score show 清河镇` 的简写。

日期写 `2025-07-10`、`7-10`、`2025年7月10日` 或 今天、昨天;没有年份的,行为日期取不晚于今天的最近一个,
时限取行为日期之后的第一个,并显示补成了哪一天。
表(例如目标任务表)写文件名(csv、xlsx、json、jsonl),短的可以直接写,例如 `--scores 清河镇=92.00`;
各表的列见[文件格式](files.md)。
可重复的选项写几次就是几项。"""


def page() -> str:
    parts = ["# 命令一览", GENERATED, INTRO, "## 各条命令通用", *_common()]
    for group in GROUPS:
        members = [noun for noun in index.NOUNS if noun.group == group]
        if members:
            parts.append(f"## {WORDS(f'help.group.{group}')}")
        for noun in members:
            for entry in index.verbs(noun.noun).values():
                parts += _entry(entry)
    return joined(*parts)


def _leaf(entry: index.Entry) -> Leaf:
    leaf = build(entry, WORDS)
    assert isinstance(leaf, Leaf)
    return leaf


def _common() -> Iterator[str]:
    """What every act, every read and every call takes, once."""
    found: dict[str, dict[str, tuple[str, str]]] = {block: {} for block in COMMON}
    for entry in index.ENTRIES:
        for param in _leaf(entry).params:
            if isinstance(param, Given) and param.block in COMMON and not _is_year(param):
                term, text = param.explained(WORDS)
                found[param.block].setdefault(term, (term, text))
    for block in COMMON:
        yield f"### {WORDS(f'help.block.{block}')}"
        yield table(("选项", "说明"), [(code(term), text) for term, text in found[block].values()])


def _entry(entry: index.Entry) -> Iterator[str]:
    leaf = _leaf(entry)
    shown = [param for param in leaf.params if isinstance(param, Given)]
    places = [p.metavar_in(WORDS) for p in shown if p.block == "arguments"]
    words = [word for word in ("ptaudit", entry.noun, entry.verb) if word]
    yield f"### {' '.join(words)}"
    yield leaf.title + "。" + "".join(f"\n{note}" for note in leaf.notes)
    yield code(" ".join([*words, *places, WORDS("help.options_place")]))
    yield table(("参数、选项", "说明"), _params(shown))
    if not entry.home:
        yield _see(entry)
        return
    call = calls(entry.home)[entry.noun, entry.verb]
    if isinstance(call, Read):
        yield f"答案的列:{_columns(call)}。"
    elif isinstance(call, Choice):
        for way in call.ways:
            yield f"答案的 `read` 是 `{way.name}` 时的列:{_columns(way)}。"


def _columns(read: Read) -> str:
    columns = tables.columns(read.name, read.row, WORDS)
    return "、".join(f"{column.title} `{column.id}`" for column in columns)


def _params(shown: Sequence[Given]) -> Iterator[tuple[str, str]]:
    for param in shown:
        if param.block not in COMMON or _is_year(param):
            term, text = param.explained(WORDS)
            yield code(term), text


def _is_year(param: click.Parameter) -> bool:
    """``--year`` is a read's own matter: not every read knows years."""
    return param.name == "year"


def _see(entry: index.Entry) -> str:
    door = doors.door_of(entry)
    kinds = "、".join(
        f"[{e.title}](events.md#{e.kind.replace('.', '')})" for e in door.command.records
    )
    return f"登记:{kinds}。条件见[登记条件](conditions.md#ptaudit-{door.noun}-{door.verb})。"
