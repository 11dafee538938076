"""第十五条第二项: on-site plans in their versions, what was decided on them, visits, and what rests on those."""

import datetime as dt

import pytest

from ptaudit.domain.commands.assessment import DeductScore, ReverseScore
from ptaudit.domain.commands.onsite import DecideOnsite, HoldOnsite, ProposeOnsite
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import in_force, visited
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.onsite import OnsiteDecided, OnsiteHeld, OnsiteProposed
from tests.domain.specification import Spec, say
from tests.domain.years import (
    DAY,
    OPINED,
    REVIEWED,
    YEAR,
    deviate,
    opinion,
    sent_back,
    verify,
    year,
)

PAPER = (BasisDocument(doc_no="×绩委〔2024〕1号"),)
FIRST, LAST = DAY(2024, 1, 3), DAY(2024, 1, 6)


def propose(*units: str, day: int = 2, version: int | None = None) -> ProposeOnsite:
    return ProposeOnsite(
        year=YEAR, units=units, starts=FIRST, ends=LAST, plan_version=version, on=DAY(2024, 1, day)
    )


def answer(result: str = "同意", day: int = 2, version: int | None = None) -> DecideOnsite:
    return say(
        DecideOnsite,
        year=YEAR,
        result=result,
        plan_version=version,
        on=DAY(2024, 1, day),
        basis=PAPER,
    )


def hold(*units: str, day: int = 4, version: int | None = None) -> HoldOnsite:
    return HoldOnsite(year=YEAR, units=units, plan_version=version, on=DAY(2024, 1, day))


def deduct(stage: str = "实地", day: int = 5, **more: object) -> DeductScore:
    return say(
        DeductScore, unit="清河镇", item="R1", amount="2", stage=stage, year=YEAR, note="缺一次",
        on=DAY(2024, 1, day), **more,
    )  # fmt: skip


def seen(spec: Spec, unit: str = "qinghe", on: dt.date | None = None) -> bool:
    row = year(spec, on)
    return visited(row, Judged(frozenset(row.regular)), unit)


PROPOSED = REVIEWED.by("epb").did(propose("清河镇", "河口镇")).by("mdb")
AGREED = PROPOSED.did(answer())


def test_versions_follow_one_another_and_name_the_one_before() -> None:
    first = PROPOSED.last
    second = PROPOSED.by("epb").when(propose("石桥乡", day=3))
    second.then(
        OnsiteProposed(
            year=YEAR,
            plan_version=2,
            units=("shiqiao",),
            starts=FIRST,
            ends=LAST,
            revises=first.id,
        )
    )
    PROPOSED.by("epb").when(propose("清河镇", "河口镇")).already(first.position)
    PROPOSED.by("epb").when(propose("石桥乡", version=1)).refused(
        "onsite.version_taken", version=1
    )


def test_a_plan_that_counts_for_nothing_is_not_the_one_repeated() -> None:
    foreign = propose("清河镇").model_copy(update={"organ": ("UNI:qinghe",), "irregular": "代拟"})
    spec = REVIEWED.by("epb").did(foreign)
    spec.when(foreign).already(spec.last.position)
    [draft] = spec.when(propose("清河镇")).irregular().drafts
    assert isinstance(draft.payload, OnsiteProposed)
    assert (draft.payload.plan_version, draft.payload.revises) == (2, spec.last.id)


def test_a_decision_is_on_the_last_plan_and_on_its_units() -> None:
    outcome = PROPOSED.when(answer())
    outcome.then(OnsiteDecided(year=YEAR, target=PROPOSED.last.id, plan_version=1, agreed=True))
    assert outcome.drafts[0].tags == (
        f"ref:{PROPOSED.last.id}", "unit:hekou", "unit:qinghe", f"year:{YEAR}",
    )  # fmt: skip
    REVIEWED.by("mdb").when(answer()).refused("onsite.no_plan", version=1)


@pytest.mark.parametrize(("day", "fault"), [(2, None), (1, "onsite.no_plan")])
def test_of_one_day_the_plan_comes_first(day: int, fault: str | None) -> None:
    outcome = PROPOSED.when(answer(day=day))
    if fault is None:
        outcome.irregular()
    else:
        outcome.refused(fault)


def test_a_newer_plan_of_the_same_day_does_not_undo_the_answer_before_it() -> None:
    refused = PROPOSED.did(answer("不同意"))
    refused.by("epb").when(propose("清河镇", day=2)).irregular()
    newer = refused.by("epb").did(propose("清河镇", day=2)).by("mdb")
    newer.when(answer(version=1)).refused("onsite.not_latest", version=1, latest=2)


def test_the_last_word_on_a_plan_counts() -> None:
    assert in_force(year(AGREED), Judged(frozenset(year(AGREED).regular))) is not None
    spec = AGREED.did(answer("不同意", day=3))
    assert in_force(year(spec), Judged(frozenset(year(spec).regular))) is None
    spec.when(hold("清河镇")).refused("onsite.not_agreed", version=1)
    spec.when(hold("清河镇", day=2)).irregular()


def test_a_visit_goes_by_the_plan_agreed_to_by_then() -> None:
    AGREED.when(hold("清河镇")).then(OnsiteHeld(year=YEAR, plan_version=1, units=("qinghe",)))
    later = AGREED.by("epb").did(propose("石桥乡", day=3)).by("mdb")
    later.when(hold("清河镇")).then(OnsiteHeld(year=YEAR, plan_version=1, units=("qinghe",)))
    agreed = later.did(answer(day=4, version=2))
    agreed.when(hold("清河镇")).refused("onsite.unit_outside", unit="清河镇", version=2)
    agreed.when(hold("清河镇", day=3)).irregular()
    agreed.when(hold("清河镇", version=1)).refused("onsite.not_agreed", version=1)
    agreed.when(hold("清河镇", version=3)).not_found("onsite.version_unknown", version=3, last=2)


def test_a_visit_without_a_plan_says_so_and_waits_for_one() -> None:
    bare = REVIEWED.by("mdb").did(hold("清河镇").model_copy(update={"irregular": "临时安排"}))
    assert bare.last.payload == OnsiteHeld(year=YEAR, units=("qinghe",))
    assert not seen(bare)
    planned = bare.by("epb").did(propose("清河镇")).by("mdb")
    assert not seen(planned)
    assert seen(planned.did(answer(day=4)))
    assert not seen(planned.did(answer(day=5)))


def test_a_unit_outside_the_plan_was_not_seen_and_the_others_were() -> None:
    spec = AGREED.did(hold("清河镇", "石桥乡").model_copy(update={"irregular": "顺路"}))
    assert (seen(spec, "qinghe"), seen(spec, "shiqiao")) == (True, False)
    assert not year(spec).counts(year(spec).visits[0].paper)
    assert seen(spec.did(deviate("实地", "石桥乡")), "shiqiao")


def test_an_answer_typed_in_later_is_not_to_blame_for_a_visit_already_doubted() -> None:
    """The visit had no agreed plan; with one, it went beyond it: the answer itself breaks nothing."""
    visit = hold("清河镇", "石桥乡").model_copy(update={"irregular": "顺路"})
    spec = PROPOSED.by("mdb").did(visit)
    assert [c.code for c in year(spec).contradictions] == ["onsite.not_agreed"]
    answered = spec.did(answer())
    assert answered.last.irregular is None
    assert [c.code for c in year(answered).contradictions] == ["onsite.unit_outside"]


def test_an_act_without_authority_is_no_ground() -> None:
    line = answer().model_copy(update={"organ": ("EPB",), "irregular": "局里自定"})
    spec = PROPOSED.by("epb").did(line).by("mdb")
    assert year(spec).plan_decisions[0].paper.unauthorised == ("organ.not_competent",)
    spec.when(hold("清河镇")).refused("onsite.not_agreed")


# What is scored there.


@pytest.mark.parametrize(("day", "fault"), [(4, None), (3, "score.no_visit")])
def test_a_score_on_site_rests_on_a_visit_before_it(day: int, fault: str | None) -> None:
    spec = AGREED.did(hold("清河镇")).by("epb")
    outcome = spec.when(deduct(day=day))
    if fault is None:
        outcome.irregular()
    else:
        outcome.refused(fault, unit="清河镇", year=YEAR)


def test_a_score_of_another_stage_needs_no_visit() -> None:
    REVIEWED.by("epb").when(deduct("审核")).irregular()


def test_an_opinion_rests_on_no_score_without_a_ground() -> None:
    scored = REVIEWED.by("epb").did(deduct(day=7, irregular="电话了解"))
    scored.when(opinion("A")).refused("opinion.rests_on_irregular", unit="清河镇", year=YEAR)
    scored.when(opinion("B")).irregular()
    scored.when(opinion("A", on=DAY(2024, 1, 6))).irregular()
    entry = scored.last
    back = ReverseScore(target=entry.id, reason="未去", on=DAY(2024, 1, 7))
    scored.did(back).when(opinion("A")).irregular()
    late = scored.did(opinion("A", irregular="不及冲回")).did(
        back.model_copy(update={"on": DAY(2024, 1, 9)})
    )
    assert not year(late).counts(year(late).opinions[0].paper)
    noted = late.by("mdb").did(deviate("实地", "清河镇"))
    assert year(noted).counts(year(noted).opinions[0].paper)


def test_neither_does_a_verification() -> None:
    scored = OPINED.by("epb").did(deduct("审核", 9, irregular="漏计"))
    assert scored.last.irregular is not None
    scored.by("mdb").when(verify("A")).refused("verify.rests_on_irregular", unit="清河镇")
    scored.by("mdb").when(verify("B")).irregular()


@pytest.mark.parametrize(
    ("stage", "day", "passed"),
    [("审核", 7, False), ("审核", 8, False), ("审核", 9, True), ("复核", 9, False)],
)
def test_a_stage_is_over_the_day_after_its_opinion(stage: str, day: int, passed: bool) -> None:
    spec = OPINED.by("mdb" if stage == "复核" else "epb")
    outcome = spec.when(deduct(stage, day))
    if passed:
        outcome.refused("score.stage_passed", unit="清河镇", stage=stage)
    else:
        outcome.irregular()


def test_a_returned_opinion_opens_its_stage_again() -> None:
    spec = sent_back(REVIEWED.by("epb").did(opinion("A")), "opinion.issued", DAY(2024, 1, 9))
    spec.by("epb").when(deduct("审核", 9)).irregular()
    spec.by("epb").when(deduct("审核", 10)).irregular()


def test_a_score_of_a_passed_stage_is_mended_when_the_opinion_had_gone_back() -> None:
    """The return is typed in afterwards, with its own day: what was entered in between is in order."""
    opined = REVIEWED.by("epb").did(opinion("A"))
    scored = opined.did(deduct("审核", 10, irregular="已退回未登记"))
    assert "score.stage_passed" in {c.code for c in year(scored).contradictions}
    mended = sent_back(scored, "opinion.issued", DAY(2024, 1, 9))
    assert "score.stage_passed" not in {c.code for c in year(mended).contradictions}
