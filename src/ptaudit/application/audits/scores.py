"""Rules, amounts, totals, lists and indicators of every year, held against one another."""

from collections.abc import Iterator

from ptaudit.application.audits.asking import Asking
from ptaudit.application.ties import ties
from ptaudit.application.years import YearOf
from ptaudit.projections.queries import flat, listed, rule_changes, totals, treatment


def reissued(asking: Asking) -> list[rule_changes.RuleChange]:
    """By the order of issue; of a unit, the versions that apply to it."""
    found = rule_changes.rule_changes(asking.registry, asking.sheets)
    return [one for one in found if _governs(asking, one)]


def _governs(asking: Asking, one: rule_changes.RuleChange) -> bool:
    wanted, after = asking.wanted, one.after
    if wanted.year not in (None, after.year) or not asking.is_at(after.position):
        return False
    sequence = asking.registry.sequence
    return wanted.unit is None or after.applies(wanted.unit, sequence(wanted.unit, after.year))


def uneven(asking: Asking) -> list[treatment.Uneven]:
    """Rules by their wording, over all years; one is shown whole where a deduction is wanted."""
    found = treatment.uneven(
        treatment.deductions(asking.sheets, asking.registry), treatment.of_wording
    )
    return [
        one for one in found if any(_is_wanted(asking, d) for _, held in one.rates for d in held)
    ]


def _is_wanted(asking: Asking, one: treatment.Deduction) -> bool:
    wanted = asking.wanted.includes(one.year, one.unit)
    return wanted and asking.is_at(one.entry.mark.position)


def asserted(asking: Asking) -> Iterator[tuple[totals.Total, totals.Moved | None]]:
    """Every assertion by year and unit; with the official one, what has moved it since."""
    for sheet in asking.sheets:
        if not asking.wanted.includes(sheet.year, sheet.unit):
            continue
        cycle = asking.cycles.get(sheet.year)
        counting = cycle.approval.entries if cycle and cycle.approval else None
        moved = totals.moved(sheet, asking.registry, counting)
        for one in totals.totals(sheet, asking.registry):
            official = moved is not None and moved.official.id == one.assertion.id
            if asking.is_at(one.assertion.mark.position):
                yield one, moved if official else None


def departures(asking: Asking) -> Iterator[tuple[int, listed.Departure]]:
    """By year: lists and ranks on every paper, and the approved ones as recomputed now."""
    for year, cycle in sorted(asking.cycles.items()):
        if asking.wanted.year not in (None, year):
            continue
        placed = YearOf(asking.view, year).recomputed
        vetoed = {unit for one in placed.values() for unit in one.vetoed}
        told = ties(asking.view, year)
        for one in listed.departures(cycle, asking.registry, vetoed, placed, told):
            if asking.wanted.unit in (None, one.unit) and asking.is_at(one.position):
                yield year, one


def alike(asking: Asking) -> list[flat.Flat]:
    """By year, version and item; of a unit, the items it was scored on."""
    own = (sheet for sheet in asking.sheets if asking.wanted.year in (None, sheet.year))
    unit = asking.wanted.unit
    return [
        one for one in flat.flat(own, asking.registry) if unit is None or unit in dict(one.values)
    ]
