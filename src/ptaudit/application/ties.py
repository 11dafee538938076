"""What tells units of one score apart at both clocks, where the county asks a chain (口径 tie.chain)."""

from collections.abc import Mapping

from ptaudit.application.view import View
from ptaudit.domain.assessment import tie_facts
from ptaudit.domain.cycle.papers import Determination, Paper
from ptaudit.domain.events.assessment import CompletionDetermined
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.ties import UNTOLD, Ties, chained
from ptaudit.projections.projection import tagged
from ptaudit.projections.rectification import rectification
from ptaudit.projections.scores import scores


def ties(view: View, year: int, sheets: Mapping[str, Sheet] | None = None) -> Ties:
    """Nothing is read where no chain is asked. *sheets*: those of the year, by ``unit/year``, if read already."""
    if not chained(view.registry.policy(year)):
        return UNTOLD
    return view.once(("ties", year), lambda: _read(view, year, sheets))


def _read(view: View, year: int, sheets: Mapping[str, Sheet] | None) -> Ties:
    held = view.year_rows(scores, year) if sheets is None else sheets
    known = view.known(tie_facts.selection(year))
    findings = {key for record in known for key in tagged(record, "finding")}
    rows = view.rows(rectification, findings) if findings else {}
    said = tie_facts.Known(
        {sheet.unit: sheet for sheet in held.values()},
        tuple(
            Determination(row.unit, row.result, Paper.of(record))
            for record in known
            if isinstance(record.payload, CompletionDetermined)
            for row in record.payload.units
        ),
        tuple(rows.values()),
    )
    return tie_facts.facts(said, year, view.registry, view.on)
