"""Audit items 6, 7 and 8: one rule and many amounts, lists against the computation, totals against items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ptaudit.domain.assessment import placing
from ptaudit.domain.cycle.papers import Circular, Differing, Lists, Paper, Ranked, Report
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import rules_of
from ptaudit.domain.scoring.sheet import Assertion, Entry
from ptaudit.projections.audit_lines import NOTHING, Item, Line, Material

Rule = tuple[int, str, str, str]


def uneven(material: Material) -> Item:
    """6 同一规则不同扣分: one item and case of one rules version, deducted at different rates a case."""
    found: dict[Rule, dict[Fraction, list[tuple[str, Entry]]]] = {}
    for sheet in material.sheets.values():
        for entry in sheet.entries:
            if entry.counts and entry.award == "增减" and entry.amount < 0:
                rates = found.setdefault(_rule(sheet.unit, entry, material), {})
                rates.setdefault(_rate(entry), []).append((sheet.unit, entry))
    lines = []
    for (version, _, item, case), rates in sorted(found.items()):
        if len(rates) < 2:
            continue
        groups = sorted(rates.items(), key=lambda pair: (len(pair[1]), pair[0]))
        amounts = "、".join(f"{_printed(rate)}×{len(held)}" for rate, held in groups)
        positions = tuple(e.mark.position for _, held in groups for _, e in held)
        few = [unit for _, held in groups[:-1] for unit, _ in held]
        told = (
            ("item", item),
            ("name", _name(groups[0][1][0], material)),
            ("case", case or NOTHING),
            ("version", version),
            ("amounts", amounts),
        )
        units = tuple(dict.fromkeys(few))
        lines.append(Line("uneven", tuple(dict.fromkeys(positions)), told, units=units))
    return Item(6, tuple(lines), len(lines))


def _rule(unit: str, entry: Entry, material: Material) -> Rule:
    rules = rules_of(material.registry, unit, material.year, entry.rules_version)
    whom = "" if rules is None else str(rules.applies_to)
    return (entry.rules_version, whom, entry.item, entry.case or "")


def _rate(entry: Entry) -> Fraction:
    return Fraction(entry.amount) / (entry.count or 1)


def _printed(rate: Fraction) -> str:
    """Points to the cent where they are whole cents, else as a fraction."""
    cents = rate * 100
    return f"{Decimal(cents.numerator) / 100:.2f}" if cents.denominator == 1 else str(rate)


def _name(first: tuple[str, Entry], material: Material) -> str:
    unit, entry = first
    rules = rules_of(material.registry, unit, material.year, entry.rules_version)
    item = rules.items.get(entry.item) if rules else None
    return item.name if item else NOTHING


def lists(material: Material) -> Item:
    """7 名单与计算不符: of every report and circular, and of the approved lists as recomputed now."""
    cycle = material.cycle
    lines = [line for report in cycle.reports for line in _of_report(report, material)]
    for circular in cycle.circulars:
        lines += _of_circular(circular, material)
    lines += _recomputed(material)
    return Item(7, tuple(lines), len(lines))


def _of_report(report: Report, material: Material) -> Iterator[Line]:
    scores = {row.unit: row.score for row in report.ranked}
    placed = placing.place(scores, material.year, tuple(material.vetoed), material.registry)
    yield from _departing(report.paper, report.lists, report.differs, placed, material)
    yield from _misplaced(report.paper, {r.unit: r.rank for r in report.ranked}, placed.ranked)


def _of_circular(circular: Circular, material: Material) -> Iterator[Line]:
    """A circular is held against what was approved, or, before that, against its own scores."""
    approval = material.approval
    printed = {unit: score for unit, _, _, score in circular.ranks if score is not None}
    scores = dict(approval.scores) if approval else printed
    placed = placing.place(scores, material.year, tuple(material.vetoed), material.registry)
    said = replace(circular.lists, vetoed=placed.lists.vetoed)
    yield from _departing(circular.paper, said, circular.differs, placed, material)
    ranks = {unit: rank for unit, _, rank, _ in circular.ranks}
    yield from _misplaced(circular.paper, ranks, placed.ranked)


def _departing(
    paper: Paper,
    said: Lists,
    differs: Sequence[Differing],
    placed: placing.Placing,
    material: Material,
) -> Iterator[Line]:
    """Units on or off a list against the computation, with the reason given or none."""
    reasons = {(row.name, row.unit): row.reason for row in differs}
    held = {(hold.list, hold.unit) for hold in placed.holds}
    computed = placed.lists
    for name, given, due in (
        ("先进", said.advanced, computed.advanced),
        ("约谈", said.interview, computed.interview),
        ("否决", said.vetoed, computed.vetoed),
    ):
        for unit in sorted({*given} ^ {*due}):
            against = "list_added" if unit in given else "list_left_out"
            code = "list_held" if (name, unit) in held else against
            reason = reasons.get((name, unit), NOTHING)
            told = (("list", name), ("on", paper.on), ("doc_no", paper.doc_no or NOTHING))
            yield Line(code, (paper.position,), (*told, ("reason", reason)), units=(unit,))


def _misplaced(paper: Paper, said: Mapping[str, int], ranked: Sequence[Ranked]) -> Iterator[Line]:
    for row in ranked:
        rank = said.get(row.unit)
        if rank is not None and rank != row.rank:
            told = (("said", rank), ("rank", row.rank), ("doc_no", paper.doc_no or NOTHING))
            yield Line("list_rank", (paper.position,), told, units=(row.unit,))


def _recomputed(material: Material) -> Iterator[Line]:
    """Units that entries recorded or corrected since the approval would put on or off its lists."""
    approval = material.approval
    if approval is None or approval.lists is None or not material.recomputed:
        return
    for name, said in (("先进", approval.lists.advanced), ("约谈", approval.lists.interview)):
        standings = material.recomputed.values()
        now = [one.advanced if name == "先进" else one.interview for one in standings]
        units = {unit for listed in now for unit in listed.units}
        held = {hold.unit for listed in now for hold in listed.holds}
        for unit in sorted((units ^ {*said}) - held):
            code = "list_would_add" if unit in units else "list_would_drop"
            told = (("list", name),)
            yield Line(code, (approval.position,), told, units=(unit,))


def totals(material: Material) -> Item:
    """8 分数断言与分项之和不符(未分解): every asserted total its items did not add up to, then and since."""
    lines: list[Line] = []
    bare: dict[str, list[tuple[str, int]]] = {}
    for sheet in material.sheets.values():
        rules = material.registry.rules_for(sheet.unit, material.year)
        for assertion in sheet.assertions:
            if assertion.total is None or assertion.kind == "结转":
                continue
            if rules is None:
                found = (sheet.unit, assertion.mark.position)
                bare.setdefault(assertion.kind, []).append(found)
        lines += _unexplained(sheet.unit, sheet.assertions, material) if rules else ()
        lines += _moved(sheet.unit, material)
    for kind, held in bare.items():
        units = tuple(dict.fromkeys(unit for unit, _ in held))
        positions = tuple(sorted({position for _, position in held}))
        told = (("by", kind), ("count", len(units)))
        lines.append(Line("sum_bare", positions, told, units=units))
    count = len({unit for line in lines for unit in line.units})
    return Item(8, tuple(lines), count)


def _unexplained(unit: str, assertions: Sequence[Assertion], material: Material) -> Iterator[Line]:
    """One line for each total, whoever asserted it."""
    sheet = material.sheets[f"{unit}/{material.year}"]
    found: dict[tuple[Decimal, Decimal], list[Assertion]] = {}
    for assertion in assertions:
        if assertion.kind == "结转" or assertion.total is None:
            continue
        one = scored(replace(sheet, assertions=(assertion,)), material.registry, ())
        if one.undecomposed:
            found.setdefault((assertion.total, one.undecomposed), []).append(assertion)
    for (total, rest), held in found.items():
        told = (
            ("by", "、".join(dict.fromkeys(a.kind for a in held))),
            ("total", total),
            ("items", total - rest),
            ("rest", rest),
        )
        positions = tuple(a.mark.position for a in held)
        yield Line("sum_rest", positions, told, units=(unit,))


def _moved(unit: str, material: Material) -> Iterator[Line]:
    """An official score that entries recorded or corrected since would change."""
    approval = material.approval
    counting = approval.entries if approval else None
    sheet = material.sheets[f"{unit}/{material.year}"]
    one = scored(sheet, material.registry, counting)
    if one.difference and one.official is not None and one.official.total is not None:
        assert one.recomputed is not None
        since = [
            e.mark.position for e in sheet.entries if e.mark.position > one.official.mark.position
        ]
        changed = [position for e in sheet.entries for position in e.changed]
        told = (("total", one.official.total), ("recomputed", one.recomputed))
        positions = (one.official.mark.position, *since, *changed)
        yield Line("sum_moved", tuple(dict.fromkeys(positions)), told, units=(unit,))
