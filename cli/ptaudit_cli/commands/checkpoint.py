"""Checkpoints (检查点): made, listed, taken to a witness and back by file or by HTTP."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Failure, Malformed, NotFound, Unusable
from ptaudit_cli import checkpointing, failures
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Flag, Meaning, option, place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.evidence.cosigning import Taken
    from ptaudit.log.policy import Policy

#: A tenth of what the longest answer could be is more than any holds.
_LONGEST = 1_000_000


def make(call: Call, given: Mapping[str, Any]) -> int:
    """Sign the head; with ``--due`` only where enough was recorded, or enough time went by."""
    from ptaudit.evidence import checkpointing as evidence

    call = call.settled(ledger=given["ledger"], log_key=given["checkpoint_key"])
    every = number(given, "every", evidence.EVERY, 1)
    minutes = number(given, "minutes", int(evidence.WITHIN.total_seconds()) // 60, 1)
    signer = checkpointing.signer(call)
    app = call.open()
    try:
        within = dt.timedelta(minutes=minutes)
        asked = bool(given["checkpoint_due"])
        if asked and not evidence.due(app.ledger, call.around.clock(), every, within):
            call.say(call.words("checkpoint.not_due", every=every, minutes=minutes))
            return 0
        made = checkpointing.made(app, signer, again=asked)
    finally:
        app.close()
    head = made.head
    call.say(call.words(f"checkpoint.{made.what}", size=head.size, root=head.root.hex()))
    return 0


def request(call: Call, given: Mapping[str, Any]) -> int:
    """Write what a witness is asked, for a USB stick."""
    from ptaudit.evidence import cosigning

    call = _settled(call, given)
    if given["checkpoint_output"] is None:
        raise Malformed("argument.missing", argument="-o")
    app = call.open(read_only=True)
    try:
        kept = cosigning.newest(app.ledger)
        old = _old(call, app, given)
        made = cosigning.request(app.ledger, kept, old)
    finally:
        app.close()
    path = call.around.folder / given["checkpoint_output"]
    written(path, bytes(made))
    call.say(
        call.words(
            "checkpoint.requested", file=call.shown(str(path)), size=kept.size, old=made.old
        )
    )
    return 0


def take(call: Call, given: Mapping[str, Any]) -> int:
    """Merge the cosignatures a witness gave."""
    from ptaudit.evidence import cosigning

    if given["answer"] is None:
        raise Malformed("argument.missing", argument=call.words("places.answer"))
    call = _settled(call, given)
    data = content(call.around.folder / given["answer"])
    app = call.open()
    try:
        taken = cosigning.take(app.ledger, checkpointing.needed(call, app), data)
        size = app.ledger.head().size
    finally:
        app.close()
    _tell(call, taken, size)
    return 0


def send(call: Call, given: Mapping[str, Any]) -> int:
    """Ask witnesses over the network; one that fails does not keep the others from being asked."""
    from ptaudit.evidence import cosigning, sending

    call = _settled(call, given)
    status, app = 0, call.open()
    try:
        trust = checkpointing.needed(call, app)
        for url, name in _urls(trust, given):
            known = 0 if name is None else cosigning.known_size(app.ledger, trust, name)
            old = number(given, "old", known)
            try:
                taken = sending.send(app.ledger, trust, url, old, sending.posting())
                _tell(call, taken, app.ledger.head().size)
            except Failure as failure:
                for line in failures.lines(failure, call.words, str(call.around.folder)):
                    call.note(line)
                status = max(status, failures.exit_code(failure))
    finally:
        app.close()
    return status


def _urls(trust: "Policy", given: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Whom to ask, and which witness that is. Raises Malformed where there is nobody, or no such one."""
    from ptaudit.evidence.trust import witness

    if (name := given["checkpoint_witness"]) is not None:
        witness(trust, name)
    if (url := given["url"]) is not None:
        named = next((n for n in trust.witnesses if trust.urls.get(n) == url), None)
        return [(url, name or named)]
    found: list[tuple[str, str | None]] = [
        (trust.urls[n], n) for n in trust.witnesses if n in trust.urls and name in (None, n)
    ]
    if not found:
        raise Malformed("witness.no_url")
    return found


def _old(call: Call, app: "Ptaudit", given: Mapping[str, Any]) -> int:
    """``--old``, or the size the witness last cosigned as this ledger knows it."""
    from ptaudit.evidence import cosigning

    if given["checkpoint_old"] is not None:
        return number(given, "old", 0)
    trust = checkpointing.policy(call, app)
    name = given["checkpoint_witness"]
    if trust is None:
        return 0
    if name is None and len(trust.witnesses) != 1:
        raise Malformed("trust.which_witness", known="、".join(trust.witnesses) or "-")
    return cosigning.known_size(app.ledger, trust, name or next(iter(trust.witnesses)))


def _tell(call: Call, taken: "Taken", size: int) -> None:
    words = call.words
    names = [checkpointing.cosigner(n, time, words) for n, time in taken.cosigned.items()]
    call.say(words("checkpoint.taken", size=taken.size, names=words.listed(names)))
    if taken.unknown:
        call.note(words("checkpoint.ignored", count=taken.unknown))
    if size > taken.size:
        call.note(words("checkpoint.beyond", count=size - taken.size, size=taken.size))


def _settled(call: Call, given: Mapping[str, Any]) -> Call:
    return call.settled(ledger=given["ledger"], trust=given["checkpoint_trust"])


def number(given: Mapping[str, Any], name: str, default: int, least: int = 0) -> int:
    """The option of that name. Raises Malformed ``checkpoint.number``."""
    said = given[f"checkpoint_{name}"]
    if said is None:
        return default
    if not (said.isascii() and said.isdecimal() and len(said) < 10 and int(said) >= least):
        raise Malformed("checkpoint.number", option=f"--{name}", said=said)
    return int(said)


def content(path: Path) -> bytes:
    """Raises NotFound ``file.unreadable``."""
    from ptaudit.evidence import files

    try:
        return files.content(path, _LONGEST)
    except OSError:
        raise NotFound("file.unreadable", file=str(path)) from None


def written(path: Path, data: bytes) -> None:
    """Whole or not at all; only a file is replaced, never a device. Raises Unusable ``output.not_written``."""
    from ptaudit.evidence import durable

    if path.exists() and not path.is_file():
        raise Unusable("output.not_written", file=str(path))
    try:
        durable.put(path, data)
    except OSError:
        raise Unusable("output.not_written", file=str(path)) from None


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One kept checkpoint. *cosigned* holds witnesses the policy knows, each with the last time;
    *others* the names of keys nobody verified."""

    size: int
    received_at: str
    root: str
    cosigned: tuple[str, ...]
    others: tuple[str, ...]


def checkpoints(ask: Ask) -> Iterator[CheckpointRow]:
    """By size, the newest first."""
    from ptaudit.evidence import trust

    call = ask.call.settled(ledger=ask.given["ledger"], trust=ask.given["checkpoint_trust"])
    known, ledger = checkpointing.policy(call, ask.app), ask.app.ledger
    for kept in ledger.checkpoints(newest_first=True):
        found, head = kept.read(ledger.database.place.shown)
        seen = {} if known is None else trust.cosigners(known, found)
        keys = [] if known is None else [*known.witnesses.values(), *known.logs]
        named = (one.name for one in found.signatures if not any(map(one.is_by, keys)))
        yield CheckpointRow(
            kept.size,
            kept.received_at,
            head.root.hex(),
            tuple(checkpointing.cosigner(n, last, call.words) for n, (_, last) in seen.items()),
            tuple(dict.fromkeys(name for name in named if name != head.origin)),
        )


def own(name: str, value: str = "") -> Flag:
    """An option whose text is its own here: ``params.checkpoint_<name>``."""
    meaning = Meaning("own", value, lambda words: words(f"params.checkpoint_{name}"))
    return Flag([f"--{name}", f"checkpoint_{name}"], meaning, is_flag=not value)


def _make_params() -> Sequence[click.Parameter]:
    return [
        own("key", "file"),
        own("due"),
        own("every", "integer"),
        own("minutes", "integer"),
        option("ledger", "ledger"),
    ]


def _with_trust(*params: click.Parameter) -> Sequence[click.Parameter]:
    return [*params, own("trust", "file"), option("ledger", "ledger")]


def output() -> Flag:
    made = own("output", "file")
    made.opts.insert(0, "-o")
    return made


CALLS = (
    Action("checkpoint", "make", make, _make_params),
    Read("checkpoint", "list", CheckpointRow, checkpoints, lambda: [own("trust", "file")]),
    Action(
        "checkpoint",
        "request",
        request,
        lambda: _with_trust(output(), own("witness", "text"), own("old", "integer")),
    ),
    Action("checkpoint", "take", take, lambda: _with_trust(place("answer"))),
    Action(
        "checkpoint",
        "send",
        send,
        lambda: _with_trust(
            place("url", needed=False), own("witness", "text"), own("old", "integer")
        ),
    ),
)
