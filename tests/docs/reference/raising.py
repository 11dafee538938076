"""Which codes a function of the domain may raise, itself or through what it names: read from the source."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ptaudit.domain.policy import KEYS
from ptaudit_cli.messages import Catalogue
from tests.architecture.tree import ROOT, syntax, under
from tests.cli.codes import code

SOURCE = ROOT / "src"
#: How an act ends that meets the condition, by the class that says so.
CLASSES = ("Malformed", "NotFound", "Conflict", "Refused", "Breach", "Contradiction")


#: Codes that are handed on before somebody refuses by them; other such codes are contradictions.
TRAVELLING = {
    "draft.version_taken": "Refused",
    "target.version_taken": "Refused",
    "rules.version_taken": "Refused",
    "item.is_group": "Malformed",
    "item.not_for_unit": "Malformed",
    "objection.late": "Breach",
    "objection.member_involved": "Breach",
    "veto.department": "Breach",
    "veto.grounds_incomplete": "Breach",
    **{
        f"{paper}.{what}": cls
        for paper in ("report", "publish")
        for what, cls in {
            "held": "Refused",
            "list_differs": "Refused",
            "vetoed_advanced": "Refused",
            "list_twice": "Malformed",
            "differs_idle": "Malformed",
        }.items()
    },
}


class Raised(NamedTuple):
    cls: str
    code: str


class Place(NamedTuple):
    """A function or method: its module's path and its name."""

    path: Path
    name: str


@cache
def functions(path: Path) -> dict[str, list[ast.AST]]:
    """The bodies of a module's functions and methods, and its constants, by name."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node)
    for node in syntax(path).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case _:
                pass
    return found


@cache
def imports(path: Path) -> dict[str, tuple[Path, str]]:
    """Names of the domain a module brings in: where each leads; a module's own name leads to ``""``."""
    known = {_module(p): p for p in under("src/ptaudit/domain", suffix=".py")}
    found: dict[str, tuple[Path, str]] = {}
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = alias.asname or alias.name
                if (module := known.get(f"{node.module}.{alias.name}")) is not None:
                    found[name] = (module, "")
                elif node.module in known:
                    found[name] = (known[node.module], alias.name)
    return found


def _module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def reached(path: Path, nodes: Iterable[ast.AST]) -> set[Raised]:
    """Every code raised in *nodes* of the module at *path*, or in a function they name."""
    found: set[Raised] = set()
    seen: set[Place] = set()
    waiting = [(path, node) for node in nodes]
    while waiting:
        where, node = waiting.pop()
        found |= set(raised(node))
        for place in _named(where, node):
            if place not in seen:
                seen.add(place)
                waiting += [(place.path, body) for body in functions(place.path)[place.name]]
    return found


def raised(node: ast.AST) -> Iterator[Raised]:
    """What *node* raises or returns as a breach or contradiction.

    A code that stands by itself travels to where the fold's faults are made contradictions.
    """
    said: dict[int, str] = {}
    for inner in ast.walk(node):
        match inner:
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in CLASSES:
                said |= dict.fromkeys(map(id, ast.walk(first)), name)
            case _:
                pass
    for inner in ast.walk(node):
        for text in _codes(inner):
            if id(inner) in said or text not in KEYS:
                yield Raised(said.get(id(inner), TRAVELLING.get(text, "Contradiction")), text)


def _codes(node: ast.AST) -> Iterator[str]:
    """A code as it stands, or all that ``f"{of}.no_draft"`` may be."""
    match node:
        case ast.Constant(value=str(text)) if code(text) and text in texts():
            yield text
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(rest))]):
            if rest.startswith("."):
                yield from (text for text in texts() if text.endswith(rest))
        case _:
            pass


@cache
def texts() -> dict[str, dict[str, str]]:
    """The words of every code a failure may have."""
    return Catalogue("zh").section("refusals")


def _bound(node: ast.AST) -> set[str]:
    """Names that stand for a value in *node*, whatever functions are called so."""
    found = {arg.arg for arg in ast.walk(node) if isinstance(arg, ast.arg)}
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Store()) | ast.MatchAs(name=str(name)):
                found.add(name)
            case _:
                pass
    return found


def _named(path: Path, node: ast.AST) -> Iterator[Place]:
    bound = _bound(node)
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name) if name in bound:
                pass
            case ast.Name(id=name):
                if name in functions(path):
                    yield Place(path, name)
                elif name in imports(path):
                    yield from _there(*imports(path)[name])
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in imports(path):
                module, inside = imports(path)[owner]
                if not inside:
                    yield from _there(module, name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if name in functions(path):
                yield Place(path, name)
            case _:
                pass


def _there(path: Path, name: str) -> Iterator[Place]:
    """A function where it is defined; a name that a module only passes on is followed."""
    if name in functions(path):
        yield Place(path, name)
    elif name in imports(path) and imports(path)[name][0] != path:
        yield from _there(*imports(path)[name])


def cases(function: ast.AST) -> dict[str, list[ast.AST]]:
    """The bodies of ``match`` cases by the class they match; ``""`` is what stands outside of them."""
    found: dict[str, list[ast.AST]] = {"": []}
    for node in getattr(function, "body", ()):
        match node:
            case ast.Match(cases=several):
                for case in several:
                    for name in _matched(case.pattern):
                        found.setdefault(name, []).extend(case.body)
            case ast.If(
                test=ast.Call(func=ast.Name(id="isinstance"), args=[_, ast.Name(id=name)]),
                body=[ast.Return()] as body,
                orelse=[],
            ):
                found.setdefault(name, []).extend(body)
            case _:
                found[""].append(node)
    return found


def _matched(pattern: ast.pattern) -> Iterator[str]:
    match pattern:
        case ast.MatchClass(cls=ast.Name(id=name)):
            yield name
        case ast.MatchAs(pattern=inner) if inner is not None:
            yield from _matched(inner)
        case ast.MatchOr(patterns=several):
            for one in several:
                yield from _matched(one)
        case _:
            pass
