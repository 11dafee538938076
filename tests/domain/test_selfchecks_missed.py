"""第十三条: 未报认定 stands while nothing had come by its day; a late self-check and what it claims."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.selfchecks import MissSelfcheck
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.domain.selfchecks.due import claims
from ptaudit.domain.selfchecks.fold import Selfchecks, evolve, initial
from tests.domain.specification import Spec, say, unit
from tests.domain.test_selfchecks_due import (
    DAY,
    DUE,
    SPEC,
    YEAR_END,
    filed,
    policy,
    stands,
)

COUNTY = SPEC.given(unit("hekou", "河口镇"))
FOUND = DUE + 5 * DAY


def miss(*names: str, **more: Any) -> MissSelfcheck:
    said = {"units": names or ("清河镇",), "period": "上半年", "year": 2023, "on": FOUND}
    return say(MissSelfcheck, **{**said, **more})


def row(spec: Spec, on: dt.date | None = None) -> Selfchecks:
    state = initial("qinghe/2023")
    wanted = spec.select(lambda kind, tags: "unit:qinghe" in tags or kind in clocks.CORRECTIONS)
    for record in clocks.known(wanted, on):
        state = evolve(state, record)
    return state


def test_it_is_found_as_due_by_the_opening_of_the_year() -> None:
    [draft] = COUNTY.by("epb").when(miss("清河镇", "河口镇")).drafts
    event = draft.payload
    assert (draft.organs, event.concerned()) == (("EPB",), ("qinghe", "hekou"))
    assert event.model_dump()["due"] == DUE
    [draft] = COUNTY.by("epb").when(miss(due=DUE - DAY)).drafts
    assert draft.payload.model_dump()["due"] == DUE - DAY
    bare = Spec(today=dt.date(2023, 8, 1)).given(unit("qinghe", "清河镇"))
    bare.by("epb").when(miss()).malformed("selfcheck.no_due", year=2023)


def test_it_stands_beside_the_day_it_was_filed_after_all() -> None:
    spec = COUNTY.by("epb").did(miss())
    assert stands(spec, FOUND - DAY).missed is None
    found = stands(spec, FOUND).missed
    assert found is not None
    assert (found.due, found.mark.on, stands(spec, FOUND).status) == (DUE, FOUND, "逾期未报")
    later = filed(spec, FOUND + DAY)
    held = stands(later, FOUND + DAY)
    assert (held.missed, held.status, held.late_days) == (found, "已报缺抄送", 6)
    assert stands(spec, FOUND, "年终").missed is None


def test_who_filed_was_not_missing() -> None:
    spec = filed(COUNTY, FOUND).by("epb")
    spec.when(miss()).refused("selfcheck.missed_filed", unit="清河镇", period="上半年")
    marked = spec.did(miss(irregular="认定书所列"))
    assert stands(marked, FOUND).missed is None
    assert [fault.code for fault in row(marked).contradictions] == ["selfcheck.missed_filed"]


def test_a_receipt_typed_in_later_takes_the_finding_away() -> None:
    """Judged again in every fold; voided as typed by mistake, the receipt leaves it standing."""
    spec = COUNTY.by("epb").did(miss())
    typed = filed(spec, DUE)
    assert stands(typed, FOUND).missed is None
    assert stands(typed.voided(typed.last.position), FOUND).missed is not None
    moved = typed.last.payload
    assert isinstance(moved, SelfcheckFiled)
    corrected = typed.corrected(typed.last.position, moved, on=FOUND + DAY)
    assert stands(corrected, FOUND).missed is not None


@pytest.mark.parametrize(("on", "early"), [(DUE - DAY, True), (DUE, True), (DUE + DAY, False)])
def test_it_is_missing_once_the_last_day_is_over(on: dt.date, early: bool) -> None:
    outcome = COUNTY.by("epb").when(miss(on=on))
    if not early:
        assert outcome.drafts
        return
    outcome.refused("selfcheck.missed_early")
    assert stands(COUNTY.by("epb").did(miss(on=on, irregular="预判")), FOUND).missed is None


def test_it_is_found_once() -> None:
    spec = COUNTY.by("epb").did(miss())
    spec.when(miss()).already(spec.last.position)
    spec.when(miss(on=FOUND + DAY)).refused("selfcheck.missed_twice")


def test_another_organ_than_those_it_is_reported_to_finds_nothing() -> None:
    command = miss(organ="JXW", basis="×绩〔2023〕9号", irregular="误由绩效委认定")
    COUNTY.when(command).irregular("organ.not_competent")
    assert stands(COUNTY.did(command), FOUND).missed is None


def test_the_second_half_filed_as_the_year_end_is_not_missing() -> None:
    spec = filed(COUNTY.at(dt.date(2024, 1, 25)), YEAR_END, period="年终")
    said = {"period": "下半年", "on": dt.date(2024, 1, 10)}
    spec.by("epb").when(miss(**said)).refused("selfcheck.missed_filed", period="年终")
    apart = spec.given(policy(h2_selfcheck="separate"), basis="×绩〔2023〕1号").by("epb")
    assert apart.when(miss(**said, due=YEAR_END)).drafts


@pytest.mark.parametrize(
    ("value", "on", "claimed"),
    [
        ("accept", DUE, True),
        ("accept", DUE + DAY, True),
        ("refuse_score", DUE, True),
        ("refuse_score", DUE + DAY, False),
    ],
)
def test_whether_a_late_self_check_claims_a_score(value: str, on: dt.date, claimed: bool) -> None:
    ruled = COUNTY.given(policy(late_filing=value), basis="×绩〔2023〕1号")
    spec = filed(ruled, on, self_total=Decimal(95))
    found = stands(spec, on)
    assert (found.status, found.unscored) == ("已报缺抄送", not claimed)
    assert ("late_filing" in found.keys) == (on > DUE)
    assert bool(claims(row(spec), spec.registry)) == claimed
