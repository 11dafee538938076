"""Family D: drafts, targets, scoring rules and the service of documents."""

from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from ptaudit.domain.events.base import Event, Part, article
from ptaudit.domain.events.formulas import Formula, Overall
from ptaudit.domain.values import EntryId, Number, Points, Sequence, Sha256, Year


class Target(Part):
    code: str
    name: str
    value: Number | None = None
    op: Literal["≥", "≤", "="] | None = None
    unit_of_measure: str | None = None
    binding: bool
    article: str


class UnitTargets(Part):
    unit: str
    targets: tuple[Target, ...]


class PerCase(Part):
    """A fixed amount a case, e.g. 每起扣1分."""

    code: str
    amount: Points
    text: str
    floor: Literal["扣完为止", "扣分不保底"] | None = None


class RuleItem(Part):
    """One line of the scoring table. *row* is its row in the workbook it came from.

    *formula* came with version 2 of the kinds that hold items.
    """

    code: str
    parent: str | None = None
    no: str | None = None
    name: str
    group: Literal["8.1", "8.2", "8.3"]
    article: str | None = None
    mode: Literal["扣分", "得分", "核定"]
    points: Points
    cap: Points | None = None
    floor: Literal["无"] | Points | None = None
    rule_text: str
    assessor: str | None = None
    applies_to: tuple[str, ...] | None = None
    per_case: tuple[PerCase, ...] | None = None
    formula: Formula | None = None
    row: int | None = None


class RuleWarning(Part):
    row: int
    code: str
    text: str


#: A sequence, or the codes of single units.
AppliesTo: TypeAlias = Sequence | tuple[str, ...]


class TargetPart(Part):
    units: tuple[UnitTargets, ...]


class RulesPart(Part):
    applies_to: AppliesTo
    full_marks: Points
    items: tuple[RuleItem, ...]
    warnings: tuple[RuleWarning, ...] | None = None
    overall: Overall | None = None


def _says_more(rules: "RulesPart | RulesIssued") -> bool:
    """Whether version 1 could not have said it."""
    return rules.overall is not None or any(item.formula is not None for item in rules.items)


class DraftRef(Part):
    """The draft an issue rests on, by version and digest of its ordered parts."""

    version: int
    parts_digest: Sha256


class DraftSubmitted(Event):
    """县环保部门 submits drafted targets or rules, in parts; the last carries the digest (第十一条)."""

    kind: ClassVar = "draft.submitted"
    title: ClassVar = "拟制报送"
    claims: ClassVar = (article("11"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 10
    version: ClassVar = 2

    draft: Literal["目标任务", "考评细则"]
    year: Year
    draft_version: int
    part: int
    parts: int
    content: TargetPart | RulesPart
    parts_digest: Sha256 | None = None

    @property
    def written_as(self) -> int:
        rules = self.content
        return 2 if isinstance(rules, RulesPart) and _says_more(rules) else 1


class TargetIssued(Event):
    """县绩效委 issues the year's targets, or an adjustment of them (第十一条)."""

    kind: ClassVar = "target.issued"
    title: ClassVar = "目标任务印发下达"
    claims: ClassVar = (article("11"),)
    organs: ClassVar = ("JXW",)
    competent: ClassVar = ("CPC", "CGV")
    step: ClassVar = 20

    year: Year
    target_version: int
    part: int
    parts: int
    units: tuple[UnitTargets, ...]
    draft: DraftRef | None = None
    changes: str | None = None
    parts_digest: Sha256 | None = None


class RulesIssued(Event):
    """县绩效委 issues the year's scoring rules, or a revision of them (第十一条)."""

    kind: ClassVar = "rules.issued"
    title: ClassVar = "考评细则印发"
    claims: ClassVar = (article("11"),)
    organs: ClassVar = ("JXW",)
    step: ClassVar = 20
    version: ClassVar = 2
    later: ClassVar = ("overall",)

    year: Year
    rules_version: int
    applies_to: AppliesTo
    part: int
    parts: int
    full_marks: Points
    items: tuple[RuleItem, ...]
    warnings: tuple[RuleWarning, ...] | None = None
    draft: DraftRef | None = None
    revises: EntryId | None = None
    parts_digest: Sha256 | None = None
    overall: Overall | None = None

    @property
    def written_as(self) -> int:
        return 2 if _says_more(self) else 1

    def concerned(self) -> tuple[str, ...]:
        return self.applies_to if isinstance(self.applies_to, tuple) else ()


ServiceMethod: TypeAlias = Literal["直接送达", "公文系统", "邮寄", "留置", "其他"]


class ServedDocument(Part):
    id: EntryId | None = None
    doc_no: str


class DocumentServed(Event):
    """A unit or an organ receives a document; effective is the day received (第十一、十四条)."""

    kind: ClassVar = "document.served"
    title: ClassVar = "送达签收"
    claims: ClassVar = (article("11"), article("14"))
    organs: ClassVar = ("UNI",)
    competent: ClassVar = (
        "CPC",
        "CGV",
        "JXW",
        "MDB",
        "EPB",
        "DEP",
        "OFC-P",
        "OFC-G",
        "LDR",
        "SUP",
    )

    document: ServedDocument
    #: A unit's code or an organ reference.
    to: str = Field(min_length=1)
    method: ServiceMethod
    receiver: str | None = None
    receipt_no: str | None = None

    @property
    def doc_no(self) -> str:
        """The paper that an organ which logs in nowhere received is witnessed by its own number."""
        return self.document.doc_no

    def concerned(self) -> tuple[str, ...]:
        role, _, unit = self.to.rpartition(":")
        named = role in ("UNI", "DEP") or (not role and unit == unit.lower())
        return (unit,) if named else ()

    def targets(self) -> Iterator[EntryId]:
        if self.document.id:
            yield self.document.id
