"""Which item, version of the rules and amount a score entry may name (第十一、十五条)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.events.assessment import (
    ScoreEntered,
)
from tests.domain.scoring import (
    COUNTY,
    DAY,
    FOUND,
    ITEMS,
    PAPER,
    RULED,
    adopted,
    deduct,
    enter,
    entered,
)
from tests.domain.sheets import issued


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"item": "R31", "amount": "0.01"}, "score.sign"),
        ({"item": "R31", "amount": "-10"}, None),
        ({"item": "R31", "amount": "-10.01"}, "score.over_item"),
        ({"item": "R31", "amount": "-10.01", "override_reason": "加重"}, None),
        ({"item": "R31", "amount": "1", "override_reason": "加重"}, "score.sign"),
        ({"item": "R32", "amount": "-50"}, None),
        ({"item": "R2", "amount": "20"}, None),
        ({"item": "R2", "amount": "20.01"}, "score.over_item"),
        ({"item": "R2", "amount": "20.01", "override_reason": "另议"}, None),
        ({"item": "R2", "amount": "-20.01"}, "score.over_item"),
        ({"item": "R2", "amount": "0"}, "score.zero"),
        ({"item": "R4", "amount": "0"}, None),
        ({"item": "R4", "amount": "15"}, None),
        ({"item": "R4", "amount": "15.01"}, "score.over_item"),
        ({"item": "R4", "amount": "-0.01"}, "score.over_item"),
        ({"item": "R31", "amount": "-3", "per_case": "late"}, None),
        ({"item": "R31", "amount": "-6", "per_case": "late", "count": 2}, None),
        ({"item": "R31", "amount": "-6", "count": 2}, None),
        ({"item": "R31", "amount": "-6", "per_case": "late"}, "score.not_count_times"),
        ({"item": "R31", "amount": "-5", "count": 2}, "score.not_count_times"),
        ({"item": "R31", "amount": "-5", "count": 2, "override_reason": "酌减"}, None),
        ({"item": "R2", "amount": "5", "count": 2}, None),
        ({"item": "G", "amount": "-1"}, "item.is_group"),
        ({"item": "R5", "amount": "-1"}, "item.not_for_unit"),
    ],
)
def test_what_an_item_allows(said: dict[str, Any], code: str | None) -> None:
    outcome = RULED.when(enter(**said))
    if code is None:
        [draft] = outcome.drafts
        assert isinstance(draft.payload, ScoreEntered)
        assert draft.payload.amount == Decimal(said["amount"])
    else:
        outcome.malformed(code)


def test_a_silent_item_may_be_overdrawn_where_policy_says_so() -> None:
    spec = RULED.given(adopted(item__floor="none"), on=DAY(2023, 1, 1))
    spec.when(enter("-12", item="R31")).then(entered("-12", note="评语"))


def test_an_unknown_item_or_case_is_answered_with_near_names() -> None:
    RULED.when(enter("1", item="R33")).not_found("item.unknown", near="R31、R32、指标R31")
    RULED.when(enter("1", item="指标R2")).then(entered("1", item="R2", note="评语"))
    said = enter("-3", item="R31", per_case="early")
    RULED.when(said).not_found("score.case_unknown", case="early", known="late")


def test_an_awarded_item_is_awarded_and_may_be_deducted_from() -> None:
    spec = RULED.did(enter("12", item="R4"))
    assert spec.last.payload == entered("12", item="R4", award="核定", note="评语")
    spec.when(deduct("1", item="R4", because=(), note="复核")).then(
        entered("-1", item="R4", entry_no=2, note="复核")
    )


def test_without_rules_an_entry_is_accepted_as_version_0() -> None:
    COUNTY.when(enter("-3", item="R31")).then(entered(rules_version=0, note="评语"))
    said = enter("-3", item="R31", rules_version=1)
    COUNTY.when(said).not_found("rules.unknown_version", version=1, known="")


REVISED = FOUND.given(issued(*ITEMS, version=2), on=DAY(2023, 11, 5), basis="×绩发〔2023〕9号")


@pytest.mark.parametrize(
    ("raised", "version"),
    [(DAY(2023, 2, 1), 1), (DAY(2023, 11, 4), 1), (DAY(2023, 11, 5), 2), (DAY(2023, 11, 6), 2)],
)
def test_the_rules_are_those_in_force_on_the_earliest_day_of_the_basis(
    raised: dt.date, version: int
) -> None:
    finding = RaiseFinding(units=("清河镇",), issue="粪污", finding="F-2023-018", on=raised)
    order = OrderRectification(
        finding="F-2023-018", on=DAY(2023, 12, 1), deadline=DAY(2023, 12, 20), basis=PAPER
    )
    spec = REVISED.did(finding).did(order)
    spec.when(deduct(because="F-2023-018")).then(entered(rules_version=version))
    by_day = spec.given(adopted(rule__applies="determination"), on=DAY(2023, 1, 1))
    by_day.when(deduct(because="F-2023-018")).then(entered(rules_version=2))


def test_another_version_needs_a_reason_and_must_exist() -> None:
    said: dict[str, Any] = {"item": "R31", "because": "F-2023-017", "note": None}
    wrong = enter("-3", rules_version=2, **said)
    REVISED.when(wrong).malformed("score.rules_version", version=2, due=1, day=DAY(2023, 11, 3))
    REVISED.when(enter("-3", rules_version=1, **said)).then(entered())
    why = {"override_reason": "修订追溯"}
    REVISED.when(enter("-3", rules_version=2, **said, **why)).then(entered(rules_version=2, **why))
    REVISED.when(enter("-3", rules_version=3, **said, **why)).not_found(
        "rules.unknown_version", version=3, known="1、2"
    )
