"""Family D, carried out: tasks a unit makes of its targets, and indicator values reported and certified."""

import datetime as dt
from typing import ClassVar, Literal, TypeAlias

from ptaudit.domain.events.base import Event, Part, article, by_policy
from ptaudit.domain.values import EntryId, Number, Year

#: 撤销: the indicator concerns the units after all.
Treatment: TypeAlias = Literal["折算", "满分", "零分", "转移", "撤销"]
#: What a value is of: the whole year, a half, a quarter or a month of it.
Span: TypeAlias = Literal[
    "全年", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度",
    "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
]  # fmt: skip


class Task(Part):
    """One piece of a target: who does it by when. *target*: the code of the target it serves."""

    code: str
    target: str | None = None
    text: str
    responsible: str
    due: dt.date


class ReportedValue(Part):
    indicator: str
    value: Number
    unit_of_measure: str | None = None


class CertifiedValue(Part):
    unit: str
    value: Number


class TargetDecomposed(Event):
    """A unit makes tasks of its targets; a later version replaces them all (第十二条)."""

    kind: ClassVar = "target.decomposed"
    title: ClassVar = "细化分解"
    claims: ClassVar = (article("12"),)
    organs: ClassVar = ("UNI",)
    step: ClassVar = 21

    unit: str
    year: Year
    decomposition_version: int
    tasks: tuple[Task, ...]
    receipt_no: str | None = None
    revises: EntryId | None = None


class TaskReported(Event):
    """How far a task is; *percent* of 0 to 100, done at 100 (第十二条)."""

    kind: ClassVar = "task.reported"
    title: ClassVar = "任务进展"
    claims: ClassVar = (article("12"),)
    organs: ClassVar = ("UNI",)
    step: ClassVar = 22

    unit: str
    year: Year
    task: str
    percent: Number
    text: str | None = None
    receipt_no: str | None = None


class IndicatorReported(Event):
    """Values a unit reports of itself; effective: the day they were received (第十二、十三条)."""

    kind: ClassVar = "indicator.reported"
    title: ClassVar = "指标值填报"
    claims: ClassVar = (article("12"), article("13"))
    organs: ClassVar = ("UNI",)
    competent: ClassVar = ("DEP",)
    step: ClassVar = 24

    unit: str
    year: Year
    period: Span
    values: tuple[ReportedValue, ...]
    report_version: int
    receipt_no: str | None = None
    revises: EntryId | None = None


class IndicatorCertified(Event):
    """The values of one indicator that count, for many units in one paper; a later one revises (第十五条第二项)."""

    kind: ClassVar = "indicator.certified"
    title: ClassVar = "指标值核定"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = ("DEP", "SUP")
    step: ClassVar = 28

    year: Year
    indicator: str
    period: Span
    unit_of_measure: str | None = None
    values: tuple[CertifiedValue, ...]
    certification_version: int
    revises: EntryId | None = None

    def concerned(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.values)


class IndicatorWaived(Event):
    """缺项: an indicator does not concern units. Without *treatment* 口径 says what becomes of its points."""

    kind: ClassVar = "indicator.waived"
    title: ClassVar = "缺项认定"
    claims: ClassVar = (article("8"), by_policy("na_indicator"))
    organs: ClassVar = ("JXW",)
    step: ClassVar = 26

    year: Year
    indicator: str
    units: tuple[str, ...]
    treatment: Treatment | None = None
    to_item: str | None = None
    revises: EntryId | None = None
