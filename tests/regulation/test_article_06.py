"""第六条: goals and problems, process and result; indicators set soundly, weights that add up, results that are used.

The article asks for a scoring that can be reasoned about. Here: whether a table's weights add up is
told before it is issued and again when it is; what a table would come to is tried on facts before it
binds anybody; what was recorded during the year (process) and what was certified at its end (result)
both lead to points, each with its reason; and the results are there to be used by those who act on them.
"""

import json
from decimal import Decimal

import pytest

from tests.regulation.county import County

RULES = """\
年度: 2025
适用范围: A
满分: 100
总评:
  等次: [优秀=90 前3, 良好=80, 合格=60]
评分表:
- {指标代码: A12, 指标名称: 自查评估报送, 一级指标: 8.1, 计分方式: 扣分, 分值: 10,
   评分标准: "逾期报送每次扣1分,缺报每次扣2分,扣完为止",
   算法: [{形式: 每次, 次数: "次数:自查逾期", 分: 1, 保底: 扣完为止},
          {形式: 每次, 次数: "次数:自查缺报", 分: 2}]}
- {指标代码: T1, 指标名称: 出境断面水质优良比例, 一级指标: 8.2, 计分方式: 扣分, 分值: 70,
   评分标准: "每低于目标1个百分点扣2分,扣完为止",
   算法: {形式: 每差, 取值: "指标值:T1", 方向: 越高越好, 每: 1, 分: 2, 保底: 扣完为止}}
- {指标代码: A31, 指标名称: 整改各类环境问题, 一级指标: 8.3, 计分方式: 扣分, 分值: 20,
   评分标准: "逾期未整改每件扣3分,扣完为止",
   算法: {形式: 每次, 次数: "次数:整改逾期", 分: 3, 保底: 扣完为止}}
"""
FACTS = """\
单位,来源,名称,值
清河镇,次数,自查逾期,1
清河镇,次数,自查缺报,0
清河镇,指标值,T1,87.5
清河镇,目标值,T1,90
清河镇,次数,整改逾期,2
"""
ISSUE = "rules issue 2025 A --from 新细则.yml --basis 示绩委〔2025〕8号 --on 2025-03-05"


@pytest.fixture
def revised(county: County) -> County:
    """The county with rules that say how points follow from facts, in force from 2025-03-05."""
    county.write("新细则.yml", RULES)
    county.write("事实.csv", FACTS)
    county.ok("@epb draft submit 考评细则 2025 --applies-to A --from 新细则.yml --on 2025-03-04")
    county.ok(ISSUE)
    return county


# 合理确定权重 ---------------------------------------------------------------------------------------


def test_weights_that_do_not_add_up_are_named_before_a_table_is_issued(county: County) -> None:
    county.write("新细则.yml", RULES.replace("分值: 70", "分值: 77"))
    rows = county.rows("rules check 新细则.yml")
    told = [(row["severity"], row["text"]) for row in rows if row["code"] == "rules.total"]
    assert told == [("提示", "一级项目分值合计107分,满分100分(10+77+20)")]


def test_and_again_when_it_is_issued_for_it_is_recorded_as_printed(county: County) -> None:
    county.write("新细则.yml", RULES.replace("分值: 70", "分值: 77"))
    county.ok("@epb draft submit 考评细则 2025 --applies-to A --from 新细则.yml --on 2025-03-04")
    assert "一级项目分值合计107分,满分100分(10+77+20)" in county.ok(ISSUE)
    county.read("rules show A --year 2025")


# 科学设置指标 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("指标值:T1", "得分:T1", "得分循环取用:T1→T1"),
        ("指标值:T1", "得分:A9", "取用了表内没有的指标“A9”的得分"),
        ("每: 1, 分: 2", "每: 0, 分: 2", "“每”应大于0"),
        ("形式: 每差", "形式: 每查", "没有“每查”这种算法"),
        ("指标代码: A31", "指标代码: T1", "指标代码T1重复"),
    ],
)
def test_an_indicator_that_cannot_be_computed_is_an_error_of_the_check(
    county: County, old: str, new: str, told: str
) -> None:
    county.write("新细则.yml", RULES.replace(old, new))
    status, printed = county.say("rules check 新细则.yml --format json")
    rows = json.loads(printed)["rows"]
    assert status == 2
    assert [row["text"] for row in rows if row["severity"] == "错误" and told in row["text"]] != []


def test_targets_that_no_rule_scores_are_named(county: County) -> None:
    county.write("新细则.yml", RULES)
    texts = [row["text"] for row in county.rows("rules check 新细则.yml")]
    assert "清河镇的目标指标T2没有细则" in texts
    assert "清河镇的目标指标T1没有细则" not in texts


def test_a_table_is_tried_on_facts_before_it_binds_anybody_and_nothing_is_recorded(
    county: County,
) -> None:
    county.write("新细则.yml", RULES)
    county.write("事实.csv", FACTS)
    head = county.head
    printed = county.read("rules try 新细则.yml --facts 事实.csv")
    assert "出境断面水质优良比例" in printed
    assert "T1 低于目标 2.5,每差1扣2,扣5分" in printed
    assert "整改逾期 2次,每次扣3,扣6分" in printed
    assert county.head == head


def test_what_a_trial_does_not_know_is_missing_and_never_taken_for_nothing(county: County) -> None:
    county.write("新细则.yml", RULES)
    county.write("事实.csv", "\n".join(FACTS.splitlines()[:-1]) + "\n")
    rows = county.rows("rules try 新细则.yml --facts 事实.csv")
    total = rows[-1]
    assert (total["item"], total["points"], total["missing"]) == ("合计", None, ["次数:整改逾期"])


# 注重过程与注重结果相结合 ---------------------------------------------------------------------------


def test_what_was_recorded_in_the_year_and_certified_at_its_end_implies_points(
    revised: County,
) -> None:
    implied(revised)
    rows = revised.rows("score suggest --year 2025 --unit 清河镇")
    said = [(row["item"], row["amount"], row["words"]) for row in rows]
    assert said == [
        ("A12", "-1.00", "自查逾期 1次,每次扣1,扣1分"),
        ("T1", "-5.00", "出境断面水质优良比例 低于目标 2.5 %,每差1扣2,扣5分"),
        ("A31", "-3.00", "整改逾期 1次,每次扣3,扣3分"),
    ]
    assert {row["rules_version"] for row in rows} == {2}
    assert [bool(row["basis"] or row["findings"]) for row in rows] == [True] * 3


def test_a_person_accepts_and_they_are_entries_like_any_other(revised: County) -> None:
    at = implied(revised)
    accept = f"@epb score suggest --year 2025 --unit 清河镇 --as-recorded {at} --accept"
    revised.refused("@epb score suggest --year 2025 --accept 1", "suggest.needs_list")
    revised.refused(f"{accept} 4", "suggest.no_such")
    _, overdue = revised.recorded(f"{accept} 1,3")
    left = revised.rows("score suggest --year 2025 --unit 清河镇")
    assert [row["item"] for row in left] == ["T1"]
    why = revised.rows("score show 清河镇 --year 2025 --why")
    [entered] = [row for row in why if row["position"] == overdue]
    assert (entered["counted"], entered["rules_version"]) == ("-3.00", 2)
    assert entered["findings"] == ["F-2025-001"]
    assert "整改逾期 1次,每次扣3,扣3分" in revised.read(f"show {overdue}")


def test_what_was_entered_meanwhile_is_not_entered_again(revised: County) -> None:
    at = implied(revised)
    accept = f"@epb score suggest --year 2025 --unit 清河镇 --as-recorded {at} --accept"
    revised.ok(f"{accept} all")
    revised.refused(f"{accept} 2", "suggest.gone", "T1")


def test_conduct_before_new_rules_is_scored_under_the_old_ones_unless_ruled_otherwise(
    revised: County,
) -> None:
    """Found on 3 March, two days before the new table: the old one says nothing by which to count it."""
    revised.on("2025-03-10 09:00")
    revised.ok("@epb finding raise 清河镇 粪污直排 --on 2025-03-03")
    revised.ok(
        "@epb finding order F-2025-001 --deadline 2025-06-01"
        " --basis 示环函〔2025〕9号 --on 2025-03-04"
    )
    revised.on("2025-06-10 09:00")
    ask = "score suggest --year 2025 --unit 清河镇"
    assert revised.rows(ask) == []
    revised.ok(
        "policy adopt rule.applies=determination --from-year 2025 --basis 示绩委〔2025〕9号"
    )
    [row] = revised.rows(ask)
    assert (row["item"], row["rules_version"], row["findings"]) == ("A31", 2, ["F-2025-001"])


def test_a_list_about_an_earlier_day_shows_nothing_that_was_entered_since(revised: County) -> None:
    implied(revised)
    ask = "score suggest --year 2025 --unit 清河镇 --as-effective 2026-01-10"
    at = revised.answer(ask)["as_recorded"]["position"]
    revised.on("2026-02-01 09:00")
    revised.ok(f"@epb {ask} --as-recorded {at} --accept all")
    assert revised.rows(ask) == []


def test_a_void_self_check_implies_nothing_any_more_and_did_when_it_was_recorded(
    revised: County,
) -> None:
    """On two clocks: what was implied then is shown as of then, what is implied now as of now."""
    at = implied(revised)
    [late, *_] = revised.rows("score suggest --year 2025 --unit 清河镇")
    revised.ok(f"@epb void {late['basis'][0]} --reason 误录")
    now = revised.rows("score suggest --year 2025 --unit 清河镇")
    assert [row["words"] for row in now if row["item"] == "A12"] == ["自查缺报 1次,每次扣2,扣2分"]
    then = revised.rows(f"score suggest --year 2025 --unit 清河镇 --as-recorded {at}")
    assert then[0]["words"] == "自查逾期 1次,每次扣1,扣1分"


def test_a_corrected_day_of_receipt_is_no_longer_late(revised: County) -> None:
    implied(revised)
    [late, *_] = revised.rows("score suggest --year 2025 --unit 清河镇")
    revised.ok(f"@epb correct {late['basis'][0]} --set on=2025-07-15 --reason 误录日期")
    items = [row["item"] for row in revised.rows("score suggest --year 2025 --unit 清河镇")]
    assert items == ["T1", "A31"]


def test_what_has_changed_since_it_was_shown_is_refused_and_named(revised: County) -> None:
    at = implied(revised)
    certify(revised, "86.5", "2026-01-11")
    accept = f"@epb score suggest --year 2025 --unit 清河镇 --as-recorded {at} --accept"
    told = revised.refused(f"{accept} 1,2", "suggest.changed", "第 2 条", "扣7分")
    assert "没有登记任何一条" in told
    assert len(revised.recorded(f"{accept} 1,3")) == 2


def implied(county: County) -> int:
    """One late self-check, one overdue measure, one value below its target; the last entry's number."""
    county.on("2025-07-20 09:00")
    county.ok("@epb selfcheck file 清河镇 上半年 --on 2025-07-18 --receipt 环收2025-1")
    [raised] = county.recorded("@epb finding raise 清河镇 粪污直排 --on 2025-07-19")
    assert raised
    county.ok(
        "@epb finding order F-2025-001 --deadline 2025-08-01"
        " --basis 示环函〔2025〕9号 --on 2025-07-20"
    )
    county.on("2026-01-10 09:00")
    county.ok("@epb selfcheck file 清河镇 年终 --on 2026-01-04 --receipt 环收2026-1")
    certify(county, "87.5", "2026-01-10")
    return county.head


def certify(county: County, value: str, day: str) -> None:
    county.on(f"{day} 10:00")
    county.ok(
        f"@epb indicator certify T1 --year 2025 --values 清河镇={Decimal(value)}"
        f" --basis 示环函〔2026〕1号 --on {day}"
    )


# 强化结果运用 ---------------------------------------------------------------------------------------


def test_results_are_there_for_those_who_act_on_them(county: County) -> None:
    """Ranks and lists follow from the approved scores: who is commended, who is interviewed."""
    county.to_circular()
    rows = county.rows("standing --year 2025")
    first = [row for row in rows if row["unit"] == "城关街道"]
    assert [(row["rank"], row["score"]) for row in first] == [(1, "98.00")]
    assert any("先进" in str(row["lists"]) for row in first)
