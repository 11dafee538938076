"""Receipts (回执): proofs of entries, written for whom they concern, and checked without a ledger."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Altered, Failure, Malformed, NotFound, Unusable
from ptaudit_cli import checkpointing, failures
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.commands.checkpoint import content, number, output, own, written
from ptaudit_cli.params import option, place

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.evidence.receipts import Checked, Written
    from ptaudit.log.policy import Policy

_NUMBER = re.compile(r"第?([1-9][0-9]{0,17})号?")
#: Added to the name of a receipt, the name of the bytes it is about.
ENTRY = ".entry.json"
PROOF = ".tlog-proof"


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
    path = call.around.folder / (given["checkpoint_output"] or _name(position))
    _both(path, made)
    file = call.shown(str(path))
    words = call.words
    call.say(words("receipt.written", file=file, position=position, size=made.head.size))
    if made.cosigned:
        call.say(words("receipt.cosigned", names=words.listed(list(made.cosigned))))
    else:
        call.say(words("receipt.own_word"))
    return 0


def of_unit(call: Call, given: Mapping[str, Any]) -> int:
    """Receipts of every entry about a unit into one folder; what no checkpoint covers yet is said, not written."""
    from ptaudit.domain.selection import Criterion, Selection
    from ptaudit.evidence.receipts import write

    for name, title in (("unit", call.words("places.unit")), ("checkpoint_output", "-o")):
        if given[name] is None:
            raise Malformed("argument.missing", argument=title)
    call = call.settled(ledger=given["ledger"], trust=given["checkpoint_trust"])
    folder, first = call.around.folder / given["checkpoint_output"], number(given, "since", 1, 1)
    app = call.open(read_only=call.settings["log_key"] is None)
    try:
        trust = checkpointing.policy(call, app)
        if call.settings["log_key"] is not None:
            checkpointing.made(app, checkpointing.signer(call))
        unit = app.view().registry.unit(given["unit"])
        about = Selection((Criterion((), (f"unit:{unit.code}",)),))
        found = [at for at, _ in app.ledger.entries(about, after=first - 1)]
        if not found:
            raise NotFound("receipt.none_of_unit", unit=unit.name, first=first)
        last = app.ledger.last_checkpoint()
        covered = [at for at in found if last is not None and at <= last.size]
        if not covered:
            raise Unusable("receipt.no_checkpoint", position=found[0])
        _folder(folder)
        own_word = 0
        for at in covered:
            made = write(app.ledger, at, trust)
            _both(folder / _name(at), made)
            own_word += not made.cosigned
    finally:
        app.close()
    words, said = call.words, {"unit": unit.name, "folder": call.shown(str(folder))}
    numbers = {"count": len(covered), "first": covered[0], "last": covered[-1]}
    call.say(words("receipt.of_unit", **said, **numbers))
    if own_word:
        call.say(words("receipt.own_words", count=own_word))
    if len(found) > len(covered):
        beyond = found[len(covered)]
        call.note(words("receipt.beyond", count=len(found) - len(covered), first=beyond))
    return 0


def _name(position: int) -> str:
    return f"回执-{position}{PROOF}"


def _both(path: Path, made: "Written") -> None:
    written(path, made.data)
    written(path.with_name(path.name + ENTRY), made.entry)


def _folder(path: Path) -> None:
    """Raises Unusable ``output.not_written``."""
    try:
        path.mkdir(exist_ok=True)
    except OSError:
        raise Unusable("output.not_written", file=str(path)) from None


def _position(app: "Ptaudit", said: str) -> int:
    """By number, or by the entry's id. Raises NotFound ``entry.unknown``."""
    if (match := _NUMBER.fullmatch(said)) is not None:
        return int(match[1])
    if (position := app.ledger.position_of(f"id:{said}")) is None:
        raise NotFound("entry.unknown", entry=said)
    return position


def check(call: Call, given: Mapping[str, Any]) -> int:
    """What a receipt, or each in a folder, proves; 1 where that is not to be decided, or a quorum is missing."""
    if (name := given["receipt"]) is None:
        raise Malformed("argument.missing", argument=call.words("places.receipt"))
    call = call.settled(trust=given["checkpoint_trust"])
    path, trust = call.around.folder / name, checkpointing.asked(call)
    if path.is_dir():
        if given["checkpoint_entry"] is not None:
            raise Malformed("receipt.entry_of_folder")
        return _each(call, path, trust)
    beside = path.with_name(path.name + ENTRY)
    entry = call.around.folder / given["checkpoint_entry"] if given["checkpoint_entry"] else beside
    found, words = _checked(path, entry, trust), call.words
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


def _checked(path: Path, entry: Path, trust: "Policy | None") -> "Checked":
    """Raises Altered; Unusable where nothing can be decided, for whatever is wrong with the files."""
    from ptaudit.evidence.receipts import check as checked

    try:
        return checked(content(path), content(entry), trust)
    except NotFound as failure:
        raise Unusable("receipt.unreadable", file=failure.params["file"]) from None
    except Malformed:
        raise Unusable("receipt.not_one", file=str(path)) from None


def _each(call: Call, folder: Path, trust: "Policy | None") -> int:
    """A line a receipt; the worst of them is the exit code."""
    words, counts = call.words, {0: 0, 1: 0, 3: 0}
    for path in _receipts(folder):
        file = call.shown(str(path))
        try:
            found = _checked(path, path.with_name(path.name + ENTRY), trust)
        except (Altered, Unusable) as failure:
            status = failures.exit_code(failure)
            call.say(words("receipt.fails", file=file, text=_what(call, failure)))
        else:
            status = 0 if found.met and found.signer is not None else 1
            names = words.listed(list(found.cosigned)) or "-"
            outcome = words("receipt.good" if status == 0 else "receipt.short")
            told = {"position": found.position, "size": found.head.size, "names": names}
            call.say(words("receipt.each", file=file, outcome=outcome, **told))
        counts[status] += 1
    if not any(counts.values()):
        raise Unusable("receipt.none_there", folder=str(folder))
    if trust is None:
        call.say(words("receipt.not_checked"))
    good, open_, bad = counts.values()
    call.say(words("receipt.counted", count=good + open_ + bad, good=good, open=open_, bad=bad))
    return max(status for status, count in counts.items() if count)


def _receipts(folder: Path) -> Iterator[Path]:
    """By name: what is called a receipt, and what has an entry beside it. Raises Unusable ``receipt.unreadable``."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        raise Unusable("receipt.unreadable", file=str(folder)) from None
    found = {name for name in names if name.endswith(PROOF)}
    found |= {name.removesuffix(ENTRY) for name in names if name.endswith(ENTRY)}
    yield from (folder / name for name in sorted(found) if name)


def _what(call: Call, failure: Failure) -> str:
    """A refusal's first words, without what to do about it."""
    first = next(failures.lines(failure, call.words, str(call.around.folder)))
    return first.partition(": ")[2]


def _show_params() -> Sequence[click.Parameter]:
    return [place("entry"), output(), own("trust", "file"), option("ledger", "ledger")]


def _unit_params() -> Sequence[click.Parameter]:
    since = own("since", "integer")
    return [place("unit"), output(), since, own("trust", "file"), option("ledger", "ledger")]


def _check_params() -> Sequence[click.Parameter]:
    return [place("receipt"), own("entry", "file"), own("trust", "file")]


CALLS = (
    Action("receipt", "show", show, _show_params),
    Action("receipt", "unit", of_unit, _unit_params),
    Action("receipt", "check", check, _check_params),
)
