"""What people read: nothing outside of the page is asked for, it prints as an office prints, and nothing breaks out."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ptaudit.reports.exhibit.contract import Exhibit, schema
from ptaudit.reports.exhibit.typeset import typeset
from tests.docs.reference.exhibit import page as reference
from tests.reports.disputed import Reviewer

#: Elements that are never closed.
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Outline(HTMLParser):
    """Elements, attributes, and whether what is opened is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def folder(county: Reviewer) -> Path:
    return county.made()


def outline(folder: Path) -> Outline:
    found = Outline()
    found.feed((folder / "复核说明册.html").read_text("utf-8"))
    assert found.open == []
    return found


def test_the_page_asks_for_nothing_outside_of_it(folder: Path) -> None:
    text = (folder / "复核说明册.html").read_text("utf-8")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<script|javascript:| on[a-z]+=", text)
    for tag, attributes in outline(folder).seen:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]


def test_the_page_can_be_walked(folder: Path) -> None:
    """A language, a title, headings in order, tables with heads, and every link has its place."""
    found = outline(folder)
    tags = [tag for tag, _ in found.seen]
    assert dict(found.seen[0][1]) == {"lang": "zh-CN"}
    assert (tags.count("h1"), tags.count("main"), tags.count("title")) == (1, 1, 1)
    ids = [a["id"] for _, a in found.seen if "id" in a]
    assert len(ids) == len(set(ids))
    links = {str(a["href"])[1:] for tag, a in found.seen if tag == "a"}
    assert links <= set(ids)
    assert all("scope" in attributes for tag, attributes in found.seen if tag == "th")
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_what_was_typed_does_not_become_markup(county: Reviewer) -> None:
    evil = "<script>alert(1)</script><img src=x>{{ 7*7 }}"
    county.write(county.questions.replace("title: 清河镇", f"title: '{evil}'\n#"))
    found = outline(county.made())
    assert {tag for tag, _ in found.seen} & {"script", "img"} == set()
    assert evil in (county.folder / "册" / "复核说明册.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["复核说明册.txt", "复核说明册.html", "questions.yml"])
def test_everything_prints_in_gbk(folder: Path, name: str) -> None:
    (folder / name).read_text("utf-8").encode("gbk")


def test_text_and_page_say_every_answer(folder: Path) -> None:
    book = Exhibit.model_validate_json((folder / "exhibit.json").read_bytes())
    plain = (folder / "复核说明册.txt").read_text("utf-8")
    page = (folder / "复核说明册.html").read_text("utf-8")
    for answer in book.answers:
        assert f"答：{typeset(answer.answer)}" in plain
        assert f'<p class="said">{typeset(answer.answer)}</p>' in page
        assert answer.command in plain
        assert answer.command in page
    for text in (book.log.root, *(e.leaf for e in book.entries), *map(typeset, book.limits)):
        assert text in plain
        assert text in page


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("迟录38天(2023-12-18→2024-01-25,合27个工作日)", "迟录38天（2023年12月18日→2024年1月25日，合27个工作日）"),
        ("于2024-01-25 11:42录入;责任", "于2024年1月25日 11:42录入；责任"),
        ("F-2023-017:已销号", "F-2023-017：已销号"),
        ("收文2023-0412,收文日", "收文2023-0412，收文日"),
        ("`a,b:c` 一,二", "`a,b:c` 一，二"),
        ("f(x, y): 1,2", "f(x, y): 1,2"),
        ("甲((乙)丙)", "甲（（乙）丙）"),
        (")甲(", ")甲("),
    ],
)  # fmt: skip
def test_prose_as_an_office_prints_it(said: str, printed: str) -> None:
    assert typeset(said) == printed


def _names(found: dict[str, Any]) -> set[str]:
    return set(found.get("properties", {}))


def test_the_schema_is_published_and_closed(county: Reviewer) -> None:
    """Every object lists its fields and no other; what is written has exactly those."""
    told = json.loads(county.ok("exhibit", "--schema", ledger=False))
    assert told == schema()
    for name, part in told["$defs"].items():
        assert part["additionalProperties"] is False, name
        assert set(part["required"]) == _names(part), name
    book = json.loads((county.made() / "exhibit.json").read_text("utf-8"))
    assert set(book) == _names(told)
    assert set(book["answers"][0]) == _names(told["$defs"]["Answer"])
    assert set(book["answers"][0]["deciding"][0]) == _names(told["$defs"]["Citation"])
    assert set(book["entries"][0]) == _names(told["$defs"]["Sealed"])


def test_every_field_of_the_contract_is_on_the_reference_page() -> None:
    text = reference()
    for name, part in schema()["$defs"].items():
        assert f"`{name}`" in text
        assert all(f"`{field}`" in text for field in _names(part)), name
