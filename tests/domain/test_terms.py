"""One word for one thing, printable everywhere, and none that an official text must not use."""

import re

import pytest

from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.terms import TERMS

#: Said too much, or said by another law: 限期整改, 问题登记, 情况, 复核说明册 stand instead.
NEVER = ("责令整改", "问题认定", "线索", "证据册")


def test_one_word_for_one_thing() -> None:
    assert len(set(TERMS.values())) == len(TERMS)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in TERMS)
    assert all(re.fullmatch("[\u4e00-\u9fff]+", term) for term in TERMS.values())


def test_terms_print_on_a_chinese_console() -> None:
    for term in TERMS.values():
        assert term.encode("gbk").decode("gbk") == term


@pytest.mark.parametrize("word", NEVER)
def test_words_an_official_text_never_uses(word: str) -> None:
    titles = [field.title or "" for d in DOORS for field in d.command.model_fields.values()]
    for said in (*TERMS.values(), *(event.title for event in ALL), *titles):
        assert word not in said
