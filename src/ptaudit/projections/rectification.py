"""整改台账: every finding with its orders, measures, extensions and closing (第十四条)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.findings import fold
from ptaudit.domain.findings.fold import Finding
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection, Shelves

#: The shelf of findings that are not closed.
OPEN = "open"
CLOSED = "closed"


def shelf(finding: Finding) -> str:
    return OPEN if finding.closed is None else CLOSED


def own(key: str) -> Selection:
    return about(f"finding:{key}")


rectification = Projection(
    name="rectification",
    version=2,
    row=Finding,
    kinds=tuple(event.kind for event in fold.FINDING_EVENTS),
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=Shelves(shelf, lambda _: (OPEN, CLOSED)),
)
