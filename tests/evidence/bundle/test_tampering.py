"""Every way to tamper with a bundle: what is said of it, the level that still stands, the exit code."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ptaudit.log import keys, note
from ptaudit.log.checkpoint import Checkpoint
from tests.evidence.bundle import tampering as how
from tests.evidence.bundle.made import (
    AUDIT,
    CITY,
    COUNTY,
    NOW,
    ORIGIN,
    POLICY,
    STRANGER,
    County,
    verify,
)
from tests.evidence.bundle.said import codes


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 entries: cosigned at 100 and 200, signed by the county alone at 300."""
    county = County.founded(tmp_path_factory.mktemp("county"))
    for size, signers in ((100, [COUNTY, CITY]), (200, [COUNTY, CITY, AUDIT]), (300, [COUNTY])):
        county.record(size - county.ledger.head().size)
        county.check(*signers)
    bundle = county.export()
    county.ledger.close()
    return bundle


@pytest.fixture
def bundle(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "包"))


def test_untouched(bundle: Path) -> None:
    status, said = verify(bundle)
    assert status == 0
    assert "L2 上级见证:至第200号,审计、市局," in said
    assert "暴露尾部:第201—300号只凭县级自己的密钥,最早一号登记于 2025-06-01T12:20:00" in said
    assert "结论:核验到所要求的级别 L2(上级见证)" in said
    assert not {c for c in codes(said) if c.startswith(("bad.", "lack.", "note."))}


def _edited(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    said[149] = said[149].replace(b'"n":149', b'"n":941')
    return said


def _kind(bundle: Path) -> None:
    said = how.entries(bundle)
    said[149] = said[149].replace(b'"kind":"note"', b'"kind":"nope"')
    how.only_entries(bundle, said)


def _deleted(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    return said[:149] + said[150:]


def _renumbered(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    after = [
        e.replace(b'"position":%d,' % n, b'"position":%d,' % (n - 1))
        for n, e in enumerate(said[150:], 151)
    ]
    return said[:149] + after


def _swapped(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    said[9], said[10] = said[10], said[9]
    return said


def _inserted(bundle: Path) -> list[bytes]:
    said = _renumbered(bundle)
    return [*said, said[-1].replace(b'"position":299', b'"position":300')]


def _alone(make: Callable[[Path], list[bytes]]) -> how.Change:
    return lambda bundle: how.only_entries(bundle, make(bundle))


def _rewritten(
    make: Callable[[Path], list[bytes]], *signers: keys.Signer, at: int = 0
) -> how.Change:
    return lambda bundle: how.rewritten(bundle, make(bundle), *signers, time=at)


def _without_checkpoints(make: Callable[[Path], list[bytes]], *signers: keys.Signer) -> how.Change:
    def run(bundle: Path) -> None:
        shutil.rmtree(bundle / "checkpoints")
        how.rewritten(bundle, make(bundle), *signers)
        if not signers:
            (bundle / "checkpoint").unlink()
            head = Checkpoint(ORIGIN, 300, how.root_of(how.entries(bundle)))
            how.put(bundle, "head.unsigned", str(head).encode())
            how.resum(bundle)

    return run


def _other_log(bundle: Path) -> None:
    other = keys.of_seed("other.example/ptaudit", keys.NOTE, bytes(32))
    head = Checkpoint(other.key.name, 300, how.root_of(how.entries(bundle)))
    how.kept(bundle, "checkpoint", bytes(note.sign(str(head), [other])))


def _by_stranger(bundle: Path) -> None:
    head = Checkpoint(ORIGIN, 300, how.root_of(how.entries(bundle)))
    shutil.rmtree(bundle / "checkpoints")
    how.kept(bundle, "checkpoint", bytes(note.sign(str(head), [STRANGER])))


def _old_key(bundle: Path) -> None:
    """The county's key was replaced at 250 entries; the last checkpoint is by the old one."""
    line = f"# ptaudit: log {COUNTY.key.id.hex()} from 0 to 250\nquorum 上级\n"
    how.edit("policy", lambda data: data.replace("quorum 上级\n".encode(), line.encode()))(bundle)


def _two_sizes(bundle: Path) -> None:
    """A kept checkpoint under another's name."""
    data = (bundle / "checkpoints/100").read_bytes()
    (bundle / "checkpoints/100").unlink()
    how.kept(bundle, "checkpoints/101", data)


def _shorter(bundle: Path) -> list[bytes]:
    return how.entries(bundle)[:280]


def _suite(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    return [said[0].replace(b"RFC6962-SHA256", b"RFC6962-SHA1"), *said[1:]]


def _decreasing(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    said[250] = said[250].replace(b"2025-06-01T13:10", b"2025-06-01T13:02")
    return said


def _future(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    said[299] = said[299].replace(b"2025-06-01T13:59", b"2025-06-02T13:59")
    return said


def _zone(bundle: Path) -> list[bytes]:
    said = how.entries(bundle)
    said[250] = said[250].replace(b"+08:00", b"+07:00")
    return said


T = int(NOW.timestamp())
BAD, LACK = 3, 1
CASES: dict[str, tuple[how.Change, int, str]] = {
    "payload edited": (_alone(_edited), BAD, "bad.entry"),
    "kind edited": (_kind, BAD, "bad.entry"),
    "deleted": (_alone(_deleted), BAD, "bad.order"),
    "deleted and renumbered": (_alone(_renumbered), BAD, "bad.entries"),
    "two swapped": (_alone(_swapped), BAD, "bad.order"),
    "forged and inserted": (_alone(_inserted), BAD, "bad.entries"),
    "edited, tiles recomputed": (_rewritten(_edited), BAD, "bad.root"),
    "deleted, tiles recomputed": (_rewritten(_renumbered), BAD, "bad.since"),
    "edited, key stolen, after cosigning": (_rewritten(_edited, COUNTY), BAD, "bad.since"),
    "swapped, key stolen": (_rewritten(_swapped, COUNTY), BAD, "bad.order"),
    "edited, both keys stolen": (_rewritten(_edited, COUNTY, CITY, at=T + 18000), BAD, "bad.root"),
    "rewritten, no checkpoint left": (_without_checkpoints(_edited), LACK, "none.upto"),
    "rewritten by the county, none left": (
        _without_checkpoints(_edited, COUNTY),
        LACK,
        "none.upto",
    ),
    "tail cut off with its checkpoint": (_rewritten(_shorter, COUNTY), LACK, "lack.shorter"),
    "hash downgrade": (_without_checkpoints(_suite, COUNTY), LACK, "lack.suite"),
    "time decreases": (_rewritten(_decreasing, COUNTY), BAD, "bad.decreases"),
    "time in another zone": (_rewritten(_zone, COUNTY), BAD, "bad.time"),
    "future date": (_rewritten(_future, COUNTY, CITY, at=T + 18000), BAD, "bad.future"),
    "stale cosignature": (_rewritten(how.entries, COUNTY, CITY, at=T), BAD, "bad.future"),
    "checkpoint of another log": (_other_log, LACK, "lack.origin"),
    "unknown key": (_by_stranger, LACK, "none.upto"),
    "old key after rotation": (_old_key, 0, "note.span"),
    "root in checkpoint": (how.edit("checkpoint", how.forged_root), BAD, "bad.forged"),
    "checkpoint with CRLF": (
        how.edit("checkpoint", lambda d: d.replace(b"\n", b"\r\n")),
        LACK,
        "lack.note",
    ),
    "101 signatures": (how.edit("checkpoint", how.hundred_and_one), LACK, "lack.note"),
    "bad base64": (how.edit("checkpoint", lambda d: d[:-3] + b"?=\n"), LACK, "lack.note"),
    "no signature line": (
        how.edit("checkpoint", lambda d: d.split("—".encode())[0]),
        LACK,
        "lack.note",
    ),
    "checkpoint of nothing": (how.edit("checkpoint", lambda d: b""), LACK, "lack.note"),
    "cosignatures taken out": (
        how.both(lambda b: shutil.rmtree(b / "checkpoints"), how.resum),
        LACK,
        "none.upto",
    ),
    "kept checkpoint misnamed": (_two_sizes, BAD, "bad.file"),
    "policy changed, manifest not": (
        lambda b: how.put(b, "policy", POLICY + b"#\n"),
        BAD,
        "bad.file",
    ),
    "policy unreadable": (how.edit("policy", lambda d: d + b"quorum none\n"), LACK, "lack.policy"),
    "policy taken away": (how.both(how.drop("policy"), how.resum), LACK, "policy.none"),
    "entries missing": (how.drop("tile/entries/000"), LACK, "lack.missing"),
    "hashes missing": (how.drop("tile/0/001.p/44"), LACK, "lack.missing"),
    "upper tile missing": (how.drop("tile/1/000.p/1"), LACK, "lack.missing"),
    "checkpoint missing": (how.drop("checkpoint"), LACK, "lack.missing"),
    "kept checkpoint missing": (how.drop("checkpoints/200"), LACK, "lack.missing"),
    "readme missing": (how.drop("README.txt"), LACK, "lack.missing"),
    "entries cut": (how.cut("tile/entries/001.p/44", 5), LACK, "lack.short"),
    "hashes cut": (how.cut("tile/0/000", 32), LACK, "lack.short"),
    "upper tile cut": (how.cut("tile/1/000.p/1", 1), LACK, "lack.short"),
    "readme cut": (how.cut("README.txt", 1), LACK, "lack.short"),
    "tile too long": (how.edit("tile/0/000", lambda d: d + bytes(32)), BAD, "bad.file"),
    "upper tile wrong": (how.edit("tile/1/000.p/1", lambda d: bytes(32)), BAD, "bad.tile"),
    "hashes wrong": (how.edit("tile/0/000", lambda d: bytes(8192)), BAD, "bad.entries"),
    "tiles exchanged": (
        how.exchange("tile/entries/000", "tile/entries/001.p/44"),
        BAD,
        "bad.order",
    ),
    "extra tile": (how.add("tile/0/002"), LACK, "lack.extra"),
    "tile named otherwise": (how.add("tile/0/x000/000"), LACK, "lack.extra"),
    "duplicated tile": (
        lambda b: how.put(b, "tile/entries/001", (b / "tile/entries/000").read_bytes()),
        LACK,
        "lack.extra",
    ),
    "extra file": (how.add("说明.txt"), LACK, "lack.extra"),
    "extra attachment": (how.add("attachments/" + "0" * 64), LACK, "lack.extra"),
    "attachment under a false digest": (
        how.both(how.add("attachments/" + "0" * 64), how.resum),
        BAD,
        "bad.file",
    ),
    "not finished": (how.add("INCOMPLETE"), LACK, "lack.unfinished"),
    "manifest garbled": (lambda b: how.put(b, "MANIFEST", b"x\n"), BAD, "bad.file"),
    "manifest away": (how.drop("MANIFEST"), LACK, "lack.missing"),
    "manifest empty": (lambda b: how.put(b, "MANIFEST", b""), LACK, "lack.short"),
    "manifest half copied": (how.half("MANIFEST"), LACK, "lack.short"),
    "a folder for a file": (
        how.both(how.drop("checkpoint"), lambda b: (b / "checkpoint").mkdir()),
        LACK,
        "lack.unreadable",
    ),
    "litter of a stick": (how.add("tile/.DS_Store"), 0, "note.litter"),
}


@pytest.mark.parametrize("name", CASES)
def test_tampering(bundle: Path, name: str) -> None:
    change, expected, code = CASES[name]
    change(bundle)
    status, said = verify(bundle)
    assert (status, code in codes(said)) == (expected, True), said
    word = {0: "reached", 1: "undecided", 3: "tampered"}[expected]
    assert word in codes(said.splitlines()[-1])
