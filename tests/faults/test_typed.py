"""A sample of the calls of typed commands, each killed or failed; and that the judge of what is left can say no."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from ptaudit.security import SecurityLog
from tests.faults import judging_typed, typed
from tests.faults.batches import clock
from tests.faults.judging_typed import LOG, STORE
from tests.faults.scenes import ERRORS, KILL, Stage
from tests.faults.tracing import CHANGES, Fault, Ran
from tests.faults.typed import Typed

#: What each kind of fault comes to here: any change, and a write or a sync.
WRITTEN = frozenset({"write", "pwrite64", "fsync", "fdatasync", "link", "rename", "sync"})
ANSWERED = Ran(("kept 1", "kept 2", "closed"), 0, "")
UNANSWERED = Ran((), -9, "")


@pytest.mark.parametrize(
    "made",
    [
        typed.attaching,
        typed.erasing,
        typed.rotating_a_key,
        typed.remembering,
        typed.extending,
        typed.logging,
    ],
)
def test_what_is_cut_short_is_whole_or_not_there_and_typed_again_it_is_done(
    stage: Stage, tmp_path: Path, made: Callable[[Path], Typed]
) -> None:
    scene, chance = made(tmp_path / "before"), Random(f"short {made.__name__}")
    calls = stage.calls(scene)
    changing = [one for one in calls if one[0] in CHANGES]
    written = [one for one in calls if one[0] in WRITTEN]
    chosen = [Fault(*chance.choice(changing), KILL)]
    chosen += [Fault(*chance.choice(written), what) for what in ERRORS]
    outcomes = [stage.under(scene, fault) for fault in chosen]
    assert [outcome for outcome in outcomes if outcome.breaches] == []
    assert outcomes[0].ended == "killed"


def test_a_text_that_is_lost_or_lies_open(tmp_path: Path) -> None:
    scene = typed.attaching_more(tmp_path / "before")
    url = scene.lay(tmp_path / "unanswered")
    assert scene.after(url, UNANSWERED) == ()
    url = scene.lay(tmp_path / "answered")
    assert scene.after(url, ANSWERED) == ("an acknowledged text is not in the ledger",)
    text = {**scene.files, "notes": typed.OTHER.encode()}
    found = scene.after(scene.lay(tmp_path / "open", text), UNANSWERED)
    assert found == ("the text stands in ['notes']",) * 2
    url = scene.lay(tmp_path / "lost", {n: d for n, d in scene.files.items() if n != STORE})
    assert "what entry 28 commits to cannot be read" in scene.after(url, UNANSWERED)[0]


def test_a_key_that_outlives_its_erasure(tmp_path: Path) -> None:
    scene = typed.erasing(tmp_path / "before")
    assert scene.after(scene.lay(tmp_path / "unanswered"), UNANSWERED) == ()
    found = scene.after(scene.lay(tmp_path / "answered"), ANSWERED)
    assert f"answered, half of its key stands in ['{STORE}']" in found
    copied = {**scene.files, f"{STORE}-journal.old": scene.files[STORE]}
    found = scene.after(scene.lay(tmp_path / "copied", copied), UNANSWERED)
    assert f"typed again, its ciphertext stands in ['{STORE}-journal.old']" in found


def test_half_a_key(tmp_path: Path) -> None:
    scene = typed.making_a_key(tmp_path / "before")
    assert scene.after(scene.lay(tmp_path / "unanswered"), UNANSWERED) == ()
    half = {"county.key": b"PRIVATE+KEY+county.exa"}
    found = scene.after(scene.lay(tmp_path / "half", half), UNANSWERED)
    assert found == ("half a key file: key_file.malformed",) * 2
    found = scene.after(scene.lay(tmp_path / "answered"), ANSWERED)
    assert found == ("county.key is not there",)


def test_a_rotation_that_was_answered_and_is_not_there(tmp_path: Path) -> None:
    scene = typed.rotating_a_key(tmp_path / "before")
    assert scene.after(scene.lay(tmp_path / "unanswered"), UNANSWERED) == ()
    found = scene.after(scene.lay(tmp_path / "answered"), ANSWERED)
    assert found == ("new.key is not there", "1 keys are registered")


def test_half_a_state(tmp_path: Path) -> None:
    scene = typed.remembering(tmp_path / "before")
    assert scene.after(scene.lay(tmp_path / "unanswered"), UNANSWERED) == ()
    answered = scene.after(scene.lay(tmp_path / "answered"), ANSWERED)
    assert answered == ("状态.key is not there", "an acknowledged state is lost")
    url = scene.lay(tmp_path / "half", {**scene.files, "状态": b"ptaudit verifier"})
    assert scene.after(url, UNANSWERED) != ()


def test_half_a_bundle_that_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = typed.extending(tmp_path / "before")
    for name, files in (("before", scene.files), ("after", scene.wanted)):
        assert scene.after(scene.lay(tmp_path / f"as {name}", files), UNANSWERED) == ()
    assert scene.after(scene.lay(tmp_path / "answered"), ANSWERED) == (
        "an acknowledged bundle is not whole",
    )
    half = {name: data for name, data in scene.wanted.items() if name != "包/README.txt"}
    found = scene.after(scene.lay(tmp_path / "half", half), UNANSWERED)
    assert found == ()
    monkeypatch.setattr(judging_typed, "_examined", lambda laid: 0)
    found = scene.after(scene.lay(tmp_path / "green", half), UNANSWERED)
    assert found[0] == "half a bundle verifies: ['包/README.txt'] are missing"
    monkeypatch.setattr(judging_typed, "_examined", lambda laid: 3)
    found = scene.after(scene.lay(tmp_path / "forged", half), UNANSWERED)
    assert found[0] == "a bundle cut short is called forged"


def test_a_line_that_is_lost(tmp_path: Path) -> None:
    scene = typed.logging(tmp_path / "before")
    assert scene.after(scene.lay(tmp_path / "unanswered"), UNANSWERED) == ()
    short = {**scene.files, LOG: scene.files[LOG].splitlines(keepends=True)[0]}
    found = scene.after(scene.lay(tmp_path / "lost", short), UNANSWERED)
    assert "old lines are lost in part, or nobody says that they were cleared away" in found
    assert "an answer about a person has no line" in scene.after(
        scene.lay(tmp_path / "answered"), ANSWERED
    )


def test_a_log_torn_off_at_any_byte_goes_on_and_names_what_is_half(tmp_path: Path) -> None:
    scene = typed.logging(tmp_path / "before")
    first, second, *_ = scene.files[LOG].splitlines(keepends=True)
    laid = Path(scene.lay(tmp_path / "torn"))
    desk = typed.Chance(laid, now=clock(), _ids=1_000_000)
    for kept in (1, len(second) // 2, len(second) - 2):
        (laid / LOG).write_bytes(first + second[:kept])
        desk.ok(scene.lines[0])
        assert (laid / LOG).read_bytes().splitlines()[:2] == [first[:-1], second[:kept]]
        unread = [entry is None for _, entry in SecurityLog(laid / LOG).entries()]
        assert unread[:3] == [False, True, False]
        assert "第2行读不出" in desk.ok("ptaudit security list")
