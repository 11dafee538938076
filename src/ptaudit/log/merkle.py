"""The RFC 6962 Merkle tree as pure functions over bytes: hashes, compact range, verification."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Edge:
    """The compact range of a tree: its *size* and the roots of its perfect subtrees, largest first.

    There are as many hashes as *size* has one bits, so a head of 10^8 entries holds at most 27.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError("edge does not fit its size")
        if any(len(h) != HASH_SIZE for h in self.hashes):
            raise ValueError("edge holds something that is not a hash")

    @property
    def root(self) -> bytes:
        return fold_edge(self.hashes)

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Edge":
        """The edge of *size* entries; ValueError when the bytes do not fit."""
        return cls(size, split(data))


def split(hashes: bytes) -> tuple[bytes, ...]:
    return tuple(hashes[i : i + HASH_SIZE] for i in range(0, len(hashes), HASH_SIZE))


def fold_edge(hashes: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees given largest first; of none, the empty root."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for h in reversed(hashes[:-1]):
        root = node_hash(h, root)
    return root


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over 2^k hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [
            sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level), 2)
        ]
    return level[0]


def extend(edge: Edge, leaves: Iterable[bytes], stride: int) -> tuple[Edge, list[list[bytes]]]:
    """The edge after *leaves*, and the nodes completed on the way at heights stride, 2·stride, …

    The second value lists, per multiple of *stride*, the new nodes of that height from left to
    right: what the next level of tiles is made of.
    """
    stack, size = list(edge.hashes), edge.size
    completed: list[list[bytes]] = []
    for leaf in leaves:
        node, carry, height = leaf, size, 0
        while carry & 1:
            node = sha256(b"\x01" + stack.pop() + node).digest()
            carry >>= 1
            height += 1
            if height % stride == 0:
                level = height // stride
                while len(completed) < level:
                    completed.append([])
                completed[level - 1].append(node)
        stack.append(node)
        size += 1
    return Edge(size, tuple(stack)), completed


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether *proof* shows that *leaf* stands at *index* (from 0) of the tree *size*, *root*."""
    if not 0 <= index < size or not _all_hashes(leaf, root, *proof):
        return False
    node, last, path = leaf, size - 1, index
    for sibling in proof:
        if last == 0:
            return False
        if path & 1 or path == last:
            node = node_hash(sibling, node)
            while not path & 1 and path:
                path >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        path >>= 1
        last >>= 1
    return last == 0 and node == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether *proof* shows that tree (*new*, *new_root*) extends tree (*old*, *old_root*).

    An old size of 0 proves nothing and is rejected: who remembers an empty log treats it apart.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if not proof or not _all_hashes(old_root, new_root, *proof):
        return False
    hashes = list(proof) if old & (old - 1) else [old_root, *proof]
    path, last = old - 1, new - 1
    while path & 1:
        path >>= 1
        last >>= 1
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if path & 1 or path == last:
            first = node_hash(sibling, first)
            second = node_hash(sibling, second)
            while not path & 1 and path:
                path >>= 1
                last >>= 1
        else:
            second = node_hash(second, sibling)
        path >>= 1
        last >>= 1
    return last == 0 and first == old_root and second == new_root


def _all_hashes(*digests: bytes) -> bool:
    return all(len(d) == HASH_SIZE for d in digests)
