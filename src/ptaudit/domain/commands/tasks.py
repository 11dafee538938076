"""Family D, carried out: break targets into tasks, report on them; report, certify and waive indicators."""

from typing import ClassVar

from ptaudit.domain.commands.base import Command, Said, UnitName, UnitNames, arg, need, opt
from ptaudit.domain.events.tasks import (
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    Span,
    TargetDecomposed,
    TaskReported,
    Treatment,
)
from ptaudit.domain.values import Line, Ordinal, SaidDay, SaidNumber, Text, Year


class SaidTask(Said):
    """One task of one unit: a row of the table of tasks."""

    text: Text = need("任务")
    due: SaidDay = need("完成时限")
    responsible: Line = need("责任人", "岗位或处室")
    target: Line | None = opt("指标代码", "所承担的目标")
    code: Line | None = opt("任务编号", "不填顺次编号")


class DecomposeTargets(Command):
    """*on* is the day of the unit's paper; a later version takes the place of the former one whole."""

    records: ClassVar = (TargetDecomposed,)

    unit: UnitName = arg(1, "单位")
    tasks: tuple[SaidTask, ...] = need("任务表", min_length=1)
    year: Year | None = opt("年度", "不填按日期推定")
    receipt: Line | None = opt("收文号")
    decomposition_version: Ordinal | None = opt("版次", "不填顺次编号")


class ReportTask(Command):
    records: ClassVar = (TaskReported,)

    unit: UnitName = arg(1, "单位")
    task: Line = arg(2, "任务编号")
    percent: SaidNumber = arg(3, "完成比例", "0 至 100,做完为 100")
    year: Year | None = opt("年度", "不填按日期推定")
    text: Text | None = opt("进展情况")
    receipt: Line | None = opt("收文号")


class SaidReportedValue(Said):
    """One value of one unit, as it says itself."""

    indicator: Line = need("指标代码")
    value: SaidNumber = need("数值")
    unit_of_measure: Line | None = opt("计量单位", "不填为目标任务所定")


class ReportIndicators(Command):
    """*on* is the day the values were received."""

    records: ClassVar = (IndicatorReported,)

    unit: UnitName = arg(1, "单位")
    values: tuple[SaidReportedValue, ...] = need("指标值", min_length=1)
    period: Span = opt("时段", default="全年")
    year: Year | None = opt("年度", "不填按日期推定")
    receipt: Line | None = opt("收文号")
    report_version: Ordinal | None = opt("填报次数", "不填顺次编号")


class SaidCertifiedValue(Said):
    unit: UnitName = need("单位")
    value: SaidNumber = need("数值")


class CertifyIndicator(Command):
    """A later certification revises the former for the units it names."""

    records: ClassVar = (IndicatorCertified,)

    indicator: Line = arg(1, "指标代码")
    values: tuple[SaidCertifiedValue, ...] = need("核定值", min_length=1)
    unit_of_measure: Line | None = opt("计量单位", "不填为目标任务所定")
    period: Span = opt("时段", default="全年")
    year: Year | None = opt("年度", "不填按日期推定")
    certification_version: Ordinal | None = opt("核定次数", "不填顺次编号")


class WaiveIndicator(Command):
    records: ClassVar = (IndicatorWaived,)

    indicator: Line = arg(1, "指标代码")
    units: UnitNames = arg(2, "单位", "可写多个", min_length=1)
    year: Year = need("年度")
    treatment: Treatment | None = opt("分值处理", "文件未写明的不填,按口径 na_indicator")
    to_item: Line | None = opt("转入指标", "转移时填")
