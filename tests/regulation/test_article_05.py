"""第五条: everybody answers for his own place and office; the heads answer first, the others for their field.

A unit's Party head and its government head are both 第一责任人; the other leaders answer for what they are
in charge of, as well as for their main work. So the ledger has to say who held which post of a unit on any
day, whatever is asked later: of a township for two heads, of a department with one organ for one. The
article says nothing of overlaps, of acting heads or of somebody in two posts: what the program does there
is its own, and it never says who is to blame.
"""

import json
import re

import pytest

from tests.regulation.county import County


@pytest.fixture
def held(county: County) -> County:
    """清河镇 with both heads and a deputy in charge, 县水利局 with its one head."""
    county.ok("post assume 清河镇 党主要 甲某 --on 2023-05-01 --basis ×委任〔2023〕3号")
    county.ok("post assume 清河镇 政主要 乙某 --on 2023-06-01 --basis ×委任〔2023〕4号")
    county.ok("post assume 清河镇 分管 丙某 --duties 生态环境 --on 2024-01-01")
    county.ok("post assume 县水利局 政主要 丁某 --on 2022-03-01")
    return county


def on(county: County, unit: str, day: str) -> list[tuple[str, str, str | None]]:
    rows = county.rows(f"post list --unit {unit} --on {day}")
    return [(row["role"], row["status"], row["name"]) for row in rows]


# 党政主要负责人: two of a township, one of a department with one organ.


def test_both_heads_of_a_township_are_on_record(held: County) -> None:
    assert on(held, "清河镇", "2025-03-01") == [
        ("党主要", "在任", "甲某"),
        ("政主要", "在任", "乙某"),
        ("分管", "在任", "丙某"),
    ]
    printed = held.read("post list --unit 清河镇")
    assert "党主要  在任" in printed
    assert "生态环境" in printed


def test_a_department_with_one_organ_has_one_head(county: County) -> None:
    county.ok("unit register 县统计局 部门")
    county.ok("post assume 县统计局 政主要 丁某 --on 2022-03-01")
    assert on(county, "县统计局", "2025-03-01") == [("政主要", "在任", "丁某")]
    county.refused("post assume 县统计局 党主要 戊某 --on 2025-01-01", "post.no_such_organ")


def test_a_post_nobody_holds_is_shown_vacant(held: County) -> None:
    held.ok("post leave 清河镇 政主要 乙某 --on 2025-01-31")
    assert on(held, "清河镇", "2025-01-31")[1] == ("政主要", "在任", "乙某")
    assert on(held, "清河镇", "2025-02-01")[2] == ("分管", "在任", "丙某")
    [vacant] = [
        r for r in held.rows("post list --unit 清河镇 --on 2025-02-01") if r["name"] is None
    ]
    assert (vacant["role"], vacant["status"], vacant["until"]) == ("政主要", "缺位", "2025-01-31")
    # Nobody ever recorded is another thing.
    assert on(held, "河口镇", "2025-02-01") == [
        ("党主要", "未登记", None),
        ("政主要", "未登记", None),
    ]


def test_the_day_asked_about_decides_and_what_came_later_shows(held: County) -> None:
    held.ok("post leave 清河镇 党主要 甲某 --on 2024-12-31")
    held.ok("post assume 清河镇 党主要 己某 --on 2025-01-10")
    assert on(held, "清河镇", "2024-06-01")[0] == ("党主要", "在任", "甲某")
    [first, *_] = held.rows("post list --unit 清河镇 --on 2024-06-01")
    assert first["until"] == "2024-12-31"
    assert on(held, "清河镇", "2025-01-05")[0] == ("党主要", "缺位", None)
    assert on(held, "清河镇", "2025-01-10")[0] == ("党主要", "在任", "己某")
    # As known on a day before the leaving: nobody knew.
    [then, *_] = held.rows("post list --unit 清河镇 --as-effective 2024-06-01")
    assert (then["name"], then["until"]) == ("甲某", None)
    held.refused("post list --on 2026-01-01", "date.future")


# 第一责任人 is one at a time: overlapping terms.


def test_a_second_head_beside_the_first_counts_for_nothing_while_he_is_there(held: County) -> None:
    number = held.irregular(
        "post assume 清河镇 党主要 己某 --on 2025-02-01", "两份任职文件", "甲某", "post.seat_taken"
    )
    assert ("党主要", "不计", "己某") in on(held, "清河镇", "2025-02-10")
    assert ("党主要", "在任", "甲某") in on(held, "清河镇", "2025-02-10")
    assert f"第{number}号" in held.read("post list --unit 清河镇")
    # The leaving of the first, typed in late, mends it.
    held.ok("post leave 清河镇 党主要 甲某 --on 2025-01-31")
    assert on(held, "清河镇", "2025-02-10")[0] == ("党主要", "在任", "己某")
    assert f"第{number}号:" not in held.read("post list --unit 清河镇")


def test_an_acting_head_is_shown_as_such(held: County) -> None:
    held.ok("post leave 清河镇 政主要 乙某 --on 2024-11-30")
    held.ok("post assume 清河镇 政主要 庚某 --acting --on 2024-12-01")
    assert on(held, "清河镇", "2024-12-15")[1] == ("政主要", "主持", "庚某")
    held.ok("post assume 清河镇 政主要 庚某 --person p005 --on 2025-02-01")
    assert on(held, "清河镇", "2025-02-01")[1] == ("政主要", "在任", "庚某")
    assert on(held, "清河镇", "2025-01-31")[1] == ("政主要", "主持", "庚某")


def test_one_person_in_two_posts_is_recorded_and_shown(held: County) -> None:
    held.refused("post assume 高新园区 党主要 甲某 --on 2024-01-01", "person.which", "p001")
    held.ok("post assume 高新园区 党主要 甲某 --person p001 --on 2024-01-01")
    [row, *_] = held.rows("post list --unit 清河镇")
    assert row["also"] == ["高新园区 党主要"]


def test_leaving_what_was_not_held_ends_nothing(held: County) -> None:
    held.irregular(
        "post leave 清河镇 班子成员 甲某 --on 2025-01-31", "只见免职文件", "post.not_held"
    )
    held.irregular("post leave 清河镇 党主要 甲某 --on 2023-04-01", "文件如此", "post.left_before")
    assert on(held, "清河镇", "2025-03-01")[0] == ("党主要", "在任", "甲某")
    assert "post.not_held" not in held.read("post list --unit 清河镇")
    assert "没有担任" in held.read("post list --unit 清河镇")


def test_what_an_organ_without_authority_recorded_fills_no_post(held: County) -> None:
    line = (
        "post assume 河口镇 党主要 辛某 --on 2024-01-01 --organ 县绩效委 --basis ×绩委〔2024〕1号"
    )
    held.irregular(line, "照实登记", "organ.not_competent")
    assert on(held, "河口镇", "2025-01-01")[:2] == [
        ("党主要", "不计", "辛某"),
        ("党主要", "未登记", None),
    ]


# 终身追究 (a basis of the regulation's parents): no term ever goes away.


def test_a_persons_years_stay_with_the_results_beside_them(held: County) -> None:
    held.ok(
        "history carry 清河镇 2024 未完成 --score 78.5 --rank 9 --basis ×委办〔2025〕2号 --on 2025-02-01"
    )
    held.ok("post leave 清河镇 党主要 甲某 --on 2024-08-31")
    held.ok("post assume 县水利局 分管 甲某 --person p001 --on 2024-09-01 --until 2025-02-28")
    rows = held.rows("person show 甲某")
    assert [(r["year"], r["unit"], r["role"], r["since"], r["until"]) for r in rows] == [
        (2023, "清河镇", "党主要", "2023-05-01", None),
        (2024, "清河镇", "党主要", "2024-01-01", "2024-08-31"),
        (2024, "县水利局", "分管", "2024-09-01", None),
        (2025, "县水利局", "分管", "2025-01-01", "2025-02-28"),
    ]
    assert [(r["score"], r["rank"], r["completion"], r["level"]) for r in rows] == [
        (None, None, None, None),
        ("78.50", 9, "未完成", "结转"),
        (None, None, None, None),
        (None, None, None, None),
    ]
    assert "责任由有权机关认定" in held.read("person show p001")
    held.refused("person show 甲莫", "person.unknown", "甲某")


def test_a_wrong_day_is_corrected_and_what_was_known_before_stays(held: County) -> None:
    [number] = held.recorded("post assume 河口镇 党主要 辛某 --on 2024-01-01")
    held.on("2025-03-06")
    held.ok(f"record correct {number} --set on=2024-02-01 --reason 任职文件日期看错")
    assert on(held, "河口镇", "2024-01-15")[0] == ("党主要", "未登记", None)
    assert on(held, "河口镇", "2024-02-01")[0] == ("党主要", "在任", "辛某")
    known = held.rows(f"post list --unit 河口镇 --on 2024-01-15 --as-recorded {number}")
    assert (known[0]["status"], known[0]["name"]) == ("在任", "辛某")
    held.ok(f"record void {number} --reason 误录")
    assert on(held, "河口镇", "2024-02-01")[0] == ("党主要", "未登记", None)


# 个人信息: a name can be covered; the entries stay as they are (软件约束).


def test_a_covered_name_is_shown_nowhere(held: County) -> None:
    held.ok("@epb finding raise 清河镇 书记甲某未到场 --on 2025-03-03")
    before = held.head
    held.refused("person seal p001 --reason 本人申请", "desk.not_admin")
    held.on("2025-03-06")
    [number] = held.recorded("@admin person seal p001 --reason 本人申请")
    for line in (
        "post list --unit 清河镇",
        "person list",
        "person show p001",
        "timeline 清河镇",
        "finding list",
        "finding show F-2025-001",
        f"show {before}",
        "status",
    ):
        assert "甲某" not in held.read(line), line
        assert "甲某" not in held.read(
            f"{line} --format json" if line[:4] not in ("show", "stat") else line
        )
    assert "书记〔已遮蔽〕未到场" in held.read("timeline 清河镇")
    held.refused("person show 甲某", "person.unknown")
    # What was known before the seal is asked about as it was known; the bytes of an entry stay.
    assert "甲某" in held.read(f"post list --unit 清河镇 --as-recorded {before}")
    assert "甲某" not in held.read(
        f"post list --unit 清河镇 --as-recorded {number} --as-effective 2024-06-01"
    )
    assert "甲某" in held.read(f"show {before} --bytes")
    # Another of that name in another unit is not meant.
    held.ok("post assume 河口镇 党主要 甲某 --person p-hekou --on 2024-01-01")
    assert ("党主要", "在任", "甲某") in on(held, "河口镇", "2025-01-01")
    held.ok("@admin person seal p001 --decision 解除 --reason 改任公开")
    assert on(held, "清河镇", "2025-01-01")[0] == ("党主要", "在任", "甲某")


def test_a_book_of_a_dispute_covers_it_in_words_and_keeps_the_bytes(held: County) -> None:
    held.ok("@epb finding raise 清河镇 书记甲某未到场 --on 2025-03-03")
    held.ok("@admin person seal p001 --reason 本人申请")
    held.write(
        "questions.yml",
        "title: 复核\ndisputant: 清河镇\nyear: 2025\nquestions:\n"
        "  - {kind: replay, subject: F-2025-001}\n",
    )
    held.ok("exhibit questions.yml -o 说明册")
    book = json.loads((held.desk.folder / "说明册" / "exhibit.json").read_text("utf-8"))
    assert "甲某" not in json.dumps(book["answers"], ensure_ascii=False)
    assert "〔已遮蔽〕" in json.dumps(book["answers"], ensure_ascii=False)
    assert "甲某" in book["entries"][0]["entry"]
    page = (held.desk.folder / "说明册" / "复核说明册.html").read_text("utf-8")
    assert "书记〔已遮蔽〕未到场" in page
    assert "甲某" not in re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
    held.ok("exhibit --check 说明册 --ledger ptaudit.db")


def test_the_public_edition_carries_no_person(held: County) -> None:
    held.to_circular()
    line = "result publish 2025 --edition 公开 --basis 示办发〔2026〕8号 --yes"
    [number] = held.recorded(line)
    printed = held.read(f"show {number}")
    assert "甲某" not in printed
    assert "person" not in printed
