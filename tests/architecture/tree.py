"""The project as files and syntax trees, read once for the house rules."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, tracked or about to be; what git ignores is not a part of it."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    files = (ROOT / name for name in listing.split("\0") if name)
    return tuple(sorted(path for path in files if path.is_file()))


def under(*folders: str, suffix: str = "") -> list[Path]:
    """The project's files below *folders* (relative to the root) whose names end in *suffix*."""
    roots = [ROOT / folder for folder in folders]
    return [
        path
        for path in project_files()
        if path.name.endswith(suffix) and any(path.is_relative_to(root) for root in roots)
    ]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imported_packages(path: Path) -> Iterator[str]:
    """The top-level package of every import statement in *path*, nested ones included."""
    for node in ast.walk(syntax(path)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case _:
                pass


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string literal of *path* with its line; docstrings are not literals people are shown."""
    nodes = list(ast.walk(syntax(path)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        match node:
            case ast.Constant(value=str(text), lineno=line) if id(node) not in docstrings:
                yield line, text
            case _:
                pass
