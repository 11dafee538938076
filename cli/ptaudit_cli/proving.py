"""The second reader at the command line: the whole ledger, or what is new since this verifier was here."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ptaudit.domain.failures import Malformed
from ptaudit_cli.call import Call
from ptaudit_cli.progress import Progress

if TYPE_CHECKING:
    from ptaudit.application.upkeep import Finding, Verdict
    from ptaudit.evidence.remembering import Remembered, Since
    from ptaudit.log.keys import Signer

_ZONE = dt.timezone(dt.timedelta(hours=8))
#: Added to the name of a state, the name of the key it is signed with where none is given.
KEY = ".key"


@dataclass(frozen=True, slots=True)
class Proved:
    """The first *size* entries agree with *root*; *hashed* of them were read now.

    *before* were read earlier; 0 where everything was read.
    """

    size: int
    root: str
    hashed: int
    before: int = 0


@dataclass
class Memory:
    """What this verifier remembers in the file at *path*; *state* is None the first time."""

    path: Path
    signer: "Signer"
    origin: str
    state: "Remembered | None"
    after: "Since | None" = None

    def keep(self, call: Call) -> None:
        """Remember what was read now, in place of what was remembered."""
        from ptaudit.evidence import remembering

        assert self.after is not None
        at = call.around.clock().astimezone(_ZONE).isoformat(timespec="seconds")
        state = remembering.Remembered(self.origin, self.after.after, at)
        remembering.keep(self.path, remembering.written(state, self.signer))
        size, file = state.before.size, call.shown(str(self.path))
        call.say(call.words("verify.remembered", size=size, file=file))


def memory(call: Call, state: str | None, key: str | None) -> Memory | None:
    """By ``--state`` and ``--key``; without a state there is none.

    The first time a key is made beside the state, unless one is given. Raises Unusable
    ``verify_state.…`` or ``key_file.…``, Malformed ``verify_state.key_alone``.
    """
    from ptaudit.evidence import keyfiles, remembering
    from ptaudit.evidence.checkpointing import origin
    from ptaudit.log.keys import NOTE

    if state is None:
        if key is not None:
            raise Malformed("verify_state.key_alone")
        return None
    app = call.open(read_only=True)
    try:
        name = origin(app.ledger)
    finally:
        app.close()
    path = call.around.folder / state
    own = call.around.folder / (key or f"{state}{KEY}")
    if key is None and not own.exists() and not path.exists():
        keyfiles.write(own, f"{name}/verifier", NOTE, call.around.seed())
        call.note(call.words("verify.key_made", file=call.shown(str(own))))
    signer = keyfiles.load(own, NOTE)
    found = remembering.load(path, signer.key)
    if found is not None:
        remembering.sure(found, name, str(path))
    return Memory(path, signer, name, found)


def whole(call: Call) -> Proved | None:
    """What the second reader found in all seven steps, told; None where the ledger contradicts itself."""
    verdict = _whole(call)
    if verdict.sound:
        root = verdict.root.hex()
        call.say(call.words("verify.sound", size=verdict.size, root=root))
        return Proved(verdict.size, root, verdict.size)
    _told(call, verdict.findings)
    return None


def since(call: Call, memory: Memory) -> Proved | None:
    """What is new, and some of what was there; the whole the first time, or where something is wrong."""
    if memory.state is None:
        call.say(call.words("verify.first"))
        found = whole(call)
        if found is not None:
            memory.after = _since(call, memory)
        return found
    memory.after = since = _since(call, memory)
    verdict, before = since.verdict, memory.state.before
    if not verdict.sound:
        named = [f for f in _whole(call).findings if f not in verdict.findings]
        _told(call, (*verdict.findings, *named))
        return None
    root = verdict.root.hex()
    call.say(
        call.words(
            "verify.since",
            size=verdict.size,
            root=root,
            before=before.size,
            at=memory.state.at[:16].replace("T", " "),
            new=verdict.size - before.size,
            hashed=since.hashed,
        )
    )
    return Proved(verdict.size, root, since.hashed, before.size)


def _since(call: Call, memory: Memory) -> "Since":
    from ptaudit.evidence.remembering import Before, Since, fsck_since

    before = Before() if memory.state is None else memory.state.before
    progress, last = Progress(call, call.words("verify.progress")), None
    for step in fsck_since(call.url, before):
        if isinstance(step, Since):
            last = step
        else:
            progress(step.checked, step.total)
    progress.end()
    assert last is not None
    return last


def _whole(call: Call) -> "Verdict":
    from ptaudit.application.upkeep import fsck as steps

    verdict = None
    progress = Progress(call, call.words("verify.progress"))
    for step in steps(call.url):
        progress(step.checked, step.total)
        verdict = step.verdict
    progress.end()
    assert verdict is not None
    return verdict


def _told(call: Call, findings: "Sequence[Finding]") -> None:
    for finding in findings:
        text = call.words(f"fsck.{finding.code.removeprefix('fsck.')}", **finding.params)
        if finding.position is not None:
            call.say(call.words("verify.at", position=finding.position, text=text))
        else:
            call.say(call.words("verify.step", step=finding.step, text=text))
    call.note(call.words("verify.broken", count=len(findings)))
