"""One year as a view knows it: its procedure, its sheets, who is vetoed, and both sequences placed."""

from collections.abc import Mapping
from functools import cached_property

from ptaudit.application.ties import ties
from ptaudit.application.view import View
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.scoring.arithmetic import Scored, scored
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.vetoes.fold import Case
from ptaudit.projections import cycle as cycles
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import Standing, placed
from ptaudit.projections.vetoes import vetoed, vetoes


class YearOf:
    """*year* in *view*, each part read once and only when it is asked for."""

    def __init__(self, view: View, year: int) -> None:
        self.view = view
        self.year = year

    @cached_property
    def cycle(self) -> Cycle:
        key = str(self.year)
        found = self.view.rows(cycles.cycle, [key]).get(key)
        return Cycle(self.year) if found is None else found

    @property
    def counting(self) -> tuple[str, ...] | None:
        """The acts of approval and correction that count in the year's procedure."""
        return None if self.cycle.approval is None else self.cycle.approval.entries

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        return self.view.year_rows(scores, self.year)

    @cached_property
    def scored(self) -> Mapping[str, Scored]:
        """By unit."""
        return {
            sheet.unit: scored(sheet, self.view.registry, self.counting)
            for sheet in self.sheets.values()
        }

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Every veto case: which year it counts in is for its grounds to say."""
        return self.view.rows(vetoes)

    @cached_property
    def official(self) -> Mapping[str, Standing]:
        return self._placed(recomputed=False)

    @cached_property
    def recomputed(self) -> Mapping[str, Standing]:
        return self._placed(recomputed=True)

    def _placed(self, *, recomputed: bool) -> Mapping[str, Standing]:
        barred = vetoed(self.cases, self.view.registry, self.year)
        return placed(
            self.year,
            self.scored,
            self.view.registry,
            by="recomputed" if recomputed else "official",
            vetoed={unit: [case.case for case in found] for unit, found in barred.items()},
            ties=ties(self.view, self.year, self.sheets),
        )
