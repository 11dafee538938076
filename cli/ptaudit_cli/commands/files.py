"""Workbooks in and out: an empty template, and a filled one recorded row by row or not at all."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import answers, checkpointing, dates, failures
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Given, option, place

if TYPE_CHECKING:
    from ptaudit.application.changes import Change
    from ptaudit.application.importing import Imported

#: Lines told one by one; the rest are counted.
SHOWN = 20
#: Options of ``import`` for what a foreign file does not say, and the columns they fill.
DEFAULTS = ("year", "basis", "kind", "on")


def template(call: Call, given: Mapping[str, Any]) -> int:
    """Write an empty workbook of a kind, or the schema of command lines."""
    from ptaudit.batch import workbook
    from ptaudit.batch.reading import NAMES
    from ptaudit.batch.templates import COMMANDS, TABLES
    from ptaudit.domain.names import listed, near

    name = given["template"]
    if name not in NAMES:
        close = listed(near(name or "", NAMES))
        raise Malformed("import.no_template", template=name or "", near=close, known=listed(NAMES))
    suffix = "json" if name == COMMANDS else "xlsx"
    path = call.around.folder / (given["output"] or f"{name}.{suffix}")
    if name == COMMANDS:
        workbook.write_schema(path)
    else:
        call = call.settled(ledger=given["ledger"])
        workbook.write(TABLES[name], path, _units(call), call.today)
    call.say(call.words("template.written", file=call.shown(str(path)), template=name))
    return 0


def _units(call: Call) -> list[str]:
    """Units to choose from; none where there is no ledger yet."""
    from ptaudit.domain.failures import Unusable

    try:
        app = call.open(read_only=True)
    except Unusable as failure:
        if failure.code != "ledger.missing":
            raise
        return []
    try:
        return [unit.name for unit in app.view().registry.units.values()]
    finally:
        app.close()


def import_(call: Call, given: Mapping[str, Any]) -> int:
    """Record everything new in a file, once; list what changed since with the correction it needs."""
    from ptaudit.application.importing import import_batch
    from ptaudit.batch import reading

    if given["file"] is None:
        raise Malformed("argument.missing", argument=call.words("places.file"))
    call = call.settled(ledger=given["ledger"], operator=given["operator"])
    options = reading.Options(
        template=given["template"],
        sheet=given["sheet"],
        mapping=dict(_pairs(given["map"], "map")),
        defaults={
            **_said_beside(call, given),
            **dict(_pairs(given["default"], "default")),
        },
    )
    operator, dry_run = call.operator, bool(given["dry_run"])
    plan = reading.read(call.around.folder / given["file"], options)
    app = call.open(read_only=dry_run)
    try:
        done = import_batch(app, plan, operator=operator, dry_run=dry_run)
        outcomes = [outcome for _, outcome in done.outcomes]
        told = answers.lines(app, outcomes, call.words, dry_run=dry_run)
        for line in islice(told, SHOWN):
            call.say(line)
        if more := sum(1 for _ in told):
            call.say(call.words("import.more", count=more))
        _tell(call, done, dry_run=dry_run)
        if not dry_run:
            checkpointing.after(call, app)
    finally:
        app.close()
    return 0


def _said_beside(call: Call, given: Mapping[str, Any]) -> dict[str, str]:
    """What options say for rows that do not say it. Raises Malformed for a day that is none."""
    said = {name: str(given[name]) for name in DEFAULTS if given[name] is not None}
    if (typed := said.get("on")) is not None:
        if (day := dates.read(typed, call.today)) is None:
            raise Malformed("day.unreadable", said=typed)
        said["on"] = day.isoformat()
        if dates.is_short(typed):
            call.note(call.words("answer.day", option="--on", typed=typed, day=day))
    return said


def _pairs(said: Sequence[str], name: str) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in said]
    for key, equals, _ in pairs:
        if not equals:
            raise Malformed("import.pair_form", option=f"--{name}", said=key)
    return [(key.strip(), value.strip()) for key, _, value in pairs]


def _tell(call: Call, done: "Imported", *, dry_run: bool) -> None:
    words = call.words
    for place_, change in done.changed:
        call.say(
            words("import.changed", place=failures.where(place_, words), position=change.position)
        )
        call.say("  " + _remedy(call, change))
    for note in done.notes:
        where = failures.where(note.place, words)
        call.note(words(f"import_notes.{note.sort}", place=where, said=note.said))
    counts = {"rows": done.rows, "recorded": done.recorded, "skipped": done.skipped}
    call.say(words("import.would", **counts) if dry_run else words("import.done", **counts))
    if done.batch is not None:
        call.say(words("import.batch", position=done.batch.position))


def _remedy(call: Call, change: "Change") -> str:
    """The correction that makes the entry say what the row says now."""
    if change.failure is not None:
        return call.words("import.unrecordable", code=change.failure.code)
    if not change.fields:
        return call.words("import.void", position=change.position)
    sets = " ".join(f"--set {f.name}={f.new}" for f in change.fields)
    after = f" --supersedes {change.supersedes}" if change.supersedes else ""
    return call.words("import.correct", position=change.position, sets=sets + after)


def _template_params() -> Sequence[click.Parameter]:
    output = option("output", "file", block="own")
    output.opts.insert(0, "-o")
    return [place("template"), output, option("ledger", "ledger")]


def _import_params() -> Sequence[click.Parameter]:
    return [
        place("file"),
        option("template", "text", block="own"),
        option("sheet", "text", block="own"),
        option("map", "pairs", block="own", many=True),
        option("year", "year", block="own"),
        option("basis", "document", block="own"),
        option("kind", "text", block="own"),
        option("on", "day", block="own"),
        option("default", "pairs", block="own", many=True),
        option("ledger", "ledger"),
        option("operator", "operator"),
        Given.flag("dry_run"),
    ]


CALLS = (
    Action("template", "", template, _template_params),
    Action("import", "", import_, _import_params),
)
