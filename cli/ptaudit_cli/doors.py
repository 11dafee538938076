"""A door: a command that records an act, made from its model; what it answers is one line an event."""

import shlex
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.door import Door
from ptaudit.domain.failures import Conflict, Malformed
from ptaudit_cli import (
    answers,
    checkpointing,
    citations,
    confidential,
    derive,
    following,
    labels,
    scoring_tables,
)
from ptaudit_cli.call import Call
from ptaudit_cli.examples import EXAMPLES
from ptaudit_cli.frame import Leaf
from ptaudit_cli.index import ENTRIES, SHORTCUTS, Entry
from ptaudit_cli.index.models import MODELS
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import Given, option

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit

#: Acts that cannot be passed over lightly: which field's value is to be typed again.
CONFIRMED = {
    ("veto", "decide"): "unit",
    ("accountability", "propose"): "unit",
    ("result", "approve"): "year",
    ("result", "correct"): "year",
    ("result", "publish"): "year",
}
#: Entries a reader may fold on top of the stored views before a writer stores them.
TAIL = 200
#: Where the program's own options go: apart from the fields of the model.
_RUN = ("run_ledger", "run_operator", "run_key", "run_dry_run", "run_yes")


def door_of(entry: Entry) -> Door:
    """Of all commands the one that is called is imported."""
    noun, verb = SHORTCUTS.get(entry.noun, (entry.noun, entry.verb))
    module, _, name = MODELS[f"{noun} {verb}"].partition(".")
    command: type[Command] = getattr(import_module(f"ptaudit.domain.commands.{module}"), name)
    return Door(noun, verb, command)


def leaf(entry: Entry, words: Catalogue) -> Leaf:
    door = door_of(entry)

    def run(call: Call, given: Mapping[str, Any]) -> int:
        return _record(door, call, given)

    return Leaf(
        entry.verb or entry.noun,
        title=words.pick(entry.zh, entry.en),
        notes=tuple(_notes(door, words)),
        params=[
            *derive.parameters(f"{door.noun} {door.verb}", door.command),
            *(scoring_tables.options() if door[:2] in scoring_tables.DOORS else ()),
            *(confidential.options() if door[:2] == confidential.ATTACH else ()),
            *_run_options(),
        ],
        run=run,
    )


def _run_options() -> Sequence[click.Parameter]:
    return (
        option("ledger", "ledger", dest="run_ledger"),
        option("operator", "operator", dest="run_operator"),
        option("key", "text", dest="run_key"),
        Given.flag("dry_run", dest="run_dry_run"),
        Given.flag("yes", dest="run_yes"),
    )


def _notes(door: Door, words: Catalogue) -> list[str]:
    event = door.command.event()
    claims = words.listed([citations.of_claim(claim, words) for claim in event.claims])
    titles = words.listed([labels.of_event(e, words) for e in door.command.records])
    notes = [words("help.records", titles=titles, claims=claims)]
    if (example := EXAMPLES.get(f"{door.noun} {door.verb}")) is not None:
        notes.append(words("help.example", example=example))
    return notes


def said(door: Door, call: Call, given: Mapping[str, Any]) -> Command:
    """The command as typed; the days it was read to name are told."""
    folder, words = call.around.folder, call.words
    apart = (*_RUN, *scoring_tables.OPTIONS, *confidential.OPTIONS)
    fields = {name: value for name, value in given.items() if name not in apart}
    read = scoring_tables.read(given, folder)
    command, days = derive.said(
        f"{door.noun} {door.verb}", door.command, fields, call.today, folder, words, read
    )
    for option_, typed, day in days:
        call.note(words("answer.day", option=option_, typed=typed, day=day))
    return command


def supposed(text: str, call: Call) -> Command:
    """A command in the words it is typed in, to be tried out and not recorded."""
    words = shlex.split(text)
    entry = next((e for e in ENTRIES if not e.home and [e.noun, e.verb] == words[:2]), None)
    if entry is None:
        raise Malformed("whatif.no_door", said=text)
    context = click.Context(click.Group(entry.noun), info_name=entry.noun, obj=call)
    typed = leaf(entry, call.words).make_context(entry.verb, words[2:], parent=context)
    return said(door_of(entry), call, typed.params)


def _record(door: Door, call: Call, given: Mapping[str, Any]) -> int:
    call = call.settled(ledger=given["run_ledger"], operator=given["run_operator"])
    words = call.words
    command = said(door, call, given)
    operator = call.operator
    dry_run = bool(given["run_dry_run"])
    app = call.open(read_only=dry_run)
    try:
        confirmed = (door.noun, door.verb) in CONFIRMED and not dry_run and not given["run_yes"]
        if confirmed:
            _confirm(door, command, app, call)
        if not dry_run and door[:2] in checkpointing.OFFICIAL:
            checkpointing.before(call)
        with confidential.around(door[:2], call, app, command, given) as command:
            outcome = app.execute(
                command, operator=operator, key=given["run_key"], dry_run=dry_run
            )
        for line in answers.lines(app, [outcome], words, dry_run=dry_run):
            call.say(line)
        for line in scoring_tables.warned(outcome, words):
            call.note(line)
        for line in following.lines(app, command, outcome, call):
            call.note(line)
        if outcome.records and not dry_run:
            _catch_up(app)
            checkpointing.after(call, app)
            position = outcome.records[0].position
            for line in checkpointing.filed(call, (door.noun, door.verb), position):
                call.note(line)
    finally:
        app.close()
    return 0


def _confirm(door: Door, command: Command, app: "Ptaudit", call: Call) -> None:
    """Have the unit's name or the year typed. Raises Malformed where nobody can be asked."""
    field = CONFIRMED[door.noun, door.verb]
    wanted = str(getattr(command, field))
    if field == "unit":
        wanted = app.registry(app.ledger.head().size).unit(wanted).name
    if not call.around.interactive:
        raise Malformed("confirm.required", wanted=wanted)
    plan = app.execute(command, operator=call.operator, dry_run=True)
    for line in answers.lines(app, [plan], call.words, dry_run=True):
        call.note(line)
    typed = click.prompt(call.words(f"answer.confirm_{field}"), prompt_suffix=" ", err=True)
    if str(typed).strip() != wanted:
        raise Malformed("confirm.mismatch", wanted=wanted, typed=str(typed))


def _catch_up(app: "Ptaudit") -> None:
    """Stored views follow once a reader would have much to fold; somebody else doing it is as good."""
    from ptaudit.application import stored
    from ptaudit.projections.catalogue import ALL

    size = app.ledger.head().size
    for projection in ALL:
        try:
            at = app.ledger.rows.position(projection.name, projection.version) or 0
            if size - at >= TAIL:
                stored.catch_up(app.ledger, projection)
        except Conflict:
            return
