"""第十五条第三项: the report's scores, ranks and lists; what departs from the computed lists needs a reason."""

from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.assessment.reports import digest
from ptaudit.domain.commands.assessment import SaidDifference, SaidResult
from ptaudit.domain.events.assessment import (
    Difference,
    ReportedScore,
    ReportLists,
    ReportSubmitted,
    RulesRef,
)
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.register import UnitSequenced
from tests.domain.sheets import issued, item
from tests.domain.years import (
    DAY,
    OFFICE_SCORES,
    REPORT,
    REPORTED,
    REVIEWED,
    SCORES,
    VERIFIED,
    YEAR,
    opinion,
    verify,
    vetoed,
)

P = Decimal
ALL = {**SCORES, **OFFICE_SCORES}


def table(scores: dict[str, str] | None = None, **ranks: int) -> tuple[SaidResult, ...]:
    return tuple(
        SaidResult(unit=name, score=P(score), rank=ranks.get(name))
        for name, score in (scores or ALL).items()
    )


def report(**more: Any) -> Any:
    return REPORT.model_copy(update=more)


def differ(name: Any, unit: str, reason: str = "县委常委会议定") -> SaidDifference:
    return SaidDifference(list=name, unit=unit, reason=reason)


def of(outcome: Any) -> ReportSubmitted:
    [draft] = outcome.drafts
    assert isinstance(draft.payload, ReportSubmitted)
    return draft.payload


def test_the_report_carries_scores_ranks_lists_and_what_they_rest_on() -> None:
    event = ReportSubmitted(
        year=YEAR,
        report_version=1,
        scores=(
            ReportedScore(unit="qinghe", sequence="A", score=P("90.00"), rank=1),
            ReportedScore(unit="hekou", sequence="A", score=P("88.50"), rank=2),
            ReportedScore(unit="shiqiao", sequence="A", score=P("80.00"), rank=3),
            ReportedScore(unit="linjiang", sequence="A", score=P("79.00"), rank=4),
            ReportedScore(unit="hbj", sequence="B", score=P("95.00"), rank=1),
            ReportedScore(unit="slj", sequence="B", score=P("91.00"), rank=2),
        ),
        lists=ReportLists(
            advanced=("qinghe",),
            interview=("hekou", "shiqiao", "linjiang", "hbj", "slj"),
            vetoed=(),
        ),
        policy_version=0,
        rules=(),
        digest="0" * 64,
    )
    event = event.model_copy(update={"digest": digest(event)})
    VERIFIED.when(REPORT).then(event).irregular()
    VERIFIED.when(report(computed=False, scores=table())).then(event)


def test_the_digest_covers_everything_but_itself() -> None:
    event = of(VERIFIED.when(REPORT))
    assert digest(event) == event.digest
    assert digest(event.model_copy(update={"digest": "f" * 64})) == event.digest
    assert digest(event.model_copy(update={"report_version": 2})) != event.digest


def test_policy_and_the_last_rules_of_each_sequence_are_named() -> None:
    policy = PolicyAdopted(
        policy_version=4, keys=(("tie.rank", "dense"),), years=YearSpan(from_=YEAR)
    )
    items = item("R1", "扣分", 100)
    spec = VERIFIED.given(policy, basis="×绩委〔2023〕2号").given(
        issued(items, version=2),
        issued(items),
        issued(items, applies_to="B"),
        on=DAY(2024, 1, 12),
    )
    event = of(spec.when(REPORT))
    assert event.policy_version == 4
    assert event.rules == (
        RulesRef(applies_to="A", version=2),
        RulesRef(applies_to="B", version=1),
    )


def test_a_report_is_numbered_and_asked_for_once() -> None:
    position = REPORTED.last.position
    REPORTED.when(REPORT).already(position)
    second = of(REPORTED.when(report(on=DAY(2024, 1, 13))))
    assert (second.report_version, second.revises) == (2, REPORTED.last.id)
    again = report(on=DAY(2024, 1, 13), report_version=1)
    REPORTED.when(again).refused("report.version_taken", year=YEAR, version=1)


def test_every_unit_of_both_sequences_is_there() -> None:
    some = {name: score for name, score in ALL.items() if name != "县水利局"}
    VERIFIED.when(report(computed=False, scores=table(some))).malformed(
        "opinion.unit_missing", units="县水利局"
    )
    apart = UnitSequenced(unit="hekou", years=YearSpan(from_=YEAR), sequence="不参与排位")
    spec = VERIFIED.given(apart)
    spec.when(report(computed=False, scores=table())).malformed(
        "report.unit_exempt", unit="河口镇"
    )
    # Of three, the first is in the first third and among the last three: a clash to be decided.
    spec.when(REPORT).refused("report.held", list="先进", units="清河镇")
    policy = PolicyAdopted(
        policy_version=1,
        keys=(("interview.small_n", "below_advanced"),),
        years=YearSpan(from_=YEAR),
    )
    event = of(spec.given(policy).when(REPORT))
    assert "hekou" not in {row.unit for row in event.scores}
    assert event.lists.interview == ("shiqiao", "linjiang", "hbj", "slj")


def test_a_rank_is_the_one_its_score_gives() -> None:
    right = report(computed=False, scores=table(河口镇=2))
    VERIFIED.when(right).irregular()
    wrong = report(computed=False, scores=table(河口镇=3))
    VERIFIED.when(wrong).refused("report.rank_differs", unit="河口镇", said=3, rank=2)
    row = SaidResult(unit="河口镇", score=P("88.50"), sequence="B")
    rows = (*(r for r in table() if r.unit != "河口镇"), row)
    VERIFIED.when(report(computed=False, scores=rows)).malformed("scores.sequence", said="B")


def test_a_list_departs_from_the_computed_one_only_with_a_reason() -> None:
    more = report(advanced=("清河镇", "河口镇"))
    VERIFIED.when(more).refused("report.list_differs", list="先进", units="河口镇")
    told = more.model_copy(update={"differs": (differ("先进", "河口镇"),)})
    event = of(VERIFIED.when(told).irregular())
    assert event.lists.advanced == ("qinghe", "hekou")
    assert event.differs == (Difference(list="先进", unit="hekou", reason="县委常委会议定"),)
    fewer = report(interview=("石桥乡", "临江镇", "县环保局", "县水利局"))
    VERIFIED.when(fewer).refused("report.list_differs", list="约谈", units="河口镇")
    VERIFIED.when(fewer.model_copy(update={"differs": (differ("约谈", "河口镇"),)})).irregular()


def test_reasons_are_about_units_that_depart() -> None:
    VERIFIED.when(report(differs=(differ("先进", "河口镇"),))).malformed(
        "report.differs_idle", list="先进", units="河口镇"
    )
    VERIFIED.when(report(advanced=("清河镇", "qinghe"))).malformed(
        "report.list_twice", list="先进"
    )


def test_the_computed_list_said_out_loud_is_no_departure() -> None:
    assert of(VERIFIED.when(report(advanced=("清河镇",)))) == of(VERIFIED.when(REPORT))


# 第十七、十八条: what nobody but 县委、县政府 can say


EQUAL = dict.fromkeys(SCORES, "88.00")
TIED = (
    REVIEWED.did(opinion("A", EQUAL)).did(opinion("B")).by("mdb").did(verify("A")).did(verify("B"))
)
OFFICES = ("县环保局", "县水利局")


def test_all_equal_is_held_until_somebody_decides() -> None:
    names = "河口镇、临江镇、清河镇、石桥乡"
    TIED.when(REPORT).refused("report.held", list="先进", units=names)
    half = report(advanced=(), differs=(differ("先进", "清河镇", "均不评"),))
    TIED.when(half).refused("report.held", list="约谈", units=names)
    told = half.model_copy(
        update={
            "interview": OFFICES,
            "differs": (*half.differs, differ("约谈", "清河镇", "均不约谈")),
        }
    )
    event = of(TIED.when(told).irregular())
    assert (event.lists.advanced, event.lists.interview) == ((), ("hbj", "slj"))
    silent = told.model_copy(update={"differs": half.differs})
    TIED.when(silent).refused("report.held", list="约谈")


def test_policy_may_decide_what_is_held() -> None:
    policy = PolicyAdopted(
        policy_version=1, keys=(("all_equal", "all"),), years=YearSpan(from_=YEAR)
    )
    event = of(TIED.given(policy, basis="×委〔2023〕8号").when(REPORT).irregular())
    assert set(event.lists.advanced) == {"qinghe", "hekou", "shiqiao", "linjiang"}


# 第九条第三项“当年不得评为先进单位”


def test_a_vetoed_unit_keeps_its_rank_and_is_never_advanced() -> None:
    spec = vetoed(VERIFIED)
    event = of(spec.when(REPORT).irregular())
    assert (event.lists.advanced, event.lists.vetoed) == ((), ("qinghe",))
    assert event.scores[0].rank == 1
    named = report(advanced=("清河镇",), differs=(differ("先进", "清河镇", "成绩突出"),))
    spec.when(named).refused("report.vetoed_advanced", units="清河镇")
    spec.when(named.model_copy(update={"irregular": "照报"})).refused("report.vetoed_advanced")


@pytest.mark.parametrize(("day", "barred"), [(11, True), (12, True), (13, False)])
def test_a_veto_counts_from_the_day_it_was_decided(day: int, barred: bool) -> None:
    spec = vetoed(VERIFIED, day=day)
    if barred:
        assert of(spec.when(REPORT)).lists.vetoed == ("qinghe",)
    else:
        spec.when(REPORT).refused("report.held", units="清河镇")


def test_a_veto_taken_back_or_denied_bars_nobody() -> None:
    assert of(vetoed(VERIFIED, "不予认定").when(REPORT)).lists.advanced == ("qinghe",)


def test_an_open_veto_case_holds_the_lists_it_may_change() -> None:
    spec = vetoed(VERIFIED, None)
    spec.when(REPORT).refused("report.held", list="先进", units="清河镇")
    lists = report(advanced=(), differs=(differ("先进", "清河镇", "否决待定"),))
    spec.when(lists).refused("report.held", list="否决", units="清河镇")
    told = lists.model_copy(
        update={"vetoed": (), "differs": (*lists.differs, differ("否决", "清河镇", "待定"))}
    )
    assert of(spec.when(told).irregular()).lists == ReportLists(
        advanced=(), interview=("hekou", "shiqiao", "linjiang", "hbj", "slj"), vetoed=()
    )
    last = vetoed(VERIFIED, None, "linjiang")
    last.when(REPORT).refused("report.held", list="否决", units="临江镇")


def test_an_open_case_against_a_department_holds_nothing() -> None:
    """第九条第三项 is about townships, streets and parks."""
    vetoed(VERIFIED, None, "hbj").when(REPORT).irregular()


def test_totals_follow_the_verification() -> None:
    changed = OFFICE_SCORES | {"县水利局": "96.00"}
    spec = REVIEWED.did(opinion()).did(opinion("B", changed)).by("mdb")
    event = of(spec.did(verify("A")).did(verify("B")).when(REPORT))
    assert [(row.unit, row.rank) for row in event.scores if row.sequence == "B"] == [
        ("slj", 1),
        ("hbj", 2),
    ]


def test_no_way_round_the_veto() -> None:
    """Left off the list of the vetoed, or put on it, with whatever reason: never 先进."""
    spec = vetoed(VERIFIED)
    named = report(advanced=("清河镇",))
    spec.when(named).refused("report.vetoed_advanced", units="清河镇")
    off = named.model_copy(
        update={
            "vetoed": (),
            "differs": (differ("先进", "清河镇"), differ("否决", "清河镇", "拟撤销")),
        }
    )
    spec.when(off).refused("report.vetoed_advanced", units="清河镇")
    on = report(vetoed=("清河镇",), differs=(differ("否决", "清河镇", "拟否决"),))
    VERIFIED.when(on).refused("report.vetoed_advanced", units="清河镇")


@pytest.mark.parametrize("result", ["认定", None])
def test_a_veto_of_another_year_bars_nobody(result: Any) -> None:
    event = of(vetoed(VERIFIED, result, of=2022).when(REPORT).irregular())
    assert event.lists == of(VERIFIED.when(REPORT)).lists


def test_one_reason_is_enough_for_units_held_together() -> None:
    told = report(
        advanced=tuple(SCORES),
        interview=OFFICES,
        differs=(differ("先进", "清河镇", "并列先进"), differ("约谈", "清河镇", "均不约谈")),
    )
    assert len(of(TIED.when(told).irregular()).lists.advanced) == 4
