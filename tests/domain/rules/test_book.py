"""第十一条: the versions of a year's 考评细则, by whom each applies to, when, and in how many parts it came."""

import pytest

from ptaudit.domain.events.targets import RulesIssued
from ptaudit.domain.record import Irregular, Record
from ptaudit.domain.rules import RulesBook
from tests.domain.sheets import ISSUED, YEAR, issued, item, points
from tests.domain.specification import Spec

LATER = ISSUED.replace(month=6)


def record(event: RulesIssued, position: int = 1) -> Record:
    """*event* as entry *position* after the opening, issued on 1 March, a later version in June."""
    on = ISSUED if event.rules_version == 1 else LATER
    last = Spec().given(event, on=on).last
    return last.model_copy(update={"position": position, "id": f"{position:032x}"})


def book(*events: RulesIssued) -> RulesBook:
    held = RulesBook()
    for position, event in enumerate(events, 1):
        held = held.with_part(record(event, position), event)
    return held


FIRST, SECOND = issued(item("R1", "扣分", 10)), issued(item("R2", "扣分", 20))


def test_a_further_part_joins_its_own_version_in_its_own_place() -> None:
    other = issued(item("R9", "扣分", 5), applies_to="B")
    revised = issued(item("R1", "扣分", 12), version=2)
    found = book(FIRST, other, revised, SECOND)
    assert [(r.version, r.applies_to, tuple(r.items)) for r in found.versions] == [
        (1, "A", ("R1", "R2")),
        (1, "B", ("R9",)),
        (2, "A", ("R1",)),
    ]
    [first, *_] = found.versions
    assert (first.year, first.full_marks, first.since) == (YEAR, points(100), ISSUED)
    assert (first.entry, first.position) == (f"{1:032x}", 1)
    assert [one.code for one in first.ends] == ["R1", "R2"]


def test_of_several_versions_the_highest_in_force_on_the_day() -> None:
    found = book(issued(item("R1", "扣分", 12), version=2), FIRST)

    def version(unit: str = "qinghe", sequence: str = "A", year: int = YEAR, on: int = 0) -> int:
        day = None if not on else LATER.replace(day=on) if on > 0 else ISSUED
        rules = found.for_unit(unit, sequence, year, day)
        return rules.version if rules else 0

    assert (version(), version(on=1), version(on=-1)) == (2, 2, 1)
    assert (version(sequence="B"), version(year=YEAR + 1)) == (0, 0)
    assert found.for_unit("qinghe", "A", YEAR, ISSUED.replace(year=YEAR - 1)) is None


def test_rules_for_named_units_apply_to_them_only() -> None:
    found = book(issued(item("R1", "扣分", 10), applies_to=("qinghe", "slj")))
    assert found.for_unit("qinghe", "B", YEAR) is not None
    assert found.for_unit("hekou", "A", YEAR) is None


@pytest.mark.parametrize(("code", "held"), [("organ.not_competent", 0), ("rules.no_draft", 1)])
def test_what_another_organ_issued_is_in_force_for_nobody(code: str, held: int) -> None:
    mark = Irregular(code=code, reason="先行印发")
    entry = record(FIRST).model_copy(update={"irregular": (mark,)})
    assert len(RulesBook().with_part(entry, FIRST).versions) == held
