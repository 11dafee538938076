"""Cells of an xlsx that hold an error (#DIV/0!, #N/A, …): the reader gives them as empty, a clerk must hear of them."""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

_ERROR_CELL = re.compile(rb'<c\s[^>]*?\bt="e"[^>]*>(.*?)</c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def found(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Sheet, row and column from 0, and the error as shown. Nothing where *data* is no xlsx."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in _parts(archive).items():
            content = archive.read(part)
            if b't="e"' not in content:
                continue
            for cell in _ERROR_CELL.finditer(content):
                place = _PLACE.search(cell[0])
                value = _VALUE.search(cell[1])
                if place is not None and value is not None:
                    yield name, int(place[2]) - 1, _column(place[1]), value[1].decode("ascii")


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
