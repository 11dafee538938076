"""The security log read and kept: what it says, and what of it may be cleared away."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import dates, watch
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import option

if TYPE_CHECKING:
    from ptaudit.security import Entry

FORMATS = ("table", "jsonl")


def listed(call: Call, given: Mapping[str, Any]) -> int:
    """The lines of the log in their order; the ledger need not be readable for it."""
    from ptaudit.security import WHATS, chosen

    call = call.settled(ledger=given["ledger"])
    since = _day(call, given["since"])
    if (what := given["what"]) is not None and what not in WHATS:
        raise Malformed("security.what", what=what, known=" ".join(WHATS))
    if (form := given["format"] or "table") not in FORMATS:
        raise Malformed("output.format", format=form, known=" ".join(FORMATS))
    log = watch.log_of(call)
    found = [] if log is None else list(chosen(log.entries(), since, what))
    for number, entry in found:
        if entry is None:
            call.note(call.words("security.torn", line=number))
        elif form == "jsonl":
            call.say(entry.line().decode().rstrip("\n"))
        else:
            call.say(_line(call, entry))
    said = len([entry for _, entry in found if entry is not None])
    call.note(call.words("security.count" if said else "security.none", count=said))
    return 0


def prune(call: Call, given: Mapping[str, Any]) -> int:
    """Clear away what is older than a day that the law no longer has kept."""
    from ptaudit.security import Entry

    call = call.settled(ledger=given["ledger"], operator=given["operator"])
    before = _day(call, given["before"])
    if before is None:
        raise Malformed("argument.missing", argument="--before")
    log = watch.log_of(call)

    def seal(gone: int) -> Entry:
        return watch.entry(call, "清理", count=gone, about=(before.isoformat(),))

    gone = 0 if log is None else log.prune(before, call.around.clock(), seal)
    call.say(call.words("security.pruned", count=gone, before=before))
    return 0


def _day(call: Call, said: str | None) -> dt.date | None:
    if said is None:
        return None
    if (day := dates.read(said, call.today)) is None:
        raise Malformed("day.unreadable", said=said)
    return day


def _line(call: Call, entry: "Entry") -> str:
    words = call.words
    parts = [
        entry.at[:19].replace("T", " "),
        words(f"security.what.{entry.what}"),
        entry.call,
        entry.code,
        None if entry.status is None else words("security.status", status=entry.status),
        words.listed(list(entry.about)),
        entry.purpose and words("security.purpose", purpose=entry.purpose),
        entry.file and words("security.file", file=entry.file),
        None if entry.count is None else words("security.gone", count=entry.count),
        words("security.operator", operator=entry.operator or words("security.nobody")),
        call.shown(entry.ledger),
    ]
    return " · ".join(part for part in parts if part)


def _list_params() -> Sequence[click.Parameter]:
    return [
        option("since", "day", block="own"),
        option("what", "choice", block="own", choices=("拒绝", "核验", "查看", "清理")),
        option("format", "choice", block="read", choices=FORMATS),
        option("ledger", "ledger"),
    ]


def _prune_params() -> Sequence[click.Parameter]:
    return [
        option("before", "day", block="own"),
        option("ledger", "ledger"),
        option("operator", "operator"),
    ]


CALLS = (
    Action("security", "list", listed, _list_params),
    Action("security", "prune", prune, _prune_params),
)
