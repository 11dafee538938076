"""``explain UNIT``: every point of the score with entry, rule, facts, documents and claimed basis."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ptaudit_cli import citations, cites
from ptaudit_cli.explanations import asking, outline
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.projections.explanation.material import Named
    from ptaudit.projections.explanation.tree import Group, ItemTree, Point, Tree


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of the tree. *line*: 得分, 分组, 指标, 理由, 细则, and what a reason rests on: 依据, 起因,
    问题, 更正, 此后.

    The 理由 add up to the score, the 分组 too, the 指标 to their 分组. *said* is of 得分 the recomputed
    score, of an 指标 the points it carries, of a 理由 what the entry itself says.
    """

    depth: int
    line: str
    counted: Decimal | None
    what: str | None
    said: Decimal | None
    group: str
    item: str
    name: str
    position: int | None
    kind: str | None
    gist: str
    on: dt.date | None
    stage: str
    rule_text: str
    rules_version: int | None
    note: str
    why_not: str | None
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
    **dict.fromkeys(("counted", "what", "said", "rules_version", "why_not")),
    **dict.fromkeys(("group", "item", "name", "stage", "rule_text", "note"), ""),
    **dict.fromkeys(("warnings", "findings"), ()),
}


def _row(
    depth: int, line: str, named: "Named | None", words: Catalogue, /, **said: Any
) -> TreeRow:
    entry = cites.fields(named.record, named.cited, words) if named else {}
    return TreeRow(**{**_BLANK, **entry, "depth": depth, "line": line, **said})


def rows(ask: Ask) -> Iterator[TreeRow]:
    from ptaudit.projections.explanation.tree import added, tree

    found = tree(asking.material(ask))
    yield _score(found, ask)
    for group in found.groups:
        yield from _group(group, ask.words)
    if found.others:
        name = ask.words("explain.no_item")
        yield _row(1, "分组", None, ask.words, counted=added(found.others), name=name)
        for point in found.others:
            yield from _point(point, 2, "", ask.words)


def _score(found: "Tree", ask: Ask) -> TreeRow:
    scored = found.material.scored
    official = scored.official
    source = found.material.named(official.id) if official else None
    what = official.kind if official else "暂定" if scored.total is not None else "无得分"
    return _row(
        0,
        "得分",
        source,
        ask.words,
        counted=scored.total,
        what=what,
        said=scored.recomputed,
        name=ask.registry.named(scored.sheet.unit),
    )


def _group(group: "Group", words: Catalogue) -> Iterator[TreeRow]:
    counted, ref = group.counted, group.ref
    yield _row(1, "分组", None, words, counted=counted, group=ref, name=part(ref))
    for item in group.items:
        yield _row(
            2,
            "指标",
            None,
            words,
            counted=item.counted,
            what=item.item.mode,
            said=item.item.points,
            group=ref,
            item=item.item.code,
            name=whole(item),
            rule_text=item.item.rule_text,
        )
        for point in item.points:
            yield from _point(point, 3, ref, words)


def part(ref: str) -> str:
    """What one of 第八条's three parts is about."""
    from ptaudit.domain.regulation import BY_NUMBER

    number, _, item = ref.partition(".")
    return BY_NUMBER[int(number)].parts[int(item) - 1]


def whole(item: "ItemTree") -> str:
    """The item's name under those above it."""
    return " / ".join([*item.above, item.item.name])


def _point(point: "Point", depth: int, group: str, words: Catalogue) -> Iterator[TreeRow]:
    reason = point.reason
    yield _row(
        depth,
        "理由",
        point.source,
        words,
        counted=reason.counted,
        what=reason.what,
        said=reason.said,
        group=group,
        item=reason.item,
        name=reason.name,
        stage=reason.stage,
        rule_text=reason.rule_text,
        rules_version=reason.rules_version or None,
        note=reason.note,
        why_not=reason.why_not,
        warnings=reason.warnings,
        findings=reason.findings,
    )
    if point.rules is not None and reason.what == "计分":
        text = reason.rule_text
        yield _row(
            depth + 1,
            "细则",
            point.issued,
            words,
            group=group,
            item=reason.item,
            rule_text=text,
            rules_version=point.rules.version,
        )
    for fact in point.facts:
        one = fact.named.cited
        marks = tuple(cites.marks(one, words, unknown=fact.unknown))
        cases = tuple(case for case in one.cases if case.startswith("F-"))
        told = {"group": group, "item": reason.item, "findings": cases, "marks": marks}
        yield _row(depth + 1, fact.role, fact.named, words, **told)


def page(ask: Ask, found: Sequence[TreeRow]) -> Iterator[str]:
    yield from outline.page(_lines(found, ask), ask.call)


def _lines(found: Sequence[TreeRow], ask: Ask) -> Iterator[outline.Line]:
    total = Decimal("0.00")
    for row in found:
        if row.line == "得分":
            yield from head(row, ask)
        else:
            yield row.depth, _told(row, ask.words)
        if row.note:
            yield row.depth + 1, ask.words("explain.note", note=row.note)
        total += row.counted or 0 if row.line == "理由" else 0
    yield 0, ask.words("explain.sum", counted=total)
    yield 0, ask.words("explain.no_blame")


def head(row: TreeRow, ask: Ask) -> Iterator[outline.Line]:
    """Whose score of which year, and by what it stands."""
    from ptaudit_cli.years import the_year

    words = ask.words
    params = {"unit": row.name, "year": the_year(ask), "score": row.counted}
    yield 0, words(f"explain.head.{row.what}", **params)
    if row.position is not None:
        yield 1, cites.line(row, words)
    if row.what == "结转":
        yield 1, words("explain.carried")
    if row.position is not None and row.said is not None and row.said != row.counted:
        assert row.counted is not None
        difference = outline.signed(row.said - row.counted)
        yield 1, words("explain.moved", recomputed=row.said, difference=difference)


def _told(row: TreeRow, words: Catalogue) -> str:
    match row.line:
        case "分组" if row.group:
            ref = citations.article(row.group, words)
            return words("explain.group", ref=ref, name=row.name, counted=row.counted)
        case "分组":
            return words("explain.others", name=row.name, counted=row.counted)
        case "指标":
            return words(
                "explain.item",
                code=row.item,
                name=row.name,
                counted=row.counted,
                points=row.said,
                mode=row.what,
            )
        case "理由":
            return " · ".join(_reason(row, words))
        case "细则":
            return rule(row, words)
        case role:
            line = cites.line(row, words)
            return words("explain.fact", role=words(f"explain.role.{role}"), line=line)


def _reason(row: TreeRow, words: Catalogue) -> Iterator[str]:
    assert row.counted is not None
    what = words(f"explain.what.{row.what}")
    yield words("explain.reason", counted=outline.signed(row.counted), what=what)
    if row.why_not is not None and row.said is not None:
        yield words("explain.uncounted", said=outline.signed(row.said), why=row.why_not)
    if row.position is not None:
        yield cites.line(row, words)
        yield words("explain.claimed", claims=words.listed(list(row.claims)))
    yield from row.warnings


def rule(row: TreeRow, words: Catalogue) -> str:
    """The text an amount was given by, its version, and the entry that issued it."""
    return words(
        "explain.rule",
        text=row.rule_text or words("explain.no_rule_text"),
        version=row.rules_version,
        position=row.position,
        documents=words.listed(list(row.documents)),
    )
