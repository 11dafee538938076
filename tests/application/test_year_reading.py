"""A year's procedure read from the papers that decide is, in what it decides, that of all its entries."""

import datetime as dt

import pytest

from ptaudit.application import View, year_reading
from ptaudit.application.moments import Moment
from ptaudit.domain.commands.assessment import DoReview
from ptaudit.domain.commands.corrections import CorrectRecord
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.projections.cycle import cycle
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import standing
from tests.application.histories import histories
from tests.application.random_county import START, County
from tests.domain.specification import say

DAYS = (START.date(), START.date() + dt.timedelta(60), dt.date(2030, 12, 31))


@pytest.mark.parametrize("seed", [1, 7, 21, 54])
def test_wherever_t_and_d_lie(seed: int) -> None:
    county = County()
    for step in histories(seed, 60):
        county.take(step)
    app, size = county.app, county.app.ledger.head().size
    for position in range(25, size + 1, 4):
        for on in DAYS:
            view = View(app.ledger, Moment(position, ""), on)
            for year in (2023, 2024, 2025):
                whole = cycle.fold(str(year), view.whole(cycle.own(str(year))), on)
                found = year_reading.procedure(view, year, on)
                assert found.approval == whole.approval
                assert found.contradictions == whole.contradictions
                assert found.regular == whole.regular
                if position % 12 == 1:
                    _official_places(view, year)
    app.close()


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (("on", "2025-01-25"), ["review.before_selfcheck"]),
        (("on", "2025-01-19"), []),
        (("year", 2023), []),
    ],
)
def test_a_selfcheck_corrected_after_its_review(
    said: tuple[str, object], codes: list[str]
) -> None:
    county = County()
    county.now += dt.timedelta(50)
    filed = say(FileSelfcheck, unit="清河镇", period="年终", year=2024, on=dt.date(2025, 1, 10))
    [filing] = county.app.execute(filed, operator="epb").records
    units = ({"unit": "清河镇", "result": "通过"},)
    reviewed = say(
        DoReview, year=2024, units=units, on=dt.date(2025, 1, 20), basis="×环〔2025〕1号"
    )
    county.app.execute(reviewed, operator="epb")
    moved = say(CorrectRecord, target=filing.id, set=(said,), reason="录错")
    county.app.execute(moved, operator="epb")
    view = county.app.view()
    for year in (2023, 2024):
        whole = cycle.fold(str(year), view.whole(cycle.own(str(year))), view.on)
        found = year_reading.procedure(view, year, view.on)
        assert found.contradictions == whole.contradictions
        assert found.filings == whole.filings or year == 2023
        if year == 2024:
            assert [fault.code for fault in found.contradictions] == codes
    county.app.close()


def test_a_selfcheck_received_after_its_review() -> None:
    county = County()
    county.now += dt.timedelta(50)
    filed = say(FileSelfcheck, unit="清河镇", period="年终", year=2024, on=dt.date(2025, 1, 25))
    [filing] = county.app.execute(filed, operator="epb").records
    units = ({"unit": "清河镇", "result": "通过", "selfcheck": filing.id},)
    said = {"on": dt.date(2025, 1, 20), "basis": "×环〔2025〕1号", "irregular": "日期有误"}
    county.app.execute(say(DoReview, year=2024, units=units, **said), operator="epb")
    found = year_reading.procedure(county.app.view(), 2024, None)
    assert [fault.code for fault in found.contradictions] == ["review.before_selfcheck"]
    county.app.close()


def _official_places(view: View, year: int) -> None:
    """As ranked from every sheet of the year."""
    every = standing(
        year,
        view.year_rows(scores, year),
        view.registry,
        vetoed=year_reading.vetoed_in(view, year),
        counting=year_reading.counting(view, year),
    )
    found = year_reading.official(view, year)
    assert found.keys() == every.keys()
    for name, one in found.items():
        assert one.ranks == every[name].ranks
        assert (one.advanced, one.interview) == (every[name].advanced, every[name].interview)
        assert (one.vetoed, one.exempt) == (every[name].vetoed, every[name].exempt)
        assert one.missing == every[name].missing
