"""An office for every test that imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.office import Office, office


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path)
    yield made
    made.app.close()
