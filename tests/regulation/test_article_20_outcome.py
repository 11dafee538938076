"""第二十条 — 启动问责程序: what becomes of a proposal, by outcome only.

After three years in a row the software proposes; a competent organ starts the procedure, or does not, and
concludes it. The ledger holds the stage, the document and a short outcome, never the case. 县目督办 may take
a proposal back. Where a year is corrected afterwards the proposal stays on record and is told to have lost
its grounds.
"""

import pytest

from tests.regulation.county import County


@pytest.fixture
def proposed(county: County) -> County:
    """三溪乡: 2022, 2023, 2024 carried over as unmet, and a proposal about them."""
    for year in (2022, 2023, 2024):
        county.ok(
            f"history carry 三溪乡 {year} 未完成 --score 70 --basis ×绩〔{year + 1}〕4号"
            f" --on {year + 1}-02-01"
        )
    county.on("2025-03-06 09:00")
    county.ok("accountability propose 三溪乡 --to 县委 --basis ×目督〔2025〕5号 --yes")
    return county


DECIDE = "@epb accountability decide 三溪乡"


def status(county: County) -> object:
    return county.rows("accountability show 三溪乡")[0]["status"]


# 建议 → 移送 → 启动 → 结论


def test_the_whole_way(proposed: County) -> None:
    assert status(proposed) == "已建议"
    move = "accountability decide 三溪乡 移送 --basis ×委〔2025〕11号"
    proposed.refused(move, "accountability.to_whom")
    proposed.ok(f"{move} --to SUP:县纪委监委")
    assert status(proposed) == "已移送"
    proposed.on("2025-04-01 09:00")
    proposed.refused(f"{DECIDE} 启动 --outcome 诫勉", "accountability.outcome_unasked")
    proposed.ok(f"{DECIDE} 启动 --basis ×纪〔2025〕2号")
    assert status(proposed) == "已启动"
    proposed.on("2025-06-01 09:00")
    proposed.refused(f"{DECIDE} 结论", "accountability.no_outcome")
    proposed.ok(f"{DECIDE} 结论 --outcome 诫勉 --basis ×纪〔2025〕7号")
    rows = proposed.rows("accountability show 三溪乡")
    assert [row["act"] for row in rows] == ["建议", "移送", "启动", "结论"]
    assert (rows[3]["outcome"], rows[3]["status"]) == ("诫勉", "已有结论")


def test_declined_with_a_reason(proposed: County) -> None:
    proposed.refused(f"{DECIDE} 不予启动", "accountability.no_reason")
    proposed.ok(f"{DECIDE} 不予启动 --reason 已另案处理")
    assert status(proposed) == "不予启动"


def test_a_conclusion_comes_after_a_start(proposed: County) -> None:
    said = f"{DECIDE} 结论 --outcome 诫勉"
    proposed.irregular(said, "补记", "accountability.out_of_order")
    rows = proposed.rows("accountability show 三溪乡")
    assert (rows[0]["status"], rows[1]["counts"]) == ("已建议", False)


def test_only_a_competent_organ(proposed: County) -> None:
    said = "accountability decide 三溪乡 启动 --organ 县目督办"
    proposed.irregular(said, "越权", "organ.not_competent")
    assert status(proposed) == "已建议"


def test_nothing_is_decided_of_what_was_never_proposed(county: County) -> None:
    county.refused("@epb accountability decide 三溪乡 启动", "accountability.not_proposed")


# 不存案件材料


def test_no_case_material_is_taken_in(proposed: County) -> None:
    proposed.ok(f"{DECIDE} 启动")
    proposed.on("2025-04-01 09:00")
    proposed.refused(f"{DECIDE} 结论 --outcome {'经' * 61}", "accountability.case_material")
    proposed.refused(f"{DECIDE} 不予启动 --reason {'经' * 61}", "accountability.case_material")
    proposed.ok(f"{DECIDE} 结论 --outcome {'经' * 60}")


# 撤回


def test_a_proposal_is_withdrawn_before_it_is_started(proposed: County) -> None:
    proposed.refused("accountability withdraw 三溪乡", "reason")
    proposed.ok("accountability withdraw 三溪乡 --reason 有误")
    assert status(proposed) == "已撤回"
    proposed.irregular(f"{DECIDE} 启动", "仍启动", "accountability.out_of_order")
    assert status(proposed) == "已撤回"


def test_not_after(proposed: County) -> None:
    proposed.ok(f"{DECIDE} 启动")
    proposed.on("2025-04-01 09:00")
    said = "accountability withdraw 三溪乡 --reason 有误"
    proposed.irregular(said, "迟到", "accountability.out_of_order")
    assert status(proposed) == "已启动"


# 触发失效


def test_a_year_corrected_afterwards_is_an_alert_not_a_deletion(proposed: County) -> None:
    assert proposed.rows("accountability show 三溪乡")[0]["holds"] is True
    [carried] = [
        r["position"]
        for r in proposed.rows("history list --year 2023")
        if r["subject"][:3] == "三溪乡"
    ]
    head = proposed.head
    asked = proposed.read(f"consequences --year 2023 --void {carried}")
    assert "触发失效" in asked
    assert "由县目督办撤回(accountability withdraw)" in asked
    proposed.ok(f"correct {carried} --set completion=完成 --reason 认定有误")
    rows = proposed.rows("accountability show 三溪乡")
    assert (rows[0]["holds"], rows[0]["status"]) == (False, "已建议")
    assert "触发失效" in proposed.read("accountability show 三溪乡")
    then = proposed.rows(f"accountability show 三溪乡 --as-recorded {head}")
    assert then[0]["holds"] is True


def test_a_void_takes_the_step_away(proposed: County) -> None:
    [entry] = proposed.recorded(f"{DECIDE} 启动")
    proposed.ok(f"@epb void {entry} --reason 误录")
    assert status(proposed) == "已建议"


def test_a_referral_said_again_is_one_whatever_stands_between_that_never_counts(
    proposed: County,
) -> None:
    move = "accountability decide 三溪乡 移送 --basis ×委〔2025〕11号 --to SUP:县纪委监委"
    [first] = proposed.recorded(move)
    proposed.irregular(
        "accountability decide 三溪乡 启动 --organ 县目督办", "越权", "organ.not_competent"
    )
    again = proposed.on("2025-03-10 09:00").ok(move)
    assert f"第{first}号" in again
    assert len(proposed.rows("accountability show 三溪乡")) == 3
