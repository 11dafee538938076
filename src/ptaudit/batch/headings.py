"""Which column of a sheet feeds which column of a template, and what is wrong with the headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ptaudit.application.importing import Place
from ptaudit.batch import cells
from ptaudit.batch.sheets import Sheet
from ptaudit.batch.template import NUMBER, Column, Template
from ptaudit.domain.failures import Failure, Malformed
from ptaudit.domain.names import listed, near

#: In ``--map``: a column that is not imported.
LEFT_OUT = "-"
#: Rows searched for the headings; a title may stand above them.
_SEARCHED = 10


@dataclass(frozen=True, slots=True)
class Headings:
    """*row* counts from 0. *columns* by index in the sheet; *number*: where the row's own number is."""

    row: int
    width: int
    columns: tuple[tuple[int, Column], ...]
    number: int | None
    problems: tuple[tuple[Place, Failure], ...]


def headings(
    sheet: Sheet, template: Template, mapping: Mapping[str, str], given: Sequence[str]
) -> Headings:
    """The headings of *sheet*; *given* names columns that the file need not have."""
    known = {*template.by_title, NUMBER, *mapping}
    row, said = _heading_row(sheet, known)
    problems: list[tuple[Place, Failure]] = []
    columns: list[tuple[int, Column]] = []
    number: int | None = None
    seen: dict[str, str] = {}
    for index, heading in enumerate(said):
        if not heading or (target := mapping.get(heading, heading)) == LEFT_OUT:
            continue
        place = Place(sheet.name, row + 1, heading)
        column = template.by_title.get(target) or template.by_name.get(target)
        if column is None and target != NUMBER:
            problems.append((place, _unknown(target, template)))
            continue
        title = column.title if column else NUMBER
        if title in seen:
            twice = Malformed("column.twice", column=title, first=seen[title])
            problems.append((place, twice))
            continue
        seen[title] = heading
        if column is None:
            number = index
        else:
            columns.append((index, column))
    found = {column.name for _, column in columns}
    where = Place(sheet.name, row + 1)
    problems += [
        (where, Malformed("column.missing", column=column.title, template=template.name))
        for column in template.columns
        if column.required and column.name not in found and column.name not in given
    ]
    problems += [
        (where, Malformed("column.mapped_absent", column=heading, known=listed(_named(said))))
        for heading in mapping
        if heading not in said
    ]
    return Headings(row, len(said), tuple(columns), number, tuple(problems))


def _heading_row(sheet: Sheet, known: set[str]) -> tuple[int, list[str]]:
    """The row among the first that has most headings we know; the first that says anything, if none."""
    best, best_row, best_said = -1, 0, [""]
    for row, said in _rows(sheet):
        score = sum(heading in known for heading in said)
        if score > best:
            best, best_row, best_said = score, row, said
    return best_row, best_said


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    tried = 0
    for row, raw in enumerate(sheet.rows):
        said = [re.sub(r"\s+", "", cells.text(cell)) for cell in raw]
        while said and not said[-1]:
            said.pop()
        if said:
            yield row, said
            tried += 1
        if tried == _SEARCHED:
            return


def _unknown(heading: str, template: Template) -> Failure:
    close = near(heading, template.by_title)
    return Malformed(
        "column.unknown", column=heading, near=listed(close), known=listed(list(template.by_title))
    )


def _named(said: Sequence[str]) -> list[str]:
    return [heading for heading in said if heading]
