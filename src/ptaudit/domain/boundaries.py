"""Selections every family builds its boundary from. Corrections and voids are in every one."""

from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.selection import Criterion, Selection


def about(*tags: str, kinds: tuple[str, ...] = ()) -> Selection:
    """Entries carrying all of *tags*, of any of *kinds* (none named: any), with their corrections."""
    return Selection((Criterion((*kinds, *CORRECTIONS) if kinds else (), tags),))


def either(*selections: Selection) -> Selection:
    """What any of *selections* selects."""
    joined, *rest = selections
    for selection in rest:
        joined |= selection
    return joined
