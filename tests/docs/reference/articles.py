"""二十一条对照表: which kinds, commands and views each article has, and what it leaves open."""

from ptaudit.domain.events import ALL
from ptaudit.domain.policy import KEYS
from ptaudit.domain.regulation import ARTICLES, Article
from ptaudit_cli import citations
from ptaudit_cli.articles import read_by, recorded_by
from tests.docs.reference.markdown import GENERATED, WORDS, codes, joined, table

INTRO = """\
细则每一条落在哪些事件、命令和查询上。“口径”是条文没有写、由县里定的事项,见[口径一览](policy.md);
“另有未尽”是口径之外条文也没有写的,程序不替人定。没有事件的条是原则,程序只在查询和文书里照它的意思办。"""


def page() -> str:
    headings = ("条", "内容", "事件", "命令", "查询", "口径", "另有未尽")
    rows = [_row(article) for article in ARTICLES]
    return joined("# 二十一条对照表", GENERATED, INTRO, table(headings, rows))


def _row(article: Article) -> tuple[str, ...]:
    kinds = [event for event in ALL if article.number in _cited(event.claims)]
    calls = recorded_by(kinds)
    views = read_by(article.number, calls)
    keys = [key.name for key in KEYS.values() if _number(key.article) == article.number]
    note = f"({article.note})" if article.note else ""
    return (
        citations.article(str(article.number), WORDS),
        article.heading + note,
        codes(event.kind for event in kinds),
        codes(calls),
        codes(views),
        codes(keys),
        ";".join(article.open),
    )


def _cited(claims: tuple[object, ...]) -> set[int]:
    return {
        _number(str(getattr(claim, "ref", "")))
        for claim in claims
        if getattr(claim, "type", "") == "条文"
    }


def _number(ref: str) -> int:
    return int(ref.partition(".")[0])
