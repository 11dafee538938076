"""The judge sees each kind of breach; a judge who sees nothing would find every fault harmless."""

from pathlib import Path

import pytest

from ptaudit.ledger import Ledger
from tests.faults.batches import Batch, clock
from tests.faults.judging import ids, judge, judge_witness
from tests.faults.scenes import signing, witness
from tests.ledger.beds import Bed, fill, record


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger.create(made, clock=clock) as ledger:
        fill(ledger, 5)
    return made


def before(url: str) -> list[str]:
    with Ledger.open(url, clock=clock) as ledger:
        return ids(ledger)


def append(url: str, batch: Batch, count: int | None = None, *, key: bool = True) -> None:
    with Ledger.open(url, clock=clock) as ledger:
        ledger.append_sealed(batch.entries()[:count], key=batch.key if key else None)


def test_a_sound_ledger_has_no_breach(url: str) -> None:
    stood = before(url)
    append(url, Batch(1))
    assert judge(url, stood, (Batch(1), Batch(2)), {1}) == []


def test_a_lost_append(url: str) -> None:
    assert judge(url, before(url), (Batch(1),), {1}) == ["acknowledged batch 1 is lost"]


def test_half_an_append(url: str) -> None:
    stood = before(url)
    append(url, Batch(1), 2, key=False)
    breaches = judge(url, stood, (Batch(1),), set())
    assert "batch 1 is there in part or out of order" in breaches


def test_an_append_recorded_twice(url: str) -> None:
    stood = before(url)
    append(url, Batch(1), key=False)
    breaches = judge(url, stood, (Batch(1),), set())
    assert "batch 1 sent again: repeated is False" in breaches
    assert f"{Batch(1).names[0]} stands there 2 times" in breaches


def test_an_entry_nobody_sent(url: str) -> None:
    stood = before(url)
    with Ledger.open(url, clock=clock) as ledger:
        ledger.append_sealed([record(77)])
    assert "1 entries nobody sent" in judge(url, stood, (), set())


def test_an_entry_of_before_that_is_gone(url: str) -> None:
    stood = [*before(url), f"{6:032x}"]
    assert judge(url, stood, (), set())[0] == "an entry of before is lost or changed"


def test_a_contradiction_inside(url: str, tmp_path: Path) -> None:
    stood = before(url)
    Bed("sqlite-file", url, tmp_path).run(
        "UPDATE entry SET leaf = zeroblob(32) WHERE position = 3"
    )
    assert any(b.startswith("fsck as left: fsck.leaf") for b in judge(url, stood, (), set()))


def test_a_ledger_that_cannot_be_opened(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'none.db'}"
    assert judge(nowhere, (), (), set()) == ["the judge was refused: ledger.missing"]


def test_a_lost_checkpoint(tmp_path: Path) -> None:
    scene = signing(tmp_path / "county")
    url = scene.lay(tmp_path / "laid")
    assert judge(url, scene.before, (), set(), 99) == [
        "the acknowledged checkpoint of 99 entries is lost"
    ]


def test_a_witness_that_forgot(tmp_path: Path) -> None:
    scene = witness(tmp_path / "witness")
    path = Path(scene.lay(tmp_path / "laid").removeprefix("sqlite:///"))
    assert judge_witness(path, (2, 5), {5}) == [
        "a cosigned head is forgotten: 2 is remembered, [5] were given"
    ]
