"""A larger county, as the measurements make it."""

from bench.counties import PLANS
from ptaudit.demo import build, names
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.selection import Criterion, Selection


def test_nobody_is_asked_to_close_a_finding_of_their_own() -> None:
    """The bureau closes findings, so none of these is one against itself; the whole can be recorded."""
    app = build("sqlite://", PLANS[10_000], lambda done, of: None)
    view = app.view()
    bureau = next(u.code for u in view.registry.units.values() if u.event.name == names.BUREAU)
    kept = view.whole(Selection((Criterion(kinds=(FindingRaised.kind,)),)))
    raised = [r.payload for r in kept if isinstance(r.payload, FindingRaised)]
    assert len(raised) > 500
    assert all(bureau not in event.units for event in raised)
    app.close()
