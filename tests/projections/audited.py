"""The twelve items of a ledger in memory, and the two ways to grow one at stated times."""

import datetime as dt
from collections.abc import Mapping

from ptaudit.application import Ptaudit
from ptaudit.application.auditing import material
from ptaudit.domain.commands.base import Command
from ptaudit.projections.audit import audit
from ptaudit.projections.audit_lines import Item, Line
from tests.projections.counties import County, time

DAY = dt.date


def items(
    app: Ptaudit, year: int, as_recorded: str | None = None, on: dt.date | None = None
) -> Mapping[int, Item]:
    return {item.no: item for item in audit(material(app.view(as_recorded, on), year))}


def codes(item: Item) -> list[str]:
    return [line.code for line in item.lines]


def value(line: Line, name: str) -> object:
    return dict(line.params)[name]


def said(command: type[Command], **fields: object) -> Command:
    return command.model_validate(fields)


def did(county: County, on: dt.date, command: Command, by: str = "mdb") -> int:
    """The last position *command*, typed on the day *on*, recorded."""
    return county.did((time(on.year, on.month, on.day), by, command))
