"""Which entries a row of 整改台账, 得分 and 目标任务完成 is folded from, and on which shelf it is kept."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.application import stored
from ptaudit.domain.commands.assessment import DetermineCompletion
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import RaiseFinding, VerifyRectification
from ptaudit.domain.commands.inspections import WithdrawFinding
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.registry import Registry
from ptaudit.domain.rows import replace
from ptaudit.projections import completion as completion_module
from ptaudit.projections import rectification as rectification_module
from ptaudit.projections import scores as scores_module
from ptaudit.projections.completion import completion
from ptaudit.projections.rectification import CLOSED, OPEN, rectification, shelf, unsettled
from tests.domain.specification import Spec, say
from tests.projections.counties import County, assert_stored_is_folded, assert_view_is_a_cut, time

DAY = dt.date
MARK = Mark(DAY(2024, 1, 2), 9, "2024-01-02T10:00:00.000+08:00")
BASIS = [{"doc_no": "×委〔2024〕2号"}]


def determine(unit: str, result: str = "未完成", year: int = 2023) -> DetermineCompletion:
    rows = [{"unit": unit, "result": result}]
    return say(DetermineCompletion, year=year, units=rows, organ=("CPC", "CGV"), basis=BASIS)


def raised(finding: str, *units: str) -> RaiseFinding:
    return say(RaiseFinding, units=units or ("清河镇",), issue="粪污直排", finding=finding)


# 目标任务完成


@pytest.mark.parametrize(
    ("kind", "tags", "own"),
    [
        ("completion.determined", ("unit:qinghe", "year:2023"), True),
        ("completion.determined", ("unit:hekou", "unit:qinghe"), True),
        ("completion.determined", ("unit:hekou", "year:2023"), False),
        ("target.issued", ("unit:qinghe",), True),
        ("history.carried", ("unit:qinghe",), True),
        ("accountability.proposed", ("unit:qinghe",), True),
        ("record.corrected", ("unit:qinghe",), True),
        ("record.voided", ("unit:qinghe",), True),
        ("result.approved", ("unit:qinghe",), False),
    ],
)
def test_a_units_years_are_what_was_said_of_the_unit(
    kind: str, tags: tuple[str, ...], own: bool
) -> None:
    assert completion_module.own("qinghe").matches(kind, tags) == own


def corrected(kind: str, **said: str) -> Any:
    def command(county: County) -> CorrectRecord:
        target = county.entry(kind)
        return say(CorrectRecord, target=target, set=tuple(said.items()), reason="误录")

    return command


def voided(kind: str) -> Any:
    return lambda county: say(VoidRecord, target=county.entry(kind), reason="误录")


DETERMINED = (
    (time(2024, 1, 20), "mdb", determine("清河镇")),
    (time(2024, 1, 21), "mdb", determine("河口镇", "完成")),
    (time(2024, 1, 22), "mdb", determine("清河镇", "完成", 2022)),
    (time(2024, 1, 23), "mdb", corrected("completion.determined", year="2021")),
    (time(2024, 1, 24), "mdb", voided("completion.determined")),
)


def test_a_units_years_are_the_same_however_they_are_come_by() -> None:
    assert_stored_is_folded(DETERMINED, completion)
    assert_view_is_a_cut(DETERMINED, completion, (DAY(2024, 1, 20), DAY(2024, 1, 22)))
    rows = County.of(DETERMINED[:3]).app.view().rows(completion)
    assert {unit: sorted(row.years) for unit, row in rows.items()} == {
        "qinghe": [2022, 2023],
        "hekou": [2023],
    }
    assert (rows["qinghe"].unit, rows["qinghe"].years[2022][0].result) == ("qinghe", "完成")
    moved = County.of(DETERMINED[:4]).app.view().row(completion, "qinghe")
    assert sorted(moved.years) == [2021, 2023]
    gone = County.of(DETERMINED).app.view().row(completion, "qinghe")
    assert sorted(gone.years) == [2023]


# 得分


@pytest.mark.parametrize(
    ("kind", "tags", "own"),
    [
        ("score.entered", ("unit:qinghe", "year:2023"), True),
        ("score.entered", ("unit:qinghe", "year:2022"), False),
        ("score.entered", ("unit:hekou", "year:2023"), False),
        ("result.approved", ("unit:hekou", "unit:qinghe", "year:2023"), True),
        ("record.voided", ("unit:qinghe", "year:2023"), True),
        ("target.issued", ("unit:qinghe", "year:2023"), False),
    ],
)
def test_a_sheet_is_what_was_said_of_the_unit_and_the_year(
    kind: str, tags: tuple[str, ...], own: bool
) -> None:
    assert scores_module.own("qinghe/2023").matches(kind, tags) == own


# 整改台账


def test_a_findings_row_is_everything_about_the_finding() -> None:
    own = rectification_module.own("F-2023-001")
    for kind in ("finding.raised", "rectification.ordered", "record.corrected", "document.served"):
        assert own.matches(kind, ("finding:F-2023-001", "unit:qinghe"))
        assert not own.matches(kind, ("finding:F-2023-002", "unit:qinghe"))


def test_what_is_closed_or_withdrawn_stands_on_the_other_shelf() -> None:
    finding = Finding("F-2023-001", raised=MARK)
    assert shelf(finding) == OPEN
    assert shelf(replace(finding, closed=MARK)) == CLOSED
    assert shelf(replace(finding, withdrawn=MARK)) == CLOSED
    assert shelf(replace(finding, closed=MARK, withdrawn=MARK)) == CLOSED
    assert rectification.shelves is not None
    assert rectification.shelves.possible("F-2023-001") == (OPEN, CLOSED)


def adopting(key: str, value: str) -> Registry:
    event = PolicyAdopted(policy_version=1, keys=((key, value),), years=YearSpan(from_=2023))
    return Spec().given(event, organs=("CGV", "CPC"), basis="×委〔2023〕8号").registry


def test_closings_are_unsettled_only_where_publicity_was_ever_ruled_on() -> None:
    assert unsettled(Registry()) == (OPEN,)
    assert unsettled(adopting("closure.publicity", "5")) == (OPEN, CLOSED)
    assert unsettled(adopting("closure.publicity", "none")) == (OPEN, CLOSED)
    assert unsettled(adopting("deadline.start", "issue")) == (OPEN,)
    assert unsettled(Registry().trying({"closure.publicity": "5"})) == (OPEN, CLOSED)
    assert unsettled(Registry().trying({"deadline.start": "issue"})) == (OPEN,)


def withdraw(finding: str) -> WithdrawFinding:
    return say(WithdrawFinding, finding=finding, reason="误登", basis=BASIS)


LEDGER = (
    (time(2023, 7, 2), "epb", raised("F-2023-001")),
    (time(2023, 7, 3), "epb", raised("F-2023-002", "清河镇", "河口镇")),
    (time(2023, 7, 4), "epb", withdraw("F-2023-001")),
    (
        time(2023, 7, 5),
        "epb",
        say(VerifyRectification, finding="F-2023-002", result="通过", irregular="未下达"),
    ),
    (time(2023, 7, 6), "epb", voided("finding.withdrawn")),
    (time(2023, 7, 7), "epb", corrected("finding.raised", issue="沿河粪污直排")),
)


def test_a_finding_moves_between_the_shelves_as_its_acts_say() -> None:
    """Read by shelf, the stored rows are those of the whole at every step."""
    county, open_ = County(), []
    for step in LEDGER:
        county.did(step)
        stored.catch_up(county.app.ledger, rectification)
        kept = {
            name: stored.load(county.app.ledger, rectification, shelf=name)[1]
            for name in (OPEN, CLOSED)
        }
        assert {**kept[OPEN], **kept[CLOSED]} == county.app.view().rows(rectification)
        open_.append(sorted(kept[OPEN]))
        assert not set(kept[OPEN]) & set(kept[CLOSED])
    one, two = "F-2023-001", "F-2023-002"
    assert open_ == [[one], [one, two], [two], [two], [one, two], [one, two]]
    assert_stored_is_folded(LEDGER, rectification)
    assert_view_is_a_cut(LEDGER, rectification, (DAY(2023, 7, 3), DAY(2023, 7, 4)))
