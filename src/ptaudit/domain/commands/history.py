"""Family C: carry a past year's result over from its document."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import Command, UnitName, arg, opt
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.values import Line, Ordinal, SaidPoints, Sequence, Text, Year


class CarryHistory(Command):
    records: ClassVar = (HistoryCarried,)

    unit: UnitName = arg(1, "单位")
    year: Year = arg(2, "年度")
    completion: Literal["完成", "未完成", "未认定"] = arg(3, "目标任务完成")
    score: SaidPoints | None = opt("得分")
    score_printed: Line | None = opt("原件所载得分", "与得分写法不同时填")
    rank: Ordinal | None = opt("名次")
    sequence: Sequence | None = opt("序列", "A 园区、乡镇(街道),B 县级部门")
    name_then: Line | None = opt("当年名称", "与现名不同时填")
    veto: Literal["是", "否"] | None = opt("一票否决")
    advanced: Literal["是", "否"] | None = opt("先进单位")
    interviewed: Literal["是", "否"] | None = opt("被约谈")
    note: Text | None = opt("备注")
