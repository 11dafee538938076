"""A county's own scoring table (考评细则), read as it is: items in a tree, and every defect by its row."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import ValidationError

from ptaudit.batch import layout, points_cell, wording
from ptaudit.domain.commands.targets import IssueRules, SaidRuleItem, SaidWarning
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.targets.rule_warnings import plain, warning
from ptaudit.domain.values import to_points

Group: TypeAlias = Literal["8.1", "8.2", "8.3"]
Mode: TypeAlias = Literal["扣分", "得分", "核定"]

#: What a column may be headed; the first heading present is taken.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "section": (
        "section",
        "一级指标",
        "考核项目",
        "项目",
        "考核类别",
        "类别",
        "考评项目",
        "一级项目",
    ),
    "no": ("no", "序号", "编号", "序", "项次"),
    "name": (
        *(
            "content",
            "item",
            "item_or_group",
            "三级指标",
            "指标",
            "考核内容",
            "考评内容",
            "考核指标",
        ),
        *(
            "指标名称",
            "具体内容",
            "考核要点",
            "工作内容",
            "考核事项",
            "评价指标",
            "二级指标",
            "内容",
        ),
    ),
    "points": (
        "points",
        "分值",
        "标准分",
        "标准分值",
        "基本分",
        "基础分",
        "赋分",
        "单项分值",
        "满分",
    ),
    "level": ("level", "级别"),
    "rule_text": (
        *("rule_text", "评分标准", "考核标准", "评分细则", "计分标准", "考评标准", "考核评分标准"),
        *(
            "评分办法",
            "计分办法",
            "评分方法",
            "计分方法",
            "计分规则",
            "考核细则",
            "扣分标准",
            "考核方式",
        ),
    ),
    "assessor": (
        *("assessing_department", "考核单位", "考评单位", "考核部门", "考评部门", "评分部门"),
        *("评分单位", "责任考核单位", "牵头考核单位"),
    ),
    "department": ("department", "责任单位", "部门", "适用单位", "考核对象", "被考核单位"),
}
_FIELDS = {heading: field for field, known in COLUMNS.items() for heading in known}
NEEDED = ("section", "name", "points", "rule_text")

_HEADED = re.compile(r"([一二三四五六七八九十]+)[、.．]\s*(.*)", re.DOTALL)
_EVERYONE = re.compile(r"(全部|所有|各).*")


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


@dataclass(frozen=True, slots=True)
class RulesTable:
    """What a file says, as a command takes it, and what its reading found wrong."""

    items: tuple[SaidRuleItem, ...]
    warnings: tuple[SaidWarning, ...]

    def issue(self, year: int, applies_to: str, full_marks: Decimal = Decimal(100)) -> IssueRules:
        """The command that issues this table; whether it adds up is found when it is decided."""
        return IssueRules(
            year=year,
            applies_to=(applies_to,),
            items=self.items,
            full_marks=full_marks,
            warnings=self.warnings,
        )


def read_rules(path: Path, *, group: Group = "8.2", mode: Mode = "核定") -> RulesTable:
    """The table in *path*, a CSV in UTF-8 or GB18030. Raises Malformed for what cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Malformed("table.unreadable", file=path.name, what=str(error.strerror)) from None
    found, noted = read_lines(_csv(data))
    return rules_from(found, group=group, mode=mode, noted=noted)


def rows(data: bytes) -> tuple[Row, ...]:
    return rows_of(_csv(data))


def _csv(data: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(_text(data), newline="")))
    except csv.Error as error:
        raise Malformed("table.not_csv", what=str(error)) from None


def rows_of(lines: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """The table's lines, of which the first is the heading. Raises Malformed for what is none."""
    return read_lines(lines)[0]


def read_lines(
    lines: Sequence[Sequence[str]],
) -> tuple[tuple[Row, ...], tuple[RuleWarning, ...]]:
    """The items' lines under the heading, and every line and column beside them, by its row."""
    if not any(any(line) for line in lines):
        raise Malformed("table.empty")
    found = layout.layout(lines, _meant)
    places = _places(found.said)
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
    noted += _unread(lines[found.last + 1 :], found, set(places.values()))
    return tuple(rows), tuple(noted)


def _meant(heading: str) -> str | None:
    return _FIELDS.get(heading) or _FIELDS.get(layout.bare(heading))


def _unread(
    lines: Sequence[Sequence[str]], found: layout.Layout, read: set[int]
) -> Iterator[RuleWarning]:
    """Each column that is not read, with how many cells of it are filled in, from the first of them."""
    width = max((len(line) for line in lines), default=0)
    for column in sorted(set(range(width)) - read):
        filled = [
            number
            for number, line in enumerate(lines, found.last + 2)
            if column < len(line)
            and line[column].strip()
            and layout.apart([cell.strip() for cell in line], found.said) is None
        ]
        if filled:
            heading = found.said[column] if column < len(found.said) else ""
            named = heading or f"第{column + 1}列"
            yield warning("column_unread", filled[0], heading=named, count=len(filled))


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Malformed("table.encoding")


def _places(heading: Sequence[str]) -> Mapping[str, int]:
    named = [cell if cell in _FIELDS else layout.bare(cell) for cell in map(layout.plain, heading)]
    places: dict[str, int] = {}
    for field, headings in COLUMNS.items():
        place = next((named.index(h) for h in headings if h in named), None)
        if place is not None:
            places[field] = place
        elif field in NEEDED and field != "section":
            raise Malformed("table.no_column", column=headings[0], known="、".join(named))
    return places


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


def rules_from(
    read: Sequence[Row], *, group: Group, mode: Mode, noted: Sequence[RuleWarning] = ()
) -> RulesTable:
    codes = _codes(read)
    parents = {row.section_code for row in read if not row.is_section}
    items: list[SaidRuleItem] = []
    found: list[RuleWarning] = list(noted)
    first: dict[str, int] = {}
    for row in read:
        code = codes[row.number]
        items += _items(row, code, group, mode)
        found += _noted(row, has_items=row.is_section and code in parents)
        if row.rule_text:
            other = first.setdefault(row.rule_text, row.number)
            if other != row.number:
                found.append(warning("text_twice", row.number, other=other))
    return RulesTable(
        tuple(items), tuple(SaidWarning(row=w.row, code=w.code, text=w.text) for w in found)
    )


def _codes(read: Sequence[Row]) -> Mapping[int, str]:
    """A code a row: its number; after its section's code where two sections number alike.

    Where one number has several rows of one section, each has a letter as well.
    """
    items = [row for row in read if not row.is_section and row.no]
    sections = Counter(no for _, no in {(row.section, row.no) for row in items})
    alike = any(count > 1 for count in sections.values())
    several = Counter((row.section, row.no) for row in items)
    seen: Counter[tuple[str, str]] = Counter()
    codes: dict[int, str] = {}
    for row in read:
        if row.is_section:
            codes[row.number] = row.section_code
            continue
        key = (row.section, row.no)
        code = f"{row.section_code}-{row.no}" if alike else row.no
        if several[key] > 1:
            code += chr(ord("a") + seen[key]) if seen[key] < 26 else f"-{seen[key] + 1}"
            seen[key] += 1
        codes[row.number] = code if row.no else f"row{row.number}"
    return codes


def _items(row: Row, code: str, group: Group, mode: Mode) -> Iterator[SaidRuleItem]:
    """The row's item, then its parts where its standard names them."""
    everyone = not row.department or _EVERYONE.fullmatch(row.department)
    whole = {
        "code": code,
        "parent": None if row.is_section else row.section_code or None,
        "no": row.no or None,
        "name": row.title,
        "group": group,
        "mode": mode,
        "points": row.points,
        "rule_text": row.rule_text or row.title,
        "assessor": row.assessor or None,
        "applies_to": () if everyone else row.department,
        "row": row.number,
    }
    yield _said(row, whole)
    named = wording.parts(row.rule_text)
    if [part.points for part in named] in ([], [row.points]):
        return
    for n, part in enumerate(named, 1):
        text = part.text or row.title
        points = to_points(part.points)
        below = {"code": f"{code}.{n}", "parent": code, "no": None, "name": text[:200]}
        yield _said(row, {**whole, **below, "points": points, "rule_text": text})


def _said(row: Row, fields: Mapping[str, object]) -> SaidRuleItem:
    try:
        return SaidRuleItem.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        column = ".".join(str(step) for step in first["loc"])
        raise Malformed("table.cell", row=row.number, column=column, what=first["type"]) from None


def _noted(row: Row, *, has_items: bool) -> Iterator[RuleWarning]:
    """Defects of one row that its wording shows; sums are the tree's to check."""
    if not row.is_section and not row.no:
        yield warning("no_number", row.number)
    if not row.rule_text:
        if not has_items:
            yield warning("text_missing", row.number)
        return
    for text in wording.bare(row.rule_text, row.points):
        yield warning("no_unit", row.number, text=text)
    listed, marked = wording.unmarked(row.rule_text)
    if wording.parts(row.rule_text) and marked < listed:
        yield warning("parts_unmarked", row.number, listed=listed, marked=marked)
    over = [amount for amount in wording.given(row.rule_text) if amount > row.points]
    if over and row.points:
        amounts = "、".join(plain(amount) for amount in over)
        yield warning("over_limit", row.number, amounts=amounts, points=row.points)
    if wording.is_floor_silent(row.rule_text):
        yield warning("floor_silent", row.number)
