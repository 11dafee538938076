"""第二十条: 已认定 / 若认定则 / 未认定 for every unit, from carried and determined years, at any moment."""

import datetime as dt
from collections.abc import Mapping

from ptaudit.domain.commands.assessment import DetermineCompletion
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.results import ProposeAccountability
from ptaudit.domain.commands.vetoes import DecideVeto, ImposeRestriction
from ptaudit.projections.chains import ThreeYears, three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.vetoes import vetoes
from tests.projections.counties import (
    UNITS,
    County,
    Step,
    assert_stored_is_folded,
    assert_view_is_a_cut,
    time,
)

DAY = dt.date
NAMES = {code: name for code, name, _ in UNITS}


def carry(unit: str, year: int, result: str) -> Step:
    said = {"unit": NAMES[unit], "year": year, "completion": result, "on": DAY(year + 1, 2, 1)}
    command = CarryHistory.model_validate({**said, "basis": f"×办〔{year + 1}〕1号"})
    return time(2023, 6, 1), "mdb", command


def determine(year: int, on: dt.date, recorded: dt.datetime, **results: str) -> Step:
    rows = [{"unit": NAMES[unit], "result": result} for unit, result in results.items()]
    said = {"year": year, "units": rows, "on": on, "basis": f"×委〔{on.year}〕2号"}
    return recorded, "mdb", DetermineCompletion.model_validate(said)


CARRIED = (
    carry("qinghe", 2020, "未完成"),
    carry("qinghe", 2021, "未完成"),
    carry("hekou", 2021, "未完成"),
    carry("slj", 2021, "未认定"),
)
YEAR_2022 = determine(
    2022, DAY(2023, 2, 1), time(2023, 7, 1), qinghe="未完成", hekou="未完成", slj="完成"
)


def listed(
    county: County, moment: str | None = None, on: dt.date | None = None, **keys: str
) -> Mapping[str, ThreeYears]:
    view = county.app.view(moment, on)
    registry = view.registry.trying({name.replace("__", "."): v for name, v in keys.items()})
    found = three_years(view.rows(completion), view.rows(vetoes), registry, view.on)
    assert [row.unit for row in found] == list(NAMES)
    return {row.unit: row for row in found}


def test_three_columns_for_every_unit() -> None:
    rows = listed(County.of([*CARRIED, YEAR_2022]), on=DAY(2024, 1, 20))
    qinghe, hekou, slj = rows.values()
    assert (qinghe.determined.level, qinghe.determined.years) == ("触发", (2020, 2021, 2022))
    assert (qinghe.supposed.level, qinghe.supposed.assumed) == ("触发", (2023,))
    assert qinghe.undetermined == (2023,)
    assert (hekou.determined.level, hekou.determined.years) == ("预警", (2021, 2022))
    assert (hekou.supposed.level, hekou.supposed.years) == ("触发", (2020, 2021, 2022, 2023))
    assert hekou.undetermined == (2020, 2023)
    assert (slj.determined.level, slj.supposed.level) == ("无", "一年未完成")
    assert slj.undetermined == (2020, 2021, 2023)


def test_the_deciding_entries_and_keys_are_named() -> None:
    county = County.of([*CARRIED, YEAR_2022])
    last = county.app.view().moment.position
    run = listed(county, on=DAY(2024, 1, 20))["qinghe"].determined
    assert run.entries == (last - 4, last - 3, last)
    assert run.keys == ("completion.who", "three_year.pending")
    assert [paper.level for paper in run.papers] == ["结转", "结转", "认定"]
    assert [paper.doc_no for paper in run.papers] == [
        "×办〔2021〕1号",
        "×办〔2022〕1号",
        "×委〔2023〕2号",
    ]


def test_a_year_is_open_once_it_has_ended() -> None:
    county = County.of([*CARRIED, YEAR_2022])
    assert listed(county, on=DAY(2023, 12, 31))["qinghe"].undetermined == ()
    assert listed(county, on=DAY(2024, 1, 1))["qinghe"].undetermined == (2023,)


def test_nothing_recorded_is_nothing_listed() -> None:
    view = County().app.view()
    assert three_years(view.rows(completion), {}, view.registry, view.on) == ()


def correct(county: County) -> CorrectRecord:
    said = {"target": county.entry("completion.determined"), "reason": "文件为完成"}
    return CorrectRecord.model_validate({**said, "set": [["units.0.result", "完成"]]})


def propose(recorded: dt.datetime) -> Step:
    command = ProposeAccountability.model_validate({"unit": "清河镇", "to": "县委"})
    return recorded, "mdb", command


def test_a_corrected_year_takes_the_trigger_away_and_the_proposal_with_it() -> None:
    county = County.of([*CARRIED, YEAR_2022, propose(time(2023, 8, 1))])
    before = str(county.app.view().moment.position)
    [proposed] = listed(county)["qinghe"].proposed
    assert proposed.holds
    county.did((time(2023, 9, 1), "mdb", correct))
    after = listed(county)["qinghe"]
    assert (after.determined.level, after.triggers) == ("无", ())
    assert not after.proposed[0].holds
    then = listed(county, before)["qinghe"]
    assert (then.determined.level, then.proposed[0].holds) == ("触发", True)


def test_a_proposal_does_not_hold_by_another_trigger() -> None:
    results = {2016: "未完成", 2017: "未完成", 2018: "未完成", 2019: "完成"}
    earlier = [carry("qinghe", year, result) for year, result in results.items()]
    county = County.of([*earlier, *CARRIED, YEAR_2022, propose(time(2023, 8, 1))])
    assert listed(county)["qinghe"].proposed[0].holds
    county.did((time(2023, 9, 1), "mdb", correct))
    after = listed(county)["qinghe"]
    assert [run.years for run in after.triggers] == [(2016, 2017, 2018)]
    assert not after.proposed[0].holds


def test_a_later_determination_takes_the_place_of_an_earlier_one() -> None:
    other = determine(2022, DAY(2023, 9, 1), time(2023, 9, 2), qinghe="完成")
    county = County.of([*CARRIED, YEAR_2022, other])
    assert listed(county)["qinghe"].determined.level == "无"
    assert listed(county, on=DAY(2023, 8, 31))["qinghe"].determined.level == "触发"


def test_a_veto_makes_a_year_unmet_only_by_policy() -> None:
    facts = {"units": "河口镇", "scope": "涉磷", "authority": "市局", "level": "市"}
    impose = ImposeRestriction.model_validate({**facts, "on": DAY(2023, 3, 1)})
    said = {"case": "V-1", "unit": "河口镇", "result": "认定", "basis": "×委〔2023〕9号"}
    veto = DecideVeto.model_validate({**said, "on": DAY(2023, 8, 1)})
    county = County.of(
        [*CARRIED, YEAR_2022, (time(2023, 7, 2), "epb", impose), (time(2023, 8, 2), "mdb", veto)]
    )
    day = DAY(2024, 1, 20)
    assert listed(county, on=day)["hekou"].determined.level == "预警"
    by_policy = listed(county, on=day, veto__implies_incomplete="yes")["hekou"].determined
    assert (by_policy.level, by_policy.years) == ("触发", (2021, 2022, 2023))
    assert by_policy.entries[-1] == county.app.view().moment.position
    assert "veto.implies_incomplete" in by_policy.keys


def void(county: County) -> VoidRecord:
    return VoidRecord(target=county.entry("completion.determined"), reason="重复")


WHOLE = (
    *CARRIED,
    determine(2023, DAY(2024, 2, 1), time(2024, 2, 2), qinghe="未完成", hekou="缓议"),
    (YEAR_2022[0].replace(year=2024), *YEAR_2022[1:]),
    propose(time(2024, 8, 1)),
    (time(2024, 9, 1), "mdb", correct),
    determine(2023, DAY(2024, 10, 1), time(2024, 10, 2), hekou="不适用"),
    (time(2024, 10, 3), "mdb", void),
)


def test_stored_rows_are_those_of_a_full_replay() -> None:
    assert_stored_is_folded(WHOLE, completion)


def test_a_view_at_a_moment_is_the_view_of_a_ledger_cut_there() -> None:
    assert_view_is_a_cut(WHOLE, completion, (DAY(2022, 2, 1), DAY(2024, 1, 31), DAY(2024, 12, 1)))
