"""What a scoring standard's wording says of points, in the forms that counties write."""

from decimal import Decimal

import pytest

from ptaudit.batch import wording


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1.建立台账，得1分。2.加强管理，得3分。", ["1", "3"]),
        ("1.推广技术，得1.5分。2.推广应用，得1.5分.", ["1.5", "1.5"]),
        ("1.试点（15分);2.建立机制（20分）;3.督查。（25分）", ["15", "20", "25"]),
        ("查看记录（3分，少一次扣1分）。", ["3"]),
        ("每月上报，得5分，每少一次扣0.5分，扣完为止，参加会议（2分，少一次扣0.5分）", ["5", "2"]),
        ("有宣传资料（展板、标语）（10分 ）。", ["10"]),
        ("断面水质监测（20）", []),
        ("按完成比例得分", []),
        ("每出现一例扣2分", []),
        ("省市表扬的分别奖20、10分", []),
        ("每开展1次得1分，最多得5分", []),
        ("1.每季度研究一次得15分。2.及时部署得5分。", ["15", "5"]),
        ("每半年报告一次得3分，每个月通报得2分，每上报一次得1分", ["3", "2"]),
        ("", []),
    ],
)
def test_parts_are_read_from_their_points(text: str, points: list[str]) -> None:
    assert [str(part.points) for part in wording.parts(text)] == points


def test_a_part_has_its_own_words() -> None:
    text = "1.推广生物农药，得1.5分。2.推广配方施肥，得2分。"
    assert [part.text for part in wording.parts(text)] == [
        "推广生物农药，得1.5分",
        "推广配方施肥，得2分",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("监测（20）", ["（20）"]), ("监测（20分）", []), ("规划（2018）", []), ("(60)", ["(60)"])],
)
def test_bracketed_points_without_their_word(text: str, found: list[str]) -> None:
    assert list(wording.bare(text, Decimal(60))) == found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("1.甲（20）2.乙（30分）3.丙（10分）", (3, 2)),
        ("1.甲，得1分。2.乙，得3分。3.每出现一例扣2分", (3, 3)),
        ("推广1.5公里", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_numbered_clauses_without_points(text: str, counts: tuple[int, int]) -> None:
    assert wording.unmarked(text) == counts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("分别奖20、10分。", ["20", "10"]),
        ("分别奖10分、5分、3分 ；分别扣5分", ["10", "5", "3", "5"]),
        ("按2：1：0.5比例加分", []),
    ],
)
def test_amounts_given_and_taken(text: str, amounts: list[str]) -> None:
    assert [str(amount) for amount in wording.given(text)] == amounts


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("不上报每出现一例扣2分", True),
        ("出现一次不达标扣2分，扣完为止", False),
        ("每起扣1分，扣分不保底", False),
        ("少一次扣1分", True),
        ("按比例扣分", False),
        ("批评的扣10分", False),
        ("每起扣2分，最多扣10分", False),
        ("每起扣2分，累计扣分不超过10分", False),
    ],
)
def test_a_deduction_by_case_that_does_not_say_how_far(text: str, silent: bool) -> None:
    assert wording.is_floor_silent(text) is silent


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("研究1次以上得10分，少一次扣2分", "10"),
        ("1.建立台账，得1分。2.加强管理，得3分。", "4"),
        ("每开展1次得1分，最多得5分", "5"),
        ("满分8分，每起扣1分", "8"),
        ("每开展1次得1分", None),
        ("满分8分；满分6分", None),
        ("未开展的扣5分", None),
        ("", None),
    ],
)
def test_what_a_standard_alone_says_the_item_is_worth(text: str, points: str | None) -> None:
    assert wording.worth(text) == (Decimal(points) if points else None)
