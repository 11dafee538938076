"""D1 told apart: what came in after the approval, and everything that would follow without the deduction."""

import datetime as dt

from ptaudit.application import Ptaudit
from ptaudit.application.consequences import following, rests_on, touched
from ptaudit.application.differing import Scope, differ
from ptaudit.application.whatif import Supposition
from tests.real.d1 import FINDING, record
from tests.real.shared import dispute

DEADLINE, CLOSED = dt.date(2023, 12, 20), dt.date(2023, 12, 29)


def recorded() -> Ptaudit:
    app, _ = record(dispute("D1"), "sqlite://")
    return app


def without(app: Ptaudit, entry: str) -> Supposition:
    return app.suppose(app.view(), void=[entry])


def test_what_came_in_after_the_approval() -> None:
    app = recorded()
    now = app.view()
    unit = now.registry.unit("清河镇").code
    found = differ(app.view("审定:2023"), now, Scope((2023,), (unit,)))
    assert [(e.position, e.kind, e.late_days, e.after_approval) for e in found.entries] == [
        (50, "rectification.submitted", 38, 49),
        (51, "rectification.verified", 28, 49),
        (52, "finding.closed", 27, 49),
    ]
    [change] = found.changes
    assert (change.point.what, change.point.subject) == ("问题状态", FINDING)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value) == ("逾期未整改", "已销号")
    assert change.positions == (50, 51, 52)


def test_two_days_of_one_ledger() -> None:
    """On the deadline it was reported done; nine days later closed: no entry between the two views."""
    app = recorded()
    now = app.view()
    unit = now.registry.unit("清河镇").code
    moment = str(now.moment.position)
    scope = Scope((2023,), (unit,))
    found = differ(app.view(moment, DEADLINE), app.view(moment, CLOSED), scope)
    assert [e.position for e in found.entries] == [51, 52]
    status = [(c.before, c.after) for c in found.changes if c.point.what == "问题状态"]
    assert [(b.value, a.value) for b, a in status if b and a] == [("已报完成", "已销号")]


def test_everything_that_follows_without_the_deduction() -> None:
    app = recorded()
    view, supposed = app.view(), without(app, "48").view
    assert touched(view, supposed) == (2023,)
    named = view.registry.named
    found = [
        (c.code, "、".join(map(named, c.units)), c.subject, c.before, c.after, c.positions, c.act)
        for c in following(view, supposed, (2023,))
    ]
    correct = "result correct"
    assert [(*one[:3], str(one[3]), str(one[4]), *one[5:]) for one in found] == [
        ("score.moved", "清河镇", "", "87.50", "90.50", (48,), correct),
        ("rank.moved", "清河镇", "", "6", "3", (49,), correct),
        ("rank.moved", "临江镇", "", "3", "4", (49,), correct),
        ("rank.moved", "石桥乡", "", "4", "5", (49,), correct),
        ("rank.moved", "高新园区", "", "5", "6", (49,), correct),
        ("list.joined", "清河镇", "先进", "None", "None", (49,), correct),
        ("list.left", "高新园区", "先进", "None", "None", (49,), correct),
        ("total.asserted", "清河镇", "审定", "87.50", "90.50", (49,), correct),
    ]


def test_what_rests_on_the_finding_at_whatever_remove() -> None:
    app = recorded()
    finding = next(r for r in app.view().entries() if r.position == 45)
    assert [r.position for r in rests_on(app.view(), [finding.id])] == [46, 47, 48, 50, 51, 52]


def test_papers_and_services_that_rest_on_a_void_order() -> None:
    app = recorded()
    found = following(app.view(), without(app, "46").view, (2023,))
    assert [(c.code, c.positions, c.kind, c.act) for c in found] == [
        ("finding.moved", (46, 50, 51, 52), "", ""),
        ("deadline.moved", (46,), "", ""),
        ("basis.changed", (48,), "score.entered", "result correct"),
        ("service.rests", (47,), "document.served", "document serve"),
        ("entry.impossible", (50,), "finding.not_ordered", "record correct"),
        ("entry.impossible", (51,), "finding.not_ordered", "record correct"),
        ("entry.impossible", (52,), "finding.unverified", "record correct"),
    ]


def test_a_year_is_asked_without_reading_the_others() -> None:
    """What is not of the year asked is not told, though the same entry would move it."""
    app = recorded()
    assert following(app.view(), without(app, "48").view, (2022,)) == ()
