"""Which column of a sheet feeds which column of a template, and what is wrong with the headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptaudit.application.importing import Place
from ptaudit.batch import layout
from ptaudit.batch.layout import Layout
from ptaudit.batch.sheets import Sheet
from ptaudit.batch.template import NUMBER, Column, Template
from ptaudit.domain.failures import Failure, Malformed
from ptaudit.domain.names import listed, near

#: In ``--map``: a column that is not imported.
LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class Headings:
    """*row* counts from 0. *columns* by index in the sheet; *number*: where the row's own number is."""

    row: int
    width: int
    columns: tuple[tuple[int, Column], ...]
    number: int | None
    problems: tuple[tuple[Place, Failure], ...]
    #: The heading as it is laid out: its rows, and the blocks side by side.
    layout: Layout


def headings(
    sheet: Sheet, template: Template, mapping: Mapping[str, str], given: Sequence[str]
) -> Headings:
    """The headings of *sheet*; *given* names columns that the file need not have."""
    found_at = layout.layout(sheet.rows, lambda said: _meant(said, template, mapping))
    row, (start, end) = found_at.last, found_at.blocks[0]
    said = list(found_at.said[start:end])
    problems: list[tuple[Place, Failure]] = []
    columns: list[tuple[int, Column]] = []
    number: int | None = None
    seen: dict[str, str] = {}
    for index, heading in enumerate(said):
        if (
            not heading
            or (target := mapping.get(heading) or _meant(heading, template, mapping) or heading)
            == LEFT_OUT
        ):
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
    return Headings(row, len(said), tuple(columns), number, tuple(problems), found_at)


def _meant(heading: str, template: Template, mapping: Mapping[str, str]) -> str | None:
    """The column's title a heading stands for, with or without brackets behind it (得分(分))."""
    if heading in mapping:
        return heading
    for said in (heading, layout.bare(heading)):
        if said in (NUMBER, "序"):
            return NUMBER
        if (column := template.by_title.get(said)) is not None:
            return column.title
    return None


def _unknown(heading: str, template: Template) -> Failure:
    close = near(heading, template.by_title)
    return Malformed(
        "column.unknown", column=heading, near=listed(close), known=listed(list(template.by_title))
    )


def _named(said: Sequence[str]) -> list[str]:
    return [heading for heading in said if heading]
