"""更正与作废: an entry is answered by another entry, in its own words, once, by who may."""

import datetime as dt
from decimal import Decimal
from typing import Literal

import pytest

from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding, SubmitRectification
from ptaudit.domain.events.assessment import ApprovedScore, ResultApproved, ScoreEntered
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.record import Record
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec(operator="epb").given(unit("qinghe", "清河镇"), unit("hekou", "河口镇"))
RAISED = COUNTY.did(RaiseFinding(units=("清河镇",), issue="粪污直排", on=DAY(2023, 11, 3)))
ORDERED = RAISED.did(
    OrderRectification(finding="F-2023-001", on=DAY(2023, 11, 6), deadline=DAY(2023, 12, 20))
)
SUBMITTED = ORDERED.did(SubmitRectification(finding="F-2023-001", on=DAY(2023, 12, 18)))


def entry(spec: Spec, kind: str) -> Record:
    return next(r for r in reversed(spec.records) if r.kind == kind)


def correct(spec: Spec, kind: str, *changes: tuple[str, object], **more: object) -> CorrectRecord:
    target = entry(spec, kind).id
    return CorrectRecord.model_validate(
        {"target": target, "set": changes, "reason": "录入有误", **more}
    )


def replaced(spec: Spec, command: CorrectRecord) -> RecordCorrected:
    [draft] = spec.when(command).drafts
    assert isinstance(draft.payload, RecordCorrected)
    return draft.payload


def test_a_correction_is_complete_and_changes_what_it_names() -> None:
    command = correct(SUBMITTED, "rectification.submitted", ("receipt_no", "收文2023-0412"))
    event = replaced(SUBMITTED, command)
    assert event.replacement.effective == DAY(2023, 12, 18)
    assert event.replacement.payload == {
        "finding": "F-2023-001",
        "unit": "qinghe",
        "receipt_no": "收文2023-0412",
    }


def test_the_day_of_the_act_is_corrected_by_on() -> None:
    event = replaced(
        SUBMITTED, correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-21"))
    )
    assert event.replacement.effective == DAY(2023, 12, 21)


def test_units_are_named_as_people_name_them_and_tags_follow() -> None:
    event = replaced(SUBMITTED, correct(SUBMITTED, "finding.raised", ("units", "河口镇")))
    assert event.replacement.payload["units"] == ["hekou"]
    assert "unit:hekou" in event.replacement.tags
    [draft] = SUBMITTED.when(correct(SUBMITTED, "finding.raised", ("units", "河口镇"))).drafts
    assert {"unit:hekou", "unit:qinghe", "finding:F-2023-001"} <= set(draft.tags)


def test_a_correction_that_changes_nothing_is_none() -> None:
    same = correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-18"))
    SUBMITTED.when(same).already(entry(SUBMITTED, "rectification.submitted").position)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("mesures", "x"), "correction.no_field"),
        (("letter", "口信"), "correction.bad_value"),
        (("order_version", "８"), "correction.bad_value"),
        (("measures.0.text", "拆\u0007除"), "correction.bad_value"),
        (("on", "某日"), "correction.bad_value"),
        (("on", "2024-13-05"), "correction.bad_value"),
        (("on", "2024-01-26"), "date.future"),
        (("measures.3.no", 1), "correction.no_field"),
    ],
)
def test_what_does_not_fit_is_refused(change: tuple[str, object], code: str) -> None:
    ORDERED.when(correct(ORDERED, "rectification.ordered", change)).malformed(code)


def test_a_second_correction_names_the_first() -> None:
    first = correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-21"))
    corrected = SUBMITTED.did(first)
    second = correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-22"))
    assert corrected.when(second).failure is not None
    named = second.model_copy(update={"supersedes": corrected.last.id})
    assert corrected.when(named).drafts


def test_corrections_are_not_targets() -> None:
    corrected = SUBMITTED.did(correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-21")))
    corrected.when(VoidRecord(target=corrected.last.id, reason="误")).malformed(
        "correction.of_correction"
    )


def test_a_void_waits_for_what_rests_on_its_target() -> None:
    served = RAISED.did(
        OrderRectification(
            finding="F-2023-001",
            on=DAY(2023, 11, 6),
            deadline=DAY(2023, 12, 20),
            served=DAY(2023, 11, 7),
        )
    )
    order, service = served.records[-2:]
    alone = VoidRecord(target=order.id, reason="误录")
    served.when(alone).refused("void.rested_on", resting=f"第{service.position}号")
    served.when(alone.model_copy(update={"also": (service.id,)})).then(
        RecordVoided(target=service.id), RecordVoided(target=order.id)
    )


def test_a_whole_case_rests_on_the_entry_it_began_with() -> None:
    first = entry(SUBMITTED, "finding.raised")
    rest = "、".join(f"第{r.position}号" for r in SUBMITTED.records[first.position :])
    SUBMITTED.when(VoidRecord(target=first.id, reason="误录")).refused(
        "void.rested_on", resting=rest
    )


def test_a_unit_that_is_spoken_of_is_not_voided() -> None:
    hekou, qinghe = entry(COUNTY, "unit.registered"), COUNTY.records[-2]
    spec = RAISED.by("mdb")
    spec.when(VoidRecord(target=qinghe.id, reason="误录")).refused(
        "void.rested_on", resting=f"第{RAISED.last.position}号"
    )
    spec.when(VoidRecord(target=hekou.id, reason="误录")).then(RecordVoided(target=hekou.id))


def test_the_opening_stays() -> None:
    first = COUNTY.records[0]
    COUNTY.when(VoidRecord(target=first.id, reason="误")).malformed("correction.of_opening")


def test_points_are_typed_plainly() -> None:
    spec = approved("CPC")
    event = replaced(spec, correct(spec, "score.entered", ("amount", "-1")))
    assert event.replacement.payload["amount"] == "-1.00"
    for text in ("-８", "1e1", "+1", "1.234"):
        spec.when(correct(spec, "score.entered", ("amount", text))).malformed(
            "correction.bad_value", field="amount", value=text
        )


def test_a_void_is_undone_by_correcting_to_the_former_content() -> None:
    voided = SUBMITTED.did(VoidRecord(target=SUBMITTED.last.id, reason="误录"))
    voided.when(VoidRecord(target=SUBMITTED.last.id, reason="误录")).already(voided.last.position)
    back = correct(SUBMITTED, "rectification.submitted", ("on", "2023-12-18"))
    assert isinstance(voided.when(back).drafts[0].payload, RecordCorrected)


def approved(*organs: Literal["CPC", "CGV"]) -> Spec:
    entered = ScoreEntered(
        entry_no=1,
        unit="qinghe",
        year=2023,
        stage="审核",
        item="R31",
        amount=Decimal("-3.00"),
        award="增减",
        rules_version=1,
    )
    event = ResultApproved(
        year=2023,
        approving=organs,
        scores=(ApprovedScore(unit="qinghe", score=Decimal("87.50")),),
        form="会议",
    )
    return COUNTY.given(entered).given(event, basis="×委纪要〔2024〕3号")


@pytest.mark.parametrize(
    ("organs", "barred"), [(("CGV", "CPC"), True), (("CPC",), False), (("CGV",), False)]
)
def test_after_both_have_approved_scores_change_only_by_their_decision(
    organs: tuple[Literal["CPC", "CGV"], ...], barred: bool
) -> None:
    spec = approved(*organs)
    outcome = spec.when(correct(spec, "score.entered", ("amount", "-1")))
    if barred:
        outcome.refused("correction.after_approval", year=2023)
    else:
        assert outcome.drafts


def test_a_what_if_may_void_what_a_decision_may_not() -> None:
    spec = approved("CGV", "CPC")
    target = entry(spec, "score.entered").id
    assert spec.when(VoidRecord(target=target, reason="假设"), hypothetical=True).drafts


def test_another_desks_entry_is_not_this_desks_to_correct() -> None:
    spec = approved("CPC").by("epb")
    command = correct(spec, "result.approved", ("meeting", "第4次"))
    spec.when(command).refused("desk.no_grant")


def test_evidence_joins_an_entry() -> None:
    target = SUBMITTED.last
    SUBMITTED.when(AttachEvidence(target=target.id)).malformed("evidence.nothing")
    SUBMITTED.when(AttachEvidence(target=target.id, receipt="收文2023-0412")).then(
        EvidenceAttached(target=target.id, receipt_no="收文2023-0412")
    )
    SUBMITTED.when(AttachEvidence(target="f" * 32, receipt="x")).not_found("entry.unknown")


def test_a_correction_names_registered_units_only() -> None:
    """A unit keeps its code; other entries name units by theirs, or by names that are known."""
    finding = RAISED.last
    RAISED.when(
        CorrectRecord(target=finding.id, set=(("units", "清合镇"),), reason="误录")
    ).not_found("unit.unknown", name="清合镇")
    RAISED.when(
        CorrectRecord(target=finding.id, set=(("units", '["qinghe","nobody"]'),), reason="误录")
    ).not_found("unit.unknown", name="nobody")
    town = next(r for r in RAISED.records if r.kind == "unit.registered")
    RAISED.by("mdb").when(
        CorrectRecord(target=town.id, set=(("unit", "other"),), reason="误录")
    ).malformed("correction.bad_value", field="unit")
