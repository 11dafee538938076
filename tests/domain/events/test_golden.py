"""The bytes of every kind, for ever: what was written once is read, and would be written, the same."""

import json
import re
from hashlib import sha256

import pytest

from ptaudit.domain import wire
from ptaudit.domain.events.catalogue import ALL, KINDS
from ptaudit.domain.failures import Damaged
from tests.domain.events.golden import FOLDER, encoded, path_of
from tests.domain.events.samples import SAMPLES


def test_every_kind_has_its_bytes() -> None:
    assert list(SAMPLES) == list(KINDS) == [event.kind for event in ALL]
    assert {path.stem for path in FOLDER.glob("*.json")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_bytes(kind: str) -> None:
    """Python to bytes, bytes to Python, and there and back: all the same."""
    lines = path_of(kind).read_bytes().splitlines()
    assert lines == [encoded(record) for record in SAMPLES[kind]]
    assert [wire.decode(line) for line in lines] == list(SAMPLES[kind])
    assert [encoded(wire.decode(line)) for line in lines] == lines
    assert {wire.kind_of(line) for line in lines} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_the_full_sample_fills_every_field(kind: str) -> None:
    """A field without golden bytes could change its name unseen."""
    event = SAMPLES[kind].full.payload
    empty = [name for name in type(event).model_fields if getattr(event, name) is None]
    assert empty == [*type(event).later]
    required = [n for n, field in type(event).model_fields.items() if field.is_required()]
    least = SAMPLES[kind].minimal.payload
    assert {n for n in required if getattr(least, n) is None} == set()


@pytest.mark.parametrize("event", ALL, ids=lambda event: event.__name__)
def test_class_and_kind_name_each_other(event: type) -> None:
    kind = next(kind for kind, found in KINDS.items() if found is event)
    assert "".join(word.capitalize() for word in kind.split(".")) == event.__name__
    assert re.fullmatch(r"[a-z]+\.[a-z]+", kind)
    assert event.__doc__ is not None
    assert event.__doc__.count("\n") == 0


@pytest.mark.parametrize("event", ALL, ids=lambda event: event.kind)
def test_titles_print_on_a_chinese_console(event: type) -> None:
    title = KINDS[event.kind].title if hasattr(event, "kind") else ""
    assert title.encode("gbk").decode("gbk") == title != ""


def test_other_bytes_are_refused() -> None:
    """An unknown kind, another version, a missing, a strange and a wrongly typed field."""
    line = path_of("finding.closed").read_bytes().splitlines()[1]
    for old, new in (
        (b'"kind":"finding.closed"', b'"kind":"finding.shut"'),
        (b'"version":1', b'"version":2'),
        (b'"operator":"jia",', b""),
        (b'"payload":{', b'"payload":{"extra":1,'),
        (b'"position":1,', b'"position":"1",'),
        (b'"position":1,', b'"position":1.0,'),
        (b"2025-01-02", b"2025-02-30"),
    ):
        assert line.count(old) >= 1
        with pytest.raises(Damaged):
            wire.decode(line.replace(old, new, 1))
    with pytest.raises(Damaged):
        wire.decode(b"{}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_payload_alone_has_the_stored_names(kind: str) -> None:
    """A correction's replacement and a report's digest take payloads without their envelope."""
    for record, line in zip(SAMPLES[kind], path_of(kind).read_bytes().splitlines(), strict=True):
        said = record.payload.model_dump(mode="json", exclude_none=True)
        assert wire.canonical(said) == wire.canonical(json.loads(line)["payload"])


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("grant.given", b'["CGV","CPC"]', b'["CPC","CGV"]'),
        ("grant.given", b'["CGV","CPC"]', b'["CPC","CPC"]'),
        ("policy.adopted", b'[["tie.rank","dense"]]', b'[["tie.rank","a"],["tie.rank","b"]]'),
        ("policy.adopted", b'[["tie.rank","dense"]]', b'[["tie.rank","a"],["third.min","1"]]'),
    ],
)
def test_a_list_out_of_order_is_refused(kind: str, old: bytes, new: bytes) -> None:
    """What has one order has one text."""
    line = path_of(kind).read_bytes().splitlines()[1]
    assert line.count(b'"payload":') == line.count(old) == 1
    with pytest.raises(Damaged):
        wire.decode(line.replace(old, new))


def test_format_1_is_frozen() -> None:
    """What format 1 wrote is read for ever: golden files are added, never changed or taken away."""
    lines = FOLDER.with_name("frozen-1.sha256").read_text("ascii").splitlines()
    frozen = {name: digest for digest, name in map(str.split, lines)}
    now = {name: sha256((FOLDER / name).read_bytes()).hexdigest() for name in frozen}
    assert now == frozen
    assert len(frozen) >= 49
