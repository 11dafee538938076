"""``explain`` of an entry and of an article at the command line; what cannot be asked."""

import json

import pytest

from ptaudit.domain.regulation import ARTICLES
from ptaudit_cli import citations
from ptaudit_cli.messages import Catalogue
from tests.cli.desk import Desk
from tests.cli.explained import rows


def test_an_entry_with_what_rests_on_it(year: Desk) -> None:
    found = rows(year, "30")
    assert (found[0]["line"], found[0]["gist"], found[0]["subject"]) == (
        "登记",
        "粪污直排",
        "清河镇 · F-2025-001",
    )
    assert [(r["what"], r["title"]) for r in found if r["line"] == "条文"] == [
        ("14", "第十四条"),
        ("10.1", "第十条第一项"),
    ]
    resting = [(row["position"], row["what"]) for row in found if row["line"] == "被据"]
    assert (33, "basis") in resting
    assert [position for position, _ in resting] == [31, 32, 33, 36]
    point = rows(year, "33")
    assert [row["position"] for row in point if row["line"] == "所据"] == [30, 32]
    assert {row["name"] for row in point if row["line"] == "细则"} == {
        "考评细则: 清河镇 2025年度第1版(第29号,2025-01-08起)"
    }


def test_a_changed_entry_shows_before_and_after_and_an_irregular_one_its_reason(
    year: Desk,
) -> None:
    year.ok("ptaudit correct 36 --set on=2025-12-19 --reason 收文簿所载 --operator epb")
    found = rows(year, "36")
    [correction] = [row for row in found if row["line"] == "更正"]
    assert (correction["what"], correction["gist"]) == ("更正", "收文簿所载")
    [change] = [row for row in found if row["line"] == "改动"]
    assert (change["title"], change["before"], change["after"]) == (
        "发生日期",
        "2025-12-18",
        "2025-12-19",
    )
    year.ok("ptaudit void 36 --reason 重复登记 --operator epb")
    printed = year.ok("ptaudit explain 第36号")
    assert "现状: 已作废,不再计入" in printed
    assert "发生日期 2025-12-18 → 2025-12-19" in printed
    assert "没有细则草案: 拟制稿未登记" in year.ok("ptaudit explain 29")


def test_an_entry_by_its_id(year: Desk) -> None:
    entry = json.loads(year.ok("ptaudit show 33"))["id"]
    assert rows(year, entry) == rows(year, "第33号") == rows(year, "33")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_article_can_be_explained(lang: str, open_desk: Desk) -> None:
    words = Catalogue("zh")
    for article in ARTICLES:
        refs = [f"{article.number}.{item}" for item in range(1, article.items + 1)]
        for ref in (str(article.number), *refs):
            said = citations.article(ref, words)
            printed = open_desk.ok(f"ptaudit explain {said} --lang {lang}")
            assert article.heading in printed


def test_a_ruling_is_shown_as_it_applies(open_desk: Desk) -> None:
    def value() -> str:
        found = rows(open_desk, "第十七条 --year 2025")
        return next(str(row["gist"]) for row in found if row["key"] == "third.rounding")

    assert value() == "舍去小数(默认)"
    open_desk.ok(
        "ptaudit policy adopt third.rounding=ceil --from-year 2025 --basis ×绩委〔2025〕8号"
    )
    assert value() == "有小数进一(×绩委〔2025〕8号)"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("", 2, "argument.missing"),
        ("清合镇", 5, "unit.unknown"),
        ("清河镇 --year 2019", 5, "explain.no_such_year"),
        ("清河镇 --year 二五", 2, "year.unreadable"),
        ("清河镇 --lost --stages", 2, "explain.one_way"),
        ("第1号 --lost", 2, "explain.of_a_unit"),
        ("第十四条 --stages", 2, "explain.of_a_unit"),
        ("第二十二条", 5, "article.unknown"),
        ("第零条", 5, "article.unknown"),
        ("9.4", 5, "article.unknown"),
        ("14.1", 5, "article.unknown"),
        ("第999号", 5, "entry.no_such_position"),
        ("0", 5, "entry.no_such_position"),
        ("99999999999999999999", 5, "entry.no_such_position"),
        ("f" * 32, 5, "entry.unknown"),
        ("28 --as-recorded 27", 5, "entry.no_such_position"),
        ("清河镇 --as-recorded 2099-1-1", 2, "moment.future"),
    ],
)
def test_what_cannot_be_asked(asked: str, status: int, code: str, open_desk: Desk) -> None:
    said, printed = open_desk.say(f"ptaudit explain {asked}")
    assert (said, f"代码: {code}" in printed) == (status, True), printed


def test_a_number_alone_is_an_entry(open_desk: Desk) -> None:
    assert rows(open_desk, "14")[0]["position"] == 14
    assert rows(open_desk, "14条")[0]["article"] == "14"
    assert rows(open_desk, "１４")[0]["position"] == 14
