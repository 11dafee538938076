"""What the command model objected to, in words of ours: which option, what was typed, what is expected."""

from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ptaudit.domain.commands.base import Command
from ptaudit_cli import shapes
from ptaudit_cli.failures import Invalid, Problem
from ptaudit_cli.fields import Named
from ptaudit_cli.messages import Catalogue

#: Which of our problems an error of pydantic's is; every other one is ``unreadable``.
CODES = {
    "missing": "missing",
    "too_short": "missing",
    "literal_error": "choice",
    "enum": "choice",
    "extra_forbidden": "unknown_field",
    "greater_than": "more_than",
    "greater_than_equal": "at_least",
    "less_than": "less_than",
    "less_than_equal": "at_most",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "empty",
    "text_nfc": "unclean",
    "text_control": "unclean",
    "points_places": "places",
    "formula": "formula",
}
_BOUNDS = ("gt", "ge", "lt", "le", "max_length")


def invalid(
    door: str, command: type[Command], error: ValidationError, words: Catalogue
) -> Invalid:
    """Every error once, in the order of the fields."""
    found: dict[tuple[str, str], Problem] = {}
    for detail in error.errors(include_url=False, include_context=True):
        problem = _problem(door, command, detail, words)
        found.setdefault((problem.code, str(problem.params["option"])), problem)
    return Invalid(list(found.values()))


def _problem(door: str, command: type[Command], detail: ErrorDetails, words: Catalogue) -> Problem:
    loc = [step for step in detail["loc"] if isinstance(step, int) or step.isidentifier()]
    name, *inner = loc or [""]
    field = command.model_fields.get(str(name))
    if field is None:
        return Problem("unknown_field", {"option": str(name)})
    option = Named(door, str(name), field).shown(words)
    shape = shapes.of(field)
    row = next((step for step in inner if isinstance(step, int)), None)
    column = next((str(step) for step in inner if isinstance(step, str)), None)
    if shape.row is not None and row is not None:
        option = words("problem_place.row", option=option, row=row + 1)
        if column is not None and (part := shape.row.model_fields.get(column)) is not None:
            title = Named(shape.row.__name__, column, part).title(words)
            option = words("problem_place.column", option=option, column=title)
            field, shape = part, shapes.of(part)
    code = CODES.get(detail["type"], "unreadable")
    context = detail.get("ctx", {})
    bound = next((str(context[key]) for key in _BOUNDS if key in context), "")
    params: dict[str, Any] = {"option": option}
    if code not in ("missing", "unknown_field", "empty"):
        params["value"] = _typed(detail["input"])
    if code == "formula":
        params["why"] = context["why"]
    if code == "choice":
        params["expected"] = words.listed(list(shape.choices))
    elif code == "unreadable":
        params["expected"] = words(f"expected.{shape.kind}")
    elif bound:
        params["bound"] = bound
    return Problem(code, params)


def _typed(value: object) -> str:
    text = str(value) if isinstance(value, str | int | float | Decimal) else repr(value)
    text = text.encode(errors="replace").decode()
    return text if len(text) <= 40 else text[:40] + "..."
