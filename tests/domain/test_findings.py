"""第十四条: what may be recorded of a finding, in which order, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    NotifyFinding,
    OrderRectification,
    RaiseFinding,
    ReopenFinding,
    RequestExtension,
    SaidMeasure,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.findings import (
    Deadline,
    ExtensionDecided,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    Measure,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.findings.decider import boundary
from tests.domain.specification import Spec, unit

DAY = dt.date
LETTER = "×环函〔2023〕17号"
PAPER = (BasisDocument(doc_no=LETTER),)
COUNTY = Spec(operator="epb").given(unit("qinghe", "清河镇"), unit("hekou", "河口镇"))
RAISE = RaiseFinding(units=("清河镇",), issue="粪污直排", on=DAY(2023, 11, 3))
ORDER = OrderRectification(
    finding="F-2023-001", on=DAY(2023, 11, 6), deadline=DAY(2023, 12, 20), basis=PAPER
)
RAISED = COUNTY.did(RAISE)
ORDERED = RAISED.did(ORDER)
SUBMIT = SubmitRectification(finding="F-2023-001", on=DAY(2023, 12, 18), receipt="收文2023-0412")
VERIFY = VerifyRectification(finding="F-2023-001", result="通过", on=DAY(2023, 12, 28))
CLOSE = CloseFinding(finding="F-2023-001", on=DAY(2023, 12, 29))


def raised(finding: str = "F-2023-001", units: tuple[str, ...] = ("qinghe",)) -> FindingRaised:
    return FindingRaised(
        finding=finding,
        units=units,
        issue="粪污直排",
        source="日常检查",
        discovered_on=DAY(2023, 11, 3),
    )


def test_a_finding_takes_the_next_number_of_its_year() -> None:
    COUNTY.when(RAISE).then(raised())
    RAISED.when(RAISE.model_copy(update={"units": ("河口镇",)})).then(
        raised("F-2023-002", ("hekou",))
    )


def test_each_year_numbers_its_own() -> None:
    """A decision about a number rests on its year alone, however long the ledger is."""
    later = RAISE.model_copy(update={"on": DAY(2024, 1, 5), "discovered_on": DAY(2024, 1, 5)})
    [draft] = RAISED.when(later).drafts
    assert isinstance(draft.payload, FindingRaised)
    assert draft.payload.finding == "F-2024-001"
    selected = {r.kind for r in RAISED.select(boundary(later, RAISED.registry).matches)}
    assert "finding.raised" not in selected


def test_a_number_is_never_used_for_another_problem() -> None:
    other = RAISE.model_copy(update={"finding": "F-2023-001", "issue": "扬尘"})
    RAISED.when(other).refused("finding.number_taken", finding="F-2023-001")


def test_the_same_finding_again_records_nothing() -> None:
    RAISED.when(RAISE).already(RAISED.last.position)


@pytest.mark.parametrize(
    "more", [{"deadline": DAY(2024, 2, 1)}, {"days": 30}, {"served": DAY(2023, 11, 7)}]
)
def test_a_deadline_is_not_lost_in_a_repeat(more: dict[str, object]) -> None:
    """Somebody raised it before without an order: what the letter says besides is not dropped."""
    RAISED.when(RAISE.model_copy(update=more)).refused("finding.raised_before")


def test_a_problem_is_not_found_after_it_was_raised() -> None:
    COUNTY.when(RAISE.model_copy(update={"discovered_on": DAY(2023, 11, 4)})).malformed(
        "finding.discovered_later"
    )
    COUNTY.when(RAISE.model_copy(update={"discovered_on": DAY(2023, 11, 2)})).on(DAY(2023, 11, 3))


def test_one_letter_raises_notifies_orders_and_is_served() -> None:
    letter = RaiseFinding(
        units=("清河镇",),
        issue="粪污直排",
        on=DAY(2023, 11, 3),
        deadline=DAY(2023, 12, 20),
        served=DAY(2023, 11, 7),
        basis=PAPER,
    )
    outcome = COUNTY.when(letter)
    kinds = tuple(type(draft.payload) for draft in outcome.drafts)
    assert kinds == (FindingRaised, FindingNotified, RectificationOrdered, DocumentServed)
    outcome.on(*[DAY(2023, 11, 3)] * 3, DAY(2023, 11, 7))
    order, served = outcome.drafts[2:]
    assert f"ref:{order.id}" in served.tags
    assert {"finding:F-2023-001", "unit:qinghe", "year:2023"} <= set(served.tags)


def test_an_order_without_measures_has_one() -> None:
    RAISED.when(ORDER).then(
        RectificationOrdered(
            finding="F-2023-001",
            order_version=1,
            measures=(
                Measure(
                    no=1,
                    text="整改",
                    units=("qinghe",),
                    deadline=Deadline(kind="日期", date=DAY(2023, 12, 20)),
                ),
            ),
            letter="函",
        )
    )


@pytest.mark.parametrize("deadline", [DAY(2023, 11, 5), DAY(2023, 11, 6)])
def test_a_deadline_not_after_the_order_is_refused(deadline: dt.date) -> None:
    RAISED.when(ORDER.model_copy(update={"deadline": deadline})).malformed("order.deadline_before")


def test_the_earliest_deadline_is_the_day_after() -> None:
    RAISED.when(ORDER.model_copy(update={"deadline": DAY(2023, 11, 7)})).on(DAY(2023, 11, 6))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deadline": None}, "order.no_deadline"),
        ({"days": 30}, "order.deadline_date"),
        ({"deadline_kind": "工作日"}, "order.deadline_days"),
        ({"deadline_kind": "长期坚持"}, "order.deadline_open"),
        ({"served": DAY(2023, 11, 5)}, "order.served_before"),
        ({"measures": (SaidMeasure(text="拆除", units=("河口镇",)),)}, "measure.stranger"),
        (
            {"measures": (SaidMeasure(text="拆", no=1), SaidMeasure(text="建", no=1))},
            "measure.number_twice",
        ),
    ],
)
def test_an_order_that_contradicts_itself_is_refused(
    changes: dict[str, object], code: str
) -> None:
    RAISED.when(ORDER.model_copy(update=changes)).malformed(code)


def test_a_second_order_revises_the_first() -> None:
    again = ORDER.model_copy(update={"on": DAY(2023, 11, 20), "deadline": DAY(2023, 12, 31)})
    [draft] = ORDERED.when(again).drafts
    assert isinstance(draft.payload, RectificationOrdered)
    assert (draft.payload.order_version, draft.payload.revises) == (2, ORDERED.last.id)


def test_what_was_never_raised_cannot_go_on() -> None:
    for command in (ORDER, SUBMIT, VERIFY, CLOSE):
        COUNTY.when(command).not_found("finding.unknown", finding="F-2023-001")


def test_nothing_to_report_before_an_order_unless_said_irregular() -> None:
    RAISED.when(SUBMIT).refused("finding.not_ordered")
    said = SUBMIT.model_copy(update={"irregular": "口头要求"})
    RAISED.when(said).irregular("finding.not_ordered")


def test_a_finding_closes_when_its_measures_are_verified() -> None:
    ORDERED.did(SUBMIT).when(CLOSE).refused("finding.unverified")
    ORDERED.did(SUBMIT).did(VERIFY).when(CLOSE).then(FindingClosed(finding="F-2023-001"))


def test_verification_and_closing_in_one_act() -> None:
    both = CLOSE.model_copy(update={"verified": DAY(2023, 12, 28)})
    ORDERED.when(both).then(
        RectificationVerified(finding="F-2023-001", passed=True, method="现场"),
        FindingClosed(finding="F-2023-001"),
    ).on(DAY(2023, 12, 28), DAY(2023, 12, 29))


def test_the_day_of_the_act_counts_not_the_day_it_was_typed() -> None:
    """A verification typed after the closing, but made before it, is regular."""
    closed_first = ORDERED.did(CLOSE.model_copy(update={"irregular": "核查单未到"}))
    closed_first.when(VERIFY).then(
        RectificationVerified(finding="F-2023-001", passed=True, method="现场")
    )
    late = VERIFY.model_copy(update={"on": DAY(2023, 12, 30)})
    assert closed_first.when(late).ruling is not None


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SUBMIT, "finding.already_closed"),
        (VERIFY, "finding.already_closed"),
        (ORDER.model_copy(update={"deadline": DAY(2024, 2, 1)}), "finding.already_closed"),
    ],
)
def test_a_closed_finding_is_reopened_first(command: Command, code: str) -> None:
    closed = ORDERED.did(SUBMIT).did(VERIFY).did(CLOSE)
    after = command.model_copy(update={"on": DAY(2024, 1, 5)})
    closed.when(after).refused(code)
    reopened = closed.did(
        ReopenFinding(finding="F-2023-001", why="反弹", on=DAY(2024, 1, 4), basis=PAPER)
    )
    assert reopened.when(after).drafts


def test_only_a_closed_finding_is_reopened() -> None:
    ORDERED.when(ReopenFinding(finding="F-2023-001", why="反弹")).refused("finding.not_closed")


def test_whose_report_it_is_must_be_said_when_there_are_two_units() -> None:
    shared = COUNTY.did(RAISE.model_copy(update={"units": ("清河镇", "河口镇")})).did(ORDER)
    shared.when(SUBMIT).malformed("finding.which_unit", units="清河镇、河口镇")
    shared.when(SUBMIT.model_copy(update={"unit": "河口镇"})).then(
        RectificationSubmitted(finding="F-2023-001", unit="hekou", receipt_no="收文2023-0412")
    )


def test_a_stranger_does_not_report() -> None:
    ORDERED.when(SUBMIT.model_copy(update={"unit": "河口镇"})).not_found("finding.not_its_unit")


def test_an_unknown_measure_is_refused() -> None:
    ORDERED.when(SUBMIT.model_copy(update={"measures": (2,)})).not_found("measure.unknown", no=2)


def test_feedback_goes_to_all_units_by_default() -> None:
    RAISED.when(NotifyFinding(finding="F-2023-001", basis=PAPER)).then(
        FindingNotified(finding="F-2023-001", to=("qinghe",), doc_no=LETTER)
    )


REQUEST = RequestExtension(
    finding="F-2023-001", to=DAY(2024, 1, 20), on=DAY(2023, 12, 15), reason="汛期停工"
)


@pytest.mark.parametrize(
    ("to", "refused"),
    [(DAY(2023, 12, 19), True), (DAY(2023, 12, 20), True), (DAY(2023, 12, 21), False)],
)
def test_an_extension_never_shortens(to: dt.date, refused: bool) -> None:
    asked = ORDERED.did(REQUEST)
    outcome = asked.when(DecideExtension(finding="F-2023-001", result="批准", to=to))
    if refused:
        outcome.refused("extension.shortens")
    else:
        outcome.then(ExtensionDecided(finding="F-2023-001", request=1, granted=True, to=to))


def test_a_decision_needs_a_request() -> None:
    ORDERED.when(DecideExtension(finding="F-2023-001", result="不予")).not_found(
        "extension.unknown"
    )


def test_an_extension_is_asked_for_a_later_day() -> None:
    ORDERED.when(REQUEST.model_copy(update={"to": DAY(2023, 12, 15)})).malformed(
        "extension.not_later"
    )


@every(st.permutations([ORDER, SUBMIT, VERIFY]))
def test_in_whatever_order_they_are_typed_the_days_decide(
    commands: list[OrderRectification | SubmitRectification | VerifyRectification],
) -> None:
    """Typed late or early (with a reason where it looked out of order), the finding ends the same."""
    spec = RAISED
    for command in commands:
        spec = spec.did(command.model_copy(update={"irregular": "补录"}))
    spec.when(CLOSE).then(FindingClosed(finding="F-2023-001"))
