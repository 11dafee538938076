"""排位和名单 of a year from its score sheets: officially, and as a what-if would have it."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.events.register import UnitRegistered, UnitSequenced
from ptaudit.domain.policies import PolicyBook
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.rules import RulesBook
from ptaudit.domain.scoring.ranking import Hold
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.values import UnitKind
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import Standing, standing
from tests.domain.sheets import asserted, item, points, rules
from tests.projections.scored import disputed


def test_three_points_are_three_places() -> None:
    county, entry = disputed()
    view = county.app.view()
    found = standing(2023, view.rows(scores), view.registry)["A"]
    assert (len(found.ranks), found.rank("qinghe"), found.missing) == (15, 6, ())
    assert found.advanced.units == ("u01", "u02", "u03", "u04", "u05")
    assert found.interview.units == ("u12", "u13", "u14")
    assert (found.advanced.n, found.advanced.quota, found.holds) == (15, 5, ())
    after = county.app.suppose(view, void=[entry]).view
    if_void = standing(2023, after.rows(scores), after.registry, by="recomputed")["A"]
    assert if_void.rank("qinghe") == 3
    assert if_void.advanced.units == ("u01", "u02", "qinghe", "u03", "u04")
    official = standing(2023, after.rows(scores), after.registry)["A"]
    assert (official.rank("qinghe"), official.by) == (6, "official")


def test_before_the_approval_nothing_is_ranked_officially() -> None:
    county, _ = disputed()
    position = county.app.ledger.head().size - 1
    view = county.app.view(f"第{position}号")
    found = standing(2023, view.rows(scores), view.registry)["A"]
    assert (found.ranks, found.advanced.units, found.interview.units) == ((), (), ())
    assert len(found.missing) == 15


def given(
    *named: tuple[str, str | None], kinds: str = "", out: str = "", **tried: str
) -> dict[str, Standing]:
    """Units by code with official scores; *kinds*: codes of departments; *out*: not ranked."""
    codes = [code for code, _ in named]
    units: dict[str, Unit] = {}
    for code in codes:
        kind: UnitKind = "部门" if code in kinds else "镇"
        units[code] = Unit(code, 1, "e" * 32, UnitRegistered(unit=code, name=code, unit_kind=kind))
    sequences = tuple(
        UnitSequenced.model_validate(
            {"unit": code, "years": {"from": 2023}, "sequence": "不参与排位"}
        )
        for code in out
    )
    registry = Registry(
        units=units,
        sequences=sequences,
        policies=PolicyBook(),
        tried={name.replace("__", "."): value for name, value in tried.items()},
    )
    sheets = {
        f"{code}/2023": Sheet(code, 2023, assertions=(asserted(score),))
        for code, score in named
        if score is not None
    }
    return standing(2023, sheets, registry, vetoed={"b": ("V-1",)})


SIX = (("a", "90"), ("b", "89"), ("c", "88"), ("d", "87"), ("e", "86"), ("f", "85"))


def test_a_vetoed_unit_keeps_its_rank_and_is_never_advanced() -> None:
    found = given(*SIX)["A"]
    assert [(row.unit, row.rank) for row in found.ranks][:2] == [("a", 1), ("b", 2)]
    assert (found.advanced.units, found.advanced.barred) == (("a",), ("b",))
    assert found.vetoed == {"b": ("V-1",)}
    assert found.interview.units == ("d", "e", "f")


def test_departments_are_a_sequence_of_their_own() -> None:
    found = given(*SIX, kinds="def")
    assert [row.rank for row in found["A"].ranks] == [1, 2, 3]
    assert [row.unit for row in found["B"].ranks] == ["d", "e", "f"]
    assert found["B"].rank("d") == 1
    assert found["B"].rank("a") is None


def test_a_unit_out_of_the_ranking_has_no_rank_and_may_count_in_n() -> None:
    found = given(*SIX, out="f")["A"]
    assert (len(found.ranks), found.exempt, found.missing) == (5, ("f",), ())
    assert (found.advanced.n, found.advanced.quota) == (5, 1)
    counted = given(*SIX, out="f", exempt__in_n="counted")["A"]
    assert (counted.advanced.n, counted.advanced.quota) == (6, 2)


def test_a_unit_without_a_result_is_named_as_missing() -> None:
    found = given(("a", "90"), ("c", None), ("d", "80"))["A"]
    assert (found.missing, len(found.ranks)) == (("c",), 2)


@pytest.mark.parametrize(("year", "missing"), [(2022, ()), (2023, ("a",)), (2024, ("a",))])
def test_a_unit_is_missing_from_no_year_before_it_was_set_up(
    year: int, missing: tuple[str, ...]
) -> None:
    event = UnitRegistered(unit="a", name="a", unit_kind="镇", since=dt.date(2023, 12, 31))
    registry = Registry(units={"a": Unit("a", 1, "e" * 32, event)})
    assert standing(year, {}, registry)["A"].missing == missing


def test_few_units_hold_whoever_is_on_both_lists() -> None:
    found = given(("a", "90"), ("c", "80"), ("d", "70"))["A"]
    assert (found.advanced.units, found.interview.units) == ((), ("c", "d"))
    reason: Any = "interview.small_n"
    assert found.holds == (Hold("a", "先进", reason), Hold("a", "约谈", reason))
    below = given(("a", "90"), ("c", "80"), ("d", "70"), interview__small_n="below_advanced")["A"]
    assert (below.advanced.units, below.interview.units, below.holds) == (("a",), ("c", "d"), ())


def test_the_last_three_of_each_sequence_or_of_both_together() -> None:
    apart = given(*SIX, kinds="def", interview__small_n="below_advanced")
    assert (apart["A"].interview.units, apart["B"].interview.units) == (("b", "c"), ("e", "f"))
    overall = given(*SIX, kinds="def", interview__scope="overall")
    assert overall["A"].interview.units == ()
    assert overall["B"].interview.units == ("e", "f")
    assert overall["B"].holds == (
        Hold("d", "先进", "interview.small_n"),
        Hold("d", "约谈", "interview.small_n"),
    )
    assert overall["B"].advanced.units == ()
    assert overall["A"].advanced.units == ("a",)
    assert "interview.scope" in overall["B"].interview.keys


def test_a_year_without_its_papers_counting_has_no_official_score() -> None:
    unit = Unit("a", 1, "e" * 32, UnitRegistered(unit="a", name="a", unit_kind="镇"))
    approval = asserted("90")
    sheets = {"a/2023": Sheet("a", 2023, assertions=(approval,))}
    for counting, missing in (((approval.id,), ()), ((), ("a",))):
        found = standing(2023, sheets, Registry(units={"a": unit}), counting=counting)["A"]
        assert found.missing == missing


@pytest.mark.parametrize(("year", "ranked"), [(2022, 0), (2023, 1), (2024, 0)])
def test_only_sheets_of_the_year_are_ranked(year: int, ranked: int) -> None:
    sheets = {"a/2023": Sheet("a", 2023, assertions=(asserted("90"),))}
    assert len(standing(year, sheets, Registry())["A"].ranks) == ranked


def test_a_partial_total_is_named() -> None:
    unit = Unit(
        "qinghe", 1, "e" * 32, UnitRegistered(unit="qinghe", name="清河镇", unit_kind="镇")
    )
    tree = rules(item("R1", "扣分", 85), item("R4", "核定", 15))
    registry = Registry(units={"qinghe": unit}, rules=RulesBook((tree,)))
    sheets = {"qinghe/2023": Sheet("qinghe", 2023)}
    found = standing(2023, sheets, registry, by="recomputed")["A"]
    assert (found.partial, found.ranks[0].score) == (("qinghe",), points(85))
