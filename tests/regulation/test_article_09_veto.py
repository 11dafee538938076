"""第九条第三项 — 一票否决: what a veto takes from a unit in its year, before and after the result is out.

A vetoed unit is not advanced, is not commended, and its leaders are not rated excellent. Its points, its
rank and its interview stay as they are. Only 园区、乡镇(街道) are vetoed. Where the veto comes after 审定,
the county's ruling (口径 late_veto) says whether the title is revoked and the circular corrected, or
whether it has effect in the next year.
"""

import pytest

from tests.regulation.county import County

FACTS = (
    "@epb incident report 化工园区泄漏 --occurred-on 2025-11-20 --units 城关街道 --on 2025-11-21",
    "@epb incident grade V-1 重大 --standard 应急预案2014 --authority 省厅 --level 省 --on 2026-01-10",
    "@epb incident attribute V-1 --responsible 城关街道 --authority 省调查组 --level 省 --on 2026-01-12",
)
DECIDE = "veto decide V-1 城关街道 认定 --basis ×委〔2026〕2号 --yes"
REVOKE = "advanced revoke 城关街道 --ground 一票否决 --year 2025 --basis ×委〔2026〕30号"


def facts(county: County) -> None:
    for line in FACTS:
        county.ok(line)


def standing(county: County) -> dict[str, dict[str, object]]:
    return {r["unit"]: r for r in county.rows("standing --year 2025")}


def advanced(county: County) -> list[str]:
    return [r["unit"] for r in county.rows("advanced list --year 2025") if r["stands"]]


def adopt(county: County, key: str) -> None:
    county.ok(f"policy adopt {key} --from-year 2025 --organ 县委,县政府 --basis ×委〔2025〕8号")


# 年度考核不得评为先进单位


def test_a_vetoed_unit_keeps_points_and_rank_and_is_not_advanced(county: County) -> None:
    county.to_verification()
    before = standing(county)["城关街道"]
    facts(county)
    county.ok(f"{DECIDE} --on 2026-01-13")
    after = standing(county)["城关街道"]
    assert (after["score"], after["rank"]) == (before["score"], before["rank"])
    assert "先进" not in list(after["lists"])  # type: ignore[call-overload]
    assert "被否决" in list(after["lists"])  # type: ignore[call-overload]


def test_no_reason_puts_a_vetoed_unit_on_the_list(county: County) -> None:
    county.to_circular()
    facts(county)
    county.ok(DECIDE)
    said = "result publish 2025 --edition 更正 --basis ×委办〔2026〕31号 --yes"
    lists = "--advanced 城关街道 --advanced 河口镇 --advanced 临江镇 --advanced 县水利局"
    county.refused(f"{said} {lists}", "publish.vetoed_advanced")
    county.refused(f"{said} {lists} --irregular 坚持", "publish.vetoed_advanced")


def test_it_cannot_be_given_a_place_either(county: County) -> None:
    county.to_circular()
    facts(county)
    county.ok(DECIDE)
    other = REVOKE.replace("revoke 城关街道", "revoke 河口镇").replace("一票否决", "其他")
    county.refused(f"{other} --refill 城关街道", "revoke.refill_vetoed")
    county.refused(f"{other} --refill 城关街道 --irregular 坚持", "revoke.refill_vetoed")


# 县级部门没有一票否决


def test_departments_are_never_vetoed(county: County) -> None:
    county.to_circular()
    county.ok(
        "@epb restriction impose 县水利局 --scope 涉水项目 --authority 市生态环境局 --level 市"
    )
    said = "veto decide V-1 县水利局 认定 --basis ×委〔2026〕2号 --yes"
    county.irregular(said, "误认", "veto.department")
    assert "县水利局" in advanced(county)


# 审定以后才认定


def test_a_late_veto_bars_the_title_and_asks_for_its_revocation(county: County) -> None:
    county.to_circular()
    facts(county)
    assert "城关街道" in advanced(county)
    asked = county.read(f"consequences --year 2025 --add '{DECIDE}'")
    assert "通报所列先进称号须撤销" in asked
    assert "advanced revoke" in asked
    county.ok(DECIDE)
    assert "城关街道" not in advanced(county)
    county.ok(REVOKE)
    [row] = [r for r in county.rows("advanced list --year 2025") if r["unit"] == "城关街道"]
    assert (row["vetoed"], row["ground"]) == (True, "一票否决")


def test_the_title_is_revoked_for_a_veto_only_where_there_is_one(county: County) -> None:
    county.to_circular()
    county.irregular(REVOKE, "先行撤销", "revoke.no_veto")
    assert "城关街道" in advanced(county)
    facts(county)
    county.ok(DECIDE)
    county.on("2026-02-10 09:00").ok(REVOKE)
    assert "城关街道" not in advanced(county)


def test_or_it_has_effect_in_the_next_year(county: County) -> None:
    adopt(county, "late_veto=next_year")
    county.to_circular()
    facts(county)
    county.on("2026-02-10 09:00")
    asked = county.read(f"consequences --year 2025 --add '{DECIDE}'")
    assert "须撤销" not in asked
    assert "计入2026年度" in asked
    county.ok(DECIDE)
    assert "城关街道" in advanced(county)
    [case] = county.rows("veto list")
    assert case["in_effect"] == [2026]
    county.irregular(REVOKE, "误读口径", "revoke.no_veto")


def test_the_ruling_may_be_tried_before_it_is_adopted(county: County) -> None:
    county.to_circular()
    facts(county)
    county.on("2026-02-10 09:00").ok(DECIDE)
    assert "城关街道" not in advanced(county)
    tried = county.read("whatif --year 2025 --policy late_veto=next_year")
    assert "城关街道" in tried
    then = county.rows("standing --year 2026")
    assert all("被否决" not in r["lists"] for r in then)


def test_what_was_decided_before_the_approval_is_not_late(county: County) -> None:
    adopt(county, "late_veto=next_year")
    county.to_verification()
    facts(county)
    county.ok(f"{DECIDE} --on 2026-01-13")
    [case] = county.rows("veto list")
    assert case["in_effect"] == [2025]


# 空出的名额(口径 veto.place)


@pytest.mark.parametrize(("place", "named"), [("empty", []), ("refill", ["云台乡"])])
def test_the_next_in_line_is_named_only_where_the_county_refills(
    county: County, place: str, named: list[str]
) -> None:
    adopt(county, f"veto.place={place}")
    county.to_circular()
    facts(county)
    county.ok(DECIDE)
    waiting = [r["unit"] for r in county.rows("advanced list --year 2025") if r["how"] == "待递补"]
    assert waiting == named
    assert "云台乡" not in advanced(county)


def test_taking_the_veto_back_gives_the_title_back_unless_it_was_revoked(county: County) -> None:
    county.to_circular()
    facts(county)
    county.ok(DECIDE)
    county.on("2026-03-02 09:00")
    county.ok("veto decide V-1 城关街道 撤销 --basis ×委〔2026〕9号 --yes")
    assert "城关街道" in advanced(county)
