"""第十五条第三项: 审定 by both, in one act or two; of a report, or of scores (结果级)."""

from decimal import Decimal

import pytest

from ptaudit.domain.commands.assessment import ApproveResult, SaidResult
from ptaudit.domain.cycle.fold import approved
from ptaudit.domain.events.assessment import ApprovedScore, ReportRef, ResultApproved
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from tests.domain.specification import Spec
from tests.domain.years import (
    APPROVE,
    APPROVED,
    COUNTY,
    DAY,
    PAPER,
    REPORT,
    REPORTED,
    SCORES,
    VERIFIED,
    YEAR,
    opinion,
    sent_back,
    year,
)

PARTY = APPROVE.model_copy(update={"by": ("CPC",), "on": DAY(2024, 1, 15)})
COUNTY_GOV = APPROVE.model_copy(update={"by": ("CGV",), "on": DAY(2024, 1, 17)})
BY_SCORES = ApproveResult(
    year=YEAR,
    by=("CGV", "CPC"),
    on=DAY(2024, 1, 15),
    basis=PAPER,
    scores=tuple(SaidResult(unit=n, score=Decimal(s)) for n, s in SCORES.items()),
)


def test_one_act_of_both_names_the_report_and_its_digest() -> None:
    report = year(REPORTED).reports[0]
    event = ResultApproved(
        year=YEAR,
        approving=("CGV", "CPC"),
        report=ReportRef(version=1, digest=report.digest),
        form="会议",
        meeting="县委常委会第3次",
    )
    outcome = REPORTED.when(APPROVE).then(event).irregular()
    [draft] = outcome.drafts
    assert draft.organs == ("CGV", "CPC")
    assert {"unit:qinghe", "unit:hbj", "year:2023"} <= set(draft.tags)


def test_two_acts_on_the_same_version_approve_on_the_later_day() -> None:
    spec = REPORTED.did(PARTY)
    assert approved(year(spec)) is None
    both = spec.did(COUNTY_GOV)
    found = approved(year(both))
    assert found is not None
    assert (found.on, len(found.entries)) == (DAY(2024, 1, 17), 2)
    assert approved(year(both, DAY(2024, 1, 16))) is None


def test_two_acts_typed_in_the_other_order_are_the_same_approval() -> None:
    spec = REPORTED.did(COUNTY_GOV).did(PARTY)
    found = approved(year(spec))
    assert found is not None
    assert (found.on, found.position) == (DAY(2024, 1, 17), spec.last.position)


def test_two_acts_on_different_versions_approve_nothing() -> None:
    second = REPORT.model_copy(update={"on": DAY(2024, 1, 16)})
    spec = REPORTED.did(PARTY).did(second).did(COUNTY_GOV)
    assert [act.version for act in year(spec).approvals] == [1, 2]
    assert approved(year(spec)) is None


def test_asking_again_is_already_recorded() -> None:
    position = APPROVED.last.position
    APPROVED.when(APPROVE).already(position)
    APPROVED.when(PARTY).already(position)
    half = REPORTED.did(PARTY)
    half.when(PARTY.model_copy(update={"on": DAY(2024, 1, 16)})).already(half.last.position)
    half.when(COUNTY_GOV).irregular()


def test_another_result_into_an_approved_year_is_refused() -> None:
    APPROVED.when(BY_SCORES).refused("year.approved", year=YEAR)


def test_what_is_approved_must_be_there() -> None:
    VERIFIED.when(APPROVE).not_found("report.none", year=YEAR)
    unknown = APPROVE.model_copy(update={"report_version": 2})
    REPORTED.when(unknown).not_found("report.unknown", year=YEAR, version=2)
    both = BY_SCORES.model_copy(update={"report_version": 1})
    REPORTED.when(both).malformed("approval.report_or_scores")


@pytest.mark.parametrize(("day", "in_order"), [(14, True), (15, True), (16, False)])
def test_the_report_is_submitted_by_the_day_of_approval(day: int, in_order: bool) -> None:
    spec = VERIFIED.did(REPORT.model_copy(update={"on": DAY(2024, 1, day)}))
    outcome = spec.when(APPROVE)
    if in_order:
        outcome.irregular()
    else:
        outcome.refused("approval.no_report", version=1)


def test_approval_without_its_paper_is_malformed() -> None:
    REPORTED.when(APPROVE.model_copy(update={"basis": ()})).malformed("basis.required")


# 结果级


def test_scores_alone_are_approved_where_there_is_no_report() -> None:
    event = ResultApproved(
        year=YEAR,
        approving=("CGV", "CPC"),
        scores=(
            ApprovedScore(unit="qinghe", sequence="A", score=Decimal("90.00")),
            ApprovedScore(unit="hekou", sequence="A", score=Decimal("88.50")),
            ApprovedScore(unit="shiqiao", sequence="A", score=Decimal("80.00")),
            ApprovedScore(unit="linjiang", sequence="A", score=Decimal("79.00")),
        ),
        form="会议",
    )
    COUNTY.when(BY_SCORES).then(event).irregular()
    found = approved(year(COUNTY.did(BY_SCORES)))
    assert found is not None
    assert (found.report, found.ranked, found.lists) == (None, None, None)
    assert dict(found.scores)["linjiang"] == Decimal("79.00")


def test_scores_in_two_acts_count_when_they_are_the_same() -> None:
    one = BY_SCORES.model_copy(update={"by": ("CPC",)})
    other = BY_SCORES.model_copy(update={"by": ("CGV",), "scores": BY_SCORES.scores[::-1]})
    assert approved(year(COUNTY.did(one).did(other))) is not None
    fewer = other.model_copy(update={"scores": BY_SCORES.scores[1:]})
    assert approved(year(COUNTY.did(one).did(fewer))) is None


def test_scores_beside_a_report_are_a_breach() -> None:
    REPORTED.when(BY_SCORES).refused("approval.beside_report", year=YEAR)


def test_a_unit_stands_once_in_its_own_sequence_with_its_own_rank() -> None:
    first, second, *_ = BY_SCORES.scores
    twice = BY_SCORES.model_copy(update={"scores": (first, first)})
    COUNTY.when(twice).malformed("approval.unit_twice", unit="清河镇")
    wrong = second.model_copy(update={"sequence": "B"})
    COUNTY.when(BY_SCORES.model_copy(update={"scores": (first, wrong)})).malformed(
        "scores.sequence", unit="河口镇", sequence="A", said="B"
    )
    ranked = (first.model_copy(update={"rank": 1}), second.model_copy(update={"rank": 3}))
    COUNTY.when(BY_SCORES.model_copy(update={"scores": ranked})).malformed(
        "approval.rank_differs", unit="河口镇", said=3, rank=2
    )


# 口径 approval.mode


def _mode(spec: Spec, mode: str) -> Spec:
    policy = PolicyAdopted(
        policy_version=1, keys=(("approval.mode", mode),), years=YearSpan(from_=YEAR)
    )
    return spec.given(policy, basis="×委发〔2023〕9号")


def test_the_county_may_ask_for_one_joint_act() -> None:
    spec = _mode(REPORTED, "joint")
    spec.when(APPROVE).irregular()
    spec.when(PARTY).refused("approval.not_joint", year=YEAR)
    apart = spec.did(PARTY.model_copy(update={"irregular": "传签"}))
    assert approved(year(apart.did(COUNTY_GOV.model_copy(update={"irregular": "传签"})))) is None


def test_the_county_may_ask_for_an_act_of_each() -> None:
    spec = _mode(REPORTED, "separate")
    spec.when(PARTY).irregular()
    spec.when(APPROVE).refused("approval.not_separate", year=YEAR)
    assert approved(year(spec.did(APPROVE.model_copy(update={"irregular": "联席"})))) is None


def test_the_last_report_not_sent_back_is_approved() -> None:
    second = REPORTED.did(REPORT.model_copy(update={"on": DAY(2024, 1, 13)}))
    assert _version(second) == 2
    assert _version(sent_back(second, "report.submitted", DAY(2024, 1, 14))) == 1


def test_the_last_report_is_approved_though_it_is_irregular_and_an_earlier_one_is_not() -> None:
    changed = opinion("A", {**SCORES, "临江镇": "70.00"}, DAY(2024, 1, 13))
    report = REPORT.model_copy(update={"on": DAY(2024, 1, 14), "irregular": "来不及复核"})
    spec = REPORTED.by("epb").did(changed).by("mdb").did(report)
    spec.when(APPROVE).refused("approval.report_irregular", version=2)


def _version(spec: Spec) -> int | None:
    found = approved(year(spec.did(APPROVE)))
    assert found is not None
    return found.report


def test_an_act_without_authority_is_not_the_approval_asked_for() -> None:
    foreign = APPROVE.model_copy(update={"organ": ("MDB",), "irregular": "目督办代拟"})
    REPORTED.did(foreign).when(APPROVE).irregular()
