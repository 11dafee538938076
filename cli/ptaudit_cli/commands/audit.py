"""What an auditor asks first: twelve items about one year on one page, or one item in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import checkpointing, citations, faults, labels, layout, numbers
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import option
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.table import plain
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.registry import Registry
    from ptaudit.projections.audit_lines import Item, Line

ITEMS = 12
#: Lines of one item that the page of all twelve shows.
SHOWN = 3
#: The code of the row that says how many things an item found.
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing found. An item's first row (``summary``) counts; *values* are ``name=value``."""

    item: int
    title: str
    code: str
    text: str
    units: tuple[str, ...]
    values: tuple[str, ...]
    positions: tuple[int, ...]


def rows(ask: Ask) -> Iterator[AuditRow]:
    from ptaudit.application.auditing import material
    from ptaudit.projections.audit import audit

    wanted, year = _item(ask), the_year(ask)
    for item in audit(material(ask.view, year, checkpointing.head(ask))):
        if wanted in (None, item.no):
            title = ask.words(f"audit.title.{item.no}")
            yield _summary(item, title, ask.words)
            for line in item.lines:
                yield _row(item, title, line, ask)


def _item(ask: Ask) -> int | None:
    """``--item``. Raises Malformed for what is none of the twelve."""
    said = ask.get("item")
    if said is None:
        return None
    if not (said.isdecimal() and 1 <= int(said) <= ITEMS):
        raise Malformed("audit.no_such_item", said=said, last=ITEMS)
    return int(said)


def _summary(item: "Item", title: str, words: Catalogue) -> AuditRow:
    text = words(f"audit.count.{item.no}", count=item.count)
    if item.state == "无审定":
        text = words("audit.not_approved")
    elif item.state == "未启用":
        text = words("audit.unavailable", waits=words(f"audit.waits.{item.no}"), text=text)
    values = (f"count={item.count}", f"state={item.state}")
    return AuditRow(item.no, title, SUMMARY, text, (), values, ())


def _row(item: "Item", title: str, line: "Line", ask: Ask) -> AuditRow:
    values = [f"{name}={plain(value)}" for name, value in line.params]
    values += [f"{change.field}={change.before}→{change.after}" for change in line.changes]
    values += [f"fault={line.fault}"] if line.fault else []
    return AuditRow(
        item.no,
        title,
        line.code,
        ask.words(f"audit.line.{line.code}", **_params(line, ask.registry, ask.words)),
        tuple(ask.registry.named(unit) for unit in line.units),
        tuple(values),
        line.positions,
    )


def _params(line: "Line", registry: "Registry", words: Catalogue) -> Mapping[str, Any]:
    """What fills the wording of a line: its own values, and what follows from kind, units and fault."""
    params: dict[str, Any] = dict(line.params)
    params["subject"] = _subject(line, registry, words)
    if line.kind:
        params["title"] = labels.of_kind(line.kind, words)
    if isinstance(ref := params.get("article"), str):
        params["article"] = citations.article(ref, words)
    if line.fault:
        params["fault"] = faults.text(line.fault, _named(line), registry, words)
    if line.code in ("corrected", "replaced"):
        told = [
            words(
                "audit.change",
                field=labels.of_field(change.field, line.kind, words),
                before=change.before or words("audit.absent"),
                after=change.after or words("audit.absent"),
            )
            for change in line.changes
        ]
        params["changes"] = ";".join(told)
    params["target"] = line.positions[0] if line.positions else 0
    return params


def _named(line: "Line") -> Mapping[str, Any]:
    """The values of a fault's wording that the line itself can give."""
    found: dict[str, Any] = {name: value for name, value in line.params if name != "reason"}
    if line.units:
        found.setdefault("unit", line.units[0])
    if line.cases:
        found.setdefault("finding", line.cases[0])
        found.setdefault("case", line.cases[0])
    return found


def _subject(line: "Line", registry: "Registry", words: Catalogue) -> str:
    units = [registry.named(unit) for unit in line.units]
    if len(units) > 4:
        units = [words("answer.units", first=units[0], count=len(units))]
    parts = [words.listed(part) for part in (units, list(line.cases)) if part]
    return " · ".join(parts) or words("answer.county")


def page(ask: Ask, found: Sequence[AuditRow]) -> Iterator[str]:
    """Counts of every item first, then what was found; with ``--item`` that item in full."""
    words, alone, year = ask.words, _item(ask) is not None, the_year(ask)
    yield _head(ask, year)
    summaries = [row for row in found if row.code == SUMMARY]
    broad = max(layout.width(row.title) for row in summaries)
    for row in summaries if not alone else ():
        yield f"{row.item:>2}  {layout.pad(row.title, broad)}  {row.text}"
    for row in summaries:
        lines = [other for other in found if other.item == row.item and other.code != SUMMARY]
        if not lines and not alone:
            continue
        yield ""
        yield words("audit.heading", item=row.item, title=row.title, text=row.text)
        for line in lines if alone else lines[:SHOWN]:
            yield from _told(line, ask)
        if len(lines) > SHOWN and not alone:
            call = f"ptaudit audit --year {year} --item {row.item}"
            yield "  " + words("audit.more", count=len(lines) - SHOWN, call=call)
        if row.item == 9:
            yield "  " + words("audit.reconcile")


def _told(line: AuditRow, ask: Ask) -> Iterator[str]:
    text = line.text
    if line.positions:
        entries = numbers.entries(line.positions, ask.words)
        text = ask.words("audit.rests", text=text, entries=entries)
    if not ask.call.around.terminal:
        yield f"  - {text}"
        return
    first, *rest = layout.wrap(text, max(20, ask.call.around.columns - 4))
    yield f"  - {first}"
    yield from (f"    {more}" for more in rest)


def _head(ask: Ask, year: int) -> str:
    from ptaudit.projections.cycle import cycle, level

    row = ask.view.row(cycle, str(year))
    approval = row.approval
    state = (
        ask.words("audit.is_approved", on=approval.on, position=approval.position)
        if approval
        else ask.words("audit.not_approved")
    )
    return ask.words("audit.head", year=year, level=level(row), state=state)


def _params_of() -> Sequence[click.Parameter]:
    return [option("item", "integer", block="own")]


CALLS = (Read("audit", "show", AuditRow, rows, _params_of, by_year=True, page=page, by="title"),)
