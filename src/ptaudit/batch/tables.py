"""A county's own scoring table (考评细则), read as it is: items in a tree, and every defect by its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from pydantic import ValidationError

from ptaudit.batch import cells, layout, table_columns, table_levels, wording
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


def is_table(lines: Sequence[Sequence[object]]) -> bool:
    """Whether some line of *lines* heads what an item is and what it is worth or how it is scored."""
    found = layout.layout(lines, table_columns.meant)
    fields = {table_columns.meant(heading) for heading in found.said}
    return "name" in fields and bool(fields & {"points", "rule_text"})


def read(
    lines: Sequence[Sequence[object]],
    *,
    group: Group = "8.2",
    mode: Mode = "核定",
    noted: Sequence[RuleWarning] = (),
) -> RuleFile:
    """The table in *lines*, cells as a file holds them; *noted* besides. Raises Malformed for what is none."""
    read, beside = read_lines([[cells.text(cell) for cell in line] for line in lines])
    rows, summed = table_levels.with_headings(read)
    places = table_levels.places(rows)
    parents = {parent for _, parent in places}
    items: list[SaidRuleItem] = []
    found: list[RuleWarning] = [*noted, *beside, *summed]
    first: dict[str, int] = {}
    for row, (code, parent) in zip(rows, places, strict=True):
        items += _items(row, code, parent, group, mode)
        found += _noted(row, has_items=code in parents)
        if row.rule_text:
            other = first.setdefault(row.rule_text, row.number)
            if other != row.number:
                found.append(warning("text_twice", row.number, other=other))
    return RuleFile(
        tuple(items), tuple(SaidWarning(row=w.row, code=w.code, text=w.text) for w in found)
    )


def _items(
    row: Row, code: str, parent: str | None, group: Group, mode: Mode
) -> Iterator[SaidRuleItem]:
    """The row's item, then its parts where its standard names them."""
    everyone = not row.department or _EVERYONE.fullmatch(row.department)
    whole = {
        "code": code,
        "parent": parent,
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
