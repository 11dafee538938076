"""Twenty-one articles, and nothing that is written cites one that is not there (0003)."""

import pytest

from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.policy import KEYS
from ptaudit.domain.regulation import ARTICLES, exists


def test_there_are_twenty_one() -> None:
    assert [article.number for article in ARTICLES] == list(range(1, 22))


@pytest.mark.parametrize(
    ("ref", "there"),
    [
        ("1", True),
        ("21", True),
        ("22", False),
        ("0", False),
        ("9.3", True),
        ("9.4", False),
        ("9.0", False),
        ("13.1", False),
        ("15.3", True),
        ("第九条", False),
        ("9.", False),
        ("", False),
    ],
)
def test_an_article_or_item_is_there_or_not(ref: str, there: bool) -> None:
    assert exists(ref) is there


def test_every_event_cites_what_is_there() -> None:
    cited = {claim.ref for event in ALL for claim in event.claims if claim.type == "条文"}
    assert [ref for ref in sorted(cited) if not exists(ref)] == []


def test_every_ruling_fills_in_what_is_there() -> None:
    """A 口径 says which article it fills in, and an event that claims one names a key there is."""
    assert [key.name for key in KEYS.values() if not exists(key.article)] == []
    claimed = {claim.ref for event in ALL for claim in event.claims if claim.type == "口径"}
    assert claimed <= set(KEYS)
