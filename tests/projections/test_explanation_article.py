"""Articles as people write them, and what each leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.documents import DOCUMENTS, OWN_ENTRIES
from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.policy import KEYS
from ptaudit.domain.regulation import ARTICLES, exists
from ptaudit.projections.explanation.article import of_article, ref_of
from ptaudit_cli import citations
from ptaudit_cli.messages import Catalogue


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("第十四条", "14"),
        ("14条", "14"),
        ("第14条", "14"),
        ("第九条第三项", "9.3"),
        ("第九条(三)", "9.3"),
        ("第9条第3项", "9.3"),
        ("9.3", "9.3"),
        ("第二十一条", "21"),
        ("第二十二条", "22"),
        ("第十条", "10"),
        ("99.1", "99.1"),
        ("14", None),
        ("第14号", None),
        ("清河镇", None),
        ("第条", None),
        ("第百条", None),
        ("第十十条", None),
        ("第十四一条", None),
        ("第二三条", None),
        ("第九条第百项", None),
        ("", None),
    ],
)
def test_articles_as_people_write_them(said: str, ref: str | None) -> None:
    assert ref_of(said) == ref


@given(st.integers(1, 99), st.integers(1, 99) | st.none())
def test_what_is_cited_is_read_back(number: int, item: int | None) -> None:
    ref = f"{number}" if item is None else f"{number}.{item}"
    assert ref_of(citations.article(ref, Catalogue("zh"))) == ref


def test_every_article_and_item_is_there_and_nothing_else() -> None:
    refs = [str(a.number) for a in ARTICLES]
    refs += [f"{a.number}.{n}" for a in ARTICLES for n in range(1, a.items + 1)]
    for ref in refs:
        found = of_article(ref)
        assert found is not None
        assert (found.ref, found.item) == (ref, int(ref.split(".")[1]) if "." in ref else None)
    for ref in ("0", "22", "14.1", "9.4", "9.0"):
        assert of_article(ref) is None, ref


def test_every_item_has_its_own_words() -> None:
    for article in ARTICLES:
        assert len(article.parts) == article.items, article.number


def test_the_articles_hold_every_kind_that_claims_one_every_ruling_and_every_document() -> None:
    found = [of_article(str(article.number)) for article in ARTICLES]
    kinds = {event for one in found if one for event in one.kinds}
    recorded = {kind for paper in DOCUMENTS if paper.refs for kind in paper.kinds}
    claiming = {e for e in ALL if any(claim.type == "条文" for claim in e.claims)}
    assert kinds == claiming | {e for e in ALL if e.kind in recorded}
    assert {key for one in found if one for key in one.keys} == set(KEYS.values())
    assert {paper for one in found if one for paper in one.documents} == {
        paper for paper in DOCUMENTS if paper.refs
    }


def test_an_item_has_what_is_claimed_of_it_or_of_the_whole() -> None:
    veto, article = of_article("9.3"), of_article("9")
    assert veto is not None
    assert article is not None
    assert {event.kind for event in veto.kinds} >= {"veto.decided", "restriction.imposed"}
    assert [key.name for key in veto.keys if key.article == "9.3"] == [
        "veto.year",
        "veto.responsibility_scope",
        "veto.restriction_level",
        "late_veto",
    ]
    assert {paper.name for paper in veto.documents} >= {"一票否决认定书", "区域限批决定、解除决定"}
    assert set(veto.kinds) <= set(article.kinds)


def test_documents_stand_at_articles_that_are_there() -> None:
    assert [ref for paper in DOCUMENTS for ref in paper.refs if not exists(ref)] == []


def test_every_act_has_the_paper_it_left() -> None:
    """一纸一事: a kind without a document would be the software's own."""
    kinds = {kind for paper in DOCUMENTS for kind in paper.kinds}
    assert kinds == {event.kind for event in ALL} - OWN_ENTRIES


def test_what_the_text_does_not_say_is_not_claimed_of_it() -> None:
    """第十四条 says nothing of 延期, 核查 or 销号; 第九条 names no 认定书."""
    unstated = {paper.name for paper in DOCUMENTS if not paper.stated}
    assert {"延期申请和批复", "核查意见、公示和销号通知", "一票否决认定书"} <= unstated
    assert {"考评结果通报", "问题反馈函", "限期整改通知"}.isdisjoint(unstated)
