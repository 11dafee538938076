"""第十六、二十条: results of past years, carried over from their papers."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.events.assessment import ResultApproved
from ptaudit.domain.events.history import HistoryCarried
from tests.domain.specification import TODAY, Spec, say, unit

DAY = dt.date
PAPER = "×委办〔2022〕11号"
PAPER_DAY = DAY(2022, 2, 10)
COUNTY = Spec().given(unit("qinghe", "清河镇", short="清河"), unit("hekou", "河口镇"))
CARRIED = HistoryCarried(unit="qinghe", year=2021, completion="未完成", score=Decimal("78.50"))


def carry(**changes: object) -> CarryHistory:
    said = {
        "unit": "清河",
        "year": 2021,
        "completion": "未完成",
        "score": "78.5",
        "basis": PAPER,
        "on": PAPER_DAY,
    }
    return say(CarryHistory, **{**said, **changes})


def test_a_result_has_the_day_of_its_paper_and_is_never_late() -> None:
    COUNTY.when(carry()).then(CARRIED).on(PAPER_DAY)
    spec = COUNTY.did(carry())
    assert (spec.last.late_days, spec.last.organs) == (0, ("MDB",))
    assert spec.last.tags == ("unit:qinghe", "year:2021")


@pytest.mark.parametrize("operator", ["mdb", "epb"])
def test_either_desk_carries_results_over(operator: str) -> None:
    COUNTY.by(operator).when(carry()).then(CARRIED)


def test_a_result_needs_its_paper_and_the_papers_day() -> None:
    COUNTY.when(carry(basis=())).malformed("basis.required")
    COUNTY.when(carry(on=None)).malformed("history.no_day", doc_no=PAPER)
    dated = [{"doc_no": PAPER, "date": PAPER_DAY}]
    COUNTY.when(carry(on=None, basis=dated)).on(PAPER_DAY)


def test_the_same_again_is_already_there_and_other_content_is_refused() -> None:
    spec = COUNTY.did(carry())
    spec.when(carry()).already(spec.last.position)
    spec.when(carry(score="78.50", on=DAY(2022, 2, 11))).already(spec.last.position)
    spec.when(carry(score="79")).refused(
        "history.carried_differs", unit="清河镇", year=2021, position=spec.last.position
    )
    spec.when(carry(unit="河口镇", score="79")).on(PAPER_DAY)
    spec.when(carry(year=2020, score="79")).on(PAPER_DAY)


def test_what_was_voided_can_be_carried_again() -> None:
    spec = COUNTY.did(carry())
    spec.voided(spec.last.position).when(carry(score="79")).on(PAPER_DAY)
    right = CARRIED.model_copy(update={"score": Decimal("79.00")})
    corrected = spec.corrected(spec.last.position, right)
    corrected.when(carry(score="79")).already(spec.last.position)
    corrected.when(carry()).refused("history.carried_differs")


@pytest.mark.parametrize(
    ("year", "code"), [(2023, None), (2024, None), (2025, "history.year_future")]
)
def test_a_year_to_come_has_no_result(year: int, code: str | None) -> None:
    outcome = COUNTY.when(carry(year=year, on=TODAY))
    if code is None:
        outcome.on(TODAY)
    else:
        outcome.malformed(code, year=2025)


@pytest.mark.parametrize(
    ("on", "fits"), [(DAY(2020, 12, 31), False), (DAY(2021, 1, 1), True), (TODAY, True)]
)
def test_a_paper_is_not_older_than_its_year(on: DAY, fits: bool) -> None:
    outcome = COUNTY.when(carry(on=on))
    if fits:
        outcome.on(on)
    else:
        outcome.malformed("history.before_year", on=on, year=2021)
    COUNTY.when(carry(on=DAY(2024, 1, 26))).malformed("date.future", on=DAY(2024, 1, 26))


def test_a_unit_under_its_name_of_that_year() -> None:
    [draft] = COUNTY.when(carry(name_then="清河乡")).drafts
    assert isinstance(draft.payload, HistoryCarried)
    assert draft.payload.name_then == "清河乡"
    [draft] = COUNTY.when(carry(name_then="清河镇")).drafts
    assert isinstance(draft.payload, HistoryCarried)
    assert draft.payload.name_then is None
    COUNTY.when(carry(unit="清和镇")).not_found("unit.unknown")


def test_a_year_with_its_own_approval_is_not_history() -> None:
    approved = ResultApproved(year=2021, approving=("CPC", "CGV")[::-1], form="会议")
    spec = COUNTY.given(approved, basis="×委纪要〔2022〕1号")
    spec.when(carry()).refused("history.year_recorded", year=2021, position=spec.last.position)
    spec.when(carry(irregular="原件另有记载")).irregular("history.year_recorded")
    spec.when(carry(year=2020)).on(PAPER_DAY)
    spec.voided(spec.last.position).when(carry()).then(CARRIED)


@every(st.permutations([(u, y) for u in ("清河镇", "河口镇") for y in (2020, 2021, 2022)]))
def test_years_come_in_any_order(order: list[tuple[str, int]]) -> None:
    spec = COUNTY
    for name, year in order:
        spec = spec.did(carry(unit=name, year=year, on=DAY(year + 1, 2, 1)))
    assert len([r for r in spec.records if r.kind == "history.carried"]) == 6
    for name, year in order:
        spec.when(carry(unit=name, year=year, completion="完成")).refused(
            "history.carried_differs"
        )
