"""Bundles held against what somebody kept elsewhere: receipts, checkpoints, an own policy; and any bytes at all."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptaudit.log import keys, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.receipt import Receipt
from tests.evidence.bundle import tampering as how
from tests.evidence.bundle.made import CITY, COUNTY, NOW, ORIGIN, POLICY, STRANGER, County, verify
from tests.evidence.bundle.said import codes
from tests.evidence.bundle.test_flipping import loaded


@pytest.fixture
def county(tmp_path: Path) -> County:
    made = County.founded(tmp_path)
    made.record(300)
    return made


def receipt(county: County, position: int) -> Path:
    """As a township holds it."""
    last = county.ledger.last_checkpoint()
    assert last is not None
    path = county.ledger.inclusion_proof(position, last.size)
    file = county.folder / f"{position}.tlog-proof"
    file.write_bytes(bytes(Receipt(position - 1, path, note.parse(last.note))))
    return file


def test_a_receipt_that_agrees(county: County) -> None:
    county.check(COUNTY, CITY)
    held = receipt(county, 17)
    county.record(5)
    county.check(COUNTY)
    bundle = county.export()
    status, said = verify(bundle, "--anchor", held)
    assert (status, "L3 外部凭据:至第300号" in said) == (0, True)
    assert "暴露尾部:第301—305号只凭县级自己的密钥" in said
    assert verify(bundle, "--level", "L3")[0] == 1


def test_how_it_is_called_and_files_as_they_were_typed(county: County) -> None:
    county.check(COUNTY)
    held, bundle = receipt(county, 17), county.export()
    status, said = verify(bundle, "--help")
    assert (status, "python3 verify.py [目录] [--policy 文件]" in said) == (0, True)
    _, said = verify(bundle, "--anchor", held.name)
    assert f"与 {held.name} 一致" in said
    assert said == verify(bundle, "--anchor", held)[1]


def test_a_rewrite_with_the_county_key_meets_a_receipt(county: County) -> None:
    """Before any cosigning only the receipt shows it: the county signed two roots of one size."""
    county.check(COUNTY)
    held = receipt(county, 17)
    bundle = county.export(trust=f"log {COUNTY.key}\nquorum none\n".encode())
    said = how.entries(bundle)
    said[16] = said[16].replace(b'"n":16', b'"n":61')
    how.rewritten(bundle, said, COUNTY)
    how.kept(bundle, "checkpoints/300", None)
    assert verify(bundle)[0] == 0
    status, printed = verify(bundle, "--anchor", held)
    assert (status, {"bad.split", "bad.since"} <= codes(printed)) == (3, True)


def test_an_older_bundle_against_a_newer_checkpoint(county: County) -> None:
    """Rolled back, cut off or only older: nothing here can tell."""
    county.check(COUNTY, CITY)
    bundle = county.export()
    county.record(5)
    held = county.folder / "记住的检查点"
    held.write_bytes(county.check(COUNTY, CITY))
    status, said = verify(bundle, "--anchor", held)
    assert (status, "lack.shorter" in codes(said)) == (1, True)


@pytest.mark.parametrize("what", ["stranger", "other log", "garbage", "missing", "folder"])
def test_anchors_that_say_nothing(county: County, what: str) -> None:
    head = Checkpoint(ORIGIN, 300, county.ledger.root_at(300))
    other = keys.of_seed("other.example/ptaudit", keys.NOTE, bytes(32))
    county.check(COUNTY, CITY)
    bundle, held = county.export(), county.folder / "锚"
    match what:
        case "stranger":
            held.write_bytes(bytes(note.sign(str(head), [STRANGER])))
        case "other log":
            head = Checkpoint(other.key.name, 300, head.root)
            held.write_bytes(bytes(note.sign(str(head), [other])))
        case "garbage":
            held.write_bytes(b"\xff\x00")
        case "folder":
            held.mkdir()
        case _:
            assert not held.exists()
    status, said = verify(bundle, "--anchor", held)
    codes_ = {
        "stranger": "lack.unsigned",
        "other log": "lack.origin",
        "garbage": "lack.note",
        "missing": "lack.missing",
        "folder": "lack.unreadable",
    }
    assert (status, codes_[what] in codes(said)) == (1, True), said


def test_an_own_policy_decides_against_a_weakened_one(county: County) -> None:
    """The bundle's policy asks for nobody: its digest is printed, and the own one is not fooled."""
    county.check(COUNTY)
    weak = f"log {COUNTY.key}\nquorum none\n".encode()
    bundle = county.export(trust=weak)
    own = county.folder / "自备"
    own.write_bytes(POLICY)
    status, said = verify(bundle)
    assert (status, "随包带来" in said, "L1(县级签名)" in said) == (0, True, True)
    status, said = verify(bundle, "--policy", own)
    assert (status, "核验人自备" in said) == (1, True)
    assert verify(bundle, "--policy", county.folder / "没有")[0] == 1


def test_a_foreign_bundle_under_the_own_policy(county: County) -> None:
    county.check(STRANGER)
    bundle = county.export(trust=f"log {STRANGER.key}\nquorum none\n".encode())
    own = county.folder / "自备"
    own.write_bytes(POLICY)
    assert verify(bundle)[0] == 0
    status, said = verify(bundle, "--policy", own)
    assert (status, "L1 县级签名:无" in said) == (1, True)


def test_nothing_signed(county: County) -> None:
    """No checkpoint was ever made: consistent in itself, and no more than that."""
    bundle = county.export()
    status, said = verify(bundle)
    assert (status, "暴露尾部:第1—300号没有任何签名" in said) == (1, True)
    status, said = verify(bundle, "--level", "L0")
    assert (status, "核验到所要求的级别 L0(自身一致)" in said) == (0, True)


def test_recorded_while_the_stick_was_away(county: County) -> None:
    """Cosigned a day after it was made: what came meanwhile is named, and is no tampering."""
    county.check(COUNTY, CITY, time=NOW + dt.timedelta(days=1))
    county.record(5)
    county.check(COUNTY, CITY, time=NOW + dt.timedelta(days=2))
    status, said = verify(county.export())
    assert (status, "第301号起有登记自称早于第300号检查点的见证时间" in said) == (0, True)


@pytest.mark.parametrize("skew", [299, 301])
def test_clocks_may_differ_by_five_minutes(county: County, skew: int) -> None:
    last = NOW + dt.timedelta(minutes=299)
    county.check(COUNTY, CITY, time=last - dt.timedelta(seconds=skew))
    assert verify(county.export())[0] == (0 if skew < 300 else 3)


def test_rotation(county: County) -> None:
    """The old key's checkpoints stay good within its span, the new key's count from there on."""
    new = keys.of_seed(ORIGIN, keys.NOTE, bytes(range(5, 37)))
    county.check(COUNTY)
    county.record(10)
    county.check(new)
    spans = f"# ptaudit: log {COUNTY.key.id.hex()} from 0 to 300\n# ptaudit: log {new.key.id.hex()} from 301 to -\n"
    trust = f"log {COUNTY.key}\nlog {new.key}\n{spans}quorum none\n"
    status, said = verify(county.export(trust=trust.encode()))
    assert (status, f"至第310号,密钥 {ORIGIN}+{new.key.id.hex()}" in said) == (0, True)
    swapped = trust.replace("0 to 300", "0 to 299")
    status, said = verify(county.export("二", trust=swapped.encode()))
    assert (status, "note.span" in codes(said)) == (0, True)


ANY = st.binary(max_size=200) | st.lists(
    st.sampled_from(
        [
            b"county.example/ptaudit\n",
            b"3\n",
            b"\n",
            b"99999999999999999999\n",
            b"9223372036854775807\n",
            "— a b\n".encode(),
            b"A" * 43 + b"=\n",
            b"c2sp.org/tlog-proof@v1\n",
            b"index 0\n",
            b"log ",
            b"\xff",
        ]
    ),
    max_size=9,
).map(b"".join)


@pytest.mark.parametrize(
    "name",
    [
        "checkpoint",
        "policy",
        "MANIFEST",
        "tile/0/000.p/3",
        "tile/entries/000.p/3",
        "checkpoints/3",
        "anchor",
    ],
)
def test_any_bytes(tmp_path: Path, name: str) -> None:
    """No crash, no hang, no false green."""
    county = County.founded(tmp_path)
    county.record(3)
    county.check(COUNTY, CITY)
    bundle = county.export()
    county.ledger.close()
    one_file, file = loaded(), bundle / name if name != "anchor" else tmp_path / name
    whole = file.read_bytes() if file.exists() else None

    @given(ANY)
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def run(data: bytes) -> None:
        file.write_bytes(data)
        anchors = [str(file)] if name == "anchor" else []
        status, said = one_file.examine(bundle, one_file.Given(None, anchors), 0.0)
        assert (status in (1, 3) or data == whole, said[-1].code) == (True, "verdict")

    run()
