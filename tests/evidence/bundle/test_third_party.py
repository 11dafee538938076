"""Another implementation opens our bundles and comes to the same root; its logs verify with our one file."""

import ast
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import PlainEd25519Signer
from tlog_scales.writer import TilesWriter

from ptaudit.domain.failures import Malformed
from ptaudit.evidence.bundle import tiling
from ptaudit.evidence.onefile import joined
from ptaudit.log import keys, policy
from ptaudit.log.merkle import leaf_hash
from tests.evidence.bundle.made import CITY, COUNTY, POLICY, County, verifier, verify
from tests.evidence.bundle.test_flipping import loaded

ONE_FILE = loaded()


@pytest.mark.parametrize("size", [1, 255, 256, 257, 300, 600])
def test_another_reader_comes_to_the_same_root(tmp_path: Path, size: int) -> None:
    county = County.founded(tmp_path)
    county.record(size)
    county.check(COUNTY)
    reader = TilesReader(LocalBackend(county.export()))
    head = reader.get_checkpoint()
    assert (head.size, head.root_hash) == (size, county.ledger.root_at(size))
    assert reader.calculate_root_hash() == head.root_hash
    for at in {0, size // 2, size - 1}:
        entry = county.ledger.entry(at + 1)
        assert reader.get_entry(at) == entry
        assert entry is not None
        reader.get_inclusion_proof(at, size).check(leaf_hash(entry), head.root_hash)
    county.ledger.close()


@pytest.mark.parametrize("sizes", [[1], [256], [300], [300, 310], [255, 256, 600], [66_000]])
def test_a_log_of_another_writer_verifies(tmp_path: Path, sizes: list[int]) -> None:
    """Its earlier partial tiles may lie about; its entries are anything."""
    signer = PlainEd25519Signer("log.example/other", bytes(32))
    writer = TilesWriter.create(tmp_path / "log", "log.example/other")
    for size in sizes:
        for n in range(writer.size, size):
            writer.add_leaf(hashlib.sha256(b"%d" % n).digest() * (n % 3))
        writer.commit([signer])
    trust = tmp_path / "trust"
    trust.write_text(f"log {signer.vkey.serialize()}\nquorum none\n")
    status, said = verify(tmp_path / "log", "--policy", trust)
    assert status == 0, said
    assert f"L1 县级签名:至第{sizes[-1]}号,密钥 log.example/other+" in said
    assert "条目没有登记时间" in said
    assert verify(tmp_path / "log")[0] == 1
    assert verify(tmp_path / "log", "--policy", trust, "--level", "L2")[0] == 1


@pytest.mark.parametrize("size", [0, 1, 255, 256, 65_535, 65_536, 65_537, 131_073])
def test_tiles_are_those_of_another_writer(tmp_path: Path, size: int) -> None:
    said = [b"%d" % n for n in range(size)]
    edge = tiling.write(tmp_path / "ours", iter(said), 0, lambda data, done: None)
    writer = TilesWriter.create(tmp_path / "theirs", "x")
    for entry in said:
        writer.add_leaf(entry)
    writer.commit([PlainEd25519Signer("x", bytes(32))])
    ours, theirs = (
        {
            p.relative_to(root).as_posix(): p.read_bytes()
            for p in root.rglob("tile/**/*")
            if p.is_file()
        }
        for root in (tmp_path / "ours", tmp_path / "theirs")
    )
    assert ours == theirs
    assert edge.root == writer.reader.calculate_root_hash()


@given(
    seed=st.binary(min_size=32, max_size=32), data=st.binary(max_size=80), at=st.integers(0, 511)
)
@settings(max_examples=40, deadline=None)
def test_signatures_are_verified_as_the_library_does(seed: bytes, data: bytes, at: int) -> None:
    held = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = held.public_key().public_bytes_raw(), held.sign(data)
    assert ONE_FILE.verifies(public, data, signature)
    flipped = bytearray(signature)
    flipped[at // 8] ^= 1 << at % 8
    assert not ONE_FILE.verifies(public, data, bytes(flipped))
    assert not ONE_FILE.verifies(public, data + b"x", signature)
    assert not ONE_FILE.verifies(public, data, signature[:63])


@given(public=st.binary(min_size=32, max_size=32), signature=st.binary(max_size=70))
@settings(max_examples=60, deadline=None)
def test_no_signature_is_good_that_the_library_refuses(public: bytes, signature: bytes) -> None:
    assert not ONE_FILE.verifies(public, b"x", signature) or keys.verifies(public, b"x", signature)


def test_a_signature_with_its_scalar_beyond_the_order_is_refused() -> None:
    signature = COUNTY.sign(b"x")
    order = 2**252 + 27742317777372353535851937790883648493
    beyond = int.from_bytes(signature[32:], "little") + order
    public = COUNTY.key.public
    assert ONE_FILE.verifies(public, b"x", signature)
    assert not ONE_FILE.verifies(public, b"x", signature[:32] + beyond.to_bytes(32, "little"))


_WORDS = st.sampled_from(
    [
        "log",
        "witness",
        "group",
        "quorum",
        "none",
        "any",
        "all",
        "1",
        "2",
        "03",
        "a",
        "b",
        "c",
        "#",
        "# ptaudit:",
        "from",
        "to",
        "-",
        "0",
        "9",
        str(COUNTY.key),
        str(CITY.key),
        COUNTY.key.id.hex(),
    ]
)
_LINES = st.lists(_WORDS, max_size=8).map(" ".join)
_GOOD = st.sampled_from(
    [
        *POLICY.decode().splitlines(),
        f"# ptaudit: log {COUNTY.key.id.hex()} from 0 to 9",
        "quorum 市局",
        "group g 1 市局",
        "group h all 市局 审计",
    ]
)


@given(
    st.lists(_LINES | _GOOD, max_size=8), st.sampled_from(["\n", "\r\n", "\t\n", "\n\n", " \n"])
)
@settings(max_examples=400, deadline=None)
def test_policies_are_read_as_ptaudit_reads_them(lines: list[str], end: str) -> None:
    data = "".join(line + end for line in lines).encode()
    try:
        ours = policy.read(data)
    except Malformed as malformed:
        with pytest.raises(ONE_FILE.Stop, match=f"第{malformed.params['line']}行"):
            ONE_FILE.policy(data)
        return
    theirs = ONE_FILE.policy(data)
    assert theirs.quorum == ours.quorum
    assert theirs.digest == f"sha256:{ours.digest.hex()}"
    assert {(w, p) for w, p in theirs.keys.values()} == {
        *(("", k.public) for k in ours.logs),
        *((w, k.public) for w, k in ours.witnesses.items()),
    }
    assert dict(theirs.spans) == {i.hex(): (s.first, s.last) for i, s in ours.spans.items()}


def test_it_is_python_3_8_and_imports_only_the_standard_library() -> None:
    tree = ast.parse(joined(), feature_version=(3, 8))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names
    later = {"removeprefix", "removesuffix", "bit_count", "pairwise", "is_relative_to"}
    assert not later & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("words", [["--level", "L4"], ["--anchor"], ["a", "b"], ["--nothing"]])
def test_usage(tmp_path: Path, words: list[str]) -> None:
    run = [sys.executable, "-I", str(verifier(tmp_path)), str(tmp_path), *words]
    done = subprocess.run(run, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
