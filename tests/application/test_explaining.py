"""Whatever people recorded, at every moment and about every day, an explanation adds up to what is shown."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import View, explaining, reading
from ptaudit.domain import clocks
from ptaudit.domain.failures import NotFound
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import reasons
from ptaudit.projections.explanation.lost import lost
from ptaudit.projections.explanation.material import Material
from ptaudit.projections.explanation.stages import stages
from ptaudit.projections.explanation.tree import tree
from ptaudit.projections.scores import scores
from tests.application.histories import histories
from tests.application.random_county import LATER, START, County
from tests.application.test_random_histories import OPENED, _cut


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 2**32),
    length=st.integers(1, 60),
    share=st.floats(0, 1),
    day=st.sampled_from(["now", "start", "later"]),
)
def test_explanations_of_random_histories(seed: int, length: int, share: float, day: str) -> None:
    county = County()
    for step in histories(seed, length):
        county.take(step)
    app = county.app
    position = max(OPENED, round(share * app.ledger.head().size))
    on = {"now": county.now.date(), "start": START.date(), "later": LATER}[day]
    view = app.view(str(position), on)
    for unit in view.registry.units:
        for year in (2024, 2025):
            _explained(view, unit, year)
    for entry in range(position % 3 + 1, position + 1, 3):
        _told(view, entry)
    app.close()


def _explained(view: View, unit: str, year: int) -> None:
    """The tree and the lost points add up to the score; every step between stages to its difference."""
    row = view.row(scores, f"{unit}/{year}")
    if not (row.entries or row.assertions or view.registry.rules_for(unit, year)):
        with pytest.raises(NotFound) as nothing:
            explaining.material(view, unit, year)
        assert nothing.value.code == "explain.no_such_year"
        return
    material = explaining.material(view, unit, year)
    _is_the_score(view, material)
    total = material.scored.total
    assert tree(material).counted == (0 if total is None else total)
    if (found := lost(tree(material))) is not None:
        assert found.full - found.lost == total
    steps = stages(material)
    for before, step in pairwise(steps):
        told = sum((change.amount for change in step.changes), step.undecomposed_change)
        assert told == step.difference == step.total - before.total
    basis = material.scored.basis
    if basis is not None:
        [asserted] = [s for s in steps if s.source and s.source.record.id == basis.id][-1:]
        assert asserted.undecomposed == material.scored.undecomposed
        if material.scored.computed is not None:
            assert steps[-1].total == material.scored.recomputed


def _is_the_score(view: View, material: Material) -> None:
    """What is explained is what every other read shows."""
    key = f"{material.unit}/{material.year}"
    assert material.scored.sheet == view.row(scores, key)
    decided = material.approvals[material.year]
    counting = None if decided is None else decided.entries
    result = scored(view.row(scores, key), view.registry, counting)
    assert material.scored == result
    found = reasons(result, view.registry)
    points = [p for group in tree(material).groups for item in group.items for p in item.points]
    points += tree(material).others
    assert sorted(map(repr, found)) == sorted(repr(point.reason) for point in points)


def _told(view: View, position: int) -> None:
    """Every entry can be explained: what it names is named, and it is among what names those."""
    record = reading.record_at(view.ledger, position)
    assert record is not None
    if record.effective > view.on and not record.payload.registry:
        with pytest.raises(NotFound) as later:
            explaining.entry(view, str(position))
        assert later.value.code == "explain.after_day"
        return
    found = explaining.entry(view, str(position))
    assert found.first.record == record
    read = found.now or record
    assert {link.named.record.id for link in found.rests_on} <= set(read.referenced())
    assert all(link.named.record.position <= view.moment.position for link in found.resting)
    if found.now is None or record.kind in clocks.CORRECTIONS:
        return
    for link in found.rests_on[:1]:
        back = explaining.entry(view, link.named.record.id)
        if back.now is not None:
            assert record.id in {one.named.record.id for one in back.resting}


def test_an_explanation_at_a_moment_is_that_of_a_ledger_cut_there() -> None:
    county = County()
    for step in histories(11, 60):
        county.take(step)
    size = county.app.ledger.head().size
    for position in range(OPENED + 10, size, 7):
        view, short = county.app.view(str(position), LATER), _cut(county.app, position, LATER)
        assert explaining.entry(view, str(position)) == explaining.entry(short, str(position))
        for unit in ("u001", "u002", "u003"):
            assert _tree(view, unit) == _tree(short, unit)
    county.app.close()


def _tree(view: View, unit: str) -> object:
    material = explaining.material(view, unit, 2024)
    return tree(material), lost(tree(material)), stages(material)


def test_entries_are_asked_by_number_and_by_id() -> None:
    county = County()
    view = county.app.view(None, LATER)
    entry = explaining.entry(view, "26").first.record.id
    assert explaining.entry(view, entry).first.record.position == 26
    for said, code in (("9999", "entry.no_such_position"), ("e" * 32, "entry.unknown")):
        with pytest.raises(NotFound) as unknown:
            explaining.entry(view, said)
        assert unknown.value.code == code
    early = county.app.view("26", dt.date(2025, 1, 6))
    with pytest.raises(NotFound) as later:
        explaining.entry(early, explaining.entry(view, "27").first.record.id)
    assert later.value.code == "entry.unknown"
    county.app.close()
