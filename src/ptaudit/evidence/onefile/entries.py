"""Every entry of a log hashed, and the tree computed anew from the bottom, a tile a level at a time."""

import re
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Dict, List, Optional, Set, Tuple, Union

from ptaudit.evidence.onefile.finding import Findings
from ptaudit.evidence.onefile.folder import Folder
from ptaudit.evidence.onefile.tree import NOTHING, root

OPENED = re.compile(r'"hash_suite":"([^"]*)".*"origin":"([^"]*)"')
PLACE, TIME = re.compile(rb'"position":(\d{1,18}),'), b'"recorded_at":"'


def seconds(said: str) -> Optional[float]:
    """Of a time with its zone, since 1970; None for what is none."""
    try:
        return datetime.fromisoformat(said).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


class Walk:
    """The *size* entries of the log *origin*, gone through once.

    Beside the tree of the entries stands the one that the tiles' hashes say, so that what is wrong is
    told where it is and not over again at everything that stands above it.
    """

    def __init__(self, folder: Folder, origin: str, size: int, found: Findings) -> None:
        self.folder, self.origin, self.size, self.found = folder, origin, size, found
        #: At the sizes asked for: from the entries, and as the tiles say it.
        self.roots: Dict[int, Tuple[bytes, ...]] = {0: (NOTHING, NOTHING)}
        self.times: Dict[int, str] = {0: ""}
        self.leaves: Dict[int, bytes] = {}
        self.timed = True
        #: Nothing was found wrong.
        self.whole = True
        #: Some tile is not there: of what stands above it there is nothing to compute.
        self.blind = False
        self.before = b""
        self.zone: Optional[bytes] = None
        #: The last entry in another's place, and how far it was moved.
        self.moved = (0, 0)

    def all(self, sizes: Set[int], wanted: Set[int]) -> None:
        """Roots at *sizes*, times there and one on, and the leaves at *wanted*, positions from 1."""
        within = {n for size in sizes for n in (1, size, size + 1) if 0 < n <= self.size}
        marks = sorted(within, reverse=True)
        own: List[List[bytes]] = [[]]
        told: List[List[bytes]] = [[]]
        for first in range(0, self.size, 256):
            done = min(first + 256, self.size)
            leaves, hashes, times = self.entries(first, done - first)
            self.ordered(first, times)
            for n in wanted:
                if first < n <= first + len(leaves):
                    self.leaves[n] = leaves[n - first - 1]
            while marks and marks[-1] <= done:
                n = marks.pop()
                self.times[n] = self.time(n, times[n - first - 1 : n - first])
                if n in sizes and not self.blind:
                    self.roots[n] = tuple(
                        root([nodes[: n - first], *tree[1:]])
                        for nodes, tree in ((leaves, own), (hashes, told))
                    )
            if not self.blind:
                own[0], told[0] = leaves, hashes
                self.above(done, own, told)

    def entries(self, first: int, width: int) -> Tuple[List[bytes], List[bytes], List[bytes]]:
        """Leaves of a tile's entries, leaves as the tile of hashes says, and times."""
        name, data = self.folder.tile("entries", first >> 8, width)
        hashes, want = self.folder.tile(0, first >> 8, width)
        self.blind = self.blind or data is None or want is None
        self.whole = self.whole and not self.blind
        if data is None:
            return [], [], []
        if first == 0:
            self.opening(data[2 : 2 + int.from_bytes(data[:2], "big")])
        strays: Set[int] = set()
        start, leaves, times = 0, [], []
        for n in range(first + 1, first + width + 1):
            end = start + 2 + int.from_bytes(data[start : start + 2], "big")
            entry = data[start + 2 : end]
            if end > len(data):
                break
            start = end
            leaves.append(sha256(b"\0" + entry).digest())
            place = entry.rfind(TIME) if self.timed else -1
            times.append(entry[place + 15 : place + 44] if place > 0 else b"")
            own = b'"position":%d,' % n
            if place > 0 and not entry.endswith(own, 0, place) and own not in entry:
                self.strays(n, entry, strays)
        self.length(name, len(data) - start, len(leaves) - width)
        if want is None:
            return leaves, leaves, times
        self.length(hashes, len(want) - 32 * width, len(want) - 32 * width)
        if b"".join(leaves) == want:
            return leaves, leaves, times
        said = [want[at : at + 32] for at in range(0, 32 * width, 32)]
        both = enumerate(zip(leaves, said), first + 1)
        self.differ([n for n, (a, b) in both if a != b and len(b) == 32 and n not in strays])
        return leaves, said, times

    def wrong(self, code: str, **params: Union[int, str]) -> None:
        self.whole = False
        self.found.add(code, **params)

    def length(self, file: str, over: int, short: int) -> None:
        """*over* bytes too many in a file, or something less than there should be."""
        if short < 0:
            self.blind = True
            self.wrong("lack.short", file=file)
        elif over > 0:
            self.wrong("bad.file", file=file)

    def differ(self, places: List[int]) -> None:
        """Entries that are not those of the tile of hashes; neighbours in one sentence."""
        for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            numbers = [n for _, n in run]
            if len(numbers) == 1:
                self.wrong("bad.entry", n=numbers[0])
            else:
                self.wrong("bad.entries", first=numbers[0], last=numbers[-1])

    def strays(self, n: int, entry: bytes, strays: Set[int]) -> None:
        """*entry* is one of *strays* if it says another place; told where those before are not as far off."""
        for said in PLACE.findall(entry)[-1:]:
            if self.moved != (n - 1, int(said) - n):
                self.wrong("bad.order", n=n, other=int(said))
            self.moved = n, int(said) - n
            strays.add(n)

    def opening(self, entry: bytes) -> None:
        """What a ledger says of itself in its first entry; other logs say nothing."""
        m = OPENED.search(entry.decode("utf-8", "replace"))
        self.timed = m is not None or not self.folder.foreign
        if m and m[1] != "RFC6962-SHA256":
            self.wrong("lack.suite", suite=m[1])
        if m and m[2] != self.origin:
            self.wrong("lack.origin", file="检查点", origin=self.origin)

    def ordered(self, first: int, times: List[bytes]) -> None:
        """Entries were recorded one after another, by a clock of one zone."""
        if self.zone is None and times:
            self.zone = times[0][23:]
        along = [self.before, *times]
        if {when[23:] for when in times} != {self.zone} or sorted(along) != along:
            for n, when in enumerate(times, first + 1):
                if when[23:] != self.zone:
                    self.wrong("bad.time", n=n)
                elif when < self.before:
                    self.wrong("bad.decreases", n=n, other=n - 1)
                self.before = when
        self.before = along[-1]

    def time(self, n: int, said: List[bytes]) -> str:
        when = b"".join(said).decode("ascii", "replace")
        if when and seconds(when) is None:
            self.wrong("bad.time", n=n)
            return ""
        return when

    def above(self, done: int, own: List[List[bytes]], told: List[List[bytes]]) -> None:
        """The tiles that the first *done* entries fill, and at the end the others too."""
        level = 0
        while level < len(own) and (len(own[level]) == 256 or done == self.size):
            if level and own[level]:
                place = ((done >> 8 * level) - 1) >> 8
                told[level] = self.held(level, place, own[level], told[level])
            if len(own[level]) == 256:
                if level + 1 == len(own):
                    own.append([])
                    told.append([])
                own[level + 1].append(root([own[level]]))
                same = own[level] == told[level]
                told[level + 1].append(own[level + 1][-1] if same else root([told[level]]))
                own[level], told[level] = [], []
            level += 1

    def held(self, level: int, place: int, own: List[bytes], told: List[bytes]) -> List[bytes]:
        """What a tile says, held against its nodes computed, and as the tiles below it say."""
        name, have = self.folder.tile(level, place, len(own))
        want = b"".join(own)
        if have == want:
            return own
        if have is None:
            self.whole = False
            return told
        whole = want if want.startswith(have) else b"".join(told)
        if len(have) < len(want) and whole.startswith(have):
            self.wrong("lack.short", file=name)
            return told
        said = [have[at : at + 32] for at in range(0, len(have), 32)]
        if len(said) != len(own) or any(a not in (b, c) for a, b, c in zip(said, own, told)):
            self.wrong("bad.tile", file=name)
            return told
        return said
