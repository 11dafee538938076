"""A place as it is shown: never with a password, wherever in the URL it stands."""

import pytest

from ptaudit.domain.failures import Malformed
from ptaudit.ledger.place import Place


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:geheim@h/d",
        "postgresql://u:ge@geheim@h/d",
        "postgresql://h/d?user=u&password=geheim",
        "postgresql://h/d?password=geheim&schema=s",
        "postgresql://h/d?sslpassword=geheim",
        "postgresql://u:geheim@h/d?password=geheim",
    ],
)
def test_shown(url: str) -> None:
    shown = Place.of(url).shown
    assert "geheim" not in shown
    assert "***" in shown


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:geheim@h/d",
        "mysql://h/d?password=geheim",
        "postgresql://u:geheim@h:port/d",
        "postgresql://u:ge@geheim@h:port/d",
        "postgresql://h:port/d?password=geheim",
        "sqlite://u:geheim@h/d",
    ],
)
def test_told_in_a_refusal(url: str) -> None:
    with pytest.raises(Malformed) as refusal:
        Place.of(url)
    assert "geheim" not in str(refusal.value)
