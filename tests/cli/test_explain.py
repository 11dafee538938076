"""``explain`` at the command line: a score, an entry and an article in words and as rows; what cannot be asked."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ptaudit.domain.regulation import ARTICLES
from ptaudit_cli import citations, commands, layout, table
from ptaudit_cli.messages import Catalogue
from tests.cli.desk import Desk, at
from tests.cli.test_reads import conforms

ITEMS = """\
code,name,group,mode,points,rule_text
R1,整改各类环境问题,8.3,扣分,60,逾期未整改每件扣3分
R2,宣传教育培训,8.1,核定,25,按开展情况核定
R3,机制创新,8.2,得分,15,每项得5分
"""
FINDING = "F-2025-001"


#: What the year 2025 of :func:`year` is made of, each at its own time.
RULES = "rules issue 2025 A --full-marks 100 --items 细则.csv --basis ×绩委〔2025〕1号"
RAISE = "finding raise 清河镇 粪污直排 --deadline 12-20 --basis ×环改〔2025〕17号"
DEDUCT = f"score deduct 清河镇 R1 3 --because {FINDING}"
AWARD = "score enter 清河镇 R2 20 --note 年度开展情况"
APPROVE = "result approve 2025 --by 县委,县政府 --meeting 县委常委会 --basis ×委纪要〔2026〕3号"
SCORES = "--scores 清河镇=76.50 --scores 河口镇=80 --yes"
SUBMIT = f"finding submit {FINDING} --on 2025-12-18 --receipt 收文2025-412"
STEPS = (
    ("2025-01-08 09:00", f"{RULES} --irregular 拟制稿未登记"),
    ("2025-11-03 09:00", f"{RAISE} --operator epb"),
    ("2026-01-08 09:00", f"{DEDUCT} --operator epb"),
    ("2026-01-08 09:01", f"{AWARD} --operator epb"),
    ("2026-01-20 09:00", f"{APPROVE} {SCORES}"),
    ("2026-01-25 09:00", f"{SUBMIT} --operator epb"),
)


@pytest.fixture
def year(open_desk: Desk) -> Desk:
    """Rules, a finding, a deduction for it, an award, the approval; the answer to it typed after that."""
    (open_desk.folder / "细则.csv").write_text(ITEMS, "utf-8")
    for now, line in STEPS:
        open_desk.now = at(now)
        open_desk.ok(f"ptaudit {line}")
    return open_desk


def rows(desk: Desk, asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.ok(f"ptaudit explain {asked} --format json"))[
        "rows"
    ]
    return found


def added(found: list[dict[str, Any]], line: str) -> Decimal:
    return sum((Decimal(row["counted"]) for row in found if row["line"] == line), Decimal(0))


ASKED = {
    "explain": "清河镇 --year 2025",
    "explain --lost": "清河镇 --year 2025 --lost",
    "explain --stages": "清河镇 --year 2025 --stages",
    "explain entry": "第32号",
    "explain article": "第十四条",
}


@pytest.mark.parametrize("read", list(commands.reads("explain")), ids=lambda read: read.name)
def test_json_is_as_its_schema_says(read: Any, year: Desk) -> None:
    line = f"ptaudit explain {ASKED[read.name]}"
    schema = json.loads(year.ok(f"{line} --format schema"))
    assert schema == table.schema(read.name, read.row)
    answer = json.loads(year.ok(f"{line} --format json"))
    assert conforms(answer, schema)
    assert answer["rows"]
    assert year.ok(f"{line} --format csv").splitlines()[0].split(",") == list(answer["rows"][0])


@pytest.mark.parametrize("asked", ASKED.values())
def test_pages_name_both_clocks_print_on_gbk_and_fold_on_a_terminal(
    asked: str, year: Desk
) -> None:
    for lang in ("zh", "en"):
        line = f"ptaudit explain {asked} --lang {lang} --as-effective 2026-1-25"
        year.terminal = False
        printed = year.ok(line)
        assert "2026-01-25" in printed.splitlines()[0]
        printed.encode("gbk")
        year.terminal = True
        folded = year.ok(line)
        assert max(map(layout.width, folded.splitlines()[1:])) <= year.columns
        squeezed = ("".join(text.split()) for text in (printed, folded))
        assert len(set(squeezed)) == 1


def test_every_level_of_the_tree_adds_up(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025")
    assert found[0]["line"] == "得分"
    assert (found[0]["counted"], found[0]["what"], found[0]["position"]) == ("76.50", "审定", 35)
    for line in ("理由", "分组"):
        assert added(found, line) == Decimal("76.50")
    assert added(found, "指标") == Decimal("77.00")
    assert [row["counted"] for row in found if row["what"] == "未分解"] == ["-0.50"]


def test_a_point_is_followed_to_its_paper(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025")
    start = next(n for n, row in enumerate(found) if row["counted"] == "-3.00")
    point, rule, *facts = found[start : start + 6]
    assert (point["what"], point["findings"], point["claims"]) == ("计分", [FINDING], ["第十五条"])
    assert (rule["line"], rule["rule_text"]) == ("细则", "逾期未整改每件扣3分")
    assert (rule["position"], rule["documents"]) == (29, ["×绩委〔2025〕1号"])
    assert [(fact["line"], fact["position"], fact["kind"]) for fact in facts[:3]] == [
        ("依据", 30, "finding.raised"),
        ("依据", 32, "rectification.ordered"),
        ("问题", 31, "finding.notified"),
    ]
    late = facts[3]
    assert (late["kind"], late["receipts"]) == ("rectification.submitted", ["收文2025-412"])
    assert (late["late_days"], late["working_days"]) == (38, 25)
    assert late["marks"][1:] == ["记分时尚未登记", "第35号审定后录入"]


def test_lost_points_lead_from_full_marks_to_the_score(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025 --lost")
    assert [(row["what"], row["item"], row["counted"]) for row in found if row["counted"]] == [
        ("细则", "", "100.00"),
        ("核定", "R2", "-5.00"),
        ("未得分", "R3", "-15.00"),
        ("扣分", "R1", "-3.00"),
        ("未分解", "", "-0.50"),
        ("审定", "", "76.50"),
    ]
    assert added(found, "满分") + added(found, "失分") == added(found, "得分")
    printed = year.ok("ptaudit explain 清河镇 --year 2025 --lost")
    assert "满分 100.00(按考评细则),失 23.50,得 76.50(审定得分)" in printed
    assert "R1 整改各类环境问题: 扣 3.00 分" in printed
    assert "R2 宣传教育培训: 分值 25.00,核定 20.00,失 5.00 分" in printed
    assert "R3 机制创新: 分值 15.00,未得 15.00 分" in printed
    assert "认定得分与各项之和相差 0.50 分" in printed


def test_stages_stand_side_by_side(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025 --stages")
    told = [
        (row["stage"], row["how"], row["asserted"], row["computed"], row["undecomposed"])
        for row in found
        if row["line"] == "阶段"
    ]
    assert told == [
        ("审核", "计算", None, "77.00", "0.00"),
        ("实地", "计算", None, "77.00", "0.00"),
        ("复核", "计算", None, "77.00", "0.00"),
        ("审定", "认定", "76.50", "77.00", "-0.50"),
        ("重算", "重算", None, "77.00", "-0.50"),
    ]
    assert [row["counted"] for row in found if row["line"] == "变动"] == ["-0.50"]


def test_at_an_earlier_moment_nothing_later_is_told(year: Desk) -> None:
    then = "清河镇 --year 2025 --as-recorded 第34号"
    assert rows(year, then)[0]["what"] == "暂定"
    assert {row["position"] for row in rows(year, then)} <= {None, *range(1, 35)}
    about = "清河镇 --year 2025 --as-effective 2026-1-10"
    assert rows(year, about)[0]["counted"] == "77.00"
    assert [row["stage"] for row in rows(year, f"{about} --stages")] == ["审核", "实地", "复核"]


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
    point = rows(year, (rows(year, "33")[0]["marks"] and "33") or "第33号")
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

    assert value() == "floor(默认)"
    open_desk.ok(
        "ptaudit policy adopt third.rounding=ceil --from-year 2025 --basis ×绩委〔2025〕8号"
    )
    assert value() == "ceil(×绩委〔2025〕8号)"


def test_a_carried_year_says_that_it_has_no_process(open_desk: Desk) -> None:
    open_desk.ok(
        "ptaudit history carry 清河镇 2023 完成 --score 80 --rank 2 --basis ×绩办〔2024〕4号 --on 2024-1-2"
    )
    for way in ("", "--lost", "--stages"):
        printed = open_desk.ok(f"ptaudit explain 清河镇 --year 2023 {way}")
        assert "结转、无过程" in printed
        assert "80.00" in printed
    assert "满分 100.00(百分制),失 20.00,得 80.00(结转)" in open_desk.ok(
        "ptaudit explain 清河镇 --year 2023 --lost"
    )


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


def test_a_tree_goes_into_a_workbook(year: Desk, tmp_path: Path) -> None:
    year.ok("ptaudit explain 清河镇 --year 2025 -o 说明.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "说明.xlsx")).get_sheet_by_index(0)
    heading, first, *_ = sheet.to_python()
    assert heading[:3] == ["层", "行", "计入"]
    assert first[:3] == [0, "得分", 76.5]


def test_asking_writes_nothing(year: Desk, tmp_path: Path) -> None:
    [ledger] = tmp_path.glob("*.db")
    before = ledger.read_bytes()
    for asked in ASKED.values():
        year.ok(f"ptaudit explain {asked}")
    assert ledger.read_bytes() == before
