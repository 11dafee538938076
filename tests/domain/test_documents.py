"""第十一、十四条: who received which document, found by its number among what reaches the addressee."""

import datetime as dt

import pytest

from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.commands.targets import IssueRules, IssueTargets, ServeDocument
from ptaudit.domain.events.targets import DocumentServed, ServedDocument
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.fold import evolve, initial
from tests.domain.specification import Spec, say, unit

ORDERED = dt.date(2023, 11, 6)
SERVED = dt.date(2023, 11, 8)
DAY = dt.timedelta(1)
LETTER = "×环函〔2023〕17号"
SPEC = Spec().given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("slj", "县水利局", "部门")
)


def ordered(units: str = "清河镇", issue: str = "直排") -> Spec:
    return SPEC.by("epb").did(
        say(
            RaiseFinding,
            units=units,
            issue=issue,
            on=ORDERED,
            days=30,
            deadline_kind="自然日",
            basis=LETTER,
        )
    )


def serve(**said: object) -> ServeDocument:
    return say(ServeDocument, **{"doc_no": LETTER, "to": "清河镇", "on": SERVED, **said})


def finding(spec: Spec, name: str = "F-2023-001") -> Finding:
    state = initial(name)
    for record in spec.records:
        if f"finding:{name}" in record.tags:
            state = evolve(state, record)
    return state


def test_the_order_is_found_by_its_number_and_its_finding_sees_the_service() -> None:
    spec = ordered()
    [draft] = spec.when(serve(receipt="收文2023-99")).drafts
    assert draft.payload == DocumentServed(
        document=ServedDocument(id=spec.last.id, doc_no=LETTER),
        to="qinghe",
        method="直接送达",
        receipt_no="收文2023-99",
    )
    assert spec.last.kind == "rectification.ordered"
    assert draft.organs == ("UNI:qinghe",)
    assert draft.tags == (
        "finding:F-2023-001",
        f"ref:{spec.last.id}",
        "unit:qinghe",
        "year:2023",
    )
    before, after = finding(spec), finding(spec.did(serve()))
    registry = spec.registry
    assert deadlines.deadline(before, registry, SERVED) == dt.date(2023, 12, 6)
    assert deadlines.deadline(after, registry, SERVED) == dt.date(2023, 12, 8)


def test_one_notice_of_targets_and_rules_is_received_once() -> None:
    row = {"unit": "清河镇", "code": "A1", "name": "优良水体", "binding": True, "article": "9.2"}
    targets = say(
        IssueTargets,
        year=2023,
        targets=(row,),
        basis="×绩委〔2023〕1号",
        irregular="无草案",
        on=dt.date(2023, 3, 1),
    )
    rules = say(
        IssueRules,
        year=2023,
        applies_to="A",
        items=(
            {
                "code": "A1",
                "name": "水",
                "group": "8.2",
                "mode": "核定",
                "points": "100",
                "rule_text": "核定",
            },
        ),
        full_marks="100",
        basis="×绩委〔2023〕1号",
        irregular="无草案",
        on=dt.date(2023, 3, 1),
    )
    spec = SPEC.did(rules).did(targets)
    [draft] = spec.when(serve(doc_no="×绩委〔2023〕1号", on=dt.date(2023, 3, 1))).drafts
    assert spec.last.kind == "target.issued"
    assert isinstance(draft.payload, DocumentServed)
    assert draft.payload.document.id == spec.last.id


def test_a_letter_about_two_findings_is_served_for_both() -> None:
    spec = ordered()
    other = say(
        RaiseFinding, units="清河镇", issue="堆放", on=ORDERED, deadline="2023-12-20", basis=LETTER
    )
    spec = spec.did(other).did(serve())
    assert [len(finding(spec, f"F-2023-00{n}").orders[0].served) for n in (1, 2)] == [1, 1]


def test_each_addressee_is_served_by_itself_and_only_what_reaches_it() -> None:
    spec = ordered("清河镇、河口镇")
    drafts = spec.when(serve(to="清河镇、河口镇")).drafts
    assert [d.organs for d in drafts] == [("UNI:qinghe",), ("UNI:hekou",)]
    [stranger] = ordered().when(serve(to="河口镇")).drafts
    assert isinstance(stranger.payload, DocumentServed)
    assert (stranger.payload.document.id, stranger.tags) == (None, ("unit:hekou",))
    both = ordered().when(serve(to="清河镇、河口镇")).drafts
    assert [d.tags[-1] for d in both if "finding:F-2023-001" in d.tags] == ["year:2023"]


def test_a_paper_the_ledger_does_not_hold_is_served_by_its_number() -> None:
    [draft] = SPEC.when(serve()).drafts
    assert draft.payload == DocumentServed(
        document=ServedDocument(doc_no=LETTER), to="qinghe", method="直接送达"
    )


@pytest.mark.parametrize("by_entry", [True, False])
def test_service_is_not_before_the_document(by_entry: bool) -> None:
    spec = ordered()
    named = {"document": spec.last.id} if by_entry else {}
    spec.when(serve(on=ORDERED - DAY, **named)).malformed("document.served_before")
    assert spec.when(serve(on=ORDERED, **named)).drafts


def test_the_entry_may_be_named() -> None:
    spec = ordered()
    [draft] = spec.when(serve(document=spec.last.id, doc_no="函件")).drafts
    assert isinstance(draft.payload, DocumentServed)
    assert draft.payload.document == ServedDocument(id=spec.last.id, doc_no="函件")
    assert "finding:F-2023-001" in draft.tags
    spec.when(serve(document="e" * 32)).not_found("entry.unknown")


def test_a_later_order_has_its_own_service() -> None:
    spec = ordered()
    later = say(
        OrderRectification,
        finding="F-2023-001",
        deadline="2023-12-31",
        on=ORDERED + DAY,
        basis="×环函〔2023〕20号",
    )
    spec = spec.did(later).did(serve(doc_no="×环函〔2023〕20号"))
    assert [len(order.served) for order in finding(spec).orders] == [0, 1]


def test_rules_of_a_sequence_reach_every_unit_of_it_and_no_other() -> None:
    item = {
        "code": "R1",
        "name": "巡河",
        "group": "8.2",
        "mode": "核定",
        "points": 100,
        "rule_text": "巡河",
    }
    rules = say(
        IssueRules,
        year=2023,
        applies_to="A",
        items=(item,),
        full_marks=100,
        on=ORDERED,
        basis=LETTER,
        irregular="无草案",
    )
    spec = SPEC.did(rules)
    drafts = spec.when(serve(to="清河镇、县水利局")).drafts
    ids = [d.payload.document.id for d in drafts if isinstance(d.payload, DocumentServed)]
    assert ids == [spec.last.id, None]
    assert drafts[0].tags == (f"ref:{spec.last.id}", "unit:qinghe", "year:2023")


def test_an_organ_receives_by_its_name() -> None:
    [draft] = SPEC.when(serve(to="县委")).drafts
    assert (draft.organs, draft.tags) == (("CPC",), ())
    [named] = ordered().when(serve(to="UNI:qinghe")).drafts
    assert named.organs == ("UNI:qinghe",)


def test_saying_it_twice_records_it_once() -> None:
    spec = ordered().did(serve())
    spec.when(serve()).already(spec.last.position)
