"""What counts on a sheet, and which of its assertions is official (语义 5、6)."""

from typing import Any

import pytest

from ptaudit.domain.scoring.sheet import Net, nets, official
from tests.domain.sheets import (
    APPROVED,
    asserted,
    entry,
    mark,
    points,
    sheet,
)


def test_a_later_stage_replaces_an_award_and_deductions_accumulate() -> None:
    found = nets(
        [
            entry("R4", 12, award="核定", stage="复核", position=3),
            entry("R4", 10, award="核定", stage="审核", position=4),
            entry("R1", -3, stage="审核", position=5),
            entry("R1", -1, stage="实地", position=6),
            entry("R1", -2, stage="复核", position=7, reversed_at=9),
            entry("R1", -9, stage="自评", position=8),
        ]
    )
    assert found == {"R4": Net(award=points(12)), "R1": Net(points(-4))}


def test_of_two_awards_at_one_stage_the_later_counts() -> None:
    awards = [entry("R4", value, award="核定", position=n) for n, value in enumerate((12, 10), 3)]
    assert nets(awards) == {"R4": Net(award=points(10))}


def act(position: int, organs: tuple[str, ...], total: str = "87.50", **more: Any) -> Any:
    return asserted(total, position=position, approving=organs, **more)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([act(20, ("CPC",))], None),
        ([act(20, ("CGV", "CPC"))], 20),
        ([act(20, ("CPC",)), act(21, ("CGV",))], 21),
        ([act(20, ("CPC",)), act(21, ("CPC",))], None),
        ([act(20, ("CPC",)), act(21, ("CGV",), "88.00")], None),
        ([act(20, ("CPC",), version=1, digest="a"), act(21, ("CGV",), version=1, digest="a")], 21),
        (
            [act(20, ("CPC",), version=1, digest="a"), act(21, ("CGV",), version=2, digest="b")],
            None,
        ),
        ([act(20, ("CGV", "CPC")), act(21, ("CGV", "CPC"), "90.00")], 20),
        ([act(20, ("CGV", "CPC"), unauthorised=True), act(21, ("CGV", "CPC"))], 21),
        ([asserted("80", kind="结转", approving=(), position=5), act(20, ("CPC",))], 5),
        ([asserted("80", kind="结转", approving=(), position=5), act(20, ("CGV", "CPC"))], 20),
    ],
)
def test_both_organs_make_a_result_official(acts: list[Any], expected: int | None) -> None:
    found = official(sheet(assertions=tuple(acts)))
    assert (found.mark.position if found else None) == expected


def test_only_acts_that_count_in_the_procedure_make_a_result_official() -> None:
    given = sheet(assertions=(act(20, ("CGV", "CPC")), act(21, ("CGV", "CPC"))))
    found = official(given, counting={f"{21:032x}"})
    assert found is not None
    assert found.mark == mark(21, APPROVED)
    assert official(given, counting=()) is None
