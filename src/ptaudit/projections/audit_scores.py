"""Audit items 6, 7 and 8: one rule and many amounts, lists against the computation, totals against items."""

from collections.abc import Iterator
from decimal import Decimal

from ptaudit.domain.failures import Param
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.projections.audit_lines import NOTHING, Item, Line, Material
from ptaudit.projections.queries.listed import Departure, departures
from ptaudit.projections.queries.totals import Total, moved
from ptaudit.projections.queries.totals import totals as asserted
from ptaudit.projections.queries.treatment import deductions, of_version, printed
from ptaudit.projections.queries.treatment import uneven as differing

_LISTED = {
    "多列": "list_added",
    "漏列": "list_left_out",
    "待定": "list_held",
    "排位不符": "list_rank",
    "重算应列": "list_would_add",
    "重算不列": "list_would_drop",
}


def uneven(material: Material) -> Item:
    """6 同一规则不同扣分: one item and case of one rules version, deducted at different rates a case."""
    lines = []
    for one in differing(deductions(material.sheets.values(), material.registry), of_version):
        version, _, item, case = one.rule
        amounts = "、".join(f"{printed(rate)}×{len(held)}" for rate, held in one.rates)
        positions = tuple(d.entry.mark.position for _, held in one.rates for d in held)
        few = [deduction.unit for _, held in one.rates[:-1] for deduction in held]
        told = (
            ("item", item),
            ("name", one.first.item.name if one.first.item else NOTHING),
            ("case", case or NOTHING),
            ("version", version),
            ("amounts", amounts),
        )
        units = tuple(dict.fromkeys(few))
        lines.append(Line("uneven", tuple(dict.fromkeys(positions)), told, units=units))
    return Item(6, tuple(lines), len(lines))


def lists(material: Material) -> Item:
    """7 名单与计算不符: of every report and circular, and of the approved lists as recomputed now."""
    found = departures(
        material.cycle,
        material.registry,
        tuple(material.vetoed),
        material.recomputed,
        material.ties,
    )
    lines = tuple(_departure(one) for one in found)
    return Item(7, lines, len(lines))


def _departure(one: Departure) -> Line:
    doc_no = (one.paper.doc_no if one.paper else None) or NOTHING
    told: tuple[tuple[str, Param], ...]
    if one.paper is None:
        told = (("list", one.list),)
    elif one.said is not None and one.rank is not None:
        told = (("said", one.said), ("rank", one.rank), ("doc_no", doc_no))
    else:
        told = (("list", one.list), ("on", one.paper.on), ("doc_no", doc_no))
        told = (*told, ("reason", one.reason or NOTHING))
    return Line(_LISTED[one.against], (one.position,), told, units=(one.unit,))


def totals(material: Material) -> Item:
    """8 分数断言与分项之和不符(未分解): every asserted total its items did not add up to, then and since."""
    lines: list[Line] = []
    bare: dict[str, list[Total]] = {}
    for sheet in material.sheets.values():
        found = tuple(asserted(sheet, material.registry))
        for one in found:
            if one.items is None:
                bare.setdefault(one.assertion.kind, []).append(one)
        lines += _unexplained([one for one in found if one.items is not None and one.rest])
        lines += _moved(sheet, material)
    for kind, held in bare.items():
        units = tuple(dict.fromkeys(one.unit for one in held))
        positions = tuple(sorted({one.assertion.mark.position for one in held}))
        told = (("by", kind), ("count", len(units)))
        lines.append(Line("sum_bare", positions, told, units=units))
    count = len({unit for line in lines for unit in line.units})
    return Item(8, tuple(lines), count)


def _unexplained(found: list[Total]) -> Iterator[Line]:
    """One line for each total of a unit, whoever asserted it."""
    by_total: dict[tuple[Decimal, Decimal], list[Total]] = {}
    for one in found:
        by_total.setdefault((one.total, one.rest), []).append(one)
    for (total, rest), held in by_total.items():
        told = (
            ("by", "、".join(dict.fromkeys(one.assertion.kind for one in held))),
            ("total", total),
            ("items", total - rest),
            ("rest", rest),
        )
        positions = tuple(one.assertion.mark.position for one in held)
        yield Line("sum_rest", positions, told, units=(held[0].unit,))


def _moved(sheet: Sheet, material: Material) -> Iterator[Line]:
    """An official score that entries recorded or corrected since would change."""
    approval = material.approval
    one = moved(sheet, material.registry, approval.entries if approval else None)
    if one is not None:
        told = (("total", one.total), ("recomputed", one.recomputed))
        positions = dict.fromkeys((one.official.mark.position, *one.since))
        yield Line("sum_moved", tuple(positions), told, units=(one.unit,))
