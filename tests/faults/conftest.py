"""What the fault tests stand on; what this machine cannot do is skipped, and says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import full, tracing
from tests.faults.scenes import Stage

_STRACE = tracing.usable()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    if _STRACE:
        pytest.skip(_STRACE)
    with tracing.clerk() as clerk:
        yield Stage(clerk, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if why := full.unusable():
        pytest.skip(why)
    with full.disk(tmp_path / "disk") as made:
        if made is None:
            pytest.skip("no disk may be mounted here")
        yield made
