"""第二十条 — 连续3年: two years warn, three trigger, a further one again; gaps and open years by policy."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.completion.fold import Determination, Result, UnitYears, initial
from ptaudit.domain.completion.three_years import Reading, Run, by_day, reading
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.basis import RegulationAdopted
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case, Decided, Known, Paper
from tests.domain.specification import Spec, unit

DAY = dt.date
RESULTS: Mapping[str, Result] = {
    "未": "未完成",
    "完": "完成",
    "无": "不适用",
    "缓": "缓议",
    "待": "未认定",
}
FIRST = 2019


def adopted(in_force: dt.date) -> RegulationAdopted:
    return RegulationAdopted(
        regulation_title="细则",
        doc_no="×发〔2020〕1号",
        issued_on=in_force,
        in_force=in_force,
        bases=(),
    )


def paper(year: int, result: Result, carried: bool = False) -> Determination:
    mark = Mark(DAY(year + 1, 2, 1), year, "")
    organs = ("CGV", "CPC")
    return Determination(year, result, "结转" if carried else "认定", f"{year:032x}", mark, organs)


def years(pattern: str, carried: bool = False) -> UnitYears:
    """One character a year from 2019: 未 完 无 缓 待; ``-`` nothing recorded."""
    found = {
        FIRST + n: (paper(FIRST + n, RESULTS[what], carried),)
        for n, what in enumerate(pattern)
        if what != "-"
    }
    return UnitYears("qinghe", years=found)


def read(
    pattern: str, *, registry: Registry | None = None, carried: bool = False, **keys: str
) -> Reading:
    facts = registry or Registry()
    facts = facts.trying({name.replace("__", "."): value for name, value in keys.items()})
    return reading(years(pattern, carried), {}, FIRST, FIRST + len(pattern) - 1, facts)


@pytest.mark.parametrize(
    ("pattern", "level", "unmet"),
    [
        ("完", "无", ()),
        ("未", "一年未完成", (2019,)),
        ("未未", "预警", (2019, 2020)),
        ("未未未", "触发", (2019, 2020, 2021)),
        ("未未未未", "触发", (2019, 2020, 2021, 2022)),
        ("未未完未", "一年未完成", (2022,)),
        ("未未未完", "无", ()),
        ("完未未未", "触发", (2020, 2021, 2022)),
    ],
)
def test_years_in_a_row(pattern: str, level: str, unmet: tuple[int, ...]) -> None:
    run = read(pattern).current()
    assert (run.level, run.years) == (level, unmet)
    assert run.entries == unmet


def test_carried_years_count_like_determined_ones() -> None:
    assert read("未未未", carried=True).current().level == "触发"
    assert read("未未未", carried=True).current().keys == ()
    assert read("未未未").current().keys == ("completion.who",)


@pytest.mark.parametrize(
    ("pattern", "retrigger", "triggered"),
    [
        ("未未", "yes", ()),
        ("未未未", "yes", (2021,)),
        ("未未未未未", "yes", (2021, 2022, 2023)),
        ("未未未未未", "reset", (2021,)),
        ("未未未完未未未", "reset", (2021, 2025)),
    ],
)
def test_each_further_year_triggers_or_only_a_new_row(
    pattern: str, retrigger: str, triggered: tuple[int, ...]
) -> None:
    found = read(pattern, three_year__retrigger=retrigger)
    assert tuple(run.years[-1] for run in found.triggers()) == triggered


def test_a_fourth_year_names_its_key() -> None:
    run = read("未未未未", three_year__retrigger="reset").current()
    assert (run.level, run.keys) == ("已触发", ("completion.who", "three_year.retrigger"))


@pytest.mark.parametrize(
    ("pattern", "gap", "unmet", "skipped"),
    [
        ("未未无未", "breaks", (2022,), ()),
        ("未未无未", "skip", (2019, 2020, 2022), (2021,)),
        ("无未未", "skip", (2020, 2021), ()),
        ("未未无", "skip", (2019, 2020), ()),
        ("未未无", "breaks", (), ()),
    ],
)
def test_a_year_without_targets_breaks_or_is_skipped(
    pattern: str, gap: str, unmet: tuple[int, ...], skipped: tuple[int, ...]
) -> None:
    run = read(pattern, three_year__gap=gap).current()
    assert (run.years, run.skipped) == (unmet, skipped)


@pytest.mark.parametrize("open_year", ["缓", "待", "-"])
@pytest.mark.parametrize(
    ("pattern", "pending", "determined", "supposed"),
    [
        ("未?未", "holds", (2021,), (2019, 2020, 2021)),
        ("未?未", "breaks", (2021,), (2021,)),
        ("未未?", "holds", (2019, 2020), (2019, 2020, 2021)),
        ("未未?", "breaks", (), ()),
        ("未未??", "holds", (2019, 2020), (2019, 2020, 2021, 2022)),
        ("完未?", "holds", (2020,), (2020, 2021)),
        ("未未未?", "holds", (2019, 2020, 2021), (2019, 2020, 2021, 2022)),
    ],
)
def test_an_open_year_holds_or_breaks(
    open_year: str,
    pattern: str,
    pending: str,
    determined: tuple[int, ...],
    supposed: tuple[int, ...],
) -> None:
    found = read(pattern.replace("?", open_year), three_year__pending=pending)
    assert found.current().years == determined
    assert found.supposed().years == supposed
    assert set(found.supposed().assumed) == set(supposed) & set(found.undetermined())


def test_the_open_years_are_listed_and_named() -> None:
    found = read("未缓未-")
    assert found.undetermined() == (2020, 2022)
    assert found.supposed().keys == (
        "three_year.pending",
        "completion.who",
        "three_year.retrigger",
    )
    assert found.supposed().assumed == (2020, 2022)


@pytest.mark.parametrize(
    ("pattern", "pending", "keys"),
    [
        ("未未", "holds", ("completion.who",)),
        ("未未缓", "holds", ("completion.who", "three_year.pending")),
        ("未未-缓", "holds", ("completion.who", "three_year.pending")),
        ("未未缓", "breaks", ("three_year.pending",)),
        ("缓未未", "holds", ("three_year.pending", "completion.who")),
        ("完未未", "holds", ("completion.who",)),
    ],
)
def test_the_key_of_open_years_is_named_where_one_was_met(
    pattern: str, pending: str, keys: tuple[str, ...]
) -> None:
    assert read(pattern, three_year__pending=pending).current().keys == keys


@pytest.mark.parametrize(
    ("gap", "keys"),
    [
        ("breaks", ("three_year.gap", "completion.who")),
        ("skip", ("three_year.gap", "completion.who")),
    ],
)
def test_the_key_of_years_without_targets_is_named_where_one_was_met(
    gap: str, keys: tuple[str, ...]
) -> None:
    assert read("未无未", three_year__gap=gap).current().keys == keys
    assert read("未完未", three_year__gap=gap).current().keys == ("completion.who",)


def test_where_no_year_is_looked_at_there_is_no_row() -> None:
    nothing = reading(initial("qinghe"), {}, 2020, 2019, Registry())
    assert (nothing.last, nothing.current(), nothing.supposed()) == (None, Run(), Run())
    assert (nothing.triggers(), nothing.undetermined()) == ((), ())


@pytest.mark.parametrize(
    ("in_force", "before", "open_"),
    [
        (None, "exclude", (2019, 2020, 2022)),
        (DAY(2020, 12, 31), "exclude", (2020, 2022)),
        (DAY(2021, 1, 1), "exclude", (2022,)),
        (DAY(2021, 1, 1), "count", (2019, 2020, 2022)),
    ],
)
def test_no_open_year_is_asked_for_that_is_left_out_anyway(
    in_force: dt.date | None, before: str, open_: tuple[int, ...]
) -> None:
    spec = Spec().given(unit("qinghe", "清河镇"))
    if in_force is not None:
        spec = spec.given(adopted(in_force), on=in_force)
    found = read("缓-未缓", registry=spec.registry, three_year__before_effective=before)
    assert found.undetermined() == open_


def test_years_by_a_day_are_those_of_papers_up_to_it() -> None:
    row = years("未完未")
    assert by_day(row, DAY(2021, 2, 1)).years == {year: row.years[year] for year in (2019, 2020)}
    assert by_day(row, DAY(2021, 1, 31)).years == {2019: row.years[2019]}
    assert by_day(row, DAY(2020, 1, 31)).years == {}


@pytest.mark.parametrize(
    ("in_force", "before", "unmet"),
    [
        (None, "exclude", (2019, 2020, 2021)),
        (DAY(2018, 12, 31), "exclude", (2019, 2020, 2021)),
        (DAY(2019, 12, 31), "exclude", (2019, 2020, 2021)),
        (DAY(2020, 1, 1), "exclude", (2020, 2021)),
        (DAY(2020, 1, 1), "count", (2019, 2020, 2021)),
    ],
)
def test_years_before_the_regulation_count_by_policy_once_it_is_recorded(
    in_force: dt.date | None, before: str, unmet: tuple[int, ...]
) -> None:
    spec = Spec().given(unit("qinghe", "清河镇"))
    if in_force is not None:
        spec = spec.given(adopted(in_force), on=in_force)
    found = read("未未未", registry=spec.registry, three_year__before_effective=before)
    assert found.current().years == unmet
    named = "three_year.before_effective" in found.current().keys
    assert named == (in_force == DAY(2020, 1, 1))


def test_a_unit_has_no_years_before_it_was_founded() -> None:
    founded = unit("qinghe", "清河镇").model_copy(update={"since": DAY(2021, 5, 1)})
    registry = Spec().given(founded).registry
    found = reading(initial("qinghe"), {}, 2019, 2023, registry)
    assert found.undetermined() == (2021, 2022, 2023)


def test_a_veto_stands_for_unmet_only_where_the_county_says_so() -> None:
    veto = Paper("f" * 32, Mark(DAY(2022, 1, 20), 90, ""), Known(90, ""), True)
    taken = Decided(veto, "qinghe", 2021, "区域限批", "撤销")
    case = Case("V-1", decisions=(taken,))
    registry = Registry().trying({"veto.implies_incomplete": "yes"})
    unmet = UnitYears(
        "qinghe", years={2019: (paper(2019, "未完成"),), 2020: (paper(2020, "未完成"),)}
    )
    assert reading(unmet, {"V-1": case}, 2019, 2021, registry).current().level == "预警"
    carried = Determination(
        2021, "完成", "结转", "e" * 32, Mark(DAY(2022, 1, 1), 91, ""), vetoed=True
    )
    vetoed = UnitYears("qinghe", years={**unmet.years, 2021: (carried,)})
    run = reading(vetoed, {}, 2019, 2021, registry).current()
    assert (run.level, run.entries) == ("触发", (2019, 2020, 91))
    assert "veto.implies_incomplete" in run.keys
    assert reading(vetoed, {}, 2019, 2021, Registry()).current().level == "无"


@given(st.text("未完无缓-", min_size=1, max_size=9))
def test_a_trigger_is_three_determined_years_each_after_the_other(pattern: str) -> None:
    found = read(pattern)
    triggers = found.triggers()
    for run in triggers:
        assert len(run.years) >= 3
        assert list(run.years) == list(range(run.years[0], run.years[-1] + 1))
        assert all(pattern[year - FIRST] == "未" for year in run.years)
        assert not run.assumed
    assert bool(triggers) == ("未未未" in pattern)


@given(st.text("未完无缓-", min_size=3, max_size=9), st.data())
def test_undoing_one_year_of_a_row_undoes_its_trigger(pattern: str, data: st.DataObject) -> None:
    for run in read(pattern).triggers()[:1]:
        undone = data.draw(st.sampled_from(run.years)) - FIRST
        left = read(pattern[:undone] + "完" + pattern[undone + 1 :]).triggers()
        assert run.years not in {other.years for other in left}


@given(st.text("未完无缓-", min_size=1, max_size=9))
def test_supposing_is_what_determining_would_give(pattern: str) -> None:
    assumed = pattern.replace("缓", "未").replace("-", "未")
    assert read(pattern).supposed().years == read(assumed).current().years
