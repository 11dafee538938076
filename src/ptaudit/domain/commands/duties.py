"""Family E: record a duty carried out."""

from typing import Annotated, ClassVar

from pydantic import Field

from ptaudit.domain.commands.base import PAIRS, Command, UnitName, arg, opt
from ptaudit.domain.events.duties import DutyRecorded
from ptaudit.domain.values import Line, Ordinal, SaidNumber, Text, Year


class RecordDuty(Command):
    """*on* is the day it was held or done."""

    records: ClassVar = (DutyRecorded,)

    unit: UnitName = arg(1, "单位")
    duty: Line = arg(2, "履职代码", "见 ptaudit duty list")
    year: Year | None = opt("年度", "不填按日期推定")
    quarter: Annotated[Ordinal | None, Field(le=4)] = opt("季度", "不填按日期推定")
    subject: Text | None = opt("内容")
    figures: Annotated[tuple[tuple[Line, SaidNumber], ...], PAIRS] = opt(
        "数字", "名称=数,可重复", default=()
    )
    receipt: Line | None = opt("收文号")
