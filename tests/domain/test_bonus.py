"""第十七条: 目标绩效加分 are entered for an advanced unit and taken back from the entry that gave them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.commands.applied import EnterBonus, ReverseBonus
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.applied import AdvancedRevoked, BonusEntered
from ptaudit.domain.events.base import article, by_policy
from ptaudit.domain.events.basis import PolicyAdopted, Retroactive, YearSpan
from tests.domain.specification import Spec, say
from tests.domain.years import COUNTY, PUBLISHED

DAY = dt.date
LATER = DAY(2024, 2, 5)
PAPER, OTHER = ({"doc_no": "×绩〔2024〕9号"},), ({"doc_no": "×绩〔2024〕10号"},)


def fixed(points: str, spec: Spec = PUBLISHED) -> Spec:
    """县委、县政府 fix how many points a title of 2023 gives."""
    event = PolicyAdopted(
        policy_version=1,
        keys=(("bonus.points", points),),
        years=YearSpan(from_=2023),
        retroactive=Retroactive(years=(2023,), decision="×委〔2024〕8号"),
    )
    return spec.given(event, organs=("CGV", "CPC"), basis="×委〔2024〕8号", on=DAY(2024, 1, 19))


def enter(amount: str | None = "2", unit: str = "清河镇", **more: Any) -> EnterBonus:
    return say(EnterBonus, unit=unit, amount=amount, **more)


def reverse(entry: str, amount: str | None = None, **more: Any) -> ReverseBonus:
    """*entry*: its id, which the application finds for the number that people type."""
    return say(ReverseBonus, entry=entry, amount=amount, reason="多加", **more)


def entered(
    amount: str, number: int = 1, target: str | None = None, unit: str = "qinghe"
) -> BonusEntered:
    return BonusEntered(
        year=2023, unit=unit, bonus_no=number, amount=Decimal(amount), target=target
    )


GIVEN = PUBLISHED.did(enter())
ENTRY, AT = GIVEN.last.id, GIVEN.last.position
FOREIGN: dict[str, Any] = {"organ": ("JXW",), "basis": PAPER, "irregular": "代登"}

# Entered


def test_points_are_entered_for_the_last_year_circulated_by_that_day() -> None:
    outcome = PUBLISHED.when(enter()).then(entered("2.00")).on(DAY(2024, 1, 25))
    assert outcome.drafts[0].organs == ("MDB",)
    PUBLISHED.when(enter(year=2023, on=DAY(2024, 1, 18))).then(entered("2.00"))
    PUBLISHED.when(enter(on=DAY(2024, 1, 17))).malformed("honours.which_year", unit="清河镇")
    COUNTY.when(enter()).malformed("honours.which_year", unit="清河镇")


def test_the_amount_is_the_one_said_else_the_one_fixed() -> None:
    PUBLISHED.when(enter(None)).malformed("bonus.no_amount", unit="清河镇", year=2023)
    [draft] = fixed("2.5").when(enter(None)).drafts
    assert isinstance(draft.payload, BonusEntered)
    assert str(draft.payload.amount) == "2.50"
    fixed("2.5").when(enter("1")).then(entered("1.00"))


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_nothing_or_less_is_no_bonus(amount: str) -> None:
    PUBLISHED.when(enter(amount)).malformed("bonus.amount", amount=Decimal(amount))
    PUBLISHED.when(enter("0.01")).then(entered("0.01"))


def test_who_is_not_advanced_on_that_day_is_given_points_only_as_irregular() -> None:
    outcome = PUBLISHED.when(enter(unit="河口镇"))
    outcome.refused("bonus.not_advanced", unit="河口镇", year=2023)
    assert isinstance(outcome.failure, Refused)
    assert outcome.failure.claim == article("17")
    PUBLISHED.when(enter(unit="河口镇", irregular="误发")).irregular("bonus.not_advanced")
    PUBLISHED.when(enter(year=2023, on=DAY(2024, 1, 17))).refused("bonus.not_advanced")
    taken = AdvancedRevoked(year=2023, unit="qinghe", ground="其他")
    spec = PUBLISHED.given(taken, on=DAY(2024, 1, 22), basis="×委〔2024〕6号")
    spec.when(enter()).refused("bonus.not_advanced", unit="清河镇")
    spec.when(enter(on=DAY(2024, 1, 22))).refused("bonus.not_advanced")
    spec.when(enter(on=DAY(2024, 1, 21))).then(entered("2.00"))


def test_what_is_fixed_is_the_limit_of_all_the_points_that_count() -> None:
    spec = fixed("2")
    spec.when(enter("2")).then(entered("2.00"))
    over = {"unit": "清河镇", "year": 2023, "limit": Decimal(2), "held": Decimal(0)}
    outcome = spec.when(enter("2.01"))
    outcome.refused("bonus.over_limit", **over, amount=Decimal("2.01"))
    assert isinstance(outcome.failure, Refused)
    assert outcome.failure.claim == by_policy("bonus.points")
    held = spec.did(enter("1.5"))
    held.when(enter("0.5")).then(entered("0.50", 2))
    held.when(enter("0.51")).refused("bonus.over_limit", held=Decimal("1.50"))
    held.when(enter("0.51", irregular="另发")).irregular("bonus.over_limit")
    foreign = spec.did(enter("1.5", **FOREIGN))
    foreign.when(enter("2")).then(entered("2.00", 2))
    PUBLISHED.when(enter("50")).then(entered("50.00"))
    spec.when(enter("3", unit="河口镇", irregular="误发")).irregular(
        "bonus.not_advanced", "bonus.over_limit"
    )


def test_what_was_taken_back_makes_room_again() -> None:
    spec = fixed("2").did(enter("2"))
    spec = spec.did(reverse(spec.last.id, "0.5"))
    spec.when(enter("0.5")).then(entered("0.50", 3))
    spec.when(enter("0.51")).refused("bonus.over_limit", held=Decimal("1.50"))


def test_entries_are_numbered_unit_by_unit() -> None:
    GIVEN.when(enter("1")).then(entered("1.00", 2))
    other = GIVEN.did(enter("1")).given(entered("1.00", 7, unit="hekou"))
    other.when(enter("3")).then(entered("3.00", 3))
    other.when(enter("3", unit="河口镇", irregular="误发")).then(entered("3.00", 8, unit="hekou"))


# Entered again


def test_the_same_entered_again_is_the_entry_that_is_there() -> None:
    spec = PUBLISHED.did(enter(basis=PAPER))
    for more in ({}, {"organ": ("MDB",)}, {"year": 2023}):
        spec.when(enter(basis=PAPER, **more)).already(spec.last.position)
    spec.at(LATER).when(enter(basis=PAPER, on=DAY(2024, 1, 25))).already(spec.last.position)
    GIVEN.when(enter()).already(AT)
    two = PUBLISHED.did(enter(**{**FOREIGN, "organ": ("JXW", "MDB")}))
    two.when(enter(**{**FOREIGN, "organ": ("MDB", "JXW")})).already(two.last.position)


@pytest.mark.parametrize(
    ("amount", "more"),
    [
        ("2.01", {}),
        ("2", {"basis": OTHER}),
        ("2", {"basis": ()}),
        ("2", {"on": DAY(2024, 1, 24)}),
        ("2", {**FOREIGN}),
    ],
)
def test_of_another_day_paper_organ_or_amount_it_is_another(
    amount: str, more: dict[str, Any]
) -> None:
    spec = PUBLISHED.did(enter(basis=PAPER))
    spec.when(enter(amount, **{"basis": PAPER, **more})).then(entered(amount, 2))


def test_what_counts_for_nothing_is_repeated_only_by_one_that_says_so() -> None:
    spec = PUBLISHED.did(enter(**FOREIGN))
    spec.when(enter(**FOREIGN)).already(spec.last.position)
    spec.when(enter(basis=PAPER, irregular="代登")).already(spec.last.position)
    spec.when(enter(basis=PAPER)).then(entered("2.00", 2))


# Taken back


def test_all_or_a_part_of_what_is_left_is_taken_back_from_one_entry() -> None:
    GIVEN.when(reverse(ENTRY)).then(entered("-2.00", 2, ENTRY))
    GIVEN.when(reverse(ENTRY, "0.5")).then(entered("-0.50", 2, ENTRY)).on(DAY(2024, 1, 25))
    spec = GIVEN.did(reverse(ENTRY, "0.5"))
    spec.when(reverse(ENTRY)).then(entered("-1.50", 3, ENTRY))
    spec.when(reverse(ENTRY, "1.5")).then(entered("-1.50", 3, ENTRY))
    params = {"unit": "清河镇", "position": AT, "left": Decimal("1.50")}
    spec.when(reverse(ENTRY, "1.51")).malformed("bonus.more_than_left", **params)


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_nothing_or_less_is_not_taken_back(amount: str) -> None:
    GIVEN.when(reverse(ENTRY, amount)).malformed("bonus.amount", amount=Decimal(amount))
    GIVEN.when(reverse(ENTRY, "0.01")).then(entered("-0.01", 2, ENTRY))


def test_only_an_entry_that_gave_points_is_taken_back_from() -> None:
    spec = GIVEN.did(reverse(ENTRY, "0.5"))
    for entry in (PUBLISHED.last.id, "0" * 32):
        spec.when(reverse(entry)).not_found("bonus.no_entry", entry=entry)
    spec.when(reverse(spec.last.id)).not_found("bonus.no_entry", entry=spec.last.id)


def test_what_is_taken_back_again_is_there() -> None:
    half = GIVEN.did(reverse(ENTRY, "0.5"))
    half.when(reverse(ENTRY, "0.5")).already(half.last.position)
    half.at(LATER).when(reverse(ENTRY, "0.5")).then(entered("-0.50", 3, ENTRY))
    same_day = reverse(ENTRY, "0.5", on=DAY(2024, 1, 25))
    half.at(LATER).when(same_day).already(half.last.position)
    half.when(reverse(ENTRY, "0.5", basis=PAPER)).then(entered("-0.50", 3, ENTRY))
    whole = half.did(reverse(ENTRY)).at(LATER)
    whole.when(reverse(ENTRY)).already(half.last.position, whole.last.position)
    whole.when(reverse(ENTRY, "1")).malformed("bonus.more_than_left", left=Decimal("0.00"))


def test_of_points_corrected_to_none_there_is_nothing_to_take_back() -> None:
    none = GIVEN.corrected(AT, entered("0.00"))
    none.when(reverse(ENTRY)).malformed("bonus.amount", amount=Decimal("0.00"))


def test_taken_back_by_whom_it_is_not_for_leaves_all_of_it() -> None:
    spec = GIVEN.did(reverse(ENTRY, **FOREIGN))
    spec.when(reverse(ENTRY, **FOREIGN)).already(spec.last.position)
    spec.when(reverse(ENTRY, "2", basis=PAPER)).then(entered("-2.00", 3, ENTRY))
    spec.at(LATER).when(reverse(ENTRY, **FOREIGN)).then(entered("-2.00", 3, ENTRY))
    both = spec.did(reverse(ENTRY))
    both.at(LATER).when(reverse(ENTRY)).already(both.last.position)


def test_it_is_taken_back_by_whom_it_was_given() -> None:
    foreign = PUBLISHED.did(enter(**FOREIGN))
    back = reverse(foreign.last.id, basis=PAPER, irregular="代登")
    [draft] = foreign.when(back).drafts
    assert draft.organs == ("JXW",)


def test_numbers_go_on_after_those_of_other_units() -> None:
    other = GIVEN.given(entered("1.00", 7, unit="hekou"))
    other.when(reverse(ENTRY)).then(entered("-2.00", 2, ENTRY))
    other.when(reverse(other.last.id)).then(entered("-1.00", 8, other.last.id, unit="hekou"))
