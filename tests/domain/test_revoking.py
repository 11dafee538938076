"""第九条第三项、第十七条: 县委、县政府 take a title back, and say who has its place, if anybody."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.applied import RevokeAdvanced
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.applied import AdvancedRevoked, RevokedFor
from ptaudit.domain.events.base import OWN, Claim, article
from ptaudit.domain.events.results import ResultPublished
from tests.domain.seals import sealed
from tests.domain.specification import Spec, say
from tests.domain.years import COUNTY, PAPER, PUBLISHED, vetoed

DAY = dt.date
LATER = DAY(2024, 2, 5)
#: 清河镇 alone is advanced of 2023; 县委、县政府 took that back on 25 January 2024.
ABOUT = {"unit": "清河镇", "year": 2023}


def revoke(who: str = "清河镇", **more: Any) -> RevokeAdvanced:
    return say(RevokeAdvanced, **{"unit": who, "ground": "弄虚作假", "basis": PAPER, **more})


def revoked(
    ground: RevokedFor = "弄虚作假", refill: str | None = None, unit: str = "qinghe"
) -> AdvancedRevoked:
    return AdvancedRevoked(year=2023, unit=unit, ground=ground, refill=refill)


def claimed(spec: Spec, command: RevokeAdvanced) -> Claim:
    failure = spec.when(command).failure
    assert isinstance(failure, Refused)
    return failure.claim


TAKEN = PUBLISHED.did(revoke())
REFILLED = PUBLISHED.did(revoke(refill="河口镇"))


def test_both_organs_take_the_title_of_the_last_year_circulated() -> None:
    outcome = PUBLISHED.when(revoke()).then(revoked()).on(DAY(2024, 1, 25))
    assert outcome.drafts[0].organs == ("CGV", "CPC")
    PUBLISHED.when(revoke(year=2023, on=DAY(2024, 1, 20))).then(revoked()).on(DAY(2024, 1, 20))
    PUBLISHED.when(revoke(refill="河口镇")).then(revoked(refill="hekou"))
    COUNTY.when(revoke()).malformed("honours.which_year", unit="清河镇")
    PUBLISHED.when(revoke(year=2025)).malformed("honours.year_future", on=DAY(2024, 1, 25))


def test_before_the_circular_there_is_no_title_to_take() -> None:
    before = revoke(year=2023, on=DAY(2024, 1, 17))
    PUBLISHED.when(before).refused("revoke.not_advanced", **ABOUT)
    assert PUBLISHED.when(revoke(on=DAY(2024, 1, 18))).drafts


@pytest.mark.parametrize("organ", ["CPC", "CGV"])
def test_one_organ_alone_takes_nothing(organ: str) -> None:
    alone = revoke(organ=(organ,))
    PUBLISHED.when(alone).refused("revoke.organs", **ABOUT)
    assert claimed(PUBLISHED, alone) == article("17")
    irregular = revoke(organ=(organ,), irregular="尚未会签")
    PUBLISHED.when(irregular).irregular("revoke.organs")
    spec = PUBLISHED.did(irregular)
    assert spec.last.organs == (organ,)
    spec.when(revoke()).then(revoked())


def test_a_third_organ_beside_the_two_does_no_harm_to_what_the_two_did() -> None:
    both = revoke(organ=("JXW", "CPC", "CGV"), irregular="联合发文")
    PUBLISHED.when(both).irregular("organ.not_competent")


# Said again


def test_the_same_said_again_is_the_act_that_is_there() -> None:
    position = TAKEN.last.position
    for spec in (TAKEN, TAKEN.at(LATER)):
        spec.when(revoke()).already(position)
        spec.when(revoke(organ=("CPC", "CGV"))).already(position)
    REFILLED.at(LATER).when(revoke(refill="河口镇")).already(REFILLED.last.position)


@pytest.mark.parametrize(
    "more",
    [
        {"ground": "其他"},
        {"refill": "石桥乡"},
        {"ground": "结果更正", "refill": "石桥乡"},
    ],
)
def test_another_act_on_a_title_that_is_gone_takes_nothing(more: dict[str, str]) -> None:
    TAKEN.at(LATER).when(revoke(**more)).refused("revoke.not_advanced", **ABOUT)
    assert claimed(TAKEN, revoke(**more)) == article("17")
    TAKEN.when(revoke(**more, irregular="重复发文")).irregular("revoke.not_advanced")


def test_by_other_organs_it_is_another_act() -> None:
    alone = revoke(organ=("CPC",), irregular="尚未会签")
    TAKEN.at(LATER).when(alone).irregular("revoke.organs", "revoke.not_advanced")


def test_before_the_day_it_was_taken_the_title_was_there() -> None:
    earlier = revoke(on=DAY(2024, 1, 24))
    TAKEN.when(earlier).then(revoked()).on(DAY(2024, 1, 24))
    TAKEN.when(revoke(ground="其他", on=DAY(2024, 1, 25))).refused("revoke.not_advanced")


# Grounds


def test_a_veto_is_the_ground_only_where_the_unit_is_vetoed_by_that_day() -> None:
    for_it = revoke(ground="一票否决")
    PUBLISHED.when(for_it).refused("revoke.no_veto", **ABOUT)
    assert claimed(PUBLISHED, for_it) == article("9.3")
    PUBLISHED.when(revoke(ground="一票否决", irregular="笔误")).irregular("revoke.no_veto")
    spec = vetoed(PUBLISHED, day=22)
    spec.when(for_it).then(revoked("一票否决"))
    spec.when(revoke(ground="一票否决", on=DAY(2024, 1, 22))).then(revoked("一票否决"))
    spec.when(revoke(ground="一票否决", on=DAY(2024, 1, 21))).refused("revoke.no_veto")
    vetoed(PUBLISHED, unit="hekou").when(for_it).refused("revoke.no_veto")
    vetoed(PUBLISHED, "不予认定").when(for_it).refused("revoke.no_veto")


def test_a_veto_bars_no_other_ground() -> None:
    vetoed(PUBLISHED).when(revoke(ground="其他")).then(revoked("其他"))


# The place


@pytest.mark.parametrize(
    ("refill", "code"),
    [("清河镇", "revoke.refill_listed"), ("县水利局", "revoke.refill_sequence")],
)
def test_the_place_is_for_another_unit_of_the_sequence(refill: str, code: str) -> None:
    PUBLISHED.when(revoke(refill=refill)).malformed(code, unit=refill, year=2023)
    PUBLISHED.when(revoke(refill=refill, irregular="照文")).malformed(code)


def test_who_has_been_given_a_place_or_lost_it_is_given_none() -> None:
    back = revoke("河口镇", refill="清河镇")
    REFILLED.when(back).malformed("revoke.refill_listed", unit="清河镇", year=2023)
    REFILLED.when(revoke("河口镇", refill="石桥乡")).then(revoked(refill="shiqiao", unit="hekou"))
    again = revoke(ground="其他", refill="河口镇", irregular="照文")
    REFILLED.when(again).malformed("revoke.refill_listed", unit="河口镇", year=2023)


def test_no_unit_is_given_the_place_it_is_said_to_leave() -> None:
    own = revoke("河口镇", refill="河口镇", irregular="照文")
    PUBLISHED.when(own).malformed("revoke.refill_listed", unit="河口镇", year=2023)


def test_who_left_the_list_by_a_later_circular_may_be_given_a_place() -> None:
    first = PUBLISHED.last.payload
    assert isinstance(first, ResultPublished)
    later = first.model_copy(update={"edition": "更正", "advanced": ("hekou",)})
    spec = PUBLISHED.given(later, on=DAY(2024, 1, 22), basis="×委办〔2024〕7号")
    spec.when(revoke("河口镇", refill="清河镇")).then(revoked(refill="qinghe", unit="hekou"))


def test_where_nobody_is_given_the_place_no_sequence_is_asked_for() -> None:
    PUBLISHED.when(revoke("县水利局", irregular="照文")).irregular("revoke.not_advanced")


def test_no_reason_gives_the_place_to_a_vetoed_unit() -> None:
    spec = vetoed(PUBLISHED, unit="hekou", day=22)
    given = revoke(refill="河口镇", irregular="照文")
    spec.when(given).refused("revoke.refill_vetoed", unit="河口镇", year=2023)
    assert claimed(spec, given) == article("9.3")
    assert spec.when(revoke(refill="石桥乡")).drafts
    assert spec.when(revoke(refill="河口镇", on=DAY(2024, 1, 21))).drafts


def test_a_paper_that_gave_the_place_to_a_vetoed_unit_is_not_simply_said_again() -> None:
    spec = vetoed(PUBLISHED, unit="hekou").given(
        revoked(refill="hekou"), on=DAY(2024, 1, 25), basis=PAPER[0].doc_no
    )
    spec.at(LATER).when(revoke(refill="河口镇")).refused("revoke.refill_vetoed")


# Seals


def test_of_a_sealed_year_nothing_is_taken_and_all_breaches_are_told() -> None:
    spec = sealed(PUBLISHED, DAY(2024, 1, 20))
    spec.when(revoke()).refused("year.sealed", year=2023, position=spec.last.position)
    assert claimed(spec, revoke()) == OWN
    spec.when(revoke(on=DAY(2024, 1, 19))).then(revoked())
    every = revoke("河口镇", ground="一票否决", organ=("CPC",), irregular="照文")
    spec.when(every).irregular(
        "year.sealed", "revoke.organs", "revoke.not_advanced", "revoke.no_veto"
    )
