"""Families E, F and G, beside the score: duties carried out, notices sent, what was not filed."""

import datetime as dt
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ptaudit.domain.events.base import OWN, Claim, Event, Part, article, by_policy
from ptaudit.domain.values import EntryId, Number, Period, Points, Year, ascending

About: TypeAlias = Literal["催报", "逾期通报", "结果预告知", "两年预警", "否决后果", "其他"]
Channel: TypeAlias = Literal["函", "通知", "公文系统", "短信", "电话", "当面"]


class Window(Part):
    """Days from *from_* to *to*, both included, in which the addressee may answer."""

    from_: dt.date = Field(alias="from")
    to: dt.date


class DutyRecorded(Event):
    """A duty of the register was carried out; effective: the day it was held (第九、十条)."""

    kind: ClassVar = "duty.recorded"
    title: ClassVar = "履职事项登记"
    claims: ClassVar = (article("9"), article("10"))
    organs: ClassVar = ("UNI",)
    step: ClassVar = 24

    unit: str
    year: Year
    duty: str
    quarter: int | None = None
    subject: str | None = None
    figures: Annotated[tuple[tuple[str, Number], ...], AfterValidator(ascending)] | None = None
    receipt_no: str | None = None

    def claimed(self) -> tuple[Claim, ...]:
        """The article that asks for it, which the code names: ``9.1-c``."""
        return (article(self.duty.partition("-")[0]),)


class SelfcheckMissed(Event):
    """县环保部门 finds, as a fact on paper, that a self-check was not filed (第十三条)."""

    kind: ClassVar = "selfcheck.missed"
    title: ClassVar = "自查未报认定"
    claims: ClassVar = (article("13"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = ("MDB",)
    step: ClassVar = 27

    year: Year
    period: Period
    units: tuple[str, ...]
    due: dt.date


class NoticeSent(Event):
    """Units are told of something (*target*: an entry), and by when they may answer (第十三、十四条,口径)."""

    kind: ClassVar = "notice.sent"
    title: ClassVar = "告知"
    claims: ClassVar = (
        article("13"),
        article("14"),
        article("9.3"),
        by_policy("objection.window.before"),
        OWN,
    )
    organs: ClassVar = ("MDB",)
    competent: ClassVar = ("EPB",)
    step: ClassVar = 27

    about: About
    year: Year
    units: tuple[str, ...]
    channel: Channel
    period: Period | None = None
    finding: str | None = None
    case: str | None = None
    target: EntryId | None = None
    scores: Annotated[tuple[tuple[str, Points], ...], AfterValidator(ascending)] | None = None
    window: Window | None = None
    text: str | None = None

    def claimed(self) -> tuple[Claim, ...]:
        """By what it is about: nothing but a reminder is owed to 第十三、十四条."""
        match self.about:
            case "催报" | "逾期通报":
                return (article("13" if self.finding is None else "14"),)
            case "结果预告知":
                return (by_policy("objection.window.before"),)
            case "否决后果":
                return (article("9.3"),)
            case _:
                return (OWN,)
