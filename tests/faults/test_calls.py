"""A sample of the calls of an append, each killed or failed; ``make faults`` takes every one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import scenes
from tests.faults.scenes import ERRORS, KILL, Scene, Stage, faults, rotated, sample
from tests.faults.tracing import Fault

#: Where a full disk, a dying disk and one that turns read-only show themselves first.
WRITING = ("pwrite64", "fdatasync", "ftruncate")


def test_nothing_is_lost_whichever_call_fails(stage: Stage, tmp_path: Path) -> None:
    scene = scenes.at_rest(tmp_path / "before")
    chosen = sample(stage.calls(scene), scene.name, 0)
    outcomes = [stage.under(scene, fault) for fault in faults(chosen, (KILL, *ERRORS))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    ends = {one.ended for one in outcomes}
    assert ends >= {"killed", "closed", "refused ledger.unreadable"}


@pytest.mark.parametrize("made", [scenes.left_open, scenes.signing, scenes.witness])
def test_nor_after_a_killed_writer_nor_of_checkpoints_and_cosignatures(
    stage: Stage, tmp_path: Path, made: Callable[[Path], Scene]
) -> None:
    scene = made(tmp_path / "before")
    chosen = sample(stage.calls(scene), scene.name, 1)
    outcomes = [stage.under(scene, fault) for fault in rotated(chosen, (KILL, *ERRORS))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    assert {one.ended for one in outcomes} >= {"killed", "closed"}


def test_every_sync_of_an_append_matters(stage: Stage, tmp_path: Path) -> None:
    """Whatever a sync or a write answers, only what was acknowledged counts as kept."""
    scene = scenes.at_rest(tmp_path / "before", entries=3)
    syncs = [(call, when) for call, when in stage.calls(scene) if call == "fdatasync"]
    assert len(syncs) >= 4
    outcomes = [stage.under(scene, fault) for fault in faults(syncs, (KILL, *ERRORS))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    refused = [one for one in outcomes if one.ended.startswith("refused")]
    assert len(refused) >= 2


def test_a_fault_that_is_never_reached_is_told(stage: Stage, tmp_path: Path) -> None:
    scene = scenes.at_rest(tmp_path / "before", entries=3)
    outcome = stage.under(scene, Fault("fdatasync", 10_000, "EIO"))
    assert outcome.breaches == ("the fault was never reached",)


@pytest.mark.parametrize("call", WRITING)
def test_a_disk_that_turns_read_only(stage: Stage, tmp_path: Path, call: str) -> None:
    scene = scenes.at_rest(tmp_path / "before", entries=3)
    chosen = sample([one for one in stage.calls(scene) if one[0] == call], call, 1)
    outcomes = [stage.under(scene, fault) for fault in faults(chosen, ("EROFS",))]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
