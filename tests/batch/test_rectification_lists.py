"""Rectification lists as counties keep them: several measures a problem, time limits in words, merged cells."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.batch import due_cells
from ptaudit.batch.reading import Options
from ptaudit.domain.events.findings import RectificationOrdered
from ptaudit.domain.failures import Malformed
from tests.batch.office import Office

LIST = Options(template="问题台账", defaults={"on": "2025-11-03"})
DAY = dt.date


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2023-12-31", ("2023-12-31",)),
        ("2023.12.31", ("2023-12-31",)),
        ("2023/12/31", ("2023-12-31",)),
        ("2023年12月31日", ("2023-12-31",)),
        ("2023年12月31日前", ("2023-12-31",)),
        ("2023年12月31日之前完成", ("2023-12-31",)),
        ("2023年12月底前", ("2023-12-31",)),
        ("2023年12月底", ("2023-12-31",)),
        ("2024年2月底前完成整改", ("2024-02-29",)),
        ("2023年2月末", ("2023-02-28",)),
        ("2023年底前", ("2023-12-31",)),
        ("2023年年底前", ("2023-12-31",)),
        ("20231231", ("2023-12-31",)),
        ("立行立改", ("立行立改",)),
        ("立即整改", ("立行立改",)),
        ("长期坚持", ("长期坚持",)),
        ("持续整改", ("长期坚持",)),
        ("立行立改、长期坚持", ("立行立改", "长期坚持")),
        ("立行立改并长期坚持", ("立行立改", "长期坚持")),
        ("2023年12月底前,长期坚持", ("2023-12-31", "长期坚持")),
        ("2023年 12 月 底前", ("2023-12-31",)),
    ],
)
def test_a_time_limit_is_read_as_lists_write_it(said: str, expected: tuple[str, ...]) -> None:
    assert due_cells.limits(said) == expected


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("12月底前", "cell.time_limit"),
        ("2023年12月", "cell.time_limit"),
        ("年底前", "cell.time_limit"),
        ("尽快", "cell.time_limit"),
        ("2023年13月底前", "cell.no_such_day"),
        ("2023年2月30日前", "cell.no_such_day"),
        ("2023年12月底前、尽快", "cell.time_limit"),
    ],
)
def test_what_names_no_day_is_refused(said: str, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        due_cells.limits(said)
    assert (refused.value.code, refused.value.params["value"]) == (code, said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("清运粪污", ("清运粪污",)),
        ("1.清运粪污;2.修复河岸。", ("清运粪污", "修复河岸")),
        ("1、清运\n2、修复\n3、巡河", ("清运", "修复", "巡河")),
        ("(1)清运(2)修复", ("(1)清运(2)修复",)),
        ("(1)清运;(2)修复", ("清运", "修复")),
        ("①清运;②修复", ("清运", "修复")),
        ("压减1.5万头", ("压减1.5万头",)),
        ("完成1.清运", ("完成1.清运",)),
    ],
)
def test_numbered_items_of_a_cell_are_several(said: str, expected: tuple[str, ...]) -> None:
    assert due_cells.items(said) == expected


def orders(clerk: Office) -> list[list[tuple[Any, ...]]]:
    return [
        [
            (m.text, m.units, m.deadline.date.isoformat() if m.deadline.date else m.deadline.kind)
            for m in record.payload.measures
        ]
        for record in clerk.entries
        if isinstance(record.payload, RectificationOrdered)
    ]


def units(clerk: Office) -> dict[str, str]:
    return {unit.name: code for code, unit in clerk.app.view().registry.units.items()}


def test_a_merged_list_is_one_problem_with_its_measures(clerk: Office) -> None:
    """One problem over three rows, its cells merged; each measure its units and its limit."""
    path = clerk.workbook(
        "问题台账.xlsx",
        {
            "问题台账": [
                ["2025年突出问题整改台账"],
                ["序号", "存在问题", "整改措施", "责任单位", "完成时限"],
                [1, "粪污直排", "清运粪污", "清河镇", "2025年11月底前"],
                [None, None, "修复河岸", "河口镇、高新园区", DAY(2025, 12, 20)],
                [None, None, "日常巡河", "河口镇", "长期坚持"],
                [2, "扬尘", "覆盖", "清河镇", "立行立改"],
            ]
        },
    )
    done = clerk.take(path, LIST)
    assert (done.rows, done.recorded) == (2, 2)
    code = units(clerk)
    assert orders(clerk) == [
        [
            ("清运粪污", (code["清河镇"],), "2025-11-30"),
            ("修复河岸", (code["河口镇"], code["高新园区"]), "2025-12-20"),
            ("日常巡河", (code["河口镇"],), "长期坚持"),
        ],
        [("覆盖", (code["清河镇"],), "立行立改")],
    ]
    before = clerk.size
    assert clerk.take(path, LIST).recorded == 0
    assert clerk.size == before


HEAD = "序号,责任单位,问题,整改措施,整改时限"


def test_a_list_filled_down_is_read_alike(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        HEAD,
        "1,清河镇,粪污直排,清运粪污,2025年11月底前",
        "1,清河镇,粪污直排,日常巡河,长期坚持",
        "2,清河镇,扬尘,覆盖,2025.12.1",
    )
    clerk.take(path, LIST)
    assert [len(measures) for measures in orders(clerk)] == [2, 1]


def test_one_cell_holds_several_measures_and_limits(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        HEAD,
        "1,清河镇,粪污直排,1.清运;2.巡河,1.2025年11月底前;2.长期坚持",
        "2,清河镇,扬尘,1.覆盖;2.喷淋,2025年12月底前",
        "3,清河镇,噪声,加装隔声屏,立行立改并长期坚持",
    )
    clerk.take(path, LIST)
    code = units(clerk)["清河镇"]
    assert orders(clerk) == [
        [("清运", (code,), "2025-11-30"), ("巡河", (code,), "长期坚持")],
        [("覆盖", (code,), "2025-12-31"), ("喷淋", (code,), "2025-12-31")],
        [("加装隔声屏", (code,), "立行立改"), ("加装隔声屏", (code,), "长期坚持")],
    ]


def test_without_measures_the_limit_is_the_orders(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        "序号,责任单位,问题,整改时限",
        "1,清河镇,扬尘,立行立改",
        "2,清河镇,噪声,2025年底前",
    )
    clerk.take(path, LIST)
    code = units(clerk)["清河镇"]
    assert orders(clerk) == [
        [("整改", (code,), "立行立改")],
        [("整改", (code,), "2025-12-31")],
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,清河镇,粪污直排,清运,12月底前", (2, "整改时限", "cell.time_limit")),
        ("1,清河镇,粪污直排,清运,2025年12月", (2, "整改时限", "cell.time_limit")),
        (
            "1,清河镇,粪污直排,1.清运;2.巡河;3.补植,1.2025.12.1;2.2025.12.2",
            (2, "整改时限", "cell.limits_count"),
        ),
        ("1,清河镇,粪污直排,清运,", (2, "", "order.deadline_missing")),
        ("1,青河镇,粪污直排,清运,立行立改", (2, "责任单位", "unit.unknown")),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row_and_column(
    clerk: Office, row: str, problem: tuple[int, str, str]
) -> None:
    assert problem in clerk.problems(clerk.text("台账.csv", HEAD, row), LIST)


def test_a_row_of_one_more_measure_says_nothing_else(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        f"{HEAD},报完成日期",
        "1,清河镇,粪污直排,清运,2025.12.1,2025.11.20",
        ",,,巡河,长期坚持,2025.11.25",
        "2,清河镇,扬尘,覆盖,2025.12.1,",
    )
    assert clerk.problems(path, LIST) == [(3, "报完成日期", "cell.of_first_row")]


def test_a_row_below_in_a_unit_unknown_is_named(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv", HEAD, "1,清河镇,粪污直排,清运,2025.12.1", ",青河镇,,巡河,长期坚持"
    )
    assert clerk.problems(path, LIST) == [(2, "责任单位", "unit.unknown")]


STATES = "序号,责任单位,问题,整改措施,整改时限,整改目标,整改状态,完成情况"


def test_a_published_list_loads_and_every_column_that_is_no_act_is_named(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        STATES,
        "１,清河镇,粪污直排,１．清运；２．修复,2024年6月底前,达标,已完成,已清运",
        "２,河口镇,扬尘,覆盖,２０２４．６．３０,,达到序时进度,",
        "３,高新园区,噪声,隔声屏,持续推进,,长期坚持,",
        "４,清河镇,黑臭,清淤,立行立改,,未完成,尚未启动",
        "５,清河镇,扬尘,喷淋,2024.6.30,,已销号,",
    )
    done = clerk.take(path, Options(template="问题台账", defaults={"on": "2024-03-01"}))
    code = units(clerk)
    assert (done.rows, done.recorded) == (5, 5)
    assert orders(clerk)[:3] == [
        [("清运", (code["清河镇"],), "2024-06-30"), ("修复", (code["清河镇"],), "2024-06-30")],
        [("覆盖", (code["河口镇"],), "2024-06-30")],
        [("隔声屏", (code["高新园区"],), "长期坚持")],
    ]
    assert [(n.place.row, n.sort, n.said) for n in done.notes] == [
        (2, "column", "“整改目标”(共1格)"),
        (2, "state_done", "“整改状态”已完成(第2行)"),
        (3, "state_under_way", "“整改状态”达到序时进度(第3行)"),
        (4, "state_lasting", "“整改状态”长期坚持(第4行)"),
        (5, "state_open", "“整改状态”未完成(第5行)"),
        (6, "state_closed", "“整改状态”已销号(第6行)"),
        (2, "state_other", "“完成情况”已清运(第2行)"),
        (5, "state_open", "“完成情况”尚未启动(第5行)"),
    ]


def test_with_its_day_a_completion_is_an_act(clerk: Office) -> None:
    path = clerk.text(
        "台账.csv",
        f"{HEAD},报完成日期,完成情况",
        "1,清河镇,粪污直排,清运,2025.12.1,2025.11.20,已清运",
    )
    done = clerk.take(path, LIST)
    assert done.notes == ()
    assert [k for k, _ in clerk.new(0)][-1] == "rectification.submitted"
