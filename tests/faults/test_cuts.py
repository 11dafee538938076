"""Power cuts: what the disk's model forgets, and that the ledger's own settings are what saves it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults import cuts, scenes, tracing, weakened
from tests.faults.cuts import Disk, Step
from tests.faults.scenes import Stage

A, B = b"a" * 600, b"b" * 600


def disk(*steps: Step, before: dict[str, bytes] | None = None) -> Disk:
    made = Disk(before or {})
    for step in steps:
        made.do(step)
    return made


def test_a_write_is_safe_after_its_sync() -> None:
    unsynced = disk(Step("write", "f", 0, b"x"), before={"f": b"..."})
    assert unsynced.lost() == {"f": b"..."}
    assert unsynced.whole() == {"f": b"x.."}
    synced = disk(Step("write", "f", 1, b"x"), Step("sync", "f"), before={"f": b"..."})
    assert synced.lost() == synced.whole() == {"f": b".x."}


def test_a_new_file_is_safe_after_a_sync_of_its_folder() -> None:
    steps = [Step("make", "n"), Step("write", "n", 0, b"x"), Step("sync", "n")]
    assert disk(*steps).lost() == {}
    assert disk(*steps).whole() == {"n": b"x"}
    assert disk(*steps, Step("folder")).lost() == {"n": b"x"}


def test_a_removed_file_may_come_back_and_is_not_the_one_made_after() -> None:
    steps = [Step("remove", "f"), Step("make", "f"), Step("write", "f", 0, b"new")]
    made = disk(*steps, before={"f": b"old"})
    assert made.lost() == {"f": b"old"}
    assert made.whole() == {"f": b"new"}
    assert disk(*steps, Step("folder"), before={"f": b"old"}).lost() == {"f": b""}


def test_a_torn_write_breaks_off_and_scattered_ones_lack_sectors() -> None:
    made = disk(Step("write", "f", 0, A), Step("write", "f", 600, B), before={"f": b""})
    assert made.torn() == {"f": A + B[:301]}
    states = {made.scattered(Random(n))["f"] for n in range(40)}
    assert b"" in states
    assert any(state.startswith(bytes(512)) and b"b" in state for state in states)


def test_a_cut_file_is_its_old_length_until_the_sync() -> None:
    made = disk(Step("cut", "f", 1), before={"f": b"abc"})
    assert (made.lost(), made.whole()) == ({"f": b"abc"}, {"f": b"a"})


def test_what_was_acknowledged_is_told_by_the_run_itself() -> None:
    assert disk(Step("said", data=b"kept 3\n"), Step("said", data=b"closed\n")).kept == {3}


def lost(stage: Stage, folder: Path) -> Iterator[str]:
    scene = scenes.at_rest(folder, entries=20)
    did = stage.recorded(scene)
    assert sum(step.what == "sync" for step in did) >= 2
    made = list(cuts.cuts(scene.files, did, scattered=1, every=5))
    assert len(made) > 12
    yield from (breach for cut in made for breach in stage.cut(scene, cut))


def test_no_cut_loses_what_was_acknowledged(stage: Stage, tmp_path: Path) -> None:
    assert list(lost(stage, tmp_path / "before")) == []


def test_no_cut_makes_a_witness_forget_what_it_cosigned(stage: Stage, tmp_path: Path) -> None:
    scene = scenes.witness(tmp_path / "before")
    did = stage.recorded(scene)
    made = list(cuts.cuts(scene.files, did, scattered=1, every=4))
    assert any(cut.kept for cut in made)
    assert [breach for cut in made for breach in stage.cut(scene, cut)] == []


def test_without_full_synchronisation_acknowledged_entries_are_lost(
    stage: Stage, tmp_path: Path
) -> None:
    """The same harness, the same cuts, one setting less."""
    source = weakened.copy(tmp_path / "source")
    with tracing.clerk(source) as clerk:
        breaches = lost(Stage(clerk, tmp_path), tmp_path / "before")
        assert "acknowledged batch 1 is lost" in breaches


def test_a_setting_that_moved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weakened, "SETTING", ("PRAGMA nothing", "PRAGMA"))
    with pytest.raises(RuntimeError, match="is not where it was"):
        weakened.copy(tmp_path / "source")
