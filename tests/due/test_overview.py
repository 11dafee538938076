"""一页纸概览: what it counts is what the views it is made from say, and nothing is left unsaid."""

from collections import Counter
from typing import Any

from tests.regulation.county import County


def said(county: County, *codes: str) -> list[dict[str, Any]]:
    return [row for row in county.rows("year overview 2025") if row["code"] in codes]


def test_before_anything_is_filed_every_step_is_lacking(county: County) -> None:
    county.on("2025-07-20")
    [half] = [r for r in said(county, "selfchecks_missing") if "上半年" in r["text"]]
    assert (len(half["units"]), half["values"]) == (13, ["period=上半年", "count=13"])
    steps = [row["values"][0] for row in said(county, "step")]
    assert steps[0] == "step=自查"
    assert "step=审定" in steps
    assert said(county, "not_approved", "no_findings", "no_veto") != []
    [counts] = said(county, "units")
    assert counts["values"] == ["a=9", "b=4", "exempt=0"]


def test_at_the_end_it_names_ranks_lists_and_who_did_not_meet_targets(county: County) -> None:
    county.to_circular()
    standing = county.rows("standing --year 2025")
    first = [r["unit"] for r in standing if r["sequence"] == "A" and "先进" in r["lists"]]
    last = [r["unit"] for r in standing if r["sequence"] == "A" and "约谈" in r["lists"]]
    rows = said(county, "advanced", "interview")
    assert [row["units"] for row in rows[:2]] == [first, last]
    [ranked, _] = said(county, "ranked")
    assert ranked["values"] == ["sequence=A", "count=9", "highest=98.00", "lowest=76.00"]
    [done] = said(county, "completion")
    assert done["values"] == ["met=12", "unmet=1", "put_off=0", "open=0"]
    assert [row["units"] for row in said(county, "unmet")] == [["三溪乡"]]
    [approved] = said(county, "approved")
    approvals = [
        r["position"] for r in county.rows("result list") if r["kind"] == "result.approved"
    ]
    assert approved["positions"] == approvals
    assert [row["text"] for row in said(county, "complete")] == ["应办的环节都有登记。"]


def test_late_missing_and_uncopied_self_checks_are_named(county: County) -> None:
    county.on("2025-07-18")
    county.ok("@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-17 --receipt 收1")
    [found] = county.recorded("@epb selfcheck miss 云台乡 上半年 --year 2025")
    assert [r["units"] for r in said(county, "selfchecks_late")] == [["清河镇"]]
    assert [r["units"] for r in said(county, "selfchecks_uncopied")] == [["清河镇"]]
    [missed] = said(county, "selfchecks_missed")
    assert (missed["units"], missed["positions"]) == (["云台乡"], [found])
    page = county.read("year overview 2025")
    assert "上半年逾期报送 1 个: 清河镇。" in page
    assert f"上半年认定未报 1 个: 云台乡。(第{found}号)" in page
    assert "责任由有权机关认定" in page


def test_findings_open_overdue_and_closed(county: County) -> None:
    county.on("2025-11-10")
    order = "@epb finding raise {} 粪污直排 --deadline {} --served 2025-11-08 --on 2025-11-06 --basis ×环函〔2025〕{}号"
    county.ok(order.format("清河镇", "2025-11-20", 17))
    county.ok(order.format("河口镇", "2025-12-20", 18))
    county.on("2025-11-21")
    [count] = said(county, "findings")
    assert count["values"] == ["count=2", "closed=0", "open=2", "overdue=1", "withdrawn=0"]
    [late] = said(county, "finding_overdue")
    assert (late["units"], late["values"][0]) == (["清河镇"], "finding=F-2025-001")


def test_two_and_three_years_unmet_warn(county: County) -> None:
    county.ok(
        "policy adopt three_year.before_effective=count --from-year 2023 --basis ×绩委〔2025〕9号"
    )
    county.ok("history carry 三溪乡 2024 未完成 --basis ×委〔2025〕1号 --on 2025-02-01")
    county.to_approval()
    [two] = said(county, "two_years")
    assert (two["units"], two["values"]) == (["三溪乡"], ["years=2024、2025"])
    county.ok("history carry 三溪乡 2023 未完成 --basis ×委〔2024〕1号 --on 2024-02-01")
    [three] = said(county, "three_years")
    assert three["values"] == ["years=2023、2024、2025"]
    assert said(county, "two_years") == []


def test_what_was_known_then(county: County) -> None:
    county.on("2025-07-18")
    before = county.head
    county.ok("@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-17 --receipt 收1")
    rows = county.rows(f"year overview 2025 --as-recorded 第{before}号")
    assert [r["units"] for r in rows if r["code"] == "selfchecks_late"] == []
    county.ok("@epb void 61 --reason 误录")
    assert said(county, "selfchecks_late") == []


def test_what_is_overdue_is_counted_by_its_sort(county: County) -> None:
    county.on("2025-07-20")
    rows = county.rows("due list --overdue --year 2025")
    sorts = Counter(row["what"] for row in rows)
    assert len(sorts) > 1
    [count] = said(county, "overdue")
    assert count["values"][0] == f"count={len(rows)}"
    [each] = said(county, "overdue_of")
    assert each["values"] == [
        "sorts=" + "、".join(f"{what} {count}" for what, count in sorts.items())
    ]
