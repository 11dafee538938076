"""What the reader of workbooks does not tell of an xlsx: how far its cells reach, errors, and percentages.

The reader lays out every cell up to the farthest one, gives an error (#DIV/0!, #N/A) as empty, and a
cell that shows 95.5% as 0.955.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.batch import opendocument
from ptaudit.domain.formulas.rows import plain

#: Bytes of a file unpacked beyond which it is not looked at.
MOST_BYTES = 400_000_000
#: Where a cell or a row says it stands, however the tag is written; what is longer is out of any table.
_COLUMNS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,9})[A-Za-z]*[0-9]""")
_ROWS = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*([0-9]{1,12})""")
_ERROR_CELL = re.compile(rb'<c\s[^>]*?\bt="e"[^>]*>(.*?)</c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
#: A cell that holds no number.
_WORDS = re.compile(rb'\bt="(?!n")')
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship|numFmt|xf)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
#: The book of an xlsb, whose cells cannot be looked at.
_BINARY = "xl/workbook.bin"
_RELATED = "xl/_rels/workbook.xml.rels"
#: How cells look, in the order their ``s`` counts.
_LOOKS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
#: What an archive of any bytes is refused with, and numbers in it that are none.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
#: The formats 0% and 0.00%, which no file spells out.
_PERCENT = frozenset(("9", "10"))
#: What of a format is shown as it is: “%” in it makes no percentage.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Look:
    """One sheet: how many cells its farthest row and column span; *shown* by row and column from 0:
    the error or the percentage a cell shows. None where it is a part that no xlsx has for a sheet.
    """

    sheet: str
    cells: int
    shown: Mapping[tuple[int, int], str] | None = None


def looks(data: bytes) -> tuple[Look, ...] | None:
    """The sheets of *data*, and whatever else in it says where cells stand; None when it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_looks(archive))
    except _BROKEN:
        return None


def _looks(archive: zipfile.ZipFile) -> Iterator[Look]:
    """One name means one part to every reader, or the file is refused."""
    held = archive.infolist()
    names = {one.filename.casefold() for one in held}
    if len(names) < len(held) or _BINARY in names:
        raise zipfile.BadZipFile
    if (size := sum(one.file_size for one in held)) > MOST_BYTES:
        yield Look(max(held, key=lambda one: one.file_size).filename, size)
        return
    percents, sheets = _percents(archive), {part: name for name, part in _parts(archive).items()}
    for one in held:
        content, name = archive.read(one), sheets.get(one.filename)
        width = max(map(_column, set(_COLUMNS.findall(content))), default=0) + 1
        height = max(map(int, set(_ROWS.findall(content))), default=0)
        if name is not None:
            shown = dict([*_errors(content), *_shares(content, percents)])
            yield Look(name, width * height, shown)
        else:
            yield Look(one.filename, max(width * height, *opendocument.cells(content)))


def _errors(content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' not in content:
        return
    for cell in _ERROR_CELL.finditer(content):
        place, value = _PLACE.search(cell[0]), _VALUE.search(cell[1])
        if place is not None and value is not None:
            yield (int(place[2]) - 1, _column(place[1])), value[1].decode("ascii")


def _shares(content: bytes, percents: Sequence[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Numbers in cells of those looks, as the percentage they are kept as, never rounded."""
    if not percents:
        return
    looks = "|".join(map(str, percents)).encode()
    numbers = re.compile(
        rb'<(?:\w+:)?c\s(?=[^>]*\bs="(?:%b)")([^>]*[^/>])>(.*?)</(?:\w+:)?c>' % looks, re.DOTALL
    )
    for cell in numbers.finditer(content):
        place, value = _PLACE.search(cell[1]), _VALUE.search(cell[2])
        if place is not None and value is not None and not _WORDS.search(cell[1]):
            share = Decimal(repr(float(value[1]))) * 100
            if share.is_finite():
                yield (int(place[2]) - 1, _column(place[1])), f"{plain(share)}%"


def _percents(archive: zipfile.ZipFile) -> list[int]:
    """Which looks of cells are percentages."""
    parts = [part for part, kind in _related(archive).values() if kind.endswith("/styles")]
    if not parts:
        return []
    styles = archive.read(parts[0])
    own = {
        one.get("numFmtId")
        for one in _tags(styles, "numFmt")
        if "%" in _LITERAL.sub("", one.get("formatCode", ""))
    }
    looks = _LOOKS.search(styles)
    used = [one.get("numFmtId") for one in _tags(looks[0], "xf")] if looks is not None else []
    return [n for n, code in enumerate(used) if code in own or code in _PERCENT]


def _parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The part of the archive that holds each sheet."""
    book = "xl/workbook.xml"
    related = _related(archive)
    if book not in archive.namelist():
        return {}
    parts: dict[str, str] = {}
    for sheet in _tags(archive.read(book), "sheet"):
        if (found := related.get(sheet.get("r:id", ""))) is not None:
            if sheet["name"] in parts:
                raise zipfile.BadZipFile
            parts[sheet["name"]] = found[0]
    return parts


def _related(archive: zipfile.ZipFile) -> Mapping[str, tuple[str, str]]:
    """By its id each part of the book that the archive holds, and its type."""
    held = set(archive.namelist())
    if _RELATED not in held:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for one in _tags(archive.read(_RELATED), "Relationship"):
        target = one["Target"]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in held:
            found[one["Id"]] = part, one["Type"]
    return found


def _tags(xml: bytes, tag: str) -> Iterator[dict[str, str]]:
    for name, attributes in _TAG.findall(xml):
        if name.decode() == tag:
            yield {
                key.decode(): html.unescape(value.decode("utf-8"))
                for key, value in _ATTRIBUTE.findall(attributes)
            }


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
