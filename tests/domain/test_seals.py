"""年度封账与重启: what a seal rests on, what it stands against, and what a reopening lifts."""

import datetime as dt
from decimal import Decimal
from functools import reduce

import pytest

from ptaudit.domain.clocks import known
from ptaudit.domain.commands.assessment import DetermineCompletion, SaidCompletion
from ptaudit.domain.commands.keeping import ReopenYear, SealYear
from ptaudit.domain.commands.results import CorrectResult
from ptaudit.domain.commands.vetoes import DecideVeto
from ptaudit.domain.completion.fold import Years, gather
from ptaudit.domain.completion.three_years import reading
from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.events.objections import ObjectionFiled, ObjectionWithdrawn
from ptaudit.domain.vetoes.fold import Cases
from ptaudit.domain.vetoes.fold import gather as gather_vetoes
from ptaudit.domain.vetoes.grounds import uncounted
from ptaudit.projections.cycle import recorded_after_seal, stage
from tests.domain.specification import Spec, say
from tests.domain.years import APPROVED, PAPER, PUBLISH, PUBLISHED, REPORTED, vetoed, year

ROOT = "ab" * 32
DAY = dt.date


def seal(spec: Spec, on: dt.date | None = None, **said: object) -> SealYear:
    """As the application completes it: at the head."""
    head = {"head_position": len(spec.records), "head_root": ROOT}
    return say(SealYear, year=2023, on=on, **{**head, **said})


def sealed(spec: Spec = PUBLISHED, on: dt.date | None = None) -> Spec:
    return spec.did(seal(spec, on))


def reopen(**said: object) -> ReopenYear:
    given = {"year": 2023, "scope": "补认定", "basis": PAPER, **said}
    return say(ReopenYear, **given)


def determine(on: dt.date | None = None, irregular: str | None = None) -> DetermineCompletion:
    return DetermineCompletion(
        year=2023,
        units=(SaidCompletion(unit="清河镇", result="未完成"),),
        organ=("CPC", "CGV"),
        basis=PAPER,
        on=on,
        irregular=irregular,
    )


def test_a_published_year_is_sealed_at_the_head() -> None:
    last = len(PUBLISHED.records)
    event = YearSealed(year=2023, seal_no=1, last=last, root=ROOT)
    PUBLISHED.when(seal(PUBLISHED)).then(event)
    spec = sealed()
    assert spec.last.organs == ("MDB",)
    held = year(spec)
    assert held.sealed is not None
    assert (held.sealed.last, held.sealed.root, held.sealed.number) == (last, ROOT, 1)
    assert stage(held) == "已封账"
    assert stage(year(PUBLISHED)) == "通报"
    assert held.contradictions == ()


@pytest.mark.parametrize("irregular", [None, "县领导要求"])
def test_grounds_that_are_wanting_refuse_it_outright(irregular: str | None) -> None:
    """The software's own conclusion: no reason given helps."""
    for spec, code in (
        (REPORTED, "seal.not_approved"),
        (APPROVED, "seal.not_published"),
        (sealed(), "seal.already"),
    ):
        spec.when(seal(spec, irregular=irregular)).refused(code, year=2023)


def test_the_grounds_are_there_on_the_day_of_the_seal() -> None:
    """Approved on the 15th, published on the 18th."""
    PUBLISHED.when(seal(PUBLISHED, DAY(2024, 1, 14))).refused("seal.not_approved")
    PUBLISHED.when(seal(PUBLISHED, DAY(2024, 1, 17))).refused("seal.not_published")
    PUBLISHED.when(seal(PUBLISHED, DAY(2024, 1, 17), irregular="急用")).refused(
        "seal.not_published"
    )
    assert year(sealed(PUBLISHED, DAY(2024, 1, 18))).sealed is not None


def test_a_seal_leaves_out_neither_approval_nor_circular() -> None:
    last = next(r.position for r in PUBLISHED.records if r.kind == "result.published")
    PUBLISHED.when(seal(PUBLISHED, head_position=last - 1)).malformed(
        "seal.too_early", position=last - 1, last=last
    )
    assert PUBLISHED.when(seal(PUBLISHED, head_position=last)).drafts


def test_an_open_objection_holds_it_up() -> None:
    filed = ObjectionFiled(
        objection="O-2023-001", unit="qinghe", year=2023, about="得分", claim="扣分有误"
    )
    spec = PUBLISHED.given(filed, tags=("objection:O-2023-001", "unit:qinghe", "year:2023"))
    spec.when(seal(spec)).refused("seal.objection_open", objections="O-2023-001")
    back = ObjectionWithdrawn(objection="O-2023-001")
    spec = spec.given(back, tags=("objection:O-2023-001", "unit:qinghe", "year:2023"))
    assert spec.when(seal(spec)).drafts


def test_an_objection_to_another_year_does_not() -> None:
    filed = ObjectionFiled(
        objection="O-2022-001", unit="qinghe", year=2022, about="得分", claim="扣分有误"
    )
    spec = PUBLISHED.given(filed, tags=("objection:O-2022-001", "year:2022", "year:2023"))
    assert spec.when(seal(spec)).drafts


def test_the_year_stands_sealed_from_the_entry_on() -> None:
    """What is dated the day of the seal, and recorded after it, comes after it."""
    spec = sealed(on=DAY(2024, 1, 20))
    spec.when(determine(DAY(2024, 1, 20))).refused("year.sealed", year=2023)
    spec.when(determine(DAY(2024, 1, 21))).refused("year.sealed", on=DAY(2024, 1, 20))
    spec.when(determine(DAY(2024, 1, 21), "漏报")).irregular("year.sealed")


def test_an_earlier_fact_is_recorded_and_marked_only() -> None:
    spec = sealed(on=DAY(2024, 1, 20))
    late = spec.did(determine(DAY(2024, 1, 19)))
    assert late.last.irregular is None
    held = year(late)
    position = late.last.position
    found = recorded_after_seal(position, DAY(2024, 1, 19), held)
    assert found is not None
    assert found is held.sealed
    assert recorded_after_seal(position, DAY(2024, 1, 20), held) is None
    assert held.sealed_at(found.paper.position) is None
    assert held.sealed_at(found.paper.position + 1) is found
    assert recorded_after_seal(found.paper.position - 1, DAY(2024, 1, 19), held) is None


def test_a_veto_on_a_sealed_year_needs_the_year_opened() -> None:
    spec = vetoed(PUBLISHED, None)
    spec = sealed(spec)
    decide = say(
        DecideVeto, case="V-1", unit="清河镇", result="认定", organ="县委,县政府", basis=PAPER
    )
    spec.when(decide).refused("year.sealed", year=2023)
    done = spec.did(decide.model_copy(update={"irregular": "省厅通知迟到"}))
    assert [mark.code for mark in done.last.irregular or ()] == ["year.sealed"]
    assert spec.did(reopen()).when(decide).drafts[0].irregular is None
    assert uncounted_veto(done) == ("year.sealed",)


def uncounted_veto(spec: Spec) -> tuple[str, ...]:
    state = reduce(gather_vetoes, known(spec.records), Cases())
    case = state.cases["V-1"]
    return uncounted(case, case.decisions[-1], spec.registry)


def test_a_veto_after_the_seal_counts_once_a_reopening_before_it_is_known() -> None:
    spec = sealed(vetoed(PUBLISHED, None), DAY(2024, 1, 19))
    decide = say(
        DecideVeto,
        case="V-1",
        unit="清河镇",
        result="认定",
        organ="县委,县政府",
        basis=PAPER,
        on=DAY(2024, 1, 22),
        irregular="省厅通知迟到",
    )
    spec = spec.did(decide)
    assert uncounted_veto(spec) == ("year.sealed",)
    assert uncounted_veto(spec.did(reopen(on=DAY(2024, 1, 23)))) == ("year.sealed",)
    assert uncounted_veto(spec.did(reopen(on=DAY(2024, 1, 21)))) == ()


def test_two_seals_at_once_contradict_each_other() -> None:
    first = sealed()
    second = first.given(YearSealed(year=2023, seal_no=2, last=1, root=ROOT))
    [fault] = year(second).contradictions
    assert (fault.code, fault.position) == ("seal.already", second.last.position)
    held = year(second).sealed
    assert held is not None
    assert held.paper.id == first.last.id


def test_a_seal_lifted_before_is_not_lifted_again() -> None:
    first = sealed()
    again = first.did(reopen())
    again = again.did(seal(again))
    again.when(reopen(seal=first.last.id, scope="再次")).refused("reopen.not_sealed")
    assert again.when(reopen(seal=again.last.id, scope="再次")).drafts


def test_a_determination_after_the_seal_counts_for_nothing_until_a_reopening_before_it_is_known() -> (
    None
):
    spec = sealed(on=DAY(2024, 1, 19)).did(determine(DAY(2024, 1, 22), "漏报"))
    assert status(spec) == "未认定"
    spec = spec.did(reopen(on=DAY(2024, 1, 21)))
    assert status(spec) == "未完成"


def status(spec: Spec) -> str:
    state = reduce(gather, known(spec.records), Years())
    found = reading(state.units["qinghe"], {}, 2023, 2023, spec.registry)
    return found.answers[2023].status


def test_a_reopening_names_the_last_seal() -> None:
    spec = sealed()
    entry = spec.last.id
    spec.when(reopen()).then(YearReopened(year=2023, seal=entry, scope="补认定"))
    opened = spec.did(reopen())
    assert stage(year(opened)) == "已重启"
    assert opened.last.organs == ("CGV", "CPC")
    assert f"ref:{entry}" in opened.last.tags
    again = opened.did(seal(opened))
    assert isinstance(again.last.payload, YearSealed)
    assert again.last.payload.seal_no == 2
    assert stage(year(again)) == "已封账"
    assert year(again).contradictions == ()


def test_what_is_not_sealed_is_not_opened() -> None:
    PUBLISHED.when(reopen()).not_found("year.never_sealed", year=2023)
    spec = sealed()
    spec.when(reopen(seal=PUBLISHED.last.id)).not_found("entry.not_of_kind")
    opened = spec.did(reopen())
    opened.when(reopen(scope="再次")).refused("reopen.not_sealed", year=2023)
    opened.when(reopen(scope="再次", irregular="确有文件")).irregular("reopen.not_sealed")


def test_one_organ_alone_opens_nothing() -> None:
    spec = sealed()
    spec.when(reopen(organ="县委")).refused("reopen.organs", year=2023)
    alone = spec.did(reopen(organ="县委", irregular="县政府未会签"))
    assert stage(year(alone)) == "已封账"
    alone.when(determine()).refused("year.sealed")


def test_a_reopening_needs_its_paper() -> None:
    sealed().when(reopen(basis=())).malformed("basis.required")


def test_acts_of_assessment_stay_refused_by_the_approval() -> None:
    """The seal adds nothing there; 更正 is what goes."""
    from tests.domain.years import review

    sealed().by("epb").when(review()).refused("year.approved")


def test_a_seal_whose_ground_was_void_is_shown_as_contradicted() -> None:
    spec = sealed()
    circular = next(r.position for r in spec.records if r.kind == "result.published")
    held = year(spec.voided(circular))
    assert [fault.code for fault in held.contradictions] == ["seal.not_published"]
    assert held.sealed is None


def test_a_seal_dated_before_a_determination_on_record_contradicts_it() -> None:
    spec = PUBLISHED.did(determine(DAY(2024, 1, 22)))
    spec.when(seal(spec, DAY(2024, 1, 20))).refused("year.sealed")
    assert spec.when(seal(spec, DAY(2024, 1, 22))).drafts


def test_a_void_seal_binds_nobody() -> None:
    spec = sealed()
    assert spec.voided(spec.last.position).when(determine()).drafts


def test_a_result_is_corrected_only_before_the_seal_or_after_a_reopening() -> None:
    spec = sealed(on=DAY(2024, 1, 19))
    correct = say(
        CorrectResult,
        year=2023,
        by="县委,县政府",
        set=["石桥乡=89.00"],
        basis=PAPER,
        reason="异议成立",
        on=DAY(2024, 1, 22),
    )
    spec.when(correct).refused("year.sealed", year=2023, on=DAY(2024, 1, 19))
    done = spec.did(correct.model_copy(update={"irregular": "先改后启"}))
    assert score(done, "shiqiao") == Decimal("80.00")
    assert score(done.did(reopen(on=DAY(2024, 1, 21))), "shiqiao") == Decimal("89.00")
    assert score(spec.did(reopen()).did(correct.model_copy(update={"on": None})), "shiqiao") == (
        Decimal("89.00")
    )


def score(spec: Spec, unit: str) -> Decimal:
    approval = year(spec).approval
    assert approval is not None
    return dict(approval.scores)[unit]


def test_a_circular_of_others_is_none_to_seal_on() -> None:
    """Recorded with a reason, it counts for nothing; a seal put in all the same is contradicted."""
    foreign = PUBLISH.model_copy(update={"organ": ("MDB",), "irregular": "两办未及印发"})
    spec = APPROVED.did(foreign)
    assert [mark.code for mark in spec.last.irregular or ()] == ["organ.not_competent"]
    spec.when(seal(spec)).refused("seal.not_published")
    put = spec.given(YearSealed(year=2023, seal_no=1, last=1, root=ROOT))
    assert [fault.code for fault in year(put).contradictions] == ["seal.not_published"]
    assert year(put).sealed is None
