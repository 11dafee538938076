"""第一条: the county's rules are made under rules of the Party, the province and the city.

What was adopted, when, under which number and on which higher rules is on record, with where it is from.
"""

import json

from tests.regulation.county import County

TITLE = "示例县环境保护党政同责工作目标绩效管理实施细则"
BASES = (
    "名称,文号,施行日期,失效日期,出处\n"
    "示例省党政同责工作目标绩效管理办法(试行),示委办〔2016〕8号,2016-07-01,,省委办公厅\n"
    "示例市党政同责工作目标绩效管理办法(试行),示市委办〔2017〕3号,2017-03-01,2024-12-31,市委办公室\n"
)


def test_the_rules_in_force_are_listed_with_their_number(county: County) -> None:
    [row] = county.rows("regulation list")
    assert row["title"] == TITLE
    assert (row["doc_no"], row["in_force"]) == ("示委办〔2022〕12号", "2022-05-01")


def test_it_takes_both_the_committee_and_the_government_and_a_paper(county: County) -> None:
    line = "regulation adopt 某细则 --in-force 2025-04-01 --on 2025-04-01"
    county.on("2025-04-01").refused(line, "document.number_missing")
    printed = county.ok(f"{line} --basis 示委办〔2025〕7号 --dry-run")
    assert "行为机关 县委、县政府" in printed
    assert "依据第一条、第四条、第二十一条" in printed


def test_who_is_not_the_county_adopts_nothing(county: County) -> None:
    line = (
        "@epb regulation adopt 某办法 --in-force 2025-04-01 --on 2025-04-01 --organ EPB"
        " --basis 示环〔2025〕7号"
    )
    number = county.on("2025-04-01").irregular(line, "局里自行印发", "organ.not_competent")
    assert (
        json.loads(county.read(f"show {number}"))["irregular"][0]["code"] == "organ.not_competent"
    )


def test_the_higher_rules_it_rests_on_are_kept_with_their_days(county: County) -> None:
    county.write("依据.csv", BASES)
    [number] = county.on("2025-04-01").recorded(
        f"regulation adopt {TITLE}(修订) --in-force 2025-04-01 --on 2025-04-01"
        " --bases 依据.csv --basis 示委办〔2025〕7号"
    )
    held = json.loads(county.read(f"show {number}"))["payload"]["bases"]
    assert [(base["doc_no"], base["from"], base.get("to")) for base in held] == [
        ("示委办〔2016〕8号", "2016-07-01", None),
        ("示市委办〔2017〕3号", "2017-03-01", "2024-12-31"),
    ]


def test_a_basis_that_ends_before_it_begins_is_refused(county: County) -> None:
    county.write("依据.csv", BASES.replace("2024-12-31", "2016-12-31"))
    county.on("2025-04-01").refused(
        f"regulation adopt {TITLE}(修订) --in-force 2025-04-01 --bases 依据.csv --basis 示委办〔2025〕7号",
        "代码: ",
    )
