"""Whether a tree of scoring items adds up: what cannot be used is refused, what is wrong is named (第十一条)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.events.targets import RuleItem, RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.targets.rule_warnings import warning


@dataclass(frozen=True, slots=True)
class Line:
    """An item, its row, and the units it is for (none: every one), named or by code."""

    item: RuleItem
    row: int
    units: tuple[str, ...]


def check(
    items: Sequence[RuleItem], units: Sequence[tuple[str, ...]], full_marks: Decimal
) -> list[RuleWarning]:
    """Every defect that can stand, each by its row. *units* are each item's, those unknown too.

    Raises Malformed for a code used twice and for items that are their own ancestors.
    """
    lines = [
        Line(item, item.row or n, whom)
        for n, (item, whom) in enumerate(zip(items, units, strict=True), 1)
    ]
    by_code = _by_code(lines)
    children: dict[str | None, list[Line]] = {}
    found: list[RuleWarning] = []
    for line in lines:
        parent = line.item.parent
        if parent is not None and parent not in by_code:
            found.append(warning("parent_unknown", line.row, parent=parent))
            parent = None
        children.setdefault(parent, []).append(line)
        found += _limits(line)
    _refuse_circles(by_code)
    for code, below in children.items():
        found += _numbers(below)
        found += _sums(by_code[code] if code is not None else None, below, full_marks)
    return found


def _by_code(lines: Sequence[Line]) -> Mapping[str, Line]:
    by_code: dict[str, Line] = {}
    for line in lines:
        if (former := by_code.get(line.item.code)) is not None:
            raise Malformed(
                "rules.code_twice", item=line.item.code, row=line.row, other=former.row
            )
        by_code[line.item.code] = line
    return by_code


def _refuse_circles(by_code: Mapping[str, Line]) -> None:
    clear: set[str] = set()
    for code, line in by_code.items():
        seen: list[str] = []
        above: str | None = code
        while above is not None and above in by_code and above not in clear:
            if above in seen:
                raise Malformed("rules.circle", item=code, row=line.row)
            seen.append(above)
            above = by_code[above].item.parent
        clear.update(seen)


def _limits(line: Line) -> Iterator[RuleWarning]:
    item = line.item
    most = item.points if item.cap is None else item.cap
    if item.points == 0:
        yield warning("no_points", line.row)
    if item.cap is not None and item.cap > item.points:
        yield warning("cap_over", line.row, cap=item.cap, points=item.points)
    if isinstance(item.floor, Decimal) and item.floor > most:
        yield warning("floor_over", line.row, floor=item.floor, most=most)
    for case in item.per_case or ():
        if abs(case.amount) > most:
            yield warning("case_over", line.row, amount=abs(case.amount), points=most)
    cases = item.per_case or ()
    if item.floor is None and any(case.floor is None and case.amount < 0 for case in cases):
        yield warning("floor_silent", line.row)


def _numbers(siblings: Sequence[Line]) -> Iterator[RuleWarning]:
    """One number for two siblings; several items of the same unit may share its number."""
    first: dict[str, Line] = {}
    for line in siblings:
        no = line.item.no
        if no is None:
            continue
        former = first.setdefault(no, line)
        if former is not line and (former.units != line.units or not line.units):
            yield warning("number_twice", line.row, no=no, other=former.row)


def _sums(
    parent: Line | None, below: Sequence[Line], full_marks: Decimal
) -> Iterator[RuleWarning]:
    """What stands below an item adds up to it, for every unit that has items of its own there."""
    points = parent.item.points if parent else full_marks
    inherited = parent.units if parent else ()
    own = dict.fromkeys(unit for line in below if line.units != inherited for unit in line.units)
    for unit in own:
        terms = [line for line in below if not line.units or unit in line.units]
        if (total := _total(terms)) != points:
            row, listed = terms[0].row, _terms(terms)
            yield warning("unit_sum", row, unit=unit, total=total, points=points, terms=listed)
    total = _total(below)
    if own or total == points:
        return
    if parent is None:
        yield warning("total", below[0].row, total=total, full=points, terms=_terms(below))
    else:
        yield warning("sum", parent.row, total=total, points=points, terms=_terms(below))


def _total(lines: Sequence[Line]) -> Decimal:
    return sum((line.item.points for line in lines), Decimal("0.00"))


def _terms(lines: Sequence[Line]) -> str:
    return "+".join(plain(line.item.points) for line in lines)
