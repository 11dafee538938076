"""A workbook of many rows recorded in one append, all guards on, from the file to the last entry."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from bench.measured import Measured
from bench.timing import rates
from ptaudit.application import Opening, Ptaudit
from ptaudit.application.importing import import_batch
from ptaudit.application.requests import Request
from ptaudit.batch import reading
from ptaudit.batch.template import NUMBER
from ptaudit.batch.templates import TABLES
from ptaudit.demo import rulebook
from ptaudit.demo.diary import said
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptRegulation, OpenYear
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.targets import IssueRules, SubmitDraft

ZONE = dt.timezone(dt.timedelta(hours=8))
UNITS = 98
YEARS = range(2021, 2026)
COLUMNS = ("unit", "item", "deduct", "year", "stage", "note", "on")


def workbook(folder: Path, runs: int, rows: int = 20_000) -> Iterator[Measured]:
    path = folder / "计分.xlsx"
    _write(path, rows)
    apps = iter([_county(folder / f"import-{n}.db") for n in range(runs)])

    def ours() -> int:
        app = next(apps)
        plan = reading.read(path, reading.Options(template="计分"))
        done = import_batch(app, plan, operator="epb")
        app.close()
        assert done.recorded == rows
        return rows

    found = rates({"ours": ours}, runs)
    yield Measured(
        f"import of a workbook of {rows:,} rows", rows, found["ours"], "/s", target=1_500.0
    )


def _write(path: Path, rows: int) -> None:
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("计分")
    titles = (TABLES["计分"].by_name[name].title for name in COLUMNS)
    sheet.write_row(0, 0, (NUMBER, *titles))
    for n in range(rows):
        unit, year = n % UNITS, YEARS[n // UNITS % len(YEARS)]
        item = ("A13", "A31", "A32")[n % 3]
        day, points = f"{year}-12-{n % 28 + 1:02d}", (1 + n % 9) / 100
        cells = (n + 1, f"第{unit}镇", item, points, year, "审核", f"第{n}件", day)
        sheet.write_row(n + 1, 0, cells)
    book.close()


def _county(path: Path) -> Ptaudit:
    now = dt.datetime(2026, 1, 5, 9, tzinfo=ZONE)
    app = Ptaudit.create(
        f"sqlite:///{path}",
        Opening(county="清源县", origin="qingyuan.example/ptaudit"),
        clock=lambda: now,
        new_id=lambda: uuid4().hex,
    )
    begun = dt.date(2018, 1, 1)
    title = "清源县环境保护党政同责工作目标绩效管理实施细则"
    commands = [
        said(AdoptRegulation, title=title, in_force=begun, on=begun, basis="清委办〔2018〕1号"),
        *(said(RegisterUnit, name=f"第{n}镇", unit_kind="镇") for n in range(UNITS)),
    ]
    for year in YEARS:
        day = dt.date(year, 1, 10)
        commands.append(said(OpenYear, year=year, due={"审定": dt.date(year + 1, 2, 28)}, on=day))
    app.execute_all([Request(command) for command in commands], operator="mdb")
    for year in YEARS:
        app.execute(_rules(SubmitDraft, year, draft="考评细则"), operator="epb")
        app.execute(_rules(IssueRules, year, basis=f"清绩委〔{year}〕1号"), operator="mdb")
    return app


def _rules(command: type[Command], year: int, **more: str) -> Command:
    day = dt.date(year, 2, 5 if command is SubmitDraft else 20)
    items, marks = rulebook.items("A"), Decimal(100)
    return said(
        command, year=year, applies_to=("A",), items=items, full_marks=marks, on=day, **more
    )
