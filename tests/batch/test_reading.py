"""Headings and rows: what is wrong is found all at once, each by its place; nothing half is recorded."""

import datetime as dt

import pytest

from ptaudit.batch.reading import Options
from ptaudit.domain.failures import Malformed
from tests.batch.office import Office

UNITS = Options(template="单位")
HISTORY = Options(template="历史结果")
FINDINGS = Options(template="问题台账")


def refused(clerk: Office, text: str, options: Options, name: str = "a.csv") -> str:
    with pytest.raises(Malformed) as failure:
        clerk.take(clerk.text(name, text), options)
    return failure.value.code


def test_everything_wrong_with_the_headings_at_once(clerk: Office) -> None:
    path = clerk.text("a.csv", "单位,年度,得分,得分,目标完成情况,名  次", "清河镇,2023,1,2,完成,1")
    options = Options(template="历史结果", mapping={"排名": "名次"})
    assert clerk.problems(path, options, by="mdb") == [
        (1, "得分", "column.twice"),
        (1, "目标完成情况", "column.unknown"),
        (1, "", "column.missing"),
        (1, "", "column.mapped_absent"),
    ]


def test_near_names_for_an_unknown_heading(clerk: Office) -> None:
    path = clerk.text("a.csv", "单位名陈,单位类别", "新镇,镇")
    with pytest.raises(Malformed) as failure:
        clerk.take(path, UNITS)
    [(_, unknown), (_, missing)] = failure.value.problems  # type: ignore[attr-defined]
    assert unknown.params["near"].startswith("单位名称")
    assert missing.params["column"] == "单位名称"


def test_a_title_may_stand_above_the_headings(clerk: Office) -> None:
    path = clerk.workbook(
        "a.xlsx",
        {"Sheet1": [["测试县各单位"], [], ["单位\n名称", "单位类别", None], ["新镇", "镇"]]},
    )
    done = clerk.take(path, UNITS, by="mdb")
    assert (done.rows, done.recorded) == (1, 1)


def test_every_bad_cell_of_every_row_at_once(clerk: Office) -> None:
    path = clerk.text(
        "a.csv",
        "序号,单位,年度,目标任务完成,得分,名次,依据文号,文件日期",
        "1,清河镇,2O23,完成,85.125,0,×委办〔2024〕5号,2024-2-30",
        "2,,2023,完工,８5.５分,二,,2024-02-01",
        "2,清河镇,2022,完成,90.99,1,×委办〔2023〕5号,2023-02-01",
        "3,河口镇,2022,完成,NaN,1.5,×委办〔2023〕5号,2023-02-01",
        "4,河口镇,1999,完成,1,1,×委办〔2023〕5号,2023-02-01",
    )
    assert clerk.problems(path, HISTORY, by="mdb") == [
        (2, "年度", "cell.integer"),
        (2, "文件日期", "cell.no_such_day"),
        (2, "得分", "cell.places"),
        (2, "名次", "cell.at_least"),
        (3, "目标任务完成", "cell.choice"),
        (3, "得分", "cell.number"),
        (3, "名次", "cell.integer"),
        (3, "单位", "cell.missing"),
        (5, "得分", "cell.not_a_value"),
        (5, "名次", "cell.integer"),
        (6, "年度", "cell.at_least"),
    ]


def test_what_the_model_and_what_the_rules_object_to(clerk: Office) -> None:
    """What the model objects to is found without the ledger; then what the ledger objects to."""
    head = "序号,单位,年度,目标任务完成,得分,名次,依据文号,文件日期"
    model = clerk.text(
        "a.csv",
        head,
        "1,清河镇,2023,完成,85.125,0,×委办〔2024〕5号,2024-02-01",
        '2,清河镇,2022,完成,1,1,"×委办\n〔2023〕5号",2023-02-01',
    )
    assert clerk.problems(model, HISTORY, by="mdb") == [
        (2, "得分", "cell.places"),
        (2, "名次", "cell.at_least"),
    ]
    domain = clerk.text(
        "b.csv",
        head,
        "1,清河真,2023,完成,85.12,1,×委办〔2024〕5号,2024-02-01",
        "2,清河镇,2022,完成,1,1,,2023-02-01",
        "3,河口镇,2022,完成,1,1,×委办〔2023〕5号,2023-02-01",
        "4,河口镇,2021,完成,1,1,×委办〔2023〕5号,2020-02-01",
    )
    assert clerk.problems(domain, HISTORY, by="mdb") == [
        (2, "单位", "unit.unknown"),
        (3, "", "basis.required"),
        (5, "", "history.before_year"),
    ]


def test_one_bad_row_among_thousands_stops_them_all(clerk: Office) -> None:
    rows = [f"{n},清河镇,问题{n},2025-03-01" for n in range(1, 2001)]
    rows[1233] = "1234,青河镇,问题,2025-03-01"
    path = clerk.text("a.csv", "序号,责任单位,问题,发现日期", *rows)
    assert clerk.problems(path, FINDINGS) == [(1235, "责任单位", "unit.unknown")]


def test_a_row_that_is_cut_off_or_goes_on(clerk: Office) -> None:
    path = clerk.text("a.csv", "序号,单位名称,单位类别", "1,甲镇", "2,乙镇,镇,备注", "3,丙镇,镇,")
    assert clerk.problems(path, UNITS) == [(2, "", "row.short"), (3, "", "row.beyond")]


def test_numbers_are_given_once(clerk: Office) -> None:
    path = clerk.text(
        "a.csv", "序号,单位名称,单位类别", "1,甲镇,镇", "1,乙镇,镇", ",丙镇,镇", ",丙镇,镇"
    )
    assert clerk.problems(path, UNITS) == [
        (3, "序号", "row.number_twice"),
        (5, "", "row.same_twice"),
    ]


def test_empty_rows_and_the_example_are_passed_over(clerk: Office) -> None:
    path = clerk.text(
        "a.csv", "序号,单位名称,单位类别", "示例,清河镇,镇", ",,", "1,甲镇,镇", " , ,", ",,"
    )
    done = clerk.take(path, UNITS, by="mdb")
    assert (done.rows, done.recorded, done.skipped) == (1, 1, 0)


def test_left_out_and_defaults(clerk: Office) -> None:
    """A default fills what the file does not say, and gives way to what it says."""
    options = Options(
        template="单位",
        mapping={"名称": "单位名称", "联系电话": "-", "kind": "unit_kind"},
        defaults={"unit_kind": "乡"},
    )
    path = clerk.text("a.csv", "名称,联系电话,kind", "甲镇,110,镇", "乙乡,120,")
    assert clerk.take(path, options, by="mdb").recorded == 2
    registry = clerk.app.view().registry
    assert [registry.unit(n).event.unit_kind for n in ("甲镇", "乙乡")] == ["镇", "乡"]
    bad = Options(template="单位", defaults={"unit_kind": "村"})
    assert clerk.problems(clerk.text("b.csv", "单位名称", "丙"), bad) == [
        (0, "单位类别", "cell.choice"),
        (2, "单位类别", "cell.missing"),
    ]
    assert refused(clerk, "单位名称\n丙", Options(template="单位", defaults={"x": "1"})) == (
        "import.no_such_field"
    )


def test_which_template(clerk: Office) -> None:
    assert refused(clerk, "单位名称\n丙", Options()) == "import.which_template"
    assert refused(clerk, "单位名称\n丙", Options(template="历史")) == "import.no_template"
    assert refused(clerk, "单位名称\n丙", Options(template="命令")) == "import.not_lines"
    assert refused(clerk, "单位名称,单位类别\n", UNITS) == "import.no_rows"
    path = clerk.text("2025年单位.csv", "单位名称,单位类别", "丙镇,镇")
    assert clerk.take(path, Options(), by="mdb").recorded == 1


def test_which_sheet(clerk: Office) -> None:
    rows = [["单位名称", "单位类别"], ["丙镇", "镇"]]
    two = clerk.workbook("a.xlsx", {"甲": rows, "乙": rows})
    for options, code in (
        (UNITS, "import.which_sheet"),
        (Options(template="单位", sheet="丁"), "import.no_sheet"),
        (Options(), "import.which_template"),
    ):
        with pytest.raises(Malformed) as failure:
            clerk.take(two, options, by="mdb")
        assert failure.value.code == code
    other = clerk.workbook("b.xlsx", {"自查": rows})
    with pytest.raises(Malformed) as failure:
        clerk.take(other, UNITS, by="mdb")
    assert failure.value.code == "import.other_template"
    assert clerk.take(two, Options(template="单位", sheet="乙"), by="mdb").recorded == 1


def test_a_workbook_with_days_as_days_and_floats(clerk: Office) -> None:
    path = clerk.workbook(
        "a.xlsx",
        {
            "历史结果": [
                ["序号", "单位", "年度", "目标任务完成", "得分", "名次", "依据文号", "文件日期"],
                [1, "清河镇", 2023, "完成", 85.1, 2, "×委办〔2024〕5号", dt.date(2024, 2, 1)],
                [2, "河口镇", 2023, "未完成", 90.99, 1, "×委办〔2024〕5号", 45323],
            ]
        },
    )
    clerk.take(path, by="mdb")
    carried = [r for r in clerk.entries if r.kind == "history.carried"]
    assert [(str(r.payload.score), r.effective) for r in carried] == [  # type: ignore[attr-defined]
        ("85.10", dt.date(2024, 2, 1)),
        ("90.99", dt.date(2024, 2, 1)),
    ]
    assert [r.key for r in carried] == ["历史结果:2023:1", "历史结果:2023:2"]


def test_a_row_that_says_a_step_without_what_makes_it_due(clerk: Office) -> None:
    head = "序号,责任单位,问题,发现日期,收文号,送达日期,文号,销号文号"
    path = clerk.text(
        "a.csv", head, "1,清河镇,甲,2025-03-01,收1,2025-03-05,,×号", "2,清河镇,乙,,,,,"
    )
    assert clerk.problems(path, FINDINGS) == [
        (2, "销号文号", "cell.needs"),
        (2, "收文号", "cell.needs"),
        (2, "文号", "cell.missing"),
        (3, "登记日期", "cell.missing"),
    ]


def test_a_unit_that_has_filed_nothing_yet_is_passed_over(clerk: Office) -> None:
    head = "序号,单位,时段,年度,报送日期,收文号,抄送收到日期"
    path = clerk.text(
        "自查.csv", head, "1,清河镇,上半年,2025,,,", "2,河口镇,上半年,2025,2025-7-9,,"
    )
    done = clerk.take(path, by="mdb")
    assert (done.rows, done.recorded, done.skipped) == (2, 1, 1)
    receipt = clerk.text("自查二.csv", head, "1,清河镇,上半年,2025,,收文1,")
    assert clerk.problems(receipt, Options(template="自查"), by="mdb") == [
        (2, "收文号", "cell.needs")
    ]


def test_scores_take_points_or_give_them(clerk: Office) -> None:
    path = clerk.text(
        "计分.csv",
        "序号,单位,指标代码,扣分,得分,评语",
        "1,清河镇,R1,1,2,甲",
        "2,清河镇,R1,,,乙",
        "3,清河镇,R1,-1,,丙",
    )
    assert clerk.problems(path) == [
        (2, "", "row.one_of"),
        (3, "", "row.one_of"),
        (4, "扣分", "cell.more_than"),
    ]
