"""第二、三、十六条: units and the names of organs, each called by names of its own."""

import datetime as dt

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.commands.register import NameOrgan, RegisterUnit, SequenceUnit
from ptaudit.domain.events.basis import YearSpan
from ptaudit.domain.events.register import OrganNamed, UnitRegistered, UnitSequenced
from ptaudit.domain.registers import register
from ptaudit.domain.values import UnitKind
from tests.domain.specification import EVER, TODAY, Spec, say, unit

DAY = dt.date
QINGHE = UnitRegistered(
    unit="u001",
    name="清河镇",
    unit_kind="镇",
    party_organ="中共清河镇委员会",
    gov_organ="清河镇人民政府",
)


@pytest.mark.parametrize(
    ("name", "kind", "party", "government"),
    [
        ("清河镇", "镇", "中共清河镇委员会", "清河镇人民政府"),
        ("青龙乡", "乡", "中共青龙乡委员会", "青龙乡人民政府"),
        ("城关街道", "街道", "中共城关街道工作委员会", "城关街道办事处"),
        ("城关街道办事处", "街道", "中共城关街道工作委员会", "城关街道办事处"),
        ("经济开发区", "园区", "中共经济开发区工作委员会", "经济开发区管理委员会"),
        ("县水利局", "部门", None, "县水利局"),
    ],
)
def test_the_two_organs_follow_from_name_and_kind(
    name: str, kind: UnitKind, party: str | None, government: str
) -> None:
    expected = UnitRegistered(
        unit="u001", name=name, unit_kind=kind, party_organ=party, gov_organ=government
    )
    Spec().when(say(RegisterUnit, name=name, unit_kind=kind)).then(expected).on(EVER)


def test_an_organ_said_is_all_there_is() -> None:
    command = say(RegisterUnit, name="县委宣传部", unit_kind="部门", party_organ="县委宣传部")
    [draft] = Spec().when(command).drafts
    assert isinstance(draft.payload, UnitRegistered)
    assert (draft.payload.party_organ, draft.payload.gov_organ) == ("县委宣传部", None)


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        (None, None, (None, EVER)),
        (DAY(2021, 3, 1), None, (DAY(2021, 3, 1), DAY(2021, 3, 1))),
        (None, DAY(2021, 3, 1), (DAY(2021, 3, 1), DAY(2021, 3, 1))),
        (DAY(2021, 3, 1), TODAY, (DAY(2021, 3, 1), DAY(2021, 3, 1))),
    ],
)
def test_a_unit_without_a_day_was_always_there(
    since: DAY | None, on: DAY | None, expected: tuple[DAY | None, DAY]
) -> None:
    [draft] = (
        Spec().when(say(RegisterUnit, name="清河镇", unit_kind="镇", since=since, on=on)).drafts
    )
    assert isinstance(draft.payload, UnitRegistered)
    assert (draft.payload.since, draft.effective) == expected
    assert draft.organs == ("MDB",)


def test_codes_are_numbered_past_those_taken() -> None:
    spec = Spec().given(unit("u002", "河口镇"))
    [draft] = spec.when(say(RegisterUnit, name="清河镇", unit_kind="镇")).drafts
    assert draft.tags == ("unit:u003",)


@pytest.mark.parametrize(
    "command",
    [
        say(RegisterUnit, name="河口镇", unit_kind="乡"),
        say(RegisterUnit, name="河口", unit_kind="镇"),
        say(RegisterUnit, name="hekou", unit_kind="镇"),
        say(RegisterUnit, name="新河镇", unit_kind="镇", unit="hekou"),
        say(RegisterUnit, name="新河镇", unit_kind="镇", short="河口镇"),
        say(RegisterUnit, name="新河镇", unit_kind="镇", short=("新河", "河口")),
    ],
)
def test_no_two_units_share_a_name(command: RegisterUnit) -> None:
    spec = Spec().given(unit("hekou", "河口镇", short="河口"))
    spec.when(command).malformed("unit.name_taken", unit="河口镇", code="hekou")


def test_the_same_unit_again_is_already_registered() -> None:
    spec = Spec().did(say(RegisterUnit, name="清河镇", unit_kind="镇"))
    spec.when(say(RegisterUnit, name="清河镇", unit_kind="镇")).already(spec.last.position)
    spec.when(say(RegisterUnit, name="清河镇", unit_kind="镇", unit="u001")).already(
        spec.last.position
    )
    spec.when(say(RegisterUnit, name="清河镇", unit_kind="镇", unit="qh")).malformed(
        "unit.name_taken"
    )


def test_its_own_name_is_no_short_name() -> None:
    command = say(RegisterUnit, name="清河镇", unit_kind="镇", short=("清河镇", "清河", "清河"))
    [draft] = Spec().when(command).drafts
    assert isinstance(draft.payload, UnitRegistered)
    assert draft.payload.short == ("清河",)


@every(st.lists(st.text("清河口镇", min_size=1, max_size=2), min_size=1, max_size=6))
def test_whatever_is_registered_every_name_finds_one_unit(typed: list[str]) -> None:
    spec = Spec()
    for name in typed:
        outcome = spec.when(say(RegisterUnit, name=name, unit_kind="镇"))
        if outcome.failure is None:
            spec = spec.did(say(RegisterUnit, name=name, unit_kind="镇"))
    registry = spec.registry
    assert {registry.unit(name).name for name in typed} == set(typed)
    assert len(registry.units) == len(set(typed))


def test_a_sequence_is_set_for_years_by_a_paper() -> None:
    spec = Spec().given(QINGHE)
    paper = "×绩委〔2023〕4号"
    command = say(SequenceUnit, unit="清河镇", sequence="不参与排位", from_year=2023, basis=paper)
    expected = UnitSequenced(unit="u001", years=YearSpan(from_=2023), sequence="不参与排位")
    spec.when(command).then(expected).on(TODAY)
    done = spec.did(command)
    done.at(DAY(2024, 2, 1)).when(command).already(done.last.position)
    spec.when(command.model_copy(update={"basis": ()})).malformed("basis.required")
    spec.when(command.model_copy(update={"unit": "清和镇"})).not_found(
        "unit.unknown", near="清河镇"
    )
    spec.when(command.model_copy(update={"to_year": 2023})).on(TODAY)
    spec.when(command.model_copy(update={"to_year": 2022})).malformed("years.backwards")


@pytest.mark.parametrize(
    ("year", "sequence"), [(2021, "A"), (2022, "不参与排位"), (2023, "不参与排位"), (2024, "A")]
)
def test_the_sequence_departs_in_its_years_only(year: int, sequence: str) -> None:
    apart = UnitSequenced(unit="u001", years=YearSpan(from_=2022, to=2023), sequence="不参与排位")
    assert Spec().given(QINGHE, apart).registry.sequence("u001", year) == sequence


def test_two_units_called_the_same_contradict_each_other() -> None:
    """Only a correction leads there: registering would be refused."""
    spec = Spec().given(unit("qinghe", "清河镇"), unit("hekou", "河口镇", short="清河镇"))
    [found] = register.decider.fold(spec.records).contradictions
    assert (found.code, found.position) == ("unit.name_twice", spec.last.position)
    assert found.params == (("name", "清河镇"),)
    other = spec.corrected(spec.last.position, unit("hekou", "河口镇"))
    assert register.decider.fold(other.records).contradictions == ()


def test_a_name_from_next_month_on_does_not_hide_a_repeat() -> None:
    now = say(NameOrgan, role="EPB", name="县环保局", on="2024-01-02")
    later = say(NameOrgan, role="EPB", name="××市××生态环境局", on="2024-03-01")
    spec = Spec().did(now)
    spec.did(later).when(say(NameOrgan, role="EPB", name="县环保局")).already(spec.last.position)


def test_an_organ_is_named_from_a_day_on() -> None:
    bureau = "××市××生态环境局"
    command = say(NameOrgan, role="EPB", name=bureau, on=DAY(2019, 3, 1))
    spec = Spec().did(command)
    assert spec.last.payload == OrganNamed(role="EPB", name=bureau)
    registry = spec.registry
    assert registry.organ_name("EPB", DAY(2019, 2, 28)) == "县环境保护行政主管部门"
    assert registry.organ_name("EPB", DAY(2019, 3, 1)) == bureau
    spec.when(command).already(spec.last.position)
    spec.when(say(NameOrgan, role="EPB", name=bureau)).already(spec.last.position)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (DAY(2019, 12, 31), "县绩效委"),
        (DAY(2020, 1, 1), "县考核委"),
        (DAY(2021, 12, 31), "县考核委"),
        (DAY(2022, 1, 1), "县绩效委"),
    ],
)
def test_a_name_runs_out_on_its_last_day(day: DAY, name: str) -> None:
    named = OrganNamed(role="JXW", name="县考核委", until=DAY(2021, 12, 31))
    assert Spec().given(named, on=DAY(2020, 1, 1)).registry.organ_name("JXW", day) == name


def test_only_organs_are_named_here() -> None:
    Spec().when(say(NameOrgan, role="UNI:u001", name="清河镇")).malformed("organ.no_role")
    backwards = say(NameOrgan, role="EPB", name="县环保局", on=TODAY, until=DAY(2024, 1, 24))
    Spec().when(backwards).malformed("until.before")
    Spec().when(backwards.model_copy(update={"until": TODAY})).on(TODAY)
