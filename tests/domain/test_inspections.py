"""第十四条: an inspection, its number, and which of two is a repeat of the other."""

from ptaudit.domain import clocks
from ptaudit.domain.commands.inspections import HoldInspection
from ptaudit.domain.findings import inspections
from tests.domain.finding_case import COUNTY
from tests.domain.specification import say


def test_an_inspection_number_stands_for_one() -> None:
    held = COUNTY.did(say(HoldInspection, form="检查", units="清河镇", on="2023-11-01"))
    second = held.did(say(HoldInspection, form="检查", units="河口镇", on="2023-11-02"))
    same = inspections.Inspections()
    for record in second.records:
        same = inspections.evolve(same, record)
    assert list(same.held) == ["I-2023-001", "I-2023-002"]
    twice = second.corrected(
        second.last.position,
        second.last.payload.model_copy(update={"inspection": "I-2023-001"}),
    )
    state = inspections.Inspections()
    for record in clocks.known(twice.records):
        state = inspections.evolve(state, record)
    assert [fault.code for fault in state.contradictions] == ["inspection.held_twice"]


def test_an_inspection_by_another_organ_is_another_one() -> None:
    asked = {"form": "检查", "units": "清河镇", "on": "2023-11-01"}
    other = say(HoldInspection, **asked, organ="DEP:slj")
    spec = COUNTY.did(other)
    spec.when(other).already(spec.last.position)
    own = spec.did(say(HoldInspection, **asked))
    assert own.last.organs == ("EPB",)
    own.when(say(HoldInspection, **asked)).already(own.last.position)
