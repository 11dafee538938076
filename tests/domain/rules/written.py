"""Any formula a clerk could have written: amounts, names and rows within what the reader takes."""

from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from ptaudit.domain.events.formulas import (
    SOURCES,
    Band,
    Condition,
    Grade,
    Honour,
    Input,
    Label,
    LevelRow,
    Overall,
    Piece,
    PlaceRow,
    Test,
    Weighed,
    WordRow,
)
from ptaudit.domain.formulas import reading
from ptaudit.domain.values import Number, Points

NAMES = st.sampled_from(["甲", "乙丙", "PM2.5", "a-1"])
LABELS = NAMES | st.sampled_from(["优秀", "微克/立方米", "第(一)项", "80%"])
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places).normalize() + 0,
    st.integers(-(10**8), 10**8),
    st.integers(0, 6),
)
POINTS = st.integers(0, 100_000).map(lambda cents: Decimal(cents).scaleb(-2))
ONE = st.builds(
    "{}:{}".format, st.sampled_from([one for one in SOURCES if one != "数"]), NAMES
) | st.builds("数:{:f}".format, NUMBERS)
INPUTS = ONE | st.builds("{}/{}".format, ONE, ONE)
TESTS = st.builds(
    Test,
    value=INPUTS,
    op=st.sampled_from(["≥", "≤", ">", "<", "=", "≠"]),
    than=LABELS | INPUTS | NUMBERS.map("{:f}".format),
)
CONDITIONS: st.SearchStrategy[Condition] = st.lists(
    st.lists(TESTS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2
).map(tuple)


def _band(ends: tuple[Decimal | None, Decimal | None], points: Decimal) -> Band:
    return Band(at_least=ends[0], below=ends[1], points=points)


ENDS = st.tuples(st.none() | NUMBERS, st.none() | NUMBERS).filter(lambda two: two != (None, None))
ROWS: dict[type[Any], st.SearchStrategy[Any]] = {
    WordRow: st.builds(WordRow, word=LABELS, points=POINTS),
    Band: st.builds(_band, ENDS, POINTS),
    Piece: st.builds(Piece, name=LABELS, points=POINTS, met=CONDITIONS),
    LevelRow: st.builds(LevelRow, level=LABELS, points=POINTS, count=INPUTS),
    Weighed: st.builds(Weighed, name=LABELS, weight=NUMBERS, value=INPUTS),
    PlaceRow: st.builds(
        PlaceRow, first=st.integers(1, 9999), last=st.integers(1, 9999), points=POINTS
    ),
    Grade: st.builds(
        Grade,
        grade=LABELS,
        at_least=POINTS,
        within=st.none() | st.integers(1, 9999),
        requires=st.none() | CONDITIONS,
    ),
    Honour: st.builds(Honour, honour=LABELS, requires=CONDITIONS),
}


def _of(annotation: Any) -> st.SearchStrategy[Any]:
    known = {Points: POINTS, Number: NUMBERS, Input: INPUTS, Label: LABELS, Condition: CONDITIONS}
    for one, values in known.items():
        if annotation == one:
            return values
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(ROWS[inner[0]], min_size=1, max_size=3).map(tuple)
    if origin is Union or type(None) in inner:
        return st.one_of([st.none() if one is type(None) else _of(one) for one in inner])
    return st.integers(1, 99) if annotation is int else st.booleans()


def _model(model: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(model, include_extras=True)
    return st.builds(model, **{name: _of(hints[name]) for name in model.model_fields})


STEPS = st.one_of([_model(form) for form in reading.forms().values()])
FORMULAS = st.lists(STEPS, min_size=1, max_size=3).map(tuple)
OVERALLS = _model(Overall).filter(lambda one: one != Overall())
