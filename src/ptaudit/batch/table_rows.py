"""Lines of a county's own scoring table as they are: what each says, which section it is under, which is no item."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ptaudit.batch import layout, points_cell, table_columns
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.targets.rule_warnings import warning
from ptaudit.domain.values import to_points

_HEADED = re.compile(r"([一二三四五六七八九十]+)[、.．]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. *number* counts the heading as row 1."""

    number: int
    section: str
    no: str
    name: str
    points: Decimal
    rule_text: str
    assessor: str
    department: str
    is_section: bool

    @property
    def section_code(self) -> str:
        headed = _HEADED.match(self.section)
        return headed[1] if headed else self.section

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
    places = table_columns.places(found.said)
    rows: list[Row] = []
    noted: list[RuleWarning] = []
    held: tuple[str, int] = ("", 0)
    for number, line in enumerate(lines[found.last + 1 :], found.last + 2):
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
        if row.section:
            held = (row.section, number)
        elif held[0] and not row.is_section:
            row = replace(row, section=held[0])
            noted.append(warning("section_above", number, other=held[1], said=held[0]))
        rows.append(row)
    noted += table_columns.unread(lines[found.last + 1 :], found, set(places.values()))
    return tuple(rows), tuple(noted)


def _row(
    number: int, line: Sequence[str], places: Mapping[str, int], *, alone: bool
) -> tuple[Row, list[RuleWarning]]:
    def cell(field: str) -> str:
        place = places.get(field)
        return line[place] if place is not None and place < len(line) else ""

    said, told = cell("points"), []
    section, behind = points_cell.behind(cell("section"))
    name = cell("name")
    if alone:
        section, behind = points_cell.behind(line[0])
        name = section
    read = points_cell.read(said) if said else points_cell.Read(behind or Decimal(0))
    if read is None:
        raise Malformed("table.points", row=number, said=said)
    if read.none:
        told.append(warning("points_word", number, said=said))
    if read.bonus:
        told.append(warning("points_bonus", number, said=said, points=read.amount))
    level, no = cell("level"), "" if alone else cell("no").rstrip(".．、")
    row = Row(
        number=number,
        section=section if behind is not None else cell("section") or section,
        no=no,
        name=name,
        points=to_points(format(read.amount, "f")),
        rule_text=cell("rule_text"),
        assessor=cell("assessor"),
        department=cell("department"),
        is_section=level in ("section", "项目", "一级")
        if level
        else _is_section(alone, places, no, cell),
    )
    return row, told


def _is_section(
    alone: bool, places: Mapping[str, int], no: str, cell: Callable[[str], str]
) -> bool:
    """A line of its own, or one without a number; where nothing is numbered, one without a standard."""
    if alone:
        return True
    if "no" in places:
        return not no and bool(cell("section"))
    return bool(cell("section")) and not cell("rule_text")
