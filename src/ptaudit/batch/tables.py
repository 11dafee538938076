"""A county's own scoring table (考评细则), read as it is: items in a tree, and every defect by its row."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import ValidationError

from ptaudit.batch import wording
from ptaudit.domain.commands.targets import IssueRules, SaidRuleItem, SaidWarning
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.targets.rule_warnings import plain, warning
from ptaudit.domain.values import to_points

Group: TypeAlias = Literal["8.1", "8.2", "8.3"]
Mode: TypeAlias = Literal["扣分", "得分", "核定"]

#: What a column may be headed; the first heading present is taken.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "section": ("section", "一级指标", "考核项目", "项目"),
    "no": ("no", "序号"),
    "name": ("content", "item", "item_or_group", "指标", "考核内容", "内容"),
    "points": ("points", "分值"),
    "level": ("level", "级别"),
    "rule_text": ("rule_text", "评分标准", "考核标准"),
    "assessor": ("assessing_department", "考核单位", "考评单位"),
    "department": ("department", "责任单位", "部门"),
}
NEEDED = ("section", "name", "points", "rule_text")

_HEADED = re.compile(r"([一二三四五六七八九十]+)[、.．]\s*(.*)", re.DOTALL)
_EVERYONE = re.compile(r"(全部|所有|各).*")
_POINTS = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


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
    return rules_from(rows(data), group=group, mode=mode)


def rows(data: bytes) -> tuple[Row, ...]:
    try:
        lines = list(csv.reader(io.StringIO(_text(data), newline="")))
    except csv.Error as error:
        raise Malformed("table.not_csv", what=str(error)) from None
    return rows_of(lines)


def rows_of(lines: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """The table's lines, of which the first is the heading. Raises Malformed for what is none."""
    if not lines:
        raise Malformed("table.empty")
    places = _places(lines[0])
    found = (
        _row(number, line, places)
        for number, line in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in line)
    )
    return tuple(found)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Malformed("table.encoding")


def _places(heading: Sequence[str]) -> Mapping[str, int]:
    named = [cell.strip() for cell in heading]
    places: dict[str, int] = {}
    for field, headings in COLUMNS.items():
        place = next((named.index(h) for h in headings if h in named), None)
        if place is not None:
            places[field] = place
        elif field in NEEDED:
            raise Malformed("table.no_column", column=headings[0], known="、".join(named))
    return places


def _row(number: int, line: Sequence[str], places: Mapping[str, int]) -> Row:
    def cell(field: str) -> str:
        place = places.get(field)
        return line[place].strip() if place is not None and place < len(line) else ""

    said = cell("points")
    if said and not _POINTS.fullmatch(said):
        raise Malformed("table.points", row=number, said=said)
    level = cell("level")
    return Row(
        number=number,
        section=cell("section"),
        no=cell("no"),
        name=cell("name"),
        points=to_points(said or "0"),
        rule_text=cell("rule_text"),
        assessor=cell("assessor"),
        department=cell("department"),
        is_section=level in ("section", "项目", "一级") if level else not cell("no"),
    )


def rules_from(read: Sequence[Row], *, group: Group, mode: Mode) -> RulesTable:
    codes = _codes(read)
    parents = {row.section_code for row in read if not row.is_section}
    items: list[SaidRuleItem] = []
    found: list[RuleWarning] = []
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
        "parent": None if row.is_section else row.section_code,
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
