"""A finding of two units with measures of their own, and how it stands on a day."""

import datetime as dt

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding, SaidMeasure
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.several import Findings, gather
from ptaudit.domain.findings.standing import Standing, standing
from tests.domain.specification import Spec, say, unit

DAY = dt.date
CASE = "F-2023-001"
NOW = DAY(2024, 6, 1)
COUNTY = Spec(operator="epb", today=NOW).given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("sanxi", "三溪乡")
)
RAISED = COUNTY.did(say(RaiseFinding, units="清河镇、河口镇", issue="粪污直排", on="2023-11-03"))
MEASURES = (
    SaidMeasure(text="清运粪污", units=("清河镇",), deadline=DAY(2023, 12, 10)),
    SaidMeasure(text="修复河岸", units=("河口镇",), deadline=DAY(2023, 12, 20)),
    SaidMeasure(text="日常巡河", units=("清河镇", "河口镇"), deadline_kind="长期坚持"),
)
ORDERED = RAISED.did(
    say(OrderRectification, finding=CASE, on="2023-11-06", served="2023-11-07").model_copy(
        update={"measures": MEASURES}
    )
)


def said(command: type[Command], on: str, **more: object) -> Command:
    return say(command, finding=CASE, on=on, **more)


def finding(spec: Spec, on: dt.date = NOW) -> Finding:
    state = Findings()
    for record in clocks.known(spec.records, on):
        state = gather(state, record)
    return state.cases[CASE]


def stands(spec: Spec, on: dt.date, unit: str | None = None) -> Standing:
    return standing(finding(spec, on), spec.registry, on, unit)
