"""Family I: scores, opinions, completion, the report and its approval."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Protocol, TypeAlias

from pydantic import AfterValidator, Field

from ptaudit.domain.events.base import Event, Part, article
from ptaudit.domain.values import (
    EntryId,
    OrganRef,
    Points,
    Sequence,
    Sha256,
    Stage,
    Year,
    ascending,
)

Step: TypeAlias = Literal["自查", "审核", "实地", "意见", "复核", "报告", "审定", "通报"]
ListName: TypeAlias = Literal["先进", "约谈", "否决"]


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


def units_of(rows: Iterable[_OfUnit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.unit for row in rows))


class UnitScore(Part):
    unit: str
    score: Points


class ScoreChange(Part):
    unit: str
    delta: Points
    reason: str


class UnitReview(Part):
    unit: str
    selfcheck: EntryId | None = None
    result: Literal["通过", "有异议"]


class UnitCompletion(Part):
    unit: str
    result: Literal["完成", "未完成", "不适用", "缓议"]
    grounds: str | None = None


class ReportedScore(Part):
    unit: str
    sequence: Sequence
    score: Points
    rank: int


class ReportLists(Part):
    advanced: tuple[str, ...]
    interview: tuple[str, ...]
    vetoed: tuple[str, ...]


class Difference(Part):
    """A unit put on or left off a list against the computed one, and why."""

    list: ListName
    unit: str
    reason: str


class RulesRef(Part):
    applies_to: Sequence | tuple[str, ...]
    version: int


class ReportRef(Part):
    version: int
    digest: Sha256


class ApprovedScore(Part):
    unit: str
    sequence: Sequence | None = None
    score: Points


class ScoreEntered(Event):
    """Points given or taken under one item of the rules, at one stage (第十五条)."""

    kind: ClassVar = "score.entered"
    title: ClassVar = "计分"
    claims: ClassVar = (article("15"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = (
        "DEP",
        "MDB",
        "UNI",
    )
    step: ClassVar = 35

    entry_no: int
    unit: str
    year: Year
    stage: Stage
    item: str
    amount: Points
    award: Literal["增减", "核定"]
    case: str | None = None
    count: int | None = None
    rules_version: int
    override_reason: str | None = None
    note: str | None = None

    def tags(self) -> Iterator[str]:
        for unit in self.concerned():
            yield f"unit:{unit}"
        yield f"year:{self.year}"


class ScoreReversed(Event):
    """A score entry is taken back by the organ that made it (第十五条)."""

    kind: ClassVar = "score.reversed"
    title: ClassVar = "冲回"
    claims: ClassVar = (article("15"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = (
        "DEP",
        "MDB",
        "UNI",
    )
    step: ClassVar = 35

    target: EntryId
    unit: str
    year: Year
    stage: Stage
    item: str


class ReviewDone(Event):
    """县环保部门 reviews the self-checks of many units in one act (第十五条第二项)."""

    kind: ClassVar = "review.done"
    title: ClassVar = "自查审核"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 30

    year: Year
    units: tuple[UnitReview, ...]

    def targets(self) -> Iterator[EntryId]:
        yield from (row.selfcheck for row in self.units if row.selfcheck)


class OpinionIssued(Event):
    """县环保部门 gives its opinion, asserting each unit's score (第十五条第二项)."""

    kind: ClassVar = "opinion.issued"
    title: ClassVar = "考评意见"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 40

    year: Year
    sequence: Sequence
    opinion_version: int
    scores: tuple[UnitScore, ...]
    computed_digest: Sha256 | None = None
    revises: EntryId | None = None

    @cached_property
    def by_unit(self) -> Mapping[str, UnitScore]:
        return {row.unit: row for row in self.scores}

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.scores)


class OpinionVerified(Event):
    """县目督办 verifies the opinion, asserting each unit's score (第十五条第三项)."""

    kind: ClassVar = "opinion.verified"
    title: ClassVar = "复核"
    claims: ClassVar = (article("15.3"),)
    organs: ClassVar = ("MDB",)

    year: Year
    sequence: Sequence
    opinion_version: int
    scores: tuple[UnitScore, ...]
    changes: tuple[ScoreChange, ...] | None = None

    @cached_property
    def by_unit(self) -> Mapping[str, UnitScore]:
        return {row.unit: row for row in self.scores}

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.scores)


class CompletionDetermined(Event):
    """县委、县政府 determine which units met their targets (第二十条)."""

    kind: ClassVar = "completion.determined"
    title: ClassVar = "目标任务完成认定"
    claims: ClassVar = (article("20"),)
    organs: ClassVar = ("CPC", "CGV")
    competent: ClassVar = ("JXW",)
    step: ClassVar = 55

    year: Year
    units: tuple[UnitCompletion, ...]

    @cached_property
    def by_unit(self) -> Mapping[str, UnitCompletion]:
        return {row.unit: row for row in self.units}


class ReportSubmitted(Event):
    """县目督办 submits the results for approval; *digest* covers the payload without it (第十五条第三项)."""

    kind: ClassVar = "report.submitted"
    title: ClassVar = "考评结果报告报审"
    claims: ClassVar = (article("15.3"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 60

    year: Year
    report_version: int
    scores: tuple[ReportedScore, ...]
    lists: ReportLists
    differs: tuple[Difference, ...] | None = None
    policy_version: int
    rules: tuple[RulesRef, ...]
    digest: Sha256
    revises: EntryId | None = None

    @cached_property
    def by_unit(self) -> Mapping[str, ReportedScore]:
        return {row.unit: row for row in self.scores}

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.scores)


class ResultApproved(Event):
    """县委 or 县政府 or both approve the report, or scores where there is none (第十五条第三项)."""

    kind: ClassVar = "result.approved"
    title: ClassVar = "审定"
    claims: ClassVar = (article("15.3"),)
    organs: ClassVar = ("CPC", "CGV")
    step: ClassVar = 70

    year: Year
    approving: Annotated[tuple[Literal["CPC", "CGV"], ...], AfterValidator(ascending)] = Field(
        alias="organs"
    )
    report: ReportRef | None = None
    scores: tuple[ApprovedScore, ...] | None = None
    form: Literal["会议", "批示"]
    meeting: str | None = None

    @cached_property
    def by_unit(self) -> Mapping[str, ApprovedScore]:
        return {row.unit: row for row in self.scores or ()}

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.scores or ())


class ProcedureDeviated(Event):
    """A step was left out or done otherwise, with who agreed to it (第十五条)."""

    kind: ClassVar = "procedure.deviated"
    title: ClassVar = "程序变通说明"
    claims: ClassVar = (article("15"),)
    organs: ClassVar = ("MDB",)

    year: Year
    units: tuple[str, ...] | None = None
    deviated: Step = Field(alias="step")
    approved_by: OrganRef
