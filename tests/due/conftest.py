"""The county of ``tests/regulation``, for what is due in it."""

from tests.regulation.conftest import county, saved

__all__ = ["county", "saved"]
