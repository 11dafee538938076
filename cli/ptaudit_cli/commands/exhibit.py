"""The book of a dispute: made from a questions file, checked with or without a ledger."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Altered, Malformed, Unusable
from ptaudit_cli import checkpointing, consequence_lines, doors, failures, faults
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.gist import gist
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import Flag, Meaning, option, place
from ptaudit_cli.watched import Watched

if TYPE_CHECKING:
    from ptaudit.domain.commands.base import Command
    from ptaudit.domain.registry import Registry
    from ptaudit.projections.replay import Told
    from ptaudit.reports.exhibit import Checked, Doors, Exhibit
    from ptaudit.reports.exhibit.questions import Questions

#: Where the book is put where nothing else is said.
FOLDER = "复核说明册"
#: What no shell reads anything into; everything else is put into quotes.
_BARE = re.compile(r"[\w./:-]+")


def exhibit(call: Call, given: Mapping[str, Any]) -> int:
    if given["exhibit_schema"]:
        from ptaudit.reports.exhibit.contract import schema

        call.say(json.dumps(schema(), ensure_ascii=False, indent=2))
        return 0
    if given["exhibit_template"]:
        return _template(call, given["exhibit_output"] or "questions.yml")
    if given["exhibit_check"] is not None:
        return _check(call, given)
    if given["questions"] is None:
        raise Malformed("argument.missing", argument=call.words("places.questions"))
    return _make(call, given)


def _make(call: Call, given: Mapping[str, Any]) -> int:
    from ptaudit.reports.exhibit import files, make, read, signed, write

    call = call.settled(ledger=given["ledger"])
    folder = call.around.folder / (given["exhibit_output"] or FOLDER)
    path = call.around.folder / given["questions"]
    questions = read(path)
    checkpointing.before(call)
    app = call.open(read_only=True, held=True)
    try:
        book, pinned = make(app.ledger, questions, _doors(call), call.today, path.name)
        made = files(book, pinned) | signed(app.ledger, book)
    finally:
        app.close()
    write(folder, made, force=bool(given["exhibit_force"]))
    words, digest = call.words, hashlib.sha256(made["exhibit.json"]).hexdigest()
    for answer in book.answers:
        call.say(words("exhibit.answer", number=answer.number, answer=answer.answer))
    call.say(
        words(
            "exhibit.written",
            folder=call.shown(str(folder)),
            answers=len(book.answers),
            entries=len(book.entries),
            position=book.log.size,
        )
    )
    call.say(words("exhibit.digest", digest=digest))
    call.say(words("exhibit.issue", command=_issue(book, pinned, call.shown(str(folder)))))
    return 0


def _issue(book: "Exhibit", pinned: "Questions", folder: str) -> str:
    """The command that enters the book in the register of documents; the number is the office's."""
    said = [
        "ptaudit",
        "document",
        "issue",
        FOLDER,
        "--no",
        "文号",
        "--file",
        f"{folder}/exhibit.json",
    ]
    said += ["--title", book.title, "--units", book.disputant]
    said += ["--head-position", str(book.log.size), "--about-day", str(pinned.as_effective)]
    if pinned.year is not None:
        said += ["--year", str(pinned.year)]
    if pinned.objection is not None:
        said += ["--objection", pinned.objection]
    return " ".join(word if _BARE.fullmatch(word) else f'"{word}"' for word in said)


def _doors(call: Call) -> "Doors":
    """The words of the command line, in Chinese: an exhibit is a document."""
    from ptaudit.reports.exhibit import Doors

    zh = Catalogue("zh")
    return Doors(
        gist=lambda record: gist(record, zh),
        state=lambda one, registry: zh(f"replay.state.{one.code}", **_named(one, registry)),
        fact=lambda one, registry: zh(f"replay.fact.{one.code}", **_named(one, registry)),
        fault=lambda code, params, registry: faults.text(code, params, registry, zh),
        consequence=lambda one, registry: consequence_lines.told(one, registry.named, zh).what,
        command=lambda text, on: _command(text, on, call),
    )


def _command(text: str, on: dt.date, call: Call) -> "Command":
    """A supposed command as typed on day *on*: a short date means the same whenever the book is made.

    What the command line's own reader objects to is the question's fault.
    """
    noon = dt.datetime.combine(on, dt.time(12), call.around.clock().tzinfo)
    then = replace(call, around=replace(call.around, clock=lambda: noon))
    try:
        return doors.supposed(text, then)
    except ValueError:
        raise Malformed("whatif.no_door", said=text) from None
    except click.ClickException as error:
        raise failures.of_usage(error) from None


def _named(one: "Told", registry: "Registry") -> dict[str, Any]:
    """What fills the wording: a unit by its name."""
    params: dict[str, Any] = dict(one.params)
    if isinstance(unit := params.get("unit"), str):
        params["unit"] = registry.named(unit)
    return params


def _template(call: Call, name: str) -> int:
    from ptaudit.reports.exhibit.files import template

    path = call.around.folder / name
    if path.exists():
        raise Malformed("template.file_exists", file=call.shown(str(path)))
    try:
        path.write_bytes(template())
    except OSError:
        path.unlink(missing_ok=True)
        raise Unusable("template.unwritable", file=call.shown(str(path))) from None
    call.say(call.words("exhibit.template", file=call.shown(str(path))))
    return 0


def _check(call: Call, given: Mapping[str, Any]) -> int:
    from ptaudit.reports.exhibit import check

    name, ledger = given["exhibit_check"], given["ledger"]
    found = check(call.around.folder / name)
    book, words = found.exhibit, call.words
    call.say(
        words(
            "exhibit.agrees",
            entries=len(book.entries),
            position=book.log.size,
            root=book.log.root,
        )
    )
    call.say(words("exhibit.digest_of", digest=found.sha256))
    if ledger is None:
        call.say(words("exhibit.no_ledger"))
    else:
        _against(call.settled(ledger=ledger), found, call.around.folder / name)
    return _vouched(call.settled(trust=given["exhibit_trust"]), found)


def _vouched(call: Call, found: "Checked") -> int:
    """Whose signatures the book bears; 1 where a policy is there and does not find enough of them."""
    trust, words, signed = checkpointing.policy(call), call.words, found.checkpoint
    if signed is None:
        call.say(words("exhibit.unsigned"))
        return 0 if trust is None else 1
    if trust is None:
        call.say(words("exhibit.not_checked"))
        return 0
    from ptaudit.evidence.trust import vouched
    from ptaudit.log import checkpoint

    by = vouched(trust, signed, checkpoint.of(signed))
    for name in by.forged:
        raise Altered("book.forged", name=name)
    if by.signer is None:
        call.say(words("exhibit.stranger"))
        return 1
    call.say(words("receipt.signed", name=by.signer.name, id=by.signer.id.hex()))
    for witness, (first, _) in by.cosigned.items():
        call.say(words("receipt.seen", name=witness, time=checkpointing.moment(first)))
    call.say(words("exhibit.met" if by.met else "receipt.not_met"))
    return 0 if by.met else 1


def _against(call: Call, found: "Checked", folder: Path) -> None:
    """The ledger's root at the book's position, and the book made once more from it."""
    from ptaudit.reports.exhibit import files, hold, make, parse

    app = call.open(read_only=True, held=True)
    try:
        hold(found.exhibit, app.ledger)
        size = app.ledger.head().size
        again, pinned = make(
            app.ledger, parse(found.questions, "questions.yml"), _doors(call), call.today
        )
    finally:
        app.close()
    for name, data in files(again, pinned).items():
        if (folder / name).read_bytes() != data:
            raise Altered("book.other_answers", file=name)
    call.say(call.words("exhibit.holds", position=found.exhibit.log.size, size=size))


def _params() -> Sequence[click.Parameter]:
    output = _own("output", "folder")
    output.opts.insert(0, "-o")
    return [
        place("questions", needed=False),
        output,
        _own("force"),
        _own("check", "folder"),
        _own("trust", "file"),
        _own("template"),
        _own("schema"),
        option("ledger", "ledger"),
    ]


def _own(name: str, value: str = "") -> Flag:
    """An option whose text is its own here: ``params.exhibit_<name>``."""
    meaning = Meaning("own", value, lambda words: words(f"params.exhibit_{name}"))
    return Flag([f"--{name}", f"exhibit_{name}"], meaning, is_flag=not value)


WATCHED = Watched(
    verifies=lambda given: given["exhibit_check"] is not None,
    personal=lambda given: given["questions"] is not None,
    asks=("questions",),
)
CALLS = (Action("exhibit", "", exhibit, _params, WATCHED),)
