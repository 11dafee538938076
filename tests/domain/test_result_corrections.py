"""口径 correction.after_approval: 县委、县政府 correct what they approved, and the year is ranked again."""

from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.assessment import ApproveResult
from ptaudit.domain.commands.results import CorrectResult
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.events.assessment import ReportedScore, ReportLists
from ptaudit.domain.events.objections import ObjectionFiled
from ptaudit.domain.events.results import CorrectedScore, ResultCorrected
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import Scored, scored
from ptaudit.projections.scores import scores
from tests.domain.scoring import FOUND, deduct
from tests.domain.specification import Spec, say
from tests.domain.years import (
    APPROVE,
    APPROVED,
    CIRCULAR,
    DAY,
    PUBLISH,
    PUBLISHED,
    REPORTED,
    YEAR,
    vetoed,
    year,
)

P = Decimal
DECISION = "×委纪要〔2024〕9号"
LATER = DAY(2024, 1, 22)


def correct(**said: Any) -> CorrectResult:
    given = {"year": YEAR, "by": "县委,县政府", "basis": DECISION, "reason": "异议成立"}
    return say(CorrectResult, **{**given, "on": LATER, **said})


def result(spec: Spec) -> Approval:
    found = year(spec).approval
    assert found is not None
    return found


SHIQIAO = correct(set=["石桥乡=89.00"])
CORRECTED = APPROVED.did(SHIQIAO)


def test_the_year_is_ranked_again_with_its_lists() -> None:
    row = ReportedScore
    event = ResultCorrected(
        year=YEAR,
        correction_no=1,
        approving=("CGV", "CPC"),
        form="会议",
        approval=result(APPROVED).entries,
        changes=(CorrectedScore(unit="shiqiao", was=P("80.00"), score=P("89.00")),),
        scores=(
            row(unit="qinghe", sequence="A", score=P("90.00"), rank=1),
            row(unit="shiqiao", sequence="A", score=P("89.00"), rank=2),
            row(unit="hekou", sequence="A", score=P("88.50"), rank=3),
            row(unit="linjiang", sequence="A", score=P("79.00"), rank=4),
            row(unit="hbj", sequence="B", score=P("95.00"), rank=1),
            row(unit="slj", sequence="B", score=P("91.00"), rank=2),
        ),
        lists=ReportLists(
            advanced=("qinghe",),
            interview=("shiqiao", "hekou", "linjiang", "hbj", "slj"),
            vetoed=(),
        ),
        policy_version=0,
    )
    outcome = APPROVED.when(SHIQIAO).then(event).irregular()
    [draft] = outcome.drafts
    assert draft.organs == ("CGV", "CPC")
    assert [claim.ref for claim in draft.claimed_basis] == ["correction.after_approval"]
    assert {"unit:shiqiao", "unit:hbj", "year:2023"} <= set(draft.tags)
    assert {f"ref:{entry}" for entry in event.approval} <= set(draft.tags)


def test_the_corrected_result_is_the_official_one_from_its_day_on() -> None:
    now, before = result(CORRECTED), result(APPROVED)
    assert dict(now.scores)["shiqiao"] == P("89.00")
    assert (now.on, now.position) == (before.on, before.position)
    assert now.as_of(DAY(2024, 1, 21)) == before
    assert now.as_of(LATER) == now
    assert now.entries == (*before.entries, CORRECTED.last.id)


def test_one_organ_alone_corrects_nothing() -> None:
    half = APPROVED.did(correct(by="县委", set=["石桥乡=89.00"]))
    assert result(half) == result(APPROVED)
    whole = half.did(correct(by="县政府", set=["石桥乡=89.00"], on=DAY(2024, 1, 23)))
    assert dict(result(whole).scores)["shiqiao"] == P("89.00")
    assert result(whole).corrected_on == DAY(2024, 1, 23)
    other = half.did(correct(by="县政府", set=["石桥乡=89.50"], on=DAY(2024, 1, 23)))
    assert result(other) == result(APPROVED)


def test_asking_again_is_already_recorded() -> None:
    CORRECTED.when(SHIQIAO).already(CORRECTED.last.position)
    again = CORRECTED.did(correct(set=["石桥乡=80.00"], on=DAY(2024, 1, 23)))
    assert dict(result(again).scores)["shiqiao"] == P("80.00")
    assert [act.number for act in year(again).corrections] == [1, 2]
    assert again.last.payload.revises == CORRECTED.last.id  # type: ignore[attr-defined]


def test_it_may_name_the_objection_it_answers() -> None:
    filed = ObjectionFiled(
        objection="O-2023-001", unit="shiqiao", year=YEAR, about="得分", claim="漏计"
    )
    spec = APPROVED.given(filed, on=DAY(2024, 1, 20))
    named = correct(set=["石桥乡=89.00"], objection="O-2023-001")
    assert "objection:O-2023-001" in spec.did(named).last.tags
    APPROVED.when(named).not_found("objection.unknown", objection="O-2023-001")
    wrong = correct(set=["石桥乡=89.00"], objection="O-2023-011")
    spec.when(wrong).not_found("objection.unknown", near="O-2023-001")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "correct.nothing"),
        ({"set": ["石桥乡=80.00"]}, "correct.nothing"),
        ({"set": ["石桥乡=89", "shiqiao=88"]}, "correct.unit_twice"),
    ],
)
def test_what_corrects_nothing_is_refused(said: dict[str, Any], code: str) -> None:
    APPROVED.when(correct(**said)).malformed(code)
    approve_by_score(FOUND).when(correct()).malformed("correct.nothing")


def test_a_veto_decided_after_the_approval_changes_the_lists_alone() -> None:
    barred = vetoed(APPROVED, day=21)
    [draft] = barred.when(correct()).irregular().drafts
    assert draft.payload.changes == ()  # type: ignore[attr-defined]
    lists = draft.payload.lists  # type: ignore[attr-defined]
    assert (lists.advanced, lists.vetoed) == ((), ("qinghe",))
    before = result(APPROVED).lists
    assert before is not None
    assert (before.advanced, before.vetoed) == (("qinghe",), ())


def test_before_the_approval_there_is_nothing_to_correct() -> None:
    REPORTED.when(SHIQIAO).refused("correct.not_approved", year=YEAR)
    early = REPORTED.did(correct(set=["石桥乡=89.00"], irregular="县委先行更正"))
    assert year(early).approval is None
    # The approval of an earlier day is typed in later: then the correction was in order.
    assert dict(result(early.did(APPROVE)).scores)["shiqiao"] == P("89.00")


def test_another_organ_has_no_authority() -> None:
    alone = correct(set=["石桥乡=89.00"], organ="MDB")
    APPROVED.when(alone).refused("organ.not_competent")


def test_a_circular_gives_the_result_as_corrected_by_its_day() -> None:
    corrected = PUBLISHED.did(SHIQIAO)
    [draft] = corrected.when(
        PUBLISH.model_copy(update={"edition": "更正", "on": DAY(2024, 1, 24)})
    ).drafts
    assert draft.payload.ranks[1].unit == "shiqiao"  # type: ignore[attr-defined]
    assert set(draft.payload.targets()) >= {corrected.last.id}
    [late] = APPROVED.did(SHIQIAO).when(PUBLISH).irregular().drafts
    assert late.payload.ranks[1].unit == "hekou"  # type: ignore[attr-defined]


def scored_now(spec: Spec) -> Scored:
    registry: Registry = spec.registry
    own = [r for r in spec.records if "unit:qinghe" in r.tags or r.kind in clocks.CORRECTIONS]
    return scored(scores.fold("qinghe/2023", own), registry)


def approve_by_score(spec: Spec) -> Spec:
    command = say(
        ApproveResult,
        year=YEAR,
        by="县委,县政府",
        on=DAY(2024, 1, 20),
        basis=CIRCULAR,
        scores=[{"unit": "清河镇", "score": "87.50"}, {"unit": "河口镇", "score": "88.40"}],
    )
    return spec.by("mdb").did(command)


def test_an_entry_set_aside_gives_its_points_back_and_lines_still_sum() -> None:
    spec = approve_by_score(FOUND.did(deduct()))
    entry = next(r for r in spec.records if r.kind == "score.entered")
    before = scored_now(spec)
    assert before.total == P("87.50")
    spec = spec.did(correct(reverses=[entry.id]))
    assert spec.last.payload.changes == (  # type: ignore[attr-defined]
        CorrectedScore(unit="qinghe", was=P("87.50"), score=P("90.50"), reverses=(entry.id,)),
    )
    after = scored_now(spec)
    assert (after.total, after.recomputed, after.difference) == (P("90.50"), P("90.50"), P("0.00"))
    assert after.undecomposed == before.undecomposed
    assert after.computed is not None
    assert before.computed is not None
    assert after.computed.total == before.computed.total + 3
    spec.when(correct(reverses=[entry.id], on=DAY(2024, 1, 23))).malformed("correct.reversed")
    spec.when(correct(reverses=["f" * 32])).not_found("correct.no_entry")


def test_half_a_correction_sets_no_entry_aside() -> None:
    spec = approve_by_score(FOUND.did(deduct()))
    entry = next(r for r in spec.records if r.kind == "score.entered")
    half = spec.did(correct(by="县委", reverses=[entry.id]))
    assert scored_now(half).recomputed == P("87.50")
    whole = half.did(correct(by="县政府", reverses=[entry.id]))
    assert scored_now(whole).total == P("90.50")
