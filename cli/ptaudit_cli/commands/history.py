"""结转名次核对: printed ranks of past years against those the printed scores come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit_cli.reads import Ask, Read


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """*said* is the rank the document prints, *rank* that its scores come to."""

    year: int
    doc_no: str
    sequence: str
    unit: str
    score: Decimal | None
    said: int | None
    rank: int | None
    found: str
    position: int


def check(ask: Ask) -> Iterator[PrintedRow]:
    from ptaudit.domain.boundaries import about
    from ptaudit.domain.events.history import HistoryCarried
    from ptaudit.projections.queries.printed_ranks import printed_ranks

    records = ask.view.known(about(kinds=(HistoryCarried.kind,)))
    words = {True: "differs", False: "agrees", None: "untold"}
    for one in printed_ranks(records, ask.registry):
        yield PrintedRow(
            one.year,
            one.doc_no,
            one.sequence,
            ask.registry.named(one.unit),
            one.score,
            one.printed,
            one.computed,
            ask.words(f"printed_ranks.{words[one.differs]}"),
            one.position,
        )


def _counted(ask: Ask, rows: Sequence[PrintedRow]) -> Iterator[str]:
    differ = sum(None not in (row.said, row.rank) and row.said != row.rank for row in rows)
    yield ask.words("printed_ranks.counted", count=differ)


CALLS = (Read("history", "check", PrintedRow, check, notes=_counted),)
