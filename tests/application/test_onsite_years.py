"""A year's procedure with scores made on site: read from few entries, it is that of all of them, at any two clocks."""

import datetime as dt

import pytest

from ptaudit.application import View, year_reading
from ptaudit.application.moments import Moment
from ptaudit.domain.assessment.asserting import members
from ptaudit.domain.commands.assessment import (
    DeductScore,
    DoReview,
    EnterScore,
    IssueOpinion,
    ReverseScore,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.onsite import DecideOnsite, HoldOnsite, ProposeOnsite
from ptaudit.projections.cycle import cycle
from tests.application.random_county import County
from tests.domain.specification import say

YEAR = 2024


def day(number: int) -> dt.date:
    """A day of the January after the year."""
    return dt.date(YEAR + 1, 1, number)


DAYS = (dt.date(2025, 1, 10), dt.date(2025, 1, 16), dt.date(2030, 12, 31))


def recorded(county: County, operator: str, command: type[Command], **said: object) -> str:
    """The id of what *command* recorded, with a reason for whatever is irregular about it."""
    whole = say(command, year=YEAR, irregular="照实登记", **said)
    return county.app.execute(whole, operator=operator).records[-1].id


@pytest.fixture
def county() -> County:
    county = County()
    county.now += dt.timedelta(60)
    return county


def test_the_few_entries_that_decide_say_what_all_of_them_say(county: County) -> None:
    both = ("清河镇", "河口镇")
    lost = {"item": "A12", "note": "缺一次"}
    recorded(county, "epb", DoReview, units=tuple({"unit": u} for u in both), on=day(8))
    recorded(county, "epb", ProposeOnsite, units=both[:1], starts=day(9), ends=day(12), on=day(8))
    held = recorded(county, "mdb", HoldOnsite, units=both[:1], on=day(9))
    recorded(
        county,
        "epb",
        EnterScore,
        unit="清河镇",
        item="A21",
        amount="5",
        note="核定",
        stage="审核",
        on=day(9),
    )
    late = recorded(
        county, "epb", DeductScore, unit="清河镇", **lost, amount="2", stage="实地", on=day(10)
    )
    every = [unit.name for unit in members(county.app.view().registry, YEAR, "A")]
    rows = tuple({"unit": name, "score": "88"} for name in every)
    recorded(county, "epb", IssueOpinion, sequence="A", scores=rows, on=day(15))
    agreed = recorded(
        county, "mdb", DecideOnsite, result="同意", basis="×绩委〔2025〕1号", on=day(9)
    )
    moved = recorded(
        county, "epb", DeductScore, unit="河口镇", **lost, amount="1", stage="审核", on=day(11)
    )
    changed = (("agreed", False),)
    for operator, command in (
        ("epb", say(CorrectRecord, target=moved, set=(("stage", "实地"),), reason="阶段录错")),
        (
            "mdb",
            say(
                CorrectRecord, target=agreed, set=changed, reason="颠倒", basis="×绩委〔2025〕1号"
            ),
        ),
        ("mdb", say(VoidRecord, target=held, reason="未去")),
        ("epb", say(ReverseScore, target=late, reason="未去", on=day(12))),
    ):
        county.app.execute(command, operator=operator)
    app, size = county.app, county.app.ledger.head().size
    told: set[tuple[str, ...]] = set()
    for position in range(size - 14, size + 1):
        for on in DAYS:
            view = View(app.ledger, Moment(position, ""), on)
            whole = cycle.fold(str(YEAR), view.whole(cycle.own(str(YEAR))), on)
            found = year_reading.procedure(view, YEAR, on)
            assert (found.contradictions, found.regular) == (whole.contradictions, whole.regular)
            told.add(tuple(sorted({fault.code for fault in found.contradictions})))
    assert {code for codes in told for code in codes} >= {
        "onsite.not_agreed", "score.no_visit", "opinion.rests_on_irregular",
    }  # fmt: skip
    assert () in told
    app.close()
