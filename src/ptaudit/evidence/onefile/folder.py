"""The files of a bundle: read, held against its manifest, and told when they do not belong."""

import os
import re
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Iterator, List, Match, Optional, Set, Tuple

from ptaudit.evidence.onefile.finding import Findings, Stop
from ptaudit.evidence.onefile.tree import tile

TILE = re.compile(r"tile/(entries|\d|[1-5]\d|6[0-3])/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d?\d?))?")
LISTED = re.compile(
    r"([0-9a-f]{64}) (\d{1,18}) ((?:attachments/|checkpoints/)?\w[\w.]*)\n", re.ASCII
)
LITTER = re.compile(r"(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)")
LARGEST = 256 * 65_537


class Folder:
    """A bundle, or the tiled log of another writer (*foreign*), which has neither manifest nor attachments."""

    def __init__(self, path: Path, found: Findings) -> None:
        self.path, self.found = path, found
        own = ("MANIFEST", "verify.py", "attachments")
        self.foreign = not any((path / name).exists() for name in own)

    def parts(self, name: str) -> Iterator[bytes]:
        """The content of a file. Raises Stop ``lack.missing``, ``lack.unreadable``."""
        path = self.path / name
        try:
            if path.exists() and not path.is_file():
                raise Stop("lack.unreadable", file=name)
            with path.open("rb") as file:
                yield from iter(lambda: file.read(1 << 18), b"")
        except OSError as error:
            gone = isinstance(error, (FileNotFoundError, NotADirectoryError))
            raise Stop("lack.missing" if gone else "lack.unreadable", file=name) from None

    def read(self, name: str, most: int = 1_000_000) -> bytes:
        data = b""
        for part in self.parts(name):
            data += part
            if len(data) > most:
                # What the verifier brought is no part of the bundle, and proves nothing against it.
                brought = Path(name).is_absolute()
                raise Stop("lack.unreadable" if brought else "bad.file", file=name)
        return data

    def tile(self, level: object, index: int, width: int) -> Tuple[str, Optional[bytes]]:
        """A tile's name and content, None where it cannot be read, which is told.

        A third party may keep of a partial tile the full one it has become.
        """
        name, full, end = tile(level, index, width), tile(level, index, 256), 0
        own = not self.foreign or (self.path / name).exists() or not (self.path / full).exists()
        data = self.found.tried(lambda: self.read(name if own else full, LARGEST))
        if own or data is None:
            return name, data
        for _ in range(width):
            end += 2 + int.from_bytes(data[end : end + 2], "big") if level == "entries" else 32
        return full, data[:end]

    def listed(self, size: Optional[int]) -> None:
        """MANIFEST is true of every file it names; every other file is a tile of a log of *size*."""
        lines = [] if self.foreign else self.found.tried(self.manifest)
        for m in lines or ():
            self.found.tried(partial(self.holds, m))
        if lines is not None and size is not None:
            self.others({"checkpoint", "MANIFEST", *(m[3] for m in lines)}, size)

    def manifest(self) -> List[Match[str]]:
        said = self.read("MANIFEST", 1 << 28).decode("latin-1")
        if said[-1:] != "\n":
            raise Stop("lack.short", file="MANIFEST")
        if not re.fullmatch(f"({LISTED.pattern})*", said, re.ASCII):
            raise Stop("bad.file", file="MANIFEST")
        return [*LISTED.finditer(said)]

    def holds(self, m: Match[str]) -> None:
        """Raises Stop where a line of the manifest is not true."""
        said, size, name = m[1], int(m[2]), m[3]
        digest, length = sha256(), 0
        for part in self.parts(name):
            digest.update(part)
            length += len(part)
        if length < size:
            raise Stop("lack.short", file=name)
        named = name in (f"attachments/{said}", name.replace("attachments/", ""))
        if length != size or digest.hexdigest() != said or not named:
            raise Stop("bad.file", file=name)

    def others(self, names: Set[str], size: int) -> None:
        """Files that are neither named nor a tile."""
        own = re.compile("policy|head.unsigned|checkpoints/.*" if self.foreign else "(?!)")
        strange: List[str] = []
        for at, _, files in os.walk(self.path):
            for name in (Path(at, file).relative_to(self.path).as_posix() for file in files):
                if LITTER.fullmatch(name):
                    self.found.add("note.litter", file=name)
                elif not (name in names or own.fullmatch(name) or self.belongs(name, size)):
                    strange.append(name)
        if self.foreign and strange:
            self.found.add("note.others", count=len(strange), file=min(strange))
        for name in () if self.foreign else sorted(strange):
            self.found.add("lack.extra", file=name)

    def belongs(self, name: str, size: int) -> bool:
        """Whether a file is a tile; an earlier partial tile is if the present one begins with it."""
        m = TILE.fullmatch(name)
        if m is None:
            return False
        index, said = int(re.sub("[x/]", "", m[2])), int(m[3] or 256)
        width = min(256, (size >> 8 * int(m[1].replace("entries", "0"))) - 256 * index)
        if not 0 < said <= width or name != tile(m[1], index, said):
            return False
        if said == width:
            return True
        try:
            present = self.read(tile(m[1], index, width), LARGEST)
            return present.startswith(self.read(name, LARGEST))
        except Stop:
            return False  # the one that is to be there is missed where it is walked over
