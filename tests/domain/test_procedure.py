"""第十五条 step by step: what each act needs before it, what stands in for it, and what heals it later."""

import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain.commands.assessment import SubmitReport
from ptaudit.domain.commands.base import Command
from ptaudit.domain.cycle.fold import approved
from tests.domain.specification import Spec
from tests.domain.years import (
    APPROVE,
    APPROVED,
    COUNTY,
    DAY,
    NAMES,
    OPINED,
    PUBLISH,
    PUBLISHED,
    REPORT,
    REPORTED,
    REVIEWED,
    SCORES,
    TOWNS,
    VERIFIED,
    YEAR,
    deviate,
    opinion,
    review,
    sent_back,
    verify,
    year,
)


def faults(spec: Spec) -> set[tuple[str, int]]:
    return {(fault.code, fault.position) for fault in year(spec).contradictions}


def counts(spec: Spec, kind: str) -> bool:
    """Whether the last act of *kind* counts."""
    return next(r.id for r in reversed(spec.records) if r.kind == kind) in year(spec).regular


def test_a_year_in_order_has_nothing_against_it() -> None:
    """第十五条:自查、审核、意见、复核、报告、审定;第十六条:通报。"""
    state = year(PUBLISHED)
    assert state.contradictions == ()
    acts = {r.id for r in PUBLISHED.records if "year:2023" in r.tags and not r.payload.registry}
    assert set(state.regular) == acts
    assert (found := approved(state)) is not None
    assert (found.on, found.report) == (DAY(2024, 1, 15), 1)
    assert dict(found.scores)["qinghe"] == Decimal("90.00")


# 第十五条第二项: 对自查情况进行审核,提出考评意见


def test_an_opinion_needs_every_unit_reviewed() -> None:
    some = COUNTY.by("epb").did(review(*[n for n in NAMES.values() if n != "河口镇"]))
    some.when(opinion()).refused("opinion.not_reviewed", unit="河口镇", year=YEAR)
    some.when(opinion(irregular="赶时间")).irregular("opinion.not_reviewed")


@pytest.mark.parametrize(
    ("reviewed_on", "in_order"),
    [(DAY(2024, 1, 7), True), (DAY(2024, 1, 8), True), (DAY(2024, 1, 9), False)],
)
def test_the_review_comes_by_the_day_of_the_opinion(reviewed_on: dt.date, in_order: bool) -> None:
    """Of one day, the review is before the opinion."""
    outcome = COUNTY.by("epb").did(review(on=reviewed_on)).when(opinion())
    if in_order:
        outcome.irregular()
    else:
        outcome.refused("opinion.not_reviewed")


def test_an_irregular_opinion_is_kept_but_is_no_opinion() -> None:
    spec = COUNTY.by("epb").did(opinion(irregular="先出意见"))
    assert len(year(spec).opinions) == 1
    assert not counts(spec, "opinion.issued")
    spec.by("mdb").when(verify()).refused("verify.no_opinion", sequence="A", version=1)


def test_the_missing_review_typed_in_later_makes_the_opinion_count() -> None:
    spec = COUNTY.by("epb").did(opinion(irregular="先出意见")).did(review())
    assert (faults(spec), counts(spec, "opinion.issued")) == (set(), True)


def test_one_review_typed_in_late_is_no_new_fault_of_the_others() -> None:
    """Three units were not reviewed; recording one of them is in order though two are still missing."""
    spec = COUNTY.by("epb").did(opinion(irregular="先出意见")).did(review("清河镇"))
    assert len(faults(spec)) == 1
    assert not counts(spec, "opinion.issued")


def test_a_review_after_the_opinion_heals_nothing() -> None:
    spec = COUNTY.by("epb").did(opinion(irregular="先出意见")).did(review(on=DAY(2024, 1, 9)))
    assert not counts(spec, "opinion.issued")


def test_a_noted_deviation_stands_for_the_review_it_names() -> None:
    """“一般为” allows another way, in writing."""
    some = COUNTY.by("epb").did(review(*[n for n in NAMES.values() if n != "河口镇"]))
    noted = some.by("mdb").did(deviate("审核", "河口镇", on=DAY(2024, 1, 6)))
    noted.by("epb").when(opinion()).irregular()
    other = some.by("mdb").did(deviate("审核", "清河镇", on=DAY(2024, 1, 6)))
    other.by("epb").when(opinion()).refused("opinion.not_reviewed", unit="河口镇")


def test_a_deviation_noted_afterwards_heals_what_came_before() -> None:
    spec = COUNTY.by("epb").did(opinion(irregular="先出意见")).by("mdb").did(deviate("审核"))
    assert (faults(spec), counts(spec, "opinion.issued")) == (set(), True)
    assert not year(spec, DAY(2024, 1, 19)).counts(year(spec).opinions[0].paper)


def test_an_opinion_of_another_organ_stays_without_authority() -> None:
    done = opinion().model_copy(update={"organ": ("MDB",), "irregular": "环保局无人"})
    spec = REVIEWED.by("mdb").did(done)
    assert faults(spec) == set()
    assert year(spec).opinions[0].paper.unauthorised == ("organ.not_competent",)
    assert not counts(spec.did(deviate("审核")).did(deviate("意见")), "opinion.issued")


# 第十五条第三项: 对考评意见进行复核,形成考评结果报告


def test_verification_needs_an_opinion_of_that_sequence() -> None:
    spec = REVIEWED.did(opinion("B")).by("mdb")
    bare = verify("A").model_copy(update={"computed": False, "scores": opinion().scores})
    spec.when(bare).refused("verify.no_opinion", sequence="A", version=1)
    spec.did(deviate("意见", *TOWNS.values())).when(bare).irregular()


def test_a_returned_opinion_is_not_verified_and_its_next_version_is() -> None:
    spec = sent_back(OPINED, "opinion.issued", DAY(2024, 1, 9))
    spec.when(verify("B")).refused("verify.opinion_returned", sequence="B", version=1)
    scores = {"县环保局": "94.00", "县水利局": "91.00"}
    again = spec.by("epb").did(opinion("B", scores, on=DAY(2024, 1, 9)))
    [draft] = again.by("mdb").when(verify("B")).drafts
    assert draft.payload.model_dump()["opinion_version"] == 2


def test_a_report_needs_every_opinion_verified() -> None:
    OPINED.by("mdb").did(verify("A")).when(REPORT).refused(
        "report.not_verified", year=YEAR, sequence="B"
    )


def test_a_new_opinion_unverified_stops_the_report() -> None:
    again = VERIFIED.by("epb").did(opinion("A", {**SCORES, "临江镇": "78.00"}, DAY(2024, 1, 11)))
    again.by("mdb").when(REPORT).refused("report.not_verified", sequence="A")


@pytest.mark.parametrize(
    ("verified_on", "in_order"),
    [(DAY(2024, 1, 11), True), (DAY(2024, 1, 12), True), (DAY(2024, 1, 13), False)],
)
def test_the_verification_comes_by_the_day_of_the_report(
    verified_on: dt.date, in_order: bool
) -> None:
    spec = OPINED.by("mdb").did(verify("A", verified_on)).did(verify("B", DAY(2024, 1, 10)))
    outcome = spec.when(REPORT)
    if in_order:
        outcome.irregular()
    else:
        outcome.refused("report.not_verified", sequence="A")


# 第十五条第三项: 报县委、县政府审定


def test_a_returned_report_is_not_approved_and_version_two_is() -> None:
    spec = sent_back(REPORTED, "report.submitted", DAY(2024, 1, 13))
    spec.when(APPROVE).refused("approval.returned", year=YEAR, version=1)
    second = spec.did(REPORT.model_copy(update={"on": DAY(2024, 1, 14)}))
    done = second.did(APPROVE)
    found = approved(year(done))
    assert found is not None
    assert found.report == 2
    assert [report.version for report in year(done).reports] == [1, 2]
    first = APPROVE.model_copy(update={"report_version": 1})
    second.when(first).refused("approval.returned", version=1)


def test_a_return_after_the_approval_changes_nothing() -> None:
    spec = sent_back(APPROVED, "report.submitted", DAY(2024, 1, 16))
    assert approved(year(spec)) == approved(year(APPROVED))


def test_an_approval_of_an_irregular_report_is_none() -> None:
    irregular = REPORT.model_copy(update={"irregular": "来不及复核"})
    spec = OPINED.by("mdb").did(irregular)
    spec.when(APPROVE).refused("approval.report_irregular", version=1)
    approval = APPROVE.model_copy(update={"irregular": "已审定"})
    assert approved(year(spec.did(approval))) is None
    healed = spec.did(approval).did(deviate("复核"))
    assert approved(year(healed)) is not None


def test_an_approval_typed_in_before_an_act_of_assessment_shows_it_too_late() -> None:
    spec = sent_back(REPORTED, "report.submitted", DAY(2024, 1, 17))
    later = spec.did(REPORT.model_copy(update={"on": DAY(2024, 1, 18)}))
    one = APPROVE.model_copy(update={"report_version": 1})
    later.when(one).refused("year.approved", year=YEAR)
    recorded = later.did(one.model_copy(update={"irregular": "补录"}))
    assert not counts(recorded, "report.submitted")
    assert (found := approved(year(recorded))) is not None
    assert found.report == 1


@pytest.mark.parametrize(
    "command",
    [review(), opinion(), verify(), SubmitReport(year=YEAR, computed=True)],
)
def test_no_assessment_into_an_approved_year(command: Command) -> None:
    APPROVED.when(command).refused("year.approved", year=YEAR)


# 第十六条: 经县委、县政府审定后 … 通报


def test_a_circular_before_the_approval_is_irregular_until_the_approval_is_typed_in() -> None:
    early = PUBLISH.model_copy(update={"irregular": "县委办已印发"})
    REPORTED.when(PUBLISH).refused("publish.not_approved", year=YEAR)
    spec = REPORTED.did(early)
    [circular] = year(spec).circulars
    assert not year(spec).counts(circular.paper)
    assert spec.last.irregular is not None
    healed = spec.did(APPROVE)
    assert year(healed).counts(circular.paper)
    assert faults(healed) == set()
    # What was known then, and what held before the approval, stay as they were.
    assert not year(spec).counts(circular.paper)
    assert not year(healed, DAY(2024, 1, 14)).circulars
    late = spec.did(APPROVE.model_copy(update={"on": DAY(2024, 1, 19)}))
    assert not year(late).counts(circular.paper)


@pytest.mark.parametrize(
    ("approved_on", "in_order"),
    [(DAY(2024, 1, 17), True), (DAY(2024, 1, 18), True), (DAY(2024, 1, 19), False)],
)
def test_the_approval_comes_by_the_day_of_the_circular(
    approved_on: dt.date, in_order: bool
) -> None:
    spec = REPORTED.did(APPROVE.model_copy(update={"on": approved_on}))
    outcome = spec.when(PUBLISH)
    if in_order:
        outcome.irregular()
    else:
        outcome.refused("publish.not_approved")


def test_nothing_stands_for_the_approval() -> None:
    noted = REPORTED.did(deviate("审定", on=DAY(2024, 1, 16)))
    noted.when(PUBLISH).refused("publish.not_approved")


def test_half_an_approval_is_none() -> None:
    half = REPORTED.did(APPROVE.model_copy(update={"by": ("CPC",)}))
    assert approved(year(half)) is None
    half.when(PUBLISH).refused("publish.not_approved")


def test_a_circular_of_others_counts_for_nothing() -> None:
    spec = APPROVED.did(
        PUBLISH.model_copy(update={"organ": ("MDB",), "irregular": "目督办自行印发"})
    )
    assert year(spec).circulars[0].paper.unauthorised == ("organ.not_competent",)
    assert not counts(spec, "result.published")
