"""To whom a paper goes, as people write it: a unit by any of its names, or an organ by its code or name."""

import re

from ptaudit.domain.commands.base import SAID_ORGANS
from ptaudit.domain.registry import Registry

_ORGAN = re.compile(r"CPC|CGV|JXW|MDB|EPB|OFC-P|OFC-G|LDR|(DEP|UNI):[a-z0-9-]+|SUP(:.+)?")


def unit_of(name: str, registry: Registry) -> str | None:
    """The unit's code; None for an organ. ``UNI:qinghe`` and ``DEP:slj`` name the unit."""
    said = SAID_ORGANS.get(name, name)
    if not _ORGAN.fullmatch(said):
        return registry.unit(name).code
    role, _, code = said.partition(":")
    return registry.unit(code).code if role in ("UNI", "DEP") else None
