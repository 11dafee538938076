"""The page says of each row what was aimed at and whether it was met."""

import pytest

from bench import page
from bench.measured import Measured, Unit


@pytest.mark.parametrize(
    ("ours", "unit", "target", "met"),
    [
        (1_500, "/s", 1_500, True),
        (1_499, "/s", 1_500, False),
        (5, "ms", 5, True),
        (5.1, "ms", 5, False),
        (0.5, "s", None, None),
    ],
)
def test_a_limit_is_met_at_the_limit(
    ours: float, unit: Unit, target: float | None, met: bool | None
) -> None:
    assert Measured("x", 1, ours, unit, target=target).met is met


@pytest.mark.parametrize(("ratio", "met"), [(0.6, True), (0.59, False)])
def test_a_ratio_is_met_by_the_ratio(ratio: float, met: bool) -> None:
    row = Measured("x", 1, 9e9, "/s", "peer", 1, ratio, target=0.6, by_ratio=True)
    assert row.met is met


def test_growth_is_time_for_ten_times_the_entries() -> None:
    rate = [Measured("fold", 10, 100, "/s"), Measured("fold", 100, 50, "/s")]
    answer = [Measured("look", 10, 2, "ms"), Measured("look", 100, 3, "ms")]
    assert list(page.growth([*rate, *answer])) == [
        "fold: 10 → 100: 20.0",
        "look: 10 → 100: 1.5",
    ]


def test_bars_of_one_length_are_what_does_not_grow() -> None:
    rate = [Measured("fold", 10, 100, "/s"), Measured("fold", 100, 50, "/s")]
    answer = [Measured("look", 10, 2, "ms"), Measured("look", 100, 2, "ms")]
    assert list(page.plot([*rate, *answer, Measured("once", 10, 3, "ms")])) == [
        "fold",
        "         10 ████ 10,000.0 µs an entry",
        "        100 ██████ 20,000.0 µs an entry",
        "look",
        "         10 ████ 2.00 ms",
        "        100 ████ 2.00 ms",
    ]


def test_a_page_has_a_line_for_every_row() -> None:
    row = Measured("fold", 10_000, 100, "/s", "peer", 50, 2.0, 3.0, by_ratio=True)
    text = page.text([row], [("Python", "3.11")], ("0.1", "0.2"), 5)
    assert "| fold | 10,000 | 100 /s | peer | 50 /s | 2.00 × | ≥ 3 × | not met |" in text
