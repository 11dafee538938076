"""Inspections: what was held where, on what basis, and what came of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit_cli import answers
from ptaudit_cli.reads import Ask, Read, of_unit


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection. *designation*: what allows a 督查; *marks*: among them where nothing on record does."""

    inspection: str
    year: int
    form: str
    on: dt.date
    to: dt.date
    units: tuple[str, ...]
    place: str
    organs: tuple[str, ...]
    designation: str
    basis: tuple[str, ...]
    result: str
    findings: tuple[str, ...]
    position: int
    marks: tuple[str, ...]


def listed(ask: Ask) -> Iterator[InspectionRow]:
    from ptaudit.projections.inspections import held, selection

    registry, words = ask.registry, ask.words
    code = ask.unit
    known = ask.view.known(selection())
    records = {record.position: record for record in known}
    for one in held(known):
        inspection = one.inspection
        if code is not None and code not in inspection.units:
            continue
        marks = answers.marks(records[inspection.mark.position], registry, words)
        if inspection.lacks_designation:
            marks.append(words("inspection.undesignated"))
        yield InspectionRow(
            inspection.inspection,
            inspection.year,
            inspection.form,
            inspection.mark.on,
            inspection.to,
            tuple(registry.named(unit) for unit in inspection.units),
            inspection.place or "",
            tuple(answers.organ_names(inspection.organs, registry, inspection.mark.on)),
            inspection.designation or "",
            inspection.documents,
            inspection.result or "",
            one.findings,
            inspection.mark.position,
            tuple(marks),
        )


CALLS = (Read("inspection", "list", InspectionRow, listed, of_unit),)
