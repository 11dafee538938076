"""A cell is taken as it stands: days in every usual writing, decimals exactly, never by float arithmetic."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.batch import cells
from ptaudit.batch.forms import Form
from ptaudit.domain.failures import Malformed

DAY, NUMBER, INTEGER, TEXT, FLAG = (
    Form("day"),
    Form("number"),
    Form("integer"),
    Form("text"),
    Form("flag"),
)
CHOICE = Form("choice", ("完成", "未完成"))


@pytest.mark.parametrize(
    "raw",
    [
        dt.date(2025, 7, 10),
        dt.datetime(2025, 7, 10, tzinfo=dt.UTC),
        45848,
        45848.0,
        20250710,
        "2025-7-10",
        "2025-07-10",
        "2025/7/10",
        "2025.7.10",
        "2025年7月10日",
        " 2025 年 7 月 10 日\n",
        "20250710",
    ],
)
def test_a_day_in_every_usual_writing(raw: object) -> None:
    assert cells.value(raw, DAY) == "2025-07-10"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("7-10", "cell.day"),
        ("2025-7", "cell.day"),
        ("25-7-10", "cell.day"),
        ("45848", "cell.day"),
        (45848.5, "cell.day"),
        (87, "cell.day"),
        (True, "cell.day"),
        (dt.datetime(2025, 7, 10, 8, 30, tzinfo=dt.UTC), "cell.day"),
        ("2025-2-29", "cell.no_such_day"),
        ("2025年13月1日", "cell.no_such_day"),
        ("NaN", "cell.not_a_value"),
        (float("nan"), "cell.not_a_value"),
        ("#N/A", "cell.not_a_value"),
    ],
)
def test_what_is_no_day(raw: object, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        cells.value(raw, DAY)
    assert refused.value.code == code


def test_the_first_and_the_last_serial() -> None:
    """Excel's day numbers are taken from 2000 to 2100; what lies outside is no day of this work."""
    assert cells.value(36526, DAY) == "2000-01-01"
    assert cells.value(73415, DAY) == "2100-12-31"
    for outside in (36525, 73416):
        with pytest.raises(Malformed):
            cells.value(outside, DAY)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(85.1, "85.1"), (90.99, "90.99"), (87.5, "87.5"), (87.0, "87"), (87, "87"), (-3.25, "-3.25"),
     ("85.10", "85.10"), (0.1, "0.1"), (0, "0")],
)  # fmt: skip
def test_a_number_is_the_text_it_is_kept_as(raw: object, text: str) -> None:
    assert cells.value(raw, NUMBER) == text


@pytest.mark.parametrize(
    ("raw", "form", "expected"),
    [
        ("\uff18\uff0e\uff15", NUMBER, "8.5"),
        ("\uff0d3.25", NUMBER, "-3.25"),
        ("\u22123.25", NUMBER, "-3.25"),
        ("\uff11\uff12", Form("integer"), 12),
        ("第\uff13名（并列）", Form("integer"), 3),
        ("第3名并列", Form("integer"), 3),
        ("\uff12\uff10\uff12\uff15\uff0e\uff17\uff0e\uff11\uff10", DAY, "2025-07-10"),
        ("2025\uff0f7\uff0f10", DAY, "2025-07-10"),
        (
            "\uff12\uff10\uff12\uff15年\uff17月底前\uff0c长期坚持",
            Form("limit"),
            "2025-07-31、长期坚持",
        ),
    ],
)
def test_signs_of_full_width_are_read_as_what_they_are(
    raw: str, form: Form, expected: object
) -> None:
    assert cells.value(raw, form) == expected


@given(st.decimals(-1000, 1000, places=2))
def test_points_that_excel_keeps_as_a_float_come_back_exactly(points: Decimal) -> None:
    text = cells.value(float(points), NUMBER)
    assert isinstance(text, str)
    assert Decimal(text) == points


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1,234.5", "cell.number"),
        ("87.50分", "cell.number"),
        ("1E2", "cell.number"),
        ("+3", "cell.number"),
        ("1_0", "cell.number"),
        (1e20, "cell.number"),
        (True, "cell.number"),
        ("5\u00b2", "cell.number"),
        ("\u2460", "cell.number"),
        (float("nan"), "cell.not_a_value"),
        (float("inf"), "cell.number"),
        ("#DIV/0!", "cell.not_a_value"),
    ],
)
def test_what_is_no_number(raw: object, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        cells.value(raw, NUMBER)
    assert refused.value.code == code


def test_integers_and_flags_and_choices() -> None:
    assert [cells.value(raw, INTEGER) for raw in (3, 3.0, "3", "-1")] == [3, 3, 3, -1]
    assert [cells.value(raw, FLAG) for raw in ("是", "否", True)] == [True, False, True]
    assert cells.value("未完成", CHOICE) == "未完成"
    for raw, form, code in (
        ("3.5", INTEGER, "cell.integer"),
        (3.5, INTEGER, "cell.integer"),
        ("是的", FLAG, "cell.choice"),
        ("末完成", CHOICE, "cell.choice"),
    ):
        with pytest.raises(Malformed) as refused:
            cells.value(raw, form)
        assert refused.value.code == code
    assert refused.value.params["near"] == "完成、未完成"


def test_a_text_is_composed_and_a_receipt_number_keeps_its_zeros() -> None:
    assert cells.value("e\u0301 \u3000", TEXT) == "é"
    assert cells.value("0012", TEXT) == "0012"
    assert cells.value(20250412.0, TEXT) == "20250412"
    with pytest.raises(Malformed):
        cells.value("nan", TEXT)
