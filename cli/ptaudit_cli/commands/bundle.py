"""The evidence bundle: a ledger in a folder, to be verified elsewhere with nothing but Python."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import Flag, Meaning, option, place
from ptaudit_cli.progress import Progress

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.evidence.bundle import Exported


#: More than any policy has; one that long is refused for what it says.
_LONGEST = 1_000_000


def bundle(call: Call, given: Mapping[str, Any]) -> int:
    """Write the bundle or extend an earlier one; what it cannot prove is said at once."""
    from ptaudit.evidence.bundle import export

    if given["bundle"] is None:
        raise Malformed("argument.missing", argument=call.words("places.bundle"))
    call = call.settled(ledger=given["ledger"], trust=given["bundle_trust"])
    folder = call.around.folder / given["bundle"]
    trust = _policy(call)
    attachments = given["bundle_attachments"]
    app = call.open(read_only=True)
    progress = Progress(call, call.words("bundle.progress"))
    try:
        done = export(
            app.ledger,
            _origin(app),
            folder,
            trust=trust,
            attachments=call.around.folder / attachments if attachments else None,
            seen=progress,
        )
    finally:
        progress.end()
        app.close()
    _tell(call, call.shown(str(folder)), done)
    return 0


def _tell(call: Call, folder: str, done: "Exported") -> None:
    words, head = call.words, done.head
    if done.earlier:
        call.say(words("bundle.extended", folder=folder, size=head.size, earlier=done.earlier))
    else:
        call.say(words("bundle.written", folder=folder, size=head.size))
    call.say(words("bundle.root", root=head.root.hex()))
    if done.attachments or done.unnamed:
        call.say(words("bundle.attachments", count=done.attachments, unnamed=done.unnamed))
    if not done.signed:
        call.say(words("bundle.unsigned"))
    if done.beyond:
        call.say(words("bundle.beyond", count=done.beyond, size=head.size))
    if not done.policy:
        call.say(words("bundle.no_policy"))
    call.say(words("bundle.next", folder=folder))


def _policy(call: Call) -> bytes | None:
    if (file := call.settings["trust"]) is None:
        return None
    from ptaudit.evidence import files

    try:
        return files.content(call.around.folder / Path(file), _LONGEST)
    except OSError:
        raise Unusable("bundle.policy", file=call.shown(file)) from None


def _origin(app: "Ptaudit") -> str:
    opened = app.view().registry.opened
    return opened.origin if opened else ""


def _params() -> Sequence[click.Parameter]:
    return [
        place("bundle"),
        _own("attachments", "folder"),
        _own("trust", "file"),
        option("ledger", "ledger"),
    ]


def _own(name: str, value: str) -> Flag:
    """An option whose text is its own here: ``params.bundle_<name>``."""
    meaning = Meaning("own", value, lambda words: words(f"params.bundle_{name}"))
    return Flag([f"--{name}", f"bundle_{name}"], meaning)


CALLS = (Action("export", "bundle", bundle, _params),)
