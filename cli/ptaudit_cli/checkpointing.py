"""Checkpoints as the command line comes by them: asked for, after an act, before a document leaves the house."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ptaudit.domain.failures import Failure, Malformed, Unusable
from ptaudit_cli import failures
from ptaudit_cli.call import Call

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.evidence.checkpointing import Made
    from ptaudit.log.keys import Signer
    from ptaudit.log.policy import Policy
    from ptaudit.projections.audit_lines import Head
    from ptaudit_cli.messages import Catalogue
    from ptaudit_cli.reads import Ask

#: Doors whose act is a document that leaves the house: what it rests on is signed first.
OFFICIAL = frozenset({("document", "issue")})
#: Doors by which a unit hands something in: it may want the proof that it did.
FILINGS = frozenset({("selfcheck", "file"), ("finding", "submit"), ("objection", "file")})


def signer(call: Call) -> "Signer":
    """The log's key by setting ``log_key``. Raises Malformed ``checkpoint.no_key``."""
    from ptaudit.evidence import keyfiles
    from ptaudit.log.keys import NOTE

    if (file := call.settings["log_key"]) is None:
        raise Malformed("checkpoint.no_key")
    return keyfiles.load(call.around.folder / Path(file), NOTE)


def made(app: "Ptaudit", key: "Signer", *, again: bool = False) -> "Made":
    """The head under *key*, which must be the one recorded as in force, where any is.

    Raises Malformed ``checkpoint.key_not_in_force``, and as ``evidence.checkpointing.make`` does.
    """
    from ptaudit.evidence.checkpointing import make

    size = app.ledger.head().size
    known = [one.key for one in app.registry(size).log_keys if one.from_size <= size]
    if known and known[-1] != str(key.key):
        raise Malformed("checkpoint.key_not_in_force", key=str(key.key), known=known[-1])
    return make(app.ledger, key, again=again)


def policy(call: Call, app: "Ptaudit | None" = None) -> "Policy | None":
    """The trust policy by setting ``trust``, if there is one; with *app* it must be for its log."""
    from ptaudit.evidence import trust
    from ptaudit.evidence.checkpointing import origin

    if (file := call.settings["trust"]) is None:
        return None
    name = None if app is None else origin(app.ledger)
    return trust.read(call.around.folder / Path(file), name)


def asked(call: Call, app: "Ptaudit | None" = None) -> "Policy | None":
    """As :func:`policy`, for who verifies: a policy of no use leaves it undecided.

    Raises Unusable ``trust.unreadable`` or ``trust.unusable``, once what is wrong with it was told.
    """
    try:
        return policy(call, app)
    except Malformed as failure:
        for line in failures.lines(failure, call.words, str(call.around.folder)):
            call.note(line)
        raise Unusable("trust.unusable", file=str(call.settings["trust"])) from None


def needed(call: Call, app: "Ptaudit") -> "Policy":
    """Raises Malformed ``trust.missing`` where nothing says whose cosignatures count."""
    if (found := policy(call, app)) is None:
        raise Malformed("trust.missing")
    return found


def before(call: Call) -> None:
    """What a document will rest on, signed, where the log has a key here; else nothing.

    Whatever stands in the way of it stands in the way of the document.
    """
    if call.settings["log_key"] is None:
        return
    found = signer(call)
    app = call.open()
    try:
        made(app, found)
    finally:
        app.close()


def after(call: Call, app: "Ptaudit") -> None:
    """A checkpoint if one is due; the act is recorded whatever comes of it, so a failure is told only."""
    if call.settings["log_key"] is None:
        return
    from ptaudit.evidence.checkpointing import due

    try:
        if due(app.ledger, call.around.clock()):
            made(app, signer(call))
    except Failure as failure:
        call.note(call.words("checkpoint.not_made"))
        for line in failures.lines(failure, call.words, str(call.around.folder)):
            call.note(line)


def filed(call: Call, door: tuple[str, str], position: int) -> Iterator[str]:
    """How whoever handed something in gets the proof of it, where the log is signed here."""
    if door in FILINGS and call.settings["log_key"] is not None:
        yield call.words("receipt.how", position=position)


def stands(call: Call, app: "Ptaudit") -> Iterator[str]:
    """The last checkpoint, who cosigned, and what rests on nothing but this ledger's own word."""
    from ptaudit.evidence.checkpointing import exposed
    from ptaudit.evidence.covering import covered

    ledger, words = app.ledger, call.words
    if (last := ledger.last_checkpoint()) is None:
        if call.settings["log_key"] is not None:
            yield words("checkpoint.none_yet")
        return
    yield words("checkpoint.last", size=last.size, time=minute(last.received_at))
    tail = exposed(ledger, last.size)
    if tail.count:
        yield "  " + words(
            "checkpoint.unsigned", count=tail.count, first=tail.first, since=minute(tail.since)
        )
    try:
        known = policy(call, app)
    except Failure as failure:
        yield "  " + words("checkpoint.no_policy", code=failure.code)
        return
    if known is None:
        yield "  " + words("checkpoint.no_witness_known")
        return
    found = covered(ledger, known, ledger.head().size)
    if found.contradicted is not None:
        yield "  " + words("checkpoint.contradicted", size=found.contradicted)
        return
    if found.cosigned:
        names = words.listed([cosigner(name, last, words) for name, (_, last) in found.by])
        yield "  " + words("checkpoint.cosigned", size=found.cosigned, names=names)
    else:
        yield "  " + words("checkpoint.never_cosigned")
    tail = exposed(ledger, found.cosigned)
    if tail.count:
        yield "  " + words(
            "checkpoint.own_word", count=tail.count, first=tail.first, since=minute(tail.since)
        )


def head(ask: "Ask") -> "Head":
    """The ledger at the view's moment, and whose word stands for it by setting ``trust``."""
    from ptaudit.application.auditing import head_of
    from ptaudit.evidence.checkpointing import exposed
    from ptaudit.evidence.covering import covered

    found, known = head_of(ask.view), policy(ask.call, ask.app)
    if known is None:
        return found
    ledger, words = ask.app.ledger, ask.words
    seen = covered(ledger, known, found.size)
    return replace(
        found,
        signed=seen.signed,
        cosigned=seen.cosigned,
        by=words.listed([cosigner(name, last, words) for name, (_, last) in seen.by]),
        since=exposed(ledger, seen.cosigned).since if seen.cosigned < found.size else "",
        contradicted=seen.contradicted,
    )


def minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")


def moment(seconds: int) -> str:
    """Seconds since 1970 as the county's clock shows them."""
    zone = dt.timezone(dt.timedelta(hours=8))
    try:
        return f"{dt.datetime.fromtimestamp(seconds, zone):%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def cosigner(name: str, seconds: int, words: "Catalogue") -> str:
    return words("checkpoint.cosigner", name=name, time=moment(seconds))
