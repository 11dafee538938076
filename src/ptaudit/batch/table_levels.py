"""Levels of a county's own scoring table: headings that share a line with an item, and the codes of all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ptaudit.batch import outline
from ptaudit.batch.table_rows import Row
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.targets.rule_warnings import warning


def with_headings(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[RuleWarning, ...]]:
    """*rows*, and before the first item of a level that has no line of its own a row for it.

    A section is one where its cell says its points; a middle level always, with its items' sum where
    it says none.
    """
    found: list[Row] = []
    noted: list[RuleWarning] = []
    known = {row.section for row in rows if row.is_section}
    middles: set[str] = set()
    for row in rows:
        points, between = row.level_points
        if not row.is_section and points is not None and row.section not in known:
            known.add(row.section)
            found.append(_heading(row, row.section, points))
        if row.middle and row.above not in middles:
            middles.add(row.above)
            if between is None:
                below = [one.points for one in rows if one.middle and one.above == row.above]
                between = sum(below, Decimal(0))
                noted.append(warning("points_summed", row.number, said=row.middle, points=between))
            found.append(replace(_heading(row, row.middle, between), middle=row.middle))
        found.append(row)
    return tuple(found), tuple(noted)


def _heading(row: Row, name: str, points: Decimal) -> Row:
    return replace(
        row,
        no="",
        name=name,
        points=points.quantize(Decimal("0.01")),
        rule_text="",
        department="",
        is_section=True,
        middle="",
    )


def places(rows: Sequence[Row]) -> tuple[tuple[str, str | None], ...]:
    """The code of each row, and that of what it stands under.

    An item's is its number; after its level's code where two levels number alike, or where it is of
    a style that levels are numbered in. Where one number has several rows of one level, each has a
    letter as well. Numbers of several styles under one heading are an outline of their own.
    """
    items = [n for n, row in enumerate(rows) if not row.is_section]
    levels = Counter(no for _, no in {(rows[n].above, rows[n].no) for n in items if rows[n].no})
    alike = any(count > 1 for count in levels.values())
    under = _outlined(rows, items)
    codes: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for n in items:
        seen[_code(rows, n, under, codes, alike=alike)] += 1
        codes[n] = _code(rows, n, under, codes, alike=alike)
    several = {code for code, count in seen.items() if count > 1}
    used: Counter[str] = Counter()
    codes = {}
    found: list[tuple[str, str | None]] = []
    for n, row in enumerate(rows):
        if row.is_section:
            above = row.section_code if row.middle and row.section else None
            found.append((row.above, above))
            continue
        code = _code(rows, n, under, codes, alike=alike)
        if code in several:
            used[code] += 1
            k = used[code]
            code += chr(ord("a") + k - 1) if k <= 26 else f"-{k}"
        codes[n] = code if row.no else f"row{row.number}"
        above_of = under.get(n)
        found.append((codes[n], codes[above_of] if above_of is not None else row.above or None))
    return tuple(found)


def _code(
    rows: Sequence[Row], n: int, under: dict[int, int], codes: dict[int, str], *, alike: bool
) -> str:
    row = rows[n]
    one = outline.label(row.no)
    above = codes[under[n]] if n in under else row.above
    if not row.no or (one.style == "decimal" and not alike):
        return one.label
    return (
        f"{above}-{one.label}"
        if alike or n in under or one.style not in outline.PLAIN
        else one.label
    )


def _outlined(rows: Sequence[Row], items: Sequence[int]) -> dict[int, int]:
    """Of items numbered in several styles under one heading, which stands under which."""
    found: dict[int, int] = {}
    groups: dict[str, list[int]] = {}
    for n in items:
        if rows[n].no:
            groups.setdefault(rows[n].above, []).append(n)
    for group in groups.values():
        numbers = [outline.label(rows[n].no) for n in group]
        for n, above in zip(group, outline.parents(numbers), strict=True):
            if above is not None:
                found[n] = group[above]
    return found
