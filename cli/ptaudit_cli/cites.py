"""An entry in words, as answers of a dispute name it: which act, of whom, written down by whom, how late."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from ptaudit_cli import citations, faults, labels
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.domain.record import Record
    from ptaudit.projections.cited import Cited


class Row(Protocol):
    """A row that names an entry; its fields are what :func:`fields` gives."""

    @property
    def position(self) -> int | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def gist(self) -> str: ...
    @property
    def on(self) -> dt.date | None: ...
    @property
    def recorded_at(self) -> str | None: ...
    @property
    def operator(self) -> str | None: ...
    @property
    def desk(self) -> str | None: ...
    @property
    def organs(self) -> tuple[str, ...]: ...
    @property
    def documents(self) -> tuple[str, ...]: ...
    @property
    def receipts(self) -> tuple[str, ...]: ...
    @property
    def marks(self) -> tuple[str, ...]: ...


def fields(
    record: "Record", one: "Cited", words: Catalogue, *, unknown: bool = False
) -> dict[str, Any]:
    """What names an entry in a row. *unknown*: not yet recorded when what rests on it was."""
    from ptaudit_cli import gist

    return {
        "position": one.position,
        "kind": one.kind,
        "gist": gist.gist(record, words),
        "on": one.on,
        "recorded_at": one.recorded_at,
        "operator": one.operator_name,
        "desk": one.desk,
        "organs": one.organs,
        "late_days": one.late_days,
        "working_days": one.late_working_days,
        "documents": one.documents,
        "receipts": one.receipts,
        "claims": tuple(citations.of_claim(claim, words) for claim in record.claimed_basis),
        "marks": tuple(marks(one, words, unknown=unknown)),
    }


#: The same of a row that names no entry.
NOTHING: dict[str, Any] = {
    "position": None,
    "kind": None,
    "gist": "",
    "on": None,
    "recorded_at": None,
    "operator": None,
    "desk": None,
    "organs": (),
    "late_days": None,
    "working_days": None,
    "documents": (),
    "receipts": (),
    "claims": (),
    "marks": (),
}


def line(row: Row, words: Catalogue) -> str:
    """``第45号 2023-11-03 问题登记: 粪污直排 · 文号 … · 县环保局 · 环保登记岗 经办A 2023-11-03 16:20 登记``."""
    title = labels.of_kind(row.kind or "", words)
    params = {"position": row.position, "on": row.on, "title": title}
    act = words("cites.act", **params)
    if row.gist:
        act = words("cites.act_said", **params, said=row.gist)
    return " · ".join([act, *_papers(row, words), recorded(row, words), *row.marks])


def recorded(row: Row, words: Catalogue) -> str:
    """Whose act, at which desk, by whom, and when it was written down."""
    return words(
        "cites.recorded",
        organs=words.listed(list(row.organs)),
        desk=row.desk or "—",
        operator=row.operator,
        at=(row.recorded_at or "")[:16].replace("T", " "),
    )


def _papers(row: Row, words: Catalogue) -> Iterator[str]:
    if row.documents:
        yield words("cites.documents", numbers=words.listed(list(row.documents)))
    if row.receipts:
        yield words("cites.receipts", numbers=words.listed(list(row.receipts)))


def marks(one: "Cited", words: Catalogue, *, unknown: bool = False) -> Iterator[str]:
    """What anybody who reads the entry should know."""
    if one.late_days:
        yield _late(one, words)
    if one.is_unproved:
        yield words("cites.unproved")
    if unknown:
        yield words("cites.unknown")
    if one.after_approval is not None:
        yield words("cites.after_approval", position=one.after_approval)
    if one.is_struck:
        yield words("mark.void", position=one.voided_by)
    if one.amended_by:
        yield words("cites.amended", position=one.amended_by)
    for position in one.corrected_by:
        if position != one.amended_by:
            yield words("mark.corrected", position=position)
    for position in one.evidence:
        yield words("mark.evidence", position=position)
    if one.irregular:
        labels = words.listed([faults.label(code, words) for code in one.irregular])
        yield words("answer.irregular", faults=labels)


def _late(one: "Cited", words: Catalogue) -> str:
    """By how many days and working days; provisional where a year has no calendar."""
    days, working = one.late_days, one.late_working_days
    if not one.unknown_years:
        return words("cites.late" if one.is_late else "cites.after", days=days, working=working)
    years = words.listed([str(year) for year in one.unknown_years])
    return words(
        "cites.late_provisional" if one.is_late else "cites.after_provisional",
        days=days,
        working=working,
        years=years,
    )
