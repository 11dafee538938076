"""告知: what may be told to whom, the days to answer that follow from 口径, and what waits for them."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.notices import SendNotice
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import OWN, article, by_policy
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.duties import About, NoticeSent, Window
from tests.domain.objected import accept, file
from tests.domain.specification import Spec, say
from tests.domain.years import APPROVE, REPORT, VERIFIED, YEAR, vetoed, year

DAY = dt.date
#: A Wednesday; the fifth working day after it is the next one.
TOLD = DAY(2024, 1, 10)
LAST = DAY(2024, 1, 17)


def send(**more: Any) -> SendNotice:
    said = {"units": "清河镇、河口镇", "about": "结果预告知", "year": YEAR, "on": TOLD}
    return say(SendNotice, **{**said, **more})


def before(spec: Spec, days: str) -> Spec:
    event = PolicyAdopted(
        policy_version=1, keys=(("objection.window.before", days),), years=YearSpan(from_=YEAR)
    )
    return spec.given(event, basis="×绩委〔2023〕9号")


ANNOUNCED = VERIFIED.did(send())


def test_a_result_to_come_is_announced_with_five_working_days() -> None:
    outcome = VERIFIED.when(send(scores=("河口镇=88.5", "清河镇=90")))
    [draft] = outcome.drafts
    assert isinstance(draft.payload, NoticeSent)
    assert draft.payload.window == Window(from_=DAY(2024, 1, 11), to=LAST)
    assert [(unit, str(score)) for unit, score in draft.payload.scores or ()] == [
        ("hekou", "88.50"),
        ("qinghe", "90.00"),
    ]


@pytest.mark.parametrize(
    ("days", "last"),
    [("5", LAST), ("1", DAY(2024, 1, 11)), ("3", DAY(2024, 1, 15)), ("none", None)],
)
def test_the_county_says_how_many_working_days(days: str, last: dt.date | None) -> None:
    [draft] = before(VERIFIED, days).when(send()).drafts
    assert isinstance(draft.payload, NoticeSent)
    assert (draft.payload.window.to if draft.payload.window else None) == last


def test_fewer_days_than_ruled_count_for_nothing() -> None:
    short = send(answer_by=LAST - dt.timedelta(1))
    outcome = VERIFIED.when(short).refused("notice.window_short", least=LAST)
    assert isinstance(outcome.failure, Refused)
    assert outcome.failure.claim == by_policy("objection.window.before")
    marked = send(answer_by=LAST - dt.timedelta(1), irregular="原件如此")
    VERIFIED.when(marked).irregular("notice.window_short")
    assert VERIFIED.did(marked).when(REPORT).drafts
    assert VERIFIED.when(send(answer_by=LAST + dt.timedelta(1))).drafts
    assert before(VERIFIED, "none").when(short).drafts


@pytest.mark.parametrize(
    ("about", "more", "claim"),
    [
        ("催报", {"period": "年终"}, article("13")),
        ("结果预告知", {}, by_policy("objection.window.before")),
        ("两年预警", {}, OWN),
        ("其他", {"text": "会期改动"}, OWN),
    ],
)
def test_a_notice_claims_only_what_says_so(about: About, more: dict[str, Any], claim: Any) -> None:
    [draft] = VERIFIED.when(send(about=about, **more)).drafts
    assert draft.claimed_basis == (claim,)


def test_what_a_veto_entails_is_told_once_it_is_decided() -> None:
    told = send(about="否决后果", units="清河镇", case="V-1", on=DAY(2024, 1, 12))
    VERIFIED.when(told).not_found("case.unknown")
    vetoed(VERIFIED, None).when(told).refused("notice.veto_undecided", case="V-1")
    vetoed(VERIFIED, "不予认定").when(told).refused("notice.veto_undecided")
    vetoed(VERIFIED, day=13).when(told).refused("notice.veto_undecided")
    [draft] = vetoed(VERIFIED, day=11).when(told).drafts
    assert draft.claimed_basis == (article("9.3"),)
    assert "case:V-1" in draft.tags


def test_the_result_is_announced_by_the_office_that_forms_it() -> None:
    other = send(organ="EPB")
    VERIFIED.by("epb").when(other).refused("notice.result_by_other")
    assert VERIFIED.by("epb").when(send(about="催报", period="年终", organ="EPB")).drafts


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"about": "催报"}, "notice.of_what"),
        ({"about": "逾期通报", "period": "年终", "finding": "F-2023-001"}, "notice.of_what"),
        ({"about": "否决后果"}, "notice.which_case"),
        ({"about": "其他"}, "notice.no_text"),
        ({"about": "两年预警", "scores": ("清河镇=1",)}, "notice.scores_unasked"),
        ({"scores": ("石桥乡=1",)}, "notice.stranger"),
        ({"scores": ("清河镇=1", "qinghe=2")}, "notice.score_twice"),
        ({"about": "两年预警", "answer_from": DAY(2024, 1, 11)}, "notice.window_open"),
        ({"answer_from": DAY(2024, 1, 9), "answer_by": LAST}, "notice.window_backwards"),
        ({"answer_by": TOLD}, "notice.window_backwards"),
    ],
)
def test_a_notice_that_says_nothing_or_cannot_be_answered(more: dict[str, Any], code: str) -> None:
    VERIFIED.when(send(**more)).malformed(code)


def test_the_same_notice_again_is_the_same_notice() -> None:
    ANNOUNCED.when(send()).already(ANNOUNCED.last.position)


@pytest.mark.parametrize(("on", "early"), [(LAST, True), (LAST + dt.timedelta(1), False)])
def test_a_report_waits_for_the_last_day_to_answer(on: dt.date, early: bool) -> None:
    report = REPORT.model_copy(update={"on": on})
    outcome = ANNOUNCED.when(report)
    if not early:
        assert outcome.drafts
        return
    outcome.refused("report.window_running", year=YEAR, last=LAST)
    marked = report.model_copy(update={"irregular": "会期已定"})
    spec = ANNOUNCED.did(marked)
    assert not year(spec).counts(year(spec).reports[0].paper)
    again = REPORT.model_copy(update={"on": LAST + dt.timedelta(2)})
    assert year(spec.did(again)).counts(year(spec.did(again)).reports[1].paper)


def test_a_notice_typed_in_later_is_judged_in_its_place() -> None:
    """The report counted; once the notice is on record it does not, and with the notice void it does again."""
    spec = VERIFIED.did(REPORT)
    assert year(spec).counts(year(spec).reports[0].paper)
    typed = spec.did(send())
    assert not year(typed).counts(year(typed).reports[0].paper)
    assert [fault.code for fault in year(typed).contradictions] == ["report.window_running"]
    struck = typed.voided(typed.last.position)
    assert year(struck).counts(year(struck).reports[0].paper)
    corrected = typed.corrected(
        typed.last.position,
        typed.last.payload.model_copy(
            update={"window": Window(from_=DAY(2024, 1, 10), to=DAY(2024, 1, 11))}
        ),
    )
    assert year(corrected).counts(year(corrected).reports[0].paper)


def test_an_approval_waits_as_well() -> None:
    spec = VERIFIED.did(REPORT).did(send(on=DAY(2024, 1, 13), irregular=None))
    approve = APPROVE.model_copy(update={"on": DAY(2024, 1, 15)})
    spec.when(approve).refused("approval.window_running")
    outcome = spec.did(approve.model_copy(update={"irregular": "会期已定"}))
    assert year(outcome).approval is None
    assert (
        spec.at(DAY(2024, 2, 1)).when(APPROVE.model_copy(update={"on": DAY(2024, 1, 22)})).drafts
    )


@pytest.mark.parametrize(
    ("filed", "late"), [(TOLD, False), (LAST, False), (LAST + dt.timedelta(1), True)]
)
def test_an_objection_in_the_announced_days_is_in_time(filed: dt.date, late: bool) -> None:
    spec = ANNOUNCED.did(file(on=filed))
    outcome = spec.when(accept(on=filed))
    if late:
        outcome.refused("objection.late", filed=filed, last=LAST)
    else:
        assert outcome.drafts


def test_who_was_not_told_or_objects_to_something_else_is_never_late() -> None:
    late = DAY(2024, 1, 22)
    assert ANNOUNCED.did(file(on=late, unit="石桥乡")).when(accept(on=late)).drafts
    assert ANNOUNCED.did(file(on=late, about="问题")).when(accept(on=late)).drafts
