"""A county's own scoring table (考评细则), read as it is: items in a tree, and every defect by its row."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from pydantic import ValidationError

from ptaudit.batch import cells, wording
from ptaudit.batch.rule_files import RuleFile
from ptaudit.batch.table_rows import Row, read_lines
from ptaudit.domain.commands.targets import SaidRuleItem, SaidWarning
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.targets.rule_warnings import warning
from ptaudit.domain.values import to_points

Group: TypeAlias = Literal["8.1", "8.2", "8.3"]
Mode: TypeAlias = Literal["扣分", "得分", "核定"]
_EVERYONE = re.compile(r"(全部|所有|各).*")


def read(
    lines: Sequence[Sequence[object]],
    *,
    group: Group = "8.2",
    mode: Mode = "核定",
    noted: Sequence[RuleWarning] = (),
) -> RuleFile:
    """The table in *lines*, cells as a file holds them; *noted* besides. Raises Malformed for what is none."""
    rows, beside = read_lines([[cells.text(cell) for cell in line] for line in lines])
    codes = _codes(rows)
    parents = {row.section_code for row in rows if not row.is_section}
    items: list[SaidRuleItem] = []
    found: list[RuleWarning] = [*noted, *beside]
    first: dict[str, int] = {}
    for row in rows:
        code = codes[row.number]
        items += _items(row, code, group, mode)
        found += _noted(row, has_items=row.is_section and code in parents)
        if row.rule_text:
            other = first.setdefault(row.rule_text, row.number)
            if other != row.number:
                found.append(warning("text_twice", row.number, other=other))
    return RuleFile(
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
