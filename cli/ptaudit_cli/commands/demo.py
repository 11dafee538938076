"""The synthetic county: made once in a folder, then asked the main questions with the real commands."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ptaudit import config
from ptaudit.domain.failures import Unusable
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import place
from ptaudit_cli.progress import Progress

FOLDER = "demo"
LEDGER = "qingyuan.db"
#: Of the county's log, and of a witness that would be elsewhere.
KEY, WITNESS_KEY, WITNESS = "county.key", "witness.key", "city.example/witness"
TRUST = "信任名单"


def demo(call: Call, given: Mapping[str, Any]) -> int:
    """Make the county where it is not there yet, and show each command with what it answers."""
    from ptaudit.application import Ptaudit
    from ptaudit.demo import Plan, build, dispute
    from ptaudit_cli.main import run

    folder = call.around.folder / (given["folder"] or FOLDER)
    path, plan = folder / LEDGER, Plan()
    settings = folder / config.FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not settings.exists():
            settings.write_text(f'ledger = "{LEDGER}"\noperator = "mdb"\n', "utf-8")
    except OSError:
        raise Unusable("output.not_written", file=str(settings)) from None
    if not path.exists():
        progress = Progress(call, call.words("demo.building"))
        half = path.with_suffix(".part")
        half.unlink(missing_ok=True)
        build(f"sqlite:///{half}", plan, progress).close()
        progress.end()
        half.rename(path)
    around = replace(call.around, folder=folder)
    app = Ptaudit.open(
        f"sqlite:///{path}", clock=around.clock, new_id=around.new_id, read_only=True
    )
    try:
        size = app.ledger.head().size
        finding, entry = dispute(app, plan)
    finally:
        app.close()
    call.say(call.words("demo.made", size=size, folder=call.shown(str(folder))))
    status = 0
    for title, words in _questions(folder, plan.last, finding, entry):
        if title:
            call.say(f"\n# {call.words(f'demo.{title}')}")
        call.say(f"$ ptaudit {shlex.join(words)}")
        status = run(words, around) or status
    call.say("\n" + call.words("demo.next", folder=call.shown(str(folder))))
    return status


def _questions(
    folder: Path, year: int, finding: str, entry: int
) -> Iterator[tuple[str, list[str]]]:
    """What each is about (empty: as the one before), and its words."""
    then, day = f"审定:{year}", f"{year + 1}-03-02"
    yield "status", ["status"]
    yield "standing", ["standing", "--year", str(year)]
    yield "why", ["score", "清河镇", "--year", str(year), "--why"]
    yield "board", ["finding", "board"]
    yield "chains", ["accountability", "list"]
    yield "then", ["replay", finding, "--as-recorded", then, "--as-effective", day]
    yield "now", ["replay", finding, "--as-effective", day]
    yield "lost", ["explain", "清河镇", "--year", str(year), "--lost"]
    yield "whatif", ["whatif", "--void", str(entry), "--year", str(year)]
    yield "objections", ["objection", "list"]
    yield "timeline", ["timeline", finding]
    yield from _witnessed(folder)
    yield "receipt", ["receipt", str(entry), "-o", "回执"]
    yield "audit", ["audit", "--year", str(year)]
    yield "verify", ["verify", "--anchor", "回执"]
    yield "bundle", ["export", "bundle", "证据包"]
    yield "", ["verify", "--bundle", "证据包", "--anchor", "回执"]


def _witnessed(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The head signed and cosigned, as often as it is asked for; what is made once is made the first time."""
    if not (folder / KEY).exists():
        yield "keys", ["key", "new", KEY, "--use", "log"]
    if not (folder / WITNESS_KEY).exists():
        yield "", ["key", "new", WITNESS_KEY, "--use", "witness", "--name", WITNESS]
    if not (folder / TRUST).exists():
        _trust(folder)
    yield "signed", ["checkpoint"]
    yield "", ["checkpoint", "request", "-o", "见证申请"]
    yield "cosigned", ["witness", "add-log", "county.vkey"]
    yield "", ["witness", "sign", "见证申请", "-o", "见证答复", "--key", WITNESS_KEY]
    yield "", ["checkpoint", "take", "见证答复"]


def _trust(folder: Path) -> None:
    """Whose signatures count, and the settings that say so; for a demonstration both in one folder.

    Raises Unusable ``output.not_written``.
    """
    settings = folder / config.FILE
    try:
        log, witness = (
            (folder / name).with_suffix(".vkey").read_text("utf-8").strip()
            for name in (KEY, WITNESS_KEY)
        )
        said = settings.read_text("utf-8")
        if "log_key" not in said:
            settings.write_text(f'{said}log_key = "{KEY}"\ntrust = "{TRUST}"\n', "utf-8")
        # Last: where it is there, all of this is done.
        text = f"log {log}\nwitness 市局 {witness}\nquorum 市局\n"
        (folder / TRUST).write_text(text, "utf-8")
    except OSError:
        raise Unusable("output.not_written", file=str(folder / TRUST)) from None


def _params() -> Sequence[click.Parameter]:
    return [place("folder", needed=False)]


CALLS = (Action("demo", "", demo, _params),)
