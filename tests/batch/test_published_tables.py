"""Scoring tables as offices publish them: titles, merged first columns, points in many forms, sums and notes."""

from decimal import Decimal
from pathlib import Path

import pytest

from ptaudit.batch import points_cell, rule_reading
from ptaudit.batch.rule_files import RuleFile
from ptaudit.domain.failures import Malformed
from tests.batch.office import Office


def read(clerk: Office, rows: list[list[object]], **more: list[list[object]]) -> RuleFile:
    return rule_reading.read(clerk.workbook("细则.xlsx", {"细则": rows, **more}))


def told(file: RuleFile) -> list[tuple[int, str]]:
    return [(w.row, w.code.removeprefix("rules.")) for w in file.warnings]


def test_a_merged_first_column_a_title_a_sum_and_a_note(clerk: Office) -> None:
    file = read(
        clerk,
        [
            ["测试县2025年度考评表"],
            ["序号", "考核项目", "考核内容", "标准分值（分）", "评分办法", "自评得分"],
            ["一、组织(40分)"],
            [1, None, "研究部署", "20分", "没有研究的不得分"],
            [2, None, "宣传", "（20）", "没有宣传的不得分", "18"],
            ["合计", None, None, 100],
            ["注:本表由县里解释"],
        ],
        附页=[["别的"]],
    )
    assert [(i.code, i.parent, i.name, i.points) for i in file.items] == [
        ("一", None, "一、组织", Decimal(40)),
        ("1", "一", "研究部署", Decimal(20)),
        ("2", "一", "宣传", Decimal(20)),
    ]
    assert sorted(told(file)) == [
        (1, "sheet_unread"),
        (4, "section_above"),
        (5, "column_unread"),
        (5, "section_above"),
        (6, "line_total"),
        (7, "line_note"),
    ]


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("10", "10"),
        ("10分", "10"),
        ("(5)", "5"),
        ("（5分）", "5"),
        ("５", "5"),
        ("2.50", "2.50"),
        ("\uff14\uff10\uff0e\uff10分", "40.0"),
        ("（满分２０分）", "20"),
        ("5²", None),
        ("⑤", None),
        ("五", None),
        ("-5", None),
        ("1.005", None),
        ("(5", None),
        ("10/5", None),
    ],
)
def test_points_in_many_forms(said: str, amount: str | None) -> None:
    found = points_cell.read(said)
    assert (found.amount if found else None) == (Decimal(amount) if amount else None)


def test_an_amount_on_top_and_none_are_told_apart() -> None:
    assert points_cell.read("+5") == points_cell.Read(Decimal(5), bonus=True)
    assert points_cell.read("一票否决") == points_cell.Read(Decimal(0), none=True)


def test_points_that_cannot_be_read_are_named_by_row(tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    path.write_text("序号,考核内容,分值,评分标准\n1,部署,二十,没有部署的不得分\n", "utf-8")
    with pytest.raises(Malformed) as refused:
        rule_reading.read(path)
    assert (refused.value.code, refused.value.params["row"]) == ("table.points", 2)
