"""A long paper is cut into parts that fit, lose nothing and are bound by one digest."""

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.targets import Target, TargetIssued, UnitTargets
from ptaudit.domain.targets import parts
from ptaudit.domain.wire import canonical

LIMIT = 700


def target(code: str, name: str) -> Target:
    return Target(code=code, name=name, binding=False, article="11")


def build(part: int, of: int, pieces: Sequence[Target], digest: str | None) -> TargetIssued:
    return TargetIssued(
        year=2023,
        target_version=1,
        part=part,
        parts=of,
        units=(UnitTargets(unit="qinghe", targets=tuple(pieces)),),
        parts_digest=digest,
    )


def size(piece: Target) -> int:
    return parts.size_of(piece) + 1


def payload(event: Event) -> dict[str, object]:
    return event.model_dump(mode="json", by_alias=True, exclude_none=True)


PIECES = st.lists(
    st.builds(
        target, st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), st.text("汉字ab", max_size=40)
    ),
    max_size=12,
)


@given(PIECES)
def test_parts_fit_and_hold_everything_in_order(pieces: list[Target]) -> None:
    events = parts.split(build, pieces, size, LIMIT)
    assert [t for event in events for t in event.units[0].targets] == pieces
    assert [(event.part, event.parts) for event in events] == [
        (n, len(events)) for n in range(1, len(events) + 1)
    ]
    assert all(len(canonical(payload(event))) <= LIMIT for event in events)


@given(PIECES)
def test_the_last_part_carries_the_digest_of_the_ordered_parts(pieces: list[Target]) -> None:
    events = parts.split(build, pieces, size, LIMIT)
    said = [payload(event) for event in events]
    digests = [one.pop("parts_digest", None) for one in said]
    whole = hashlib.sha256(b"".join(canonical(one) for one in said)).hexdigest()
    assert digests == [None] * (len(events) - 1) + [whole]
    assert parts.digest(events) == whole


def test_a_piece_larger_than_a_part_stands_alone() -> None:
    pieces = [target("A", "a"), target("B", "b" * 900), target("C", "c")]
    events = parts.split(build, pieces, size, LIMIT)
    assert [[t.code for t in e.units[0].targets] for e in events] == [["A"], ["B"], ["C"]]


def test_nothing_is_one_empty_part() -> None:
    [only] = parts.split(build, [], size, LIMIT)
    assert (only.part, only.parts, only.units[0].targets) == (1, 1, ())
