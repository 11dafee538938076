"""What entries and their fields are called, in the words of the commands that record them."""

from typing import TYPE_CHECKING

from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.domain.events.base import Event


def of_field(path: str, kind: str, words: Catalogue) -> str:
    """``measures.1.text`` of an entry of *kind*: the title of its first part, the rest as it is."""
    from ptaudit.domain.commands.catalogue import DOORS
    from ptaudit_cli.fields import Named

    first, _, rest = path.partition(".")
    label = words.find(f"audit.field.{first}")
    if label is None:
        label = first
        for door in DOORS:
            info = door.command.model_fields.get(first)
            if info is not None and any(event.kind == kind for event in door.command.records):
                label = Named(f"{door.noun} {door.verb}", first, info).title(words)
                break
    return f"{label} {rest}".rstrip()


def of_kind(kind: str, words: Catalogue) -> str:
    """What an event of *kind* is called."""
    from ptaudit.domain.events.catalogue import KINDS

    return of_event(KINDS[kind], words)


def of_event(event: "type[Event]", words: Catalogue) -> str:
    # The ledger's vocabulary is Chinese already.
    return event.title if words.lang == "zh" else words(f"kinds.{event.kind}")
