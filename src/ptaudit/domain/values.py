"""The small values everything else is made of, checked once, here.

Two strengths of the same value: *stored* types are plain, so that reading a million entries is cheap;
*said* types (``Said…``) are what a person may type and refuse anything that is not canonical. What is
written passes ``wire.encode``, which refuses a value that its stored type let through.
"""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_POINTS = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZERO = re.compile(r"-0(\.0*)?")
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ud800-\udfff\ufeff]"
)

CENT = Decimal("0.01")

T = TypeVar("T")


def points_text(value: Decimal) -> str:
    """Points as stored: exactly two decimals, never ``-0.00``. Raises ValueError otherwise."""
    text = format(value, "f")
    if not _POINTS.fullmatch(text) or _ZERO.fullmatch(text):
        raise ValueError(f"not canonical points: {value!r}")
    return text


def decimal_text(value: Decimal) -> str:
    """A decimal as stored: at most six decimals, never ``-0``. Raises ValueError otherwise."""
    text = format(value, "f")
    if not _DECIMAL.fullmatch(text) or _ZERO.fullmatch(text):
        raise ValueError(f"not a canonical decimal: {value!r}")
    return text


def to_points(value: Decimal | str | int) -> Decimal:
    """*value* with exactly two decimals. Raises ValueError when it has more."""
    number = Decimal(value)
    exact = number.quantize(CENT)
    if exact != number:
        raise ValueError(f"more than two decimals: {value!r}")
    return exact or abs(exact)


def is_clean(text: str) -> bool:
    """NFC, without control, zero-width or direction characters (a line break is allowed)."""
    if text.isascii():
        return not _CONTROL.search(text)
    return unicodedata.is_normalized("NFC", text) and not _CONTROL.search(text)


def ascending(items: tuple[T, ...]) -> tuple[T, ...]:
    """*items*, which must stand in order without repeats (pairs: by their first)."""
    keys: list[Any] = [item[0] if isinstance(item, tuple) else item for item in items]
    if any(before >= after for before, after in pairwise(keys)):
        raise ValueError("not sorted, or not distinct")
    return items


def _said_text(value: object) -> object:
    if isinstance(value, str):
        value = value.strip()
        if not unicodedata.is_normalized("NFC", value):
            raise PydanticCustomError("text_nfc", "text is not NFC")
        if found := _CONTROL.search(value):
            code = f"U+{ord(found[0]):04X}"
            raise PydanticCustomError("text_control", "control character {code}", {"code": code})
    return value


def _said_decimal(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value.strip()):
            raise PydanticCustomError("decimal_text", "not a plain decimal")
        value = Decimal(value.strip())
    if isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        raise PydanticCustomError("decimal_text", "not a plain decimal")
    return abs(value) if isinstance(value, Decimal) and value == 0 else value


def _said_points(value: object) -> object:
    value = _said_decimal(value)
    if isinstance(value, Decimal):
        try:
            return to_points(value)
        except (ValueError, ArithmeticError):
            raise PydanticCustomError("points_places", "more than two decimals") from None
    return value


def _said_integer(value: object) -> object:
    """Plain ASCII digits where it is text; never a truth value."""
    if isinstance(value, str):
        value = value.strip()
    if isinstance(value, bool) or (isinstance(value, str) and not _INTEGER.fullmatch(value)):
        raise PydanticCustomError("integer_text", "not a number")
    return value


def _said_day(value: object) -> object:
    """Never a number: a count of seconds is not a day."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, str):
        value = value.strip()
    if not isinstance(value, str | dt.date) or isinstance(value, dt.datetime):
        raise PydanticCustomError("day_text", "not a day")
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("day_text", "not a day")
    return value


# Stored.
Points: TypeAlias = Annotated[Decimal, PlainSerializer(points_text, when_used="json")]
Number: TypeAlias = Annotated[Decimal, PlainSerializer(decimal_text, when_used="json")]
Sha256: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
EntryId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Year: TypeAlias = Annotated[int, Field(ge=2000, le=2100)]
Period: TypeAlias = Literal["上半年", "下半年", "年终"]
Sequence: TypeAlias = Literal["A", "B"]
UnitKind: TypeAlias = Literal["乡", "镇", "街道", "园区", "部门"]
Desk: TypeAlias = Literal["目督办登记岗", "环保登记岗", "系统管理"]
Stage: TypeAlias = Literal["自评", "审核", "实地", "复核"]
Handling: TypeAlias = Literal["公开", "内部", "工作秘密"]
Level: TypeAlias = Literal["县", "市", "省", "国家"]

#: A role, or a role with whom it is: ``DEP:slj``, ``UNI:qinghe``, ``SUP:省生态环境厅``.
OrganRef: TypeAlias = Annotated[
    str,
    StringConstraints(
        pattern=r"^(CPC|CGV|JXW|MDB|EPB|OFC-P|OFC-G|LDR|DEP:[a-z0-9-]+|UNI:[a-z0-9-]+|SUP(:.{1,80})?)$"
    ),
]

# Said.
Line: TypeAlias = Annotated[
    str,
    BeforeValidator(_said_text),
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$"),
]
Text: TypeAlias = Annotated[
    str, BeforeValidator(_said_text), StringConstraints(min_length=1, max_length=2000)
]
Code: TypeAlias = Annotated[
    str, BeforeValidator(_said_text), StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
]
SaidPoints: TypeAlias = Annotated[Decimal, BeforeValidator(_said_points), Field(ge=-1000, le=1000)]
SaidNumber: TypeAlias = Annotated[Decimal, BeforeValidator(_said_decimal)]
#: Far enough either way for every act, and for counting on from it.
SaidDay: TypeAlias = Annotated[
    dt.date,
    Field(ge=dt.date(1949, 10, 1), le=dt.date(2199, 12, 31)),
    BeforeValidator(_said_day),
]
#: The number of an entry.
Position: TypeAlias = Annotated[int, BeforeValidator(_said_integer), Field(ge=1, lt=2**53)]
#: A number in a row of them: a version, a rank, a count of days.
Ordinal: TypeAlias = Annotated[int, BeforeValidator(_said_integer), Field(ge=1, le=9999)]
