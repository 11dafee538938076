"""第十一、十三、十五条: what is submitted is sent back by the organ that received it."""

import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.events.assessment import OpinionIssued, ReportSubmitted
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.events.targets import DraftSubmitted, TargetPart
from ptaudit.domain.selfchecks.fold import Selfchecks, evolve, initial
from tests.domain.specification import Spec, say, unit

ON = dt.date(2023, 7, 10)
DAY = dt.timedelta(1)
SPEC = Spec().given(unit("qinghe", "清河镇"))

DRAFT = DraftSubmitted(
    draft="目标任务", year=2023, draft_version=2, part=1, parts=1, content=TargetPart(units=())
)
OPINION = OpinionIssued.model_validate(
    {
        "year": 2023,
        "sequence": "A",
        "opinion_version": 3,
        "scores": ({"unit": "qinghe", "score": Decimal("90.00")},),
    }
)
REPORT = ReportSubmitted.model_validate(
    {
        "year": 2023,
        "report_version": 4,
        "scores": ({"unit": "qinghe", "sequence": "A", "score": Decimal("90.00"), "rank": 1},),
        "lists": {"advanced": (), "interview": (), "vetoed": ()},
        "policy_version": 0,
        "rules": (),
        "digest": "0" * 64,
    }
)


def selfcheck(recipient: str = "EPB", version: int = 1) -> SelfcheckFiled:
    said = {
        "unit": "qinghe",
        "year": 2023,
        "period": "上半年",
        "recipient": recipient,
        "filing_version": version,
    }
    return SelfcheckFiled.model_validate(said)


def back(spec: Spec, **said: object) -> ReturnSubmission:
    asked = {"target": spec.last.id, "reason": "内容不全", "on": ON + DAY, **said}
    return say(ReturnSubmission, **asked)


EVIDENCE = EvidenceAttached(target="f" * 32, receipt_no="收文1")


@pytest.mark.parametrize(
    ("event", "tags", "operator", "of", "version", "organs", "kept"),
    [
        (DRAFT, (), "mdb", "草案", 2, ("JXW",), ("year:2023",)),
        (selfcheck(), (), "epb", "自查", 1, ("EPB",), ("unit:qinghe", "year:2023")),
        (selfcheck("MDB", 2), (), "mdb", "自查", 2, ("MDB",), ("unit:qinghe", "year:2023")),
        (EVIDENCE, ("unit:qinghe",), "epb", "佐证", 1, ("EPB",), ("unit:qinghe",)),
        (OPINION, (), "mdb", "考评意见", 3, ("MDB",), ("year:2023",)),
        (REPORT, (), "mdb", "结果报告", 4, ("CGV", "CPC"), ("year:2023",)),
    ],
)
def test_each_submission_goes_back_from_whoever_received_it(
    event: Event,
    tags: tuple[str, ...],
    operator: str,
    of: str,
    version: int,
    organs: tuple[str, ...],
    kept: tuple[str, ...],
) -> None:
    spec = SPEC.given(event, on=ON, tags=tags)
    [draft] = spec.by(operator).when(back(spec, basis="×函〔2023〕1号")).drafts
    assert draft.payload == SubmissionReturned.model_validate(
        {"of": of, "target": spec.last.id, "target_version": version}
    )
    assert draft.organs == organs
    assert draft.tags == tuple(sorted({*kept, f"ref:{spec.last.id}"}))
    assert draft.reason == "内容不全"


def test_another_organ_than_the_receiver_is_a_breach() -> None:
    spec = SPEC.given(selfcheck(), on=ON)
    other = back(spec, organ="MDB")
    spec.when(other).refused("submission.not_receiver", of="自查", organ="县目督办(县绩效办)")
    spec.when(other.model_copy(update={"irregular": "代退"})).irregular("submission.not_receiver")
    report = SPEC.given(REPORT, on=ON)
    alone = back(report, organ="CPC", basis="×委〔2024〕1号")
    assert [d.organs for d in report.when(alone).drafts] == [("CPC",)]


def test_what_nobody_submitted_cannot_be_sent_back() -> None:
    raised = FindingRaised(
        finding="F-2023-001",
        units=("qinghe",),
        issue="直排",
        source="日常检查",
        discovered_on=ON,
    )
    spec = SPEC.given(raised, on=ON).by("epb")
    spec.when(back(spec)).malformed("submission.not_one", position=spec.last.position)
    spec.when(back(spec, target="e" * 32)).not_found("entry.unknown")


def test_what_it_is_said_to_be_must_be_what_it_is() -> None:
    spec = SPEC.given(selfcheck(), on=ON).by("epb")
    spec.when(back(spec, of="草案")).malformed("submission.is_other", said="草案", of="自查")
    assert spec.when(back(spec, of="自查")).drafts


def test_days_in_an_impossible_order_are_malformed() -> None:
    spec = SPEC.given(selfcheck(), on=ON).by("epb")
    spec.when(back(spec, on=ON - DAY)).malformed("submission.before_received")
    assert spec.when(back(spec, on=ON)).drafts
    spec.when(back(spec, on=ON, redo_by=ON)).malformed("submission.redo_before")
    assert spec.when(back(spec, on=ON, redo_by=ON + DAY)).drafts


def test_a_second_return_of_one_filing_is_a_breach_and_the_same_return_a_repeat() -> None:
    spec = SPEC.given(selfcheck(), on=ON)
    first = back(spec)
    spec = spec.by("epb").did(first)
    spec.when(first).already(spec.last.position)
    second = first.model_copy(update={"on": ON + 2 * DAY})
    spec.when(second).refused("submission.returned_twice", version=1)


def row(spec: Spec) -> Selfchecks:
    state = initial("qinghe/2023")
    kinds = ("selfcheck.filed", "submission.returned", *clocks.CORRECTIONS)
    for record in clocks.known(spec.select(lambda kind, tags: kind in kinds)):
        state = evolve(state, record)
    return state


def test_a_filing_corrected_to_a_day_after_its_return_is_a_contradiction() -> None:
    spec = SPEC.given(selfcheck(), on=ON)
    filing = spec.last
    spec = spec.by("epb").did(back(spec))
    assert row(spec).contradictions == ()
    late = spec.corrected(filing.position, filing.payload, on=ON + 2 * DAY)
    assert [c.code for c in row(late).contradictions] == ["submission.before_filing"]


def test_the_row_ignores_what_was_sent_back_of_another_kind() -> None:
    spec = SPEC.given(OPINION, on=ON)
    other = SubmissionReturned(of="考评意见", target=spec.last.id, target_version=3)
    assert row(spec.given(other, tags=("unit:qinghe", "year:2023"))) == initial("qinghe/2023")


def test_a_filing_after_its_return_needs_no_irregular() -> None:
    spec = SPEC.given(selfcheck(), on=ON)
    spec = spec.by("epb").did(back(spec)).by("mdb")
    again = say(FileSelfcheck, unit="清河镇", period="上半年", on=ON + 3 * DAY)
    [draft] = spec.when(again).drafts
    assert draft.irregular is None
