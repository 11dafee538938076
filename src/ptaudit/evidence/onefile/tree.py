"""The Merkle tree (RFC 6962) and the names of its tiles (C2SP tlog-tiles)."""

from hashlib import sha256
from typing import Iterable, List

NOTHING = sha256(b"").digest()


def tile(level: object, index: int, width: int) -> str:
    last, partial = f"{index % 1000:03d}", "" if width == 256 else f".p/{width}"
    while index := index // 1000:
        last = f"x{index % 1000:03d}/{last}"
    return f"tile/{level}/{last}{partial}"


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root(levels: Iterable[List[bytes]]) -> bytes:
    """The root over perfect subtrees, the lowest level first, each from left to right."""
    found = b""
    for nodes in levels:
        end = len(nodes)
        while end:
            part, end = nodes[end - (end & -end) : end], end - (end & -end)
            while len(part) > 1:
                part = [sha256(b"\1" + a + b).digest() for a, b in zip(part[::2], part[1::2])]
            found = node(part[0], found) if found else part[0]
    return found or NOTHING


def leads(leaf: bytes, index: int, size: int, path: Iterable[bytes], to: bytes) -> bool:
    """Whether *path* leads from the *leaf* at *index* (from 0) to the root *to* of *size* leaves."""
    last, found = size - 1, leaf
    if index > last:
        return False
    for sibling in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node(sibling, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node(found, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and found == to
