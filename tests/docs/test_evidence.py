"""What the page on evidence claims is proved by a test that is there."""

import ast
import re

import pytest

from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "explanation" / "证据.md"
NAMED = re.findall(r"`(tests/[\w/.]+?)(?:::(\w+))?`", PAGE.read_text("utf-8"))


def test_it_names_tests() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part or "-")
def test_every_test_it_names_is_there(path: str, name: str) -> None:
    place = ROOT / path
    if not name:
        assert place.is_file() or any(place.glob("test_*.py"))
        return
    functions = ast.walk(ast.parse(place.read_text("utf-8")))
    assert name in {f.name for f in functions if isinstance(f, ast.FunctionDef)}


def test_every_attack_tried_is_on_the_page() -> None:
    """A case of the attackers' file that the page leaves out is a claim nobody reads."""
    text = PAGE.read_text("utf-8")
    place = ROOT / "tests" / "evidence" / "verify" / "test_attackers.py"
    cases = re.findall(r"^def (test_who_\w+)", place.read_text("utf-8"), re.MULTILINE)
    assert [case for case in cases if case not in text] == []
