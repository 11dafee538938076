"""第十五条第二项: the review of self-checks."""

import datetime as dt

import pytest

from ptaudit.domain.commands.assessment import DoReview, SaidReview
from ptaudit.domain.events.assessment import ReviewDone, UnitReview
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.domain.values import Period
from tests.domain.specification import Spec
from tests.domain.years import COUNTY, DAY, YEAR, year

EPB = COUNTY.by("epb")
ONE = DoReview(year=YEAR, units=(SaidReview(unit="清河镇"),), on=DAY(2024, 1, 5))


def filed(
    spec: Spec, period: Period, on: dt.date, recipient: str = "EPB", version: int = 1
) -> Spec:
    event = SelfcheckFiled.model_validate(
        {
            "unit": "qinghe",
            "year": YEAR,
            "period": period,
            "recipient": recipient,
            "filing_version": version,
        }
    )
    return spec.given(event, on=on)


def done(selfcheck: str | None = None) -> ReviewDone:
    return ReviewDone(
        year=YEAR, units=(UnitReview(unit="qinghe", selfcheck=selfcheck, result="通过"),)
    )


def test_a_review_needs_no_self_check_on_record() -> None:
    """A year may be recorded without its receipts."""
    EPB.when(ONE).then(done()).irregular()


@pytest.mark.parametrize(
    ("on", "found"),
    [(DAY(2024, 1, 4), True), (DAY(2024, 1, 5), True), (DAY(2024, 1, 6), False)],
)
def test_the_self_check_reviewed_is_the_last_received_by_then(on: dt.date, found: bool) -> None:
    spec = filed(EPB, "年终", on)
    spec.when(ONE).then(done(spec.last.id if found else None))


def test_the_year_end_self_check_goes_before_the_second_half_and_never_the_first() -> None:
    first = filed(EPB, "上半年", DAY(2023, 7, 10))
    first.when(ONE).then(done())
    second = filed(first, "下半年", DAY(2024, 1, 2))
    second.when(ONE).then(done(second.last.id))
    end = filed(second, "年终", DAY(2024, 1, 1))
    end.when(ONE).then(done(end.last.id))
    copied = filed(end, "年终", DAY(2024, 1, 3), "MDB")
    copied.when(ONE).then(done(end.last.id))
    again = filed(copied, "年终", DAY(2024, 1, 4), version=2)
    again.when(ONE).then(done(again.last.id))


def test_a_named_self_check_must_be_the_units_own() -> None:
    spec = filed(EPB, "年终", DAY(2024, 1, 2))
    named = SaidReview(unit="河口镇", selfcheck=spec.last.id)
    spec.when(ONE.model_copy(update={"units": (named,)})).not_found(
        "review.selfcheck_unknown", unit="河口镇", year=YEAR
    )


def test_a_self_check_received_after_its_review_contradicts_it() -> None:
    spec = filed(EPB, "年终", DAY(2024, 1, 6))
    named = ONE.model_copy(update={"units": (SaidReview(unit="清河镇", selfcheck=spec.last.id),)})
    spec.when(named).refused("review.before_selfcheck", unit="清河镇")
    irregular = spec.did(named.model_copy(update={"irregular": "日期有误"}))
    assert not year(irregular).counts(year(irregular).reviews[0].paper)


def test_a_unit_stands_once() -> None:
    twice = (SaidReview(unit="清河镇"), SaidReview(unit="qinghe", result="有异议"))
    EPB.when(ONE.model_copy(update={"units": twice})).malformed("review.unit_twice", unit="清河镇")
    EPB.when(ONE.model_copy(update={"units": (SaidReview(unit="青河镇"),)})).not_found(
        "unit.unknown", name="青河镇"
    )


def test_the_same_review_is_recorded_once() -> None:
    spec = EPB.did(ONE)
    spec.when(ONE).already(spec.last.position)


def test_the_bureau_reviews_itself_unless_the_county_says_otherwise() -> None:
    bureau = UnitRegistered(
        unit="sthj", name="生态环境局", unit_kind="部门", gov_organ="生态环境局", roles=("EPB",)
    )
    spec = EPB.given(bureau)
    own = DoReview(year=YEAR, units=(SaidReview(unit="生态环境局"),), on=DAY(2024, 1, 5))
    spec.when(own).irregular()
    policy = PolicyAdopted(
        policy_version=1,
        keys=(("self_review", "refuse"),),
        years=YearSpan(from_=YEAR),
    )
    strict = spec.given(policy, basis="×绩委〔2023〕2号")
    strict.when(own).refused("review.self", unit="生态环境局")
    strict.when(ONE).irregular()
    recorded = strict.did(own.model_copy(update={"irregular": "无人代审"}))
    assert year(recorded).reviews[0].paper.unauthorised == ("review.self",)
