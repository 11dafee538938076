"""A bundle examined: every part of it looked at, and what all of them together prove."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence

from ptaudit.evidence.onefile.entries import Walk, seconds
from ptaudit.evidence.onefile.finding import Findings
from ptaudit.evidence.onefile.folder import Folder
from ptaudit.evidence.onefile.heads import BARE, Head
from ptaudit.evidence.onefile.policy import Policy, policy
from ptaudit.evidence.onefile.tree import leads

#: How far the county's clock and a witness's may differ before a time is held against an entry.
TOLERANCE = 300


def stamp(when: int) -> str:
    zone = timezone(timedelta(hours=8))
    return datetime.fromtimestamp(min(when, 250_000_000_000), zone).isoformat()


class Given(NamedTuple):
    """What who verifies brings along: a policy, checkpoints or receipts (files), and the level asked for."""

    policy: Optional[str] = None
    anchors: Sequence[str] = ()
    level: Optional[str] = None


class Examined:
    """The bundle at *path*; what cannot be read of it stops nothing but itself."""

    def __init__(self, path: Path, given: Given) -> None:
        self.path, self.given, self.found = path, given, Findings()
        self.folder = Folder(path, self.found)
        self.trust: Optional[Policy] = None
        self.main: Optional[Head] = None
        self.walk = Walk(self.folder, "", 0, self.found)
        #: What each level rests on, of all that agree the one of the most entries.
        self.best: Dict[str, Head] = {}
        if (path / "INCOMPLETE").exists():
            self.found.add("lack.unfinished")
        else:
            self.look()

    def look(self) -> None:
        if self.given.policy or (self.path / "policy").exists():
            name = self.given.policy or "policy"
            self.trust = self.found.tried(lambda: policy(self.folder.read(name)))
        bare = (self.path / BARE).exists() and not (self.path / "checkpoint").exists()
        self.main = self.head(BARE if bare else "checkpoint")
        kept = [f"checkpoints/{one.name}" for one in sorted(self.path.glob("checkpoints/*"))]
        others = [self.head(file) for file in (*kept, *self.given.anchors)]
        self.folder.listed(self.main.size if self.main else None)
        if self.main:
            self.walk = Walk(self.folder, self.main.origin, self.main.size, self.found)
            self.compare(self.main, [self.main, *(head for head in others if head)])

    def head(self, file: str) -> Optional[Head]:
        head: Optional[Head] = self.found.tried(lambda: Head(file, self.folder.read(file)))
        if head and self.trust:
            head.weigh(self.trust, self.found)
        return head

    def compare(self, main: Head, heads: List[Head]) -> None:
        """All heads with the roots computed."""
        self.walk.all(
            {head.size for head in heads},
            {head.index + 1 for head in heads if head.index is not None},
        )
        known = [head for head in heads if self.counts(head, main)]
        good = [head for head in known if self.agrees(head, main)]
        wrong = [h.size for h in known if h.root not in self.walk.roots.get(h.size, (h.root,))]
        if wrong:
            last = min(wrong)
            signed = [head.size for head in good if head.keys and head.size < last]
            self.found.add("bad.since", first=max(signed, default=0) + 1, last=last)
        outside = self.given.anchors
        resting = {
            "L0": [main],
            "L1": [head for head in good if head.keys],
            "L2": [head for head in good if head.at],
            "L3": [head for head in good if head.file in outside],
        }
        for level, some in resting.items() if self.walk.whole and main in good else ():
            if some:
                self.best[level] = max(some, key=lambda head: head.size)

    def counts(self, head: Head, main: Head) -> bool:
        """Whether a head is of this log and of entries that are here."""
        if head.file.startswith("checkpoints/") and head.file != f"checkpoints/{head.size}":
            self.found.add("bad.file", file=head.file)
        if head.origin != main.origin:
            self.found.add("lack.origin", file=head.file, origin=head.origin)
        elif head.size > main.size:
            self.found.add("lack.shorter", file=head.file, size=head.size, upto=main.size)
        elif head.file in self.given.anchors and not head.keys:
            self.found.add("lack.unsigned", file=head.file)
        else:
            return True
        return False

    def agrees(self, head: Head, main: Head) -> bool:
        """Whether a head has the root that the entries have."""
        roots = self.walk.roots.get(head.size, ())
        if head.root not in roots:
            if roots:
                outside = head.file in self.given.anchors and main.keys
                code = "bad.split" if outside else "bad.root"
                self.found.add(code, file=head.file, size=head.size)
            return False
        self.timely(head)
        if head.index is not None and (self.walk.whole or head.index + 1 in self.walk.leaves):
            leaf = self.walk.leaves.get(head.index + 1, b"")
            there = leads(leaf, head.index, head.size, head.path, head.root)
            code = "note.receipt" if there else "lack.receipt"
            self.found.add(code, file=head.file, n=head.index + 1)
        return head.root == roots[0]

    def timely(self, head: Head) -> None:
        """What a cosignature bounds: entries within were recorded before it, those after it only say when."""
        within, after = (self.walk.times.get(head.size + n, "") for n in (0, 1))
        if not head.at or not self.walk.times.get(1):
            return
        if within and (seconds(within) or 0) - head.at > TOLERANCE:
            self.found.add("bad.future", n=head.size, at=within, bound=stamp(head.at))
        if after and head.last - (seconds(after) or 0) > TOLERANCE:
            self.found.add("note.gap", n=head.size + 1, size=head.size, at=stamp(head.last))
