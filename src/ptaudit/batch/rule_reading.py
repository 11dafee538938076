"""Any scoring table a county has: our YAML, our sheet, or its own published one; and ours written out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ptaudit.batch import rule_files, rules_sheet, rules_yaml, sheets, tables
from ptaudit.batch.rule_files import RuleFile
from ptaudit.batch.sheets import Sheet, Source
from ptaudit.batch.tables import Group, Mode
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.formulas import saying
from ptaudit.domain.names import listed
from ptaudit.domain.targets.rule_warnings import warning

YAML = (".yml", ".yaml")
SUFFIXES = (*YAML, ".csv", ".xlsx")


def read(
    path: Path, *, sheet: str | None = None, group: Group = "8.2", mode: Mode = "核定"
) -> RuleFile:
    """*sheet*: the one of a workbook that is meant; else the first that is a scoring table.

    *group* and *mode* are for a published table, which says neither. Raises Malformed, NotFound.
    """
    if not path.is_file():
        raise NotFound("file.unreadable", file=path.name)
    if path.suffix.lower() in YAML:
        return rule_files.built(rules_yaml.read(sheets.text(path)))
    source = sheets.read(path)
    if source.nature == "lines":
        return tables.read([[line] for line in source.lines], group=group, mode=mode)
    chosen, others = _chosen(source, sheet)
    if rules_sheet.is_sheet(chosen.rows):
        return rule_files.built(rules_sheet.read(chosen.rows))
    noted = [warning("sheet_unread", 1, sheet=name) for name in others]
    return tables.read(chosen.rows, group=group, mode=mode, noted=noted)


def _chosen(source: Source, named: str | None) -> tuple[Sheet, Sequence[str]]:
    """The sheet to read, and the names of the others that say anything."""
    filled = [sheet for sheet in source.sheets if any(any(row) for row in sheet.rows)]
    if named is not None:
        by_name = {sheet.name: sheet for sheet in source.sheets}
        if named not in by_name:
            raise Malformed("import.no_sheet", sheet=named, known=listed(list(by_name)))
        return by_name[named], ()
    chosen = next((one for one in filled if rules_sheet.is_sheet(one.rows)), None)
    chosen = chosen or next((one for one in filled if tables.is_table(one.rows)), None)
    chosen = chosen or next(iter(filled), source.sheets[0])
    return chosen, [sheet.name for sheet in filled if sheet is not chosen]


def whole(
    year: int, applies_to: Sequence[str], full_marks: str, overall: Overall | None
) -> dict[str, Any]:
    """What is said of the table as a whole, under its headings."""
    titles = {name: title for title, name in rule_files.WHOLE.items()}
    said: dict[str, Any] = {
        titles["year"]: str(year),
        titles["applies_to"]: "、".join(applies_to),
        titles["full_marks"]: full_marks,
    }
    if overall is not None:
        said[titles["overall"]] = saying.said_overall(overall)
    return said


def written(
    suffix: str, said: Mapping[str, Any], items: Sequence[RuleItem], named: Mapping[str, str]
) -> bytes:
    """The table as a file of that *suffix*. Raises Malformed for one that is none of ours."""
    rows = [rule_files.said_item(item, named) for item in items]
    if suffix in YAML:
        return rules_yaml.write(said, rows).encode()
    if suffix == ".csv":
        return b"\xef\xbb\xbf" + rules_sheet.csv_text(rules_sheet.grid(said, rows)).encode()
    if suffix == ".xlsx":
        return rules_sheet.xlsx(rules_sheet.grid(said, rows), "考评细则")
    raise Malformed("table.suffix", suffix=suffix, known="、".join(SUFFIXES))
