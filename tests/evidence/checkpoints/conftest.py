"""A county's ledger in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evidence.checkpoints.beds import County, county


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[County]:
    made = county(tmp_path)
    try:
        yield made
    finally:
        made.app.close()
