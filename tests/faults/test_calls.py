"""A sample of the calls of an append, each killed or failed; ``make faults`` takes every one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import scenes
from tests.faults.scenes import ERRORS, KILL, Scene, Stage, faults, one_each, rotated, sample
from tests.faults.tracing import Fault

#: Where a full disk, a dying disk and one that turns read-only show themselves first.
WRITING = ("pwrite64", "fdatasync", "ftruncate")


#: Whose turn it is: in the first three scenes a call meets each kind of fault.
SCENES: dict[Callable[[Path], Scene], int] = {
    scenes.at_rest: 0,
    scenes.left_open: 1,
    scenes.signing: 2,
    scenes.witness: 0,
}


@pytest.mark.parametrize("made", SCENES)
def test_nothing_is_lost_whichever_call_fails(
    stage: Stage, tmp_path: Path, made: Callable[[Path], Scene]
) -> None:
    """One fault a call: the last of its name, or one by chance."""
    scene, turn = made(tmp_path / "before"), SCENES[made]
    chosen = one_each(stage.calls(scene), scene.name)
    outcomes = [stage.under(scene, one) for one in rotated(chosen, (KILL, *ERRORS), turn)]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    ends = {one.ended.partition(" ")[0] for one in outcomes}
    assert ends >= {"killed", "closed", "refused"}


def test_every_sync_of_an_append_matters(
    stage: Stage, small: Scene, small_calls: list[tuple[str, int]]
) -> None:
    """Whatever a sync or a write answers, only what was acknowledged counts as kept."""
    syncs = [(call, when) for call, when in small_calls if call == "fdatasync"]
    assert len(syncs) >= 4
    outcomes = [stage.under(small, fault) for fault in faults(syncs, (KILL, "EIO"))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    refused = [one for one in outcomes if one.ended.startswith("refused")]
    assert len(refused) >= 2


def test_a_fault_that_is_never_reached_is_told(stage: Stage, small: Scene) -> None:
    outcome = stage.under(small, Fault("fdatasync", 10_000, "EIO"))
    assert outcome.breaches == ("the fault was never reached",)


@pytest.mark.parametrize("call", WRITING)
def test_a_disk_that_turns_read_only(
    stage: Stage, small: Scene, small_calls: list[tuple[str, int]], call: str
) -> None:
    chosen = sample([one for one in small_calls if one[0] == call], call, 1)
    outcomes = [stage.under(small, fault) for fault in faults(chosen, ("EROFS",))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
