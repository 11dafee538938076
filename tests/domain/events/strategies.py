"""Any event of any kind, made from the types of its fields alone."""

import datetime as dt
import types
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import AfterValidator, PlainSerializer, StringConstraints
from pydantic.fields import FieldInfo

from ptaudit.domain.events.base import Event, Part
from ptaudit.domain.values import decimal_text, is_clean, points_text

TEXTS = st.text(max_size=20).map(lambda text: unicodedata.normalize("NFC", text)).filter(is_clean)
DAYS = st.dates(dt.date(1949, 10, 1), dt.date(2100, 12, 31))
CENTS = st.integers(-100_000, 100_000).map(lambda cents: Decimal(cents).scaleb(-2))
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**9), 10**9),
    st.integers(0, 6),
).filter(lambda number: number != 0)
OBJECTS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    st.recursive(TEXTS | st.booleans() | st.integers(-99, 99), lambda s: st.lists(s, max_size=3)),
    max_size=4,
)
PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**53) + 1, 2**53 - 1),
    bool: st.booleans(),
    dt.date: DAYS,
    type(None): st.none(),
}
DECIMALS: Mapping[Callable[[Decimal], str], st.SearchStrategy[Decimal]] = {
    points_text: CENTS,
    decimal_text: NUMBERS,
}


@cache
def events(event: type[Event]) -> st.SearchStrategy[Event]:
    return _model(event)


@cache
def _model(model: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(model, include_extras=True)
    fields = {
        name: _of(hints[name], *field.metadata) for name, field in model.model_fields.items()
    }
    return st.fixed_dictionaries(fields).map(lambda values: model(**values))


def _of(annotation: Any, *facts: Any) -> st.SearchStrategy[Any]:
    """Values of *annotation* that its constraints (*facts*) allow."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(inner[0], *inner[1:], *facts)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of([_of(each) for each in inner])
    if origin is tuple:
        return _tuple(inner, any(isinstance(fact, AfterValidator) for fact in facts))
    if origin is dict:
        return OBJECTS
    if annotation is Decimal:
        return next(DECIMALS[f.func] for f in facts if isinstance(f, PlainSerializer))  # type: ignore[index]
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _model(annotation)
    return _bounded(annotation, [part for fact in facts for part in _parts(fact)])


def _parts(fact: object) -> list[object]:
    return [*fact.metadata] if isinstance(fact, FieldInfo) else [fact]


def _tuple(inner: tuple[Any, ...], ascending: bool) -> st.SearchStrategy[Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        items = st.lists(_of(inner[0]), max_size=3)
        return items.map(_in_order if ascending else tuple)
    return st.tuples(*(_of(each) for each in inner))


@cache
def _matching(pattern: Any) -> st.SearchStrategy[str]:
    said = pattern.removesuffix("$") + r"\Z" if isinstance(pattern, str) else pattern
    return st.from_regex(said).filter(is_clean)


def _in_order(items: list[Any]) -> tuple[Any, ...]:
    """Sorted, one of each: pairs by their first."""
    keyed = {item[0] if isinstance(item, tuple) else item: item for item in items}
    return tuple(keyed[key] for key in sorted(keyed))


def _bounded(annotation: Any, facts: list[object]) -> st.SearchStrategy[Any]:
    pattern = next((p for fact in facts if (p := getattr(fact, "pattern", None))), None)
    if pattern is not None:
        return _matching(pattern)
    if annotation is int:
        low = next((n for fact in facts if (n := getattr(fact, "ge", None)) is not None), None)
        high = next(
            (n for fact in facts if (n := getattr(fact, "le", None)) is not None), 2**53 - 1
        )
        return st.integers(low if low is not None else -(2**53) + 1, high)
    if any(isinstance(f, StringConstraints) or getattr(f, "min_length", 0) for f in facts):
        return TEXTS.filter(bool)
    return PLAIN[annotation]
