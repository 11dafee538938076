"""Family G: findings and their rectification."""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from ptaudit.domain.events.base import OWN, Event, Part, article, by_policy
from ptaudit.domain.values import EntryId, Year

Source: TypeAlias = Literal["日常检查", "督查", "巡查", "上级交办", "信访", "其他"]
DeadlineKind: TypeAlias = Literal["日期", "立行立改", "长期坚持", "自然日", "工作日"]
Letter: TypeAlias = Literal["函", "通知书", "经县政府同意"]


class Deadline(Part):
    """When a measure is due: *date* for 日期, *days* counted from *start* for 自然日 and 工作日."""

    kind: DeadlineKind
    date: dt.date | None = None
    days: int | None = None
    start: Literal["送达次日", "印发日"] | None = None


class Measure(Part):
    no: int
    text: str
    units: tuple[str, ...]
    deadline: Deadline


class Publicised(Part):
    from_: dt.date = Field(alias="from")
    to: dt.date


class FindingRaised(Event):
    """县环保部门 records a problem found at one or more units (第十四条、第十条第一项)."""

    kind: ClassVar = "finding.raised"
    title: ClassVar = "问题登记"
    claims: ClassVar = (article("14"), article("10.1"))
    organs: ClassVar = ("EPB",)
    step: ClassVar = 10

    finding: str = Field(pattern=r"^F-\d{4}-\d{3,}$")
    units: tuple[str, ...]
    issue: str
    source: Source
    category: str | None = None
    indicator: str | None = None
    place: str | None = None
    discovered_on: dt.date
    violation: bool | None = None

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield f"year:{self.finding[2:6]}"


class FindingNotified(Event):
    """The problem is fed back to the units concerned (第十四条)."""

    kind: ClassVar = "finding.notified"
    title: ClassVar = "反馈"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 20

    finding: str
    to: tuple[str, ...]
    doc_no: str | None = None

    def concerned(self) -> tuple[str, ...]:
        return self.to


class RectificationOrdered(Event):
    """The units are to put it right by a deadline, measure by measure (第十四条)."""

    kind: ClassVar = "rectification.ordered"
    title: ClassVar = "限期整改"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 30

    finding: str
    order_version: int
    measures: tuple[Measure, ...]
    letter: Letter
    revises: EntryId | None = None

    def concerned(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for m in self.measures for unit in m.units))


class RectificationSubmitted(Event):
    """A unit reports its measures done (第十四条)."""

    kind: ClassVar = "rectification.submitted"
    title: ClassVar = "整改报完成"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("UNI",)

    finding: str
    measures: tuple[int, ...] | None = None
    unit: str
    receipt_no: str | None = None
    received_on: dt.date | None = None
    text: str | None = None


class ExtensionRequested(Event):
    """A unit asks for a later deadline (口径)."""

    kind: ClassVar = "extension.requested"
    title: ClassVar = "延期申请"
    claims: ClassVar = (by_policy("extension.when"),)
    organs: ClassVar = ("UNI",)

    finding: str
    request: int
    measures: tuple[int, ...] | None = None
    unit: str
    to: dt.date
    receipt_no: str | None = None


class ExtensionDecided(Event):
    """The request is granted until a day, or not (口径)."""

    kind: ClassVar = "extension.decided"
    title: ClassVar = "延期批复"
    claims: ClassVar = (by_policy("extension.max"),)
    organs: ClassVar = ("EPB",)

    finding: str
    request: int
    granted: bool
    to: dt.date | None = None


class RectificationVerified(Event):
    """县环保部门 verifies what was reported done, or a standing measure once a year (细则未规定)."""

    kind: ClassVar = "rectification.verified"
    title: ClassVar = "整改核查"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("EPB",)

    finding: str
    measures: tuple[int, ...] | None = None
    passed: bool
    method: Literal["现场", "书面"]
    verified_by: str | None = None
    yearly: Year | None = None


class FindingClosed(Event):
    """The finding is struck off the list (细则未规定, following 第十四条)."""

    kind: ClassVar = "finding.closed"
    title: ClassVar = "销号"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("EPB",)

    finding: str
    publicised: Publicised | None = None


class FindingReopened(Event):
    """A closed finding is opened again, and why (细则未规定)."""

    kind: ClassVar = "finding.reopened"
    title: ClassVar = "重新打开"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("EPB",)

    finding: str
    why: Literal["反弹", "虚假整改", "标准降低", "新证据"]
    score_year: Year | None = None
