"""Audit item 9: numbers of documents and of receipts as series, with what is missing and what stands twice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from ptaudit.domain.record import Record
from ptaudit.projections.audit_lines import Item, Line, Material
from ptaudit.projections.belonging import acts
from ptaudit.projections.timeline import CASES

Sort: TypeAlias = Literal["文号", "收文号"]

_DOCUMENT = re.compile(r"(.*?)[〔\[(【](\d{4})[〕\])】](?:第)?(\d{1,9})号?")
_RECEIPT = re.compile(r"(.*?)(\d{1,9})(?:号)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """One number of a series. *series*: ``×环函〔2025〕`` or ``收文2025-``; *year* 0: it names none.

    *width*: digits it is written with where zeros lead it (``003``), else 0.
    """

    sort: Sort
    series: str
    no: int
    year: int = field(default=0, compare=False)
    width: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[Sort, str]:
        return (self.sort, self.series)


@dataclass(frozen=True, slots=True)
class Use:
    """A number as an entry names it."""

    number: Number
    said: str
    record: Record


def document(said: str) -> Number | None:
    """``×环函〔2025〕17号``; None for what is numbered otherwise. Brackets of any width are the same."""
    found = _DOCUMENT.fullmatch(_plain(said))
    if found is None:
        return None
    series, year, digits = found.groups()
    return Number("文号", f"{series}〔{year}〕", int(digits), int(year), _width(digits))


def receipt(said: str) -> Number | None:
    """``收文2025-0210``, ``环收2025-H1905``: what stands before the last digits is the series."""
    plain = _plain(said)
    found = _RECEIPT.fullmatch(plain)
    if found is None:
        return None
    year = _YEAR.search(found[1])
    digits = found[2]
    return Number("收文号", found[1], int(digits), int(year[0]) if year else 0, _width(digits))


def _width(digits: str) -> int:
    return len(digits) if digits.startswith("0") else 0


def _plain(said: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", said))


def named(record: Record) -> Iterator[tuple[Sort, str]]:
    """Every number an entry names: of its papers, of what it served or received, of its receipts."""
    for paper in record.basis or ():
        yield "文号", paper.doc_no
        if paper.receipt_no:
            yield "收文号", paper.receipt_no
    for name, sort in (("doc_no", "文号"), ("receipt_no", "收文号")):
        value = getattr(record.payload, name, None)
        if isinstance(value, str) and value:
            yield ("文号" if sort == "文号" else "收文号"), value


def uses(records: Iterable[Record]) -> tuple[tuple[Use, ...], tuple[tuple[str, Record], ...]]:
    """Numbers that read as one of a series, and apart from them those that do not."""
    read: list[Use] = []
    unread: list[tuple[str, Record]] = []
    for record in records:
        for sort, said in dict.fromkeys(named(record)):
            number = document(said) if sort == "文号" else receipt(said)
            if number is None:
                unread.append((said, record))
            else:
                read.append(Use(number, said, record))
    return tuple(read), tuple(unread)


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one prefix that the ledger holds, each with the entries that name it."""

    sort: Sort
    name: str
    held: Mapping[int, tuple[Record, ...]]
    width: int = 0

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """Runs of numbers missing between the first and the last held."""
        pairs = pairwise(sorted(self.held))
        return tuple((a + 1, b - 1) for a, b in pairs if b - a > 1)


def series(found: Iterable[Use]) -> tuple[Series, ...]:
    by_name: dict[tuple[Sort, str], dict[int, list[Record]]] = {}
    widths: dict[tuple[Sort, str], int] = {}
    for use in found:
        key = use.number.key
        widths[key] = max(use.number.width, widths.get(key, 0))
        held = by_name.setdefault(key, {}).setdefault(use.number.no, [])
        held.append(use.record)
    return tuple(
        Series(sort, name, {n: tuple(records) for n, records in held.items()}, widths[sort, name])
        for (sort, name), held in sorted(by_name.items())
    )


def runs(numbers: Iterable[tuple[int, int]], width: int = 0) -> str:
    """``2、4—6``; with *width* 3 ``002、004—006``."""
    written = (sorted({f"{a:0{width}}", f"{b:0{width}}"}, key=int) for a, b in numbers)
    return "、".join("—".join(ends) for ends in written)


def numbers(material: Material) -> Item:
    """9 文号、收文号断号与重号: series that name the year, and numbers of the year's own entries that name none.

    A gap only says that the ledger does not hold the number; whether it ought to, ``reconcile`` tells.
    """
    own = {record.id for record in material.live}
    found, unread = uses(acts(material.papers, material.on))
    of_year = [
        use
        for use in found
        if use.number.year == material.year or (use.number.year == 0 and use.record.id in own)
    ]
    lines: list[Line] = []
    for one in series(of_year):
        if one.gaps:
            lines.append(_gap(one))
        lines += _doubles(one)
    odd: dict[str, list[int]] = {}
    for said, record in unread:
        if record.id in own:
            odd.setdefault(said, []).append(record.position)
    lines += [
        Line("number_odd", tuple(positions), (("number", said),))
        for said, positions in odd.items()
    ]
    return Item(9, tuple(lines), len(lines))


def _gap(one: Series) -> Line:
    """The entries beside the gaps."""
    beside = dict.fromkeys(n for a, b in one.gaps for n in (a - 1, b + 1))
    told = (
        ("sort", one.sort),
        ("series", one.name),
        ("first", min(one.held)),
        ("last", max(one.held)),
        ("held", len(one.held)),
        ("count", sum(b - a + 1 for a, b in one.gaps)),
        ("missing", runs(one.gaps, one.width)),
    )
    return Line("number_gap", tuple(one.held[n][0].position for n in beside), told)


def _doubles(one: Series) -> Iterator[Line]:
    """One number on more than one paper."""
    for no, held in sorted(one.held.items()):
        papers = _papers([record for record in held if _bears(record, one.sort)], one.sort)
        if len(papers) > 1:
            told = (
                ("sort", one.sort),
                ("number", f"{one.name}{no:0{one.width}}"),
                ("count", len(papers)),
            )
            positions = sorted({record.position for paper in papers for record in paper})
            yield Line("number_twice", tuple(positions), told)


def _bears(record: Record, sort: Sort) -> bool:
    """Whether the entry is an act of the paper itself: not its service, not a result carried from it."""
    if sort == "收文号":
        return record.kind != "evidence.attached"
    return record.kind != "document.served" and not record.payload.registry


def _papers(records: Iterable[Record], sort: Sort) -> list[list[Record]]:
    """Acts drawn together that one paper can hold.

    A paper received is one sender's on one day; one issued is one organ's, on one day or in one case.
    """
    papers: list[tuple[set[object], list[Record]]] = []
    for record in records:
        marks: set[object] = {(record.effective, _of(record, "unit:"))}
        if sort == "文号":
            marks = {(record.organs, record.effective)}
            marks |= {(record.organs, case) for case in _of(record, *CASES)}
        joined = [paper for paper in papers if not marks.isdisjoint(paper[0])]
        apart = [paper for paper in papers if marks.isdisjoint(paper[0])]
        held = [found for paper in joined for found in paper[1]]
        papers = [*apart, (marks.union(*(paper[0] for paper in joined)), [*held, record])]
    return [held for _, held in papers]


def _of(record: Record, *prefixes: str) -> tuple[str, ...]:
    return tuple(tag for tag in record.tags if tag.startswith(prefixes))
