"""A year's papers add up to the same whatever was typed first; corrections and voids are judged again."""

from random import Random

from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.clocks import known
from ptaudit.domain.cycle.fold import Cycles, approved, gather
from ptaudit.domain.events.assessment import CompletionDetermined, UnitCompletion
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.basis import YearOpened
from ptaudit.domain.events.targets import TargetIssued, UnitTargets
from ptaudit.domain.record import Record
from tests.domain.specification import Spec
from tests.domain.years import (
    APPROVE,
    COUNTY,
    DAY,
    PUBLISH,
    PUBLISHED,
    REPORT,
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


def _facts(records: list[Record]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    state = Cycles()
    for record in known(records):
        state = gather(state, record)
    ids = {record.position: record.id for record in records}
    found = state.of(YEAR)
    return (
        frozenset(found.regular),
        frozenset((c.code, ids[c.position]) for c in found.contradictions),
    )


MIXED = (
    COUNTY.by("epb")
    .did(opinion("A", on=DAY(2024, 1, 3), irregular="先出意见"))
    .did(review(on=DAY(2024, 1, 4)))
    .did(opinion("B", on=DAY(2024, 1, 5)))
    .by("mdb")
    .did(verify("B", on=DAY(2024, 1, 6)))
    .did(REPORT.model_copy(update={"on": DAY(2024, 1, 7), "irregular": "A 序列未复核"}))
    .did(PUBLISH.model_copy(update={"on": DAY(2024, 1, 9), "irregular": "未审定"}))
    .did(APPROVE.model_copy(update={"on": DAY(2024, 1, 10), "irregular": "已审定"}))
)


@every(st.sampled_from([PUBLISHED, MIXED]), st.randoms(use_true_random=False))
def test_the_order_of_typing_changes_no_judgement(spec: Spec, chance: Random) -> None:
    own = [record for record in spec.records if "year:2023" in record.tags]
    typed = list(own)
    chance.shuffle(typed)
    renumbered = [
        record.model_copy(update={"position": n}) for n, record in enumerate(typed, start=1)
    ]
    assert _facts(renumbered) == _facts(own)
    assert _facts(own)[0] != frozenset()


def test_events_of_a_year_corrected_to_another_leave_it() -> None:
    spec = COUNTY.by("epb").did(review())
    payload: Event = spec.last.payload.model_copy(update={"year": 2022})
    corrected = spec.corrected(spec.last.position, payload)
    assert year(corrected).reviews == ()


def test_a_voided_review_takes_the_opinion_with_it() -> None:
    position = next(r.position for r in PUBLISHED.records if r.kind == "review.done")
    spec = PUBLISHED.voided(position)
    assert approved(year(spec)) is None
    assert {fault.code for fault in year(spec).contradictions} >= {"publish.not_approved"}


def test_a_further_part_of_an_issue_joins_the_first() -> None:
    """Targets come in parts; the version is one paper."""
    parts = [
        TargetIssued(
            year=YEAR,
            target_version=1,
            part=n,
            parts=2,
            units=(UnitTargets(unit=unit, targets=()),),
        )
        for n, unit in ((1, "qinghe"), (2, "hekou"))
    ]
    spec = COUNTY.given(*parts, on=DAY(2023, 3, 1))
    [issue] = year(spec).targets
    assert (issue.version, issue.units) == (1, ("qinghe", "hekou"))
    second = parts[0].model_copy(update={"target_version": 2})
    assert len(year(spec.given(second, on=DAY(2023, 6, 1))).targets) == 2


def test_opening_determination_and_service_of_a_year_are_kept() -> None:
    determined = CompletionDetermined(
        year=YEAR,
        units=(
            UnitCompletion(unit="qinghe", result="完成"),
            UnitCompletion(unit="hekou", result="未完成", grounds="总量超标"),
        ),
    )
    opened = YearOpened(year=YEAR, year_version=1, due=(("年终自查", DAY(2024, 1, 5)),))
    spec = COUNTY.given(opened, on=DAY(2023, 3, 1)).given(determined, on=DAY(2024, 1, 12))
    found = year(spec)
    assert found.opened is not None
    assert found.due == (("年终自查", DAY(2024, 1, 5)),)
    assert [(d.unit, d.result) for d in found.completions] == [
        ("qinghe", "完成"),
        ("hekou", "未完成"),
    ]
    assert found.at == (DAY(2024, 1, 12), 55)
    assert found.seen == ("completion.determined", "year.opened")


def test_an_approval_names_the_report_as_it_was() -> None:
    """A report corrected since is not the one approved."""
    report = next(r for r in PUBLISHED.records if r.kind == "report.submitted")
    spec = PUBLISHED.corrected(
        report.position, report.payload.model_copy(update={"digest": "f" * 64})
    )
    assert approved(year(spec)) is None
    assert [c.code for c in year(spec).contradictions] == [
        "approval.digest_differs",
        "publish.not_approved",
    ]


def test_a_returned_opinion_once_verified_carries_no_report() -> None:
    spec = sent_back(VERIFIED, "opinion.issued", DAY(2024, 1, 11))
    spec.when(REPORT).refused("report.not_verified", sequence="B")


def test_a_revision_sent_back_leaves_the_verified_version_standing() -> None:
    lower = opinion("A", {**SCORES, "临江镇": "70.00"}, DAY(2024, 1, 11))
    spec = VERIFIED.by("epb").did(lower)
    spec.by("mdb").when(REPORT).refused("report.not_verified", sequence="A")
    sent_back(spec, "opinion.issued", DAY(2024, 1, 11)).when(REPORT).irregular()


def test_a_verification_without_an_opinion_carries_the_report_where_that_was_noted() -> None:
    bare = verify("A").model_copy(update={"scores": opinion("A").scores})
    spec = REVIEWED.did(opinion("B")).by("mdb").did(verify("B"))
    noted = spec.did(deviate("意见", *TOWNS.values())).did(bare)
    noted.when(REPORT).irregular()
    spec.did(bare.model_copy(update={"irregular": "未提意见"})).when(REPORT).refused(
        "report.not_verified", sequence="A"
    )
