"""An office that imports tables: a ledger in memory with a few units, and files as clerks make them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import xlsxwriter

from ptaudit.application import Opening, Ptaudit
from ptaudit.application.importing import Imported, Unimportable, import_batch
from ptaudit.application.requests import Request
from ptaudit.batch.reading import Options, read
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.record import Record

ZONE = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2025, 12, 30, 9, 0, tzinfo=ZONE)
UNITS = (("清河镇", "镇"), ("河口镇", "镇"), ("高新园区", "园区"))


@dataclass
class Office:
    """*app* keeps the ledger, *folder* the files."""

    app: Ptaudit
    folder: Path

    def text(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    def workbook(self, name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        path = self.folder / name
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for n, row in enumerate(rows):
                for m, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(n, m, cell)
                    elif cell is not None:
                        sheet.write(n, m, cell)
        book.close()
        return path

    def take(
        self, path: Path, options: Options | None = None, *, by: str = "epb", dry_run: bool = False
    ) -> Imported:
        plan = read(path, options or Options())
        return import_batch(self.app, plan, operator=by, dry_run=dry_run)

    def problems(
        self, path: Path, options: Options | None = None, *, by: str = "epb"
    ) -> list[tuple[int, str, str]]:
        """Row, column and code of everything wrong with the file; nothing was recorded."""
        size = self.size
        with pytest.raises(Unimportable) as refused:
            self.take(path, options, by=by)
        assert self.size == size
        found = refused.value.problems
        assert refused.value.params["problems"] == len(found)
        return [(place.row, place.column, failure.code) for place, failure in found]

    @property
    def size(self) -> int:
        return self.app.ledger.head().size

    @property
    def entries(self) -> list[Record]:
        return list(self.app.view().entries())

    def new(self, since: int) -> list[tuple[str, str]]:
        """Kind and day of the entries after position *since*."""
        return [(r.kind, str(r.effective)) for r in self.entries if r.position > since]


def office(folder: Path) -> Office:
    numbers = count(1)
    app = Ptaudit.create(
        "sqlite://",
        Opening(county="测试县", origin="test.example/ptaudit"),
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):032x}",
    )
    units = [RegisterUnit.model_validate({"name": n, "unit_kind": k}) for n, k in UNITS]
    app.execute_all([Request(unit) for unit in units], operator="mdb")
    return Office(app, folder)
