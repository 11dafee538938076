"""Family F: self-check reports, and what is sent back to be done again."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from ptaudit.domain.events.base import Event, article
from ptaudit.domain.values import EntryId, Period, Points, Year, ascending


class SelfcheckFiled(Event):
    """A unit's self-check reaches 县环保部门 or, as copy, 县目督办 (第十三条、第十五条第一项)."""

    kind: ClassVar = "selfcheck.filed"
    title: ClassVar = "自查报送"
    claims: ClassVar = (article("13"), article("15.1"))
    organs: ClassVar = ("UNI",)
    step: ClassVar = 25

    unit: str
    year: Year
    period: Period
    recipient: Literal["EPB", "MDB"]
    receipt_no: str | None = None
    filing_version: int
    self_scores: Annotated[tuple[tuple[str, Points], ...], AfterValidator(ascending)] | None = None
    self_total: Points | None = None
    replaces: EntryId | None = None


class SubmissionReturned(Event):
    """The organ that received something sends it back, with the reason (第十一、十三、十五条)."""

    kind: ClassVar = "submission.returned"
    title: ClassVar = "退回"
    claims: ClassVar = (article("11"), article("13"), article("15"))
    organs: ClassVar = ("EPB",)
    competent: ClassVar = (
        "JXW",
        "MDB",
        "CPC",
        "CGV",
    )

    of: Literal["草案", "自查", "佐证", "考评意见", "结果报告"]
    target: EntryId
    target_version: int
    redo_by: dt.date | None = None
