"""异议: every objection with what was answered and decided, and how it stands on a day (口径 objection.*)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.objections import fold
from ptaudit.domain.objections.fold import Objection
from ptaudit.domain.objections.standing import State, Window, services, state
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection

__all__ = ["State", "Window", "objections", "served", "services", "state"]


def own(key: str) -> Selection:
    return about(f"objection:{key}", kinds=fold.KINDS)


def served(year: int) -> Selection:
    """The services of a year's papers, its circulars among them: what :func:`services` is made from."""
    return about(f"year:{year}", kinds=(DocumentServed.kind,))


objections = Projection(
    name="objections",
    version=1,
    row=Objection,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
)
