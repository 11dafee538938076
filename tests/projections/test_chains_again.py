"""第二十条: a list asked again under the same standing facts is the one worked out anew, whatever has changed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from ptaudit.domain.commands.vetoes import DecideVeto, ImposeRestriction
from ptaudit.domain.completion.fold import UnitYears
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.vetoes import vetoes
from tests.projections import test_chains as chains
from tests.projections import test_family_tree as lineages
from tests.projections.counties import County, Step, time

IMPOSED = ImposeRestriction.model_validate(
    {"units": "河口镇", "scope": "涉磷", "authority": "市局", "level": "市", "on": "2023-03-01"}
)
VETOED = DecideVeto.model_validate(
    {
        "case": "V-1",
        "unit": "河口镇",
        "result": "认定",
        "basis": "×委〔2023〕9号",
        "on": "2023-08-01",
    }
)
BY_VETO: tuple[Step, ...] = (
    *chains.CARRIED,
    chains.YEAR_2022,
    (time(2023, 7, 2), "epb", IMPOSED),
    (time(2023, 8, 2), "mdb", VETOED),
)


@pytest.mark.parametrize(
    "steps", [chains.WHOLE, lineages.WHOLE, BY_VETO], ids=["chains", "lineage", "veto"]
)
def test_what_was_worked_out_before_is_said_only_while_it_holds(steps: Sequence[Step]) -> None:
    """The rows and cases of every moment and day, one after another, under the facts of the last."""
    county = County()
    positions = [county.did(step) for step in steps]
    facts = county.app.view(None, dt.date(2025, 1, 1)).registry
    facts = facts.trying({"veto.implies_incomplete": "yes", "lineage.merge": "all"})
    different, seen = set(), list[UnitYears]()
    for day in (dt.date(2021, 3, 1), dt.date(2024, 6, 1), dt.date(2025, 1, 1)):
        for position in (*positions, *reversed(positions)):
            view = county.app.view(f"第{position}号", day)
            # A row that has not changed is the same one, as in a process that stays.
            rows = {key: _same(row, seen) for key, row in view.rows(completion).items()}
            cases = view.rows(vetoes)
            again = three_years(rows, cases, facts, day)
            assert again == three_years(rows, cases, replace(facts), day)
            assert three_years(rows, cases, facts, day) == again
            different.add(repr(again))
    assert len(different) > 3


def _same(row: UnitYears, seen: list[UnitYears]) -> UnitYears:
    found = next((one for one in seen if one == row), None)
    if found is None:
        seen.append(row)
    return found or row
