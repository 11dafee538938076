"""Rulings about tasks, indicator values and duties: on one case each option gives another answer."""

import pytest

from tests.regulation.county import County

RULED = "policy adopt {key}={value} --from-year 2025 --basis 示绩委〔2025〕8号"
WAIVED = "indicator waive A22 清河镇 --year 2025 --basis 示绩委〔2025〕9号"


def ruled(county: County, key: str, value: str) -> County:
    county.ok(RULED.format(key=key, value=value))
    return county


@pytest.mark.parametrize(
    ("value", "score", "lines"),
    [
        # 74 points of 80 are 92.5 of a hundred.
        ("rescale", "92.50", ["缺项", "缺项折算"]),
        ("full", "94.00", ["缺项"]),
        ("zero", "74.00", ["缺项"]),
        # A21 was given 34 of 40; as if it were worth 60, 51.
        ("reassign", "91.00", ["缺项", "缺项转移"]),
    ],
)
def test_na_indicator(value: str, score: str, lines: list[str], county: County) -> None:
    """清河镇 has A11 10, A12 10, A31 20, A21 34 of 40; A22 (20 points) does not concern it."""
    county.to_review()
    ruled(county, "na_indicator", value).ok(WAIVED)
    [row] = [r for r in county.rows("score list --year 2025") if r["unit"] == "清河镇"]
    reasons = county.rows("score show 清河镇 --year 2025")
    assert row["score"] == score
    assert [r["what"] for r in reasons if r["what"].startswith("缺项")] == lines
    [gone] = [r for r in county.rows("explain 清河镇 --year 2025") if r["what"] == "缺项"]
    assert "na_indicator" in gone["note"]
    [line] = [
        r
        for r in county.rows("indicator list --year 2025 --unit 清河镇")
        if r["indicator"] == "A22"
    ]
    assert (line["status"], line["treatment"], line["keys"]) == ("缺项", value, ["na_indicator"])


def test_na_indicator_yields_to_the_paper(county: County) -> None:
    county.to_review()
    ruled(county, "na_indicator", "zero").ok(f"{WAIVED} --treatment 满分")
    [row] = [r for r in county.rows("score list --year 2025") if r["unit"] == "清河镇"]
    assert row["score"] == "94.00"


@pytest.mark.parametrize(("value", "rate"), [("cap", "100.00"), ("raw", "105.26")])
def test_rate_over_100(value: str, rate: str, county: County) -> None:
    """A hundred of ninety-five."""
    county.on("2026-01-14")
    ruled(county, "rate.over_100", value)
    county.ok("@epb indicator certify T2 --values 清河镇=100 --year 2025")
    rows = county.rows("indicator list --year 2025 --unit 清河镇 --indicator T2")
    assert [(r["rate"], r["keys"]) for r in rows] == [(rate, ["rate.over_100"])]


@pytest.mark.parametrize(
    ("value", "suggested", "ground"),
    [("block", "待定", "没有核定值"), ("zero", "未完成", "计未达到"), ("full", "完成", "计达到")],
)
def test_missing_value_in_a_suggestion(
    value: str, suggested: str, ground: str, county: County
) -> None:
    """清河镇's only binding target is T1, and nobody certified it."""
    [row] = ruled(county, "missing_value", value).rows("completion suggest --unit 清河镇")
    assert (row["suggested"], row["keys"]) == (suggested, ["completion.rule", "missing_value"])
    assert ground in row["grounds"][0]


@pytest.mark.parametrize("value", ["block", "zero", "full"])
def test_missing_value_before_an_opinion(value: str, county: County) -> None:
    county.to_review()
    ruled(county, "missing_value", value).on("2026-01-14")
    county.ok("@epb indicator certify T1 --values 清河镇=92 --year 2025")
    issue = "@epb opinion issue 2025 A --computed --basis 示环〔2026〕4号 --on 2026-01-14"
    if value == "block":
        printed = county.refused(issue, "opinion.value_missing", "河口镇 T1")
        assert "missing_value" in printed
        county.irregular(issue, "文件已出")
    else:
        county.ok(issue)


@pytest.mark.parametrize(
    ("value", "suggested"),
    [
        ("targets", "完成"),
        ("tasks", "未完成"),
        ("score:90", "完成"),
        ("score:91", "完成"),
        ("score:91.01", "未完成"),
    ],
)
def test_completion_rule(value: str, suggested: str, county: County) -> None:
    """清河镇 meets its binding target, is at 60 % of its one task, and has 91 points."""
    county.to_review()
    ruled(county, "completion.rule", value).on("2026-01-14")
    county.ok("@epb indicator certify T1 --values 清河镇=92 --year 2025")
    county.ok(
        "@epb task decompose 清河镇 --tasks 清淤=2025-12-31=农业办 --on 2025-03-10 --late-reason 补登"
    )
    county.ok("@epb task report 清河镇 T01 60 --on 2025-12-20")
    [row] = county.rows("completion suggest --year 2025 --unit 清河镇")
    assert (row["suggested"], row["rule"]) == (suggested, value)


@pytest.mark.parametrize(
    ("value", "owing"),
    [
        ("none", {"乡", "镇"}),
        ("with_street", {"乡", "镇", "街道"}),
        ("all", {"乡", "镇", "街道", "园区"}),
    ],
)
def test_duty_congress(value: str, owing: set[str], county: County) -> None:
    """Of nine units of sequence A one is a street and one a park."""
    ruled(county, "duty.congress", value)
    county.on("2026-01-14")
    rows = county.rows("duty matrix --year 2025 --duty 9.1-f --lacking")
    kinds = {r["name"]: r["unit_kind"] for r in county.rows("unit list")}
    assert {kinds[r["unit"]] for r in rows} == owing
    assert len(rows) == 7 + len(owing & {"街道"}) + len(owing & {"园区"})
    [register] = [r for r in county.rows("duty list") if r["duty"] == "9.1-f"]
    assert (set(register["owed_by"]), register["keys"]) == (owing, ["duty.congress"])
