"""The ledger itself: create it, prove it, keep its stored views, complete commands in a shell."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import get_completion_class

from ptaudit import config
from ptaudit.domain.failures import Malformed, Unusable
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import option, place
from ptaudit_cli.progress import Progress
from ptaudit_cli.watched import Watched, always

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.projections.projection import AnyProjection

_PEOPLE = ("admin_name", "mdb_name", "epb_name")


def init(call: Call, given: Mapping[str, Any]) -> int:
    """Create the ledger with its opening batch, and the settings beside it where there are none."""
    from ptaudit.application import Opening, Ptaudit

    if given["county"] is None:
        raise Malformed("argument.missing", argument=call.words("places.county"))
    call = call.settled(ledger=given["ledger"], operator=given["operator"])
    origin = given["origin"] or "ptaudit/" + call.around.new_id()[:12]
    people = {name: given[name] for name in _PEOPLE if given[name] is not None}
    opening = Opening(county=given["county"], origin=origin, **people)
    operator = call.settings["operator"] or opening.mdb
    app = Ptaudit.create(call.url, opening, clock=call.around.clock, new_id=call.around.new_id)
    try:
        size = app.ledger.head().size
    finally:
        app.close()
    ledger = call.shown(str(call.settings["ledger"]))
    call.say(call.words("init.created", ledger=ledger, county=opening.county, size=size))
    for code, name in (
        (opening.admin, opening.admin_name),
        (opening.mdb, opening.mdb_name),
        (opening.epb, opening.epb_name),
    ):
        call.say(call.words("init.operator", code=code, name=name))
    file = call.around.folder / config.FILE
    if file.exists():
        call.note(call.words("init.settings_kept", file=config.FILE))
        return 0
    where = str(call.settings["ledger"]).removeprefix(f"{call.around.folder}/")
    try:
        file.write_text(settings(where, operator), "utf-8")
    except OSError:
        raise Unusable("output.not_written", file=str(file)) from None
    call.say(call.words("init.settings", file=config.FILE, operator=operator))
    if config.masked(where) != where:
        call.note(call.words("init.password", file=config.FILE))
    return 0


def settings(ledger: str, operator: str) -> str:
    """What stands in the file of settings: never a password."""
    values = (("ledger", config.without_password(ledger)), ("operator", operator))
    # A JSON string is a TOML string.
    return "".join(f"{name} = {json.dumps(v, ensure_ascii=False)}\n" for name, v in values)


def _init_params() -> Sequence[click.Parameter]:
    people = [option(name, "text", block="own") for name in ("origin", *_PEOPLE)]
    return [place("county"), *people, *_where(), option("operator", "operator")]


def _rebuild(call: Call, app: "Ptaudit", projection: "AnyProjection") -> int:
    from ptaudit.application import stored

    progress = Progress(call, projection.name)
    position = stored.rebuild(app.ledger, projection, progress)
    progress.end()
    call.say(call.words("projections.rebuilt", name=projection.name, position=position))
    return 0


def _check(call: Call, app: "Ptaudit", projection: "AnyProjection") -> int:
    from ptaudit.application import stored

    differences = stored.verify(app.ledger, projection)
    for difference in differences:
        call.say(call.words("projections.differs", name=projection.name, key=difference.key))
    if not differences:
        call.say(call.words("projections.agrees", name=projection.name))
    return 3 if differences else 0


def _each(
    work: Callable[[Call, "Ptaudit", "AnyProjection"], int],
) -> Callable[[Call, Mapping[str, Any]], int]:
    def run(call: Call, given: Mapping[str, Any]) -> int:
        from ptaudit.projections.catalogue import ALL

        names = [projection.name for projection in ALL]
        if (name := given["name"]) is not None and name not in names:
            raise Malformed("projections.unknown", name=name, known=" ".join(names))
        call = call.settled(ledger=given["ledger"])
        app = call.open(read_only=work is _check)
        try:
            return max(work(call, app, p) for p in ALL if name in (None, p.name))
        finally:
            app.close()

    return run


def completion_script(call: Call, given: Mapping[str, Any]) -> int:
    """The script that a shell reads to complete our commands."""
    shell = given["shell"] or ""
    if (kind := get_completion_class(shell)) is None:
        raise Malformed("completion.shell", shell=shell, known="bash zsh fish")
    context = click.Context(click.Command("ptaudit"))
    call.say(kind(context.command, {}, "ptaudit", "_PTAUDIT_COMPLETE").source())
    return 0


def _where() -> Sequence[click.Parameter]:
    return [option("ledger", "ledger")]


def _one() -> Sequence[click.Parameter]:
    return [place("name", needed=False), *_where()]


CALLS = (
    Action("init", "", init, _init_params),
    Action("projections", "rebuild", _each(_rebuild), _one),
    Action("projections", "verify", _each(_check), _one, Watched(verifies=always)),
    Action("completion-script", "", completion_script, lambda: [place("shell")]),
)
