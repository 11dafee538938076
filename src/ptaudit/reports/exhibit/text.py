"""An exhibit as plain text: the same ten points in the same order, for a console, a mail or a printer."""

from collections.abc import Iterable, Iterator

from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import (
    Answer,
    Arithmetic,
    Citation,
    Exhibit,
    Ruling,
    Supposition,
    Unknown,
)
from ptaudit.reports.exhibit.typeset import typeset

RULE = "-" * 72


def text(exhibit: Exhibit) -> str:
    return "\n".join([*_head(exhibit), *_answers(exhibit), *_tail(exhibit)]) + "\n"


def _head(book: Exhibit) -> Iterator[str]:
    yield "复核说明册"
    yield book.title
    yield RULE
    yield f"提出异议的单位  {book.disputant}"
    if book.objection:
        yield f"异议编号        {book.objection}"
    yield f"账本            {book.county}({book.log.origin})"
    yield f"截至            第{book.log.size}号,{wording.minute(book.log.recorded_at)}录入"
    yield f"根              {book.log.root}"


def _answers(book: Exhibit) -> Iterator[str]:
    for one in book.answers:
        yield from ("", RULE, typeset(f"{wording.numeral(one.number)}、{one.question}"), "")
        yield typeset(f"答:{one.answer}")
        yield from ("", *map(typeset, _points(one)), f"复做  {one.command}")


def _points(one: Answer) -> Iterator[str]:
    at = one.clocks.as_recorded
    yield f"当时所知:截至第{at.position}号({wording.minute(at.recorded_at)}录入)"
    yield f"当时有效:截至{one.clocks.as_effective}发生的事"
    yield from (f"{fact.name}:{fact.value}" for fact in one.facts)
    yield from _listed("登记自相矛盾之处:", one.contradictions)
    yield from _listed("所据登记:", map(_cited, one.deciding), "没有可据的登记")
    yield from _listed("当时不知、后来录入的:", map(_unknown, one.unknown), "没有")
    for sums in one.arithmetic:
        yield from _sums(sums)
    if one.supposition is not None:
        yield from _supposed(one.supposition)
    versions = [
        f"{r.year}年度考评细则第{r.version}版,{r.since}起施行(第{r.position}号)" for r in one.rules
    ]
    yield from _listed("细则版次与口径:", [*versions, *map(_ruling, one.rulings)], "本问不涉及")
    yield from _listed("本问的局限:", one.limits)


def _listed(head: str, items: Iterable[str], none: str = "") -> Iterator[str]:
    found = list(items) or ([none] if none else [])
    if found:
        yield head
        yield from (f"  - {item}" for item in found)


def _cited(one: Citation) -> str:
    about = f"({one.about})" if one.about else ""
    parts = [
        f"第{one.position}号 {one.on} {one.title}{about}",
        "、".join(one.organs),
        f"{wording.recorder(one)} {wording.minute(one.recorded_at)}录入",
        "、".join((*one.documents, *one.receipts)),
        f"收文日{one.received_on}" if one.received_on else "",
        *wording.marks(one),
    ]
    return " · ".join(part for part in parts if part)


def _unknown(late: Unknown) -> str:
    what = wording.became_known(late)
    return f"{_cited(late.entry)} · {what}"


def _sums(sums: Arithmetic) -> Iterator[str]:
    yield f"算式({sums.subject}):"
    for line in sums.lines:
        where = f" 第{line.position}号" if line.position else ""
        basis = f" ← {wording.numbers(line.basis)}" if line.basis else ""
        rule = f" “{line.rule}”" if line.rule else ""
        note = f" [{line.note}]" if line.note else ""
        if line.since:
            note += f" [计分后才录入:{wording.numbers(line.since)}]"
        yield f"  {wording.signed(line.counted):>9}  {line.text}{where}{basis}{rule}{note}"
    yield f"  {format(sums.total, 'f'):>9}  合计"


def _supposed(one: Supposition) -> Iterator[str]:
    yield f"假如主张成立({';'.join(one.supposed)};未写入账本):"
    for row in one.changed:
        lists = f",名单 {'、'.join(row.lists) or '无'}→{'、'.join(row.lists_then) or '无'}"
        yield (
            f"  - {row.sequence} {row.unit}:得分 {_or_none(row.score)}→{_or_none(row.score_then)},"
            f"名次 {_or_none(row.rank)}→{_or_none(row.rank_then)}{lists}"
        )
    if not one.changed:
        yield "  - 得分、排位和名单没有变化"
    yield from (f"  - {c.text}" for c in one.consequences)
    yield from (f"  - 不合程序:{text}" for text in one.irregular)


def _or_none(value: object) -> str:
    return "无" if value is None else str(value)


def _ruling(one: Ruling) -> str:
    source = f"{one.document or ''}(第{one.position}号)" if one.position else "默认"
    return f"口径 {one.key}({one.title})={one.value},{source}"


def _tail(book: Exhibit) -> Iterator[str]:
    yield from ("", RULE, "不能证明什么")
    yield from (typeset(f"{n}. {limit}") for n, limit in enumerate(book.limits, 1))
    yield from ("", RULE, "所引登记与证明(原文和路径见 exhibit.json)")
    yield from (f"第{e.position}号 {e.leaf} 路径{len(e.path)}节" for e in book.entries)
    yield from ("", RULE, "怎样核对和复做")
    yield f"不需账本:{book.check[0]}"
    yield f"装有本软件:{book.check[1]};账本在手:{book.check[2]}"
    yield f"重做本册:{book.command}"
