"""``explain UNIT --lost``: 得分说明书, every lost point in words, from full marks to the score."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ptaudit_cli import cites, numbers
from ptaudit_cli.explanations import asking, outline
from ptaudit_cli.explanations.tree import whole
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.explanation.lost import LostLine
    from ptaudit.projections.explanation.tree import Fact, Tree


@dataclass(frozen=True, slots=True)
class LostRow:
    """*line*: 满分, then 失分 one by one, 事实 below each, then 得分. 满分 and 失分 add up to 得分, to the cent.

    *points* is what the item carries; *counted* is negative where points were lost.
    """

    line: str
    counted: Decimal | None
    what: str | None
    item: str
    name: str
    points: Decimal | None
    position: int | None
    kind: str | None
    gist: str
    on: dt.date | None
    rule_text: str
    rules_version: int | None
    rules_position: int | None
    note: str
    warnings: tuple[str, ...]
    findings: tuple[str, ...]
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
    **dict.fromkeys(("counted", "what", "points", "rules_version", "rules_position")),
    **dict.fromkeys(("item", "name", "rule_text", "note"), ""),
    **dict.fromkeys(("warnings", "findings"), ()),
}


def rows(ask: Ask) -> Iterator[LostRow]:
    """Raises NotFound where the unit has no score of the year."""
    from ptaudit.domain.failures import NotFound
    from ptaudit.projections.explanation.lost import lost
    from ptaudit.projections.explanation.tree import tree

    material = asking.material(ask)
    whole_tree = tree(material)
    found = lost(whole_tree)
    if found is None:
        raise NotFound(
            "explain.no_score", unit=ask.registry.named(material.unit), year=material.year
        )
    yield _end("满分", found.full, "细则" if found.ruled else "百分制")
    for line in found.lines:
        yield from _lost(line, whole_tree, ask.words)
    official = material.scored.official
    yield _end("得分", found.score, official.kind if official else "暂定")


def _end(line: str, counted: Decimal, what: str) -> LostRow:
    return LostRow(**{**_BLANK, "line": line, "counted": counted, "what": what})


def _lost(line: "LostLine", found: "Tree", words: Catalogue) -> Iterator[LostRow]:
    item, point = line.item, line.points[0] if line.points else None
    reason = point.reason if point else None
    source = point.source if point else None
    entry = cites.fields(source.record, source.cited, words) if source else {}
    # What was never awarded is measured by the rules as they are.
    rules = point.rules if point and point.rules else found.rules if item else None
    said = {
        "line": "失分",
        "counted": -line.lost,
        "what": line.what,
        "item": item.item.code if item else "",
        "name": whole(item) if item else "",
        "points": item.item.points if item else None,
        "rule_text": (reason.rule_text if reason else "") or (item.item.rule_text if item else ""),
        "rules_version": rules.version if rules else None,
        "rules_position": rules.position if rules else None,
        "note": reason.note if reason else "",
        "warnings": reason.warnings if reason else (),
        "findings": reason.findings if reason else (),
    }
    yield LostRow(**{**_BLANK, **entry, **said})
    for other in line.points:
        for fact in other.facts:
            yield _fact(fact, words)


def _fact(fact: "Fact", words: Catalogue) -> LostRow:
    one = fact.named.cited
    entry = cites.fields(fact.named.record, one, words, unknown=fact.unknown)
    cases = tuple(case for case in one.cases if case.startswith("F-"))
    return LostRow(**{**_BLANK, **entry, "line": "事实", "what": fact.role, "findings": cases})


def page(ask: Ask, found: Sequence[LostRow]) -> Iterator[str]:
    yield from outline.page(_lines(found, ask), ask.call)


def _lines(found: Sequence[LostRow], ask: Ask) -> Iterator[outline.Line]:
    words = ask.words
    full, *lines, score = found
    unit = ask.registry.named(ask.registry.unit(ask["explained"]).code)
    assert full.counted is not None
    assert score.counted is not None
    yield 0, words("explain.lost_head", unit=unit, year=the_year(ask))
    by = words(f"explain.full.{full.what}")
    yield (
        0,
        words(
            "explain.lost_sum",
            full=full.counted,
            by=by,
            lost=full.counted - score.counted,
            score=score.counted,
            how=words(f"explain.how.{score.what}"),
        ),
    )
    if score.what == "结转":
        yield 1, words("explain.carried")
    number = 0
    for row in lines:
        if row.line == "失分":
            number += 1
            yield 1, words("explain.lost_line", no=number, text=_sentence(row, words))
            yield from ((2, text) for text in _below(row, words))
        else:
            line = cites.line(row, words)
            yield 2, words("explain.fact", role=words(f"explain.role.{row.what}"), line=line)
    if not lines:
        yield 1, words("explain.lost_nothing")
    yield 0, words("explain.no_blame")


def _sentence(row: LostRow, words: Catalogue) -> str:
    assert row.counted is not None
    return words(
        f"explain.lost.{row.what}",
        item=words("explain.item_name", code=row.item, name=row.name),
        lost=-row.counted,
        gained=row.counted,
        points=row.points,
        got=(row.points or 0) + row.counted,
    )


def _below(row: LostRow, words: Catalogue) -> Iterator[str]:
    """The rule, the entry with whose it is, and the comment on it."""
    if row.rule_text and row.rules_version:
        yield words(
            "explain.lost_rule",
            text=row.rule_text,
            version=row.rules_version,
            entries=numbers.entries((row.rules_position or 0,), words),
        )
    elif row.rule_text:
        yield words("explain.lost_text", text=row.rule_text)
    if row.position is not None:
        yield words("explain.lost_entry", line=cites.line(row, words))
    if row.note:
        yield words("explain.note", note=row.note)
    yield from row.warnings
