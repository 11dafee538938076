"""Inclusion and consistency proofs from any source of perfect subtree roots (RFC 6962, 2.1)."""

from collections.abc import Callable

from ptaudit.log.merkle import fold_edge

Nodes = Callable[[int, int], bytes]
"""(height, index) → root of the perfect subtree over leaves index·2^height … (index+1)·2^height."""


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the first *size* leaves."""
    return _range(nodes, 0, size)


def inclusion(nodes: Nodes, index: int, size: int) -> tuple[bytes, ...]:
    """The audit path of leaf *index* (from 0) in the tree of *size* leaves, from the leaf up."""
    if not 0 <= index < size:
        raise ValueError((index, size))
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(_range(nodes, middle, end))
            end = middle
        else:
            path.append(_range(nodes, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency(nodes: Nodes, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the tree of *new* leaves extends that of *old*; empty when they are equal."""
    if not 0 < old <= new:
        raise ValueError((old, new))
    start, end, path, whole = 0, new, [], True
    while old < end:
        middle = start + _half(end - start)
        if old <= middle:
            path.append(_range(nodes, middle, end))
            end = middle
        else:
            path.append(_range(nodes, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_range(nodes, start, end))
    return tuple(reversed(path))


def _half(n: int) -> int:
    """The largest power of two below *n*."""
    return 1 << ((n - 1).bit_length() - 1)


def _range(nodes: Nodes, start: int, end: int) -> bytes:
    """The root over leaves start…end, where *start* is aligned to the largest subtree within."""
    parts: list[bytes] = []
    while start < end:
        height = (end - start).bit_length() - 1
        parts.append(nodes(height, start >> height))
        start += 1 << height
    return fold_edge(parts)
