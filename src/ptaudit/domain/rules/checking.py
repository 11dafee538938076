"""What is wrong with the formulas of a table: what can never be computed, and what a reader should look at."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from ptaudit.domain.events.formulas import Formula, Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas.inputs import Read, gives, of_condition, reads
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.rules.evaluating import formula_of, named, starts_full, takes
from ptaudit.domain.rules.faults import Fault, fault
from ptaudit.domain.rules.limits import cap
from ptaudit.domain.rules.steps import check_step


def check(items: Sequence[RuleItem], overall: Overall | None, full: Decimal) -> list[Fault]:
    """Every fault of the formulas, by row; sums and numbers of the items are ``rule_checks``' to find."""
    rows = {item.code: item.row or n for n, item in enumerate(items, 1)}
    by_code = {item.code: item for item in items}
    parents = {item.parent for item in items if item.parent}
    found: list[Fault] = list(_tree(items))
    for n, item in enumerate(items, 1):
        row = item.row or n
        if item.formula is not None and item.code in parents:
            found.append(fault("on_group", row))
            continue
        if item.code not in parents:
            found += _item(item, row, by_code)
    found += _circles(by_code, rows)
    found += _overall(overall, full, by_code)
    return sorted(dict.fromkeys(found), key=lambda one: one.row)


def _tree(items: Sequence[RuleItem]) -> Iterator[Fault]:
    """Every code used twice and every item that is its own ancestor."""
    first: dict[str, int] = {}
    parents: dict[str, str | None] = {}
    for n, item in enumerate(items, 1):
        row = item.row or n
        if item.code in first:
            yield fault("code_twice", row, code=item.code, other=first[item.code])
        first.setdefault(item.code, row)
        parents.setdefault(item.code, item.parent)
    for code, row in first.items():
        above, seen = parents[code], set[str]()
        while above is not None and above not in seen and above != code:
            seen.add(above)
            above = parents.get(above)
        if above == code:
            yield fault("circle", row, code=code)


def _item(item: RuleItem, row: int, by_code: Mapping[str, RuleItem]) -> Iterator[Fault]:
    if item.formula is None:
        for case in item.per_case or ():
            if (name := named(case.code)) != case.code:
                yield fault("case_name", row, code=case.code, name=name)
    formula = formula_of(item)
    for read in reads(formula):
        yield from _read(read, row, by_code)
    for step in formula if item.formula is not None else ():
        yield from check_step(step, item, row)
    yield from _reach(item, formula, row)
    said = {getattr(step, "floor", None) for step in formula} - {None}
    if len(said) > 1 and item.floor is None:
        yield fault("floor_mixed", row)


def _read(read: Read, row: int, by_code: Mapping[str, RuleItem]) -> Iterator[Fault]:
    source, _, name = read.input.partition(":")
    if source == "数":
        if not _is_number(name):
            yield fault("not_number", row, said=name)
    elif source == "得分" and name not in by_code:
        yield fault("ref_unknown", row, ref=name)
    given = gives(read.input)
    if given != read.wanted and (given, read.wanted) != ("评定", "数"):
        yield fault("wanted", row, said=read.input, wanted=read.wanted)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _reach(item: RuleItem, formula: Formula, row: int) -> Iterator[Fault]:
    full = starts_full(item, formula)
    if not full and all(takes(step) for step in formula):
        yield fault("never_won", row)
    added = [getattr(step, "sense", "扣") == "加" for step in formula]
    if full and all(added) and cap(item) <= item.points:
        yield fault("never_added", row, cap=plain(cap(item)))


def _circles(by_code: Mapping[str, RuleItem], rows: Mapping[str, int]) -> Iterator[Fault]:
    """Items that come back to themselves through the points they read, each circle once."""
    uses = {code: _uses(item, by_code) for code, item in by_code.items()}
    told: set[frozenset[str]] = set()
    for start in uses:
        path = _back_to(start, uses)
        if path and frozenset(path) not in told:
            told.add(frozenset(path))
            yield fault("ref_circle", rows[start], path="→".join((*path, start)))


def _uses(item: RuleItem, by_code: Mapping[str, RuleItem]) -> list[str]:
    """Codes whose points the item reads; of a group, those below it."""
    found = [
        read.input.partition(":")[2]
        for read in (reads(item.formula) if item.formula is not None else ())
        if read.input.startswith("得分:")
    ]
    groups = [code for code in found if any(one.parent == code for one in by_code.values())]
    below = [one.code for one in by_code.values() if one.parent in groups]
    return [*found, *below]


def _back_to(start: str, uses: Mapping[str, list[str]]) -> list[str]:
    """A way from *start* back to itself, *start* first; empty where there is none."""
    came: dict[str, str | None] = {start: None}
    open_ = [start]
    while open_:
        here = open_.pop()
        for there in uses.get(here, ()):
            if there == start:
                path = [here]
                while (before := came[path[-1]]) is not None:
                    path.append(before)
                return path[::-1]
            if there not in came:
                came[there] = here
                open_.append(there)
    return []


def _overall(
    overall: Overall | None, full: Decimal, by_code: Mapping[str, RuleItem]
) -> Iterator[Fault]:
    if overall is None:
        return
    most = overall.convert_to or full
    sure: Decimal | None = None
    for grade in overall.grades or ():
        if grade.at_least > most:
            points = plain(grade.at_least)
            yield fault("grade_over", 0, grade=grade.grade, points=points, full=plain(most))
        elif sure is not None and grade.at_least >= sure:
            yield fault("grade_never", 0, grade=grade.grade)
        if grade.within is None and grade.requires is None:
            sure = grade.at_least if sure is None else min(sure, grade.at_least)
    for grade in overall.grades or ():
        for read in of_condition(grade.requires or ()):
            yield from _read(read, 0, by_code)
    for honour in overall.honours or ():
        for read in of_condition(honour.requires):
            yield from _read(read, 0, by_code)
