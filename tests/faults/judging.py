"""What must hold of a ledger after whatever happened to it; every breach is a sentence."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ptaudit.domain.failures import Failure
from ptaudit.evidence.checkpointing import make
from ptaudit.evidence.witness import rules
from ptaudit.evidence.witness.store import Store
from ptaudit.ledger import Ledger, verify
from tests.evidence.witness.beds import Log
from tests.faults.batches import Batch, clock
from tests.faults.clerk import LOG
from tests.log.samples import CITY, NOON

#: Numbers of batches that only the judge appends.
FURTHER = 900


def judge(
    url: str,
    before: Sequence[str],
    sent: Iterable[Batch],
    kept: set[int],
    signed: int | None = None,
) -> list[str]:
    """Breaches of: all that was kept is there, nothing twice, order kept, fsck agrees, work goes on.

    *before*: ids that stood there; *kept*: numbers of the batches acknowledged; *signed*: the size
    of an acknowledged checkpoint, 0 when one was tried and not acknowledged. The judge sends every
    batch once more, under its key, as a clerk would who knows not what became of it.
    """
    try:
        return list(_breaches(url, before, tuple(sent), kept, signed))
    except Failure as failure:
        return [f"the judge was refused: {failure.code}"]


def judge_witness(path: Path, heads: Sequence[int], kept: set[int]) -> list[str]:
    """Breaches of: what was cosigned is remembered, no other head is cosigned, work goes on.

    *kept* are the sizes whose cosignature was given out; *heads* those that were asked for.
    """
    try:
        return list(_witness_breaches(path, heads, kept))
    except Failure as failure:
        return [f"the judge was refused: {failure.code}"]


def _witness_breaches(path: Path, heads: Sequence[int], kept: set[int]) -> Iterator[str]:
    log, other, store = Log(), Log(prefix=b"other"), Store.open(path)
    [(seen, _)] = store.logs()
    if seen.size not in heads or seen.size < max(kept, default=0):
        yield f"a cosigned head is forgotten: {seen.size} is remembered, {sorted(kept)} were given"
    if seen.root != log.head(seen.size).root:
        yield "what is remembered is no head that was asked for"
    if rules.add(store, CITY, other.request(seen.size, seen.size), NOON).status != rules.CONFLICT:
        yield "another head of the same size is cosigned"
    for size in (seen.size, seen.size + 7):
        if rules.add(store, CITY, log.request(seen.size, size), NOON).status != rules.COSIGNED:
            yield f"a head of {size} is no longer cosigned"
    if len(store.offences()) != 1:
        yield "the offending request is not kept once"


def ids(ledger: Ledger) -> list[str]:
    return [str(json.loads(data)["id"]) for _, data in ledger.entries()]


def _breaches(
    url: str, before: Sequence[str], sent: Sequence[Batch], kept: set[int], signed: int | None
) -> Iterator[str]:
    yield from _fsck(url, "as left")
    with Ledger.open(url, clock=clock, read_only=True) as ledger:
        found = ids(ledger)
    yield from _contents(found, before, sent, kept)
    present = {batch.number for batch in sent if batch.names[0] in found}
    with Ledger.open(url, clock=clock, busy_seconds=2) as ledger:
        for batch in sent:
            again = ledger.append_sealed(batch.entries(), key=batch.key)
            if again.repeated != (batch.number in present):
                yield f"batch {batch.number} sent again: repeated is {again.repeated}"
        further = Batch(FURTHER, 1)
        ledger.append_sealed(further.entries())
        after = ids(ledger)
        if signed is not None:
            yield from _checkpoint(ledger, signed)
        times = [str(json.loads(data)["recorded_at"]) for _, data in ledger.entries()]
    everyone = {batch.number for batch in sent}
    yield from _contents(after[:-1], before, sent, everyone)
    if after[-1:] != further.names:
        yield "a further append is not at the end"
    if after[: len(found)] != found:
        yield "what was read once is read otherwise later"
    if times != sorted(times):
        yield "recorded_at decreases"
    yield from _fsck(url, "after a further append")


def _contents(
    found: Sequence[str], before: Sequence[str], sent: Sequence[Batch], kept: set[int]
) -> Iterator[str]:
    if list(found[: len(before)]) != list(before):
        yield "an entry of before is lost or changed"
    for name, times in Counter(found).items():
        if times > 1:
            yield f"{name} stands there {times} times"
    place = {name: n for n, name in enumerate(found)}
    for batch in sent:
        there = [place[name] for name in batch.names if name in place]
        if not there and batch.number in kept:
            yield f"acknowledged batch {batch.number} is lost"
        elif there and there != list(range(there[0], there[0] + batch.count)):
            yield f"batch {batch.number} is there in part or out of order"
    if extra := set(found) - set(before) - {name for batch in sent for name in batch.names}:
        yield f"{len(extra)} entries nobody sent"


def _checkpoint(ledger: Ledger, signed: int) -> Iterator[str]:
    sizes = [kept.size for kept in ledger.checkpoints()]
    if signed and signed not in sizes:
        yield f"the acknowledged checkpoint of {signed} entries is lost"
    if ledger.contradicted_checkpoint(ledger.head().size) is not None:
        yield "a kept checkpoint contradicts the ledger"
    make(ledger, LOG)


def _fsck(url: str, when: str) -> Iterator[str]:
    verdict = verify(url)
    for finding in verdict.findings:
        yield f"fsck {when}: {finding.code} {dict(finding.params)}"
