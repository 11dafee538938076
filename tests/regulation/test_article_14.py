"""第十四条: 县环境保护行政主管部门 goes and looks, tells the units what it found, and has it put right in time.

It looks in three ways: 检查, 督查, 巡查. What it finds is fed back to the units without delay and ordered to be put
right by a day. What it says nothing of (延期, 核查, 公示, 销号, 重新打开) is in ``test_article_14_closing.py``.
"""

import pytest

from tests.regulation.article_14 import CASE, FOUND, LETTER, autumn, ordered, row, status
from tests.regulation.county import County

__all__ = ["autumn"]


# 检查、督查、巡查


@pytest.mark.parametrize("form", ["检查", "督查", "巡查"])
def test_each_of_the_three_ways_of_looking_is_on_record(autumn: County, form: str) -> None:
    autumn.ok(f"@epb inspection hold {form} 清河镇、河口镇 --on 2025-11-01 --until 2025-11-02")
    [held] = autumn.rows("inspection list")
    assert (held["inspection"], held["form"]) == ("I-2025-001", form)
    assert (held["on"], held["to"], held["units"]) == (
        "2025-11-01", "2025-11-02", ["清河镇", "河口镇"],
    )  # fmt: skip


def test_it_is_the_bureau_that_looks(autumn: County) -> None:
    line = "inspection hold 检查 清河镇 --on 2025-11-01 --organ JXW --basis 示绩委〔2025〕20号"
    autumn.irregular(line, "绩效委自行检查", "organ.not_competent")
    [held] = autumn.rows("inspection list")
    assert any("程序存疑" in mark for mark in held["marks"])


def test_a_supervision_that_names_no_basis_is_marked_and_not_refused(autumn: County) -> None:
    """督查 by a department wants a designation by the government, or another legal basis."""
    autumn.ok("@epb inspection hold 督查 清河镇 --on 2025-11-01")
    autumn.ok("@epb inspection hold 督查 河口镇 --on 2025-11-02 --designation 示政办函〔2025〕6号")
    autumn.ok("@epb inspection hold 检查 三溪乡 --on 2025-11-03")
    marks = [held["marks"] for held in autumn.rows("inspection list")]
    assert [len(found) for found in marks] == [1, 0, 0]
    assert "督查未载明" in marks[0][0]


def test_an_inspection_does_not_end_before_it_begins(autumn: County) -> None:
    line = "@epb inspection hold 检查 清河镇 --on 2025-11-03 --until 2025-11-02"
    autumn.refused(line, "inspection.until", "2025-11-02")


# 发现的问题


def test_what_was_found_names_the_inspection_it_was_found_by(autumn: County) -> None:
    autumn.ok("@epb inspection hold 巡查 清河镇 --on 2025-11-01")
    autumn.ok(f"{FOUND} --because I-2025-001")
    [held] = autumn.rows("inspection list")
    assert held["findings"] == [CASE]
    assert "由检查 I-2025-001 发现" in autumn.read(f"finding show {CASE}")
    other = FOUND.replace("直排", "入河")
    autumn.refused(f"{other} --because I-2025-009", "inspection.unknown")


# 及时进行反馈


def test_a_finding_is_recorded_fed_back_ordered_and_served_one_after_the_other(
    autumn: County,
) -> None:
    autumn.ok(FOUND)
    assert status(autumn) == "已登记"
    autumn.ok(f"@epb finding notify {CASE} --on 2025-11-04 {LETTER}")
    assert status(autumn) == "已反馈"
    autumn.ok(f"@epb finding order {CASE} --deadline 2025-12-20 --on 2025-11-05 {LETTER}")
    assert status(autumn) == "已限期整改"
    autumn.ok("@epb document serve 示环函〔2025〕17号 清河镇 --on 2025-11-06")
    assert status(autumn) == "已送达"


# 督促限期整改


def test_a_unit_plans_and_reports_and_is_in_time_or_behind(autumn: County) -> None:
    """Half of forty days gone by: half done is in time, less is behind."""
    ordered(autumn, "--deadline 2025-12-13 --served 2025-11-05").on("2025-11-24")
    autumn.ok(f"@epb finding plan {CASE} --on 2025-11-10")
    assert (status(autumn), row(autumn)["pace"]) == ("整改中", "")
    autumn.ok(f"@epb finding progress {CASE} --percent 49 --on 2025-11-23")
    assert row(autumn)["pace"] == "滞后"
    autumn.ok(f"@epb finding progress {CASE} --percent 50 --on 2025-11-23 --text 再报")
    assert row(autumn)["pace"] == "序时"
    assert [r["finding"] for r in autumn.rows("finding board --state 序时")] == [CASE]
    assert autumn.rows("finding board --state 滞后") == []


@pytest.mark.parametrize(
    ("on", "expected", "light"),
    [
        ("2025-12-12", "已送达", "绿"),
        ("2025-12-13", "已送达", "黄"),
        ("2025-12-20", "已送达", "黄"),
        ("2025-12-21", "逾期未整改", "红"),
    ],
)
def test_the_last_day_is_in_time_and_the_day_after_is_not(
    autumn: County, on: str, expected: str, light: str
) -> None:
    ordered(autumn).on(on)
    found = row(autumn)
    assert (found["status"], found["light"]) == (expected, light)


def test_a_deadline_on_or_before_the_order_is_no_deadline(autumn: County) -> None:
    autumn.refused(f"{FOUND} --deadline 2025-11-03", "order.deadline_before")


def test_nothing_is_reported_done_that_was_not_ordered(autumn: County) -> None:
    autumn.ok(FOUND)
    line = f"@epb finding submit {CASE} --on 2025-11-10"
    autumn.irregular(line, "口头要求", "finding.not_ordered")
    assert status(autumn) == "已登记"


def test_each_unit_has_its_own_measures_and_its_own_state(autumn: County) -> None:
    autumn.write(
        "措施.csv",
        "整改措施,责任单位,整改时限,时限种类\n"
        "清运粪污,清河镇,2025-11-15,\n"
        "修复河岸,河口镇,2025-12-31,\n"
        "日常巡河,清河镇、河口镇,,长期坚持\n",
    )
    line = FOUND.replace("清河镇", "清河镇、河口镇")
    autumn.ok(f"{line} --measures 措施.csv --served 2025-11-05")
    autumn.ok(f"@epb finding submit {CASE} --unit 河口镇 --on 2025-11-18")
    assert row(autumn)["status"] == "逾期未整改"
    assert row(autumn)["deadline"] == "2025-12-31"
    assert row(autumn, more="--unit 清河镇")["status"] == "逾期未整改"
    assert row(autumn, more="--unit 河口镇")["status"] == "已报完成"
    shown = autumn.rows(f"finding show {CASE}")
    assert [(r["no"], *r["units"], r["status"]) for r in shown] == [
        (1, "清河镇", "逾期未整改"),
        (2, "河口镇", "已报完成"),
        (3, "清河镇", "已送达"),
        (3, "河口镇", "已报完成"),
    ]


def test_who_takes_a_finding_over_did_not_miss_what_was_missed_before(autumn: County) -> None:
    """The deadline went by on the 20th; from the 22nd on 河口镇 answers for it."""
    ordered(autumn).on("2025-12-23")
    autumn.ok(f"@epb finding reassign {CASE} 河口镇 --on 2025-12-22")
    [before] = autumn.rows(f"finding show {CASE} --as-effective 2025-12-21")
    [after] = autumn.rows(f"finding show {CASE}")
    assert (before["units"], before["missed_by"]) == (["清河镇"], ["清河镇"])
    assert (after["units"], after["missed_by"]) == (["河口镇"], ["清河镇"])
    assert "责任由有权机关认定" in autumn.read(f"finding show {CASE}")
    history = [r["kind"] for r in autumn.rows("timeline 清河镇")]
    assert history.count("finding.reassigned") == 1
    autumn.refused(f"@epb finding reassign {CASE} 河口镇", "reassign.same")
    autumn.refused(f"@epb finding submit {CASE} --unit 清河镇", "finding.not_its_unit")


def test_a_finding_is_taken_up_higher_and_the_board_says_so(autumn: County) -> None:
    ordered(autumn)
    autumn.ok(f"finding escalate {CASE} 挂牌督办 --organ MDB --due 2025-12-01 --on 2025-11-19")
    assert row(autumn)["sides"] == ["升级督办"]
    autumn.on("2025-12-02")
    assert (row(autumn)["sides"], row(autumn)["light"]) == (["升级督办", "督办逾期"], "红")


# Both clocks


def test_what_was_known_then_stays_as_it_was(autumn: County) -> None:
    """A correction and a void change the answer from then on, not what was answered before."""
    ordered(autumn)
    head = autumn.head
    [told] = autumn.recorded(f"@epb finding progress {CASE} --percent 80 --on 2025-11-18")
    autumn.ok(f"correct {told} --set payload.percent=10 --reason 误录 --yes --operator epb")
    assert row(autumn)["pace"] == "滞后"
    assert row(autumn, more=f"--as-recorded {told}")["pace"] == "序时"
    assert row(autumn, more=f"--as-recorded {head}")["status"] == "已送达"
    autumn.ok(f"void {told} --reason 误录 --yes --operator epb")
    assert row(autumn)["status"] == "已送达"
