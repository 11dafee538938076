"""The public API is the list in ``public_api.txt``: adding or removing a name is a decision."""

from pathlib import Path

import ptaudit

PINNED = (Path(__file__).parent / "public_api.txt").read_text("utf-8").split()


def test_the_public_api_is_pinned() -> None:
    assert sorted(ptaudit.__all__) == sorted(PINNED)


def test_every_public_name_resolves_and_is_explained() -> None:
    for name in ptaudit.__all__:
        assert getattr(ptaudit, name) is not None
        assert name.isupper() or getattr(ptaudit, name).__doc__, name
