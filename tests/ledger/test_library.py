"""The event-sourcing library's own test case for its interface, on every database."""

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.dcb.tests import DCBRecorderTestCase as Library
from eventsourcing.persistence import IntegrityError, ProgrammingError

from ptaudit.ledger import Ledger


def test_append_and_read(ledger: Ledger) -> None:
    Library()._test_append_read(ledger)


def test_append_and_subscribe(ledger: Ledger) -> None:
    Library()._test_append_subscribe(ledger)


def test_data_and_tags_come_back_as_given(ledger: Ledger) -> None:
    """Any bytes; tags in their order, repeats included."""
    event = DCBEvent("类型", bytes(range(256)), ["b", "a", "b", 'c"\n'])
    assert ledger.append([event]) == 1
    (sequenced,) = ledger.read()
    assert (sequenced.event, sequenced.position) == (event, 1)


def test_a_failed_condition_is_the_librarys_error(ledger: Ledger) -> None:
    ledger.append([DCBEvent("t", b"", ["a"])])
    query = DCBQuery([DCBQueryItem(tags=["a"])])
    with pytest.raises(IntegrityError):
        ledger.append([DCBEvent("t", b"")], DCBAppendCondition(query))
    assert ledger.append([DCBEvent("t", b"")], DCBAppendCondition(query, after=1)) == 2


def test_an_append_of_nothing_is_the_librarys_error(ledger: Ledger) -> None:
    with pytest.raises(ProgrammingError):
        ledger.append([])


def test_a_subscription_follows_a_selection(ledger: Ledger) -> None:
    query = DCBQuery([DCBQueryItem(types=["wanted"])])
    with ledger.subscribe(query) as subscription:
        ledger.append([DCBEvent("other", b"1"), DCBEvent("wanted", b"2")])
        assert next(subscription).position == 2
        ledger.append([DCBEvent("wanted", b"3")])
        assert next(subscription).event.data == b"3"
