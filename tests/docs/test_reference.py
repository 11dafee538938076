"""The generated pages are current, say everything there is to say, and print on a GBK console."""

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.regulation import ARTICLES, Article
from ptaudit.projections.explanation.article import of_article
from ptaudit_cli import index
from ptaudit_cli.articles import VIEWS, read_by, recorded_by
from ptaudit_cli.failures import EXIT
from tests.architecture.test_printable import is_chinese, unprintable
from tests.architecture.tree import ROOT, shown, syntax, under
from tests.docs.console import fenced
from tests.docs.reference import PAGES, conditions, exits, invariants, path
from tests.docs.reference.raising import raised

READ_ALIKE = ("docs/tutorial", "docs/how-to", "docs/reference")
#: Shows what the program answers to text that cannot be printed.
UNPRINTABLE = "docs/reference/errors.md"


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    """What the page says is what the program does now; ``make docs`` writes it anew."""
    assert path(name).read_text("utf-8") == PAGES[name]()


@pytest.mark.parametrize(
    "test", sorted({test for _, tests in invariants.INVARIANTS for test in tests})
)
def test_what_is_said_to_hold_is_tested(test: str) -> None:
    """The test named beside an invariant is there under that name."""
    file, *names = re.split(r"::|\.(?!py)", test)
    nodes: Iterable[ast.AST] = (syntax(ROOT / "tests" / file),)
    for name in names:
        inside = [one for node in nodes for one in ast.walk(node)]
        nodes = [
            one
            for one in inside
            if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == name
        ]
        assert nodes, name


def test_every_call_has_its_place() -> None:
    text = path("commands.md").read_text("utf-8")
    headings = {line for line in text.splitlines() if line.startswith("### ptaudit ")}
    named = {" ".join(filter(None, ("### ptaudit", e.noun, e.verb))) for e in index.ENTRIES}
    assert headings == named


def test_every_kind_has_its_place() -> None:
    lines = path("events.md").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("### ")] == [f"### {e.kind}" for e in ALL]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article.number))
def test_an_article_has_its_kinds_commands_views_and_documents(article: Article) -> None:
    found = of_article(str(article.number))
    assert found is not None
    calls = recorded_by(found.kinds)
    assert all((found.kinds, calls, read_by(article.number, calls), found.documents))


def test_a_view_named_beside_an_article_can_be_asked() -> None:
    named = {" ".join(filter(None, (entry.noun, entry.verb))) for entry in index.ENTRIES}
    assert set(VIEWS) <= named


def test_every_code_of_the_domain_is_a_condition_of_something() -> None:
    """A refusal nobody can look up is a refusal nobody understands."""
    found = {
        one.code
        for conditions_of in (
            conditions.of_all(),
            *(conditions.of_command(door.command) for door in DOORS),
            *(conditions.of_order(order) for order in conditions.ORDERS),
        )
        for one in conditions_of
    }
    of_reading = {
        "batch.refused",
        "entry.kind_unknown",
        "entry.unreadable",
        "entry.version_unknown",
    }
    every = {
        one.code
        for file in under("src/ptaudit/domain", suffix=".py")
        for one in raised(syntax(file))
    }
    assert every - found == of_reading


def test_every_contradiction_is_judged_somewhere() -> None:
    """Where a fold says that entries contradict one another, the page says so."""
    found = {one.code for order in conditions.ORDERS for one in conditions.of_order(order)}
    folds = {
        one.code
        for file in under("src/ptaudit/domain", suffix="_fold.py")
        for one in raised(syntax(file))
        if one.cls == "Contradiction"
    }
    assert folds <= found


def test_every_way_to_fail_has_a_meaning() -> None:
    assert set(exits.MEANING) == set(EXIT)


def test_json_examples_are_json() -> None:
    for file in under(*READ_ALIKE, suffix=".md"):
        for _, content in fenced(file.read_text("utf-8"), "json"):
            for line in content:
                json.loads(line)


@pytest.mark.parametrize("file", under(*READ_ALIKE, suffix=".md"), ids=shown)
def test_what_users_read_prints_in_gbk(file: Path) -> None:
    if shown(file) == UNPRINTABLE:
        return
    lines = file.read_text("utf-8").splitlines()
    assert {unprintable(line) for line in lines if is_chinese(line)} <= {""}
