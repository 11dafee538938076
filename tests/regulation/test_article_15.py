"""第十五条: how a year is assessed, step by step, and by whom.

Every unit checks itself at the end of the year. The bureau reviews that together with the departments
concerned and gives its opinion; where the place itself has to be seen, the bureau plans the visit, 县绩效委
agrees to the plan, and 县目督办 carries it out. 县目督办 then verifies the opinion, adds what it knows from
the year, and reports; 县委 and 县政府 approve. "一般为": a step may be done otherwise, if somebody says so
in writing and says who agreed.
"""

import pytest

from tests.regulation.article_15 import JOIN, OPINION, VERIFY, acts, checked, steps
from tests.regulation.county import County
from tests.regulation.story import STAGES

__all__ = ["checked"]


# The whole of it, in order.


def test_every_organ_does_its_part_and_the_check_says_so(county: County) -> None:
    county.to_circular()
    found = [
        (row["step"], row["article"], row["state"], row["done"], row["due"], row["organs"])
        for row in county.rows("year show 2025")
    ]
    bureau, office = ["县环境保护行政主管部门"], ["县目督办(县绩效办)"]
    assert found == [
        ("自查", "第十五条第一项", "已办", 13, 13, []),
        ("审核", "第十五条第二项", "已办", 13, 13, bureau),
        ("会审", "第十五条第二项", "已办", 1, 1, ["县水利局"]),
        ("实地", "第十五条第二项", "未登记", 0, 0, []),
        ("意见", "第十五条第二项", "已办", 2, 2, bureau),
        ("复核", "第十五条第三项", "已办", 2, 2, office),
        ("报告", "第十五条第三项", "已办", 1, 1, office),
        ("审定", "第十五条第三项", "已办", 2, 2, ["县委", "县政府"]),
        ("通报", "第十六条", "已办", 1, 1, ["县委办公室", "县政府办公室"]),
    ]
    assert county.rows("year list")[0]["irregular"] == 0


@pytest.mark.parametrize("stage", STAGES[2:])
def test_the_year_stands_where_its_last_step_brought_it(county: County, stage: str) -> None:
    reached = ("汇总", "汇总", "报告", "报审", "审定", "通报")[STAGES.index(stage) - 2]
    assert county.to(stage).rows("year list")[0]["stage"] == reached


# 第一项: every unit checks itself.


def test_a_self_check_that_came_after_its_review_was_not_reviewed(county: County) -> None:
    county.to_selfchecks().on("2026-01-07")
    filed = next(
        row["position"]
        for row in county.rows("timeline 清河镇 --year 2025")
        if (row["kind"], row["gist"]) == ("selfcheck.filed", "年终 · 报送")
    )
    county.write("审核一.csv", f"单位,结果,自查的登记\n清河镇,通过,{filed}\n")
    line = "@epb review done 2025 --units 审核一.csv --on 2026-01-05"
    number = county.irregular(line, "日期有误", "review.before_selfcheck")
    assert acts(county, "审核") == [(number, False)]
    assert steps(county)["审核"]["done"] == 0


def test_an_opinion_needs_the_review_of_every_unit_in_it(county: County) -> None:
    county.to_selfchecks().on("2026-01-12")
    county.ok("@epb import 计分.csv --template 计分")
    number = county.irregular(OPINION, "未及审核", "opinion.not_reviewed")
    assert acts(county, "意见") == [(number, False)]
    county.refused(VERIFY, "verify.no_opinion")
    county.on("2026-01-13").ok("@epb review done 2025 --units 审核.csv --on 2026-01-11")
    assert acts(county, "意见") == [(number, True)]
    county.ok(VERIFY)


# 第二项: the departments concerned join the review.


def test_a_department_joins_the_review_of_what_the_rules_have_it_assess(checked: County) -> None:
    """A22 of every town and park is 县水利局's by the rules; nothing is anybody else's."""
    before = checked.rows("review show --year 2025")
    assert {(row["department"], row["unit"]) for row in before} == {
        ("县水利局", row["unit"]) for row in before
    }
    assert len(before) == 9
    assert all(row["joint_missing"] == ["A22"] for row in before)
    assert steps(checked)["会审"]["state"] == "未登记"
    [number] = checked.recorded(JOIN)
    after = checked.rows("review show --year 2025")
    assert all((row["joint_missing"], row["positions"]) == ([], [number]) for row in after)
    assert (steps(checked)["会审"]["state"], steps(checked)["会审"]["organs"]) == (
        "已办",
        ["县水利局"],
    )


def test_an_opinion_on_other_items_leaves_its_own_open(checked: County) -> None:
    checked.ok("@epb review join 2025 县水利局 --units 清河镇=有异议 --items A21")
    row = next(r for r in checked.rows("review show --year 2025") if r["unit"] == "清河镇")
    assert (row["joint_missing"], row["results"]) == (["A22"], ["有异议"])
    checked.ok("@epb review join 2025 县水利局 --units 清河镇=有异议 --items 水污染防治")
    row = next(r for r in checked.rows("review show --year 2025") if r["unit"] == "清河镇")
    assert (row["joint_missing"], row["results"]) == ([], ["有异议", "有异议"])
    assert steps(checked)["会审"]["done"] == 0


def test_who_joins_is_a_department_and_says_a_unit_once(checked: County) -> None:
    checked.refused("@epb review join 2025 清河镇 --units 河口镇=同意", "不是县级部门", "代码: ")
    checked.refused(
        "@epb review join 2025 县水利局 --units 河口镇=同意 --units hekou=有异议", "出现两次"
    )
    checked.refused("@epb review join 2025 县水利局 --units 河口镇=同意 --items A99", "A99")
    checked.refused("@epb review join 2025 县水务局 --units 河口镇=同意", "县水利局")


def test_a_joint_opinion_of_no_department_counts_for_nothing(checked: County) -> None:
    number = checked.irregular(f"{JOIN} --organ EPB", "以环保局名义", "organ.not_competent")
    assert acts(checked, "会审") == [(number, False)]
    assert steps(checked)["会审"]["done"] == 0


def test_missing_joint_opinions_are_listed_and_hinder_nothing(county: County) -> None:
    """Unless the county asks for more: ``tests/policy/test_procedure.py``."""
    county.to_selfchecks().on("2026-01-12")
    county.ok("@epb import 计分.csv --template 计分")
    county.ok("@epb review done 2025 --units 审核.csv")
    county.on("2026-01-15").ok(OPINION)
    assert (steps(county)["会审"]["done"], steps(county)["会审"]["due"]) == (0, 1)
    assert "缺步: 会审" in county.read("audit show --year 2025")
    assert "县水利局 未会审" in county.read("procedure show --year 2025")
    assert county.rows("year list")[0]["irregular"] == 0


# 第三项: verification, report, approval.


def test_a_verification_needs_an_opinion_that_stands(county: County) -> None:
    county.to_review().on("2026-01-15")
    number = county.irregular(f"{VERIFY}", "先行复核", "verify.no_opinion")
    assert acts(county, "复核") == [(number, False)]
    county.refused(
        "report submit 2025 --computed --basis 示目督〔2026〕2号", "report.not_verified"
    )


def test_a_verification_by_the_bureau_is_not_the_offices(county: County) -> None:
    county.to_opinion().on("2026-01-19")
    number = county.irregular(f"@epb {VERIFY} --organ EPB", "局里复核", "organ.not_competent")
    assert acts(county, "复核") == [(number, False)]


def test_one_organ_alone_approves_nothing(county: County) -> None:
    county.to_report().on("2026-01-26")
    approve = "result approve 2025 --by {} --meeting 常委会 --basis 示委纪要〔2026〕3号 --yes"
    county.ok(approve.format("县委"))
    assert (steps(county)["审定"]["state"], steps(county)["审定"]["done"]) == ("部分", 1)
    county.refused(
        "result publish 2025 --basis 示委办通报〔2026〕5号 --yes", "publish.not_approved"
    )
    county.ok(approve.format("县政府"))
    assert steps(county)["审定"]["state"] == "已办"


def test_the_bureau_approves_nothing(county: County) -> None:
    county.to_report().on("2026-01-26")
    line = (
        "@epb result approve 2025 --by 县委,县政府 --meeting 局长办公会 --organ EPB"
        " --basis 示环纪要〔2026〕1号 --yes"
    )
    number = county.irregular(line, "未上会", "organ.not_competent")
    assert acts(county, "审定") == [(number, False)]
    county.refused(
        "result publish 2025 --basis 示委办通报〔2026〕5号 --yes", "publish.not_approved"
    )


def test_nothing_is_assessed_after_the_approval(county: County) -> None:
    county.to_approval().on("2026-02-10")
    county.refused("@epb review done 2025 --units 审核.csv", "year.approved")
    county.refused(OPINION, "year.approved")
    county.refused(
        "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025", "score.year_approved"
    )


# “一般为”: otherwise, if it is said in writing.


def test_a_step_left_out_is_said_in_writing_with_who_agreed(county: County) -> None:
    county.to_selfchecks().on("2026-01-12")
    county.ok("@epb import 计分.csv --template 计分")
    opinion = county.irregular(OPINION, "未及审核", "opinion.not_reviewed")
    county.refused("procedure deviate 2025 审核 --approved-by 县绩效委", "reason")
    county.ok("procedure deviate 2025 审核 --approved-by 县绩效委 --reason 汛情紧急")
    assert acts(county, "意见") == [(opinion, True)]
    assert steps(county)["审核"]["state"] == "变通"
    assert "汛情紧急" in county.read("year show 2025")
