"""The ledger kept in order: the register of documents, a file held against it, entries to be checked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit.domain.failures import NotFound
from ptaudit_cli import answers, evidence, labels
from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.watched import Watched, always
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.checks import Checked
    from ptaudit.projections.documents import Registered


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document issued. *head* is the size of the ledger it rests on, *head_root* its root there.

    *served* holds addressee, day and receipt number of each service; *replaced_by* an entry.
    """

    position: int
    doc_no: str
    document_kind: str
    title: str | None
    on: dt.date
    organs: tuple[str, ...]
    to: tuple[str, ...]
    served: tuple[str, ...]
    year: int | None
    units: tuple[str, ...]
    objection: str | None
    about_day: dt.date | None
    replaced_by: int | None
    sha: str
    head: int
    head_root: str


def documents(ask: Ask) -> Iterator[DocumentRow]:
    code = ask.unit
    for one in _registered(ask):
        if code is None or code in one.event.concerned():
            yield _document(one, ask)


def on_register(ask: Ask) -> Iterator[DocumentRow]:
    """Entries of the register that are this file, byte for byte. Raises NotFound where none is."""
    said = ask["paper"]
    file = evidence.of(ask.call.around.folder / said)
    found = [one for one in _registered(ask) if one.event.sha == file.sha]
    if not found:
        raise NotFound("document.not_registered", file=said, sha=file.sha)
    return (_document(one, ask) for one in found)


def _registered(ask: Ask) -> "tuple[Registered, ...]":
    from ptaudit.domain.boundaries import about
    from ptaudit.projections.documents import KINDS, register

    return register(ask.view.known(about(kinds=KINDS)))


def _document(one: "Registered", ask: Ask) -> DocumentRow:
    record, event = one.record, one.event
    return DocumentRow(
        record.position,
        event.doc_no,
        event.document_kind,
        event.document_title,
        record.effective,
        tuple(answers.organs(record, ask.registry)),
        tuple(_named(code, record.effective, ask) for code in event.to or ()),
        tuple(
            " ".join(filter(None, (_named(s.to, s.on, ask), str(s.on), s.receipt_no)))
            for s in one.served
        ),
        event.year,
        tuple(ask.registry.named(code) for code in event.units or ()),
        event.objection,
        event.about_day,
        one.replaced_by,
        event.sha,
        event.head.position,
        event.head.root,
    )


def _named(code: str, on: dt.date, ask: Ask) -> str:
    """A unit by its name, an organ by that of the day; the code of an organ is written in capitals."""
    return ask.registry.organ_name(code, on) if code[:1].isupper() else ask.registry.named(code)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One entry that is to be checked, or was. *check* is the entry of the last check by a second person."""

    position: int
    on: dt.date
    kind: str
    title: str
    subject: str
    operator: str
    result: str
    checked_by: str | None
    checked_on: dt.date | None
    note: str | None
    check: int | None


def checked(ask: Ask) -> Iterator[CheckRow]:
    """Entries of the year that 口径 four_eyes names; with ``--missing`` those nobody has checked."""
    from ptaudit.application.checking import checked as of_year

    missing = bool(ask.given.get("missing"))
    for one in of_year(ask.view, the_year(ask)):
        if not missing or one.check is None:
            yield _check(one, ask)


def _check(one: "Checked", ask: Ask) -> CheckRow:
    record, check = one.record, one.check
    return CheckRow(
        record.position,
        record.effective,
        record.kind,
        labels.of_kind(record.kind, ask.words),
        answers.subject(record, ask.registry, ask.words),
        answers.operator(record, ask.registry),
        one.result,
        answers.operator(check.record, ask.registry) if check else None,
        check.record.effective if check else None,
        check.event.note if check else None,
        check.record.position if check else None,
    )


def _expected(ask: Ask, _: Sequence[CheckRow]) -> Iterator[str]:
    """Which kinds the county's ruling names."""
    from ptaudit.projections.checks import expected

    year = the_year(ask)
    kinds = [labels.of_kind(k, ask.words) for k in expected(ask.registry.policy(year))]
    if kinds:
        yield ask.words("check.expected", year=year, kinds=ask.words.listed(kinds))
    else:
        yield ask.words("check.nothing_expected", year=year)


CALLS = (
    Read("document", "register", DocumentRow, documents, of_unit),
    Read(
        "document",
        "check",
        DocumentRow,
        on_register,
        lambda: [place("paper")],
        watched=Watched(verifies=always),
    ),
    Read(
        "record",
        "checked",
        CheckRow,
        checked,
        lambda: [Given.flag("missing", block="own")],
        by_year=True,
        notes=_expected,
    ),
)
