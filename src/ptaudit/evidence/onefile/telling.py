"""What is said of a bundle: what is proved, by whom, up to where; what rests on trust; the outcome last."""

from pathlib import Path
from typing import Iterator, List, Tuple

from ptaudit.evidence.onefile.entries import seconds
from ptaudit.evidence.onefile.heads import Head
from ptaudit.evidence.onefile.judging import Examined, Given, stamp
from ptaudit.evidence.onefile.words import Said

LEVELS = ("L0", "L1", "L2", "L3")


def examine(path: Path, given: Given, now: float) -> Tuple[int, List[Said]]:
    """The exit code, and what is to be said. The files of *given* are whole paths."""
    seen = Examined(path, given)
    lines = [*opening(seen), *levels(seen), *tails(seen, now), *seen.found.told()]
    lines.append(Said("limits", {}))
    witnessed = seen.trust is not None and seen.trust.quorum != "none"
    asked = given.level or ("L3" if given.anchors else "L2" if witnessed else "L1")
    needed = {level for level in LEVELS if level <= asked}
    if not witnessed and asked == "L3":
        needed.discard("L2")
    measured = {"level": asked, "word": Said(asked, {})}
    if seen.found.has("bad."):
        status, outcome = 3, Said("tampered", {})
    elif seen.found.has("lack.") or not needed <= set(seen.best):
        status, outcome = 1, Said("undecided", measured)
    else:
        status, outcome = 0, Said("reached", measured)
    return status, [*lines, Said("verdict", {"outcome": outcome})]


def opening(seen: Examined) -> Iterator[Said]:
    folder, main = str(seen.path), seen.main
    if main is None:
        yield Said("bundle.unknown", {"folder": folder})
    else:
        yield Said("bundle", {"folder": folder, "origin": main.origin, "size": main.size})
    if seen.trust is None:
        yield Said("policy.none", {})
    else:
        whose = "policy.own" if seen.given.policy else "policy.carried"
        yield Said(whose, {"digest": seen.trust.digest})


def levels(seen: Examined) -> Iterator[Said]:
    for level in LEVELS:
        if level in seen.best:
            yield Said(f"{level}.upto", resting(level, seen.best[level]))
        else:
            yield Said("none.upto", {"level": level, "word": Said(level, {})})


def resting(level: str, head: Head) -> "dict[str, object]":
    """How far a level reaches, and by whose word."""
    if level == "L0":
        return {"upto": head.size, "root": head.root.hex()}
    if level == "L1":
        return {"upto": head.size, "by": "、".join(head.keys)}
    if level == "L2":
        return {"upto": head.size, "by": head.witnesses(), "at": stamp(head.at)}
    return {"upto": head.size, "by": head.file}


def tails(seen: Examined, now: float) -> Iterator[Said]:
    """The entries that no second party vouches for, and whether their times were to be had."""
    if not seen.best:
        return
    upto = {level: head.size for level, head in seen.best.items()}
    second = max(upto.get("L2", 0), upto.get("L3", 0))
    last, size = max(second, upto.get("L1", 0)), seen.walk.size
    for first, to, code in ((second, last, "tail.log_key"), (last, size, "tail.unsigned")):
        if first < to:
            at, since = seen.walk.times.get(first + 1, ""), Said("tail.undated", {})
            if at:
                days = int(now - (seconds(at) or now)) // 86400
                since = Said("tail.since", {"at": at, "days": max(0, days)})
            yield Said(code, {"first": first + 1, "last": to, "since": since})
    if second == size:
        yield Said("tail.none", {})
    if not seen.walk.times.get(1):
        yield Said("note.times", {})
