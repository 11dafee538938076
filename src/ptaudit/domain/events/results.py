"""Family J: the circular, interviews and the proposal to hold to account."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ptaudit.domain.events.assessment import Difference, ReportedScore, ReportLists, units_of
from ptaudit.domain.events.base import Event, Part, article, by_policy
from ptaudit.domain.values import EntryId, OrganRef, Points, Sequence, Year, ascending

PersonRole: TypeAlias = Literal["党主要", "政主要", "分管", "其他"]


class Rank(Part):
    unit: str
    sequence: Sequence
    rank: int
    score: Points | None = None


class CorrectedScore(Part):
    """One unit's official score before and after; *reverses*: its score entries that no longer count."""

    unit: str
    was: Points
    score: Points
    reverses: tuple[EntryId, ...] | None = None


class Interviewee(Part):
    role: PersonRole
    name: str | None = None


class ResultPublished(Event):
    """The two offices circulate ranks and lists, in an edition (第十六条)."""

    kind: ClassVar = "result.published"
    title: ClassVar = "通报"
    claims: ClassVar = (article("16"),)
    organs: ClassVar = ("OFC-P", "OFC-G")
    step: ClassVar = 80

    year: Year
    edition: Literal["内部", "更正", "公开"]
    approval: tuple[EntryId, ...]
    ranks: tuple[Rank, ...]
    advanced: tuple[str, ...]
    interview: tuple[str, ...]
    differs: tuple[Difference, ...] | None = None
    replaces: EntryId | None = None

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.ranks)

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        yield from self.approval


class ResultCorrected(Event):
    """县委、县政府 correct the approved result: scores that change, and the year ranked again (口径)."""

    kind: ClassVar = "result.corrected"
    title: ClassVar = "结果更正"
    claims: ClassVar = (by_policy("correction.after_approval"),)
    organs: ClassVar = ("CPC", "CGV")
    step: ClassVar = 75

    year: Year
    correction_no: int
    approving: Annotated[tuple[Literal["CPC", "CGV"], ...], AfterValidator(ascending)] = Field(
        alias="organs"
    )
    form: Literal["会议", "批示"]
    meeting: str | None = None
    approval: tuple[EntryId, ...]
    changes: tuple[CorrectedScore, ...]
    scores: tuple[ReportedScore, ...]
    lists: ReportLists
    differs: tuple[Difference, ...] | None = None
    policy_version: int
    objection: str | None = None
    revises: EntryId | None = None

    @cached_property
    def by_unit(self) -> Mapping[str, ReportedScore]:
        return {row.unit: row for row in self.scores}

    def concerned(self) -> tuple[str, ...]:
        return units_of(self.scores)

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        yield from self.approval
        for row in self.changes:
            yield from row.reverses or ()


class InterviewHeld(Event):
    """County leaders interview a unit's leaders, put it off, or say why not (第十八条)."""

    kind: ClassVar = "interview.held"
    title: ClassVar = "约谈"
    claims: ClassVar = (article("18"),)
    organs: ClassVar = ("LDR",)
    competent: ClassVar = (
        "CPC",
        "CGV",
    )
    step: ClassVar = 85

    year: Year
    unit: str
    outcome: Literal["已约谈", "延期", "未约谈"]
    by: tuple[str, ...] | None = None
    persons: tuple[Interviewee, ...] | None = None
    to: dt.date | None = None
    minutes: str | None = None


class AccountabilityProposed(Event):
    """县目督办 proposes to start accountability after three years unmet (第二十条)."""

    kind: ClassVar = "accountability.proposed"
    title: ClassVar = "问责启动建议"
    claims: ClassVar = (article("20"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 90

    unit: str
    years: tuple[Year, ...]
    determinations: tuple[EntryId, ...]
    lineage: tuple[EntryId, ...] | None = None
    to: OrganRef

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield from (f"year:{year}" for year in self.years)

    def targets(self) -> Iterator[EntryId]:
        yield from self.determinations
        yield from self.lineage or ()
