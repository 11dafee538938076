"""Every code a failure can have and every message id the program asks for, read from the source."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.architecture.tree import syntax, under

#: Classes and functions whose first argument is the code of a failure.
RAISERS = {
    "Malformed",
    "Damaged",
    "Altered",
    "Conflict",
    "NotFound",
    "Unusable",
    "Refused",
    "Breach",
    "Contradiction",
    "Irregular",
}


def code(text: str) -> bool:
    """Whether *text* looks like a code: ``finding.unknown``."""
    if not text.isascii() or " " in text:
        return False
    parts = text.split(".")
    return len(parts) == 2 and all(part.replace("_", "").isalnum() for part in parts)


def literals(node: ast.AST) -> Iterator[str]:
    """Texts *node* may stand for: itself, or either side of a choice."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)
        case _:
            pass


def raised(by: Collection[str] = RAISERS) -> dict[str, list[set[str]]]:
    """Codes with the names of the parameters of each place that raises them, *by* what it raises."""
    found: dict[str, list[set[str]]] = {}
    for path in under("src", "cli", suffix=".py"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in by:
                for text in literals(node.args[0]):
                    if code(text):
                        found.setdefault(text, []).append(set(_names(node)))
    return found


def _names(call: ast.Call) -> Iterator[str]:
    """Names of the parameters of a failure (keywords) or of a breach (pairs)."""
    for keyword in call.keywords:
        if keyword.arg is None:
            yield "**"
        elif keyword.arg not in ("claim", "params"):
            yield keyword.arg
    for argument in [*call.args[1:], *(k.value for k in call.keywords if k.arg == "params")]:
        if isinstance(argument, ast.Tuple):
            for pair in argument.elts:
                match pair:
                    case ast.Tuple(elts=[ast.Constant(value=str(name)), _]):
                        yield name
                    case _:
                        pass
        elif isinstance(argument, ast.Name):
            yield "**"


def mentioned(*modules: str) -> set[str]:
    """Every code-like literal, in *modules* or anywhere: codes travel through tables and returns too."""
    return {
        text
        for path in under("src", "cli", suffix=".py")
        if not modules or path.stem in modules
        for node in ast.walk(syntax(path))
        for text in literals(node)
        if code(text)
    }


def _name(func: ast.expr) -> str:
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def asked(folder: Path) -> Iterator[str]:
    """Message ids asked for by ``words("id")`` below *folder*; an f-string gives its fixed start."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in ("words", "find"):
                match node.args[0]:
                    case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                        yield start + "*"
                    case argument:
                        yield from literals(argument)
