"""对账: numbers in an office's own register against those the ledger names, both ways."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from ptaudit.domain.record import Record
from ptaudit.projections.audit_numbers import (
    Number,
    Sort,
    Use,
    document,
    receipt,
    runs,
    series,
    uses,
)

Finding: TypeAlias = Literal[
    "登记簿有账本无",
    "账本有登记簿无",
    "登记簿断号",
    "登记簿重号",
    "登记簿号码不可辨",
    "不属本登记簿",
]


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the register. *row* is its row in the file, from 1; *about* what else it says."""

    row: int
    sort: Sort
    said: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One thing found. *rows* are rows of the register, *positions* entries of the ledger."""

    finding: Finding
    sort: Sort
    number: str
    count: int = 1
    rows: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    about: str = ""


@dataclass(slots=True)
class _Lines:
    """The register's lines by number."""

    by_number: dict[Number, list[Registered]] = field(default_factory=dict)
    unread: list[Registered] = field(default_factory=list)


def reconcile(
    register: Iterable[Registered], records: Iterable[Record], year: int | None = None
) -> tuple[Match, ...]:
    """Where the two differ, number by number; series that name another year than *year* are left out.

    *records* are the acts of the ledger as corrected. Numbers of series the register has none of
    belong to another register: they are summed up, not held against it.
    """
    lines = _read(register, year)
    found, _ = uses(records)
    held: dict[Number, list[Use]] = {}
    for use in found:
        if year is None or use.number.year in (0, year):
            held.setdefault(use.number, []).append(use)
    kept = {number.key for number in lines.by_number}
    sorts = {number.sort for number in lines.by_number}
    matches = [_absent(n, rows) for n, rows in sorted(lines.by_number.items()) if n not in held]
    matches += [
        _unregistered(number, used)
        for number, used in sorted(held.items())
        if number.key in kept and number not in lines.by_number
    ]
    matches += _gaps(lines.by_number)
    matches += [
        Match("登记簿重号", n.sort, rows[0].said, len(rows), tuple(r.row for r in rows))
        for n, rows in sorted(lines.by_number.items())
        if len(rows) > 1
    ]
    matches += [
        Match("登记簿号码不可辨", line.sort, line.said, rows=(line.row,), about=line.about)
        for line in lines.unread
    ]
    others = {number: used for number, used in held.items() if number.sort in sorts}
    return (*matches, *_others(others, kept))


def is_of_another_year(register: Iterable[Registered], year: int) -> bool:
    """Whether *year* leaves nothing of a register that says something."""
    lines, left = _read(register, None), _read(register, year)
    return bool(lines.by_number) and not left.by_number and not left.unread


def _read(register: Iterable[Registered], year: int | None) -> _Lines:
    lines = _Lines()
    for line in register:
        number = document(line.said) if line.sort == "文号" else receipt(line.said)
        if number is None:
            lines.unread.append(line)
        elif year is None or number.year in (0, year):
            lines.by_number.setdefault(number, []).append(line)
    return lines


def _absent(number: Number, rows: Sequence[Registered]) -> Match:
    about = rows[0].about
    return Match(
        "登记簿有账本无", number.sort, rows[0].said, 1, tuple(r.row for r in rows), about=about
    )


def _unregistered(number: Number, used: Sequence[Use]) -> Match:
    positions = tuple(dict.fromkeys(use.record.position for use in used))
    return Match("账本有登记簿无", number.sort, used[0].said, 1, positions=positions)


def _gaps(by_number: Mapping[Number, Sequence[Registered]]) -> Iterable[Match]:
    """Numbers missing in the register itself, series by series."""
    by_series: dict[tuple[Sort, str], list[Number]] = {}
    for number in sorted(by_number):
        by_series.setdefault(number.key, []).append(number)
    for (sort, name), numbers in sorted(by_series.items()):
        width = max(number.width for number in numbers)
        for before, after in pairwise(number.no for number in numbers):
            if after - before > 1:
                said = runs([(before + 1, after - 1)], width)
                yield Match("登记簿断号", sort, f"{name}{said}", after - before - 1)


def _others(held: Mapping[Number, Sequence[Use]], kept: set[tuple[Sort, str]]) -> Iterable[Match]:
    rest = [use for used in held.values() for use in used if use.number.key not in kept]
    for one in series(rest):
        positions = tuple(
            sorted({record.position for records in one.held.values() for record in records})
        )
        name = one.name + runs([(min(one.held), max(one.held))], one.width)
        yield Match("不属本登记簿", one.sort, name, len(one.held), positions=positions)
