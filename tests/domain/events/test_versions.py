"""A kind grows by versions: bytes of every version are read for ever and never change; others are refused by name."""

import json
from hashlib import sha256

import pytest

from ptaudit.domain import wire
from ptaudit.domain.events.catalogue import ALL, KINDS
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.lifting import LIFTS
from ptaudit.domain.events.targets import DraftSubmitted, RuleItem, RulesIssued, RulesPart
from ptaudit.domain.failures import Damaged
from ptaudit.domain.formulas import reading
from tests.domain.events.golden import encoded, later, path_of
from tests.domain.events.samples import SAMPLES
from tests.domain.events.samples_rules import VERSION_2

GROWN = sorted(VERSION_2)


def lines(kind: str, version: int) -> list[bytes]:
    return path_of(kind, version).read_bytes().splitlines()


def test_every_kind_that_grew_has_its_lifts_and_bytes() -> None:
    grown = {event.kind: event.version for event in ALL if event.version > 1}
    assert grown == dict.fromkeys(GROWN, 2)
    assert {kind: len(lifts) + 1 for kind, lifts in LIFTS.items()} == grown


@pytest.mark.parametrize("kind", GROWN)
def test_version_2_reads_and_writes_its_bytes(kind: str) -> None:
    written = lines(kind, 2)
    assert written == [encoded(record) for record in later(kind)]
    assert [wire.decode(line) for line in written] == list(later(kind))
    assert [encoded(wire.decode(line)) for line in written] == written
    assert {wire.version_of(line) for line in written} == {2}


@pytest.mark.parametrize("kind", GROWN)
def test_version_1_is_read_as_before_and_its_bytes_and_hash_stay(kind: str) -> None:
    """What has no formula is still written as version 1, byte for byte."""
    written = lines(kind, 1)
    assert {wire.version_of(line) for line in written} == {1}
    for line, sample in zip(written, SAMPLES[kind], strict=True):
        read = wire.decode(line)
        assert read == sample
        assert read.version == 1
        assert encoded(read) == line
        assert sha256(encoded(read)).hexdigest() == sha256(line).hexdigest()
        assert sample.payload.written_as == 1


@pytest.mark.parametrize("kind", GROWN)
@pytest.mark.parametrize("line", [0, 1])
def test_version_1_never_held_what_came_later(kind: str, line: int) -> None:
    """A formula under version 1 is no entry this program or an earlier one wrote."""
    new = lines(kind, 2)[line]
    assert new.count(b'"version":2') == 1 or new.endswith(b'"version":2}')
    head, _, tail = new.rpartition(b'"version":2')
    with pytest.raises(Damaged) as refused:
        wire.decode(head + b'"version":1' + tail)
    assert (refused.value.code, refused.value.params["field"]) == ("entry.unreadable", "payload")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [0, -1, 1])
def test_an_unknown_version_is_refused_by_name(kind: str, step: int) -> None:
    line = lines(kind, 1)[1]
    unknown = {0: 0, -1: 999_999_999, 1: KINDS[kind].version + 1}[step]
    head, _, tail = line.rpartition(b'"version":1')
    with pytest.raises(Damaged) as refused:
        wire.decode(head + f'"version":{unknown}'.encode() + tail)
    assert refused.value.code == "entry.version_unknown"
    assert dict(refused.value.params) == {
        "kind": kind,
        "version": unknown,
        "known": KINDS[kind].version,
    }


def test_the_word_version_inside_of_an_entry_is_not_its_version() -> None:
    record = SAMPLES["finding.raised"].minimal
    said = record.model_copy(update={"reason": '"version":7} "version":8'})
    assert wire.version_of(encoded(said)) == 1


@pytest.mark.parametrize("kind", GROWN)
def test_the_samples_hold_every_form_and_every_field(kind: str) -> None:
    """A field of a form without golden bytes could change its name unseen."""
    payload = later(kind)[0].payload
    content = payload.content if isinstance(payload, DraftSubmitted) else payload
    assert isinstance(content, RulesPart | RulesIssued)
    steps = [step for item in content.items for step in item.formula or ()]
    assert {step.form for step in steps} == set(reading.forms())
    base = {"when", "unless"}
    for step in steps[1:]:
        empty = {n for n in type(step).model_fields if getattr(step, n) is None}
        assert empty == base, step.form
    assert not [n for n in type(steps[0]).model_fields if getattr(steps[0], n) is None]
    assert isinstance(content.overall, Overall)
    assert None not in content.overall.__dict__.values()


def test_one_entry_with_a_formula_makes_its_own_part_version_2() -> None:
    """Parts without any stay version 1: a program that knows no formulas still reads those."""
    most = VERSION_2["rules.issued"][0]
    assert isinstance(most, RulesIssued)
    bare = [item.model_copy(update={"formula": None}) for item in most.items]
    plain = most.model_copy(update={"items": tuple(bare), "overall": None})
    assert (most.written_as, plain.written_as) == (2, 1)
    assert plain.model_copy(update={"overall": most.overall}).written_as == 2
    assert isinstance(plain.items[0], RuleItem)


def test_a_payload_of_version_2_survives_json() -> None:
    for kind in GROWN:
        for record in later(kind):
            content = json.loads(encoded(record))["payload"]
            assert wire.payload_of(kind, content) == record.payload
