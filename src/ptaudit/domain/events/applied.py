"""Family J, put to use: titles taken back, bonus points, interviews around the day, referral, accountability."""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from ptaudit.domain.events.base import OWN, Event, article, by_policy
from ptaudit.domain.events.results import Interviewee
from ptaudit.domain.values import EntryId, OrganRef, Points, Sha256, Year

RevokedFor: TypeAlias = Literal["一票否决", "结果更正", "弄虚作假", "其他"]


class AdvancedRevoked(Event):
    """县委、县政府 take a title back, and may give the place to the next (第九条第三项、第十七条)."""

    kind: ClassVar = "advanced.revoked"
    title: ClassVar = "撤销先进"
    claims: ClassVar = (article("9.3"), article("17"))
    organs: ClassVar = ("CPC", "CGV")
    step: ClassVar = 82

    year: Year
    unit: str
    ground: RevokedFor
    refill: str | None = None

    def concerned(self) -> tuple[str, ...]:
        return (self.unit,) if self.refill is None else (self.unit, self.refill)


class BonusEntered(Event):
    """Points in the county's other assessment, apart from this one's hundred; taken back with a minus (第十七条)."""

    kind: ClassVar = "bonus.entered"
    title: ClassVar = "目标绩效加分"
    claims: ClassVar = (article("17"), by_policy("bonus.points"))
    organs: ClassVar = ("MDB",)
    step: ClassVar = 83

    year: Year
    unit: str
    bonus_no: int
    amount: Points
    target: EntryId | None = None


class InterviewNotified(Event):
    """The two offices call a unit's leaders to an interview (第十八条)."""

    kind: ClassVar = "interview.notified"
    title: ClassVar = "约谈通知"
    claims: ClassVar = (article("18"),)
    organs: ClassVar = ("OFC-P", "OFC-G")
    step: ClassVar = 84

    year: Year
    unit: str
    day: dt.date
    place: str | None = None
    by: tuple[str, ...] | None = None
    persons: tuple[Interviewee, ...] | None = None


class InterviewFollowed(Event):
    """What came of an interview: the unit's report, then the check of it (口径)."""

    kind: ClassVar = "interview.followed"
    title: ClassVar = "约谈落实"
    claims: ClassVar = (by_policy("interview.follow_up"),)
    organs: ClassVar = ("UNI",)
    competent: ClassVar = ("EPB", "MDB")
    step: ClassVar = 86

    year: Year
    unit: str
    stage: Literal["落实报告", "核查"]
    passed: bool | None = None
    text: str | None = None
    receipt_no: str | None = None


class ResultReferred(Event):
    """The approved results go to those who use them as a reference (第十九条)."""

    kind: ClassVar = "result.referred"
    title: ClassVar = "结果抄送"
    claims: ClassVar = (article("19"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 88

    year: Year
    to: tuple[str, ...]
    units: tuple[str, ...]
    approval: tuple[EntryId, ...]
    scope: Literal["单位", "单位和任职人员"]
    digest: Sha256 | None = None

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        yield from self.approval


class AccountabilityWithdrawn(Event):
    """县目督办 takes its proposal back, with the reason (细则未规定)."""

    kind: ClassVar = "accountability.withdrawn"
    title: ClassVar = "撤回问责建议"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 91

    unit: str
    target: EntryId


class AccountabilityDecided(Event):
    """A competent organ refers, starts, declines or concludes; no case material is kept (第二十条)."""

    kind: ClassVar = "accountability.decided"
    title: ClassVar = "问责处理"
    claims: ClassVar = (article("20"),)
    organs: ClassVar = ("SUP",)
    competent: ClassVar = ("CPC", "CGV")
    step: ClassVar = 92

    unit: str
    target: EntryId
    stage: Literal["移送", "启动", "不予启动", "结论"]
    to: OrganRef | None = None
    outcome: str | None = None


class ArchiveTransferred(Event):
    """A year's files go to the archive; *sha*: of the package handed over (细则未规定)."""

    kind: ClassVar = "archive.transferred"
    title: ClassVar = "归档移交"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 97

    year: Year
    to: str
    items: int
    sha: Sha256 | None = None
    receipt_no: str | None = None
