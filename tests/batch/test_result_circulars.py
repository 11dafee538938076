"""Result circulars as offices print them: titles, blocks side by side, ranks in words, sums and notes below."""

from decimal import Decimal

from ptaudit.application.importing import Imported
from ptaudit.batch import cells, layout
from ptaudit.batch.forms import Form
from ptaudit.batch.reading import Options
from tests.batch.office import Office

RESULTS = Options(
    template="历史结果",
    defaults={
        "year": "2023",
        "completion": "未认定",
        "basis": "×办文〔2024〕1号",
        "on": "2024-02-01",
    },
)
Row = tuple[str, int | None, Decimal | None]


def carried(clerk: Office) -> list[Row]:
    registry = clerk.app.view().registry
    return [
        (registry.named(r.payload.unit), r.payload.rank, r.payload.score)  # type: ignore[attr-defined]
        for r in clerk.entries
        if r.kind == "history.carried"
    ]


def notes(done: Imported) -> list[tuple[int, str]]:
    return [(note.place.row, note.sort) for note in done.notes]


PRINTED = [
    ("清河镇", 1, Decimal("92.50")),
    ("河口镇", 2, Decimal("90.00")),
    ("高新园区", 2, Decimal("90.00")),
]


def test_two_blocks_side_by_side_a_sum_and_a_note(clerk: Office) -> None:
    path = clerk.workbook(
        "结果.xlsx",
        {
            "Sheet1": [
                ["2023年度考核得分和名次"],
                ["名次", "乡 镇", "考核得分(分)", None, "名次", "乡镇", "考核得分（分）"],
                ["第一名", "清河镇", 92.5, None, "并列第二名", "高新园区", "90.00"],
                ["并列第2名", "河口镇", 90],
                ["合计", None, 272.5],
                ["注:得分相同的并列"],
            ]
        },
    )
    done = clerk.take(path, RESULTS, by="mdb")
    assert carried(clerk) == PRINTED
    assert notes(done) == [(2, "blocks"), (5, "total"), (6, "note")]
    assert (done.rows, done.recorded, done.skipped) == (2, 2, 0)


def test_a_heading_of_two_rows(clerk: Office) -> None:
    path = clerk.workbook(
        "结果.xlsx",
        {
            "Sheet1": [
                ["通报附件"],
                ["序号", "单位", "考核结果", None],
                [None, None, "得分", "排名"],
                [1, "清河镇", 92.5, 1],
                [3, "河口镇", 90, 2],
                ["二、园区", None, None, None],
                [4, "高新园区", 90, 2],
            ]
        },
    )
    done = clerk.take(path, RESULTS, by="mdb")
    assert carried(clerk) == PRINTED
    assert notes(done) == [(6, "group")]


def test_a_row_of_values_is_no_second_heading() -> None:
    names = {"单位": "单位", "得分": "得分"}
    found = layout.layout([["单位", "得分"], ["清河镇", "90"]], names.get)
    assert (found.first, found.last) == (0, 0)


def test_a_place_in_words() -> None:
    form = Form("integer")
    said = {"第十二名": 12, "第二十名": 20, "第3位": 3, "并列第八名": 8, "第九十九名": 99}
    assert {text: cells.value(text, form) for text in said} == said


def test_lists_by_sequence_one_below_another_with_grades(clerk: Office) -> None:
    """Headings of their own say the sequence; the grade is kept in the note under its heading."""
    heading = ["名次", "单位", "得分", "等次"]
    path = clerk.workbook(
        "结果.xlsx",
        {
            "Sheet1": [
                ["2023年度考核结果"],
                heading,
                ["一、乡镇序列"],
                [1, "清河镇", "９２．５", "优秀"],
                ["1（并列）", "河口镇", 92.5, "良好"],
                ["二、县直部门序列"],
                heading,
                ["第一名", "高新园区", 95.5, None],
            ]
        },
    )
    done = clerk.take(path, RESULTS, by="mdb")
    found = [r.payload for r in clerk.entries if r.kind == "history.carried"]
    assert [(p.sequence, p.rank, p.score, p.note) for p in found] == [  # type: ignore[attr-defined]
        ("A", 1, Decimal("92.50"), "等次:优秀"),
        ("A", 1, Decimal("92.50"), "等次:良好"),
        ("B", 1, Decimal("95.50"), None),
    ]
    assert notes(done) == [(3, "group"), (6, "group"), (7, "again")]


def test_three_decimals_are_refused_with_their_row(clerk: Office) -> None:
    path = clerk.text("结果.csv", "单位,得分,名次", "清河镇,92.512,1", "河口镇,90.50,2")
    assert clerk.problems(path, RESULTS, by="mdb") == [(2, "得分", "cell.places")]


def test_tied_places_in_every_writing() -> None:
    form = Form("integer")
    said = {"并列第3名": 3, "3（并列）": 3, "并列3": 3, "第三名(并列)": 3, "3名": 3, "并列三": 3}
    assert {text: cells.value(text, form) for text in said} == said
