"""What the reader of workbooks does not tell of an xlsx: how far its cells reach, and which hold an error.

The reader lays out every cell up to the farthest one, and gives an error (#DIV/0!, #N/A) as empty.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: Bytes of one sheet unpacked beyond which it is not looked at.
MOST_BYTES = 400_000_000
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_ROWS = re.compile(rb'<row [^>]*?\br="([0-9]+)"')
_ERROR_CELL = re.compile(rb'<c\s[^>]*?\bt="e"[^>]*>(.*?)</c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Look:
    """One sheet: how many cells its farthest row and column span; errors by row and column from 0."""

    sheet: str
    cells: int
    errors: Mapping[tuple[int, int], str]


def looks(data: bytes) -> tuple[Look, ...] | None:
    """The sheets of *data*; none where it is no xlsx. None when it is a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_looks(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, UnicodeDecodeError):
        return None


def _looks(archive: zipfile.ZipFile) -> Iterator[Look]:
    for name, part in _parts(archive).items():
        size = archive.getinfo(part).file_size
        if size > MOST_BYTES:
            yield Look(name, size, {})
            continue
        content = archive.read(part)
        width = max(map(_column, set(_COLUMNS.findall(content))), default=0) + 1
        height = max(map(int, _ROWS.findall(content)), default=0)
        yield Look(name, width * height, dict(_errors(content)))


def _errors(content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' not in content:
        return
    for cell in _ERROR_CELL.finditer(content):
        place, value = _PLACE.search(cell[0]), _VALUE.search(cell[1])
        if place is not None and value is not None:
            yield (int(place[2]) - 1, _column(place[1])), value[1].decode("ascii")


def _parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The part of the archive that holds each sheet."""
    held = set(archive.namelist())
    book, rels = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, rels} <= held:
        return {}
    targets = {a["Id"]: a["Target"] for a in _tags(archive.read(rels), "Relationship")}
    parts: dict[str, str] = {}
    for sheet in _tags(archive.read(book), "sheet"):
        target = targets.get(sheet.get("r:id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in held:
            parts[sheet["name"]] = part
    return parts


def _tags(xml: bytes, tag: str) -> Iterator[dict[str, str]]:
    for name, attributes in _TAG.findall(xml):
        if name.decode() == tag:
            yield {
                key.decode(): html.unescape(value.decode("utf-8"))
                for key, value in _ATTRIBUTE.findall(attributes)
            }


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
