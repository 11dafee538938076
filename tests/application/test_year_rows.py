"""A year's rows read without the other years' are those of a fold of everything, at any moment."""

import datetime as dt
from collections.abc import Iterator

import pytest

from ptaudit.application import Ptaudit
from ptaudit.demo import build
from ptaudit.domain.commands.corrections import CorrectRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks
from tests.domain.specification import say

DAY = dt.date(2026, 12, 31)


@pytest.fixture(scope="module")
def app() -> Iterator[Ptaudit]:
    app = build("sqlite://")
    yield app
    app.close()


@pytest.mark.parametrize("projection", [scores, selfchecks], ids=lambda p: str(p.name))
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_at_a_moment_that_is_past(app: Ptaudit, projection: AnyProjection, share: float) -> None:
    view = app.view(str(int(app.ledger.head().size * share)), DAY)
    every = view.rows(projection)
    assert every
    for year in {row.year for row in every.values()}:
        expected = {key: row for key, row in every.items() if row.year == year}
        assert view.year_rows(projection, year) == expected


def test_an_entry_moved_to_another_year_is_in_the_one_and_not_in_the_other(app: Ptaudit) -> None:
    said = {"unit": "清河镇", "completion": "完成", "score": "80", "basis": "×办〔2018〕1号"}
    carried = say(CarryHistory, **said, year=2017, on=dt.date(2018, 3, 1))
    [entry] = app.execute(carried, operator="mdb").records
    move = say(CorrectRecord, target=entry.id, set=(("year", 2016),), reason="年度录错")
    [correction] = app.execute(move, operator="mdb").records
    app.execute(say(CarryHistory, **said, year=2015, on=dt.date(2016, 3, 1)), operator="mdb")
    for position in (correction.position - 1, correction.position):
        view = app.view(str(position), DAY)
        there = {year: set(view.year_rows(scores, year)) for year in (2016, 2017)}
        code = f"{view.registry.unit('清河镇').code}/"
        if position == correction.position:
            assert there == {2016: {f"{code}2016"}, 2017: set()}
        else:
            assert there == {2016: set(), 2017: {f"{code}2017"}}
