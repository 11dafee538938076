"""回避: recorded with a reason, heeded where an objection is decided; open objections held against the year."""

import datetime as dt
from functools import reduce
from typing import Any

import pytest

from ptaudit.domain.assessment import year_basis
from ptaudit.domain.commands.objections import RecordRecusal
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.record import Ref
from tests.domain.objected import (
    ACCEPTED,
    FILED,
    FIRST,
    accept,
    decide,
    file,
    row,
    ruled,
    withdraw,
)
from tests.domain.scoring import entered
from tests.domain.specification import Spec, say
from tests.domain.years import (
    APPROVE,
    APPROVED,
    COUNTY,
    PUBLISH,
    PUBLISHED,
    REPORT,
    VERIFIED,
    YEAR,
)

DAY = dt.date


def recuse(who: str = "经办A", decision: str = "回避", **more: Any) -> RecordRecusal:
    said = {"objection": "O-2023-001", "reason": "原计分人", "on": DAY(2024, 1, 23), **more}
    return say(RecordRecusal, who=who, decision=decision, **said)


def test_a_recusal_from_an_objection_rests_on_it() -> None:
    outcome = FILED.when(recuse(clerk="epb", stage="复核"))
    outcome.then(
        RecusalRecorded(
            who="经办A", operator="epb", decision="回避", objection="O-2023-001", stage="复核"
        )
    )
    [draft] = outcome.drafts
    assert draft.refs == (Ref(role="cause", id=FIRST.id),)
    assert draft.tags == ("objection:O-2023-001", f"ref:{FIRST.id}", "unit:qinghe", "year:2023")
    assert (draft.organs, draft.reason) == (("MDB",), "原计分人")
    assert FILED.by("epb").when(recuse()).drafts[0].organs == ("EPB",)
    [held] = row(FILED.did(recuse())).recusals
    assert (held.who, held.decision, held.reason) == ("经办A", "回避", "原计分人")


def test_a_recusal_from_a_year() -> None:
    [draft] = FILED.when(recuse(objection=None, year=YEAR, unit="清河镇")).drafts
    assert draft.tags == ("unit:qinghe", "year:2023")


def test_from_what_is_said_and_of_whom_is_known() -> None:
    FILED.when(recuse(objection=None)).malformed("recusal.from_what", who="经办A")
    FILED.when(recuse(clerk="nobody")).not_found("operator.unknown", operator="nobody")
    FILED.when(recuse(objection="O-2023-007")).not_found("objection.unknown", near="O-2023-001")


@pytest.mark.parametrize("members", [("经办A",), ("县目督办主任", "经办A"), ("经办A(县环保局)",)])
def test_who_stands_aside_does_not_decide(members: tuple[str, ...]) -> None:
    spec = ACCEPTED.did(recuse())
    spec.when(decide(members=members)).refused("objection.member_involved", why="已登记回避")
    spec.when(decide(members=members, irregular="人手不足")).irregular("objection.member_involved")
    assert spec.when(decide(members=("县目督办主任", "经办AB"))).drafts
    assert ACCEPTED.when(decide(members=members)).drafts


def test_a_decision_with_somebody_involved_counts_and_is_marked() -> None:
    """The regulation says nothing of recusal: the software annuls nothing for it."""
    spec = ACCEPTED.did(recuse()).did(decide(members="经办A", irregular="人手不足"))
    assert row(spec).status == "已决定"


def test_the_last_word_on_a_person_counts() -> None:
    spec = ACCEPTED.did(recuse())
    back = spec.did(recuse(decision="不回避", reason="经查与本件无关", on=DAY(2024, 1, 24)))
    assert back.when(decide(members="经办A")).drafts


def test_an_operators_name_is_his_too() -> None:
    spec = ACCEPTED.did(recuse("负责计分的同志", clerk="epb"))
    name = spec.registry.operators["epb"].name
    spec.when(decide(members=name)).refused("objection.member_involved", member=name)


@pytest.mark.parametrize(
    ("about", "heeded"),
    [
        ({"year": YEAR}, True),
        ({"year": YEAR, "unit": "清河镇"}, True),
        ({"year": YEAR, "unit": "河口镇"}, False),
        ({"year": 2022}, False),
    ],
)
def test_a_recusal_from_a_year_or_a_unit_in_it(about: dict[str, Any], heeded: bool) -> None:
    outcome = ACCEPTED.did(recuse(objection=None, **about)).when(decide(members="经办A"))
    if heeded:
        outcome.refused("objection.member_involved")
    else:
        assert outcome.drafts


def test_who_registered_the_entry_disputed_does_not_decide() -> None:
    """The entry of *mdb*; another operator may."""
    spec = APPROVED.given(entered(), on=DAY(2024, 1, 6))
    position, name = spec.last.position, spec.registry.operators["mdb"].name
    spec = spec.did(file(against=spec.last.id)).did(accept())
    spec.when(decide(members=name)).refused(
        "objection.member_involved", member=name, why=f"所争议的第{position}号由其登记"
    )
    assert spec.when(decide(members=spec.registry.operators["epb"].name)).drafts
    assert ACCEPTED.when(decide(members=name)).drafts


HOLDING = ruled(VERIFIED, suspends="yes")
#: Filed before the report of 12 January.
EARLY = file(on=DAY(2024, 1, 11))


@pytest.mark.parametrize("spec", [HOLDING, VERIFIED])
def test_by_ruling_an_open_objection_holds_the_report(spec: Spec) -> None:
    held = spec is HOLDING
    assert spec.when(REPORT).drafts
    filed = spec.did(EARLY)
    if not held:
        assert filed.when(REPORT).drafts
        return
    filed.when(REPORT).refused("objection.open", year=YEAR, objections="O-2023-001")
    filed.when(REPORT.model_copy(update={"irregular": "县委要求"})).irregular("objection.open")
    assert filed.did(withdraw(on=DAY(2024, 1, 12))).when(REPORT).drafts
    refused = accept(on=DAY(2024, 1, 12), refuse=True, reason="他人之事")
    assert filed.did(refused).when(REPORT).drafts
    taken_up = filed.did(accept(on=DAY(2024, 1, 12)))
    taken_up.when(REPORT).refused("objection.open")
    assert taken_up.did(decide(on=DAY(2024, 1, 12))).when(REPORT).drafts
    # One of a later day, or of another year, holds nothing.
    assert spec.did(file(on=DAY(2024, 1, 13))).when(REPORT).drafts
    assert spec.did(file(on=DAY(2024, 1, 11), year=2022)).when(REPORT).drafts
    opinion = next(r for r in spec.records if r.kind == "opinion.issued")
    former = file(on=DAY(2024, 1, 11), year=2022, against=opinion.id)
    assert "year:2023" in spec.did(former).last.tags
    assert spec.did(former).when(REPORT).drafts


def test_a_report_in_spite_of_it_counts_for_nothing() -> None:
    spec = HOLDING.did(EARLY).did(REPORT.model_copy(update={"irregular": "县委要求"}))
    spec.when(APPROVE).refused("approval.report_irregular")


def test_by_ruling_an_open_objection_holds_the_circular() -> None:
    spec = ruled(APPROVED, suspends="yes").did(file(on=DAY(2024, 1, 17)))
    spec.when(PUBLISH).refused("objection.open")
    # What carries out a decision waits for no other objection.
    published = ruled(PUBLISHED, suspends="yes").did(file())
    correction = PUBLISH.model_copy(update={"edition": "更正", "on": DAY(2024, 1, 24)})
    assert published.when(correction).drafts
    public = PUBLISH.model_copy(update={"edition": "公开", "on": DAY(2024, 1, 24)})
    published.when(public).refused("objection.open")
    assert APPROVED.did(file(on=DAY(2024, 1, 17))).when(PUBLISH).drafts


def test_an_objection_makes_no_sheet_of_scores() -> None:
    """A unit that only objects is not among those with computed scores."""
    before = reduce(year_basis.evolve, VERIFIED.records, year_basis.Basis())
    objected = VERIFIED.did(file(unit="河口镇", on=DAY(2024, 1, 11)))
    after = reduce(year_basis.evolve, objected.records, year_basis.Basis())
    assert set(after.sheets(YEAR)) == set(before.sheets(YEAR))
    alone = COUNTY.did(file())
    assert reduce(year_basis.evolve, alone.records, year_basis.Basis()).sheets(YEAR) == {}
