"""One value, one text: canonical bytes are RFC 8785's, of the part of JSON that events use."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain import wire
from ptaudit.domain.values import is_clean
from tests.domain.events.strategies import OBJECTS, TEXTS

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "jcs"
WITH_VECTORS = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the RFC 8785 author's test data is not beside this repository"
)
NAMES = ("arrays", "french", "structures", "unicode", "values", "weird")


def leaves(value: Any) -> Iterator[Any]:
    match value:
        case dict():
            for inner in value.values():
                yield from leaves(inner)
        case list():
            for inner in value:
                yield from leaves(inner)
        case _:
            yield value


@WITH_VECTORS
@pytest.mark.parametrize("name", NAMES)
def test_leaves_are_written_as_in_the_vectors(name: str) -> None:
    output = (VECTORS / "output" / f"{name}.json").read_bytes()
    values = list(leaves(json.loads((VECTORS / "input" / f"{name}.json").read_bytes())))
    for leaf in values:
        if isinstance(leaf, float) or (isinstance(leaf, str) and not is_clean(leaf)):
            with pytest.raises(ValueError, match="not"):
                wire.canonical(leaf)
        else:
            assert wire.canonical(leaf) in output


@WITH_VECTORS
@pytest.mark.parametrize("name", NAMES)
def test_what_events_never_hold_is_refused(name: str) -> None:
    """Each vector has a float, a key that is no schema name, or text that is not normalised."""
    value = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())
    with pytest.raises(ValueError, match="not"):
        wire.canonical(value)


@WITH_VECTORS
def test_arrays_vector_under_schema_names() -> None:
    """The vector without floats, its keys made schema names by a letter in front (their order stays)."""
    named = [
        re.sub(r'"(\w+)"\s*:', r'"k\1":', (VECTORS / side / "arrays.json").read_text())
        for side in ("input", "output")
    ]
    assert wire.canonical(json.loads(named[0])) == named[1].strip().encode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        (True, b"true"),
        (0, b"0"),
        (-7, b"-7"),
        (2**53 - 1, b"9007199254740991"),
        (1 - 2**53, b"-9007199254740991"),
        ("", b'""'),
        ('a"\\/\n', b'"a\\"\\\\/\\n"'),
        ("环保≥€", '"环保≥€"'.encode()),
        ([], b"[]"),
        ({}, b"{}"),
        ({"b": 1, "a": [{"d": 2, "c_1": 3}]}, b'{"a":[{"c_1":3,"d":2}],"b":1}'),
    ],
)
def test_written(value: Any, written: bytes) -> None:
    assert wire.canonical(value) == written


@pytest.mark.parametrize(
    "value",
    [
        1.0, float("nan"), float("inf"), 2**53, -(2**53), "e\u0301", "a\tb", "a\rb", "\x00", "\x7f",
        "a\u200bb", "a\u202eb", "\ufeff", {"A": 1}, {"1": 1}, {"": 1}, {"a-b": 1}, {"名": 1},
        {1: 1}, (1, 2), b"a", {"a": [1.5]},
    ],
)  # fmt: skip
def test_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"not|out of range"):
        wire.canonical(value)


@given(OBJECTS)
def test_the_text_does_not_depend_on_order(value: dict[str, Any]) -> None:
    turned = dict(reversed(list(value.items())))
    assert wire.canonical(turned) == wire.canonical(value)
    assert json.loads(wire.canonical(value)) == value


@given(st.text())
def test_unclean_text_is_never_written(text: str) -> None:
    if is_clean(text):
        assert json.loads(wire.canonical(text)) == text
    else:
        with pytest.raises(ValueError, match="not clean"):
            wire.canonical(text)


@given(TEXTS)
def test_a_text_cannot_pose_as_the_kind(text: str) -> None:
    """``kind_of`` finds the envelope's kind whatever stands in the fields before it."""
    for said in (text, '"kind":"x"', 'x","kind":"y'):
        data = wire.canonical({"basis": [{"doc_no": said}], "key": said, "kind": "finding.closed"})
        assert wire.kind_of(data) == "finding.closed"
