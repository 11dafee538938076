"""口径 objection.window: until when an objection is in time, from circular or service; late ones are filed too."""

import datetime as dt

import pytest

from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.domain.decider import Refused
from tests.domain.objected import accept, file, row, ruled
from tests.domain.specification import say, unit
from tests.domain.years import APPROVED, PUBLISH, PUBLISHED, REPORTED

DAY = dt.date


def test_filing_is_never_refused_for_being_late() -> None:
    assert PUBLISHED.at(DAY(2024, 9, 1)).when(file(on=DAY(2024, 8, 1))).drafts


@pytest.mark.parametrize(
    ("said", "late"),
    [(DAY(2024, 2, 18), False), (DAY(2024, 2, 19), True)],
)
def test_the_last_day_in_time_is_thirty_days_after_the_circular(said: dt.date, late: bool) -> None:
    """18 January and 30 days is Saturday 17 February, a holiday; Sunday the 18th was worked."""
    spec = PUBLISHED.at(DAY(2024, 3, 1)).did(file(on=said))
    outcome = spec.when(accept(on=said))
    if not late:
        assert outcome.drafts
        return
    outcome.refused("objection.late", filed=said, last=DAY(2024, 2, 18))
    spec.when(accept(on=said, irregular="仍予受理")).irregular("objection.late")
    assert spec.when(accept(on=said, refuse=True, reason="逾期提出")).drafts
    assert row(spec.did(accept(on=said, irregular="仍予受理"))).status == "已受理"


@pytest.mark.parametrize(
    ("days", "late"), [("none", False), ("31", True), ("32", False), ("999", False), ("1", True)]
)
def test_the_county_says_how_long(days: str, late: bool) -> None:
    """19 February is the 32nd day."""
    spec = ruled(PUBLISHED, window=days).at(DAY(2024, 3, 1)).did(file(on=DAY(2024, 2, 19)))
    outcome = spec.when(accept(on=DAY(2024, 2, 20)))
    if late:
        outcome.refused("objection.late")
        assert isinstance(outcome.failure, Refused)
        assert outcome.failure.claim.doc_no == "×委〔2024〕8号"
    else:
        assert outcome.drafts


def test_service_on_the_unit_starts_the_window() -> None:
    circular = next(r for r in PUBLISHED.records if r.kind == "result.published")
    served = say(
        ServeDocument,
        doc_no="×委办〔2024〕5号",
        to="清河镇",
        document=circular.id,
        on=DAY(2024, 1, 25),
    )
    spec = PUBLISHED.at(DAY(2024, 3, 1)).did(served)
    own = spec.did(file(on=DAY(2024, 2, 27)))
    own.when(accept(on=DAY(2024, 2, 28))).refused("objection.late", last=DAY(2024, 2, 26))
    other = spec.did(file(on=DAY(2024, 2, 20), unit="河口镇"))
    other.when(accept(on=DAY(2024, 2, 21))).refused("objection.late", last=DAY(2024, 2, 18))
    assert spec.did(file(on=DAY(2024, 2, 20))).when(accept(on=DAY(2024, 2, 21))).drafts


def test_before_the_circular_every_objection_is_in_time() -> None:
    spec = APPROVED.at(DAY(2024, 6, 1)).did(file(on=DAY(2024, 5, 31)))
    assert spec.when(accept(on=DAY(2024, 6, 1))).drafts


def test_a_public_edition_opens_no_window() -> None:
    public = PUBLISH.model_copy(update={"edition": "公开", "on": DAY(2024, 1, 24)})
    spec = PUBLISHED.did(public).at(DAY(2024, 3, 1)).did(file(on=DAY(2024, 2, 20)))
    spec.when(accept(on=DAY(2024, 2, 21))).refused("objection.late", last=DAY(2024, 2, 18))


def test_a_correcting_edition_opens_it_again() -> None:
    again = PUBLISH.model_copy(update={"edition": "更正", "on": DAY(2024, 1, 24)})
    spec = PUBLISHED.did(again).at(DAY(2024, 3, 1)).did(file(on=DAY(2024, 2, 20)))
    assert spec.when(accept(on=DAY(2024, 2, 21))).drafts


def test_a_circular_that_counts_for_nothing_opens_no_window() -> None:
    """Circulated before the approval: out of order, and no unit is bound by it."""
    early = PUBLISH.model_copy(update={"irregular": "先通报后审定"})
    spec = REPORTED.did(early).at(DAY(2024, 6, 1)).did(file(on=DAY(2024, 5, 31)))
    assert spec.when(accept(on=DAY(2024, 6, 1))).drafts


def test_a_circular_that_does_not_rank_the_unit_opens_no_window_for_it() -> None:
    spec = PUBLISHED.given(unit("xincun", "新村乡", "乡")).at(DAY(2024, 6, 1))
    own = spec.did(file(on=DAY(2024, 5, 31), unit="新村乡"))
    assert own.when(accept(on=DAY(2024, 6, 1))).drafts
    other = spec.did(file(on=DAY(2024, 5, 31), unit=None, by="驻村企业"))
    other.when(accept(on=DAY(2024, 6, 1))).refused("objection.late")
