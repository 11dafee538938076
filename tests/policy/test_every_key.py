"""No 口径 is for show: something reads each, and a case here is answered differently by its options."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptaudit.domain.policy import KEYS
from tests.architecture.tree import syntax, under

#: Named where the choice is nothing else than what stands in it.
DECLARED = "src/ptaudit/domain/polic"


def _tests() -> frozenset[str]:
    return frozenset(
        node.name
        for file in under("tests/policy", suffix=".py")
        for node in ast.walk(syntax(file))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _read() -> frozenset[str]:
    """Every text of the sources outside of the list of keys, and of the duty register."""
    register = {word for file in under("src/ptaudit", suffix=".toml") for word in _words(file)}
    written = (
        node.value
        for file in under("src/ptaudit", suffix=".py")
        if DECLARED not in file.as_posix()
        for node in ast.walk(syntax(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return frozenset((*register, *written))


def _words(file: Path) -> Iterator[str]:
    return iter(re.findall(r'"([^"]*)"', file.read_text("utf-8")))


TESTS, READ = _tests(), _read()


@pytest.mark.parametrize("key", KEYS)
def test_a_case_tells_the_options_apart(key: str) -> None:
    named = f"test_{key.replace('.', '_')}"
    assert any(name == named or name.startswith(f"{named}_") for name in TESTS), named


@pytest.mark.parametrize("key", KEYS)
def test_something_reads_it(key: str) -> None:
    assert key in READ
