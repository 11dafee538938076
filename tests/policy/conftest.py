"""The county of ``tests/regulation``, for rulings tried on it."""

from tests.regulation.conftest import county, saved

__all__ = ["county", "saved"]
