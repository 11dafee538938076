"""Keys (密钥): a new one made, its public half shown, one put in the place of another."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import answers
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Flag, Meaning, option, place

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.domain.commands.base import Command
    from ptaudit.log.keys import VerifierKey

#: What a key is for.
LOG, WITNESS, OPERATOR = USES = ("log", "witness", "operator")
_ROTATED = (LOG, OPERATOR)
_SETTINGS = {LOG: "log_key", OPERATOR: "operator_key"}


def new(call: Call, given: Mapping[str, Any]) -> int:
    """Make a key file; or one that names the program which signs, once that has signed something."""
    from ptaudit.evidence import keyfiles
    from ptaudit.log.keys import COSIGNATURE, NOTE

    path = call.around.folder / _wanted(call, given, "key_file")
    algorithm = COSIGNATURE if _use(given, USES) == WITNESS else NOTE
    name = given["key_name"] or _default_name(call.settled(ledger=given["ledger"]), given)
    if given["key_command"] is None and given["key_public"] is None:
        key = keyfiles.write(path, name, algorithm, call.around.seed())
    else:
        key = _external(path, _public(given, name, algorithm), given["key_command"])
    call.say(call.words("key.made", file=call.shown(str(path))))
    call.say(call.words("key.public", file=call.shown(str(keyfiles.beside(path)))))
    _say(call, key)
    call.note(call.words("key.keep"))
    return 0


def _external(path: Path, key: "VerifierKey", command: str | None) -> "VerifierKey":
    from ptaudit.evidence import external, keyfiles

    if command is None:
        raise Malformed("key_file.half")
    external.signing(keyfiles.argv(path, command), key)(b"ptaudit key new\n")
    return keyfiles.write_external(path, key, command)


def _public(given: Mapping[str, Any], name: str, algorithm: int) -> "VerifierKey":
    from ptaudit.log.keys import VerifierKey, is_name
    from ptaudit.log.lines import digest

    if (said := given["key_public"]) is None:
        raise Malformed("key_file.half")
    if (data := digest(said)) is None:
        raise Malformed("vkey.malformed", said=said[:80])
    if not is_name(name):
        raise Malformed("key_file.name", name=name)
    return VerifierKey(name, algorithm, data)


def _default_name(call: Call, given: Mapping[str, Any]) -> str:
    """The ledger's own name for its key, and that with the operator's code for theirs."""
    if given["key_use"] == WITNESS:
        raise Malformed("argument.missing", argument="--name")
    app = call.open(read_only=True)
    try:
        opened = app.registry(app.ledger.head().size).opened
    finally:
        app.close()
    assert opened is not None
    return opened.origin if given["key_use"] == LOG else f"{opened.origin}/{call.operator}"


def show(call: Call, given: Mapping[str, Any]) -> int:
    """The public half of the key in a file, or of those that the settings name; never the other half."""
    from ptaudit.evidence import keyfiles

    if (said := given["key_file"]) is not None:
        paths = [call.around.folder / said]
    else:
        paths = [path for s in _SETTINGS.values() if (path := call.file(s)) is not None]
    if not paths:
        raise Malformed("argument.missing", argument=call.words("places.key_file"))
    for path in paths:
        key = keyfiles.public(path)
        call.say(call.words("key.file", file=call.shown(str(path))))
        _say(call, key)
    return 0


def rotate(call: Call, given: Mapping[str, Any]) -> int:
    """Record the new key; the old one, where there is one, signs for it."""
    from ptaudit.evidence import keyfiles

    use, path = _use(given, _ROTATED), call.around.folder / _wanted(call, given, "key_file")
    setting = _SETTINGS[use]
    call = call.settled(
        ledger=given["ledger"], operator=given["operator"], **{setting: given["key_old"]}
    )
    key = keyfiles.public(path)
    app = call.open()
    try:
        command = (
            _log_key(call, app, key, given) if use == LOG else _operator_key(call, app, key, given)
        )
        outcome = app.execute(command, operator=call.operator)
        for line in answers.lines(app, [outcome], call.words, dry_run=False):
            call.say(line)
    finally:
        app.close()
    call.note(call.words("key.rotated", setting=setting, file=call.shown(str(path))))
    return 0


def _log_key(
    call: Call, app: "Ptaudit", key: "VerifierKey", given: Mapping[str, Any]
) -> "Command":
    from ptaudit.application import keying
    from ptaudit.domain.commands.keys import RegisterLogKey
    from ptaudit.evidence import keyfiles

    former = app.registry(app.ledger.head().size).log_key
    signature = None
    lost = given["irregular"] is not None and given["key_old"] is None
    if former not in (None, str(key)) and not lost:
        if (path := call.file("log_key")) is None:
            raise Malformed("argument.missing", argument="--old")
        signer = keyfiles.load(path)
        if str(signer.key) != former:
            raise Malformed("key_file.not_former", file=str(path), key=str(former))
        signature = keying.vouching(signer, key)
    return RegisterLogKey(
        key=str(key), signature=signature, irregular=given["irregular"], reason=given["reason"]
    )


def _operator_key(
    call: Call, app: "Ptaudit", key: "VerifierKey", given: Mapping[str, Any]
) -> "Command":
    from ptaudit.domain.commands.register import RegisterOperator

    operators = app.registry(app.ledger.head().size).operators
    whose = given["key_whose"] or call.operator
    if (known := operators.get(whose)) is None:
        raise NotFound("operator.unknown", operator=whose, known="、".join(sorted(operators)))
    if whose == call.operator and known.key is None:
        app.unsigned()  # The first key: none before it can sign.
    return RegisterOperator(
        operator=known.operator,
        name=known.name,
        desk=known.desk,
        office=known.organ,
        status=known.status,
        public_key=str(key),
        key_alg="Ed25519",
        reason=given["reason"],
    )


def _say(call: Call, key: "VerifierKey") -> None:
    from ptaudit.log.keys import NOTE

    use = call.words("key.signs" if key.algorithm == NOTE else "key.cosigns")
    call.say(call.words("key.shown", name=key.name, id=key.id.hex(), use=use))
    call.say(call.words("key.text", text=str(key)))


def _use(given: Mapping[str, Any], uses: Sequence[str]) -> str:
    if (use := given["key_use"]) not in uses:
        raise Malformed("key_file.no_use", said=use or "", known=" ".join(uses))
    return str(use)


def _wanted(call: Call, given: Mapping[str, Any], name: str) -> str:
    if given[name] is None:
        raise Malformed("argument.missing", argument=call.words(f"places.{name}"))
    return str(given[name])


def _own(name: str, value: str, choices: tuple[str, ...] = ()) -> Flag:
    """An option of these commands: ``--use`` has the text of ``params.key_use``."""
    meaning = Meaning("own", value, lambda words: words(f"params.key_{name}"), choices)
    return Flag([f"--{name}", f"key_{name}"], meaning)


def _new_params() -> Sequence[click.Parameter]:
    return [
        place("key_file"),
        _own("use", "choice", USES),
        _own("name", "text"),
        _own("command", "text"),
        _own("public", "text"),
        option("ledger", "ledger"),
    ]


def _show_params() -> Sequence[click.Parameter]:
    return [place("key_file", needed=False)]


def _rotate_params() -> Sequence[click.Parameter]:
    return [
        place("key_file"),
        _own("use", "choice", _ROTATED),
        _own("old", "file"),
        _own("whose", "operator"),
        option("reason", "text", block="own"),
        option("irregular", "text", block="own"),
        option("ledger", "ledger"),
        option("operator", "operator"),
    ]


CALLS = (
    Action("key", "new", new, _new_params),
    Action("key", "show", show, _show_params),
    Action("key", "rotate", rotate, _rotate_params),
)
