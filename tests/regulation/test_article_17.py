"""第十七条 — 前三分之一为先进单位: who has the title, who keeps it, and the points that go with it.

The first third of each sequence is advanced; the title is the circular's list, nothing further is needed.
The points belong to another assessment of the county: they stand in a ledger of their own, are never added
to the hundred points, and are taken back by an entry that names the one it takes from. 县委、县政府 alone
take a title back; what they took back does not come back by a circular, and a vetoed unit has none.
"""

from tests.regulation.county import County

REVOKE = "advanced revoke 城关街道 --year 2025 --basis ×委〔2026〕30号"


def advanced(county: County) -> list[str]:
    rows = county.rows("advanced list --year 2025")
    return [row["unit"] for row in rows if row["stands"]]


def row(county: County, unit: str) -> dict[str, object]:
    [found] = [r for r in county.rows("advanced list --year 2025") if r["unit"] == unit]
    return found


# 排位前三分之一


def test_the_title_is_the_circular_of_what_was_approved(county: County) -> None:
    """9 units of A give three places, 4 of B give one; before the circular there is no title."""
    county.to_approval()
    assert advanced(county) == []
    county.to_circular()
    assert advanced(county) == ["城关街道", "河口镇", "临江镇", "县水利局"]


def test_rounding_of_the_third_is_the_counties_ruling(county: County) -> None:
    county.to_approval()
    tried = county.read("whatif --year 2025 --policy third.rounding=ceil")
    assert "县生态环境局" in tried


# 撤销,递补


def test_a_title_is_taken_back_by_both_organs_together(county: County) -> None:
    county.to_circular()
    county.refused(f"{REVOKE} --ground 弄虚作假 --organ 县委", "revoke.organs")
    [entry] = county.recorded(f"{REVOKE} --ground 弄虚作假")
    assert "城关街道" not in advanced(county)
    assert (row(county, "城关街道")["revoked_by"], row(county, "城关街道")["ground"]) == (
        entry,
        "弄虚作假",
    )
    again = county.ok(f"{REVOKE} --ground 弄虚作假")
    assert f"第{entry}号" in again


def test_by_one_organ_it_is_recorded_and_counts_for_nothing(county: County) -> None:
    county.to_circular()
    county.irregular(f"{REVOKE} --ground 弄虚作假 --organ 县委", "县政府未会签", "revoke.organs")
    assert "城关街道" in advanced(county)
    assert row(county, "城关街道")["revoked_by"] is None


def test_who_has_no_title_has_none_to_lose(county: County) -> None:
    county.to_circular()
    said = "advanced revoke 清河镇 --ground 其他 --year 2025 --basis ×委〔2026〕30号"
    county.irregular(said, "发文有误", "revoke.not_advanced")
    assert advanced(county) == ["城关街道", "河口镇", "临江镇", "县水利局"]


def test_a_circular_does_not_bring_back_what_was_taken(county: County) -> None:
    county.to_circular()
    county.ok(f"{REVOKE} --ground 弄虚作假")
    county.on("2026-03-10 09:00")
    county.ok("result publish 2025 --edition 更正 --basis ×委办〔2026〕31号 --yes")
    assert "城关街道" not in advanced(county)


OTHERS = "--advanced 河口镇 --advanced 临江镇 --advanced 县水利局"


def test_a_corrected_circular_that_leaves_a_unit_out_ends_its_title(county: County) -> None:
    """And 县委、县政府 may still revoke it; named again by a circular alone, it does not come back."""
    county.to_circular()
    publish = "result publish 2025 --edition 更正 --yes --basis"
    county.on("2026-03-02 09:00")
    [out] = county.recorded(
        f"{publish} ×委办〔2026〕31号 {OTHERS} --differs 先进=城关街道=更正名单"
    )
    assert advanced(county) == ["河口镇", "临江镇", "县水利局"]
    assert row(county, "城关街道")["left_out_by"] == out
    county.on("2026-03-03 09:00").ok(f"{REVOKE} --ground 结果更正")
    county.on("2026-03-04 09:00").ok(f"{publish} ×委办〔2026〕32号")
    assert advanced(county) == ["河口镇", "临江镇", "县水利局"]


def test_named_again_by_a_circular_it_comes_back_where_it_was_only_left_out(
    county: County,
) -> None:
    county.to_circular()
    publish = "result publish 2025 --edition 更正 --yes --basis"
    county.on("2026-03-02 09:00")
    county.ok(f"{publish} ×委办〔2026〕31号 {OTHERS} --differs 先进=城关街道=更正名单")
    county.on("2026-03-04 09:00").ok(f"{publish} ×委办〔2026〕32号")
    assert "城关街道" in advanced(county)


def test_only_a_correction_of_the_result_brings_back_what_was_taken(county: County) -> None:
    county.to_circular()
    county.on("2026-03-02 09:00").ok(f"{REVOKE} --ground 弄虚作假 --refill 云台乡")
    assert ("城关街道" in advanced(county), "云台乡" in advanced(county)) == (False, True)
    county.on("2026-03-10 09:00")
    county.ok(
        "result correct 2025 --by 县委,县政府 --set 三溪乡=77 --basis ×委〔2026〕33号"
        " --reason 计算有误 --yes"
    )
    assert ("城关街道" in advanced(county), "云台乡" in advanced(county)) == (True, False)


def test_a_title_taken_back_given_again_by_correction_may_be_taken_back_again(
    county: County,
) -> None:
    county.to_circular()
    county.on("2026-03-02 09:00").ok(f"{REVOKE} --ground 弄虚作假")
    county.on("2026-03-10 09:00")
    county.ok(
        "result correct 2025 --by 县委,县政府 --set 三溪乡=77 --basis ×委〔2026〕33号"
        " --reason 计算有误 --yes"
    )
    assert "城关街道" in advanced(county)
    [again] = county.on("2026-03-12 09:00").recorded(f"{REVOKE} --ground 弄虚作假")
    assert row(county, "城关街道")["revoked_by"] == again


def test_the_place_goes_to_whom_the_paper_names(county: County) -> None:
    county.to_circular()
    other = f"{REVOKE} --ground 弄虚作假 --refill 县商务局"
    county.refused(other, "revoke.refill_sequence")
    county.refused(f"{REVOKE} --ground 弄虚作假 --refill 河口镇", "revoke.refill_listed")
    county.ok(f"{REVOKE} --ground 弄虚作假 --refill 云台乡")
    assert advanced(county) == ["河口镇", "临江镇", "县水利局", "云台乡"]
    assert row(county, "云台乡")["how"] == "递补"


def test_without_such_a_paper_the_place_stays_empty(county: County) -> None:
    """By default; and where the county's ruling is to refill, the next in line is named, not appointed."""
    county.to_circular()
    county.ok(f"{REVOKE} --ground 弄虚作假")
    assert advanced(county) == ["河口镇", "临江镇", "县水利局"]
    assert [r["how"] for r in county.rows("advanced list --year 2025")] == ["通报"] * 4


# 目标绩效考评综合得分中予以加分


def test_points_stand_in_a_ledger_of_their_own(county: County) -> None:
    county.to_circular()
    before = county.rows("score list --year 2025")
    county.refused("bonus enter 城关街道", "bonus.no_amount")
    county.refused("bonus enter 城关街道 --amount 0", "bonus.amount")
    county.ok("bonus enter 城关街道 --amount 2")
    [line] = county.rows("bonus list --year 2025")
    assert (line["amount"], line["counted"], line["total"]) == ("2.00", "2.00", "2.00")
    assert county.rows("score list --year 2025") == before


def test_who_is_not_advanced_has_no_points(county: County) -> None:
    county.to_circular()
    county.irregular("bonus enter 清河镇 --amount 2", "误发通知单", "bonus.not_advanced")
    [line] = county.rows("bonus list --year 2025")
    assert (line["amount"], line["counted"], line["total"]) == ("2.00", "0.00", "0.00")
    assert line["why_not"] == ["不是先进单位而加分"]


def test_points_are_taken_back_from_the_entry_that_gave_them(county: County) -> None:
    county.to_circular()
    [given] = county.recorded("bonus enter 城关街道 --amount 2")
    county.refused(f"bonus reverse {given} --amount 3 --reason 多收", "bonus.more_than_left")
    [back] = county.recorded(f"bonus reverse {given} --amount 0.5 --reason 多加")
    county.refused(f"bonus reverse {back} --reason 再收回", "bonus.no_entry")
    county.ok(f"bonus reverse {given} --reason 撤销先进")
    lines = county.rows("bonus list --year 2025")
    assert [line["amount"] for line in lines] == ["2.00", "-0.50", "-1.50"]
    assert [line["target"] for line in lines] == [None, given, given]
    assert {line["total"] for line in lines} == {"0.00"}


def test_points_entered_or_taken_back_by_others_stand_in_nobody_s_way(county: County) -> None:
    """What counts for nothing is shown with its reason, and is not the act that is repeated."""
    county.to_circular()
    foreign = "--organ 县绩效委 --basis ×绩〔2026〕9号"
    line = "bonus enter 城关街道 --amount 2"
    first = county.irregular(f"{line} {foreign}", "代登", "organ.not_competent")
    again = county.ok(f"{line} {foreign} --irregular 代登")
    assert f"第{first}号" in again
    [given] = county.recorded(f"{line} --basis ×绩〔2026〕9号")
    back = f"bonus reverse {given} --reason 多加"
    county.irregular(f"{back} {foreign}", "代登", "organ.not_competent")
    assert [r["left"] for r in county.rows("bonus list --year 2025")][:2] == ["2.00", "2.00"]
    county.recorded(f"{back} --basis ×绩〔2026〕9号")
    lines = county.rows("bonus list --year 2025")
    assert [r["counted"] for r in lines] == ["0.00", "2.00", "0.00", "-2.00"]
    assert [bool(r["why_not"]) for r in lines] == [True, False, True, False]


def test_points_of_a_title_taken_back_are_told_to_be_taken_back(county: County) -> None:
    county.to_circular()
    county.ok("bonus enter 城关街道 --amount 2")
    county.on("2026-03-10 09:00").ok(f"{REVOKE} --ground 弄虚作假")
    [line] = county.rows("bonus list --year 2025")
    assert (line["counted"], line["due_back"]) == ("2.00", "2.00")


def test_the_bonus_is_corrected_voided_and_asked_about_then(county: County) -> None:
    """Two clocks: as it was known before the correction it still reads as it was typed."""
    county.to_circular()
    [given] = county.recorded("bonus enter 城关街道 --amount 2")
    county.ok(f"correct {given} --set amount=1 --reason 误录")
    [now] = county.rows("bonus list --year 2025")
    [then] = county.rows(f"bonus list --year 2025 --as-recorded {given}")
    assert (now["amount"], then["amount"]) == ("1.00", "2.00")
    county.ok(f"void {given} --reason 重复")
    assert county.rows("bonus list --year 2025") == []
    [taken] = county.recorded(f"{REVOKE} --ground 弄虚作假")
    county.ok(f"void {taken} --reason 误录")
    assert "城关街道" in advanced(county)
    assert "城关街道" not in [
        r["unit"]
        for r in county.rows(f"advanced list --year 2025 --as-recorded {taken}")
        if r["stands"]
    ]
