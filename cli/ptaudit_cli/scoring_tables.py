"""``--from``: a county's own scoring table, read as it is, in place of the items of a command."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import option

if TYPE_CHECKING:
    from ptaudit.application import Outcome

#: The doors that take a scoring table.
DOORS = frozenset({("rules", "issue"), ("draft", "submit")})
#: The options, apart from the fields of the model.
OPTIONS = ("table_from", "table_sheet", "table_group", "table_mode")


def options() -> Sequence[click.Parameter]:
    groups, modes = ("8.1", "8.2", "8.3"), ("核定", "扣分", "得分")
    return (
        option("from", "file", block="own", dest="table_from"),
        option("sheet", "text", block="own", dest="table_sheet"),
        option("group", "choice", block="own", choices=groups, dest="table_group"),
        option("mode", "choice", block="own", choices=modes, dest="table_mode"),
    )


def read(given: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Items, full marks and warnings of the table named. Empty where none is.

    Raises NotFound for a file that is not there, Malformed for one that cannot be read.
    """
    if given.get("table_from") is None:
        return {}
    from ptaudit.batch import rule_reading

    path = folder / str(given["table_from"])
    if not path.is_file():
        raise NotFound("file.unreadable", file=str(given["table_from"]))
    table = rule_reading.read(
        path,
        sheet=given["table_sheet"],
        group=given["table_group"] or "8.2",
        mode=given["table_mode"] or "核定",
    ).readable()
    if table.year and given.get("year") and table.year != str(given["year"]):
        raise Malformed("table.other_year", year=table.year, said=str(given["year"]))
    found: dict[str, Any] = {"items": table.items, "warnings": table.warnings}
    if not given.get("full_marks"):
        found["full_marks"] = table.full_marks
    if table.overall is not None and not given.get("overall"):
        found["overall"] = table.overall
    return found


def warned(outcome: "Outcome", words: Catalogue) -> Iterator[str]:
    """Every defect that stands in what was recorded, by its row; nothing was repaired."""
    for record in outcome.records:
        payload: Any = record.payload
        for warning in getattr(getattr(payload, "content", payload), "warnings", None) or ():
            yield words("answer.table_warning", row=warning.row, text=warning.text)
