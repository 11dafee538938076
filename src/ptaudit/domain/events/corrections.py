"""Family K: corrections, voids, later evidence, checks, the register of documents, imported batches."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field, JsonValue

from ptaudit.domain.events.base import OWN, BasisDocument, Event, Evidence, Part, Ref, article
from ptaudit.domain.values import EntryId, OrganRef, Sha256, Year, ascending

CheckResult: TypeAlias = Literal["无误", "有误"]
DocumentKind: TypeAlias = Literal[
    "复核说明册",
    "得分说明书",
    "通知",
    "函",
    "通报",
    "报告",
    "复核决定书",
    "封存说明",
    "其他",
]
Template: TypeAlias = Literal["单位", "历史结果", "自查", "问题台账", "计分", "命令"]


class Replacement(Part):
    """What the corrected entry says from now on: complete, and of the same kind."""

    effective: dt.date
    organs: tuple[OrganRef, ...]
    basis: tuple[BasisDocument, ...] | None = None
    refs: tuple[Ref, ...] | None = None
    tags: tuple[str, ...]
    payload: dict[str, JsonValue]

    def __hash__(self) -> int:
        return hash((self.effective, self.organs, self.tags))


class RecordCorrected(Event):
    """An entry is replaced as a whole; the original stays in the ledger (细则未规定)."""

    kind: ClassVar = "record.corrected"
    title: ClassVar = "更正"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 99

    target: EntryId
    supersedes: EntryId | None = None
    replacement: Replacement

    def tags(self) -> Iterator[str]:
        """The replacement's; who decides adds those of the entry replaced."""
        yield from self.replacement.tags


class RecordVoided(Event):
    """An entry was recorded by mistake and counts for nothing (细则未规定)."""

    kind: ClassVar = "record.voided"
    title: ClassVar = "作废"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 99

    target: EntryId
    repeat_of: EntryId | None = None


class EvidenceAttached(Event):
    """A file or a receipt number is added to an earlier entry (第七条)."""

    kind: ClassVar = "evidence.attached"
    title: ClassVar = "附证据"
    claims: ClassVar = (article("7"),)
    organs: ClassVar = ("REG",)
    step: ClassVar = 99

    target: EntryId
    sha: Sha256 | None = None
    name: str | None = None
    size: int | None = None
    receipt_no: str | None = None
    received_on: dt.date | None = None
    why_late: str | None = None


class RecordChecked(Event):
    """A second person holds entries *first* to *last* against their papers (细则未规定)."""

    kind: ClassVar = "record.checked"
    title: ClassVar = "登记复核"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 99
    personal: ClassVar = True

    first: int
    last: int
    result: CheckResult
    note: str | None = None


class Head(Part):
    """The ledger at a size: its Merkle root there."""

    position: int
    root: Sha256


class DocumentIssued(Event):
    """An organ issues a paper; *head* is the ledger it rests on, *to* are units and organs (细则未规定)."""

    kind: ClassVar = "document.issued"
    title: ClassVar = "出具文书"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("MDB",)
    competent: ClassVar = ("EPB", "OFC-P", "OFC-G", "JXW")
    step: ClassVar = 90

    document_kind: DocumentKind
    doc_no: str
    document_title: str | None = Field(default=None, alias="title")
    sha: Sha256
    name: str | None = None
    size: int | None = None
    head: Head
    about_day: dt.date | None = None
    year: Year | None = None
    units: tuple[str, ...] | None = None
    objection: str | None = None
    to: tuple[str, ...] | None = None
    replaces: EntryId | None = None

    def concerned(self) -> tuple[str, ...]:
        """Units it is about or goes to; the code of an organ is written in capitals."""
        addressed = (code for code in self.to or () if not code[:1].isupper())
        return tuple(dict.fromkeys((*(self.units or ()), *addressed)))


class BatchImported(Event):
    """A workbook or file was imported as a whole; the first entry of its batch (细则未规定)."""

    kind: ClassVar = "batch.imported"
    title: ClassVar = "批量导入"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 0
    registry: ClassVar = True

    template: Template
    template_version: int
    file: Evidence
    rows: int
    recorded: int
    skipped: int
    mapping: Annotated[tuple[tuple[str, str], ...], AfterValidator(ascending)] | None = None
