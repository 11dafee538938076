"""异议: filed by anybody, late or not; taken up, decided and withdrawn in order, by whom it may be."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.events.objections import (
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.record import Ref
from tests.domain.objected import (
    ACCEPTED,
    BOTH,
    DECIDED,
    FILED,
    FIRST,
    accept,
    decide,
    file,
    row,
    withdraw,
)
from tests.domain.scoring import entered
from tests.domain.specification import Spec, say, unit
from tests.domain.years import APPROVED, COUNTY, PUBLISHED, YEAR

DAY = dt.date


def test_a_unit_objects_and_its_objection_is_numbered_in_the_year_objected_to() -> None:
    outcome = PUBLISHED.when(file(receipt="目督收2024-031", asks="恢复3分", item="R31"))
    outcome.then(
        ObjectionFiled(
            objection="O-2023-001",
            unit="qinghe",
            year=YEAR,
            about="得分",
            item="R31",
            claim="期限前已报完成",
            asks="恢复3分",
            receipt_no="目督收2024-031",
        )
    ).on(DAY(2024, 1, 20))
    [draft] = outcome.drafts
    assert draft.organs == ("UNI:qinghe",)
    assert draft.tags == ("objection:O-2023-001", "unit:qinghe", "year:2023")
    [second] = FILED.when(file(claim="另有一事")).drafts
    assert second.payload.objection == "O-2023-002"  # type: ignore[attr-defined]
    [other] = FILED.when(file(year=2024, on=DAY(2024, 1, 20))).drafts
    assert other.payload.objection == "O-2024-001"  # type: ignore[attr-defined]


def test_anybody_else_objects_and_the_office_registers_it() -> None:
    [draft] = PUBLISHED.when(file(unit=None, by="驻村企业", about="公示")).drafts
    assert draft.organs == ("MDB",)
    assert draft.tags == ("objection:O-2023-001", "year:2023")


def test_the_case_of_the_entry_disputed_is_the_objections_too() -> None:
    """The entry is named, and its finding, year and unit; a paper about all units is not each one's case."""
    spec = PUBLISHED.given(entered(), tags=("finding:F-2022-007", "year:2022"))
    entry = spec.last
    [draft] = spec.when(file(against=entry.id, unit="河口镇")).drafts
    assert draft.refs == (Ref(role="target", id=entry.id),)
    assert draft.tags == (
        "finding:F-2022-007",
        "objection:O-2023-001",
        f"ref:{entry.id}",
        "unit:hekou",
        "unit:qinghe",
        "year:2022",
        "year:2023",
    )
    later = spec.did(file(against=entry.id, unit="河口镇")).when(accept()).drafts[0]
    assert {"finding:F-2022-007", "unit:qinghe", "year:2022"} <= set(later.tags)
    circular = next(r for r in PUBLISHED.records if r.kind == "result.published")
    [draft] = PUBLISHED.when(file(against=circular.id)).drafts
    assert [tag for tag in draft.tags if tag.startswith("unit:")] == ["unit:qinghe"]


def test_what_makes_a_filing_unreadable() -> None:
    PUBLISHED.when(file(unit=None)).malformed("objection.whose")
    PUBLISHED.when(file(by="某人")).malformed("objection.whose")
    PUBLISHED.when(file(objection="O-2024-001")).malformed("objection.number_year", year=2023)
    PUBLISHED.when(file(against="f" * 32)).not_found("entry.unknown")
    PUBLISHED.when(file(unit="无此镇")).not_found("unit.unknown")


def test_the_same_objection_is_recorded_once() -> None:
    FILED.when(file()).already(FIRST.position)
    FILED.when(file(on=DAY(2024, 1, 21), receipt="另一收文")).already(FIRST.position)
    FILED.when(file(objection="O-2023-001")).already(FIRST.position)
    FILED.when(file(claim="另一主张", objection="O-2023-001")).refused("objection.number_taken")
    assert FILED.did(withdraw()).when(file()).drafts


def test_taking_up_names_when_it_will_be_answered() -> None:
    outcome = FILED.when(accept(due="2024-02-20"))
    outcome.then(ObjectionAccepted(objection="O-2023-001", accepted=True, due=DAY(2024, 2, 20)))
    [draft] = outcome.drafts
    assert draft.organs == ("MDB",)
    assert draft.refs == (Ref(role="cause", id=FIRST.id),)
    assert draft.tags == ("objection:O-2023-001", f"ref:{FIRST.id}", "unit:qinghe", "year:2023")
    FILED.when(accept(due="2024-01-21")).malformed("objection.due_before")


def test_not_taking_it_up_needs_a_reason_and_no_day() -> None:
    FILED.when(accept(refuse=True)).malformed("objection.no_reason")
    FILED.when(accept(refuse=True, reason="他人之事", due="2024-02-20")).malformed(
        "objection.due_unasked"
    )
    FILED.when(accept(refuse=True, reason="他人之事")).then(
        ObjectionAccepted(objection="O-2023-001", accepted=False)
    )


@pytest.mark.parametrize("command", [accept, decide, withdraw])
def test_an_objection_nobody_filed(command: Any) -> None:
    kind = {accept: (), decide: ("维持",), withdraw: ()}[command]
    FILED.when(command(*kind, "O-2023-010")).not_found("objection.unknown", near="O-2023-001")
    FILED.when(command(*kind, "17")).not_found("objection.unknown", near="")


def test_a_decision_says_who_decided_and_what_was_found() -> None:
    outcome = ACCEPTED.when(decide(findings="收文在期限之后", recused="经办A"))
    outcome.then(
        ObjectionDecided(
            objection="O-2023-001",
            result="维持",
            decision_no=1,
            findings="收文在期限之后",
            members=("县目督办主任",),
            recused=("经办A",),
        )
    )
    [draft] = outcome.drafts
    assert draft.refs == (Ref(role="cause", id=FIRST.id),)
    assert row(DECIDED).status == "已决定"
    assert row(DECIDED).closed_on == DAY(2024, 1, 24)


def test_a_later_decision_changes_the_one_before() -> None:
    first = DECIDED.last
    DECIDED.when(decide()).already(first.position)
    DECIDED.when(decide(on=None)).already(first.position)
    again = DECIDED.when(decide("撤销", on=DAY(2024, 1, 25), **BOTH))
    [draft] = again.drafts
    assert isinstance(draft.payload, ObjectionDecided)
    assert (draft.payload.decision_no, draft.payload.revises) == (2, first.id)
    twice = decide("撤销", on=DAY(2024, 1, 25), decision_no=1, **BOTH)
    DECIDED.when(twice).refused("objection.decision_taken")
    revised = row(DECIDED.did(decide("撤销", on=DAY(2024, 1, 25), **BOTH)))
    assert revised.decision is not None
    assert revised.decision.result == "撤销"
    assert revised.closed_on == DAY(2024, 1, 24)


@pytest.mark.parametrize("result", ["变更", "撤销"])
@pytest.mark.parametrize("organ", [(), ("CPC",), ("CGV",), ("CPC", "MDB")])
def test_an_approved_result_is_changed_by_both_alone(result: str, organ: tuple[str, ...]) -> None:
    paper: dict[str, Any] = {"basis": "×委纪要〔2024〕9号", "organ": organ}
    ACCEPTED.when(decide(result, **paper)).refused("objection.beyond_authority", year=YEAR)
    ACCEPTED.when(decide(result, irregular="主任会议议定", **paper)).irregular(
        "objection.beyond_authority"
    )
    assert ACCEPTED.when(decide(result, **BOTH)).drafts
    assert ACCEPTED.when(decide("维持", **paper)).drafts


def test_a_decision_without_authority_counts_for_nothing() -> None:
    spec = ACCEPTED.did(decide("变更", irregular="主任会议议定"))
    assert row(spec).status == "已受理"
    assert row(spec).decision is None
    assert len(row(spec).decisions) == 1
    assert row(spec.did(decide("变更", on=DAY(2024, 1, 25), **BOTH))).status == "已决定"


@pytest.mark.parametrize("about", ["问题", "公示", "其他"])
def test_what_is_no_part_of_the_result_is_decided_by_the_office(about: str) -> None:
    spec = PUBLISHED.did(file(about=about)).did(accept())
    assert spec.when(decide("变更")).drafts


def test_before_the_approval_the_office_decides() -> None:
    spec = COUNTY.did(file()).did(accept())
    assert spec.when(decide("变更")).drafts
    # On its own day, though the approval of the 15th is recorded since.
    early = APPROVED.did(file(on=DAY(2024, 1, 10))).did(accept(on=DAY(2024, 1, 11)))
    assert early.when(decide("变更", on=DAY(2024, 1, 14))).drafts
    early.when(decide("变更", on=DAY(2024, 1, 15))).refused("objection.beyond_authority")


def test_an_office_without_competence() -> None:
    ACCEPTED.by("epb").when(decide(organ="EPB")).refused("organ.not_competent")


def test_a_decision_before_it_was_taken_up_is_out_of_order() -> None:
    FILED.when(decide()).refused("objection.not_accepted")
    ACCEPTED.when(decide(on=DAY(2024, 1, 21))).refused("objection.not_accepted")
    spec = FILED.did(decide(irregular="先议后补"))
    assert row(spec).status == "已提出"
    assert [c.code for c in row(spec).contradictions] == ["objection.not_accepted"]
    # The paper that was missing, typed in later, sets it right.
    assert row(spec.did(accept())).status == "已决定"
    refused = FILED.did(accept(refuse=True, reason="他人之事"))
    refused.when(decide()).refused("objection.not_accepted")
    assert row(refused).status == "不予受理"
    assert row(refused).closed_on == DAY(2024, 1, 22)


def test_taken_up_once_and_a_refusal_thought_over() -> None:
    ACCEPTED.when(accept()).already(ACCEPTED.last.position)
    ACCEPTED.when(accept(on=DAY(2024, 1, 23))).refused("objection.answered_before")
    no = accept(on=DAY(2024, 1, 23), refuse=True, reason="他人之事")
    ACCEPTED.when(no).refused("objection.answered_before")
    refused = FILED.did(accept(refuse=True, reason="他人之事"))
    refused.when(no).refused("objection.answered_before")
    assert row(refused.did(accept(on=DAY(2024, 1, 23)))).status == "已受理"
    DECIDED.when(accept(on=DAY(2024, 1, 25))).refused("objection.decided_before")


def test_who_objected_withdraws() -> None:
    outcome = ACCEPTED.when(withdraw())
    outcome.then(ObjectionWithdrawn(objection="O-2023-001"))
    assert outcome.drafts[0].organs == ("UNI:qinghe",)
    other = PUBLISHED.did(file(unit=None, by="驻村企业"))
    assert other.when(withdraw()).drafts[0].organs == ("MDB",)
    DECIDED.when(withdraw(on=DAY(2024, 1, 25))).refused("objection.decided_before")
    gone = ACCEPTED.did(withdraw())
    assert row(gone).status == "已撤回"
    gone.when(decide(on=DAY(2024, 1, 25))).refused("objection.withdrawn_before")
    gone.when(accept(on=DAY(2024, 1, 25))).refused("objection.withdrawn_before")
    gone.when(withdraw(on=DAY(2024, 1, 25))).refused("objection.withdrawn_before")


def test_an_act_before_the_filing_is_out_of_order() -> None:
    FILED.when(accept(on=DAY(2024, 1, 19))).refused("objection.not_filed")
    FILED.when(withdraw(on=DAY(2024, 1, 19))).refused("objection.not_filed")


def test_a_number_used_twice_is_shown() -> None:
    spec = FILED.given(FIRST.payload.model_copy(update={"claim": "另一主张"}))
    found = row(spec)
    assert [c.code for c in found.contradictions] == ["objection.filed_twice"]
    assert found.filed is not None
    assert found.filed.claim == "期限前已报完成"


def test_the_disputed_entry_may_be_void_the_filing_rests_under_what_follows() -> None:
    """An objection does not rest on what it disputes; its later acts rest on its own first entry."""
    spec = COUNTY.given(entered())
    entry = spec.last
    spec = spec.did(file(against=entry.id))
    filed = spec.last
    assert spec.by("epb").when(say(VoidRecord, target=entry.id, reason="误录")).drafts
    spec = spec.did(accept())
    spec.when(say(VoidRecord, target=filed.id, reason="误录")).refused("void.rested_on")


def test_the_units_registration_is_still_rested_on() -> None:
    spec = Spec().given(unit("qinghe", "清河镇"))
    registered = spec.last
    spec = spec.did(file())
    spec.when(say(VoidRecord, target=registered.id, reason="误录")).refused("void.rested_on")
