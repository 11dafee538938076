"""第十五条: how a year is assessed, step by step, and by whom.

Every unit checks itself at the end of the year. The bureau reviews that together with the departments
concerned and gives its opinion; where the place itself has to be seen, the bureau plans the visit, 县绩效委
agrees to the plan, and 县目督办 carries it out. 县目督办 then verifies the opinion, adds what it knows from
the year, and reports; 县委 and 县政府 approve. "一般为": a step may be done otherwise, if somebody says so
in writing and says who agreed.
"""

from typing import Any

import pytest

from tests.regulation.county import County
from tests.regulation.story import STAGES

JOIN = "@epb review join 2025 县水利局 --units 会审.csv --basis 示水函〔2026〕1号"
PLAN = "@epb onsite propose 2025 清河镇 河口镇 --starts 1-9 --ends 1-12 --basis 示环〔2026〕1号"
AGREE = "onsite decide 2025 同意 --basis 示绩委〔2026〕1号"
REFUSE = "onsite decide 2025 不同意 --basis 示绩委〔2026〕1号"
HOLD = "onsite hold 2025 清河镇 河口镇 --record 示目督记〔2026〕1号"
ONSITE = "@epb score deduct 清河镇 A11 2 --stage 实地 --note 会议记录缺两次 --year 2025"
OPINION = "@epb opinion issue 2025 A --computed --basis 示环〔2026〕4号"
VERIFY = "opinion verify 2025 A --computed"


def steps(county: County) -> dict[str, dict[str, Any]]:
    return {row["step"]: row for row in county.rows("year show 2025")}


def acts(county: County, step: str) -> list[tuple[int, bool]]:
    """Number of each paper of *step*, and whether it counts."""
    found = county.rows("procedure show --year 2025")
    return [(row["position"], row["counts"]) for row in found if row["step"] == step]


def visits(county: County) -> dict[str, dict[str, Any]]:
    return {row["unit"]: row for row in county.rows("onsite show --year 2025")}


def plans(county: County) -> list[tuple[int, str]]:
    found = county.rows("onsite list --year 2025")
    return [(row["plan_version"], row["state"]) for row in found]


@pytest.fixture
def checked(county: County) -> County:
    """Every self-check is in; it is 8 January 2026, and nothing has been reviewed."""
    return county.to_selfchecks().on("2026-01-08")


@pytest.fixture
def agreed(checked: County) -> County:
    """The plan to see 清河镇 and 河口镇 on 9 to 12 January is proposed and agreed to on the 8th."""
    checked.ok(PLAN)
    checked.ok(AGREE)
    return checked


@pytest.fixture
def seen(agreed: County) -> County:
    """Both were seen on the 9th, and 清河镇 lost two points there."""
    agreed.on("2026-01-09")
    agreed.ok(HOLD)
    agreed.ok(ONSITE)
    return agreed


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


# 第二项: where the place has to be seen.


def test_the_plan_is_proposed_refused_proposed_again_agreed_and_carried_out(
    checked: County,
) -> None:
    checked.ok(PLAN)
    assert (plans(checked), steps(checked)["实地"]["state"]) == ([(1, "待同意")], "待同意")
    checked.ok(REFUSE)
    assert (plans(checked), steps(checked)["实地"]["state"]) == ([(1, "不同意")], "不同意")
    checked.on("2026-01-09").ok(
        "@epb onsite propose 2025 清河镇 --starts 1-10 --ends 1-12 --basis 示环〔2026〕2号"
    )
    assert plans(checked) == [(1, "不同意"), (2, "待同意")]
    checked.ok("onsite decide 2025 同意 --basis 示绩委〔2026〕2号")
    assert plans(checked) == [(1, "不同意"), (2, "同意")]
    assert (steps(checked)["实地"]["done"], steps(checked)["实地"]["due"]) == (0, 1)
    [number] = checked.on("2026-01-12").recorded("onsite hold 2025 清河镇")
    row = visits(checked)["清河镇"]
    assert (row["state"], row["plan_version"], row["positions"]) == ("已考评", 2, [number])
    assert steps(checked)["实地"] == {
        **steps(checked)["实地"],
        "state": "已办",
        "done": 1,
        "due": 1,
        "organs": ["县绩效委", "县目督办(县绩效办)", "县环境保护行政主管部门"],
    }


def test_the_same_plan_is_recorded_once(checked: County) -> None:
    [number] = checked.recorded(PLAN)
    assert f"此前已登记 第{number}号" in checked.ok(PLAN)
    assert plans(checked) == [(1, "待同意")]


def test_a_plan_ends_no_sooner_than_it_starts(checked: County) -> None:
    line = "@epb onsite propose 2025 清河镇 --starts 1-12 --ends 2026-01-11"
    checked.refused(line, "早于起始日期")
    checked.ok("@epb onsite propose 2025 清河镇 --starts 1-12 --ends 1-12")


def test_only_the_committee_agrees_and_on_paper(checked: County) -> None:
    checked.ok(PLAN)
    checked.refused("onsite decide 2025 同意", "basis.required")
    number = checked.irregular(f"@epb {AGREE} --organ EPB", "局里自行同意", "organ.not_competent")
    assert (number, False) in acts(checked, "实地")
    assert plans(checked) == [(1, "待同意")]
    checked.refused(HOLD, "onsite.not_agreed")


def test_a_decision_on_no_plan_waits_for_the_plan(checked: County) -> None:
    number = checked.irregular(AGREE, "方案口头提出", "onsite.no_plan")
    assert acts(checked, "实地") == [(number, False)]
    checked.on("2026-01-10").ok(f"{PLAN} --on 2026-01-07".replace("1-9", "2026-01-09"))
    assert (number, True) in acts(checked, "实地")
    assert plans(checked) == [(1, "同意")]


def test_a_decision_on_an_old_version_counts_for_nothing(checked: County) -> None:
    checked.ok(PLAN)
    checked.ok("@epb onsite propose 2025 清河镇 --starts 1-10 --ends 1-12")
    line = f"{AGREE} --plan-version 1"
    number = checked.irregular(line, "批在旧稿上", "onsite.not_latest")
    assert (number, False) in acts(checked, "实地")
    assert plans(checked) == [(1, "待同意"), (2, "待同意")]
    checked.refused(HOLD, "onsite.not_agreed")


def test_a_visit_without_an_agreed_plan_counts_for_nothing(checked: County) -> None:
    """Nor with a plan not yet agreed to; and once the agreement of an earlier day is typed in, it does."""
    number = checked.irregular(HOLD, "县领导临时安排", "onsite.not_agreed")
    assert visits(checked)["清河镇"]["state"] == "不合程序"
    checked.on("2026-01-09").ok(f"{PLAN} --on 2026-01-06".replace("1-9", "2026-01-08"))
    assert visits(checked)["清河镇"]["state"] == "不合程序"
    checked.ok(f"{AGREE} --on 2026-01-07")
    assert visits(checked)["清河镇"]["state"] == "已考评"
    assert (number, True) in acts(checked, "实地")


def test_a_visit_by_the_bureau_is_not_the_offices(agreed: County) -> None:
    number = agreed.on("2026-01-09").irregular(
        f"@epb {HOLD} --organ EPB", "局里自行组织", "organ.not_competent"
    )
    assert (number, False) in acts(agreed, "实地")
    assert visits(agreed)["清河镇"]["state"] == "不合程序"
    assert steps(agreed)["实地"]["done"] == 0


def test_a_unit_outside_the_plan_was_not_seen_and_the_others_were(agreed: County) -> None:
    line = "onsite hold 2025 清河镇 石桥乡"
    number = agreed.on("2026-01-09").irregular(line, "顺路查看", "石桥乡", "onsite.unit_outside")
    found = visits(agreed)
    assert (found["清河镇"]["state"], found["石桥乡"]["state"]) == ("已考评", "不合程序")
    assert (number, False) in acts(agreed, "实地")
    assert (steps(agreed)["实地"]["done"], steps(agreed)["实地"]["state"]) == (1, "部分")


def test_another_day_than_planned_is_only_marked(agreed: County) -> None:
    agreed.on("2026-01-12").ok("onsite hold 2025 清河镇")
    agreed.on("2026-01-13").ok("onsite hold 2025 河口镇")
    found = visits(agreed)
    assert found["清河镇"]["remarks"] == []
    assert found["河口镇"]["remarks"] == ["不在第1版方案的日期内(2026-01-09 至 2026-01-12)"]
    assert found["河口镇"]["state"] == "已考评"


def test_units_of_the_plan_not_seen_are_named(agreed: County) -> None:
    agreed.on("2026-01-09").ok("onsite hold 2025 清河镇")
    found = agreed.rows("procedure show --year 2025")
    faults = {fault for row in found if row["step"] == "实地" for fault in row["faults"]}
    assert "河口镇 未实地考评" in faults


# What is scored on site.


def test_points_lost_on_site_stand_at_their_stage(seen: County) -> None:
    seen.to_opinion()
    found = seen.rows("explain 清河镇 --year 2025 --stages")
    computed = {
        row["stage"]: row["total"]
        for row in found
        if (row["line"], row["how"]) == ("阶段", "计算")
    }
    assert (computed["审核"], computed["实地"]) == ("91.00", "89.00")
    assert visits(seen)["清河镇"]["groundless"] == []
    assert steps(seen)["意见"]["state"] == "已办"


def test_a_score_on_site_without_a_visit_is_listed_and_no_opinion_rests_on_it(
    checked: County,
) -> None:
    """It adds up like any other, as points come only from entries; what rests on it does not count."""
    number = checked.irregular(ONSITE, "照电话了解的扣", "score.no_visit")
    row = visits(checked)["清河镇"]
    assert (row["state"], row["scores"], row["groundless"]) == ("无方案", [number], [number])
    assert (number, False) in acts(checked, "实地")
    checked.to_review().on("2026-01-15")
    lines = checked.rows("score 清河镇 --year 2025")
    [line] = [line for line in lines if line["position"] == number]
    assert (line["counted"], line["warnings"]) == ("-2.00", ["计分不合程序"])
    opinion = checked.irregular(OPINION, "不及冲回", "清河镇", "opinion.rests_on_irregular")
    assert acts(checked, "意见") == [(opinion, False)]
    checked.refused(VERIFY, "verify.no_opinion")


def test_the_opinion_stands_once_its_ground_is_on_record(checked: County) -> None:
    """Reversed before it, or seen, or explained: each sets it right. What comes later does not."""
    number = checked.irregular(ONSITE, "照电话了解的扣", "score.no_visit")
    checked.to_review().on("2026-01-15")
    checked.refused(OPINION, "opinion.rests_on_irregular")
    checked.ok(f"@epb score reverse {number} --reason 没有实地考评 --on 2026-01-14")
    checked.ok(OPINION)
    assert steps(checked)["意见"]["done"] == 1


def test_a_deviation_written_down_stands_for_the_visit(checked: County) -> None:
    checked.irregular(ONSITE, "照电话了解的扣", "score.no_visit")
    checked.to_review().on("2026-01-15")
    opinion = checked.irregular(OPINION, "不及冲回", "opinion.rests_on_irregular")
    note = "procedure deviate 2025 实地 --units 清河镇 --approved-by 县绩效委 --reason 道路中断"
    checked.on("2026-01-16").ok(note)
    assert acts(checked, "意见") == [(opinion, True)]
    checked.ok(VERIFY)


def test_a_plan_refused_later_takes_the_ground_from_what_was_seen(seen: County) -> None:
    """The agreement was recorded by mistake and is corrected: the visit is judged again."""
    decided = seen.rows("onsite list --year 2025")[0]["decision"]
    seen.to_opinion()
    assert steps(seen)["意见"]["done"] == 2
    corrected = seen.on("2026-01-20").ok(
        f"record correct {decided} --set agreed=false --reason 录入颠倒 --basis 示绩委〔2026〕1号"
    )
    assert "更正" in corrected
    assert visits(seen)["清河镇"]["state"] == "不合程序"
    assert (steps(seen)["意见"]["done"], steps(seen)["意见"]["irregular"]) == (
        1,
        [
            row["position"]
            for row in seen.rows("procedure show --year 2025")
            if row["step"] == "意见"
        ][:1],
    )
    then = seen.rows("onsite show --year 2025 --as-recorded 2026-01-15")
    assert {row["unit"]: row["state"] for row in then}["清河镇"] == "已考评"


def test_a_visit_voided_is_no_visit(seen: County) -> None:
    [number] = visits(seen)["河口镇"]["positions"]
    seen.on("2026-01-10").ok(f"record void {number} --reason 记错年度")
    assert visits(seen)["清河镇"]["state"] == "未考评"
    assert visits(seen)["清河镇"]["groundless"] == visits(seen)["清河镇"]["scores"]


# Who may score, and until when.


def test_a_score_needs_a_basis_or_a_comment_and_keeps_to_the_rules(checked: County) -> None:
    checked.refused("@epb score deduct 清河镇 A11 1 --year 2025", "score.no_basis")
    checked.refused(
        "@epb score deduct 清河镇 A11 11 --note 缺十一次 --year 2025", "score.over_item"
    )
    checked.refused("@epb score enter 清河镇 A21 41 --note 超额 --year 2025", "score.over_item")
    line = "@epb score enter 清河镇 A21 41 --note 超额 --year 2025 --override-reason 县绩效委特批"
    [number] = checked.recorded(line)
    [row] = [r for r in checked.rows("score 清河镇 --year 2025") if r["position"] == number]
    assert row["warnings"] == ["另用细则版次"]


def test_who_stands_aside_does_not_score(county: County) -> None:
    county.to_review().on("2026-01-14")
    county.ok(
        "@epb recusal record 环保经办 回避 --year 2025 --unit 清河镇 --stage 审核 --reason 亲属任职"
    )
    line = "score deduct {} A11 1 --note 缺一次 --year 2025 --stage 审核"
    own, other = line.format("清河镇"), line.format("河口镇")
    number = county.irregular(f"@epb {own}", "无人可替", "环保经办", "score.recused")
    county.ok(f"@epb {other}")
    county.ok(f"@epb {own.replace('--stage 审核', '--stage 自评')}")
    county.ok("@admin operator register jia 经办甲 环保登记岗")
    county.ok(f"@jia {own} --on 2026-01-13")
    county.on("2026-01-15").refused(OPINION, "清河镇", "opinion.rests_on_irregular")
    county.ok(f"@epb score reverse {number} --reason 由他人重计")
    county.ok(OPINION)


def test_a_word_taken_back_lets_score_again(checked: County) -> None:
    aside = "@epb recusal record 环保经办 {} --year 2025 --unit 清河镇 --reason 亲属任职"
    line = "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    checked.ok(aside.format("回避"))
    checked.refused(line, "score.recused")
    checked.on("2026-01-09").ok(aside.format("不回避"))
    checked.ok(line)


def test_a_stage_is_over_once_its_opinion_stands(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    line = "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    number = county.irregular(line, "漏计", "score.stage_passed")
    assert (number, False) in acts(county, "审核")
    county.refused(VERIFY, "verify.rests_on_irregular")
    county.ok(f"@epb score reverse {number} --reason 阶段已过")
    county.ok("score deduct 清河镇 A11 1 --note 日常监管记录 --year 2025 --stage 复核")
    county.ok(VERIFY)


def test_what_happened_before_the_opinion_may_be_typed_after_it(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    county.ok(
        "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核 --on 2026-01-15"
    )


def test_a_returned_opinion_opens_the_stage_again(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    opinion = next(p for p, _ in acts(county, "意见"))
    county.ok(f"submission return {opinion} --reason 请核对清河镇")
    county.on("2026-01-17").ok(
        "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    )
    county.ok(OPINION)
    county.ok(VERIFY)
    assert steps(county)["复核"]["state"] == "部分"


def test_the_report_closes_the_stage_of_verification(county: County) -> None:
    county.to_report().on("2026-01-21")
    line = "score deduct 清河镇 A11 1 --note 日常监管记录 --year 2025 --stage 复核"
    county.refused(line, "score.stage_passed")


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


def test_a_visit_of_an_earlier_day_may_still_be_typed_in(county: County) -> None:
    """What left a paper is recorded, late or not; it is marked, and moves no result."""
    before = county.to_approval().rows("standing --year 2025")
    county.on("2026-02-10").ok(f"{PLAN} --on 2026-01-07".replace("1-9", "2026-01-09"))
    county.ok(f"{AGREE} --on 2026-01-08")
    county.ok(f"{HOLD} --on 2026-01-11")
    assert county.rows("standing --year 2025") == before
    marks = [
        r["marks"]
        for r in county.rows("timeline 清河镇 --year 2025")
        if r["kind"] == "onsite.held"
    ]
    assert marks == [["审定后录入"]]


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
