"""What units were told and sent: notices with what came of them, documents with whom they reached."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ptaudit_cli import answers, labels
from ptaudit_cli.params import Given
from ptaudit_cli.reads import Ask, Read, of_unit

if TYPE_CHECKING:
    from ptaudit.projections.delivery import Delivery
    from ptaudit.projections.notices import Notice


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One unit told of one thing. *answered_on*, *answer*: the first self-check or objection since.

    *counts*: by who may tell it and within the ruling. *objection* names the answer where it is one.
    """

    position: int
    on: dt.date
    about: str
    unit: str
    year: int
    subject: str
    score: Decimal | None
    channel: str
    answer_from: dt.date | None
    answer_by: dt.date | None
    served_on: dt.date | None
    receipt: str
    answered_on: dt.date | None
    answer: int | None
    objection: str | None
    documents: tuple[str, ...]
    organs: tuple[str, ...]
    counts: bool
    marks: tuple[str, ...]


def told(ask: Ask) -> Iterator[NoticeRow]:
    from ptaudit.application.delivering import notices

    for notice in notices(ask.view, ask.year, ask.unit):
        yield _told(notice, ask)


def _told(one: "Notice", ask: Ask) -> NoticeRow:
    record, event, answer = one.record, one.event, one.answer
    subject = event.period or event.finding or event.case or event.text or ""
    return NoticeRow(
        record.position,
        record.effective,
        event.about,
        ask.registry.named(one.unit),
        event.year,
        subject,
        one.score,
        event.channel,
        event.window.from_ if event.window else None,
        event.window.to if event.window else None,
        one.receipt.on if one.receipt else None,
        (one.receipt.receipt_no if one.receipt else None) or "",
        answer.on if answer else None,
        answer.position if answer else None,
        answer.objection if answer else None,
        tuple(paper.doc_no for paper in record.basis or ()),
        tuple(answers.organs(record, ask.registry)),
        one.regular,
        tuple(answers.marks(record, ask.registry, ask.words)),
    )


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One paper that goes to units. *missing*: units that nothing on record says were served;
    *unnumbered*: units that got it without a receipt number on record."""

    position: int
    doc_no: str
    title: str
    gist: str
    on: dt.date
    to: int
    served: int
    first_on: dt.date | None
    last_on: dt.date | None
    receipts: tuple[str, ...]
    missing: tuple[str, ...]
    unnumbered: tuple[str, ...]
    services: tuple[int, ...]


def receipts(ask: Ask) -> Iterator[ReceiptRow]:
    """Every paper; with ``--unserved`` those that some unit has no receipt of; with ``--unit`` its own."""
    from ptaudit.application.delivering import papers

    code, unserved = ask.unit, bool(ask.given.get("unserved"))
    for paper in papers(ask.view, ask.year):
        if code is not None and code not in paper.to:
            continue
        if unserved and not (code in paper.missing if code else paper.missing):
            continue
        yield _receipts(paper, ask)


def _receipts(paper: "Delivery", ask: Ask) -> ReceiptRow:
    from ptaudit_cli import gist

    record, named = paper.record, ask.registry.named
    days = [receipt.on for receipt in paper.receipts]
    return ReceiptRow(
        record.position,
        ask.words.listed(list(paper.doc_nos)),
        labels.of_kind(record.kind, ask.words),
        gist.gist(record, ask.words),
        record.effective,
        len(paper.to),
        len(paper.receipts),
        min(days, default=None),
        max(days, default=None),
        tuple(f"{named(r.unit)} {r.on} {r.receipt_no}" for r in paper.receipts if r.receipt_no),
        tuple(map(named, paper.missing)),
        tuple(map(named, paper.unnumbered)),
        tuple(sorted(receipt.position for receipt in paper.receipts)),
    )


CALLS = (
    Read("notice", "list", NoticeRow, told, of_unit),
    Read(
        "document",
        "receipts",
        ReceiptRow,
        receipts,
        lambda: [*of_unit(), Given.flag("unserved", block="own")],
        by_year=True,
    ),
)
