"""What entries and their fields are called, in the words of the commands that record them."""

from ptaudit_cli.messages import Catalogue


def of_field(path: str, kind: str, words: Catalogue) -> str:
    """``measures.1.text`` of an entry of *kind*: the title of its first part, the rest as it is."""
    from ptaudit.domain.commands import DOORS
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
    from ptaudit.domain.events import KINDS

    if words.lang == "zh":
        # The ledger's vocabulary is Chinese already.
        return KINDS[kind].title
    return words(f"kinds.{kind}")
