"""What the fault tests stand on; what this machine cannot do is skipped, and says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import full, scenes, tracing
from tests.faults.scenes import Scene, Stage
from tests.faults.tracing import Clerk


@pytest.fixture(scope="session")
def clerk() -> Iterator[Clerk]:
    with tracing.clerk() as ours:
        if why := tracing.usable(ours):
            pytest.skip(why)
        yield ours


@pytest.fixture
def stage(clerk: Clerk, tmp_path: Path) -> Stage:
    return Stage(clerk, tmp_path)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A ledger of three entries, at rest."""
    return scenes.at_rest(tmp_path_factory.mktemp("faults") / "small", entries=3)


@pytest.fixture(scope="session")
def small_calls(
    clerk: Clerk, small: Scene, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, int]]:
    return Stage(clerk, tmp_path_factory.mktemp("calls")).calls(small)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if why := full.unusable():
        pytest.skip(why)
    with full.disk(tmp_path / "disk") as made:
        if made is None:
            pytest.skip("no disk may be mounted here")
        yield made
