"""Lines of a county's own scoring table as they are: what each says, which section it is under, which is no item."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ptaudit.batch import layout, outline, points_cell, table_columns, wording
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.targets.rule_warnings import warning
from ptaudit.domain.values import to_points

_HEADED = re.compile(r"([一二三四五六七八九十]+)[、.．]\s*(.*)", re.DOTALL)
#: A level's name, and the points in brackets behind it.
Level = tuple[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. *number* counts the heading as row 1.

    *middle* is the level between section and item, where the table has one. *level_points*: what
    the line says of its section and of its middle level beside its own points.
    """

    number: int
    section: str
    no: str
    name: str
    points: Decimal
    rule_text: str
    assessor: str
    department: str
    is_section: bool
    middle: str = ""
    level_points: tuple[Decimal | None, Decimal | None] = (None, None)

    @property
    def section_code(self) -> str:
        headed = _HEADED.match(self.section)
        return headed[1] if headed else self.section

    @property
    def above(self) -> str:
        """The code of what an item of this line stands under: its middle level, else its section."""
        if not self.middle:
            return self.section_code
        found = outline.numbered(self.middle)
        own = found.label if found is not None else self.middle
        return f"{self.section_code}-{own}" if self.section else own

    @property
    def title(self) -> str:
        return self.name or self.section


def read_lines(
    lines: Sequence[Sequence[str]],
) -> tuple[tuple[Row, ...], tuple[RuleWarning, ...]]:
    """The items' lines under the heading, and every line and column beside them, by its row."""
    if not any(any(line) for line in lines):
        raise Malformed("table.empty")
    found = layout.layout(lines, table_columns.meant)
    below = lines[found.last + 1 :]
    places = table_columns.levelled(found.said, table_columns.places(found.said), below)
    rows: list[Row] = []
    noted: list[RuleWarning] = []
    held: tuple[str, int] = ("", 0)
    middle = ""
    headed = _sections_numbered(below, places.get("no"))
    for number, line in enumerate(below, found.last + 2):
        said = [cell.strip() for cell in line]
        if not any(said):
            continue
        sort = layout.apart(said, found.said)
        if sort in ("total", "note", "again"):
            words = " ".join(text for text in said if text)[:60]
            noted.append(warning(f"line_{sort}", number, said=words))
            continue
        row, told = _row(number, said, places, alone=sort == "alone")
        noted += told
        if headed and outline.label(row.no).style == "han":
            row = replace(row, section=f"{row.no}、{row.title}", name="", no="", is_section=True)
        if row.section:
            middle = middle if row.section == held[0] else ""
            held = (row.section, number)
        elif held[0] and not row.is_section:
            row = replace(row, section=held[0])
            if "section" in places:
                noted.append(warning("section_above", number, other=held[1], said=held[0]))
        middle = row.middle or middle
        rows.append(replace(row, middle="" if row.is_section else middle))
    if "points" not in places and not any(row.points for row in rows):
        raise table_columns.lacking("points", found.said)
    noted += table_columns.unread(below, found, set(places.values()))
    return _numbers_in_names(rows, places), tuple(noted)


def _sections_numbered(lines: Sequence[Sequence[str]], place: int | None) -> bool:
    """Whether 一、二 in the column of numbers are sections: others are numbered otherwise."""
    if place is None:
        return False
    numbers = {line[place].strip() for line in lines if place < len(line)} - {""}
    styles = {outline.label(no).style for no in numbers}
    return "han" in styles and len(styles) > 1


def _numbers_in_names(rows: Sequence[Row], places: Mapping[str, int]) -> tuple[Row, ...]:
    """``1.1 研究部署`` as number and name, in a table without numbers of its own that does so throughout."""
    found = {row.number: outline.numbered(row.name) for row in rows if not row.is_section}
    if (
        "no" in places
        or not found
        or not all(one is not None and one.rest for one in found.values())
    ):
        return tuple(rows)
    return tuple(
        replace(row, no=row.name[: len(row.name) - len(one.rest)].strip(" 、.．"), name=one.rest)
        if (one := found.get(row.number)) is not None
        else row
        for row in rows
    )


def _row(
    number: int, line: Sequence[str], places: Mapping[str, int], *, alone: bool
) -> tuple[Row, list[RuleWarning]]:
    def cell(field: str) -> str:
        place = places.get(field)
        return line[place] if place is not None and place < len(line) else ""

    section, behind = points_cell.behind(line[0] if alone else cell("section"))
    middle, between = points_cell.behind(cell("middle"))
    name, own = section if alone else cell("name"), behind
    level, no = cell("level"), "" if alone else cell("no").rstrip(".．、")
    is_section = (
        level in ("section", "项目", "一级") if level else _is_section(alone, places, no, cell)
    )
    if not is_section and not cell("points"):
        name, own = points_cell.behind(name)
    points, told = _points(number, cell("points"), own, "" if is_section else cell("rule_text"))
    row = Row(
        number=number,
        section=section if behind is not None else cell("section") or section,
        no=no,
        name=name,
        points=to_points(format(points, "f")),
        rule_text=cell("rule_text"),
        assessor=cell("assessor"),
        department=cell("department"),
        is_section=is_section,
        middle=middle,
        level_points=(None if is_section else behind, between),
    )
    return row, told


def _points(
    number: int, said: str, behind: Decimal | None, text: str
) -> tuple[Decimal, list[RuleWarning]]:
    """What the cell says; where it is empty the brackets behind the name, then the standard itself."""
    if not said:
        if behind is None and (worth := wording.worth(text)) is not None:
            return worth, [warning("points_from_text", number, points=worth)]
        return behind or Decimal(0), []
    read = points_cell.read(said)
    if read is None:
        raise Malformed("table.points", row=number, said=said)
    told = [warning("points_word", number, said=said)] if read.none else []
    if read.bonus:
        told.append(warning("points_bonus", number, said=said, points=read.amount))
    return read.amount, told


def _is_section(
    alone: bool, places: Mapping[str, int], no: str, cell: Callable[[str], str]
) -> bool:
    """A line of its own, or one without a number; where nothing is numbered, one without a standard."""
    if alone:
        return True
    if "middle" in places and cell("name"):
        return False
    if "no" in places:
        return not no and bool(cell("section"))
    return bool(cell("section")) and not cell("rule_text")
