"""A formula in the words it is read from: under headings, and in one cell of a table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import Condition, Formula, Overall, Step
from ptaudit.domain.formulas import conditions, reading
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.formulas.rows import ROWS, plain

Said = str | list[str]
#: Between steps in one cell; between headings; between rows.
STEPS, FIELDS, ROW = ";", ",", "|"


def said(step: Step) -> dict[str, Said]:
    """*step* as :func:`reading.step` reads it, headings in order, what is as usual left out."""
    return {reading.FORM: step.form, **_fields(step)}


def said_overall(overall: Overall) -> dict[str, Said]:
    return _fields(overall)


def _fields(part: Part) -> dict[str, Said]:
    hints = get_type_hints(type(part), include_extras=True)
    return {
        title: _said(value, hints[name])
        for title, name in reading.titles(type(part)).items()
        if (value := getattr(part, name)) != type(part).model_fields[name].default
        and value is not None
    }


def _said(value: Any, annotation: Any) -> Said:
    if annotation == Condition or Condition in get_args(annotation):
        return conditions.written(value)
    if isinstance(value, tuple):
        return [ROWS[type(row)].write(row) for row in value]
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain(value) if isinstance(value, Decimal) else str(value)


def cell(formula: Formula) -> str:
    """``每差: 取值=指标值:pm10, 方向=越低越好, 每=1, 分=0.5; 置零: 条件=…``."""
    return cell_of([said(step) for step in formula])


def cell_of(steps: Sequence[Mapping[str, Said]]) -> str:
    """One cell of steps under their headings."""
    return f"{STEPS} ".join(map(_step, steps))


def _step(fields: Mapping[str, Said]) -> str:
    rest = [f"{title}={_joined(value)}" for title, value in fields.items()]
    return f"{fields[reading.FORM]}: {f'{FIELDS} '.join(rest[1:])}"


def _joined(value: Said) -> str:
    return value if isinstance(value, str) else ROW.join(value)


def of_cell(text: str) -> Formula:
    """The formula one cell holds, full-width punctuation as well. Raises Faulty."""
    pieces = [piece for piece in re.split(r"[;；\n]", text) if piece.strip()]
    return reading.formula([_of_step(piece) for piece in pieces])


def _of_step(piece: str) -> dict[str, str]:
    form, colon, rest = re.sub("[:：]", ":", piece, count=1).partition(":")
    if "=" in form:
        raise Faulty("form_missing", known="、".join(reading.forms()))
    fields: dict[str, str] = {}
    for heading, value in _headed(rest) if colon else ():
        if heading in fields:
            raise Faulty("field_twice", field=heading)
        fields[heading] = value
    return {reading.FORM: form.strip(), **fields}


def overall_cell(overall: Overall) -> str:
    """``折算为=100; 等次=优秀=90 前10|良好=80``."""
    return pairs_of(said_overall(overall))


def pairs_of(fields: Mapping[str, Said]) -> str:
    return f"{STEPS} ".join(f"{heading}={_joined(value)}" for heading, value in fields.items())


def of_overall_cell(text: str) -> Overall:
    pairs = [piece.partition("=") for piece in re.split(r"[;；\n]", text) if piece.strip()]
    return reading.overall({heading.strip(): value.strip() for heading, _, value in pairs})


def _headed(rest: str) -> Iterator[tuple[str, str]]:
    for pair in re.split("[,，]", rest):
        if pair.strip():
            heading, _, value = pair.partition("=")
            yield heading.strip(), value.strip()
