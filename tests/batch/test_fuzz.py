"""Files of any bytes, and real ones changed anywhere: read, or refused in words; never a crash, never a green half."""

import datetime as dt
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from ptaudit.batch import sheets, workbook
from ptaudit.batch.reading import Options, read
from ptaudit.batch.templates import TABLES
from ptaudit.domain.failures import Failure

UNITS = ("清河镇", "环保局")
FUZZ = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINE = '{"command": "finding raise", "units": ["清河镇"], "issue": "甲", "on": "2025-03-01", "key": 1}'
#: What a changed place holds instead: digits without end, places far out, quotes, halves of characters.
PUT = st.sampled_from(
    [
        *(
            b"",
            b"9" * 30,
            b'"',
            b"'",
            b"<",
            b">",
            b"&#x0;",
            b"\x00",
            b"\xff\xfe",
            b"1e999",
            b"nan",
        ),
        *(b'<c r="XFD1048576"><v>1</v></c>', b"<c s='1' r = 'zzz9999999'><v>1</v></c>"),
        *(
            b'<row r="99999999999"><c><v>1</v></c></row>',
            b'\\ud800"',
            b'\\udc00":1,"',
            b"[" * 3000,
        ),
        *(b'"key":"\\ud800",', b'{"a":' * 50, b"-0", b"NaN", b"null", "１٣\u2028".encode()),
    ]
) | st.binary(max_size=4)


#: Halves of characters too, which JSON can spell and no text holds.
_TEXTS = st.text(max_size=5) | st.sampled_from(["\ud800", "x\udc00", "\ud83c\udf32", "9" * 5000])
TEMPLATES = st.sampled_from([None, "命令", *TABLES])
_LEAVES = _TEXTS | st.none() | st.booleans() | st.integers() | st.floats()
VALUES = _LEAVES | st.lists(_LEAVES, max_size=3) | st.dictionaries(_TEXTS, _LEAVES, max_size=2)
FIELDS = ("key", "on", "units", "issue", "year")
OBJECTS = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, VALUES)) | st.dictionaries(
    _TEXTS, VALUES, max_size=3
)


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(PUT) + data[at + draw(st.integers(0, 30)) :]
    return data


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """By template a workbook of it with a row beside the example; dates, errors and percentages in one more."""
    folder = tmp_path_factory.mktemp("books")
    found = {}
    for place, (name, template) in enumerate(TABLES.items()):
        path = folder / f"{place}.xlsx"
        workbook.write(template, path, UNITS, dt.date(2025, 1, 1))
        found[name] = path.read_bytes()
    path = folder / "shown.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet(next(iter(TABLES)))
    sheet.write_number(1, 1, 0.955, book.add_format({"num_format": "0.0%"}))
    sheet.write_datetime(2, 1, dt.date(2025, 3, 1), book.add_format({"num_format": "yyyy"}))
    sheet.write_formula(3, 1, "=1/0", value="#DIV/0!")
    book.close()
    return {**found, "": path.read_bytes()}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tried(folder: Path, data: bytes, template: str | None = None) -> str | None:
    """The code a file is refused with; None where it is read."""
    path = folder / "file"
    path.write_bytes(data)
    try:
        read(path, Options(template=template))
    except Failure as refused:
        return refused.code
    return None


@FUZZ
@given(st.data())
def test_a_workbook_changed_inside(
    tmp_path: Path, books: dict[str, bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(books)))
    held = parts(books[name])
    part = data.draw(st.sampled_from(sorted(held)))
    held[part] = data.draw(changed(held[part]))
    tried(tmp_path, packed(held), name or next(iter(TABLES)))


@FUZZ
@given(st.data())
def test_a_workbook_changed_anywhere(
    tmp_path: Path, books: dict[str, bytes], data: st.DataObject
) -> None:
    """What is read of one that is damaged is what the whole one says, never less of it."""
    whole = books[data.draw(st.sampled_from(sorted(books)))]
    path = tmp_path / "file"
    path.write_bytes(whole)
    said = sheets.read(path).sheets
    path.write_bytes(data.draw(changed(whole)))
    with suppress(Failure):
        assert sheets.read(path).sheets == said


@FUZZ
@given(st.data())
def test_lines_changed_anywhere(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(
        changed(f"{LINE}\n{LINE.replace('甲', '乙').replace(': 1', ': 2')}".encode())
    )
    tried(tmp_path, whole, data.draw(TEMPLATES))


@FUZZ
@given(st.lists(OBJECTS, max_size=4), TEMPLATES)
def test_lines_that_say_anything(
    tmp_path: Path, said: list[dict[str, object]], template: str | None
) -> None:
    lines = "\n".join(json.dumps({"command": "finding raise", **one}) for one in said)
    for one in (None, template):
        tried(tmp_path, f"{{}}\n{lines}".encode(), one)


@FUZZ
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"{", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    TEMPLATES,
)
def test_any_bytes(tmp_path: Path, data: bytes, magic: bytes, template: str | None) -> None:
    tried(tmp_path, magic + data, template)
