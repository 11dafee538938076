"""One full and one minimal event of each kind of tasks, indicator values and duties."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.duties import DutyRecorded
from ptaudit.domain.events.tasks import (
    CertifiedValue,
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    ReportedValue,
    TargetDecomposed,
    Task,
    TaskReported,
)
from tests.domain.events.samples_registers import EARLIER

TASKS: tuple[tuple[Event, Event], ...] = (
    (
        TargetDecomposed(
            unit="qinghe", year=2025, decomposition_version=2,
            tasks=(
                Task(
                    code="T01", target="PM10", text="工地扬尘全覆盖", responsible="分管副镇长",
                    due=dt.date(2025, 10, 31),
                ),
            ),
            receipt_no="收文2025-0101", revises=EARLIER,
        ),
        TargetDecomposed(
            unit="qinghe", year=2025, decomposition_version=1,
            tasks=(
                Task(code="T01", text="秸秆禁烧", responsible="农业办", due=dt.date(2025, 12, 31)),
            ),
        ),
    ),
    (
        TaskReported(
            unit="qinghe", year=2025, task="T01", percent=Decimal("62.5"), text="已完成五个工地",
            receipt_no="收文2025-0180",
        ),
        TaskReported(unit="qinghe", year=2025, task="T01", percent=Decimal(100)),
    ),
    (
        IndicatorReported(
            unit="qinghe", year=2025, period="上半年",
            values=(
                ReportedValue(indicator="COD", value=Decimal("-0.5")),
                ReportedValue(indicator="PM10", value=Decimal("63.2"), unit_of_measure="微克/立方米"),
            ),
            report_version=2, receipt_no="收文2025-0210", revises=EARLIER,
        ),
        IndicatorReported(
            unit="qinghe", year=2025, period="全年",
            values=(ReportedValue(indicator="PM10", value=Decimal(63)),), report_version=1,
        ),
    ),
    (
        IndicatorCertified(
            year=2025, indicator="PM10", period="全年", unit_of_measure="微克/立方米",
            values=(
                CertifiedValue(unit="hekou", value=Decimal("61.05")),
                CertifiedValue(unit="qinghe", value=Decimal("63.4")),
            ),
            certification_version=2, revises=EARLIER,
        ),
        IndicatorCertified(
            year=2025, indicator="PM10", period="12月",
            values=(CertifiedValue(unit="qinghe", value=Decimal(0)),), certification_version=1,
        ),
    ),
    (
        IndicatorWaived(
            year=2025, indicator="A23", units=("hekou", "qinghe"), treatment="转移",
            to_item="A22", revises=EARLIER,
        ),
        IndicatorWaived(year=2025, indicator="A23", units=("qinghe",)),
    ),
    (
        DutyRecorded(
            unit="qinghe", year=2025, duty="9.1-c", quarter=1, subject="部署一季度环保工作",
            figures=(("出席人数", Decimal(11)), ("议题", Decimal(2))), receipt_no="收文2025-0066",
        ),
        DutyRecorded(unit="qinghe", year=2025, duty="9.1-f"),
    ),
)  # fmt: skip
