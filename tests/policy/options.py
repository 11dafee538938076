"""What one case comes to under each option of a key: all of them stated, and no two alike."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from ptaudit.domain.policy import KEYS

A = TypeVar("A")


def each(key: str, ask: Callable[[str], A], expected: Mapping[str, A]) -> None:
    """*ask* answers the case under an option; *expected* says what under each, and none is missing.

    Of a key with a pattern *expected* names values it takes.
    """
    known = KEYS[key]
    assert tuple(expected) == known.options or not known.options
    assert all(known.accepts(option) for option in expected)
    found = {option: ask(option) for option in expected}
    assert found == expected
    told = [repr(answer) for answer in expected.values()]
    assert len(set(told)) == len(told), "two options answer the case alike"
