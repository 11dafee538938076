"""二十一条对照表: which kinds, commands and views each article has, and what it leaves open."""

from ptaudit.domain.regulation import ARTICLES, Article
from ptaudit.projections.explanation.article import of_article
from ptaudit_cli import citations
from ptaudit_cli.articles import read_by, recorded_by
from tests.docs.reference.markdown import GENERATED, WORDS, codes, joined, table

INTRO = """\
细则每一条落在哪些事件、命令、查询和文书上。“口径”是条文没有写、由县里定的事项,见[口径一览](policy.md);
“另有未尽”是口径之外条文也没有写的,程序不替人定。文书是各个事件登记时所依的那张纸,带星号的条文没有直接写到。"""


def page() -> str:
    headings = ("条", "内容", "事件", "命令", "查询", "文书", "口径", "另有未尽")
    rows = [_row(article) for article in ARTICLES]
    return joined("# 二十一条对照表", GENERATED, INTRO, table(headings, rows))


def _row(article: Article) -> tuple[str, ...]:
    found = of_article(str(article.number))
    assert found is not None
    calls = recorded_by(found.kinds)
    views = read_by(article.number, calls)
    note = f"({article.note})" if article.note else ""
    return (
        citations.article(str(article.number), WORDS),
        article.heading + note,
        codes(event.kind for event in found.kinds),
        codes(calls),
        codes(views),
        "、".join(paper.name if paper.stated else f"{paper.name}*" for paper in found.documents),
        codes(key.name for key in found.keys),
        ";".join(article.open),
    )
