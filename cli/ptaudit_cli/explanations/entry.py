"""``explain 第1042号``: what an entry says, by what authority, what it rests on, what rests on it, what changed."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ptaudit_cli import answers, citations, cites, faults, labels
from ptaudit_cli.explanations import asking, outline
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.domain.events.base import Claim
    from ptaudit.projections.explanation.entry import Change, Explained, Link

#: Lines under one heading which the page shows before it only counts them.
SHOWN = 12
#: Headings of the page, and the lines that stand under each.
HEADED: Mapping[str, tuple[str, ...]] = {
    "存疑": ("存疑",),
    "更正": ("更正", "改动"),
    "所据": ("所据",),
    "被据": ("被据",),
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """*line*: 登记 first; then 现状, 条文, 口径, 软件约束, 细则, 存疑, 更正, 改动, 所据 (what it rests on)
    and 被据 (what rests on it).

    *depth* of 被据 counts how far off it is; *by* the entry that names it. A 改动 is one *field*,
    *before* and *after*.
    """

    depth: int
    line: str
    what: str | None
    position: int | None
    kind: str | None
    title: str
    gist: str
    on: dt.date | None
    subject: str
    name: str
    by: int | None
    field: str
    before: str
    after: str
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
    **dict.fromkeys(("what", "by")),
    **dict.fromkeys(("title", "subject", "name", "field", "before", "after"), ""),
}


def _row(depth: int, line: str, /, **said: Any) -> EntryRow:
    return EntryRow(**{**_BLANK, "depth": depth, "line": line, **said})


def rows(ask: Ask) -> Iterator[EntryRow]:
    from ptaudit.application.explaining import entry

    words, said = ask.words, asking.entry(ask["explained"])
    assert said is not None
    found = entry(ask.view, said)
    record, one = found.first.record, found.first.cited
    yield _row(
        0,
        "登记",
        **cites.fields(record, one, words),
        title=labels.of_kind(one.kind, words),
        subject=answers.subject(record, ask.registry, words),
        name=record.late_reason or record.reason or "",
    )
    if found.now is None:
        what = "作废" if one.is_struck else "代替"
        yield _row(1, "现状", what=what, name=words(f"explain.entry_now.{what}"))
    for claim in found.claims:
        yield _claim(claim, found, words)
    yield from _ruled(found, ask)
    for mark in record.irregular or ():
        label = faults.label(mark.code, words)
        yield _row(1, "存疑", what=mark.code, title=label, name=mark.reason)
    for change in found.changes:
        yield from _changed(change, words)
    for link in found.rests_on:
        yield _link(link, "所据", ask)
    for link in found.resting:
        yield _link(link, "被据", ask)


def _claim(claim: "Claim", found: "Explained", words: Catalogue) -> EntryRow:
    """What it claims as its authority, and what that says, in our own words."""
    from ptaudit.domain.regulation import BY_NUMBER

    cited = citations.of_claim(claim, words)
    if claim.type == "条文":
        number, _, item = claim.ref.partition(".")
        article = BY_NUMBER[int(number)]
        part = f": {article.parts[int(item) - 1]}" if item and article.parts else ""
        return _row(1, "条文", what=claim.ref, title=cited, name=article.heading + part)
    if claim.type == "口径":
        said = citations.ruled(claim.ref, found.policy[claim.ref], words)
        return _row(1, "口径", what=claim.ref, title=cited, name=said)
    return _row(1, "软件约束", what=claim.ref, title=cited)


def _ruled(found: "Explained", ask: Ask) -> Iterator[EntryRow]:
    """The rulings and rules in force for the year it is about."""
    policy, words = found.policy, ask.words
    version = policy.version
    told = {"year": found.year, "version": version, "doc_no": policy.doc_no or "—"}
    at = policy.position or None
    name = words("explain.policy_version" if version else "explain.policy_default", **told)
    yield _row(1, "口径", what="version", position=at, name=name)
    for ruled in found.rules:
        first, rules = ask.registry.named(ruled.units[0]), ruled.rules
        count = len(ruled.units)
        units = first if count == 1 else words("answer.units", first=first, count=count)
        told = {"unit": units, "year": found.year, "version": rules.version}
        text = words("explain.rules_version", since=rules.since, position=rules.position, **told)
        yield _row(1, "细则", position=rules.position, name=text)


def _changed(change: "Change", words: Catalogue) -> Iterator[EntryRow]:
    named, one = change.named, change.change
    entry = cites.fields(named.record, named.cited, words)
    title = labels.of_kind(named.cited.kind, words)
    yield _row(1, "更正", **entry, what=one.how, title=title)
    for field in one.changes:
        label = labels.of_field(field.field, one.target.kind, words)
        before, after = field.before, field.after
        yield _row(2, "改动", title=label, field=field.field, before=before, after=after)


def _link(link: "Link", line: str, ask: Ask) -> EntryRow:
    named, words = link.named, ask.words
    return _row(
        link.depth,
        line,
        **cites.fields(named.record, named.cited, words),
        what=link.role,
        title=labels.of_kind(named.cited.kind, words),
        subject=answers.subject(named.record, ask.registry, words),
        by=link.by,
    )


def page(ask: Ask, found: Sequence[EntryRow]) -> Iterator[str]:
    yield from outline.page(_lines(found, ask.words), ask.call)


def _lines(found: Sequence[EntryRow], words: Catalogue) -> Iterator[outline.Line]:
    first, *rest = found
    yield 0, cites.line(first, words)
    yield 1, words("explain.entry_subject", subject=first.subject)
    if first.name:
        yield 1, words("explain.entry_reason", reason=first.name)
    for row in rest:
        if row.line not in HEADED and row.line != "改动":
            yield 1, _told(row, words)
    for heading, lines in HEADED.items():
        rows = [row for row in rest if row.line in lines]
        if rows:
            yield 1, words(f"explain.entry_heading.{heading}")
        elif heading in ("所据", "被据"):
            yield 1, words(f"explain.entry_none.{heading}")
        for row in rows[:SHOWN]:
            yield (row.depth + 1 if heading != "存疑" else 2), _told(row, words)
        if len(rows) > SHOWN:
            yield 2, words("explain.entry_more", count=len(rows) - SHOWN)
    yield 0, words("explain.no_blame")


def _told(row: EntryRow, words: Catalogue) -> str:
    match row.line:
        case "条文" | "软件约束":
            return words("explain.entry_basis", claim=row.title, name=row.name or row.title)
        case "口径" if row.title:
            return words("explain.entry_basis", claim=row.title, name=row.name)
        case "存疑":
            return words("explain.entry_fault", label=row.title, reason=row.name)
        case "改动":
            nothing = words("audit.absent")
            told = {"before": row.before or nothing, "after": row.after or nothing}
            return words("audit.change", field=row.title, **told)
        case "现状" | "口径" | "细则":
            return row.name
        case "更正":
            return cites.line(row, words)
        case _:
            role = words(f"explain.link.{row.what}")
            return words("explain.fact", role=role, line=cites.line(row, words))
