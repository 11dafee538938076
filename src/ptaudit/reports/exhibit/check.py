"""Check a 复核说明册 with nothing but Python: ``python3 check.py``; 0 when all agrees, 3 when not.

Every file against SHA256SUMS; every cited entry against its leaf hash, and that against the root of the
log by its path (RFC 6962); what is said of the entry against its own bytes. Without a ledger at hand.
"""

import hashlib
import json
import re
import sys
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Said = tuple[int, str]


def main(folder: Path) -> Said:
    """What is wrong first, or the line that says that all agrees."""
    try:
        for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
            digest, _, name = line.partition("  ")
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                return 3, f"BAD file {name}: not what SHA256SUMS says"
        book = json.loads((folder / "exhibit.json").read_text("utf-8"))
        if (signed := folder / "checkpoint").exists():
            log, head = book["log"], signed.read_text("utf-8").split("\n")[:3]
            if head != [
                log["origin"],
                str(log["size"]),
                b64encode(bytes.fromhex(log["root"])).decode(),
            ]:
                return 3, "BAD file checkpoint: not of the root that exhibit.json says"
        return entries(book)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return 3, f"BAD folder: {type(error).__name__}: {error}"


def entries(book: dict[str, Any]) -> Said:
    size, root = book["log"]["size"], bytes.fromhex(book["log"]["root"])
    said: dict[int, dict[str, Any]] = {}
    for sealed in book["entries"]:
        number, data = sealed["position"], sealed["entry"].encode()
        leaf = hashlib.sha256(b"\x00" + data).digest()
        if leaf.hex() != sealed["leaf"]:
            return 3, f"BAD entry {number}: its bytes do not give its leaf hash"
        if climb(number - 1, size, leaf, map(bytes.fromhex, sealed["path"])) != root:
            return 3, f"BAD entry {number}: its path does not lead to the root"
        said[number] = json.loads(data)
        if said[number]["position"] != number:
            return 3, f"BAD entry {number}: it names itself {said[number]['position']}"
    for answer in book["answers"]:
        for cited in [*answer["deciding"], *(late["entry"] for late in answer["unknown"])]:
            entry = said.get(cited["position"], {})
            if any(cited[name] != entry.get(name) for name in ("id", "kind", "recorded_at")):
                return 3, f"BAD entry {cited['position']}: answer {answer['number']} misquotes it"
    return 0, f"OK {len(said)} entries, size {size}, root {root.hex()}"


def climb(index: int, size: int, node: bytes, path: Iterable[bytes]) -> bytes | None:
    """The root that a leaf at *index* of *size* leads to (RFC 9162, 2.1.3.2); None where none."""
    last = size - 1
    if not 0 <= index <= last:
        return None
    for other in path:
        if last == 0 or len(other) != 32:
            return None
        if index & 1 or index == last:
            node = hashlib.sha256(b"\x01" + other + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + other).digest()
        index, last = index >> 1, last >> 1
    return node if last == 0 else None


if __name__ == "__main__":
    CODE, SAID = main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
    print(re.sub(r"[^\x20-\x7e\u4e00-\u9fff]", "?", SAID))
    sys.exit(CODE)
