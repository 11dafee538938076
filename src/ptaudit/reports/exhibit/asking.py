"""A questions file, read: YAML as plain text, every mistake named by its question and field at once."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ptaudit.domain.failures import Failure, Malformed, NotFound, Unusable
from ptaudit.domain.names import listed, near
from ptaudit.reports.exhibit.questions import NEEDS, Against, Question, Questions

#: Bytes, and how deep lists and mappings may lie in one another: far beyond what anybody asks.
LARGEST = 256 * 1024
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: the question's number (0: the head) and the field."""

    question: int
    column: str = ""
    sheet: str = ""
    row: int = 0


class Unaskable(Malformed):
    """Everything wrong with a questions file, at once."""

    def __init__(self, file: str, problems: Sequence[tuple[Place, Failure]]) -> None:
        super().__init__("asked.refused", file=file, problems=len(problems))
        self.problems = tuple(problems)


class _Plain(yaml.SafeLoader):
    """Every scalar is the text it was typed as: ``2024-01-20`` no date, ``no`` no truth value.

    A key written twice is an error, where YAML would let the last one win in silence.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "key", key.start_mark)
            if key.value in seen:
                raise _Twice(key.value, key.start_mark.line + 1)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Twice(yaml.YAMLError):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


_Plain.yaml_implicit_resolvers = {}


def read(path: Path) -> Questions:
    """The questions at *path*. Raises NotFound, Unusable, Malformed; :class:`Unaskable` for what it says."""
    return parse(_text(path), path.name)


def parse(text: str, file: str) -> Questions:
    """The questions of *text*, the content of *file*."""
    text = unicodedata.normalize("NFC", text)
    try:
        _bounded(text, file)
        content = yaml.load(text, _Plain)
    except _Twice as error:
        raise Malformed("asked.twice", file=file, key=error.key, line=error.line) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        raise Malformed("asked.not_yaml", file=file, line=line) from None
    if not isinstance(content, dict):
        raise Malformed("asked.not_yaml", file=file, line=1)
    try:
        questions = Questions.model_validate(_filled(content))
    except ValidationError as error:
        problems = list(dict.fromkeys(_problems(error)))
        raise Unaskable(file, [(place, failure) for place, failure in problems]) from None
    if missing := list(_missing(questions)):
        raise Unaskable(file, missing)
    return questions


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound("asked.no_file", file=str(path)) from None
    except OSError:
        raise Unusable("asked.unreadable", file=str(path)) from None
    if len(data) > LARGEST:
        raise Malformed("asked.too_large", file=path.name, limit=LARGEST // 1024)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Malformed("asked.encoding", file=path.name)


def _bounded(text: str, file: str) -> None:
    """Refuse what grows when it is built: deep nesting, and parts that stand for others."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        anchored = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)
        if depth > DEEPEST or anchored or getattr(event, "tag", None):
            mark = event.start_mark
            line = 1 if mark is None else mark.line + 1
            raise Malformed("asked.too_deep", file=file, line=line, limit=DEEPEST)


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """Without the fields that were left empty."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: kept(v) for k, v in value.items() if v not in ("", {})}
        return [kept(item) for item in value] if isinstance(value, list) else value

    filled: dict[str, Any] = kept(dict(content))
    return filled


def _missing(asked: Questions) -> Iterator[tuple[Place, Failure]]:
    """That nothing is asked; what a kind needs and neither the question nor the head says."""
    if not asked.questions:
        shown = _shown(Questions, "questions")
        yield Place(0, shown), Malformed("cell.missing", field=shown)
    for number, question in enumerate(asked.questions, 1):
        for field in NEEDS[question.kind]:
            said = getattr(question, field) or getattr(asked, field, None)
            whole = question.kind in ("score", "lost", "diff") and field == "subject"
            if said is None and not whole:
                shown = _shown(Question, field)
                yield Place(number, shown), Malformed("cell.missing", field=shown)


def _problems(error: ValidationError) -> Iterator[tuple[Place, Failure]]:
    seen: set[tuple[Place, str]] = set()
    for detail in error.errors(include_url=False):
        place, failure = _problem(detail)
        if (place, failure.code) not in seen:
            seen.add((place, failure.code))
            yield place, failure


_CODES = {
    "missing": "cell.missing",
    "too_short": "cell.missing",
    "string_too_short": "cell.missing",
    "day_text": "cell.day",
    "date_from_datetime_parsing": "cell.no_such_day",
    "date_parsing": "cell.no_such_day",
    "int_type": "cell.integer",
    "int_parsing": "cell.integer",
    "string_pattern_mismatch": "cell.line_break",
    "text_control": "cell.control",
    "string_too_long": "cell.too_long",
    "too_long": "cell.too_long",
    "greater_than_equal": "cell.at_least",
    "less_than_equal": "cell.at_most",
    "supposes_nothing": "asked.supposes_nothing",
    "against_nothing": "asked.against_nothing",
    "against_misplaced": "asked.against_misplaced",
}
_BOUNDS = ("ge", "le", "max_length")


def _problem(detail: ErrorDetails) -> tuple[Place, Failure]:
    loc = list(detail["loc"])
    number, model = 0, Questions
    found: type[BaseModel] = model
    if loc[:1] == ["questions"] and len(loc) > 1 and isinstance(loc[1], int):
        number, loc, found = loc[1] + 1, loc[2:], Question
    if loc[:1] == ["against"] and len(loc) > 1:
        loc, found = loc[1:], Against
    name = str(loc[0]) if loc else ""
    known = list(found.model_fields)
    shown = _shown(found, name)
    place, kind = Place(number, shown), detail["type"]
    said = _said(detail["input"])
    if kind == "extra_forbidden":
        close = listed(near(name, known))
        return place, Malformed("asked.no_such_field", field=name, near=close)
    if kind == "literal_error":
        choices = list(NEEDS)
        close = listed(near(said, choices))
        return place, Malformed("cell.choice", value=said, choices=listed(choices), near=close)
    code = _CODES.get(kind, "asked.form")
    if code == "cell.missing":
        return place, Malformed(code, field=shown)
    params: dict[str, Any] = (
        {} if code.startswith("asked.") and code != "asked.form" else {"value": said}
    )
    context = detail.get("ctx", {})
    if code == "cell.control":
        params["character"] = str(context.get("code", ""))
    elif (bound := next((context[b] for b in _BOUNDS if b in context), None)) is not None:
        params["bound"] = str(bound)
    return place, Malformed(code, **params)


def _shown(model: type[BaseModel], name: str) -> str:
    field = model.model_fields.get(name)
    return name if field is None or not field.title else f"{field.title}({name})"


def _said(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text.encode(errors="replace").decode()
    return text if len(text) <= 40 else text[:40] + "..."
