"""Family C: results of years before the ledger, carried over without their procedure."""

from typing import ClassVar, Literal

from ptaudit.domain.events.base import Event, article
from ptaudit.domain.values import Points, Sequence, Year


class HistoryCarried(Event):
    """A unit's result of a past year as its document of that time says (第十六、二十条)."""

    kind: ClassVar = "history.carried"
    title: ClassVar = "历史年度结果结转"
    claims: ClassVar = (article("16"), article("20"))
    organs: ClassVar = ("REG",)
    step: ClassVar = 0
    registry: ClassVar = True

    unit: str
    year: Year
    name_then: str | None = None
    sequence: Sequence | None = None
    score: Points | None = None
    score_printed: str | None = None
    rank: int | None = None
    completion: Literal["完成", "未完成", "未认定"]
    veto: Literal["是", "否"] | None = None
    advanced: Literal["是", "否"] | None = None
    interviewed: Literal["是", "否"] | None = None
    note: str | None = None
