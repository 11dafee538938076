"""``explain 第十四条``: what an article is about, and where the program keeps to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit.domain.documents import within
from ptaudit.domain.failures import NotFound
from ptaudit_cli import articles, citations, labels
from ptaudit_cli.explanations import asking, outline
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.events.base import Event
    from ptaudit.projections.explanation.article import OfArticle


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """*line*: 内容, 项, 勘误, 另有未尽, 事件, 命令, 查询, 口径, 文书. *article* is ``14`` or, of an item, ``9.3``.

    *key* is what programs know it by (a kind, a call, a ruling); *gist* of a 口径 is its value in the
    year, of a 文书 whether the text itself speaks of it.
    """

    article: str
    line: str
    key: str
    name: str
    gist: str


def rows(ask: Ask) -> Iterator[ArticleRow]:
    """Raises NotFound for an article or item the text does not have."""
    from ptaudit.projections.explanation.article import of_article, ref_of

    said = ask["explained"]
    ref = ref_of(asking.said(said))
    found = None if ref is None else of_article(ref)
    if found is None:
        raise NotFound("article.unknown", said=said)
    yield from _text(found)
    for event in found.kinds:
        title = labels.of_kind(event.kind, ask.words)
        yield ArticleRow(_claimed(event, found), "事件", event.kind, title, "")
    yield from _calls(found, ask.words)
    policy = ask.registry.policy(the_year(ask))
    for key in found.keys:
        by = policy.document(key.name) or ask.words("explain.default")
        value = ask.words(
            "explain.ruling", value=citations.option(key.name, policy[key.name], ask.words), by=by
        )
        yield ArticleRow(key.article, "口径", key.name, key.title, value)
    for paper in found.documents:
        stated = "" if paper.stated else ask.words("explain.unstated")
        ref = next(ref for ref in paper.refs if within(ref, found.ref))
        yield ArticleRow(ref, "文书", "", paper.name, stated)


def _text(found: "OfArticle") -> Iterator[ArticleRow]:
    article = found.article
    number = str(article.number)
    yield ArticleRow(number, "内容", "", article.heading, "")
    for item, part in enumerate(article.parts, 1):
        if found.item in (None, item):
            yield ArticleRow(f"{number}.{item}", "项", "", part, "")
    if article.note:
        yield ArticleRow(number, "勘误", "", article.note, "")
    for point in article.open:
        yield ArticleRow(number, "另有未尽", "", point, "")


def _claimed(event: "type[Event]", found: "OfArticle") -> str:
    """The article or item that the kind itself claims."""
    number = str(found.article.number)
    claimed = [claim.ref for claim in event.claims if claim.type == "条文"]
    return next((ref for ref in claimed if ref.partition(".")[0] == number), number)


def _calls(found: "OfArticle", words: Catalogue) -> Iterator[ArticleRow]:
    from ptaudit_cli import index

    number = str(found.article.number)
    calls = articles.recorded_by(found.kinds)
    for line, named in (
        ("命令", calls),
        ("查询", articles.read_by(found.article.number, calls)),
    ):
        for call in named:
            noun, _, verb = call.partition(" ")
            entry = index.verbs(noun)[verb]
            yield ArticleRow(number, line, call, words.pick(entry.zh, entry.en), "")


def page(ask: Ask, found: Sequence[ArticleRow]) -> Iterator[str]:
    yield from outline.page(_lines(found, ask.words), ask.call)


def _lines(found: Sequence[ArticleRow], words: Catalogue) -> Iterator[outline.Line]:
    heading = ""
    for row in found:
        if row.line == "内容":
            article = citations.article(row.article, words)
            yield 0, words("explain.article", article=article, name=row.name)
            continue
        if row.line != heading:
            heading = row.line
            yield 1, words(f"explain.article_heading.{heading}")
        yield 2, _told(row, words)
    if not any(row.line == "事件" for row in found):
        yield 1, words("explain.article_principle")
    yield 0, words("explain.article_own_words")


def _told(row: ArticleRow, words: Catalogue) -> str:
    match row.line:
        case "项":
            article = citations.article(row.article, words)
            return words("explain.article", article=article, name=row.name)
        case "命令" | "查询":
            return words("explain.call", call=row.key, name=row.name)
        case "事件":
            article = citations.article(row.article, words)
            return words("explain.kind", kind=row.key, name=row.name, article=article)
        case "口径":
            return words("explain.key", key=row.key, name=row.name, value=row.gist)
        case "文书" if row.gist:
            return words("explain.paper", name=row.name, stated=row.gist)
        case _:
            return row.name
