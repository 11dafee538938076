"""The synthetic county's disputed unit, explained: every point has its entry, its rule and its paper."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from ptaudit.application import Ptaudit, explaining
from ptaudit.demo import Plan, build, dispute
from ptaudit.projections.explanation.lost import lost
from ptaudit.projections.explanation.stages import stages
from ptaudit.projections.explanation.tree import Tree, tree


@pytest.fixture(scope="module")
def app() -> Iterator[Ptaudit]:
    app = build("sqlite://")
    yield app
    app.close()


def _tree(app: Ptaudit, name: str, year: int) -> Tree:
    view = app.view()
    return tree(explaining.material(view, view.registry.unit(name).code, year))


def test_the_disputed_points_lead_to_the_finding_and_its_late_answer(app: Ptaudit) -> None:
    plan = Plan()
    finding, entry = dispute(app, plan)
    found = _tree(app, "清河镇", plan.last)
    [point] = [
        point
        for group in found.groups
        for item in group.items
        for point in item.points
        if point.reason.position == entry
    ]
    assert point.reason.findings == (finding,)
    assert point.source is not None
    assert point.issued is not None
    assert point.issued.cited.documents
    assert all(finding in fact.named.cited.cases for fact in point.facts)
    late = [fact.named.cited for fact in point.facts if fact.unknown]
    assert [one.kind for one in late] == [
        "rectification.submitted",
        "rectification.verified",
        "finding.closed",
    ]
    assert late[0].receipts
    assert late[0].is_late
    assert late[0].after_approval is not None


def test_everybody_in_every_year_adds_up(app: Ptaudit) -> None:
    plan, view = Plan(), app.view()
    for year in (*plan.carried_years, *plan.years):
        for unit in view.registry.units.values():
            material = explaining.material(view, unit.code, year)
            found = tree(material)
            assert found.counted == material.scored.total
            less = lost(found)
            assert less is not None
            assert less.full - less.lost == material.scored.total
            for before, step in pairwise(stages(material)):
                told = sum((change.amount for change in step.changes), step.undecomposed_change)
                assert told == step.difference == step.total - before.total
