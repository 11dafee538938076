"""After the circular the unit whose report was typed late objects, and is still to be answered."""

import datetime as dt

from ptaudit.application import Ptaudit
from ptaudit.demo.diary import said
from ptaudit.demo.year import Year
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.objections import AcceptObjection, FileObjection
from ptaudit.domain.record import Record
from ptaudit.projections.projection import tagged

DAY = dt.date


def disputed(app: Ptaudit, unit: str, year: int) -> Record:
    """The last score entry of *unit* that rests on a finding."""
    code = app.view().registry.unit(unit).code
    selection = about(f"unit:{code}", f"year:{year}", kinds=("score.entered",))
    return [record for record in app.view().entries(selection) if tagged(record, "finding")][-1]


def objected(year: Year, unit: str) -> None:
    """Filed on the points lost, and taken up: an answer is due a month later."""
    y = year.year

    def filed(app: Ptaudit) -> Command:
        return said(
            FileObjection,
            claim="期限前已报完成,收文在先",
            asks="恢复所扣3分",
            unit=unit,
            year=y,
            about="得分",
            item="A31",
            against=disputed(app, unit, y).id,
            receipt=f"目督收{y + 1}-H031",
            on=DAY(y + 1, 3, 18),
        )

    taken_up = said(
        AcceptObjection,
        objection=f"O-{y}-001",
        due=DAY(y + 1, 4, 20),
        on=DAY(y + 1, 3, 20),
    )
    year.diary.on(DAY(y + 1, 3, 18), "mdb", filed, hour=15)
    year.diary.on(DAY(y + 1, 3, 20), "mdb", taken_up, hour=15)
