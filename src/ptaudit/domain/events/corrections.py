"""Family K: corrections, voids, later evidence and imported batches."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, JsonValue

from ptaudit.domain.events.base import OWN, BasisDocument, Event, Evidence, Part, Ref, article
from ptaudit.domain.values import EntryId, OrganRef, Sha256, ascending

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
