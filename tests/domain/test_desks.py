"""细则未规定: who works at which desk, and whose acts a desk may register on which day."""

import datetime as dt

import pytest

from ptaudit.domain.commands.register import EndGrant, GiveGrant, RegisterOperator
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorKey,
    OperatorRegistered,
)
from tests.domain.specification import TODAY, Spec, say

DAY = dt.date
LEDGER = Spec(operator="admin")


def clerk(**changes: object) -> RegisterOperator:
    said = {"operator": "li", "name": "经办甲", "desk": "环保登记岗", **changes}
    return say(RegisterOperator, **said)


def test_an_operator_belongs_to_the_desks_own_office() -> None:
    expected = OperatorRegistered(
        operator="li",
        name="经办甲",
        organ="EPB",
        desk="环保登记岗",
        operator_version=1,
        status="在岗",
    )
    LEDGER.when(clerk()).then(expected).on(TODAY)


def test_a_new_version_keeps_what_it_does_not_change() -> None:
    first = LEDGER.did(clerk(office="DEP:slj", public_key="AAAA", key_alg="ed25519"))
    second = first.did(clerk(status="停用"))
    assert second.last.payload == OperatorRegistered(
        operator="li",
        name="经办甲",
        organ="DEP:slj",
        desk="环保登记岗",
        operator_version=2,
        key=OperatorKey(alg="ed25519", public="AAAA"),
        status="停用",
    )
    assert second.registry.operators["li"] == second.last.payload
    second.when(clerk(status="停用")).already(second.last.position)
    second.when(clerk(status="停用", operator_version=2)).already(second.last.position)


@pytest.mark.parametrize("said", [1, 3])
def test_versions_follow_one_another(said: int) -> None:
    spec = LEDGER.did(clerk())
    spec.when(clerk(name="经办乙", operator_version=said)).malformed(
        "operator.version", expected=2
    )
    spec.did(clerk(name="经办乙", operator_version=2))
    LEDGER.when(clerk(operator_version=2)).malformed("operator.version", expected=1)


def test_a_version_begins_neither_tomorrow_nor_before_the_former() -> None:
    spec = LEDGER.did(clerk(on=DAY(2024, 1, 10)))
    new = {"name": "经办乙"}
    spec.when(clerk(on=DAY(2024, 1, 9), **new)).malformed("operator.before_former")
    assert spec.did(clerk(on=DAY(2024, 1, 10), **new)).registry.operators["li"].name == "经办乙"
    spec.when(clerk(on=TODAY, **new)).on(TODAY)
    spec.when(clerk(on=DAY(2024, 1, 26), **new)).malformed("date.future")


def test_a_key_has_an_algorithm() -> None:
    LEDGER.when(clerk(public_key="AAAA")).malformed("operator.key_half")
    LEDGER.when(clerk(key_alg="ed25519")).malformed("operator.key_half")


@pytest.mark.parametrize(
    "leaving",
    [
        {"desk": "系统管理", "status": "停用"},
        {"desk": "目督办登记岗", "status": "在岗"},
    ],
)
def test_the_last_administrator_stays(leaving: dict[str, str]) -> None:
    leave = RegisterOperator.model_validate({"operator": "admin", "name": "系统管理员", **leaving})
    LEDGER.when(leave).refused("operator.last_admin", operator="系统管理员")
    other = say(RegisterOperator, operator="root", name="系统管理员乙", desk="系统管理")
    LEDGER.did(other).did(leave)
    gone = other.model_copy(update={"status": "停用"})
    LEDGER.did(other).did(gone).when(leave).refused("operator.last_admin")


def test_a_grant_is_numbered_by_its_desk() -> None:
    command = say(GiveGrant, desk="环保登记岗", acts_of="MDB,JXW", kinds=("自查报送",))
    expected = GrantGiven(
        grant="epb-2", desk="环保登记岗", acts_of=("JXW", "MDB"), kinds=("selfcheck.filed",)
    )
    LEDGER.when(command).then(expected).on(TODAY)
    done = LEDGER.did(command)
    done.when(command).already(done.last.position)


@pytest.mark.parametrize(("day", "again"), [(DAY(2024, 1, 20), False), (DAY(2024, 1, 21), True)])
def test_a_grant_run_out_can_be_given_again(day: DAY, again: bool) -> None:
    given = GrantGiven(grant="epb-2", desk="环保登记岗", acts_of=("CPC",), until=DAY(2024, 1, 20))
    spec = LEDGER.given(given, on=DAY(2024, 1, 10))
    same = say(GiveGrant, desk="环保登记岗", acts_of="CPC", on=day, until="2024-01-20")
    if again:
        spec.when(same.model_copy(update={"until": None})).on(day)
        spec.when(same).malformed("until.before")
    else:
        spec.when(same).already(spec.last.position)
    forever = LEDGER.did(say(GiveGrant, desk="环保登记岗", acts_of="CPC", on="2024-01-10"))
    ended = forever.did(say(EndGrant, grant="epb-2", on="2024-01-21"))
    repeat = say(GiveGrant, desk="环保登记岗", acts_of="CPC", on=day)
    if again:
        ended.when(repeat).then(GrantGiven(grant="epb-3", desk="环保登记岗", acts_of=("CPC",)))
    else:
        ended.when(repeat).already(forever.last.position)


def test_a_grant_that_cannot_be() -> None:
    LEDGER.when(say(GiveGrant, desk="系统管理", acts_of="CPC")).malformed("grant.to_admin")
    taken = say(GiveGrant, desk="环保登记岗", acts_of="CPC", grant="mdb-1")
    LEDGER.when(taken).malformed("grant.code_taken", grant="mdb-1")
    strange = say(GiveGrant, desk="环保登记岗", acts_of="CPC", kinds=("自查报告",))
    LEDGER.when(strange).not_found("kind.unknown", near="自查报送、自查未报认定、自查审核")
    backwards = say(GiveGrant, desk="环保登记岗", acts_of="CPC", until=DAY(2024, 1, 24))
    LEDGER.when(backwards).malformed("until.before")
    LEDGER.did(backwards.model_copy(update={"until": TODAY}))


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (DAY(2024, 1, 9), False),
        (DAY(2024, 1, 10), True),
        (DAY(2024, 1, 20), True),
        (DAY(2024, 1, 21), False),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(day: DAY, may: bool) -> None:
    spec = LEDGER.did(
        say(
            GiveGrant,
            desk="环保登记岗",
            acts_of="CPC",
            on=DAY(2024, 1, 10),
            until=DAY(2024, 1, 20),
        )
    )
    assert spec.registry.may_register("环保登记岗", "CPC", "veto.decided", day) is may


@pytest.mark.parametrize(("day", "may"), [(DAY(2024, 1, 24), True), (TODAY, False)])
def test_an_ended_grant_registers_nothing_from_that_day(day: DAY, may: bool) -> None:
    spec = (
        Spec(operator="admin", today=DAY(2024, 1, 1)).at(TODAY).did(say(EndGrant, grant="epb-1"))
    )
    assert spec.last.payload == GrantEnded(grant="epb-1")
    assert spec.registry.may_register("环保登记岗", "EPB", "finding.raised", day) is may


def test_ending_never_lengthens_a_grant() -> None:
    given = GrantGiven(grant="x", desk="环保登记岗", acts_of=("CPC",), until=DAY(2024, 1, 10))
    spec = LEDGER.given(given, on=DAY(2024, 1, 1)).given(GrantEnded(grant="x"), on=TODAY)
    assert not spec.registry.may_register("环保登记岗", "CPC", "veto.decided", DAY(2024, 1, 11))


def test_what_cannot_be_ended() -> None:
    LEDGER.when(say(EndGrant, grant="mdb-9")).not_found(
        "grant.unknown", known="epb-1、mdb-1、mdb-2"
    )
    early = say(EndGrant, grant="epb-1", on=DAY(2024, 1, 24))
    LEDGER.when(early).malformed("grant.ends_before", since=TODAY)
    ended = LEDGER.did(say(EndGrant, grant="epb-1"))
    ended.when(say(EndGrant, grant="epb-1")).already(ended.last.position)
    short = GrantGiven(grant="x", desk="环保登记岗", acts_of=("CPC",), until=DAY(2024, 1, 10))
    spec = LEDGER.given(short, on=DAY(2024, 1, 1))
    spec.when(say(EndGrant, grant="x")).malformed("grant.expired", until=DAY(2024, 1, 10))


def test_an_end_set_for_later_can_be_brought_forward() -> None:
    later = LEDGER.did(say(EndGrant, grant="epb-1", on=DAY(2024, 6, 1)))
    sooner = later.did(say(EndGrant, grant="epb-1", on=TODAY))
    assert not sooner.registry.may_register("环保登记岗", "EPB", "finding.raised", TODAY)


def test_only_the_administrator_registers_operators_and_grants() -> None:
    for command in (
        clerk(),
        say(GiveGrant, desk="环保登记岗", acts_of="CPC"),
        say(EndGrant, grant="epb-1"),
    ):
        for operator in ("mdb", "epb"):
            LEDGER.by(operator).when(command).refused("desk.not_admin")
