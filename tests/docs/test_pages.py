"""Nothing documented is untested: blocks run, links resolve, pages are found, languages agree."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, shown, under
from tests.docs.console import Session, broken_promises, fenced
from tests.docs.pages import INDEX, anchors, dead_links, pages, reachable

DECISIONS = under("docs/decisions", suffix=".md")
RECORDS = [page for page in DECISIONS if page.name != "index.md"]
SECTIONS = ["## Context", "## Decision", "## Consequences"]
LONGEST_RECORD = 40


@pytest.mark.parametrize("page", under("docs/tutorial", "docs/how-to", suffix=".md"), ids=shown)
def test_what_a_page_promises_comes_true(page: Path, tmp_path: Path) -> None:
    """Typed as a new user would, from an empty folder, every command prints what the page says."""
    broken = list(broken_promises(page.read_text("utf-8"), Session(tmp_path)))
    assert not broken, "\n\n".join(broken)


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_links_resolve(page: Path) -> None:
    assert dead_links(page) == []


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# 一 页\n[a](#一-页) [b](#two) [c](none.md) `[d](code.md)`\n", "utf-8")
    assert anchors(page) == {"一-页"}
    assert dead_links(page) == ["#two", "none.md"]


def test_every_page_is_found_from_the_index() -> None:
    """A page nobody can reach is not documentation."""
    assert [shown(page) for page in set(under("docs", suffix=".md")) - reachable(INDEX)] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_is_short_and_complete(record: Path) -> None:
    lines = record.read_text("utf-8").splitlines()
    number = record.name[:4]
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", record.name)
    assert re.match(rf"# {int(number)}\. \S", lines[0])
    assert [line for line in lines if line.startswith("## ")] == SECTIONS
    assert len(lines) <= LONGEST_RECORD


def test_decision_records_are_numbered_without_gap() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_both_readmes_say_the_same() -> None:
    """The two languages have the same sections, the same commands and the same links."""
    english, chinese = (
        (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")
    )

    def shape(text: str) -> list[str]:
        return re.findall(r"^(#+) ", text, re.MULTILINE)

    def commands(text: str) -> list[list[str]]:
        return [
            [line.partition(" #")[0].rstrip() for line in content]
            for _, content in fenced(text, "sh")
        ]

    def links(text: str) -> list[str]:
        targets = re.findall(r"\]\(([^)]+)\)", text)
        return [target for target in targets if not target.startswith("README")]

    assert shape(english) == shape(chinese)
    assert commands(english) == commands(chinese)
    assert links(english) == links(chinese)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_opens_with_the_two_commands(name: str) -> None:
    first, *_ = fenced((ROOT / name).read_text("utf-8"), "sh")
    assert [line.partition(" #")[0].rstrip() for line in first[1]] == ["make demo", "make test"]
