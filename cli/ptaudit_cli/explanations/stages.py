"""``explain UNIT --stages``: claimed, computed and asserted side by side, and who changed what in between."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ptaudit_cli import cites
from ptaudit_cli.explanations import asking, outline
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.explanation.changes import Change
    from ptaudit.projections.explanation.stages import Step


@dataclass(frozen=True, slots=True)
class StageRow:
    """*line*: 阶段, then the 变动 that led to it. A stage's 变动 add up to its *counted*, to the cent.

    *how*: 自报 claimed, 计算 computed, 认定 asserted, 重算 computed again since. *counted* is the
    difference from the stage before (None at the first); *entry* the score entry a 变动 is about,
    *position* the entry that made it.
    """

    line: str
    no: int
    stage: str
    how: str
    version: int | None
    total: Decimal | None
    asserted: Decimal | None
    computed: Decimal | None
    undecomposed: Decimal | None
    counted: Decimal | None
    what: str | None
    item: str
    name: str
    entry: int | None
    position: int | None
    kind: str | None
    gist: str
    on: dt.date | None
    note: str
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    claims: tuple[str, ...]
    organs: tuple[str, ...]
    desk: str | None
    operator: str | None
    recorded_at: str | None
    late_days: int | None
    working_days: int | None
    marks: tuple[str, ...]


_BLANK: dict[str, Any] = {
    **cites.NOTHING,
    **dict.fromkeys(("version", "total", "asserted", "computed", "undecomposed", "counted")),
    **dict.fromkeys(("what", "entry")),
    **dict.fromkeys(("item", "name", "note"), ""),
}


def rows(ask: Ask) -> Iterator[StageRow]:
    from ptaudit.projections.explanation.stages import stages

    for no, step in enumerate(stages(asking.material(ask)), 1):
        yield _stage(no, step, ask.words)
        for change in step.changes:
            yield _change(no, step, change, ask.words)
        if step.undecomposed_change:
            yield _rest(no, step)


def _stage(no: int, step: "Step", words: Catalogue) -> StageRow:
    source = step.source
    entry = cites.fields(source.record, source.cited, words) if source else {}
    said = {
        "line": "阶段",
        "no": no,
        "stage": step.name,
        "how": step.how,
        "version": step.version or None,
        "total": step.total,
        "asserted": step.asserted,
        "computed": step.computed,
        "undecomposed": step.undecomposed,
        "counted": step.difference,
    }
    return StageRow(**{**_BLANK, **entry, **said})


def _rest(no: int, step: "Step") -> StageRow:
    """What no entry explains."""
    said = {"line": "变动", "no": no, "stage": step.name, "how": step.how, "what": "未分解"}
    return StageRow(**{**_BLANK, **said, "counted": step.undecomposed_change})


def _change(no: int, step: "Step", change: "Change", words: Catalogue) -> StageRow:
    by = change.by
    entry = cites.fields(by.record, by.cited, words) if by else {}
    said = {
        "line": "变动",
        "no": no,
        "stage": step.name,
        "how": step.how,
        "counted": change.amount,
        "what": change.what,
        "item": change.item,
        "name": change.name,
        "entry": change.entry or None,
        "note": change.note,
    }
    return StageRow(**{**_BLANK, **entry, **said})


def page(ask: Ask, found: Sequence[StageRow]) -> Iterator[str]:
    yield from outline.page(_lines(found, ask), ask.call)


def _lines(found: Sequence[StageRow], ask: Ask) -> Iterator[outline.Line]:
    words = ask.words
    unit = ask.registry.named(ask.registry.unit(ask["explained"]).code)
    yield 0, words("explain.stages_head", unit=unit, year=the_year(ask))
    for row in found:
        if row.line == "阶段":
            yield 1, _stage_line(row, words)
            if row.position is not None:
                yield 2, cites.line(row, words)
            if row.stage == "结转":
                yield 2, words("explain.carried")
        else:
            yield 2, _change_line(row, words)
    if not found:
        yield 1, words("explain.stages_none")
    yield 0, words("explain.stages_sum")


def _stage_line(row: StageRow, words: Catalogue) -> str:
    stage = words(f"explain.stage.{row.how}", stage=row.stage)
    if row.version:
        stage = words("explain.stage_version", stage=stage, version=row.version)
    parts = [words("explain.stage_line", stage=stage, total=row.total)]
    if row.how != "计算" and row.computed is not None and row.undecomposed is not None:
        rest = outline.signed(row.undecomposed)
        parts.append(words("explain.stage_parts", computed=row.computed, undecomposed=rest))
    if row.counted is not None:
        change = outline.signed(row.counted)
        told = words(
            "explain.stage_change" if row.counted else "explain.stage_same", change=change
        )
        parts.append(told)
    return " · ".join(parts)


def _change_line(row: StageRow, words: Catalogue) -> str:
    assert row.counted is not None
    what = words(f"explain.what.{row.what}")
    parts = [words("explain.reason", counted=outline.signed(row.counted), what=what)]
    if row.item:
        parts.append(words("explain.item_name", code=row.item, name=row.name))
    if row.position is not None:
        parts.append(cites.line(row, words))
    if row.entry is not None and row.entry != row.position:
        parts.append(words("explain.change_of", position=row.entry))
    if row.note:
        parts.append(words("explain.note", note=row.note))
    return " · ".join(parts)
