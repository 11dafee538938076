"""A decision takes its place among the entries by its own day, whenever it is typed in."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    RaiseFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.decider import Context
from ptaudit.domain.deciders import decider_for
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.several import Findings as Cases
from ptaudit.domain.findings.several import gather
from ptaudit.domain.foundation import Foundation
from ptaudit.domain.record import Irregular, Record
from ptaudit.domain.ruling import rule_on
from tests.domain.specification import Spec, say, unit

DAY = dt.date
CASE = "F-2024-001"
COUNTY = Spec(operator="epb", today=DAY(2024, 6, 1)).given(unit("qinghe", "清河镇"))
RAISE = say(RaiseFinding, units="清河镇", issue="粪污直排", on="2024-01-02", finding=CASE)
ORDER = say(OrderRectification, finding=CASE, deadline="2024-02-20", on="2024-01-03")
SUBMIT = say(SubmitRectification, finding=CASE, on="2024-02-01")
VERIFY = say(VerifyRectification, finding=CASE, result="通过", on="2024-02-02")
CLOSE = say(CloseFinding, finding=CASE, on="2024-02-03")
REST = (ORDER, SUBMIT, VERIFY, CLOSE)


def folded(spec: Spec) -> Finding:
    cases = Cases()
    for record in clocks.known(spec.records):
        cases = gather(cases, record)
    return cases.cases[CASE]


def test_in_order_nothing_is_irregular() -> None:
    spec = COUNTY
    for command in (RAISE, *REST):
        spec = spec.did(command)
    assert [r.irregular for r in spec.records if r.irregular] == []
    assert folded(spec).contradictions == ()


def test_a_breach_is_refused_or_recorded_with_its_reason() -> None:
    spec = COUNTY.did(RAISE).did(ORDER)
    spec.when(CLOSE).refused("finding.unverified", finding=CASE)
    [draft] = spec.when(CLOSE.model_copy(update={"irregular": "会上已定"})).drafts
    assert draft.irregular == (Irregular(code="finding.unverified", reason="会上已定"),)
    [draft] = spec.when(CLOSE, hypothetical=True).drafts
    assert draft.irregular is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DAY(2024, 1, 1), "finding.not_raised"),
        (DAY(2024, 1, 2), "finding.not_ordered"),
        (DAY(2024, 1, 3), None),
        (DAY(2024, 2, 2), None),
        (DAY(2024, 2, 4), "finding.already_closed"),
    ],
)
def test_an_act_is_judged_by_its_own_day(day: DAY, code: str | None) -> None:
    spec = COUNTY
    for command in (RAISE, ORDER, VERIFY, CLOSE):
        spec = spec.did(command)
    outcome = spec.when(SUBMIT.model_copy(update={"on": day}))
    if code is None:
        outcome.on(day).irregular()
    else:
        outcome.refused(code)


def test_a_late_entry_that_makes_a_later_one_impossible_is_a_breach() -> None:
    spec = COUNTY
    for command in (RAISE, ORDER, SUBMIT, VERIFY, CLOSE):
        spec = spec.did(command)
    failed = say(VerifyRectification, finding=CASE, result="不通过", on="2024-02-02")
    spec.when(failed.model_copy(update={"on": DAY(2024, 2, 1)})).irregular()
    early = CLOSE.model_copy(update={"on": DAY(2024, 2, 2)})
    spec.when(early).refused("finding.already_closed")


def test_what_was_contradictory_before_is_no_fault_of_the_next_act() -> None:
    broken = COUNTY.did(RAISE).did(ORDER).did(CLOSE.model_copy(update={"irregular": "会上已定"}))
    assert [c.code for c in folded(broken).contradictions] == ["finding.unverified"]
    broken.when(SUBMIT).irregular()


def test_the_missing_paper_typed_in_later_heals_the_order() -> None:
    spec = COUNTY.did(RAISE).did(ORDER).did(CLOSE.model_copy(update={"irregular": "先销号"}))
    healed = spec.did(SUBMIT).did(VERIFY)
    assert folded(healed).contradictions == ()
    assert folded(healed).closed is not None


def test_a_repeat_is_found_as_the_entries_stand() -> None:
    spec = COUNTY.did(RAISE).did(ORDER).did(SUBMIT)
    spec.when(SUBMIT).already(spec.last.position)
    spec.when(SUBMIT.model_copy(update={"receipt": "收文1"})).irregular()
    spec.when(SUBMIT.model_copy(update={"on": DAY(2024, 2, 2)})).irregular()
    spec.voided(spec.last.position).when(SUBMIT).irregular()


class Unread(list[Record]):
    """Entries that nobody may go through."""

    def __iter__(self) -> Iterator[Record]:
        raise AssertionError("gone through")


def test_an_act_that_contradicts_nothing_goes_through_no_other_entry() -> None:
    spec = COUNTY.did(RAISE).did(ORDER)
    decider = decider_for(SubmitRectification)
    boundary = decider.boundary(SUBMIT, spec.registry)
    foundation = Foundation(decider, spec.select(boundary.matches))
    foundation.records = Unread(foundation.records)
    context = Context("epb", spec.today, spec.registry, lambda: "f" * 32)
    assert len(rule_on(foundation, SUBMIT, context, spec.last.position).drafts) == 1


@every(st.permutations(REST))
def test_typed_in_any_order_the_case_ends_the_same(order: list[Command]) -> None:
    spec = COUNTY.did(RAISE)
    for command in order:
        spec = spec.did(command.model_copy(update={"irregular": "补录"}))
    row = folded(spec)
    assert row.contradictions == ()
    assert row.closed is not None
    assert row.closed.on == CLOSE.on
    for command in (RAISE, SUBMIT, VERIFY, CLOSE):
        [position] = [
            r.position for r in spec.records if (r.payload.kind, r.effective) == _said(command)
        ]
        spec.when(command).already(position)


def _said(command: Command) -> tuple[str, dt.date | None]:
    return command.event().kind, command.on
