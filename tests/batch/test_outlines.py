"""Scoring tables numbered as an outline, with levels in merged columns, on one of several sheets."""

from decimal import Decimal

import pytest

from ptaudit.batch import outline, rule_reading
from ptaudit.batch.rule_files import RuleFile
from ptaudit.domain.failures import Malformed
from tests.batch.office import Office

Item = tuple[str, str | None, str, Decimal]


def items(file: RuleFile) -> list[Item]:
    return [(i.code, i.parent, i.name, i.points) for i in file.items]


def told(file: RuleFile) -> list[tuple[int, str]]:
    return [(w.row, w.code.removeprefix("rules.")) for w in file.warnings]


@pytest.mark.parametrize(
    ("said", "label", "style", "rest"),
    [
        ("一、组织", "一", "han", "组织"),
        ("十二", "十二", "han", ""),
        ("（一）组织", "一", "(han)", "组织"),
        ("㈠组织", "一", "(han)", "组织"),
        ("1.组织", "1", "digits", "组织"),
        ("⒈组织", "1", "digits", "组织"),
        ("１．组织", "1", "digits", "组织"),
        ("（1）组织", "1", "(digits)", "组织"),
        ("⑴组织", "1", "(digits)", "组织"),
        ("①组织", "1", "circled", "组织"),
        ("1.1 ２０分", "1.1", "decimal", "２０分"),
        ("2.1.3组织", "2.1.3", "decimal", "组织"),
    ],
)
def test_a_number_is_told_from_what_is_behind_it(
    said: str, label: str, style: str, rest: str
) -> None:
    assert outline.numbered(said) == outline.Numbered(label, style, rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["组织", "三无", "3个水源", "PM2.5", "", "一票否决"])
def test_what_begins_with_no_number(said: str) -> None:
    assert outline.numbered(said) is None


def test_one_column_of_numbers_in_every_style(clerk: Office) -> None:
    """一 over （一） over 1 over ①; and the same again, with codes that differ."""
    rows: list[list[object]] = [["序号", "考核内容", "分值", "评分标准"]]
    for section in ("一", "二"):
        rows += [
            [section, f"{section}类", 50, None],
            ["（一）", "甲", 30, "按完成情况计分"],
            ["1", "甲一", 20, "按时完成"],
            ["①", "甲一子", 20, "全部完成"],
            ["2", "甲二", 10, "如实上报"],
            ["（二）", "乙", 20, "建立台账"],
        ]
    file = rule_reading.read(clerk.workbook("细则.xlsx", {"细则": rows}))
    assert items(file)[:6] == [
        ("一", None, "一、一类", Decimal(50)),
        ("一-一", "一", "甲", Decimal(30)),
        ("一-一-1", "一-一", "甲一", Decimal(20)),
        ("一-一-1-1", "一-一-1", "甲一子", Decimal(20)),
        ("一-一-2", "一-一", "甲二", Decimal(10)),
        ("一-二", "一", "乙", Decimal(20)),
    ]
    assert [i[0] for i in items(file)[6:]] == [
        i[0].replace("一", "二", 1) for i in items(file)[:6]
    ]
    assert [i.no for i in file.items[1:4]] == ["（一）", "1", "①"]


def test_decimal_numbers_stand_under_their_own_beginning(clerk: Office) -> None:
    rows: list[list[object]] = [
        ["序号", "考核项目", "考核内容", "分值", "评分标准"],
        ["一", "组织领导", None, "２０分", None],
        ["1.1", None, "部署", "１２．５", "没有部署的不得分"],
        ["1.2", None, "分解", 7.5, "没有分解的不得分"],
        ["二", "质量", None, 80, None],
        ["2.1", None, "水质", 80, "按达标情况计分"],
        ["2.1.1", None, "断面", 50, "断面达标"],
        ["2.1.2", None, "水源", 30, "水源达标"],
    ]
    file = rule_reading.read(clerk.workbook("细则.xlsx", {"细则": rows}))
    assert items(file) == [
        ("一", None, "一、组织领导", Decimal(20)),
        ("1.1", "一", "部署", Decimal("12.5")),
        ("1.2", "一", "分解", Decimal("7.5")),
        ("二", None, "二、质量", Decimal(80)),
        ("2.1", "二", "水质", Decimal(80)),
        ("2.1.1", "2.1", "断面", Decimal(50)),
        ("2.1.2", "2.1", "水源", Decimal(30)),
    ]


LEVELS: list[list[object]] = [
    ["2024年度考核评分细则"],
    ["考核项目", "考核指标", "指标内容", "分值", "评分标准"],
    ["一、组织领导（２０分）", "（一）党政同责", "1.1 部署", 10, "没有部署的不得分"],
    [None, None, "1.2 分解", 5, "没有分解的不得分"],
    [None, "（二）宣传（5分）", "1.3 活动", 5, "每开展1次得1分，最多得5分"],
    ["二、环境质量(80分)", "（一）水", "2.1 断面", 80, "按达标情况计分"],
]


def test_levels_in_merged_columns_and_numbers_in_names(clerk: Office) -> None:
    file = rule_reading.read(clerk.workbook("细则.xlsx", {"细则": LEVELS}))
    assert items(file) == [
        ("一", None, "一、组织领导", Decimal(20)),
        ("一-一", "一", "（一）党政同责", Decimal(15)),
        ("1.1", "一-一", "部署", Decimal(10)),
        ("1.2", "一-一", "分解", Decimal(5)),
        ("一-二", "一", "（二）宣传", Decimal(5)),
        ("1.3", "一-二", "活动", Decimal(5)),
        ("二", None, "二、环境质量", Decimal(80)),
        ("二-一", "二", "（一）水", Decimal(80)),
        ("2.1", "二-一", "断面", Decimal(80)),
    ]
    assert [one for one in told(file) if one[1] == "points_summed"] == [
        (3, "points_summed"),
        (6, "points_summed"),
    ]


def test_columns_side_by_side_row_by_row_are_no_level(clerk: Office) -> None:
    rows: list[list[object]] = [
        ["序号", "考核指标", "具体内容", "分值", "评分标准"],
        [1, "部署", "研究部署", 40, "没有部署的不得分"],
        [2, "分解", "分解任务", 60, "没有分解的不得分"],
    ]
    file = rule_reading.read(clerk.workbook("细则.xlsx", {"细则": rows}))
    assert [name for _, _, name, _ in items(file)] == ["部署", "分解"]
    assert told(file) == [(2, "column_unread")]


def test_points_that_only_the_standard_says(clerk: Office) -> None:
    rows: list[list[object]] = [
        ["序号", "考核内容", "评分标准"],
        ["一", "组织领导（20分）", None],
        ["（一）", "部署", "研究部署的得12分，少一次扣2分，扣完为止"],
        ["（二）", "分解（８分）", "没有分解的不得分"],
        ["二", "质量（80分）", None],
        ["（一）", "水质", "水质达标"],
    ]
    file = rule_reading.read(clerk.workbook("细则.xlsx", {"细则": rows}))
    assert items(file) == [
        ("一", None, "一、组织领导", Decimal(20)),
        ("一-一", "一", "部署", Decimal(12)),
        ("一-二", "一", "分解", Decimal(8)),
        ("二", None, "二、质量", Decimal(80)),
        ("二-一", "二", "水质", Decimal(0)),
    ]
    assert told(file) == [(3, "points_from_text")]


def test_a_table_that_says_no_points_at_all_is_refused_in_the_words_of_its_headings(
    clerk: Office,
) -> None:
    path = clerk.text("细则.csv", "序号,考核内容,评分标准", "1,部署,没有部署的扣分")
    with pytest.raises(Malformed) as refused:
        rule_reading.read(path)
    assert refused.value.code == "table.no_column"
    assert refused.value.params == {"column": "分值", "known": "序号、考核内容、评分标准"}


def test_the_sheet_that_is_a_table_and_the_one_asked_for(clerk: Office) -> None:
    other: list[list[object]] = [
        ["序号", "考核内容", "分值", "评分标准"],
        [1, "履职", 100, "履职"],
    ]
    path = clerk.workbook(
        "细则.xlsx", {"说明": [["自印发之日起施行"]], "乡镇": LEVELS, "部门": other}
    )
    found = rule_reading.read(path)
    assert (len(found.items), told(found)[:2]) == (9, [(1, "sheet_unread")] * 2)
    assert items(rule_reading.read(path, sheet="部门")) == [("1", None, "履职", Decimal(100))]
    with pytest.raises(Malformed) as refused:
        rule_reading.read(path, sheet="园区")
    assert (refused.value.code, refused.value.params["known"]) == (
        "import.no_sheet",
        "说明、乡镇、部门",
    )
