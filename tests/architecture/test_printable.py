"""Every Chinese text a person may be shown prints on a GBK console and in a GBK document."""

import tomllib
from collections.abc import Iterator

from tests.architecture.tree import literals, shown, under


def unprintable(text: str) -> str:
    return "".join(c for c in text if not c.encode("gbk", errors="ignore"))


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def leaves(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from leaves(item)
        case list():
            for item in value:
                yield from leaves(item)
        case _:
            pass


def test_chinese_literals_are_gbk_printable() -> None:
    """A clerk's console is often GBK: one character outside of it and the whole line is lost."""
    offending = {
        f"{shown(path)}:{line}": unprintable(text)
        for path in under("src", "cli", suffix=".py")
        for line, text in literals(path)
        if is_chinese(text) and unprintable(text)
    }
    assert offending == {}


def test_chinese_messages_are_gbk_printable() -> None:
    """The catalogue's words are held to the same rule as literals."""
    offending = {
        f"{shown(path)}: {text}": unprintable(text)
        for path in under("src", "cli", suffix=".toml")
        for text in leaves(tomllib.loads(path.read_text("utf-8")))
        if is_chinese(text) and unprintable(text)
    }
    assert offending == {}


def test_a_character_outside_gbk_is_seen() -> None:
    assert unprintable("已登记 第1042号 · 清河镇✓") == "✓"
    assert unprintable("已登记 · 依据第十四条《细则》〔2025〕—") == ""
