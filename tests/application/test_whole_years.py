"""Whole years by random desks: papers in order, out of order, wrong, corrected, voided — and what never breaks.

After every step the ledger verifies, stored rows are a replay, answers about the past are what they
were, no vetoed unit is advanced, and nothing follows from a result that nobody approved.
"""

import datetime as dt
import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ptaudit.application import Ptaudit, View, stored
from ptaudit.application.years import YearOf
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.ledger import verify
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.vetoes import vetoes
from tests.application.grounds import BOTH, approving, living, unmet
from tests.application.histories import ACTS
from tests.application.random_county import LATER, START, County
from tests.application.steps import TOWNS
from tests.application.year_plan import merger, veto, year_plan
from tests.domain.specification import say

#: The county has opened the year before already.
FIRST = START.year - 1
SEQUENCES = ("A", "B")
#: Enough towns that the first third and the last three are not the same.
MORE = ("临江镇", "新店乡", "云台乡", "三溪乡")


class WholeYears(RuleBasedStateMachine):
    """One county, its years one after another; a step is one paper that somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ptaudit-"))
        self.county = County(f"sqlite:///{self.folder / 'county.db'}")
        self.app: Ptaudit = self.county.app
        for name in MORE:
            self.app.execute(say(RegisterUnit, name=name, unit_kind=name[-1]), operator="mdb")
        self.year = START.year
        self.done = 0
        self.seed = 0
        self.lines: list[bytes] = []
        self.past: list[tuple[int, dt.date, str]] = []

    def teardown(self) -> None:
        self.app.close()
        shutil.rmtree(self.folder)

    @initialize(seed=st.integers(0, 2**16))
    def begins(self, seed: int) -> None:
        self.seed = seed
        self.plan = year_plan(self.year, self.towns(), seed)

    def towns(self) -> tuple[str, ...]:
        """Those that are still there."""
        registry = self.app.view().registry
        units = [registry.unit(name) for name in (*TOWNS, *MORE)]
        return tuple(unit.name for unit in units if unit.stood(self.county.now.date()))

    # What people do.

    @rule(papers=st.integers(1, 30))
    def goes_on(self, papers: int) -> None:
        """The next papers of the year, as they should be."""
        for step in self.plan[self.done : self.done + papers]:
            self.county.take(step)
        self.done += papers

    def a_year_ends(self) -> None:
        self.year += 1
        self.done = 0
        self.plan = year_plan(self.year, self.towns(), self.seed + self.year)

    @rule()
    def the_year_is_brought_to_its_end(self) -> None:
        self.goes_on(len(self.plan))
        self.a_year_ends()

    @rule(ahead=st.integers(1, 20), reason=st.sampled_from([None, "当时即如此"]))
    def a_paper_comes_too_early(self, ahead: int, reason: str | None) -> None:
        for step in self.plan[self.done + ahead : self.done + ahead + 1]:
            said = {**step.said, **({"irregular": reason} if reason else {})}
            self.county.take(replace(step, said=said))

    @rule(town=st.sampled_from(TOWNS), year=st.sampled_from((0, 1)))
    def a_town_is_vetoed(self, town: str, year: int) -> None:
        """Its ground first; the case is the one that is there."""
        for step in veto(town, self.year - year):
            self.county.take(step)

    @rule(gone=st.sampled_from(MORE), into=st.sampled_from((*TOWNS, *MORE)), said=st.booleans())
    def two_towns_are_merged(self, gone: str, into: str, said: bool) -> None:
        """One goes into another, and who carries whose years is determined, or is not."""
        for step in merger(gone, into, self.year - 1 if said else None):
            self.county.take(step)

    @rule(seed=st.integers(0, 2**32), weight=st.integers(1, 4))
    def something_else_happens(self, seed: int, weight: int) -> None:
        chance = Random(seed)
        for act in chance.choices(ACTS, [one.weight for one in ACTS], k=weight):
            self.county.take(act.step(chance))

    @rule(seed=st.integers(0, 2**32))
    def an_entry_is_taken_back(self, seed: int) -> None:
        chance = Random(seed)
        acts = [
            act for act in ACTS if {event.kind for event in act.command.records} & set(CORRECTIONS)
        ]
        self.county.take(chance.choice(acts).step(chance))

    @rule()
    def somebody_asks(self) -> None:
        """An answer given is remembered, to be asked for again."""
        head = self.app.ledger.head().size
        on = self.county.now.date()
        self.past.append((head, on, answers(self.app.view(str(head), on))))

    # What never breaks.

    @invariant()
    def entries_stay_as_they_were(self) -> None:
        now = [data for _, data in self.app.ledger.entries()]
        assert now[: len(self.lines)] == self.lines
        self.lines = now
        assert verify(f"sqlite:///{self.folder / 'county.db'}").findings == ()

    @invariant()
    def stored_rows_are_a_replay(self) -> None:
        for projection in ALL:
            stored.catch_up(self.app.ledger, projection)
            assert stored.verify(self.app.ledger, projection) == (), projection.name

    @invariant()
    def answers_about_the_past_stand(self) -> None:
        for head, on, answered in self.past[-2:]:
            assert answers(self.app.view(str(head), on)) == answered

    @invariant()
    def no_vetoed_unit_is_advanced(self) -> None:
        for year in range(FIRST, self.year + 1):
            known = YearOf(self.app.view(None, LATER), year)
            for placed in (*known.official.values(), *known.recomputed.values()):
                assert not {*placed.advanced.units} & {*placed.vetoed}

    @invariant()
    def what_follows_has_its_grounds(self) -> None:
        view = self.app.view(None, LATER)
        entries = living(view)
        for year in range(FIRST, self.year + 1):
            approval = YearOf(view, year).cycle.approval
            assert approval is None or approving(entries, year) >= BOTH
        for unit in three_years(view.rows(completion), view.rows(vetoes), view.registry, LATER):
            for run in unit.triggers:
                years = [year for year in run.years if year not in run.skipped]
                assert len(years) >= 3
                assert {*years} <= {*unmet(entries, unit.unit)}


def answers(view: View) -> str:
    """One digest of every row and every placing at a view's two clocks."""
    rows = [(p.name, sorted(view.rows(p).items())) for p in ALL]
    placed = [
        (year, sequence, known.official.get(sequence), known.recomputed.get(sequence))
        for year in range(FIRST, view.on.year + 1)
        for known in (YearOf(view, year),)
        for sequence in SEQUENCES
    ]
    return hashlib.sha256(repr((rows, placed)).encode()).hexdigest()


WholeYears.TestCase.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, derandomize=True
)
TestWholeYears = WholeYears.TestCase
