"""A ledger whose bytes agree held against what others know of it: signatures, witnesses, proofs from outside."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ptaudit.domain.failures import Param
from ptaudit.evidence import operators
from ptaudit.evidence import trust as trusting
from ptaudit.evidence.checkpointing import exposed, origin
from ptaudit.evidence.onefile.judging import TOLERANCE, stamp
from ptaudit.evidence.onefile.words import Said
from ptaudit.evidence.trust import Vouched
from ptaudit.evidence.verdict import Level, Reach, Verdict, asked
from ptaudit.ledger import Ledger
from ptaudit.log import checkpoint, note, receipt
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.merkle import leaf_hash
from ptaudit.log.note import Note
from ptaudit.log.policy import Policy
from ptaudit.log.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint that was kept elsewhere, by itself or in a receipt; *file* is what it is called by."""

    file: str
    note: Note
    head: Checkpoint
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """The entries *first* to *last* that no second party vouches for; *signed*: by the county's own key alone."""

    first: int
    last: int
    since: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Report:
    verdict: Verdict
    tails: tuple[Tail, ...]


def anchor(file: str, data: bytes) -> Anchor:
    """A checkpoint, or a receipt. Raises Malformed for what is neither."""
    if data.startswith(receipt.FIRST.encode()):
        read = receipt.read(data)
        return Anchor(file, read.note, checkpoint.of(read.note), read)
    found = note.parse(data)
    return Anchor(file, found, checkpoint.of(found))


def verify(
    ledger: Ledger,
    size: int,
    trust: Policy | None,
    anchors: Sequence[Anchor],
    level: Level | None = None,
    since: int = 0,
) -> Report:
    """What holds of the first *size* entries, which are known to give the root they claim.

    Without *trust* no signature counts. *level* is what is asked for; absent, the highest that
    trust and anchors call for. Operators' signatures are gone through *since* that entry.
    """
    held = _Held(ledger, size, trust)
    for kept in ledger.checkpoints():
        found, head = kept.read(ledger.database.place.shown)
        held.take(Anchor(f"检查点 {kept.size}", found, head), outside=False)
    for one in anchors:
        held.take(one, outside=True)
    held.findings += operators.check(ledger, since)
    witnessed = trust is not None and trust.needed[0] > 0
    wanted = asked(level, witnessed=witnessed, anchored=bool(anchors))
    if trust is None and level is None and not anchors:
        wanted = Level.L0
    reaches = (Reach(Level.L0, size), *held.reaches())
    verdict = Verdict(wanted, size, reaches, tuple(held.findings), witnessed)
    return Report(verdict, tuple(_tails(ledger, verdict)))


class _Held:
    """Checkpoints met, each held against the log."""

    def __init__(self, ledger: Ledger, size: int, trust: Policy | None) -> None:
        self._ledger, self._size, self._trust = ledger, size, trust
        self._origin = origin(ledger)
        self._best: dict[Level, Reach] = {}
        self.findings: list[Said] = []

    def take(self, one: Anchor, *, outside: bool) -> None:
        if one.head.origin != self._origin:
            self._find("lack.origin", file=one.file, origin=one.head.origin)
            return
        by = self._vouched(one, outside)
        signer = by is not None and by.signer is not None
        if one.head.size > self._size:
            # What nobody known signed proves nothing of what should be there.
            code = "bad.truncated" if signer or not outside else "lack.shorter"
            self._find(code, file=one.file, size=one.head.size, upto=self._size)
        elif self._ledger.root_at(one.head.size) != one.head.root:
            code = "bad.split" if outside and signer else "bad.root"
            self._find(code, file=one.file, size=one.head.size)
        else:
            self._holds(one, by, outside)
            if one.receipt is not None:
                n = one.receipt.index + 1
                data = self._ledger.entry(n)
                there = data is not None and one.receipt.proves(leaf_hash(data))
                self._find("note.receipt" if there else "lack.receipt", file=one.file, n=n)

    def _vouched(self, one: Anchor, outside: bool) -> Vouched | None:
        """Who signed, by what the policy says; without one nobody did."""
        if self._trust is None:
            return None
        by = trusting.vouched(self._trust, one.note, one.head)
        for name in by.forged:
            self._find("bad.forged", file=one.file, name=name)
        if by.signer is None and outside:
            self._find("lack.unsigned", file=one.file)
        return by

    def _holds(self, one: Anchor, by: Vouched | None, outside: bool) -> None:
        size = one.head.size
        if outside and (by is None or by.signer is not None):
            self._reach(Reach(Level.L3, size, (one.file,)))
        if self._trust is None or by is None or by.signer is None:
            return
        self._reach(Reach(Level.L1, size, (f"{by.signer.name}+{by.signer.id.hex()}",)))
        seen = by.cosigned
        for time in sorted({first for first, _ in seen.values()}):
            names = tuple(sorted(name for name, (first, _) in seen.items() if first <= time))
            if self._trust.quorum != "none" and self._trust.is_met(names):
                self._reach(Reach(Level.L2, size, names, time))
                self._timely(size, time, max(last for _, last in seen.values()))
                break

    def _timely(self, size: int, first: int, last: int) -> None:
        """What was there when it was cosigned was recorded before; what was not says when by itself alone."""
        within, after = _recorded(self._ledger, size), _recorded(self._ledger, size + 1)
        if within is not None and within[1] - first > TOLERANCE:
            self._find("bad.future", n=size, at=within[0], bound=stamp(first))
        if after is not None and last - after[1] > TOLERANCE:
            self._find("note.gap", n=size + 1, size=size, at=stamp(last))

    def _reach(self, found: Reach) -> None:
        best = self._best.get(found.level)
        if best is None or best.upto < found.upto:
            self._best[found.level] = found

    def reaches(self) -> Iterator[Reach]:
        yield from (self._best[level] for level in sorted(self._best))

    def _find(self, code: str, **params: Param) -> None:
        self.findings.append(Said(code, params))


def _tails(ledger: Ledger, verdict: Verdict) -> Iterator[Tail]:
    second = max(verdict.upto(Level.L2), verdict.upto(Level.L3))
    signed = max(second, verdict.upto(Level.L1))
    for first, last, by in ((second, signed, True), (signed, verdict.size, False)):
        if first < last:
            yield Tail(first + 1, last, exposed(ledger, first).since, by)


def _recorded(ledger: Ledger, position: int) -> tuple[str, float] | None:
    """When an entry says it was recorded, as text and in seconds since 1970."""
    data = ledger.entry(position) if position else None
    if data is None:
        return None
    content: Mapping[str, object] = json.loads(data)
    text = str(content["recorded_at"])
    return text, datetime.fromisoformat(text).timestamp()
