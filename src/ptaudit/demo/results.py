"""How a year ends: review, opinion, verification, completion, report, approval, circular, interviews."""

import datetime as dt
from collections.abc import Sequence

from ptaudit.demo.diary import said
from ptaudit.demo.year import SEQUENCES, Year
from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DetermineCompletion,
    DoReview,
    IssueOpinion,
    SubmitReport,
    VerifyOpinion,
)
from ptaudit.domain.commands.results import HoldInterview, PublishResult

DAY = dt.date


def reviewed(year: Year) -> None:
    """Review, opinion and verification of both sequences."""
    y = year.year + 1
    rows = tuple({"unit": unit.name} for unit in year.units)
    year.diary.on(
        DAY(y, 1, 12), "epb", said(DoReview, year=year.year, units=rows, on=DAY(y, 1, 12))
    )
    for sequence in SEQUENCES:
        opinion = said(
            IssueOpinion,
            year=year.year,
            sequence=sequence,
            computed=True,
            basis=year.number("环", y),
            on=DAY(y, 1, 16),
        )
        year.diary.on(DAY(y, 1, 16), "epb", opinion)
        verify = said(
            VerifyOpinion, year=year.year, sequence=sequence, computed=True, on=DAY(y, 1, 22)
        )
        year.diary.on(DAY(y, 1, 22), "mdb", verify)


def completed(year: Year, unmet: Sequence[str]) -> None:
    """县委、县政府 determine who met the targets, with the results."""
    y = year.year + 1
    rows = tuple(
        {
            "unit": unit.name,
            "result": "未完成" if unit.name in unmet else "完成",
            "grounds": "约束性指标未达到" if unit.name in unmet else None,
        }
        for unit in year.units
    )
    command = said(
        DetermineCompletion,
        year=year.year,
        units=rows,
        basis=year.number("委纪要", y),
        on=DAY(y, 2, 18),
    )
    year.diary.on(DAY(y, 2, 18), "mdb", command, hour=16)


def reported(year: Year, day: dt.date) -> None:
    year.diary.on(
        day,
        "mdb",
        said(
            SubmitReport,
            year=year.year,
            computed=True,
            on=day,
            basis=year.number("目督", day.year),
        ),
    )


def approved(year: Year, day: dt.date) -> None:
    command = said(
        ApproveResult,
        year=year.year,
        by="县委,县政府",
        meeting="县委常委会第4次",
        basis=year.number("委纪要", day.year),
        on=day,
    )
    year.diary.on(day, "mdb", command, hour=17)


def published(year: Year, day: dt.date, *, irregular: str | None = None) -> None:
    command = said(
        PublishResult,
        year=year.year,
        basis=year.number("委办通报", day.year),
        irregular=irregular,
        on=day,
    )
    year.diary.on(day, "mdb", command, hour=11)


def interviewed(year: Year, day: dt.date, units: Sequence[str]) -> None:
    for name in units:
        command = said(
            HoldInterview,
            unit=name,
            year=year.year,
            by=("县委副书记", "副县长"),
            persons=({"role": "党主要"}, {"role": "政主要"}, {"role": "分管"}),
            minutes=year.number("委纪要", day.year),
            on=day,
        )
        year.diary.on(day, "mdb", command, hour=9)
