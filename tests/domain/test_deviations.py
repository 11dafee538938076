"""第十五条“一般为”: what is written of a step left out, and by whose leave."""

from typing import Any

import pytest

from ptaudit.domain.commands.assessment import DeviateProcedure
from ptaudit.domain.events.assessment import ProcedureDeviated
from tests.domain.years import APPROVED, COUNTY, DAY, YEAR, opinion, year


def deviate(**more: Any) -> DeviateProcedure:
    said = {"year": YEAR, "step": "审核", "approved_by": "县绩效委", "reason": "机构改革"}
    return DeviateProcedure.model_validate({**said, "on": DAY(2024, 1, 6), **more})


def test_a_note_names_the_step_and_who_agreed() -> None:
    event = ProcedureDeviated(year=YEAR, deviated="审核", approved_by="JXW")
    outcome = COUNTY.when(deviate()).then(event).irregular()
    assert outcome.drafts[0].organs == ("MDB",)
    assert outcome.drafts[0].reason == "机构改革"


def test_a_note_may_be_about_some_units_only() -> None:
    event = ProcedureDeviated(
        year=YEAR, units=("qinghe", "hekou"), deviated="审核", approved_by="JXW"
    )
    COUNTY.when(deviate(units="清河镇、河口镇、qinghe")).then(event)
    COUNTY.when(deviate(units="青河镇")).not_found("unit.unknown", name="青河镇")


def test_the_same_note_is_recorded_once() -> None:
    spec = COUNTY.did(deviate())
    spec.when(deviate()).already(spec.last.position)
    other = spec.did(deviate(reason="疫情", on=DAY(2024, 1, 7)))
    assert [note.reason for note in year(other).deviations] == ["机构改革", "疫情"]


@pytest.mark.parametrize("step", ["自查", "审核", "实地", "意见", "复核", "报告", "审定", "通报"])
def test_every_step_may_be_noted_even_after_the_approval(step: str) -> None:
    """A late fact is never refused."""
    APPROVED.when(deviate(step=step)).irregular()


def test_a_note_of_another_organ_stands_for_nothing() -> None:
    spec = COUNTY.did(deviate(organ="JXW", basis="×绩委〔2024〕1号", irregular="直接发文"))
    note = year(spec).deviations[0]
    assert note.paper.unauthorised == ("organ.not_competent",)
    assert not year(spec).counts(note.paper)


def test_only_a_note_with_authority_stands_for_its_step() -> None:
    bare = COUNTY.did(deviate(organ="JXW", basis="×绩委〔2024〕1号", irregular="直接发文"))
    bare.by("epb").when(opinion()).refused("opinion.not_reviewed")
    COUNTY.did(deviate()).by("epb").when(opinion()).irregular()
