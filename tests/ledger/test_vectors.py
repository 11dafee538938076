"""The published vectors: reference tree, probes that must verify and that must not, subtrees."""

from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ptaudit.log import proofs
from ptaudit.log.merkle import (
    EMPTY_ROOT,
    Edge,
    leaf_hash,
    node_hash,
    perfect_root,
    verify_consistency,
    verify_inclusion,
)
from ptaudit.log.tiles import grow, tile_path, widths
from tests.ledger.beds import Bed, plain
from tests.ledger.vectors import ABSENT, PRESENT, load, probes

pytestmark = pytest.mark.skipif(not PRESENT, reason=ABSENT)


@pytest.fixture(scope="module")
def tree() -> Any:
    return load("reference_tree.json")


def leaves(tree: Any) -> list[bytes]:
    return [leaf_hash(bytes.fromhex(text)) for text in tree["leaf_inputs"]]


def nodes_over(hashes: list[bytes]) -> proofs.Nodes:
    return lambda height, index: perfect_root(hashes[index << height : (index + 1) << height])


def unused(level: int, start: int, count: int) -> list[bytes]:
    raise AssertionError((level, start, count))


def test_the_hashes_of_leaves_and_nodes(tree: Any) -> None:
    assert bytes.fromhex(tree["empty_root"]) == EMPTY_ROOT
    for case in tree["hasher"]:
        if case["op"] == "leaf":
            made = leaf_hash(bytes.fromhex(case["data"]))
        elif case["op"] == "empty":
            made = EMPTY_ROOT
        else:
            made = node_hash(bytes.fromhex(case["left"]), bytes.fromhex(case["right"]))
        assert made.hex() == case["hash"], case


def test_the_root_at_every_size(tree: Any) -> None:
    edge = Edge()
    roots = [edge.root.hex()]
    for leaf in leaves(tree):
        edge, _ = grow(edge, [leaf], unused)
        roots.append(edge.root.hex())
    assert roots == tree["roots_by_size"]


def test_every_node(tree: Any) -> None:
    nodes = nodes_over(leaves(tree))
    for height, row in enumerate(tree["node_hashes_by_level"]):
        assert [nodes(height, i).hex() for i in range(len(row))] == row


def test_the_listed_consistency_proofs(tree: Any) -> None:
    for case in tree["consistency"]:
        made = proofs.consistency(nodes_over(leaves(tree)), case["size1"], case["size2"])
        assert [h.hex() for h in made] == case["proof"]


def test_a_real_logs_inclusion_proof(tree: Any) -> None:
    case = tree["real_ct_log_inclusion"]
    proof = [bytes.fromhex(h) for h in case["audit_path"]]
    leaf, root = leaf_hash(bytes.fromhex(case["leaf_input"])), bytes.fromhex(case["root"])
    assert leaf.hex() == case["leaf_hash"]
    assert verify_inclusion(case["leaf_index"], case["tree_size"], leaf, proof, root)
    assert not verify_inclusion(case["leaf_index"] + 1, case["tree_size"], leaf, proof, root)


def test_a_ledger_of_the_reference_inputs(bed: Bed, tree: Any) -> None:
    """The recorder itself: one append an input, the listed root at every size."""
    with bed.create() as ledger:
        roots = [ledger.head().root.hex()]
        for text in tree["leaf_inputs"]:
            ledger.append_sealed([plain(bytes.fromhex(text))])
            roots.append(ledger.head().root.hex())
        assert roots == tree["roots_by_size"]
        for case in tree["consistency"]:
            made = ledger.consistency_proof(case["size1"], case["size2"])
            assert [h.hex() for h in made] == case["proof"]


def decoded(text: str | None) -> bytes:
    return b64decode(text or "")


@pytest.mark.parametrize("path", probes("inclusion"), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_inclusion_probe(path: Path) -> None:
    case = load(str(path))
    proof = [decoded(h) for h in case["proof"] or ()]
    good = verify_inclusion(
        case["leafIdx"], case["treeSize"], decoded(case["leafHash"]), proof, decoded(case["root"])
    )
    assert good is not case["wantErr"], case["desc"]


@pytest.mark.parametrize("path", probes("consistency"), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_consistency_probe(path: Path) -> None:
    case = load(str(path))
    proof = [decoded(h) for h in case["proof"] or ()]
    roots = decoded(case["root1"]), decoded(case["root2"])
    good = verify_consistency(case["size1"], case["size2"], *roots, proof)
    assert good is not case["wantErr"], case["desc"]


def test_tile_paths() -> None:
    known = load("tile_paths.json")
    for case in known["cases"]:
        assert tile_path(case["level"], case["index"], case.get("width", 256)) == case["path"]
    seventy = known["size_70000"]
    assert widths(70_000) == [
        (seventy["full_level0"], seventy["partial_level0"]),
        (seventy["full_level1"], seventy["partial_level1"]),
        (0, seventy["partial_level2"]),
    ]


def test_every_root_and_path_of_130_leaves() -> None:
    """The published digests over all subtree roots and inclusion paths (a subtree is a tree)."""
    known = load("exhaustive_rolling.json")
    hashes = [leaf_hash(bytes([i])) for i in range(130)]
    roots, paths = sha256(), sha256()
    for end in range(131):
        for start in range(end + 1):
            width = end - start
            if width and start % (1 << (width - 1).bit_length()):
                continue
            nodes = nodes_over(hashes[start:end])
            roots.update(f"[{start}, {end}) {proofs.root(nodes, width).hex()}\n".encode())
            for index in range(width):
                path = proofs.inclusion(nodes, index, width)
                text = " ".join([f"{start + index} [{start}, {end})", *(h.hex() for h in path)])
                paths.update(f"{text}\n".encode())
    assert roots.hexdigest() == known["subtree_hash"]["sha256"]
    assert paths.hexdigest() == known["subtree_inclusion"]["sha256"]
