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
    #: Columns known that feed none of the template's, by index and heading.
    aside: tuple[tuple[int, str], ...]
    #: The heading as it is laid out: its rows, and the blocks side by side.
    layout: Layout


def headings(
    sheet: Sheet, template: Template, mapping: Mapping[str, str], given: Sequence[str]
) -> Headings:
    """The headings of *sheet*; *given* names columns that the file need not have."""
    found_at = layout.layout(
        sheet.rows, lambda said: _meant(said, template, mapping) or _aside(said, template)
    )
    row, (start, end) = found_at.last, found_at.blocks[0]
    said = list(found_at.said[start:end])
    problems: list[tuple[Place, Failure]] = []
    columns: list[tuple[int, Column]] = []
    number: int | None = None
    seen: dict[str, str] = {}
    aside: list[tuple[int, str]] = []
    beside = _beside(said, template, mapping)
    for index, heading in enumerate(said):
        if (
            not heading
            or (target := mapping.get(heading) or _meant(heading, template, mapping) or heading)
            == LEFT_OUT
        ):
            continue
        if heading in beside:
            aside.append((index, heading))
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
    return Headings(
        row, len(said), tuple(columns), number, tuple(problems), tuple(aside), found_at
    )


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


def _aside(heading: str, template: Template) -> str | None:
    known = template.aside.headings if template.aside is not None else ()
    return next((said for said in (heading, layout.bare(heading)) if said in known), None)


def _beside(said: Sequence[str], template: Template, mapping: Mapping[str, str]) -> frozenset[str]:
    """Headings that feed no column; one that is a column's where what it goes with is not there."""
    found = {
        heading
        for heading in said
        if heading not in mapping
        and _meant(heading, template, mapping) is None
        and _aside(heading, template) is not None
    }
    if template.aside is not None and template.aside.unless is not None:
        heading, needed = template.aside.unless
        column = template.by_name[needed]
        fed = {template.by_title.get(mapping.get(h, h)) for h in said}
        if heading in said and heading not in mapping and column not in fed:
            found.add(heading)
    return frozenset(found)


def _unknown(heading: str, template: Template) -> Failure:
    close = near(heading, template.by_title)
    return Malformed(
        "column.unknown", column=heading, near=listed(close), known=listed(list(template.by_title))
    )


def _named(said: Sequence[str]) -> list[str]:
    return [heading for heading in said if heading]
