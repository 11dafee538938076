"""An entry of a dispute in words: number, day, act, whose, who wrote it when, on what paper, how late."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ptaudit_cli import answers, faults
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.projections.cited import Cited


def line(entry: "Cited", words: Catalogue, target: int = 0) -> str:
    """One entry as a line; *target* is the entry that it is a later word on."""
    title = answers.title(entry.kind, words)
    if target:
        title = words("answer.of", title=title, position=target)
    return " · ".join(
        (
            words("replay.entry.number", position=entry.position),
            words("replay.entry.act", on=entry.on, title=title),
            *_parts(entry, words),
            *marks(entry, words),
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
    if entry.late_days:
        yield late(entry, words)
    if entry.late_reason:
        yield words("replay.reason.late", reason=entry.late_reason)


def time(entry: "Cited") -> str:
    """When it was recorded, to the minute."""
    return entry.recorded_at[:16].replace("T", " ")


def late(entry: "Cited", words: Catalogue) -> str:
    """By how many days and working days; provisional where a year has no calendar."""
    days, working = entry.late_days, entry.late_working_days
    if not entry.unknown_years:
        return words("replay.entry.late", days=days, working=working)
    years = words.listed([str(year) for year in entry.unknown_years])
    return words("replay.entry.late_provisional", days=days, working=working, years=years)


def marks(entry: "Cited", words: Catalogue) -> Iterator[str]:
    """What anybody who reads the entry should know."""
    if entry.is_late:
        yield words("replay.mark.late")
    if entry.is_unproved:
        yield words("replay.mark.unproved")
    if entry.after_approval is not None:
        yield words("replay.mark.after_approval", position=entry.after_approval)
    if entry.amended_by:
        yield words("replay.mark.amended", position=entry.amended_by)
    for position in entry.corrected_by:
        if position != entry.amended_by:
            yield words("replay.mark.corrected", position=position)
    if entry.is_struck:
        yield words("replay.mark.void", position=entry.voided_by)
    if entry.irregular:
        labels = words.listed([faults.label(code, words) for code in entry.irregular])
        yield words("replay.mark.irregular", faults=labels)
