"""A file read once into sheets of raw cells: xlsx and xls by calamine, csv in UTF-8 or GB18030, jsonl lines."""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from ptaudit.batch import xlsx
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.failures import Malformed, NotFound, Unusable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Nature: TypeAlias = Literal["workbook", "text", "lines"]
#: Cells of one sheet beyond which it is not a table a clerk keeps.
MOST_CELLS = 5_000_000
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """*rows* from the sheet's first, empty ones included. *name* is empty for a text file.

    A cell that shows 95.5% is that text; where not *percents*, the file does not tell and it is 0.955.
    """

    name: str
    rows: Sequence[Sequence[object]]
    percents: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """What a file held when it was read. *lines* of a jsonl, *sheets* of anything else."""

    file: Evidence
    nature: Nature
    sheets: tuple[Sheet, ...] = ()
    lines: tuple[str, ...] = ()


def read(path: Path) -> Source:
    """The file as it is; what it is, its bytes say, not its name.

    Raises NotFound, Unusable ``import.file_changed``, Malformed for what cannot be read.
    """
    data = _bytes(path)
    file = Evidence(sha=hashlib.sha256(data).hexdigest(), name=_name(path), size=len(data))
    if not data.strip():
        raise Malformed("import.empty", file=file.name)
    if data.startswith((_ZIP, _COMPOUND)):
        return Source(file, "workbook", _sheets(data, file.name))
    said = _decoded(data, file.name)
    if said.lstrip().startswith("{"):
        return Source(file, "lines", lines=tuple(said.split("\n")))
    return Source(file, "text", (Sheet("", _csv(said, file.name)),))


def text(path: Path) -> str:
    """The file's text, UTF-8 or GB18030, in NFC. Raises as :func:`read` does."""
    return _decoded(_bytes(path), _name(path))


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", path.name)


def _bytes(path: Path) -> bytes:
    """Read once; a file that another program writes at the same moment is refused."""
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise NotFound("import.no_file", file=str(path)) from None
    except IsADirectoryError:
        raise Malformed("import.is_folder", file=str(path)) from None
    except OSError as error:
        raise Unusable("import.unreadable", file=str(path), why=error.strerror or "") from None
    stamps = (before.st_size, before.st_mtime_ns), (after.st_size, after.st_mtime_ns)
    if stamps[0] != stamps[1] or len(data) != after.st_size:
        raise Unusable("import.file_changed", file=str(path))
    return data


def _sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    looks = xlsx.looks(data) if data.startswith(_ZIP) else ()
    if looks is None:
        raise Malformed("import.corrupt", file=name)
    for look in looks:
        if look.cells > MOST_CELLS:
            raise Malformed("import.too_large", file=name, sheet=look.sheet, limit=MOST_CELLS)
    shown = {look.sheet: look.shown for look in looks if look.shown is not None}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            Sheet(
                title, _cells(book.get_sheet_by_name(title), shown.get(title, {})), title in shown
            )
            for title in book.sheet_names
        )
    except PasswordError:
        raise Malformed("import.password", file=name) from None
    except CalamineError:
        raise Malformed("import.corrupt", file=name) from None


def _cells(sheet: "CalamineSheet", shown: Mapping[tuple[int, int], str]) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), said in shown.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = said
    return rows


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Malformed("import.encoding", file=name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return unicodedata.normalize("NFC", text)
    raise Malformed("import.encoding", file=name)


def _csv(text: str, name: str) -> list[list[object]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[object]] = []
    try:
        rows.extend(list(row) for row in reader)
    except csv.Error:
        raise Malformed("import.csv", file=name, line=reader.line_num) from None
    return rows
