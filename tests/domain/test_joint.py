"""第十五条第二项: which departments are to join the review of whom, and which have."""

from decimal import Decimal

import pytest

from ptaudit.domain.assessment import joint
from ptaudit.domain.commands.onsite import JoinReview, SaidJointReview
from ptaudit.domain.events.onsite import JointReview, ReviewJoined
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.events.targets import RuleItem, RulesIssued
from tests.domain.specification import Spec, unit
from tests.domain.years import COUNTY, DAY, YEAR, year

BUREAU = UnitRegistered(
    unit="sthj", name="生态环境局", unit_kind="部门", gov_organ="生态环境局", roles=("EPB",)
)


def item(code: str, assessor: str | None) -> RuleItem:
    return RuleItem(
        code=code, name=f"指标{code}", group="8.2", mode="扣分", points=Decimal("50.00"),
        rule_text="每次扣2分", assessor=assessor,
    )  # fmt: skip


def issued(applies_to: str, *items: RuleItem) -> RulesIssued:
    return RulesIssued.model_validate(
        {
            "year": YEAR, "rules_version": 1, "applies_to": applies_to, "part": 1, "parts": 1,
            "full_marks": Decimal("100.00"), "items": items, "parts_digest": "ab" * 32,
        }
    )  # fmt: skip


def ruled(assessor: str | None, other: str | None = None) -> Spec:
    items = (item("R1", assessor), item("R2", other))
    given = COUNTY.given(BUREAU, unit("nyj", "农业农村局", "部门", short="农业局"))
    return given.given(
        issued("A", *items), issued("B", *items), on=DAY(2023, 3, 1), basis="×绩委〔2023〕1号"
    ).by("epb")


def expected(spec: Spec, *units: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = joint.expected(units, YEAR, spec.registry)
    return [(row.department, row.unit, row.items) for row in found]


@pytest.mark.parametrize(
    ("assessor", "departments"),
    [
        (None, ()),
        ("县水利局", ("slj",)),
        ("slj", ("slj",)),
        ("DEP:slj", ("slj",)),
        ("农业局", ("nyj",)),
        ("县水利局、农业农村局", ("slj", "nyj")),
        ("县水利局和农业农村局", ("slj", "nyj")),
        ("县水利局 县水利局", ("slj",)),
        ("生态环境局", ()),
        ("生态环境局、县水利局", ("slj",)),
        ("清河镇", ()),
        ("某某办公室", ()),
    ],
)
def test_an_assessor_is_a_department_by_any_of_its_names(
    assessor: str | None, departments: tuple[str, ...]
) -> None:
    """The bureau reviews anyway; a town assesses nobody; a name nobody bears is nobody's."""
    assert joint.departments(assessor, ruled(None).registry) == departments


def test_a_department_is_expected_where_it_assesses_and_not_of_itself() -> None:
    spec = ruled("县水利局", "县水利局、农业农村局")
    assert expected(spec, "qinghe") == [
        ("slj", "qinghe", ("R1", "R2")),
        ("nyj", "qinghe", ("R2",)),
    ]
    assert expected(spec, "slj") == [("nyj", "slj", ("R2",))]
    assert expected(spec) == expected(COUNTY, "qinghe") == []


def joined(spec: Spec, *items: str, on: int = 5) -> Spec:
    command = JoinReview(
        year=YEAR, department="县水利局", units=(SaidJointReview(unit="清河镇"),), items=items,
        on=DAY(2024, 1, on),
    )  # fmt: skip
    return spec.did(command)


def test_what_is_left_open_is_said_item_by_item() -> None:
    spec = ruled("县水利局", "县水利局")
    [due] = joint.expected(("qinghe",), YEAR, spec.registry)
    assert joint.missing(due, year(spec)) == ("R1", "R2")
    first = joined(spec, "R1")
    assert joint.missing(due, year(first)) == ("R2",)
    assert joint.missing(due, year(joined(first, "指标R2"))) == ()
    assert joint.missing(due, year(joined(spec))) == ()
    assert len(joint.answers(due, year(first))) == 1
    [other] = joint.expected(("qinghe",), YEAR, ruled("县水利局").registry)
    assert joint.answers(other, year(joined(spec, "R2"))) == ()


@pytest.mark.parametrize(("step", "left"), [(29, ("R1",)), (30, ())])
def test_only_what_came_before_is_before(step: int, left: tuple[str, ...]) -> None:
    spec = ruled("县水利局")
    [due] = joint.expected(("qinghe",), YEAR, spec.registry)
    before = (DAY(2024, 1, 5), step, 0)
    assert joint.missing(due, year(joined(spec)), before) == left


def test_whose_opinion_it_is_stands_in_the_envelope() -> None:
    spec = joined(ruled("县水利局"))
    assert spec.last.payload == ReviewJoined(
        year=YEAR, units=(JointReview(unit="qinghe", result="同意"),)
    )
    assert spec.last.organs == ("DEP:slj",)
    assert year(spec).joined[0].departments == ("slj",)
