"""第四条: six kinds of higher rules the county's rules rest on.

They are replaced in time, so each is kept with its number and its days; what no longer holds is shown as such
on the day asked about, and stays on record.
"""

from typing import Any

import pytest

from tests.regulation.county import County

SIX = """\
名称,文号,施行日期,失效日期,出处
党政领导干部生态环境损害责任追究办法(试行),,2015-08-09,,中共中央办公厅、国务院办公厅
关于省以下环保机构监测监察执法垂直管理制度改革试点工作的指导意见,,2016-09-14,,中共中央办公厅、国务院办公厅
示例省党政领导干部生态环境损害责任追究实施细则(试行),示委发〔2016〕3号,2016-05-01,,省委、省政府
示例省环境保护工作职责分工方案,示委办〔2017〕1号,2017-02-01,2024-12-31,省委办公厅
示例市环境保护工作职责分工及考核问责办法,示市委办〔2018〕6号,2018-01-01,,市委办公室
示例县环境保护工作职责分工及考核问责办法,示县委办〔2018〕9号,2025-06-01,,县委办公室
"""
ADOPT = "regulation adopt 示例县实施细则(修订) --in-force 2025-04-01 --basis 示委办〔2025〕7号"


@pytest.fixture
def adopted(county: County) -> County:
    county.write("依据.csv", SIX)
    county.on("2025-04-01").ok(f"{ADOPT} --bases 依据.csv")
    return county


def bases(county: County, more: str = "") -> list[dict[str, Any]]:
    found = county.rows(f"regulation show {more}")
    return [row for row in found if row["doc_no"] == "示委办〔2025〕7号"]


def test_each_is_kept_with_its_number_and_its_days(adopted: County) -> None:
    found = bases(adopted)
    assert len(found) == 6
    assert (found[3]["base_doc_no"], found[3]["since"], found[3]["until"]) == (
        "示委办〔2017〕1号",
        "2017-02-01",
        "2024-12-31",
    )
    assert found[0]["source"] == "中共中央办公厅、国务院办公厅"


@pytest.mark.parametrize(
    ("day", "ended", "coming"),
    [("2025-04-01", "已失效", "未施行"), ("2025-05-31", "已失效", "未施行"), ("2025-06-01", "已失效", "施行中")],
)  # fmt: skip
def test_what_holds_is_said_of_the_day_asked_about(
    adopted: County, day: str, ended: str, coming: str
) -> None:
    found = [row["base_state"] for row in bases(adopted, f"--as-effective {day}")]
    assert found == ["施行中", "施行中", "施行中", ended, "施行中", coming]


def test_the_last_day_of_a_basis_still_holds(county: County) -> None:
    county.write("依据.csv", SIX.replace("2024-12-31", "2025-04-02"))
    county.on("2025-04-03").ok(f"{ADOPT} --bases 依据.csv")
    assert bases(county, "--as-effective 2025-04-02")[3]["base_state"] == "施行中"
    assert bases(county, "--as-effective 2025-04-03")[3]["base_state"] == "已失效"


def test_a_basis_ends_no_sooner_than_it_begins(county: County) -> None:
    county.write("依据.csv", SIX.replace("2024-12-31", "2017-01-31"))
    county.on("2025-04-01").refused(f"{ADOPT} --bases 依据.csv", "regulation.basis_days")
    county.write("依据.csv", SIX.replace("2024-12-31", "2017-02-01"))
    county.ok(f"{ADOPT} --bases 依据.csv")


def test_a_basis_has_a_name_and_days_that_are_days(county: County) -> None:
    county.write("依据.csv", SIX.replace("示例省环境保护工作职责分工方案,", ","))
    county.on("2025-04-01").refused(f"{ADOPT} --bases 依据.csv", "名称")
    county.write("依据.csv", SIX.replace("2017-02-01", "2017-02-30"))
    county.refused(f"{ADOPT} --bases 依据.csv", "2017-02-30")


def test_a_basis_recorded_wrongly_is_corrected_and_was_known_otherwise(adopted: County) -> None:
    """The number of the fourth was misread; what was known before stays what it was."""
    number = bases(adopted)[0]["position"]
    adopted.write("更正.csv", SIX.replace("示委办〔2017〕1号", "示委办〔2017〕11号"))
    adopted.on("2025-04-08").ok(
        f"record correct {number} --reason 文号录错 --basis 示委办〔2025〕7号"
        " --set bases.3.doc_no=示委办〔2017〕11号"
    )
    assert bases(adopted)[3]["base_doc_no"] == "示委办〔2017〕11号"
    assert bases(adopted, "--as-recorded 2025-04-01")[3]["base_doc_no"] == "示委办〔2017〕1号"
