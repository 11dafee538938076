"""Whatever an event holds, its bytes give it back, and give the same bytes again."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptaudit.domain import wire
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.events.corrections import RecordCorrected
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from tests.domain.events.golden import encoded
from tests.domain.events.samples import SAMPLES, full, minimal
from tests.domain.events.strategies import events


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_bytes_give_the_event_back(kind: str, data: st.DataObject) -> None:
    event = data.draw(events(KINDS[kind]))
    record = data.draw(st.sampled_from([full, minimal]))(event)
    written = encoded(record)
    read = wire.decode(written)
    assert read == record
    assert type(read.payload) is KINDS[kind]
    assert encoded(read) == written
    assert wire.kind_of(written) == kind
    assert written == wire.canonical(json.loads(written))
    assert wire.payload_of(kind, json.loads(written)["payload"]) == event


@pytest.mark.parametrize("kind", KINDS)
def test_equal_content_is_equal(kind: str) -> None:
    """A record read from bytes is the one written: as a member of a set too, and not as a draft."""
    one, other = SAMPLES[kind]
    again = wire.decode(encoded(one))
    assert {one, again} == {one}
    assert hash(one.payload) == hash(again.payload)
    assert one != other
    assert one != one.model_copy(update={"position": 7})


def raised(issue: str) -> Record:
    event = SAMPLES["finding.raised"].minimal.payload
    assert isinstance(event, FindingRaised)
    return minimal(event.model_copy(update={"issue": issue}))


def test_a_payload_fits_into_its_correction() -> None:
    """60,000 bytes are held; one more is refused before anything is written."""
    spare = wire.PAYLOAD_LIMIT - len(wire.canonical(wire.plain(raised(""))["payload"]))
    assert len(encoded(raised("x" * spare))) > wire.PAYLOAD_LIMIT
    with pytest.raises(Malformed) as refused:
        encoded(raised("x" * (spare + 1)))
    assert refused.value.code == "payload.too_long"
    assert refused.value.params["size"] == wire.PAYLOAD_LIMIT + 1
    assert refused.value.params["field"] == "issue"


def test_a_correction_carries_its_tags() -> None:
    event = SAMPLES["record.corrected"].full.payload
    assert isinstance(event, RecordCorrected)
    assert list(event.tags()) == ["unit:qinghe", "year:2025"]
