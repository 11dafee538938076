"""计分、扣分、冲回: what is derived, what is malformed, and what an approved year refuses (第十五条)."""

import datetime as dt

import pytest

from ptaudit.domain.commands.assessment import ReverseScore
from ptaudit.domain.events.assessment import (
    ScoreReversed,
)
from ptaudit.domain.events.base import Ref
from ptaudit.domain.events.basis import YearOpened
from ptaudit.domain.events.history import HistoryCarried
from tests.domain.scoring import (
    COUNTY,
    DAY,
    FOUND,
    ON,
    RULED,
    adopted,
    approved,
    deduct,
    enter,
    entered,
    opened,
    opinion,
)
from tests.domain.sheets import points


def test_a_deduction_is_stored_negative_with_what_it_rests_on() -> None:
    raised, ordered = FOUND.records[-2:]
    [draft] = FOUND.when(deduct()).then(entered()).on(ON).drafts
    assert draft.organs == ("EPB",)
    assert draft.refs is not None
    assert {(ref.role, ref.id) for ref in draft.refs} == {
        ("basis", raised.id),
        ("basis", ordered.id),
    }
    assert {"finding:F-2023-017", "unit:qinghe", "year:2023", f"ref:{raised.id}"} <= set(
        draft.tags
    )


def test_an_earlier_entry_may_be_the_basis() -> None:
    raised = FOUND.records[-2]
    [draft] = FOUND.when(deduct(because=(raised.id,))).then(entered()).drafts
    assert draft.refs == (Ref(role="basis", id=raised.id),)
    assert "finding:F-2023-017" not in draft.tags
    FOUND.when(deduct(because=("0" * 32,))).not_found("entry.unknown")
    FOUND.voided(raised.position).when(deduct(because=(raised.id,))).not_found("entry.unknown")


def test_a_finding_must_be_known_and_concern_the_unit() -> None:
    FOUND.when(deduct(because="F-2023-018")).not_found("finding.unknown", finding="F-2023-018")
    FOUND.when(deduct(unit="河口镇")).not_found("finding.not_its_unit", unit="河口镇")


def test_entries_are_numbered_by_unit_and_year() -> None:
    spec = FOUND.did(deduct()).did(enter("2"))
    spec.when(deduct("1", item="R32")).then(entered("-1", item="R32", entry_no=3))
    spec.when(enter("2", unit="河口镇")).then(
        entered("2", unit="hekou", item="R2", note="评语", entry_no=1)
    )


def test_the_same_again_is_already_recorded_and_another_day_is_not() -> None:
    spec = FOUND.did(deduct())
    spec.when(deduct()).already(spec.last.position)
    spec.when(deduct(on=DAY(2024, 1, 9))).then(entered(entry_no=2))
    spec.when(deduct("2")).then(entered("-2", entry_no=2))
    spec.when(deduct(note="又一件")).then(entered(note="又一件", entry_no=2))
    reversed_ = spec.did(ReverseScore(target=spec.last.id, reason="误扣"))
    reversed_.when(deduct()).then(entered(entry_no=2))


def test_an_entry_rests_on_a_basis_or_a_comment() -> None:
    FOUND.when(deduct(because=())).malformed("score.no_basis", item="R31")
    FOUND.when(deduct(because=(), note="看现场")).then(entered(note="看现场"))


@pytest.mark.parametrize(
    ("given", "on", "year"),
    [
        ((), DAY(2023, 12, 31), 2023),
        ((), DAY(2024, 1, 1), 2023),
        ((), DAY(2024, 1, 24), 2023),
        ((opened(2022),), DAY(2023, 12, 31), 2022),
        ((opened(2022), opened(2024)), DAY(2024, 1, 8), 2024),
        ((opened(2023), opened(2022)), DAY(2024, 1, 8), 2023),
    ],
)
def test_the_year_is_derived(given: tuple[YearOpened, ...], on: dt.date, year: int) -> None:
    rules = 1 if year == 2023 else 0
    spec = RULED.given(*given, on=DAY(2022, 1, 1))
    said = enter("2", item="R2", on=on)
    spec.when(said).then(entered("2", item="R2", year=year, rules_version=rules, note="评语"))


@pytest.mark.parametrize(
    ("month", "year"), [(1, 2023), (2, 2023), (3, 2023), (4, 2024), (12, 2024)]
)
def test_early_in_the_year_a_score_belongs_to_the_year_before(month: int, year: int) -> None:
    spec = COUNTY.at(DAY(2024, 12, 31))
    said = enter("2", on=DAY(2024, month, 28))
    spec.when(said).then(entered("2", item="R2", year=year, rules_version=0, note="评语"))


def test_a_year_with_a_result_is_passed_over() -> None:
    both = approved("CGV", "CPC")
    later = entered("2", item="R2", year=2024, rules_version=0, note="评语")
    spec = RULED.given(both, on=DAY(2024, 1, 5))
    spec.when(enter("2")).then(later)
    spec.given(opened(2023), opened(2024), on=DAY(2023, 1, 1)).when(enter("2")).then(later)
    carried = HistoryCarried(unit="qinghe", year=2023, score=points(80), completion="完成")
    RULED.given(carried).when(enter("2")).then(later)
    half = RULED.given(approved("CPC"), on=DAY(2024, 1, 5))
    half.when(enter("2")).then(entered("2", item="R2", note="评语"))


def test_when_every_opened_year_has_its_result_the_year_must_be_said() -> None:
    spec = RULED.given(opened(2023), on=DAY(2023, 1, 1)).given(
        approved("CGV", "CPC"), on=DAY(2024, 1, 5)
    )
    spec.when(enter("2")).malformed("score.which_year", unit="清河镇", last=2023)
    said = spec.when(enter("2", year=2024))
    said.then(entered("2", item="R2", year=2024, rules_version=0, note="评语"))


def test_the_stage_and_whose_entry_it_is_follow_the_opinion() -> None:
    spec = FOUND.given(opinion(), on=DAY(2024, 1, 5)).by("mdb")
    [draft] = spec.when(deduct()).then(entered(stage="复核")).drafts
    assert draft.organs == ("MDB",)
    onsite = spec.by("epb").when(deduct(stage="实地", irregular="未去"))
    onsite.irregular("score.stage_passed", "score.no_visit")
    [draft] = onsite.then(entered(stage="实地")).drafts
    assert draft.organs == ("EPB",)
    [draft] = spec.by("epb").when(enter("2", stage="自评")).drafts
    assert draft.organs == ("UNI:qinghe",)


def test_nothing_is_scored_into_an_approved_year() -> None:
    both = FOUND.did(deduct()).given(approved("CGV", "CPC"), on=DAY(2024, 1, 20))
    target = both.records[-2].id
    for command in (
        enter("2", year=2023),
        deduct("1", year=2023, on=DAY(2024, 1, 19)),
        enter("2", year=2023, irregular="仍要登记"),
        ReverseScore(target=target, reason="误扣"),
    ):
        both.when(command).refused(
            "score.year_approved", unit="清河镇", year=2023, on=DAY(2024, 1, 20)
        )
    supposed = both.when(ReverseScore(target=target, reason="若冲回"), hypothetical=True)
    assert [draft.kind for draft in supposed.drafts] == ["score.reversed"]
    assert supposed.ruling is not None
    assert [breach.code for breach in supposed.ruling.breaches] == ["score.year_approved"]


def test_a_year_half_approved_or_of_another_unit_is_open() -> None:
    half = FOUND.given(approved("CPC"), on=DAY(2024, 1, 20))
    half.when(deduct(year=2023)).then(entered())
    whole = FOUND.given(approved("CGV", "CPC"), on=DAY(2024, 1, 20))
    whole.when(enter("2", unit="河口镇", year=2023)).then(
        entered("2", unit="hekou", item="R2", note="评语")
    )


def test_a_reversal_takes_back_one_entry_once() -> None:
    spec = FOUND.did(deduct())
    entry = spec.last
    command = ReverseScore(target=entry.id, reason="误扣")
    back = ScoreReversed(target=entry.id, unit="qinghe", year=2023, stage="审核", item="R31")
    [draft] = spec.when(command).then(back).drafts
    assert (draft.organs, draft.reason) == (entry.organs, "误扣")
    assert f"ref:{entry.id}" in draft.tags
    done = spec.did(command)
    done.when(command).already(done.last.position)
    again = command.model_copy(update={"on": DAY(2024, 1, 12)})
    done.when(again).already(done.last.position)
    spec.when(ReverseScore(target="0" * 32, reason="误扣")).not_found("entry.unknown")
    raised = spec.records[-3]
    spec.when(ReverseScore(target=raised.id, reason="误扣")).malformed(
        "score.not_an_entry", entry=raised.position, title="问题登记"
    )


def test_a_reversal_is_by_default_an_act_of_whose_entry_it_was() -> None:
    spec = FOUND.by("mdb").did(deduct(stage="复核"))
    [draft] = spec.when(ReverseScore(target=spec.last.id, reason="误扣")).drafts
    assert draft.organs == ("MDB",)


def test_a_reversal_before_its_entry_is_a_breach_of_order() -> None:
    spec = FOUND.did(deduct())
    early = ReverseScore(target=spec.last.id, reason="误扣", on=DAY(2024, 1, 7))
    spec.when(early).refused("score.nothing_to_reverse", unit="清河镇", year=2023)
    recorded = early.model_copy(update={"irregular": "原件日期如此"})
    spec.when(recorded).irregular("score.nothing_to_reverse")
    spec.when(early.model_copy(update={"on": ON})).on(ON)


def test_scoring_oneself_is_refused_where_policy_says_so() -> None:
    own = enter("2", unit="环保局")
    RULED.when(own).then(entered("2", unit="hbj", item="R2", note="评语"))
    strict = RULED.given(adopted(self_review="refuse"), on=DAY(2023, 1, 1))
    strict.when(own).refused("score.self_review", unit="环保局")
    strict.when(own.model_copy(update={"irregular": "无人代替"})).irregular("score.self_review")
    strict.when(enter("2")).then(entered("2", item="R2", note="评语"))
    by_mdb = own.model_copy(update={"organ": ("MDB",)})
    strict.by("mdb").when(by_mdb).then(entered("2", unit="hbj", item="R2", note="评语"))
