"""第十条: what is asked of the county's departments.

Their duties stand in the same register with codes of their own; the second item is misnumbered in the text,
and one wording names a plan that has ended. No veto is among them: that is for the units of 第九条.
"""

import pytest

from tests.regulation.county import County


def test_the_duties_of_departments_are_theirs_alone(county: County) -> None:
    rows = [r for r in county.rows("duty list") if r["article"].startswith("10")]
    assert [r["duty"] for r in rows] == [
        *(f"10.1-{x}" for x in "abcde"), *(f"10.2-{x}" for x in "abcd"),
        *(f"10.3-{x}" for x in "abc"),
    ]  # fmt: skip
    assert {tuple(r["owed_by"]) for r in rows} == {("部门",)}
    county.refused("@epb duty record 县水利局 9.1-c", "duty.not_of_unit", "部门")


@pytest.mark.parametrize("duty", ["10.1-a", "10.1-d", "10.2-a", "10.2-c", "10.3-a", "10.3-c"])
def test_each_is_recorded_by_its_code(duty: str, county: County) -> None:
    county.ok(f"@epb duty record 县水利局 {duty} --subject 办理情况")
    rows = county.rows("duty matrix --year 2025 --unit 县水利局")
    assert (duty, "无固定时限") in {(r["duty"], r["status"]) for r in rows}


def test_training_falls_due_once_a_year(county: County) -> None:
    county.on("2026-01-01")
    before = county.rows("duty matrix --year 2025 --unit 县水利局 --lacking")
    assert [r["duty"] for r in before] == ["10.1-c"]
    county.ok(
        "@epb duty record 县水利局 10.1-c --on 2025-09-01 --figures 人次=45 --late-reason 收文在途"
    )
    assert county.rows("duty matrix --year 2025 --unit 县水利局 --lacking") == []


def test_the_second_item_says_that_the_text_misnumbers_it(county: County) -> None:
    rows = {r["duty"]: r for r in county.rows("duty list")}
    assert "误编" in rows["10.2-a"]["note"]
    assert rows["10.2-a"]["article"] == "10.2"


def test_a_wording_that_has_ended_gives_way_to_the_next(county: County) -> None:
    now = {r["duty"]: r for r in county.rows("duty list")}["10.2-b"]
    then = {r["duty"]: r for r in county.rows("duty list --as-effective 2020-12-31")}["10.2-b"]
    assert ("十三五" in then["title"], "十三五" in now["title"]) == (True, False)
    assert (then["until"], now["since"]) == ("2020-12-31", "2021-01-01")


def test_no_duty_of_a_department_is_a_veto(county: County) -> None:
    rows = county.rows("duty list")
    assert [r["duty"] for r in rows if "一票否决" in r["title"]] == ["9.3-e"]
    county.refused("@epb duty record 县水利局 9.3-e", "duty.not_of_unit")
