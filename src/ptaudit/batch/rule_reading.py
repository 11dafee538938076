"""Any scoring table a county has: our YAML, our sheet, or its own published one; and ours written out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ptaudit.batch import rule_files, rules_sheet, rules_yaml, sheets, tables
from ptaudit.batch.rule_files import RuleFile
from ptaudit.batch.tables import Group, Mode
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.formulas import saying
from ptaudit.domain.targets.rule_warnings import warning

YAML = (".yml", ".yaml")
SUFFIXES = (*YAML, ".csv", ".xlsx")


def read(path: Path, *, group: Group = "8.2", mode: Mode = "核定") -> RuleFile:
    """*group* and *mode* are for a published table, which says neither. Raises Malformed, NotFound."""
    if not path.is_file():
        raise NotFound("file.unreadable", file=path.name)
    if path.suffix.lower() in YAML:
        return rule_files.built(rules_yaml.read(sheets.text(path)))
    source = sheets.read(path)
    filled = [sheet for sheet in source.sheets if any(any(row) for row in sheet.rows)]
    for sheet in filled:
        if rules_sheet.is_sheet(sheet.rows):
            return rule_files.built(rules_sheet.read(sheet.rows))
    lines = filled[0].rows if filled else [[line] for line in source.lines]
    others = [warning("sheet_unread", 1, sheet=sheet.name) for sheet in filled[1:]]
    return tables.read(lines, group=group, mode=mode, noted=others)


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
