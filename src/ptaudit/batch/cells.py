"""One cell of a table as the exact value a command takes: dates, decimals and texts, never float arithmetic."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

from ptaudit.batch import due_cells
from ptaudit.batch.forms import Form, Kind
from ptaudit.batch.widths import narrow
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed, near

#: What a spreadsheet or a program writes where there is no value.
NOT_VALUES = frozenset(
    ("nan", "#n/a", "#div/0!", "#ref!", "#value!", "#name?", "#null!", "#num!", "#getting_data")
)
#: Day 0 of the serial numbers Excel keeps dates as; what it counts before March 1900 is not used.
_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(36_526, 73_416)  # 2000-01-01 … 2100-12-31
_DAY = re.compile(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?")
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_ONES = "一二三四五六七八九"
_HAN: Mapping[str, int] = {
    f"{'' if tens == 1 else _ONES[tens - 1]}十{ones}" if tens else ones: 10 * tens + n
    for tens in range(10)
    for n, ones in enumerate(("", *_ONES))
    if tens or n
}
#: “第3名”, “第十二位”, “3名”; “并列” is taken off before.
_PLACE = re.compile(r"(第?)\s*([1-9][0-9]{0,2}|[一二三四五六七八九十]{1,3})\s*([名位]?)")
_TIED = re.compile(r"\(并列\)|并列")

Value = str | int | bool


def text(raw: object) -> str:
    """What stands in the cell, in NFC without space around it; a number as it is kept, exactly."""
    match raw:
        case None:
            return ""
        case str():
            return unicodedata.normalize("NFC", raw).strip()
        case bool():
            return "是" if raw else "否"
        case float():
            return repr(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
        case dt.datetime() if raw.time() == dt.time():
            return raw.date().isoformat()
        case dt.datetime():
            return raw.isoformat(" ")
        case _:
            return str(raw)


def value(raw: object, form: Form) -> Value:
    """The cell as a command's field takes it. Raises Malformed ``cell.…`` with what stands there."""
    said = text(raw)
    if said.lower() in NOT_VALUES:
        raise Malformed("cell.not_a_value", value=said)
    return _READERS[form.kind](raw, said, form)


def _text(raw: object, said: str, form: Form) -> Value:
    return said


def _day(raw: object, said: str, form: Form) -> Value:
    """ISO. A number is a serial of Excel's or eight digits; a moment of the day is not a day."""
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return said
    if isinstance(raw, int | float) and not isinstance(raw, bool) and said.isdigit():
        serial = int(said)
        if serial in _SERIALS:
            return (_EPOCH + dt.timedelta(days=serial)).isoformat()
    text = narrow(said)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is not None:
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            raise Malformed("cell.no_such_day", value=said) from None
    raise Malformed("cell.day", value=said)


def _limit(raw: object, said: str, form: Form) -> Value:
    """As :func:`ptaudit.batch.due_cells.limits` reads it, several set apart by 、; a date of Excel's as a day."""
    if not isinstance(raw, str):
        return _day(raw, said, form)
    return due_cells.SEPARATOR.join(
        limit for item in due_cells.items(said) for limit in due_cells.limits(item)
    )


def _number(raw: object, said: str, form: Form) -> Value:
    text = narrow(said)
    if isinstance(raw, bool) or not _DECIMAL.fullmatch(text):
        raise Malformed("cell.number", value=said)
    return text


def _integer(raw: object, said: str, form: Form) -> Value:
    text = narrow(said)
    tied = _TIED.sub("", text).strip()
    if (place := _PLACE.fullmatch(tied)) is not None and (tied != text or place[1] or place[3]):
        return int(place[2]) if place[2].isascii() else _han(place[2])
    if isinstance(raw, bool) or not _INTEGER.fullmatch(text):
        raise Malformed("cell.integer", value=said)
    return int(text)


def _han(said: str) -> int:
    if (found := _HAN.get(said)) is None:
        raise Malformed("cell.integer", value=said)
    return found


def _flag(raw: object, said: str, form: Form) -> Value:
    if said not in ("是", "否"):
        raise Malformed("cell.choice", value=said, choices="是、否", near="")
    return said == "是"


def _choice(raw: object, said: str, form: Form) -> Value:
    if said not in form.choices:
        close = listed(near(said, form.choices))
        raise Malformed("cell.choice", value=said, choices=listed(form.choices), near=close)
    return said


_READERS: Mapping[Kind, Callable[[object, str, Form], Value]] = {
    "text": _text,
    "names": _text,
    "day": _day,
    "limit": _limit,
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "choice": _choice,
}
