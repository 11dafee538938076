"""Receipts (回执): the proof of one entry, written for whom it concerns, and checked without a ledger."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound, Unusable
from ptaudit_cli import checkpointing
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.commands.checkpoint import content, output, own, written
from ptaudit_cli.params import option, place

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit

_NUMBER = re.compile(r"第?([1-9][0-9]{0,17})号?")
#: Added to the name of a receipt, the name of the bytes it is about.
ENTRY = ".entry.json"


def show(call: Call, given: Mapping[str, Any]) -> int:
    """Write the receipt and, beside it, the bytes it is about; a checkpoint is made where none covers them."""
    from ptaudit.evidence.receipts import write

    if given["entry"] is None:
        raise Malformed("argument.missing", argument=call.words("places.entry"))
    call = call.settled(ledger=given["ledger"], trust=given["checkpoint_trust"])
    app = call.open(read_only=call.settings["log_key"] is None)
    try:
        position = _position(app, given["entry"])
        trust = checkpointing.policy(call, app)
        try:
            made = write(app.ledger, position, trust)
        except Unusable as failure:
            if failure.code != "receipt.no_checkpoint" or call.settings["log_key"] is None:
                raise
            checkpointing.made(app, checkpointing.signer(call))
            made = write(app.ledger, position, trust)
    finally:
        app.close()
    path = call.around.folder / (given["checkpoint_output"] or f"回执-{position}.tlog-proof")
    written(path, made.data)
    written(path.with_name(path.name + ENTRY), made.entry)
    file = call.shown(str(path))
    words = call.words
    call.say(words("receipt.written", file=file, position=position, size=made.head.size))
    if made.cosigned:
        call.say(words("receipt.cosigned", names=words.listed(list(made.cosigned))))
    else:
        call.say(words("receipt.own_word"))
    return 0


def _position(app: "Ptaudit", said: str) -> int:
    """By number, or by the entry's id. Raises NotFound ``entry.unknown``."""
    if (number := _NUMBER.fullmatch(said)) is not None:
        return int(number[1])
    if (position := app.ledger.position_of(f"id:{said}")) is None:
        raise NotFound("entry.unknown", entry=said)
    return position


def check(call: Call, given: Mapping[str, Any]) -> int:
    """What a receipt proves; 1 where it is not to be decided whose it is, or a quorum is missing."""
    from ptaudit.evidence.receipts import check as checked

    if (name := given["receipt"]) is None:
        raise Malformed("argument.missing", argument=call.words("places.receipt"))
    call = call.settled(trust=given["checkpoint_trust"])
    path = call.around.folder / name
    beside = path.with_name(path.name + ENTRY)
    entry = call.around.folder / given["checkpoint_entry"] if given["checkpoint_entry"] else beside
    trust, words = checkpointing.policy(call), call.words
    found = checked(content(path), content(entry), trust)
    head = found.head
    call.say(words("receipt.stands", position=found.position, origin=head.origin, size=head.size))
    call.say(words("receipt.root", root=head.root.hex()))
    if found.signer is None:
        call.say(words("receipt.not_checked"))
        return 1
    call.say(words("receipt.signed", name=found.signer.name, id=found.signer.id.hex()))
    for witness, (first, _) in found.cosigned.items():
        time = checkpointing.moment(first)
        call.say(words("receipt.seen", name=witness, time=time))
    call.say(words("receipt.met" if found.met else "receipt.not_met"))
    return 0 if found.met else 1


def _show_params() -> Sequence[click.Parameter]:
    return [place("entry"), output(), own("trust", "file"), option("ledger", "ledger")]


def _check_params() -> Sequence[click.Parameter]:
    return [place("receipt"), own("entry", "file"), own("trust", "file")]


CALLS = (
    Action("receipt", "show", show, _show_params),
    Action("receipt", "check", check, _check_params),
)
