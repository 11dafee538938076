# ruff: noqa: PT017 - either outcome is right, each is held to what it must say.
"""Whatever people recorded, at every moment and about every day, an explanation adds up to what is shown."""

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import View, explaining
from ptaudit.domain.failures import NotFound
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import reasons
from ptaudit.projections.explanation.lost import lost
from ptaudit.projections.explanation.material import Material
from ptaudit.projections.explanation.stages import stages
from ptaudit.projections.explanation.tree import tree
from ptaudit.projections.scores import scores
from tests.application.histories import histories
from tests.application.test_random_histories import LATER, OPENED, START, County, _cut


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
    try:
        material = explaining.material(view, unit, year)
    except NotFound as nothing:
        assert nothing.code == "explain.no_such_year"
        row = view.row(scores, f"{unit}/{year}")
        assert (row.entries, row.assertions) == ((), ())
        return
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


def _told(view: View, entry: int) -> None:
    """Every entry can be explained: what it names is named, and it is among what names those."""
    try:
        found = explaining.entry(view, str(entry))
    except NotFound as later:
        assert later.code == "explain.after_day"
        return
    record = found.first.record
    assert record.position == entry
    named = {link.named.record.id for link in found.rests_on}
    read = found.now or record
    assert named <= set(read.referenced())
    for link in found.resting:
        assert link.named.record.position <= view.moment.position
    if link_to := next(iter(found.rests_on), None):
        back = explaining.entry(view, link_to.named.record.id)
        if found.now is not None and back.now is not None:
            assert record.id in {link.named.record.id for link in back.resting}


def test_an_explanation_at_a_moment_is_that_of_a_ledger_cut_there() -> None:
    county = County()
    for step in histories(11, 60):
        county.take(step)
    size = county.app.ledger.head().size
    for position in range(OPENED + 10, size, 7):
        view, short = county.app.view(str(position), LATER), _cut(county.app, position, LATER)
        assert explaining.entry(view, str(position)) == explaining.entry(short, str(position))
        for unit in view.registry.units:
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
        try:
            explaining.entry(view, said)
        except NotFound as failure:
            assert failure.code == code
        else:
            raise AssertionError(said)
    early = county.app.view("26", dt.date(2025, 1, 6))
    try:
        explaining.entry(early, explaining.entry(view, "27").first.record.id)
    except NotFound as failure:
        assert failure.code == "entry.unknown"
    else:
        raise AssertionError("known before it was recorded")
    county.app.close()
