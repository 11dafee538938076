"""第十六条: the circular gives what was approved; what departs needs a reason or is a breach."""

from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.commands.assessment import ApproveResult, SaidDifference, SaidResult
from ptaudit.domain.commands.results import PublishResult, SaidRank
from ptaudit.domain.cycle.fold import approved
from ptaudit.domain.events.assessment import Difference
from ptaudit.domain.events.basis import YearSpan
from ptaudit.domain.events.register import UnitSequenced
from ptaudit.domain.events.results import Rank, ResultPublished
from tests.domain.specification import Spec
from tests.domain.years import (
    APPROVE,
    APPROVED,
    CIRCULAR,
    COUNTY,
    DAY,
    PAPER,
    PUBLISH,
    PUBLISHED,
    REPORT,
    REPORTED,
    REVIEWED,
    SCORES,
    YEAR,
    opinion,
    verify,
    vetoed,
    year,
)

P = Decimal
RANKS = (
    Rank(unit="qinghe", sequence="A", rank=1, score=P("90.00")),
    Rank(unit="hekou", sequence="A", rank=2, score=P("88.50")),
    Rank(unit="shiqiao", sequence="A", rank=3, score=P("80.00")),
    Rank(unit="linjiang", sequence="A", rank=4, score=P("79.00")),
    Rank(unit="hbj", sequence="B", rank=1, score=P("95.00")),
    Rank(unit="slj", sequence="B", rank=2, score=P("91.00")),
)
BY_SCORES = ApproveResult(
    year=YEAR,
    by=("CGV", "CPC"),
    on=DAY(2024, 1, 15),
    basis=PAPER,
    scores=tuple(SaidResult(unit=n, score=P(s)) for n, s in SCORES.items()),
)
RESULTS = COUNTY.did(BY_SCORES)


def publish(**more: Any) -> PublishResult:
    return PUBLISH.model_copy(update=more)


def circular(spec: Spec, **more: Any) -> ResultPublished:
    event = ResultPublished(
        year=YEAR,
        edition="内部",
        approval=found.entries if (found := approved(year(spec))) else (),
        ranks=RANKS,
        advanced=("qinghe",),
        interview=("hekou", "shiqiao", "linjiang", "hbj", "slj"),
    )
    return event.model_copy(update=more)


def said(**changed: int) -> tuple[SaidRank, ...]:
    names = {row.unit: row for row in RANKS}
    return tuple(
        SaidRank(unit=code, rank=changed.get(code, row.rank)) for code, row in names.items()
    )


def differ(name: Any, unit: str) -> SaidDifference:
    return SaidDifference(list=name, unit=unit, reason="审定后否决")


def test_the_circular_gives_the_approved_ranks_and_lists() -> None:
    APPROVED.when(PUBLISH).then(circular(APPROVED)).irregular()
    [draft] = APPROVED.when(PUBLISH).drafts
    assert draft.organs == ("OFC-G", "OFC-P")
    assert f"ref:{APPROVED.last.id}" in draft.tags


def test_an_edition_is_circulated_once() -> None:
    PUBLISHED.when(PUBLISH).already(PUBLISHED.last.position)
    public = publish(edition="公开", on=DAY(2024, 1, 19))
    PUBLISHED.when(public).then(circular(PUBLISHED, edition="公开"))


def test_the_circular_rests_on_the_acts_of_approval_named() -> None:
    named = publish(approval=(APPROVED.last.id,))
    APPROVED.when(named).then(circular(APPROVED))
    other = publish(approval=(REPORTED.last.id,))
    APPROVED.when(other).not_found("publish.approval_unknown", year=YEAR)


def test_a_circular_before_the_approval_gives_the_report_s_lists() -> None:
    early = publish(irregular="已印发")
    event = circular(REPORTED, approval=())
    REPORTED.when(early).then(event).irregular("publish.not_approved")
    COUNTY.when(early).malformed("publish.no_ranks", year=YEAR)


def test_given_ranks_are_the_approved_ones_or_a_breach() -> None:
    bare = tuple(row.model_copy(update={"score": None}) for row in RANKS)
    APPROVED.when(publish(ranks=said())).then(circular(APPROVED, ranks=bare)).irregular()
    swapped = publish(ranks=said(qinghe=2, hekou=1))
    APPROVED.when(swapped).refused("publish.ranks_differ", unit="清河镇", year=YEAR)
    fewer = publish(ranks=said()[1:])
    APPROVED.when(fewer).refused("publish.ranks_differ", unit="清河镇")
    scored = said()[0].model_copy(update={"score": P("91.00")})
    APPROVED.when(publish(ranks=(scored, *said()[1:]))).refused("publish.ranks_differ")
    spec = APPROVED.did(swapped.model_copy(update={"irregular": "印发有误"}))
    [recorded] = year(spec).circulars
    assert recorded.paper.unauthorised == ("publish.ranks_differ",)
    assert not year(spec).counts(recorded.paper)


def test_a_unit_stands_once_and_is_one_that_is_ranked() -> None:
    APPROVED.when(publish(ranks=(*said(), said()[0]))).malformed(
        "publish.unit_twice", unit="清河镇"
    )
    apart = UnitSequenced(unit="hekou", years=YearSpan(from_=YEAR), sequence="不参与排位")
    APPROVED.given(apart).when(publish(ranks=said())).malformed(
        "publish.unit_exempt", unit="河口镇"
    )


def test_lists_depart_from_the_approved_ones_only_with_a_reason() -> None:
    APPROVED.when(publish(advanced=())).refused("publish.list_differs", units="清河镇")
    told = publish(advanced=(), differs=(differ("先进", "清河镇"),))
    APPROVED.when(told).then(
        circular(
            APPROVED,
            advanced=(),
            differs=(Difference(list="先进", unit="qinghe", reason="审定后否决"),),
        )
    )
    APPROVED.when(publish(differs=(differ("先进", "河口镇"),))).malformed("publish.differs_idle")
    APPROVED.when(publish(advanced=("清河镇", "qinghe"))).malformed("publish.list_twice")


@pytest.mark.parametrize(("day", "barred"), [(17, True), (18, True), (19, False)])
def test_a_veto_after_the_approval_bars_the_title(day: int, barred: bool) -> None:
    spec = vetoed(APPROVED, day=day)
    outcome = spec.when(PUBLISH)
    if not barred:
        outcome.irregular()
        return
    outcome.refused("publish.vetoed_advanced", units="清河镇")
    spec.when(publish(irregular="照发")).refused("publish.vetoed_advanced")
    spec.when(publish(advanced=(), differs=(differ("先进", "清河镇"),))).irregular()


def test_a_corrected_edition_takes_the_place_of_the_last() -> None:
    correction = publish(edition="更正", on=DAY(2024, 1, 22))
    APPROVED.when(correction).not_found("publish.nothing_to_correct", year=YEAR)
    event = circular(PUBLISHED, edition="更正", replaces=PUBLISHED.last.id)
    PUBLISHED.when(correction).then(event)
    again = PUBLISHED.did(correction)
    again.when(correction).already(again.last.position)
    assert [c.edition for c in year(again).circulars] == ["内部", "更正"]
    named = correction.model_copy(update={"replaces": APPROVED.last.id})
    PUBLISHED.when(named).not_found("publish.circular_unknown", year=YEAR)
    second = named.model_copy(update={"replaces": PUBLISHED.last.id, "on": DAY(2024, 1, 23)})
    again.when(second).then(event)


def test_a_circular_has_a_number() -> None:
    APPROVED.when(publish(basis=())).malformed("basis.required")
    assert PUBLISHED.last.basis == CIRCULAR


# 结果级


def test_ranks_and_lists_of_approved_scores_are_computed() -> None:
    event = circular(RESULTS, ranks=RANKS[:4], interview=("hekou", "shiqiao", "linjiang"))
    RESULTS.when(PUBLISH).then(event).irregular()
    RESULTS.when(publish(computed=True)).then(event)


def test_what_is_held_in_approved_scores_must_be_decided() -> None:
    equal = tuple(row.model_copy(update={"score": P("88.00")}) for row in BY_SCORES.scores)
    spec = COUNTY.did(BY_SCORES.model_copy(update={"scores": equal}))
    spec.when(PUBLISH).refused("publish.held", list="先进")
    told = publish(
        advanced=("清河镇",),
        interview=("临江镇",),
        differs=(differ("先进", "清河镇"), differ("约谈", "临江镇")),
    )
    spec.when(told).irregular()


def test_lists_computed_again_after_a_veto_depart_from_the_approved_with_a_reason() -> None:
    spec = vetoed(APPROVED, day=17)
    again = publish(computed=True)
    spec.when(again).refused("publish.list_differs", list="先进", units="清河镇")
    told = again.model_copy(update={"differs": (differ("先进", "清河镇"),)})
    [draft] = spec.when(told).irregular().drafts
    assert draft.payload.model_dump()["advanced"] == ()
    APPROVED.when(again).then(circular(APPROVED))


def test_what_was_held_and_decided_in_the_report_is_circulated_as_decided() -> None:
    equal = dict.fromkeys(SCORES, "88.00")
    opined = REVIEWED.did(opinion("A", equal)).did(opinion("B")).by("mdb")
    told = REPORT.model_copy(
        update={
            "advanced": ("清河镇",),
            "interview": ("临江镇",),
            "differs": (
                differ("先进", "清河镇"),
                *(differ("约谈", unit) for unit in ("临江镇", "县环保局", "县水利局")),
            ),
        }
    )
    spec = opined.did(verify("A")).did(verify("B")).did(told).did(APPROVE)
    for command in (PUBLISH, publish(computed=True)):
        [draft] = spec.when(command).irregular().drafts
        lists = draft.payload.model_dump()
        assert (lists["advanced"], lists["interview"]) == (("qinghe",), ("linjiang",))


def test_a_circular_without_authority_is_not_the_one_asked_for() -> None:
    foreign = publish(organ=("MDB",), irregular="目督办自行印发")
    APPROVED.did(foreign).when(PUBLISH).irregular()
