"""Checkpoints and receipts: signed notes (C2SP), read, and their signatures verified."""

import re
from typing import Dict, List, Optional

from ptaudit.evidence.onefile.ed25519 import verifies
from ptaudit.evidence.onefile.finding import LIMIT, Findings, Stop, b64, need, number
from ptaudit.evidence.onefile.policy import Policy

NOTE = re.compile(r"(([^\n]+)\n(\d+)\n(\S+)\n(?:[^\n]+\n)*)(?:\n((?:— [^\s+]+ \S+\n){1,100}))?")
PROOF, BARE = "c2sp.org/tlog-proof@v1\n", "head.unsigned"
RECEIPT = re.compile(PROOF + r"(?:extra (\S*)\n)?index (\d+)\n((?:\S+\n){0,63})")


class Head:
    """A checkpoint: in a note, in a receipt, or without signatures. Raises Stop ``lack.note``."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.path: List[bytes] = []
        #: Where the leaf that a receipt is about stands, from 0.
        self.index: Optional[int] = None
        self.keys: List[str] = []
        self.by: Dict[str, int] = {}
        self.at = self.last = 0
        try:
            whole = data.decode()
            if whole.startswith(PROOF):
                whole = self.receipt(*whole.partition("\n\n"))
            m = NOTE.fullmatch(whole)
            if m is None or (file == BARE) != (m[5] is None):
                raise ValueError
            need(not re.search("[\x00-\x09\x0b-\x1f]", m[0]))
            self.text, self.origin, size, digest, signed = m.groups()
            self.size, self.root = number(size), b64(digest)
            found = re.findall(r"— (\S+) (\S+)\n", signed or "")
            self.signatures = [(name, b64(line)) for name, line in found]
            need(len(self.root) == 32 and all(len(data) > 4 for _, data in self.signatures))
        except ValueError:
            raise Stop("lack.note", file=file) from None

    def receipt(self, proof: str, blank: str, note: str) -> str:
        """What the note proves of one leaf; the note itself."""
        m = RECEIPT.fullmatch(proof + "\n")
        if m is None or not blank:
            raise ValueError
        b64(m[1] or "")
        self.index, self.path = number(m[2]), [b64(line) for line in m[3].split()]
        need(all(len(sibling) == 32 for sibling in self.path))
        return note

    def weigh(self, trust: Policy, found: Findings) -> None:
        """Whose signatures count; ``at`` is the last cosignature that the quorum needs."""
        for name, signature in self.signatures:
            id_ = signature[:4].hex()
            word, public = trust.keys.get((name, id_), ("", b""))
            low, high = trust.spans.get(id_, (0, LIMIT))
            if not public:
                continue
            if not self.signed(word, public, signature):
                found.add("bad.forged", file=self.file, name=name)
            elif word:
                when = int.from_bytes(signature[4:12], "big")
                self.by[word] = min(when, self.by.get(word, when))
                self.last = max(when, self.last)
            elif not low <= self.size <= high:
                found.add("note.span", file=self.file, name=f"{name}+{id_}")
            elif name == self.origin:
                self.keys.append(f"{name}+{id_}")
        for when in sorted(self.by.values(), reverse=True):
            if self.keys and trust.met([word for word, at in self.by.items() if at <= when]):
                self.at = when

    def signed(self, word: str, public: bytes, signature: bytes) -> bool:
        if not word:
            return verifies(public, self.text.encode(), signature[4:])
        when = int.from_bytes(signature[4:12], "big")
        said = b"cosignature/v1\ntime %d\n" % when + self.text.encode()
        return when <= LIMIT and verifies(public, said, signature[12:])

    def witnesses(self) -> str:
        """Those of the quorum."""
        return "、".join(sorted(word for word, at in self.by.items() if at <= self.at))
