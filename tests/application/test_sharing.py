"""Views of one question share what they read: each says what a view that shares nothing says."""

import datetime as dt
from random import Random

import pytest

from ptaudit.application import View, reading, year_reading
from ptaudit.application.moments import Moment
from ptaudit.application.sharing import Shared
from ptaudit.domain.selection import EVERYTHING
from tests.application.histories import histories
from tests.application.random_county import START, County

DAYS = (START.date(), START.date() + dt.timedelta(60), dt.date(2030, 12, 31))
YEARS = (2023, 2024, 2025)


@pytest.mark.parametrize("seed", [7, 21])
def test_views_of_one_question_at_many_moments(seed: int) -> None:
    county = County()
    for step in histories(seed, 60):
        county.take(step)
    app, size = county.app, county.app.ledger.head().size
    asked = [(position, on) for position in range(25, size + 1, 5) for on in DAYS]
    Random(seed).shuffle(asked)
    first = View(app.ledger, Moment(size, ""), DAYS[-1])
    for position, on in asked:
        moment = Moment(position, "")
        sharing, alone = first.at(moment, on), View(app.ledger, moment, on)
        for year in YEARS:
            for day in (on, None):
                found = year_reading.procedure(sharing, year, day)
                assert found == year_reading.procedure(alone, year, day)
            assert year_reading.totals(sharing, year) == year_reading.totals(alone, year)
            assert year_reading.official(sharing, year) == year_reading.official(alone, year)
    app.close()


def test_what_is_picked_of_the_entries_of_a_moment() -> None:
    county = County()
    for step in histories(7, 30):
        county.take(step)
    ledger = county.app.ledger
    shared, every = Shared(ledger), list(reading.records(ledger))
    looked: list[bytes] = []

    def wanted(data: bytes) -> bool:
        looked.append(data)
        return b'"year:2024"' in data

    size = ledger.head().size
    for position in (size // 2, size // 3, size, 5, size - 1):
        found = shared.picked("2024", position, EVERYTHING, wanted)
        assert found == [r for r in every[:position] if "year:2024" in r.tags]
    assert found
    assert len(looked) == size
    county.app.close()
