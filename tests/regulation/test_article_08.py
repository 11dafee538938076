"""第八条: three parts make up what is assessed — leadership, key work, holding to account.

Every indicator of the county's rules stands under one of the three. An indicator may not concern a unit at
all (缺项): 县绩效委 finds so on a paper, and what becomes of the points is said by that paper or by a ruling;
the score lists it as a reason. What no indicator tells apart is shown to whoever audits.
"""

import pytest

from tests.regulation.county import County

PAPER = "--basis 示绩委〔2025〕9号"
WAIVE = f"indicator waive A22 清河镇 --year 2025 {PAPER}"


def score(county: County, unit: str = "清河镇", more: str = "") -> str:
    [row] = [r for r in county.rows(f"score list --year 2025 {more}") if r["unit"] == unit]
    return str(row["score"])


def test_every_point_stands_under_one_of_the_three_parts(county: County) -> None:
    county.to_review()
    groups = [r for r in county.rows("explain 清河镇 --year 2025") if r["line"] == "分组"]
    assert [r["group"] for r in groups] == ["8.1", "8.2", "8.3"]
    assert [r["counted"] for r in groups] == ["20.00", "51.00", "20.00"]


def test_an_item_under_none_of_the_three_is_refused(county: County) -> None:
    county.write(
        "坏表.csv",
        "指标代码,指标名称,一级指标,计分方式,分值,评分标准\nZ1,其他,8.4,扣分,100,其他\n",
    )
    county.refused(
        "rules issue 2025 A --items 坏表.csv --full-marks 100 --basis 示绩委〔2025〕7号", "8.4"
    )


# 缺项.


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [("折算", "92.50"), ("满分", "94.00"), ("零分", "74.00"), ("转移 --to-item A21", "91.00")],
)
def test_an_indicator_that_does_not_concern_a_unit(
    treatment: str, expected: str, county: County
) -> None:
    """清河镇: 74 points on the 80 that concern it. The other units' scores stay."""
    county.to_review()
    before = score(county, "河口镇")
    county.ok(f"{WAIVE} --treatment {treatment}")
    assert (score(county), score(county, "河口镇")) == (expected, before)
    printed = county.read("explain 清河镇 --year 2025")
    assert "缺项" in printed
    assert "示绩委〔2025〕9号" in printed
    lost = county.read("explain 清河镇 --year 2025 --lost")
    assert ("不涉及本单位(缺项),分值 20.00" in lost) == (treatment != "满分")


def test_the_finding_is_a_paper_of_the_committee(county: County) -> None:
    county.to_review()
    county.refused("indicator waive A22 清河镇 --year 2025", "basis.required")
    county.refused(f"indicator waive A29 清河镇 --year 2025 {PAPER}", "indicator.not_targeted")
    county.refused(
        f"indicator waive A22 清和镇 --year 2025 {PAPER}", "indicator.unit_unknown", "第1行"
    )
    county.refused(f"{WAIVE} --treatment 转移", "indicator.to_item_missing")
    county.refused(f"{WAIVE} --to-item A21", "indicator.to_item_idle")


def test_another_organs_finding_is_recorded_and_counts_for_nothing(county: County) -> None:
    county.to_review()
    county.irregular(f"@epb {WAIVE} --organ EPB", "环保部门自行认定", "organ.not_competent")
    assert score(county) == "91.00"
    [row] = county.rows("indicator show 清河镇 A22 --year 2025")
    assert row["marks"] == ["不作数"]


def test_an_indicator_with_a_certified_value_is_not_found_not_to_apply(county: County) -> None:
    county.to_review()
    county.on("2026-01-14").ok("@epb indicator certify A22 --values 清河镇=17 --year 2025")
    county.on("2026-01-15").irregular(WAIVE, "文件如此", "indicator.waived_certified")
    assert score(county) == "91.00"
    # It counts once what stood against it is gone.
    [certified] = [
        r["position"]
        for r in county.rows("indicator show 清河镇 A22 --year 2025")
        if r["what"] == "核定"
    ]
    county.ok(f"@epb void {certified} --reason 误录")
    assert score(county) == "92.50"


def test_a_finding_is_taken_back_by_another_and_a_mistake_is_voided(county: County) -> None:
    county.to_review()
    [number] = county.recorded(f"{WAIVE} --treatment 零分")
    assert score(county) == "74.00"
    county.ok(f"{WAIVE} --treatment 撤销")
    assert score(county) == "91.00"
    [again] = county.recorded(f"{WAIVE} --treatment 满分")
    county.ok(f"void {again} --reason 误录")
    assert score(county) == "91.00"
    assert score(county, more=f"--as-recorded {number}") == "74.00"


def test_a_corrected_finding_is_another_and_the_past_stays_as_it_was(county: County) -> None:
    county.to_review()
    [number] = county.recorded(f"{WAIVE} --treatment 零分")
    county.ok(f"correct {number} --set treatment=满分 --reason 误录")
    assert score(county) == "94.00"
    assert score(county, more=f"--as-recorded {number}") == "74.00"


# What is assessed must tell units apart.


def test_an_indicator_under_which_all_came_out_alike_is_shown(county: County) -> None:
    """A11, A12 and A31 are full for every unit; A21 and A22 are not."""
    county.to_opinion()
    rows = county.rows("audit flat --year 2025")
    assert {r["item"]: r["how"] for r in rows if r["applies_to"] == "A"} == {
        "A11": "全部满分",
        "A12": "全部满分",
        "A31": "全部满分",
    }


def test_own_score_beside_the_reviewed_one(county: County) -> None:
    county.to_review()
    county.ok(
        "@epb selfcheck file 清河镇 年终 --year 2025 --self-total 99.5 --on 2026-01-09 --receipt 环收9"
    )
    county.ok(
        "@epb selfcheck file 河口镇 年终 --year 2025 --self-total 95 --on 2026-01-09 --receipt 环收10"
    )
    before = county.rows("selfcheck gap --year 2025")
    assert [(r["unit"], r["own"], r["gap"]) for r in before] == [
        ("河口镇", "95.00", None),
        ("清河镇", "99.50", None),
    ]
    county.to_opinion()
    rows = county.rows("selfcheck gap --year 2025")
    assert [(r["unit"], r["opinion"], r["gap"], r["against"]) for r in rows] == [
        ("清河镇", "91.00", "8.50", "考评意见"),
        ("河口镇", "97.00", "-2.00", "考评意见"),
    ]
