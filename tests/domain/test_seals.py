"""年度封账: what a seal rests on and what it stands against."""

import pytest

from ptaudit.domain.events.basis import YearSealed
from ptaudit.domain.events.objections import ObjectionFiled, ObjectionWithdrawn
from ptaudit.projections.cycle import recorded_after_seal, stage
from tests.domain.seals import DAY, ROOT, determine, seal, sealed
from tests.domain.years import APPROVED, PUBLISH, PUBLISHED, REPORTED, year


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


def test_two_seals_at_once_contradict_each_other() -> None:
    first = sealed()
    second = first.given(YearSealed(year=2023, seal_no=2, last=1, root=ROOT))
    [fault] = year(second).contradictions
    assert (fault.code, fault.position) == ("seal.already", second.last.position)
    held = year(second).sealed
    assert held is not None
    assert held.paper.id == first.last.id


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


def test_a_circular_of_others_is_none_to_seal_on() -> None:
    """Recorded with a reason, it counts for nothing; a seal put in all the same is contradicted."""
    foreign = PUBLISH.model_copy(update={"organ": ("MDB",), "irregular": "两办未及印发"})
    spec = APPROVED.did(foreign)
    assert [mark.code for mark in spec.last.irregular or ()] == ["organ.not_competent"]
    spec.when(seal(spec)).refused("seal.not_published")
    put = spec.given(YearSealed(year=2023, seal_no=1, last=1, root=ROOT))
    assert [fault.code for fault in year(put).contradictions] == ["seal.not_published"]
    assert year(put).sealed is None
