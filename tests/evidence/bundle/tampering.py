"""How a bundle is tampered with: each way a function of its folder, some with the county's own means."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from ptaudit.log import checkpoint, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import Signer
from ptaudit.log.merkle import Edge, extend, leaf_hash
from tests.evidence.bundle.made import ORIGIN

Change = Callable[[Path], None]
TILES = "tile/entries/000", "tile/entries/001.p/44"


def entries(bundle: Path) -> list[bytes]:
    """The 300 entries of a bundle."""
    data, found = b"".join((bundle / name).read_bytes() for name in TILES), []
    while data:
        end = 2 + int.from_bytes(data[:2], "big")
        found.append(data[2:end])
        data = data[end:]
    return found


def put(bundle: Path, name: str, data: bytes) -> None:
    (bundle / name).parent.mkdir(parents=True, exist_ok=True)
    (bundle / name).write_bytes(data)


def only_entries(bundle: Path, said: Sequence[bytes]) -> None:
    """The entries put in, nothing else set right."""
    for name, some in zip(TILES, (said[:256], said[256:]), strict=True):
        put(bundle, name, b"".join(len(e).to_bytes(2, "big") + e for e in some))


def rewritten(bundle: Path, said: Sequence[bytes], *signers: Signer, time: int = 0) -> None:
    """As who owns the machine would: entries, tiles, head and manifest agree; signed by *signers*."""
    from ptaudit.evidence.bundle import tiling

    for old in sorted((bundle / "tile").rglob("*"), reverse=True):
        old.unlink() if old.is_file() else old.rmdir()
    edge = tiling.write(bundle, iter(said), 0, lambda data, done: None)
    head = Checkpoint(ORIGIN, edge.size, edge.root)
    if signers:
        put(bundle, "checkpoint", bytes(note.sign(str(head), signers, time)))
    resum(bundle)


def kept(bundle: Path, name: str, data: bytes | None) -> None:
    """A kept checkpoint put there or taken away, the manifest set right."""
    if data is None:
        (bundle / name).unlink()
    else:
        put(bundle, name, data)
    resum(bundle)


def resum(bundle: Path) -> None:
    lines = []
    for path in sorted(bundle.rglob("*")):
        name = path.relative_to(bundle).as_posix()
        if path.is_file() and not name.startswith("tile/") and name != "MANIFEST":
            data = path.read_bytes()
            lines.append(f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}\n")
    put(bundle, "MANIFEST", "".join(lines).encode())


def root_of(said: Sequence[bytes]) -> bytes:
    return extend(Edge(), [leaf_hash(e) for e in said], 8)[0].root


def edit(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """A file of the bundle changed, the manifest set right."""

    def run(bundle: Path) -> None:
        put(bundle, name, change((bundle / name).read_bytes()))
        resum(bundle)

    return run


def forged_root(data: bytes) -> bytes:
    read = note.parse(data)
    head = checkpoint.of(read)
    said = str(Checkpoint(head.origin, head.size, bytes(32)))
    return bytes(note.Note(said, read.signatures))


def hundred_and_one(data: bytes) -> bytes:
    line = f"— x.example {base64.b64encode(bytes(72)).decode()}\n".encode()
    return data + line * 100


def half(name: str) -> Change:
    def change(bundle: Path) -> None:
        data = (bundle / name).read_bytes()
        put(bundle, name, data[: len(data) // 2])

    return change


def drop(name: str) -> Change:
    return lambda bundle: (bundle / name).unlink()


def add(name: str, data: bytes = b"x") -> Change:
    return lambda bundle: put(bundle, name, data)


def both(*changes: Change) -> Change:
    def run(bundle: Path) -> None:
        for change in changes:
            change(bundle)

    return run


def exchange(one: str, other: str) -> Change:
    def run(bundle: Path) -> None:
        first, second = ((bundle / name).read_bytes() for name in (one, other))
        put(bundle, one, second)
        put(bundle, other, first)

    return run


def cut(name: str, by: int) -> Change:
    return lambda bundle: put(bundle, name, (bundle / name).read_bytes()[:-by])
