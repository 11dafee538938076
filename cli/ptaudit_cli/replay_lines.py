"""An entry of a replay as a line: number, day, act, whose, who wrote it when, on what paper, how late."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ptaudit_cli import cites, labels
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.projections.cited import Cited


def line(entry: "Cited", words: Catalogue, target: int = 0) -> str:
    """One entry as a line; *target* is the entry that it is a later word on."""
    title = labels.of_kind(entry.kind, words)
    if target:
        title = words("answer.of", title=title, position=target)
    return " · ".join(
        (
            words("replay.entry.number", position=entry.position),
            words("replay.entry.act", on=entry.on, title=title),
            *_parts(entry, words),
            *cites.marks(entry, words),
        )
    )


def _parts(entry: "Cited", words: Catalogue) -> Iterator[str]:
    yield words("replay.entry.organs", organs=words.listed(list(entry.organs)))
    yield words(
        "replay.entry.recorded",
        recorded_at=time(entry),
        operator=entry.operator_name,
        desk=entry.desk or words("replay.absent"),
    )
    if entry.documents:
        yield words("replay.entry.documents", documents=words.listed(list(entry.documents)))
    if entry.receipts:
        yield words("replay.entry.receipts", receipts=words.listed(list(entry.receipts)))
    if entry.received_on is not None:
        yield words("replay.entry.received", on=entry.received_on)
    if entry.files:
        yield words("replay.entry.files", files=words.listed(list(entry.files)))
    if entry.late_reason:
        yield words("replay.reason.late", reason=entry.late_reason)


def time(entry: "Cited") -> str:
    """When it was recorded, to the minute."""
    return entry.recorded_at[:16].replace("T", " ")
