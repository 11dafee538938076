"""Audit items 4 and 5: steps left out, out of order or without authority, and who assessed itself."""

from collections.abc import Iterator, Sequence

from ptaudit.domain.cycle.papers import OF_ORDER, Approval
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.record import Record
from ptaudit.domain.selfchecks.due import is_complete
from ptaudit.projections.audit_lines import NOTHING, Item, Line, Material, about
from ptaudit.projections.procedure_acts import owing
from ptaudit.projections.procedure_check import StepLine, members_of, procedure_check, selfcheck
from ptaudit.projections.queries.self_review import of_itself

#: Breaches found from what a paper says alone: no earlier paper typed in later can mend them.
_SAID = frozenset(("selfcheck.over_item", "selfcheck.over_total"))
#: Families whose breaches are judged again in their own views alone: here only what was marked is known.
_ELSEWHERE = ("bonus.", "revoke.", "interview.", "accountability.", "indicator.", "task.")


def irregular(material: Material) -> Item:
    """4 程序缺步、倒序、越权: steps wanting before a later one, entries marked, entries that contradict."""
    found, approval = procedure_check(material.cycle, material.registry), material.approval
    steps, entries = list(_steps(found, material)), list(_entries(material))
    if approval is None or approval.report is not None:
        return Item(4, (*steps, *entries), len(steps) + len(entries))
    # A year recorded by its results alone is not irregular: what it leaves open is said, not counted.
    noted = [line for line in steps if line.code == "step_deviated"]
    lines = (*_unrecorded(found, approval), *noted, *entries)
    return Item(4, lines, len(noted) + len(entries))


def _unrecorded(found: Sequence[StepLine], approval: Approval) -> Iterator[Line]:
    steps = "、".join(step.step for step in found if step.state == "未登记" and step.due)
    if steps:
        yield Line("step_level", (approval.position,), (("steps", steps),))


def _steps(found: Sequence[StepLine], material: Material) -> Iterator[Line]:
    """A step is wanting only where a later one is on record; 变通 is listed with its reasons."""
    last = max((n for n, step in enumerate(found) if step.done), default=-1)
    for n, step in enumerate(found):
        told = (
            ("step", step.step),
            ("article", step.article),
            ("done", step.done),
            ("due", step.due),
        )
        if step.state == "变通":
            reasons = ("reason", "、".join(step.reasons) or NOTHING)
            yield Line("step_deviated", _notes(material, step), (*told, reasons))
        elif n < last and step.due > step.done:
            later = next(other.positions for other in found[n + 1 :] if other.done)
            code = "step_partial" if step.done else "step_missing"
            units = _lacking(material, step)
            filed = {f.paper.position for f in material.cycle.filings if f.unit in units}
            positions = tuple(p for p in step.positions if p in filed or not units)
            yield Line(code, positions or later, told, units=units)


def _lacking(material: Material, step: StepLine) -> tuple[str, ...]:
    """Units whose self-check is not received by both, or not visited; departments that did not join."""
    cycle, registry = material.cycle, material.registry
    if step.step in ("会审", "实地"):
        return tuple(unit for unit, _ in owing(step.step, cycle, registry, material.on))
    if step.step != "自查":
        return ()
    units = members_of(cycle, registry)
    return tuple(u for u in units if not is_complete(selfcheck(cycle, u, registry)))


def _notes(material: Material, step: StepLine) -> tuple[int, ...]:
    notes = [d.paper.position for d in material.cycle.deviations if d.step == step.step]
    return tuple(sorted({*notes, *step.positions}))


def _entries(material: Material) -> Iterator[Line]:
    """What was marked when recorded, as it is judged now; then what no entry was marked for."""
    standing: dict[tuple[int, str], list[Contradiction]] = {}
    for contradiction in dict.fromkeys(material.contradictions):
        standing.setdefault((contradiction.position, contradiction.code), []).append(contradiction)
    for record in material.live:
        for mark in record.irregular or ():
            told = (("reason", mark.reason), ("organs", material.organs(record)))
            # One mark stands for every breach of its code.
            found = standing.pop((record.position, mark.code), [])
            for one in found:
                yield about(record, "irregular_order", *told, *one.params, fault=mark.code)
            if not found:
                yield about(record, _unjudged(mark.code), *told, fault=mark.code)
    records = {record.position: record for record in material.live}
    for (position, _), unmarked in sorted(standing.items()):
        for one in unmarked:
            yield _contradiction(one, records.get(position), material)


def _unjudged(code: str) -> str:
    """What a mark comes to that no fold bears out now: mended since, or as it was marked."""
    mended = code in OF_ORDER - _SAID and not code.startswith(_ELSEWHERE)
    return "irregular_mended" if mended else "irregular_marked"


def _contradiction(found: Contradiction, record: Record | None, material: Material) -> Line:
    if record is None:
        return Line("contradiction", (found.position,), found.params, fault=found.code)
    told = (("organs", material.organs(record)), *found.params)
    return about(record, "contradiction", *told, fault=found.code)


def self_assessed(material: Material) -> Item:
    """5 自己审自己: acts by which an organ assessed the unit that it is itself (口径 self_review)."""
    found = of_itself(material.live, material.registry)
    lines = []
    for one in found:
        positions = tuple(record.position for record in one.records)
        organs = material.organs(one.records[0])
        told = (("organs", organs), ("count", len(positions)))
        lines.append(Line("self", positions, told, one.kind, units=(one.unit,)))
    return Item(5, tuple(lines), sum(len(one.records) for one in found))
