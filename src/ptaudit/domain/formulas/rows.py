"""The rows inside of a step in words: ``优秀=60``, ``60~90=6``, ``省=20@次数:省表扬``, ``1~3=5``."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import (
    SOURCES,
    Band,
    Grade,
    Honour,
    LevelRow,
    Piece,
    PlaceRow,
    Weighed,
    WordRow,
)
from ptaudit.domain.formulas.conditions import INPUT, LABEL, condition, written
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.values import to_points

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")
_SPAN = re.compile(rf"({NUMBER.pattern})?~({NUMBER.pattern})?")


class Rows(NamedTuple):
    """How the rows of a model are read and written; *pattern* is what a clerk is told."""

    pattern: str
    read: Callable[[str, str], Part]
    write: Callable[[Any], str]


def number(said: str, field: str) -> Decimal:
    if not NUMBER.fullmatch(said):
        raise Faulty("number", field=field, said=said)
    return abs(Decimal(said)) if Decimal(said) == 0 else Decimal(said)


def points(said: str, field: str) -> Decimal:
    try:
        found = to_points(number(said, field))
    except ValueError:
        raise Faulty("points", field=field, said=said) from None
    if not 0 <= found <= 1000:
        raise Faulty("points", field=field, said=said)
    return found


def label(said: str, field: str) -> str:
    if not LABEL.fullmatch(said):
        raise Faulty("label", field=field, said=said)
    return said


def plain(value: Decimal) -> str:
    """``7.00`` → ``7``, ``1.50`` → ``1.5``."""
    text = format(value or abs(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(said: str, field: str, model: type[Part], *, from_: bool) -> tuple[str, str, str]:
    """What stands left of ``=``, right of it, and after ``@``."""
    front, at, source = said.partition("@")
    left, equals, right = front.partition("=")
    if not equals or (at != "") != from_:
        raise Faulty("row", field=field, pattern=ROWS[model].pattern, said=said)
    return left.strip(), right.strip(), source.strip()


def _word(said: str, field: str) -> WordRow:
    word, worth, _ = _cut(said, field, WordRow, from_=False)
    return WordRow(word=label(word, field), points=points(worth, field))


def _band(said: str, field: str) -> Band:
    span, worth, _ = _cut(said, field, Band, from_=False)
    found = _SPAN.fullmatch(span)
    if found is None or span == "~":
        raise Faulty("row", field=field, pattern=ROWS[Band].pattern, said=said)
    low, high = found[1], found[4]
    return Band(
        at_least=None if low is None else number(low, field),
        below=None if high is None else number(high, field),
        points=points(worth, field),
    )


def _written_band(band: Band) -> str:
    low = "" if band.at_least is None else plain(band.at_least)
    high = "" if band.below is None else plain(band.below)
    return f"{low}~{high}={plain(band.points)}"


def _piece(said: str, field: str) -> Piece:
    name, worth, met = _cut(said, field, Piece, from_=True)
    return Piece(name=label(name, field), points=points(worth, field), met=condition(met, field))


def _level(said: str, field: str) -> LevelRow:
    level, worth, count = _cut(said, field, LevelRow, from_=True)
    return LevelRow(
        level=label(level, field), points=points(worth, field), count=_input(count, field)
    )


def _weighed(said: str, field: str) -> Weighed:
    name, weight, value = _cut(said, field, Weighed, from_=True)
    return Weighed(
        name=label(name, field), weight=number(weight, field), value=_input(value, field)
    )


def _place(said: str, field: str) -> PlaceRow:
    ranks, worth, _ = _cut(said, field, PlaceRow, from_=False)
    found = re.fullmatch(r"([1-9][0-9]{0,3})(?:~([1-9][0-9]{0,3}))?", ranks)
    if found is None:
        raise Faulty("row", field=field, pattern=ROWS[PlaceRow].pattern, said=said)
    return PlaceRow(
        first=int(found[1]), last=int(found[2] or found[1]), points=points(worth, field)
    )


def _written_place(place: PlaceRow) -> str:
    ranks = str(place.first) if place.first == place.last else f"{place.first}~{place.last}"
    return f"{ranks}={plain(place.points)}"


def _grade(said: str, field: str) -> Grade:
    """``优秀=90 前10@…``: from 90 points, and among the first ten, where the condition holds."""
    front, _, requires = said.partition("@")
    found = re.fullmatch(r"([^=]+)=(\S+)(?:\s前([1-9][0-9]{0,3}))?", front.strip())
    if found is None:
        raise Faulty("row", field=field, pattern=ROWS[Grade].pattern, said=said)
    return Grade(
        grade=label(found[1].strip(), field),
        at_least=points(found[2], field),
        within=int(found[3]) if found[3] else None,
        requires=condition(requires, field) if requires else None,
    )


def _written_grade(grade: Grade) -> str:
    within = "" if grade.within is None else f" 前{grade.within}"
    requires = "" if grade.requires is None else f"@{written(grade.requires)}"
    return f"{grade.grade}={plain(grade.at_least)}{within}{requires}"


def _honour(said: str, field: str) -> Honour:
    name, _, requires = said.partition("@")
    if not requires:
        raise Faulty("row", field=field, pattern=ROWS[Honour].pattern, said=said)
    return Honour(honour=label(name.strip(), field), requires=condition(requires, field))


def _input(said: str, field: str) -> str:
    if not INPUT.fullmatch(said):
        raise Faulty("input", field=field, known="、".join(SOURCES), said=said)
    return said


ROWS: Mapping[type[Part], Rows] = {
    WordRow: Rows("优秀=60", _word, lambda row: f"{row.word}={plain(row.points)}"),
    Band: Rows("60~90=6", _band, _written_band),
    Piece: Rows(
        "成立机构=2@是否:成立机构",
        _piece,
        lambda row: f"{row.name}={plain(row.points)}@{written(row.met)}",
    ),
    LevelRow: Rows(
        "省=20@次数:省表扬", _level, lambda row: f"{row.level}={plain(row.points)}@{row.count}"
    ),
    Weighed: Rows(
        "大气=15@得分:A1", _weighed, lambda row: f"{row.name}={plain(row.weight)}@{row.value}"
    ),
    PlaceRow: Rows("1~3=5", _place, _written_place),
    Grade: Rows("优秀=90 前10@是否:无事故", _grade, _written_grade),
    Honour: Rows(
        "先进@等次:断面考核 = 良好",
        _honour,
        lambda row: f"{row.honour}@{written(row.requires)}",
    ),
}
