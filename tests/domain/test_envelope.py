"""Whose act, on what paper, by which desk: what surrounds every entry."""

import datetime as dt

import pytest

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.register import EndGrant, RegisterUnit, SequenceUnit
from ptaudit.domain.decider import Act, Context
from ptaudit.domain.envelope import drafted
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.findings import ExtensionRequested
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Irregular
from tests.domain.specification import TODAY, Spec, say, unit

DAY = dt.date
PAPER = (BasisDocument(doc_no="×绩委〔2024〕1号"),)
COUNTY = Spec().given(unit("qinghe", "清河镇"), unit("hekou", "河口镇"))
FINDING = say(RaiseFinding, units="清河镇、河口镇", issue="粪污直排", on="2024-01-20")
SEQUENCE = say(SequenceUnit, unit="清河镇", sequence="B", from_year=2024)


@pytest.mark.parametrize(
    ("on", "fits"), [(DAY(2024, 1, 24), True), (TODAY, True), (DAY(2024, 1, 26), False)]
)
def test_an_act_is_not_of_tomorrow(on: DAY, fits: bool) -> None:
    outcome = COUNTY.when(say(OpenYear, year=2024, on=on))
    if fits:
        outcome.on(on)
    else:
        outcome.malformed("date.future", on=on, today=TODAY)


def test_a_standing_fact_may_begin_tomorrow() -> None:
    later = DAY(2024, 7, 1)
    COUNTY.when(say(RegisterUnit, name="新河镇", unit_kind="镇", since=later)).on(later)


def test_absent_is_today() -> None:
    COUNTY.when(say(OpenYear, year=2024)).on(TODAY)


def test_acts_of_those_who_never_log_in_need_a_paper() -> None:
    COUNTY.when(SEQUENCE).malformed("basis.required", title="序列划定", organs="县绩效委")
    COUNTY.when(SEQUENCE.model_copy(update={"basis": PAPER})).on(TODAY)
    COUNTY.when(say(OpenYear, year=2024)).on(TODAY)


@pytest.mark.parametrize(
    ("operator", "command", "code"),
    [
        ("epb", FINDING, None),
        ("mdb", FINDING, "desk.no_grant"),
        ("admin", FINDING, "desk.admin_only"),
        ("mdb", say(OpenYear, year=2024), None),
        ("epb", say(OpenYear, year=2024), "desk.no_grant"),
        ("admin", say(OpenYear, year=2024), "desk.admin_only"),
        ("mdb", say(EndGrant, grant="epb-1"), "desk.not_admin"),
        ("admin", say(EndGrant, grant="epb-1"), None),
        (
            "admin",
            say(CarryHistory, unit="清河镇", year=2022, completion="完成", basis="×", on=TODAY),
            "desk.admin_only",
        ),
    ],
)
def test_a_desk_registers_whose_acts_it_is_granted(
    operator: str, command: Command, code: str | None
) -> None:
    outcome = COUNTY.by(operator).when(command)
    if code is None:
        assert {draft.operator for draft in outcome.drafts} == {operator}
    else:
        outcome.refused(code)


def test_what_may_be_registered_is_asked_of_the_day_of_registering() -> None:
    ended = COUNTY.by("admin").did(say(EndGrant, grant="epb-1")).by("epb")
    refused = ended.when(FINDING).refused("desk.no_grant", desk="环保登记岗", title="问题登记")
    assert refused.failure is not None
    assert refused.failure.params["organ"] == "县环境保护行政主管部门"


def test_another_organs_act_is_a_breach_of_authority() -> None:
    by_mdb = FINDING.model_copy(update={"organ": ("MDB",)})
    COUNTY.when(by_mdb).refused(
        "organ.not_competent", title="问题登记", organ="县目督办(县绩效办)"
    )
    reason = "由目督办直接登记"
    [draft] = COUNTY.when(by_mdb.model_copy(update={"irregular": reason})).drafts
    assert draft.irregular == (Irregular(code="organ.not_competent", reason=reason),)
    assert draft.organs == ("MDB",)


def test_a_reason_alone_makes_nothing_irregular() -> None:
    [draft] = COUNTY.by("epb").when(FINDING.model_copy(update={"irregular": "理由"})).drafts
    assert draft.irregular is None


def test_an_organ_said_is_not_put_on_other_peoples_acts() -> None:
    spec = COUNTY.by("epb").did(FINDING)
    order = say(
        OrderRectification,
        finding="F-2024-001",
        deadline="2024-03-01",
        organ="EPB",
        basis="×",
        served="2024-01-24",
        on="2024-01-22",
    )
    first, *services = (draft.organs for draft in spec.when(order).drafts)
    assert first == ("EPB",)
    assert sorted(services) == [("UNI:hekou",), ("UNI:qinghe",)]


def test_one_command_is_one_correlation_and_names_what_it_rests_on() -> None:
    spec = COUNTY.by("epb").did(FINDING)
    order = say(
        OrderRectification,
        finding="F-2024-001",
        deadline="2024-03-01",
        served="2024-01-24",
        on="2024-01-22",
    )
    first, *services = spec.when(order).drafts
    assert {draft.correlation for draft in (first, *services)} == {first.id}
    for service in services:
        assert "finding:F-2024-001" in service.tags
    assert len({draft.id for draft in (first, *services)}) == 3


@pytest.mark.parametrize(
    ("key", "tags", "doc_no"),
    [
        ("extension.when", ("year:2023",), "×〔2023〕1号"),
        ("extension.when", ("year:2024",), None),
        ("extension.when", (), None),
        ("extension.max", ("year:2023",), None),
    ],
)
def test_a_policy_claim_names_the_document_that_set_its_key_for_the_cases_year(
    key: str, tags: tuple[str, ...], doc_no: str | None
) -> None:
    policy = PolicyAdopted(
        policy_version=1, keys=((key, KEYS[key].default),), years=YearSpan(from_=2023, to=2023)
    )
    registry = COUNTY.given(policy, basis="×〔2023〕1号").registry
    context = Context("epb", TODAY, registry, lambda: "0" * 32)
    asked = ExtensionRequested(finding="F-1", request=1, unit="qinghe", to=DAY(2024, 3, 1))
    [draft], _ = drafted(FINDING, [Act(asked, tags=tags)], context)
    [claim] = draft.claimed_basis
    assert (claim.ref, claim.doc_no) == ("extension.when", doc_no)


def test_a_what_if_asks_nobodys_authority() -> None:
    COUNTY.by("mdb").when(FINDING, hypothetical=True).on(DAY(2024, 1, 20))
    COUNTY.when(SEQUENCE, hypothetical=True).on(TODAY)
    tomorrow = FINDING.model_copy(update={"on": DAY(2024, 2, 1)})
    COUNTY.when(tomorrow, hypothetical=True).on(DAY(2024, 2, 1))
