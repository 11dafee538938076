"""第二、二十条 — who came from whom: near units before far ones, no further back than an act allows."""

import pytest

from tests.domain.lineages import (
    COUNTY,
    DAY,
    change,
    determined,
    founded,
    merge,
    read,
    split,
    statuses,
)
from tests.domain.specification import Spec

BOOKS = ("甲镇、乙乡", "丁镇", "2020-01-01"), ("丁镇、丙镇", "戊镇", "2022-01-01")


def twice_merged() -> Spec:
    """甲 and 乙 became 丁, 丁 and 丙 became 戊."""
    spec = founded(COUNTY, "ding", "丁镇", DAY(2020, 1, 1)).did(merge(*BOOKS[0]))
    return founded(spec, "wu", "戊镇", DAY(2022, 1, 1)).did(merge(*BOOKS[1]))


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [
        ("wu", ("bing", "ding", "jia", "yi"), ()),
        ("ding", ("jia", "yi"), ("wu",)),
        ("jia", (), ("ding", "wu")),
        ("bing", (), ("wu",)),
        ("slj", (), ()),
    ],
)
def test_units_before_and_after(
    unit: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    book = twice_merged().registry.lineage
    assert (book.ancestors(unit), book.descendants(unit)) == (before, after)


def test_what_came_to_a_predecessor_later_is_none_of_its_successor_s() -> None:
    """丁 came from 甲 in 2020; 乙 came to 甲 in 2022 only."""
    spec = founded(COUNTY, "ding", "丁镇", DAY(2020, 1, 1))
    spec = spec.did(split("甲镇", "甲镇、丁镇", "2020-01-01"))
    spec = spec.did(merge("乙乡", "甲镇", "2022-01-01"))
    book = spec.registry.lineage
    assert book.ancestors("ding") == ("jia",)
    assert book.descendants("yi") == ("jia",)
    [_, later] = book.acts
    assert book.ancestors("jia", later.place) == ()
    assert book.ancestors("jia") == ("yi",)


def test_a_unit_that_lives_on_is_neither_its_own_ancestor_nor_its_own_descendant() -> None:
    book = COUNTY.did(merge("乙乡", "甲镇", "2022-01-01")).registry.lineage
    assert (book.ancestors("jia"), book.descendants("jia")) == (("yi",), ())
    assert (book.ancestors("yi"), book.descendants("yi")) == ((), ("jia",))


def test_a_change_of_kind_is_an_act_under_its_entry() -> None:
    spec = COUNTY.did(change("乙乡", "2024-01-01", name="乙镇", unit_kind="镇"))
    [act] = spec.registry.lineage.acts
    assert (act.id, act.position, act.form) == (spec.last.id, spec.last.position, "改制")
    assert (act.on, act.sources, act.successors) == (DAY(2024, 1, 1), ("yi",), ("yi",))


def test_a_year_in_which_no_predecessor_was_there_is_no_year_at_all() -> None:
    spec = founded(COUNTY, "wu", "戊镇", DAY(2020, 1, 1))
    spec = founded(spec, "ji", "己镇", DAY(2021, 1, 1))
    spec = founded(spec, "ding", "丁镇", DAY(2022, 1, 1))
    spec = spec.did(merge("戊镇、己镇", "丁镇", "2022-01-01"))
    found = read(spec, "ding", lineage__merge="none")
    assert statuses(found) == "··断断待待待"
    assert [found.answers[year].year for year in (2020, 2021)] == [2020, 2021]
    carried = found.answers[2020].carried
    assert carried is not None
    assert (carried.keys, carried.units) == (("lineage.merge",), ())


@pytest.mark.parametrize(
    ("other", "any_", "all_"),
    [
        ("未", "未", "断"),
        ("缓", "缓", "断"),
        ("完", "完", "完"),
        ("无", "断", "断"),
        (".", "待", "断"),
    ],
)
def test_a_year_one_predecessor_does_not_carry_beside_another_s(
    other: str, any_: str, all_: str
) -> None:
    """甲 began anew with its kind in 2020 (口径 lineage.rename), and then merged with 乙."""
    spec = determined(determined(COUNTY, "jia", "未"), "yi", other)
    spec = spec.did(change("甲镇", "2020-01-01", name="甲街道", unit_kind="街道"))
    spec = founded(spec, "ding", "丁镇", DAY(2022, 1, 1))
    spec = spec.did(merge("甲街道、乙乡", "丁镇", "2022-01-01"))
    for choice, expected in (("any", any_), ("all", all_)):
        found = read(spec, "ding", lineage__merge=choice, lineage__rename="kind_anew")
        assert statuses(found)[0] == expected


@pytest.mark.parametrize(
    ("choice", "units"), [("any", ("bing", "jia")), ("all", ("bing", "jia", "yi"))]
)
def test_whose_years_are_carried_is_told_of_those_that_decide(
    choice: str, units: tuple[str, ...]
) -> None:
    spec = determined(determined(twice_merged(), "jia", "未"), "bing", "未")
    carried = read(determined(spec, "yi", "完"), "wu", lineage__merge=choice).answers[2018].carried
    assert carried is not None
    assert (carried.units, [act.on.year for act in carried.acts]) == (units, [2022, 2020])
