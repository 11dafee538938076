"""Whether every value an opinion needs was certified (第十五条第二项; 口径 missing_value)."""

from collections.abc import Iterable, Mapping, Sequence

from ptaudit.domain.decider import Breach
from ptaudit.domain.events.targets import Target
from ptaudit.domain.indicators.standing import MISSING, lacking
from ptaudit.domain.names import listed
from ptaudit.domain.objections.standing import ruled
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.sheet import Sheet

#: More than these are counted, not named.
NAMED = 6


def missing(
    units: Iterable[str],
    year: int,
    targets: Mapping[str, Sequence[Target]],
    sheets: Mapping[str, Sheet],
    registry: Registry,
) -> tuple[Breach, ...]:
    """A breach where values to be certified are not and the county lets that hold the opinion.

    Nothing is asked of a year in which nothing was certified.
    """
    if registry.policy(year)[MISSING] != "block":
        return ()
    if not any(value.counts for sheet in sheets.values() for value in sheet.values.certified):
        return ()
    found: list[str] = []
    for unit in units:
        rules = registry.rules_for(unit, year)
        held = (sheets.get(unit) or Sheet(unit, year)).values
        open_ = lacking(targets.get(unit, ()), held, rules)
        found += [f"{registry.named(unit)} {target.code}" for target in open_]
    if not found:
        return ()
    said = listed(found[:NAMED]) + (f"等{len(found)}项" if len(found) > NAMED else "")
    claim = ruled(MISSING, year, registry)
    return (Breach("opinion.value_missing", claim, (("year", year), ("values", said))),)
