"""任职 by whom it is not for (第五条): it stays on record, never counts, and is in no regular act's way."""

from typing import Any

from tests.domain.test_posts import BEGUN, COUNTY, DAY, assume, held, leave, seats

FOREIGN: dict[str, Any] = {
    "organ": "县绩效委",
    "basis": "×绩委〔2021〕1号",
    "irregular": "已自行任命",
}


def test_a_term_that_never_counts_is_in_nobody_s_way() -> None:
    """Recorded by whom it is not for: the regular act of the same day is no repeat of it."""
    spec = COUNTY.did(assume(**FOREIGN))
    spec.when(assume(person="p001", **FOREIGN)).already(spec.last.position)
    spec.when(assume(person="p001")).irregular()
    spec = spec.did(assume(person="p001"))
    assert seats(spec, BEGUN)[1:] == [("政主要", "不计", "p001"), ("政主要", "在任", "p001")]
    spec.when(assume(person="p001", on=DAY(2021, 6, 1))).refused("post.held_already")
    left = spec.did(leave())
    assert seats(left, DAY(2023, 6, 1))[1:] == [
        ("政主要", "不计", "p001"),
        ("政主要", "缺位", None),
    ]


def test_an_appointment_that_never_counts_ends_no_acting() -> None:
    spec = COUNTY.did(assume(acting=True))
    spec = spec.did(assume(person="p001", on=DAY(2022, 1, 1), **FOREIGN))
    assert [term.until for term in held(spec).terms] == [None, None]
    spec = spec.did(assume(person="p001", on=DAY(2022, 2, 1)))
    assert [(t.acting, t.regular, t.until) for t in held(spec).terms] == [
        (True, True, DAY(2022, 1, 31)),
        (False, False, None),
        (False, True, None),
    ]
