"""With the file alone and nothing recomputed: the bytes themselves tell, and the entry is named."""

from collections.abc import Callable

import pytest

from tests.evidence.tamper.book import (
    COSIGNED,
    GREEN,
    SIGNED,
    SIZE,
    TAMPERED,
    Book,
    other_kind,
    other_tag,
    rename,
)

WHOLE = {"L0": SIZE, "L1": SIGNED, "L2": COSIGNED}


def test_nobody_did_anything(book: Book) -> None:
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, WHOLE)
    assert said.tails == [(251, 290, "只凭"), (291, 300, "没有任何")]
    said = book.verify("--anchor 回执 --anchor 记住的 --state 状态")
    assert (said.status, said.reached) == (GREEN, {**WHOLE, "L3": SIGNED})


PLAIN: dict[str, tuple[Callable[[Book], object], str]] = {
    "payload": (lambda b: b.edit(100, rename), "第100号 内容与其哈希不符"),
    "payload, in the tail": (lambda b: b.edit(299, rename), "第299号 内容与其哈希不符"),
    "kind": (lambda b: b.edit(100, other_kind), "第100号 内容与其哈希不符"),
    "tag": (lambda b: b.edit(100, other_tag), "第100号 内容与其哈希不符"),
    "kind, in the index": (
        lambda b: b.sql("UPDATE entry SET kind = 'x' WHERE position = 100"),
        "第100号 所载种类与索引的 x 不符",
    ),
    "tag, in the index": (
        lambda b: b.sql("DELETE FROM term WHERE position = 100"),
        "第100号 索引缺标签",
    ),
    "leaf": (
        lambda b: b.sql("UPDATE entry SET leaf = zeroblob(32) WHERE position = 100"),
        "第100号 内容与其哈希不符",
    ),
    "bytes and leaf": (
        lambda b: b.sql(
            "UPDATE entry SET (data, leaf) = (SELECT data, leaf FROM entry WHERE position = 99)"
            " WHERE position = 100"
        ),
        "第100号 哈希块 0/0 与登记内容不符",
    ),
    "deleted": (lambda b: b.sql("DELETE FROM entry WHERE position = 42"), "第42号 缺第42号至第42号"),
    "deleted and renumbered": (
        lambda b: b.sql(
            "DELETE FROM entry WHERE position = 42",
            "UPDATE entry SET position = position - 1000 WHERE position > 42",
            "UPDATE entry SET position = position + 999 WHERE position < 0",
        ),
        "第42号 哈希块 0/0 与登记内容不符",
    ),
    "swapped": (
        lambda b: b.sql(
            "UPDATE entry SET position = -7 WHERE position = 70",
            "UPDATE entry SET position = 70 WHERE position = 90",
            "UPDATE entry SET position = 90 WHERE position = -7",
        ),
        "第70号 所载号数为 90",
    ),
    "forged and put in": (
        lambda b: b.sql(
            "UPDATE entry SET position = position + 1000 WHERE position > 42",
            "UPDATE entry SET position = position - 999 WHERE position > 1000",
            "INSERT INTO entry SELECT 43, kind, data, leaf, terms FROM entry WHERE position = 42",
        ),
        "第43号 哈希块 0/0 与登记内容不符",
    ),
    "forged and put at the end": (
        lambda b: b.sql(
            "INSERT INTO entry SELECT 301, kind, data, leaf, terms FROM entry WHERE position = 300"
        ),
        "第301号 超出账头所载的 300 号",
    ),
    "forged and put before the first": (
        lambda b: b.sql(
            "INSERT INTO entry SELECT 0, kind, data, leaf, terms FROM entry WHERE position = 300"
        ),
        "第0号 号数出乎顺序",
    ),
    "tail cut off": (lambda b: b.sql("DELETE FROM entry WHERE position > 280"), "缺第281号至第300号"),
    "tile": (lambda b: b.sql("UPDATE tile SET hashes = root"), "哈希块 0/0 与登记内容不符"),
    "tile of nowhere": (
        lambda b: b.sql('INSERT INTO tile SELECT level, -1, root, hashes FROM tile'),
        "多出哈希块 0/-1",
    ),
    "head": (lambda b: b.sql("UPDATE head SET edge = zeroblob(length(edge))"), "账头的哈希边与第1号"),
    "id twice": (
        lambda b: b.edit(100, lambda said: said.update(id=f"{50:032x}")),
        "第100号 内容与其哈希不符",
    ),
    "time before the one before it": (
        lambda b: b.edit(100, lambda said: said.update(recorded_at="2024-01-01T00:00:00.000+08:00")),
        "登记时间 2024-01-01T00:00:00.000+08:00 早于前一号",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_what_was_changed_is_named(book: Book, name: str) -> None:
    change, words = PLAIN[name]
    change(book)
    said = book.verify()
    assert (said.status, words in said.text) == (TAMPERED, True), said.text
    assert "结论" not in said.text
    assert book.typed("ptaudit fsck --ledger ptaudit.db")[0] == TAMPERED
