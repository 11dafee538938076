"""年度重启: what a reopening lifts, and what counts for nothing after a seal until one is known."""

from decimal import Decimal
from functools import reduce

from ptaudit.domain.clocks import known
from ptaudit.domain.commands.results import CorrectResult
from ptaudit.domain.commands.vetoes import DecideVeto
from ptaudit.domain.completion.fold import Years, gather
from ptaudit.domain.completion.three_years import reading
from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.vetoes.fold import Cases
from ptaudit.domain.vetoes.fold import gather as gather_vetoes
from ptaudit.domain.vetoes.grounds import uncounted
from ptaudit.projections.cycle import stage
from tests.domain.seals import DAY, determine, reopen, seal, sealed
from tests.domain.specification import Spec, say
from tests.domain.years import PAPER, PUBLISHED, vetoed, year


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
    spec.when(correct).refused("year.sealed", year=2023, on="2024-01-19")
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
