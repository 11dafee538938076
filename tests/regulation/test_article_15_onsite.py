"""第十五条第二项, where the place has to be seen: a plan, its agreement, the visit, and what is scored there."""

from tests.regulation.article_15 import (
    AGREE,
    HOLD,
    ONSITE,
    OPINION,
    PLAN,
    REFUSE,
    VERIFY,
    acts,
    agreed,
    checked,
    plans,
    seen,
    steps,
    visits,
)
from tests.regulation.county import County

__all__ = ["agreed", "checked", "seen"]


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


def test_what_if_it_had_not_been_scored_there_is_asked_without_writing(seen: County) -> None:
    seen.to_opinion()
    [number] = visits(seen)["清河镇"]["scores"]
    head = seen.head
    found = {row["unit"]: row for row in seen.rows(f"whatif --void {number} --year 2025")}
    assert (found["清河镇"]["score"], found["清河镇"]["score_then"]) == ("89.00", "91.00")
    assert seen.head == head


def test_each_act_explains_itself(seen: County) -> None:
    for row in seen.rows("timeline 清河镇 --year 2025"):
        if row["kind"].startswith("onsite."):
            assert "第十五条第二项" in seen.read(f"explain 第{row['position']}号")


def test_the_opinion_is_held_against_what_was_scored_on_site_too(seen: County) -> None:
    printed = seen.to_opinion().read("replay 清河镇 2025")
    assert "审核:—,计算 91.00" in printed
    assert "实地:89.00,计算 89.00,相差 0.00" in printed
