"""Both sequences placed at once: a clash is on neither list, who is not ranked, and the last three overall."""

from decimal import Decimal

from ptaudit.domain.assessment.placing import Placing, place
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.register import UnitSequenced
from ptaudit.domain.scoring.ranking import Hold
from tests.domain.specification import Spec
from tests.domain.years import COUNTY, YEAR

SCORES = {
    "qinghe": Decimal("90.00"),
    "hekou": Decimal("88.50"),
    "shiqiao": Decimal("80.00"),
    "linjiang": Decimal("79.00"),
    "hbj": Decimal("78.00"),
    "slj": Decimal("91.00"),
}
APART = UnitSequenced(unit="hekou", years=YearSpan(from_=YEAR), sequence="不参与排位")


def policy(*keys: tuple[str, str]) -> PolicyAdopted:
    return PolicyAdopted(policy_version=1, keys=keys, years=YearSpan(from_=YEAR))


def placed(spec: Spec, *vetoed: str) -> Placing:
    return place(SCORES, YEAR, vetoed, spec.registry)


def test_each_sequence_is_ranked_by_itself() -> None:
    found = placed(COUNTY)
    assert [(row.unit, row.sequence, row.rank) for row in found.ranked] == [
        ("qinghe", "A", 1),
        ("hekou", "A", 2),
        ("shiqiao", "A", 3),
        ("linjiang", "A", 4),
        ("slj", "B", 1),
        ("hbj", "B", 2),
    ]
    assert (found.rank("slj"), found.rank("nobody")) == (1, None)
    assert found.lists.advanced == ("qinghe",)
    assert found.lists.interview == ("hekou", "shiqiao", "linjiang", "slj", "hbj")


def test_who_is_in_both_is_on_neither_list() -> None:
    """Of three, the first is in the first third and among the last three."""
    found = placed(COUNTY.given(APART))
    assert found.lists.advanced == ()
    assert "qinghe" not in found.lists.interview
    assert found.holds == (
        Hold("qinghe", "先进", "interview.small_n"),
        Hold("qinghe", "约谈", "interview.small_n"),
    )


def test_units_not_ranked_count_where_the_county_says_so() -> None:
    one = ("third.rounding", "ceil")
    apart = COUNTY.given(APART)
    held = {hold.unit for hold in placed(apart.given(policy(one))).holds}
    counted = policy(("exempt.in_n", "counted"), one)
    more = {hold.unit for hold in placed(apart.given(counted)).holds}
    assert (held, more) == ({"qinghe", "slj"}, {"qinghe", "shiqiao", "slj"})


def test_the_last_three_may_be_those_of_both_together() -> None:
    found = placed(COUNTY.given(policy(("interview.scope", "overall"))))
    assert found.lists.interview == ("shiqiao", "linjiang", "hbj")
    assert found.lists.advanced == ("qinghe",)


def test_the_vetoed_are_listed_in_order_of_rank() -> None:
    found = placed(COUNTY, "linjiang", "qinghe")
    assert found.lists.vetoed == ("qinghe", "linjiang")
    assert found.lists.advanced == ()
