"""整改台账: every finding with its orders, measures, extensions and closing (第十四条)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.findings import fold
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.states import PUBLICITY
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection, Shelves

#: The shelf of findings that are neither closed nor withdrawn.
OPEN = "open"
CLOSED = "closed"


def shelf(finding: Finding) -> str:
    return OPEN if finding.closed is None and finding.withdrawn is None else CLOSED


def unsettled(registry: Registry) -> tuple[str, ...]:
    """The shelves on which unclosed findings stand: a closing may count for nothing by 口径 closure.publicity."""
    adopted = (key for _, event in registry.policies.adopted for key, _ in event.keys)
    if PUBLICITY in registry.tried or PUBLICITY in adopted:
        return OPEN, CLOSED
    return (OPEN,)


def own(key: str) -> Selection:
    return about(f"finding:{key}")


rectification = Projection(
    name="rectification",
    version=4,
    row=Finding,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=Shelves(shelf, lambda _: (OPEN, CLOSED)),
)
