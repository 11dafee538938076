"""Templates follow from the command models, and a workbook written, filled in and taken is what was meant."""

import datetime as dt
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from ptaudit.batch import workbook
from ptaudit.batch.template import EXAMPLE, NUMBER, Template
from ptaudit.batch.templates import NOTES, TABLES
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.failures import Malformed
from tests.batch.office import UNITS, Office

TODAY = dt.date(2025, 12, 30)
ALL = pytest.mark.parametrize("template", TABLES.values(), ids=list(TABLES))


@ALL
def test_every_column_feeds_a_field_and_every_field_has_a_column(template: Template) -> None:
    titles = [column.title for column in template.columns]
    assert len({NUMBER, *titles, *template.by_name}) == 1 + 2 * len(titles)
    for step in template.steps:
        fields = step.command.model_fields
        assert {*step.fields, *step.fixed, *step.takes} <= set(fields)
        for names in step.fields.values():
            assert set(names) <= set(template.by_name)
        # What a command cannot do without is a column, fixed, or taken from an earlier step.
        needed = {name for name, field in fields.items() if field.is_required()}
        assert needed <= {*step.fields, *step.fixed, *step.takes}
    assert all(template.owners.values())
    books = {name for alternatives in template.book for name in alternatives}
    assert {*books, *template.identity} <= set(template.by_name)


@ALL
def test_an_empty_workbook_has_headings_lists_and_notes(
    template: Template, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    workbook.write(template, path, [name for name, _ in UNITS], TODAY)
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == [template.name, NOTES, workbook.LISTS]
    heading, example = book.get_sheet_by_name(template.name).to_python()
    assert heading == [NUMBER, *(column.title for column in template.columns)]
    assert example[0] == EXAMPLE
    notes = book.get_sheet_by_name(NOTES).to_python()
    told = {row[0]: row for row in notes}
    for column in template.columns:
        assert told[column.title][1] == ("必填" if column.required else "选填")
        assert told[column.title][3] == "、".join(column.form.choices)
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<pane" in sheet
        lists = sum(
            column.units or column.form.kind in ("choice", "flag") for column in template.columns
        )
        assert sheet.count('type="list"') == lists


def test_a_list_is_never_longer_than_excel_takes(tmp_path: Path) -> None:
    """A list in the cell itself holds 255 characters; units stand on a sheet of their own."""
    for template in TABLES.values():
        workbook.write(template, tmp_path / f"{template.name}.xlsx", ["某某镇"] * 300, TODAY)
        assert all(len(",".join(c.form.choices)) <= 255 for c in template.columns)


@ALL
def test_the_example_is_not_taken_and_would_be_right(template: Template, clerk: Office) -> None:
    path = clerk.folder / f"{template.name}.xlsx"
    workbook.write(template, path, [], TODAY)
    with pytest.raises(Malformed) as refused:
        clerk.take(path)
    assert refused.value.code == "import.no_rows"
    heading, example = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    filled = clerk.workbook("filled.xlsx", {template.name: [heading, [1, *example[1:]]]})
    by = "epb" if template.name in ("问题台账", "计分") else "mdb"
    if template.name == "计分":
        # Its example rests on a finding that this ledger does not have.
        assert clerk.problems(filled, by=by) == [(2, "依据", "finding.unknown")]
    elif template.name == "单位":
        # It is the name of a unit that is there: the same unit, so nothing is recorded.
        assert clerk.take(filled, by=by).skipped == 1
    else:
        done = clerk.take(filled, by=by)
        assert (done.recorded, done.skipped) == (1, 0)


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_text("mine")
    with pytest.raises(Malformed, match=r"template\.file_exists"):
        workbook.write(TABLES["单位"], path, [], TODAY)
    with pytest.raises(Malformed, match=r"template\.file_exists"):
        workbook.write_schema(path)
    assert path.read_text() == "mine"


def test_the_schema_of_command_lines_names_every_command(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    workbook.write_schema(path)
    schema = json.loads(path.read_text("utf-8"))
    said = [line["properties"]["command"]["const"] for line in schema["oneOf"]]
    assert said == [f"{door.noun} {door.verb}" for door in DOORS]
    for line in schema["oneOf"]:
        assert "command" in line["required"]
        assert line["additionalProperties"] is False
