"""年度进度: how far a year has come, how finely it is recorded, and 程序核查 (第十五、十六条)."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DeviateProcedure,
    DoReview,
    IssueOpinion,
    SubmitReport,
    VerifyOpinion,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.commands.selfchecks import ReturnSubmission
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.projections.cycle import (
    cycle,
    irregularities,
    level,
    papers_of,
    recorded_after_approval,
    stage,
)
from tests.domain import years
from tests.projections.counties import (
    County,
    Step,
    assert_stored_is_folded,
    assert_view_is_a_cut,
    time,
)

DAY = dt.date
YEAR = 2023
UNITS = ("清河镇", "河口镇", "水利局")


def step(recorded: dt.datetime, operator: str, kind: type[Command], **said: Any) -> Step:
    return recorded, operator, kind.model_validate({"year": YEAR, **said})


def review(recorded: dt.datetime, on: dt.date) -> Step:
    rows = [{"unit": unit} for unit in UNITS]
    return step(recorded, "epb", DoReview, units=rows, on=on)


def opinion(recorded: dt.datetime, sequence: str, on: dt.date, **more: Any) -> Step:
    scores = {"A": (("清河镇", "90.00"), ("河口镇", "80.00")), "B": (("水利局", "95.00"),)}
    rows = [{"unit": unit, "score": score} for unit, score in scores[sequence]]
    said = {"sequence": sequence, "scores": rows, "on": on, **more}
    return step(recorded, "epb", IssueOpinion, **said)


def verify(recorded: dt.datetime, sequence: str, on: dt.date) -> Step:
    return step(recorded, "mdb", VerifyOpinion, sequence=sequence, on=on)


def report(recorded: dt.datetime, on: dt.date) -> Step:
    return step(recorded, "mdb", SubmitReport, computed=True, on=on)


def approve(recorded: dt.datetime, on: dt.date, by: str = "县委,县政府", **more: Any) -> Step:
    said = {"by": by, "on": on, "basis": "×委纪要〔2024〕3号", **more}
    return step(recorded, "mdb", ApproveResult, **said)


def publish(recorded: dt.datetime, on: dt.date, **more: Any) -> Step:
    said = {"on": on, "basis": "×委办〔2024〕5号", **more}
    return step(recorded, "mdb", PublishResult, **said)


def returned(recorded: dt.datetime, on: dt.date) -> Step:
    def said(county: County) -> Command:
        target = county.entry("report.submitted")
        return ReturnSubmission(target=target, reason="数据有误", on=on, basis=years.PAPER)

    return recorded, "mdb", said


def corrected(recorded: dt.datetime, kind: str, on: dt.date) -> Step:
    """The day of the last entry of *kind* was mistyped."""

    def said(county: County) -> Command:
        return CorrectRecord.model_validate(
            {"target": county.entry(kind), "set": [f"on={on}"], "reason": "日期录错"}
        )

    return recorded, "epb" if kind == "review.done" else "mdb", said


def voided(recorded: dt.datetime, kind: str) -> Step:
    def said(county: County) -> Command:
        return VoidRecord(target=county.entry(kind), reason="误录")

    return recorded, "mdb", said


#: An opinion typed before its review, an early circular, a returned report, the approval typed late.
STEPS: tuple[Step, ...] = (
    opinion(time(2024, 1, 8), "A", DAY(2024, 1, 8), irregular="先出意见"),
    review(time(2024, 1, 9), DAY(2024, 1, 5)),
    opinion(time(2024, 1, 9), "B", DAY(2024, 1, 8)),
    verify(time(2024, 1, 10), "A", DAY(2024, 1, 10)),
    verify(time(2024, 1, 10), "B", DAY(2024, 1, 10)),
    report(time(2024, 1, 12), DAY(2024, 1, 12)),
    returned(time(2024, 1, 13), DAY(2024, 1, 13)),
    report(time(2024, 1, 14), DAY(2024, 1, 14)),
    publish(time(2024, 1, 18), DAY(2024, 1, 18), irregular="已印发"),
    approve(time(2024, 1, 20), DAY(2024, 1, 16), "县委"),
    approve(time(2024, 1, 22), DAY(2024, 1, 17), "县政府"),
    step(
        time(2024, 1, 25),
        "mdb",
        DeviateProcedure,
        step="自查",
        approved_by="县绩效委",
        reason="未要求自查",
        on=DAY(2024, 1, 6),
    ),
)
CORRECTED: tuple[Step, ...] = (
    *STEPS[:5],
    corrected(time(2024, 1, 11), "review.done", DAY(2024, 1, 9)),
    voided(time(2024, 1, 12), "opinion.verified"),
)


@lru_cache
def county(steps: tuple[Step, ...]) -> County:
    """A ledger only read from, so that it is written once for every test that asks of it."""
    return County.of(steps)


def row(steps: tuple[Step, ...], on: dt.date | None = None) -> Cycle:
    return county(steps).app.view(None, on).row(cycle, str(YEAR))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (0, "未启动"),
        (1, "启动"),
        (2, "汇总"),
        (3, "汇总"),
        (5, "报告"),
        (6, "报审"),
        (7, "报告"),
        (8, "报审"),
        (9, "报审"),
        (10, "报审"),
        (11, "通报"),
    ],
)
def test_a_year_has_come_as_far_as_the_acts_that_count(typed: int, expected: str) -> None:
    assert stage(row(STEPS[:typed])) == expected


def test_an_opened_year_is_begun_and_a_published_one_was_approved_first() -> None:
    opened = step(time(2023, 3, 1), "mdb", OpenYear, due=[], on=DAY(2023, 3, 1))
    assert stage(row((opened,))) == "启动"
    approved = (*STEPS[:8], approve(time(2024, 1, 20), DAY(2024, 1, 16)))
    assert stage(row(approved)) == "审定"
    assert stage(row((*approved, publish(time(2024, 1, 21), DAY(2024, 1, 18))))) == "通报"


def test_the_approval_typed_late_makes_the_circular_count_and_not_before() -> None:
    app = county(STEPS).app
    last = app.ledger.head().size
    assert stage(app.view(f"第{last - 2}号").row(cycle, "2023")) == "报审"
    assert stage(app.view().row(cycle, "2023")) == "通报"
    # About the day before the approval, today's knowledge still has none.
    assert stage(app.view(None, DAY(2024, 1, 16)).row(cycle, "2023")) == "报审"
    assert stage(app.view(None, DAY(2024, 1, 17)).row(cycle, "2023")) == "审定"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ((), "未登记"),
        (("history.carried",), "结转"),
        (("history.carried", "year.opened"), "结转"),
        (("year.opened",), "结果级"),
        (("opinion.issued", "opinion.verified"), "结果级"),
        (("finding.raised",), "台账级"),
        (("selfcheck.filed", "target.issued"), "台账级"),
        (("finding.raised", "score.entered"), "计分级"),
    ],
)
def test_the_level_follows_from_what_is_recorded(seen: tuple[str, ...], expected: str) -> None:
    assert level(Cycle(YEAR, seen=seen)) == expected


def test_scores_approved_without_a_report_make_a_year_of_results() -> None:
    scores = [{"unit": "清河镇", "score": "90.00"}]
    steps = (
        review(time(2024, 1, 9), DAY(2024, 1, 5)),
        approve(time(2024, 1, 20), DAY(2024, 1, 16), scores=scores),
    )
    assert level(row(steps[:1])) == "台账级"
    assert level(row(steps)) == "结果级"
    assert irregularities(row(steps)) == ()


def test_a_carried_year_has_no_procedure() -> None:
    carried = CarryHistory.model_validate(
        {"unit": "清河镇", "year": 2020, "completion": "完成", "basis": "×委办〔2021〕4号"}
        | {"on": "2021-02-01"}
    )
    ledger = county(((time(2024, 1, 9), "mdb", carried),))
    found = ledger.app.view().row(cycle, "2020")
    assert (level(found), stage(found)) == ("结转", "未启动")


@pytest.mark.parametrize(
    ("position", "on", "marked"),
    [
        (40, DAY(2024, 1, 15), False),
        (41, DAY(2024, 1, 15), False),
        (42, DAY(2024, 1, 15), True),
        (42, DAY(2024, 1, 16), True),
        (42, DAY(2024, 1, 17), False),
    ],
)
def test_recorded_after_the_approval_about_before_it(
    position: int, on: dt.date, marked: bool
) -> None:
    found = row((*STEPS[:8], approve(time(2024, 1, 20), DAY(2024, 1, 16)))).approval
    assert found is not None
    moved = position - 41 + found.position
    assert recorded_after_approval(moved, on, found) is marked
    assert not recorded_after_approval(moved, on, None)


def test_what_is_irregular_is_listed_until_it_is_healed() -> None:
    first = irregularities(row(STEPS[:1]))
    assert [(found.on, found.codes) for found in first] == [
        (DAY(2024, 1, 8), ("opinion.not_reviewed",))
    ]
    assert irregularities(row(STEPS[:2])) == ()
    assert [found.codes for found in irregularities(row(STEPS[:9]))] == [("publish.not_approved",)]
    assert irregularities(row(STEPS)) == ()


@pytest.mark.parametrize("steps", [STEPS, CORRECTED])
def test_stored_rows_are_those_of_a_full_replay(steps: Sequence[Step]) -> None:
    assert_stored_is_folded(steps, cycle)


@pytest.mark.parametrize("steps", [STEPS, CORRECTED])
def test_a_view_at_t_is_the_view_of_a_ledger_cut_at_t(steps: Sequence[Step]) -> None:
    assert_view_is_a_cut(steps, cycle, [DAY(2024, 1, 9), DAY(2024, 1, 17), DAY(2024, 1, 25)])


@settings(deadline=None)
@given(st.sampled_from([STEPS, CORRECTED]), st.dates(DAY(2024, 1, 1), DAY(2024, 1, 31)))
def test_a_row_holds_only_what_had_happened_by_its_day(
    steps: tuple[Step, ...], on: dt.date
) -> None:
    found = row(steps, on)
    assert all(paper.on <= on for paper in papers_of(found))
    assert found.at[0] <= on


def test_corrections_are_judged_again() -> None:
    assert irregularities(row(CORRECTED[:5])) == ()
    late = irregularities(row(CORRECTED[:6]))
    assert {code for found in late for code in found.codes} == {
        "opinion.not_reviewed",
        "verify.no_opinion",
    }
    assert len(row(CORRECTED).verifications) == 1


def test_an_entry_corrected_to_another_year_leaves_the_row() -> None:
    spec = years.COUNTY.by("epb").did(years.review())
    moved = spec.last.payload.model_copy(update={"year": 2022})
    records = spec.corrected(spec.last.position, moved).records
    own = [r for r in records if r.kind in ("review.done", "record.corrected")]
    assert cycle.fold("2023", own).reviews == ()
