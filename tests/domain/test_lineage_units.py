"""第二条 — a unit over time: its name, kind and organs of a day, every name it ever bore, and its end."""

import datetime as dt

import pytest

from ptaudit.domain.events.lineages import UnitChanged
from ptaudit.domain.failures import NotFound
from tests.domain.lineages import COUNTY, DAY, abolish, change, done, founded, merge, split
from tests.domain.specification import Spec, unit

ORGANS = {"party_organ": "中共清河镇委员会", "gov_organ": "清河镇人民政府"}
RIVER = Spec(today=DAY(2025, 3, 1)).given(
    unit("qinghe", "清河镇", short="清河").model_copy(update=ORGANS), unit("hekou", "河口镇")
)
#: 镇改街道 on 2023-07-01.
STREET = RIVER.did(change("清河镇", "2023-07-01", name="清河街道", unit_kind="街道"))


def test_a_township_becomes_a_street_under_the_code_it_has() -> None:
    command = change("清河镇", "2023-07-01", name="清河街道", unit_kind="街道")
    outcome = RIVER.when(command)
    outcome.then(
        UnitChanged(
            unit="qinghe", name="清河街道", unit_kind="街道",
            party_organ="中共清河街道工作委员会", gov_organ="清河街道办事处",
        )
    ).on(DAY(2023, 7, 1))  # fmt: skip


@pytest.mark.parametrize(
    ("day", "name", "kind", "gov_organ"),
    [
        (DAY(2023, 6, 30), "清河镇", "镇", "清河镇人民政府"),
        (DAY(2023, 7, 1), "清河街道", "街道", "清河街道办事处"),
        (DAY(2023, 7, 2), "清河街道", "街道", "清河街道办事处"),
    ],
)
def test_what_it_was_on_a_day(day: dt.date, name: str, kind: str, gov_organ: str) -> None:
    found = STREET.registry.units["qinghe"].on(day)
    assert (found.name, found.unit_kind, found.gov_organ) == (name, kind, gov_organ)
    assert STREET.registry.named("qinghe", day) == name
    assert STREET.registry.organ_name("UNI:qinghe", day) == name


def test_a_paper_of_a_year_has_the_name_of_its_end() -> None:
    registry = STREET.registry
    names = [registry.called("qinghe", year) for year in (2022, 2023)]
    assert names == ["清河镇", "清河街道"]
    assert (registry.called("gone", 2023), registry.named("qinghe")) == ("gone", "清河街道")


@pytest.mark.parametrize("said", ["qinghe", "清河镇", "清河街道", "清河"])
def test_any_name_ever_borne_finds_it(said: str) -> None:
    assert STREET.registry.unit(said).code == "qinghe"


def test_a_former_name_is_near_a_mistyped_one() -> None:
    with pytest.raises(NotFound) as failed:
        STREET.registry.unit("清河県镇")
    assert "清河镇" in str(failed.value.params["near"])


def test_a_change_says_only_what_differs() -> None:
    outcome = RIVER.when(change("清河镇", "2023-07-01", name="清河镇", short="清水"))
    outcome.then(UnitChanged(unit="qinghe", short=("清水",)))


def test_an_organ_that_was_not_named_after_the_unit_stays() -> None:
    own = unit("gao", "高新园区", "园区").model_copy(update={"party_organ": "开发区党工委"})
    outcome = RIVER.given(own).when(change("高新园区", "2023-07-01", name="高新区"))
    outcome.then(UnitChanged(unit="gao", name="高新区"))


def test_asked_twice_it_is_recorded_once() -> None:
    again = change("清河镇", "2023-07-01", name="清河街道", unit_kind="街道")
    STREET.when(again).already(STREET.last.position)


def test_two_changes_typed_in_the_wrong_order_hold_on_their_days() -> None:
    spec = STREET.did(change("清河街道", "2021-01-01", short="青河"))
    found = spec.registry.units["qinghe"]
    shorts = [found.on(day).short for day in (DAY(2020, 12, 31), DAY(2021, 1, 1))]
    assert shorts == [("清河",), ("青河",)]
    assert [found.on(day).name for day in (DAY(2021, 1, 1), DAY(2024, 1, 1))] == [
        "清河镇",
        "清河街道",
    ]


def test_a_change_that_changes_nothing_is_refused() -> None:
    RIVER.when(change("清河镇", "2023-07-01", name="清河镇")).malformed("unit.nothing_changes")


@pytest.mark.parametrize("name", ["河口镇", "hekou"])
def test_a_name_another_unit_bears_is_refused(name: str) -> None:
    outcome = RIVER.when(change("清河镇", "2023-07-01", name=name))
    outcome.malformed("unit.name_taken", name=name, code="hekou")


def test_a_name_another_unit_once_bore_is_refused() -> None:
    """Somebody who types the old name would mean either."""
    spec = STREET.when(change("河口镇", "2024-01-01", name="清河镇"))
    spec.malformed("unit.name_taken", name="清河镇", unit="清河街道")
    back = STREET.did(change("清河街道", "2024-01-01", name="清河镇", unit_kind="镇"))
    assert back.registry.unit("清河街道").name == "清河镇"


@pytest.mark.parametrize(("on", "there"), [("2022-12-31", False), ("2023-01-01", True)])
def test_a_unit_changes_once_it_is_there(on: str, there: bool) -> None:
    spec = founded(RIVER, "xin", "新桥镇", DAY(2023, 1, 1))
    outcome = spec.when(change("新桥镇", on, name="新桥乡", unit_kind="乡"))
    if there:
        assert outcome.drafts
    else:
        outcome.malformed("unit.not_yet", since=DAY(2023, 1, 1))


def test_a_unit_that_ended_changes_no_more() -> None:
    spec = done(COUNTY, abolish("乙乡", "2023-07-01"))
    assert spec.when(change("乙乡", "2023-06-30", short="乙")).drafts
    outcome = spec.when(change("乙乡", "2023-07-01", short="乙"))
    outcome.malformed("unit.ended", ended=DAY(2023, 7, 1), position=spec.last.position)


@pytest.mark.parametrize(
    ("on", "existed", "owes"),
    [
        ("2023-01-01", (True, False, False), (True, False, False)),
        ("2023-01-02", (True, True, False), (True, False, False)),
        ("2023-12-31", (True, True, False), (True, False, False)),
        ("2024-01-01", (True, True, False), (True, True, False)),
    ],
)
def test_what_is_due_for_a_year_is_due_from_whom_its_end_finds(
    on: str, existed: tuple[bool, ...], owes: tuple[bool, ...]
) -> None:
    gone = done(COUNTY, abolish("乙乡", on)).registry.units["yi"]
    years = (2022, 2023, 2024)
    assert tuple(gone.existed(year) for year in years) == existed
    assert tuple(gone.owes(year) for year in years) == owes
    assert gone.last_day == DAY.fromisoformat(on) - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "sequences"),
    [
        ("2023-01-01", ["B", "A", "A"]),
        ("2023-12-31", ["B", "A", "A"]),
        ("2024-01-01", ["B", "B", "A"]),
    ],
)
def test_the_sequence_is_that_of_the_kind_at_the_year_s_end(on: str, sequences: list[str]) -> None:
    spec = RIVER.given(unit("gxq", "高新区管理局", "部门"))
    spec = spec.did(change("高新区管理局", on, name="高新园区", unit_kind="园区"))
    found = [spec.registry.sequence("gxq", year) for year in (2022, 2023, 2024)]
    assert found == sequences


def test_corrected_and_voided_changes_are_as_if_they_had_never_been_so() -> None:
    to = UnitChanged(unit="qinghe", name="清河新街道", unit_kind="街道")
    corrected = STREET.corrected(STREET.last.position, to, on=DAY(2024, 1, 1))
    found = corrected.registry.units["qinghe"]
    assert [found.on(d).name for d in (DAY(2023, 12, 31), DAY(2024, 1, 1))] == [
        "清河镇",
        "清河新街道",
    ]
    assert corrected.registry.unit("清河新街道").code == "qinghe"
    voided = STREET.voided(STREET.last.position).registry
    assert (voided.units["qinghe"].former, voided.named("qinghe")) == ((), "清河镇")


def test_names_of_units_that_are_no_more_are_not_given_again() -> None:
    spec = founded(COUNTY, "ding", "丁镇", DAY(2023, 7, 1))
    spec = done(spec, merge("甲镇、乙乡", "丁镇", "2023-07-01"))
    outcome = spec.when(change("丁镇", "2024-01-01", name="乙乡"))
    outcome.malformed("unit.name_taken", name="乙乡", code="yi")


def test_a_unit_that_is_divided_and_lives_on_does_not_end() -> None:
    spec = founded(COUNTY, "ding", "丁镇", DAY(2023, 7, 1))
    spec = done(spec, split("甲镇", "甲镇、丁镇", "2023-07-01"))
    assert spec.registry.units["jia"].ended is None
