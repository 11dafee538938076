"""What must hold of a folder after a typed command was cut short, and after it is typed again."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ptaudit.domain.failures import Failure
from ptaudit.evidence import keyfiles, remembering
from ptaudit.ledger import Ledger, verify
from ptaudit.log.keys import NOTE
from tests.cli.desk import Desk
from tests.evidence.private.desks import ATTACHED, NAME
from tests.faults.batches import clock
from tests.faults.clerk import TYPED

TEXT, STORE, LOG = "来信.txt", f"{TYPED}.private", f"{TYPED}.security.jsonl"


@dataclass(frozen=True, slots=True)
class Laid:
    """The *folder* as it was left; *kept*: numbers of the *lines* that were answered."""

    folder: Path
    before: dict[str, bytes]
    wanted: dict[str, bytes]
    lines: tuple[str, ...]
    kept: frozenset[int]

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / TYPED}"

    def desk(self) -> Desk:
        # Ids and keys of the judge's own.
        return Desk(self.folder, now=clock(), _ids=1_000_000)

    def entries(self) -> list[dict[str, Any]]:
        with Ledger.open(self.url, clock=clock, read_only=True) as ledger:
            return [json.loads(data) for _, data in ledger.entries()]

    def fsck(self, when: str) -> Iterator[str]:
        for finding in verify(self.url).findings:
            yield f"fsck {when}: {finding.code} {dict(finding.params)}"

    def holding(self, secret: bytes) -> list[str]:
        """Files in whose raw bytes *secret* stands."""
        return sorted(
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file() and secret in path.read_bytes()
        )


def attached(laid: Laid) -> Iterator[str]:
    """Who was answered reads the text; no entry commits to what is not there; typed again it is there once."""
    text = laid.before[TEXT].decode()
    known = len(_rows(laid.before[STORE])) if STORE in laid.before else 0
    yield from laid.fsck("as left")
    yield from _apart(laid, text)
    made = _commitments(laid.entries())
    for position in made.values():
        yield from _readable(laid, position)
    if 1 in laid.kept and len(made) != known + 1:
        yield "an acknowledged text is not in the ledger"
    laid.desk().ok(laid.lines[0])
    made = _commitments(laid.entries())
    if len(made) != known + 1:
        yield f"{len(made) - known} entries commit to one text"
    for position in made.values():
        yield from _readable(laid, position)
    if text not in laid.desk().ok(_show(max(made.values()))):
        yield "another text is read"
    if {row[0] for row in _rows((laid.folder / STORE).read_bytes())} != set(made):
        yield "the file holds other texts than the ledger commits to"
    yield from _apart(laid, text)
    yield from laid.fsck("after it was typed again")


def erased(laid: Laid) -> Iterator[str]:
    """Answered, nothing of the text is left; else it is there whole or gone, and typed again it is gone."""
    secrets = _secrets(laid)
    yield from laid.fsck("as left")
    said = laid.desk().ok(_show(ATTACHED))
    if ("已依法遮蔽" in said) == (NAME in said):
        yield "a text is neither erased nor to be read"
    if 1 in laid.kept:
        yield from _gone(laid, secrets, "answered")
    laid.desk().ok(laid.lines[0])
    yield from _gone(laid, secrets, "typed again")
    if "已依法遮蔽" not in laid.desk().ok(_show(ATTACHED)):
        yield "an erased text is read"
    if "孙老三" not in laid.desk().ok(_show(ATTACHED + 1)):
        yield "the other text is lost"
    if sum(entry["kind"] == "person.sealed" for entry in laid.entries()) != 1:
        yield "one erasure is not one entry"
    yield from laid.fsck("after it was typed again")


def _gone(laid: Laid, secrets: dict[str, bytes], when: str) -> Iterator[str]:
    for what, secret in secrets.items():
        if where := laid.holding(secret):
            yield f"{when}, {what} stands in {where}"


def _secrets(laid: Laid) -> dict[str, bytes]:
    """The text, its key in halves, its ciphertext's first part, as they were before."""
    _, key, ciphertext = _rows(laid.before[STORE])[0]
    return {
        "the text": NAME.encode(),
        "half of its key": key[:16],
        "the other half": key[16:],
        "its ciphertext": ciphertext[:24],
    }


def _apart(laid: Laid, text: str) -> Iterator[str]:
    """The text stands nowhere but where it was typed; who else may read, reads no contents."""
    if where := [name for name in laid.holding(text.encode()) if name != TEXT]:
        yield f"the text stands in {where}"
    for path in laid.folder.glob(f"{STORE}*"):
        if path.stat().st_mode & 0o077:
            yield f"{path.name} may be read by others"


def _readable(laid: Laid, position: int) -> Iterator[str]:
    status, said = laid.desk().say(_show(position))
    if status:
        yield f"what entry {position} commits to cannot be read: {said.splitlines()[-1]}"


def _show(position: int) -> str:
    return f"ptaudit show {position} --confidential --purpose 核实"


def _commitments(entries: list[dict[str, Any]]) -> dict[str, int]:
    """What is committed to by attaching, and where."""
    return {
        one: number
        for number, entry in enumerate(entries, 1)
        if entry["kind"] == "evidence.attached"
        for one in entry.get("commitments", ())
    }


def _rows(data: bytes) -> list[tuple[str, bytes, bytes]]:
    """Commitment, key and ciphertext of each text of a whole file."""
    with closing(sqlite3.connect(":memory:")) as file:
        file.deserialize(data)
        return file.execute(
            "SELECT commitment, key, ciphertext FROM content JOIN content_key USING (commitment)"
            " ORDER BY content.rowid"
        ).fetchall()


def key_made(laid: Laid) -> Iterator[str]:
    yield from _key(laid, "county.key", answered=1 in laid.kept)
    status, said = laid.desk().say(laid.lines[0])
    if status and "key_file.exists" not in said:
        yield f"no key can be made: {said}"
    yield from _key(laid, "county.key", answered=True, public=not status)


def _key(laid: Laid, name: str, *, answered: bool, public: bool = True) -> Iterator[str]:
    """A key file is whole or not there; so is its public half, which is of that key."""
    path = laid.folder / name
    for other in laid.folder.iterdir():
        secret = other.is_file() and b"PRIVATE+KEY" in other.read_bytes()
        if secret and other.stat().st_mode & 0o077:
            yield f"{other.name} may be read by others"
    if not path.exists():
        if answered or keyfiles.beside(path).exists():
            yield f"{name} is not there"
        return
    try:
        key = keyfiles.load(path, NOTE).key
        shown = keyfiles.beside(path)
        if ((answered and public) or shown.exists()) and keyfiles.public(shown) != key:
            yield "the public half is of another key"
    except Failure as failure:
        yield f"half a key file: {failure.code}"


def key_rotated(laid: Laid) -> Iterator[str]:
    yield from laid.fsck("as left")
    yield from _key(laid, "new.key", answered=1 in laid.kept)
    yield from _registered(laid, answered=2 in laid.kept)
    status, said = laid.desk().say(laid.lines[0])
    if status and "key_file.exists" not in said:
        yield f"no key can be made: {said}"
    laid.desk().ok(laid.lines[1])
    yield from _registered(laid, answered=True)
    laid.desk().ok("ptaudit checkpoint --key new.key")
    yield from laid.fsck("after it was typed again")


def _registered(laid: Laid, *, answered: bool) -> Iterator[str]:
    """No key stands in the ledger whose file is not there."""
    said = [entry["payload"]["key"] for entry in laid.entries() if entry["kind"] == "key.rotated"]
    there = {
        str(keyfiles.public(path))
        for name in ("old", "new")
        if (path := laid.folder / f"{name}.key").exists()
    }
    if not set(said) <= there:
        yield "a key is registered that nobody has"
    if len(said) != len(set(said)) or (answered and len(said) != 2):
        yield f"{len(said)} keys are registered"


def remembered(laid: Laid) -> Iterator[str]:
    """The state is that of a verification, signed, or is not there; the next one goes on from it."""
    state, own = laid.folder / "状态", laid.folder / "状态.key"
    yield from _key(laid, own.name, answered=bool(laid.kept))
    size = len(laid.entries())
    if state.exists():
        found = remembering.load(state, keyfiles.load(own).key)
        if found is None or found.before.size != size:
            yield "the state is of no verification"
    elif laid.kept:
        yield "an acknowledged state is lost"
    there = state.exists()
    for first in (not there, False):
        if ("此前没有核验过" in (said := laid.desk().ok(laid.lines[0]))) != first:
            yield f"first is {not first}: {said}"
    yield from laid.fsck("after it was typed again")


def bundled(laid: Laid) -> Iterator[str]:
    """A folder that verifies is a whole bundle, the earlier or the new one; typed again it is the new one."""
    status, left = _examined(laid), _inside(laid.folder)
    before, wanted = (
        {n: d for n, d in files.items() if n.startswith("包/")}
        for files in (laid.before, laid.wanted)
    )
    if status == 0 and left not in (before, wanted):
        yield f"half a bundle verifies: {sorted(set(wanted) - set(left))} are missing"
    if left == wanted and status:
        yield f"a whole bundle does not verify: {status}"
    if status == 3:
        yield "a bundle cut short is called forged"
    if 1 in laid.kept and left != wanted:
        yield "an acknowledged bundle is not whole"
    laid.desk().ok(laid.lines[0])
    if _inside(laid.folder) != wanted or _examined(laid):
        yield "typed again it is not the same bundle"


def _inside(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((folder / "包").rglob("*"))
        if path.is_file()
    }


def _examined(laid: Laid) -> int:
    return laid.desk().say("ptaudit verify --bundle 包")[0]


def logged(laid: Laid) -> Iterator[str]:
    """No line that must stay is lost, what was answered has its line, half a line is named and work goes on."""
    yield from _log(laid, answered=len(laid.kept & {1}), pruned=2 in laid.kept)
    laid.desk().ok(laid.lines[0])
    yield from _log(laid, answered=1, pruned=2 in laid.kept)
    if "读不出" in (said := laid.desk().ok("ptaudit security list")):
        yield f"half a line: {said}"
    laid.desk().ok(laid.lines[1])
    yield from _log(laid, answered=1, pruned=True)


def _log(laid: Laid, *, answered: int, pruned: bool) -> Iterator[str]:
    path = laid.folder / LOG
    lines = path.read_bytes().splitlines(keepends=True)
    old = laid.before[LOG].splitlines(keepends=True)
    if lines[: len(old)] == old:
        if pruned:
            yield "what was cleared away is there again"
    elif any(line in lines for line in old) or not any("清理".encode() in one for one in lines):
        yield "old lines are lost in part, or nobody says that they were cleared away"
    reads = sum("查看".encode() in line for line in lines if line not in old)
    if reads < answered:
        yield "an answer about a person has no line"
    if path.stat().st_mode & 0o077:
        yield "the log may be read by others"
    if list(path.parent.glob(f".{LOG}.part")) and answered and pruned:
        yield "a part of the log is left"
