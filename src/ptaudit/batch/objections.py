"""What a command model objects to in a cell, as a failure with a code of its own."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ptaudit.domain.failures import Failure, Malformed

_CODES: Mapping[str, str] = {
    "missing": "cell.missing",
    "too_short": "cell.missing",
    "string_too_short": "cell.missing",
    "literal_error": "cell.choice",
    "decimal_text": "cell.number",
    "integer_text": "cell.integer",
    "int_parsing_size": "cell.integer",
    "points_places": "cell.places",
    "day_text": "cell.day",
    "text_control": "cell.control",
    "string_pattern_mismatch": "cell.pattern",
    "string_too_long": "cell.too_long",
    "too_long": "cell.too_long",
    "greater_than": "cell.more_than",
    "greater_than_equal": "cell.at_least",
    "less_than": "cell.less_than",
    "less_than_equal": "cell.at_most",
    "extra_forbidden": "line.no_such_field",
}
_BOUNDS = ("gt", "ge", "lt", "le", "max_length")


def objections(error: ValidationError) -> Iterator[tuple[str, Failure]]:
    """Each objection with the field it is about, the first a field."""
    seen: set[str] = set()
    for detail in error.errors(include_url=False):
        field = ".".join(str(step) for step in detail["loc"])
        top = field.partition(".")[0]
        if top not in seen:
            seen.add(top)
            yield top, _objection(detail, field)


def _objection(detail: ErrorDetails, field: str) -> Failure:
    code = _CODES.get(detail["type"], "cell.unreadable")
    context = detail.get("ctx", {})
    said = "" if detail["type"] == "missing" else _shown(detail["input"])
    if code == "cell.pattern" and "\n" in said:
        return Malformed("cell.line_break", value=said.replace("\n", "/"))
    params: dict[str, str] = {"value": said}
    if code in ("cell.missing", "line.no_such_field"):
        params = {"field": field}
    elif code == "cell.choice":
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        params |= {"choices": choices.replace(", ", "、"), "near": ""}
    elif code == "cell.control":
        params["character"] = str(context.get("code", ""))
    elif (bound := next((context[b] for b in _BOUNDS if b in context), None)) is not None:
        params["bound"] = str(bound)
    return Malformed(code, **params)


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text.encode(errors="replace").decode()
    return text if len(text) <= 40 else text[:40] + "..."
