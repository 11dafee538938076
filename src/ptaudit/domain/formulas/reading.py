"""A step of a formula read from what a clerk wrote under Chinese headings; nothing is ever executed."""

import types
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import PlainSerializer

from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import SOURCES, Base, Condition, Formula, Input, Overall, Step
from ptaudit.domain.formulas import rows as row_words
from ptaudit.domain.formulas.conditions import INPUT, condition
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.values import points_text

P = TypeVar("P", bound=Part)
#: The heading a step's form stands under.
FORM = "形式"
MOST_STEPS, MOST_ROWS = 12, 40
_TRUTH = {"是": True, "否": False, "true": True, "false": False}


@cache
def forms() -> Mapping[str, type[Base]]:
    """Every form by its name, in the order of the catalogue."""
    union = get_args(Step)[0]
    return {model.model_fields["form"].default: model for model in get_args(union)}


@cache
def titles(model: type[Part]) -> Mapping[str, str]:
    """Field names by what a clerk's table calls them; the form's own field is not among them."""
    own = [name for name in model.model_fields if name not in Base.model_fields]
    shared = [name for name in model.model_fields if name in Base.model_fields]
    return {
        str(model.model_fields[name].title): name for name in (*own, *shared) if name != "form"
    }


def formula(said: object) -> Formula:
    """Steps from one mapping or several. Raises Faulty."""
    several = said if isinstance(said, Sequence) and not isinstance(said, str) else (said,)
    if not several or len(several) > MOST_STEPS:
        raise Faulty("too_much", limit=MOST_STEPS)
    return tuple(step(one) for one in several)


def step(said: object) -> Step:
    """One step from a mapping of headings to texts. Raises Faulty."""
    known = "、".join(forms())
    if not isinstance(said, Mapping):
        raise Faulty("form_missing", known=known)
    rest = {str(key).strip(): value for key, value in said.items()}
    form = rest.pop(FORM, None) or rest.pop("form", None)
    if form is None:
        raise Faulty("form_missing", known=known)
    model = forms().get(str(form).strip())
    if model is None:
        raise Faulty("form_unknown", said=form, known=known)
    read: Step = _model(model, rest, str(form).strip())  # type: ignore[assignment]
    return read


def overall(said: object) -> Overall:
    """What follows from the total, from a mapping of headings to texts. Raises Faulty."""
    if not isinstance(said, Mapping):
        raise Faulty("not_text", field="总评")
    return _model(Overall, {str(key).strip(): value for key, value in said.items()}, "总评")


def _model(model: type[P], said: Mapping[str, object], form: str) -> P:
    by_title = titles(model)
    hints = get_type_hints(model, include_extras=True)
    values: dict[str, Any] = {}
    for heading, value in said.items():
        name = by_title.get(heading, heading)
        if name not in by_title.values():
            raise Faulty("field_unknown", form=form, said=heading, known="、".join(by_title))
        if value in (None, "", (), []):
            continue
        if name in values:
            raise Faulty("field_twice", field=heading)
        values[name] = _value(hints[name], value, heading)
    for title, name in by_title.items():
        if model.model_fields[name].is_required() and name not in values:
            raise Faulty("field_missing", form=form, field=title)
    return model(**values)


def _value(annotation: Any, said: object, field: str) -> Any:
    """*said* as a value of *annotation*: what a condition, an input, a row or a number is, its type says."""
    if annotation == Condition:
        return condition(_text(said, field), field)
    if annotation == Input:
        text = _text(said, field)
        if not INPUT.fullmatch(text):
            raise Faulty("input", field=field, known="、".join(SOURCES), said=text)
        return text
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _value(next(one for one in inner if one is not type(None)), said, field)
    if origin is tuple:
        return _rows(inner[0], said, field)
    if origin is Literal:
        return _choice(inner, said, field)
    if origin is Annotated and inner[0] is Decimal:
        facts = [fact for fact in inner[1:] if isinstance(fact, PlainSerializer)]
        read = row_words.points if facts[0].func is points_text else row_words.number
        return read(_text(said, field), field)
    if annotation is bool:
        return _choice(tuple(_TRUTH), said, field) in ("是", "true")
    if annotation is int:
        return _integer(said, field)
    return row_words.label(_text(said, field), field)


def _rows(model: type[Part], said: object, field: str) -> tuple[Part, ...]:
    """Rows from texts, or from one text with ``|`` between them."""
    if isinstance(said, Mapping):
        texts: list[object] = [f"{left}={right}" for left, right in said.items()]
    elif isinstance(said, str):
        texts = [text for text in said.split("|") if text.strip()]
    elif isinstance(said, Sequence):
        texts = list(said)
    else:
        texts = []
    if not texts:
        raise Faulty("rows_missing", field=field)
    if len(texts) > MOST_ROWS:
        raise Faulty("too_much", limit=MOST_ROWS)
    return tuple(row_words.ROWS[model].read(_text(text, field), field) for text in texts)


def _choice(choices: tuple[Any, ...], said: object, field: str) -> str:
    text = _text(said, field)
    if text not in choices:
        raise Faulty("choice", field=field, known="、".join(map(str, choices)), said=text)
    return text


def _integer(said: object, field: str) -> int:
    text = _text(said, field)
    if not (text.isascii() and text.isdecimal() and int(text[:3]) >= 1 and len(text) <= 2):
        raise Faulty("integer", field=field, said=text)
    return int(text)


def _text(said: object, field: str) -> str:
    """Text as written; a number as its shortest text. A mapping or a list is none."""
    if isinstance(said, bool):
        return "是" if said else "否"
    if isinstance(said, str | int | Decimal):
        return str(said).strip()
    raise Faulty("not_text", field=field)
