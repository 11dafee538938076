"""第十四条 — 检查: which of two is a repeat of the other."""

from ptaudit.domain.commands.inspections import HoldInspection
from tests.domain.specification import Spec, say, unit

COUNTY = Spec(operator="epb").given(unit("qinghe", "清河镇"))


def test_an_inspection_by_another_organ_is_another_one() -> None:
    asked = {"form": "检查", "units": "清河镇", "on": "2023-11-01"}
    other = say(HoldInspection, **asked, organ="DEP:slj")
    spec = COUNTY.did(other)
    spec.when(other).already(spec.last.position)
    own = spec.did(say(HoldInspection, **asked))
    assert own.last.organs == ("EPB",)
    own.when(say(HoldInspection, **asked)).already(own.last.position)
