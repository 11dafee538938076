"""单位沿革: the tree of a unit at any two clocks, and rows that know who issued the targets (第二、二十条)."""

import datetime as dt
from typing import Any

from ptaudit.application.lineages import family_tree
from ptaudit.domain.commands.assessment import DetermineCompletion
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.lineages import DetermineLineage, MergeUnits
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.targets import IssueTargets
from ptaudit.projections.completion import completion
from tests.projections.counties import (
    County,
    Step,
    assert_stored_is_folded,
    assert_view_is_a_cut,
    time,
)

DAY = dt.date
END = DAY(2023, 12, 31)
CARRIED = [
    (
        time(2021, 6, 1),
        "mdb",
        CarryHistory.model_validate(
            {"unit": unit, "year": 2020, "completion": result, "on": "2021-02-01", "basis": "甲"}
        ),
    )
    for unit, result in (("清河镇", "未完成"), ("河口镇", "完成"))
]


def step(when: dt.datetime, command: Any, **said: Any) -> Step:
    return when, "mdb", command.model_validate(said)


TARGETS = {"code": "T", "name": "水质"}
FOUNDED = step(
    time(2022, 1, 3), RegisterUnit, name="新镇", unit_kind="镇", unit="xin", since="2022-01-01"
)
MERGED = step(
    time(2022, 1, 4), MergeUnits, units="清河镇、河口镇", into="新镇", host="清河镇", on="2022-01-01"
)  # fmt: skip
DETERMINED = step(
    time(2022, 3, 1), DetermineLineage, unit="新镇", inherits=["2020=河口镇"], basis="×委〔2022〕1号"
)  # fmt: skip
ISSUED = step(
    time(2022, 3, 2), IssueTargets, year=2022, basis="×绩〔2022〕1号",
    targets=[{"unit": "新镇", **TARGETS}], irregular="未经报送",
)  # fmt: skip
UNMET = step(
    time(2023, 2, 2), DetermineCompletion, year=2022, units=[{"unit": "新镇", "result": "未完成"}],
    organ="县委、县政府", basis="×委〔2023〕1号", on="2023-02-01",
)  # fmt: skip


def correct(county: County) -> CorrectRecord:
    target = county.entry("lineage.determined")
    said = {"target": target, "reason": "文件为清河镇", "set": [["inherits.0.from", "清河镇"]]}
    return CorrectRecord.model_validate(said)


def void(county: County) -> VoidRecord:
    return VoidRecord(target=county.entry("lineage.determined"), reason="误录")


CORRECTED: Step = (time(2023, 4, 1), "mdb", correct)
VOIDED: Step = (time(2023, 5, 1), "mdb", void)
WHOLE = (*CARRIED, FOUNDED, MERGED, DETERMINED, ISSUED, UNMET, CORRECTED, VOIDED)


def told(county: County, unit: str = "xin", on: dt.date = END) -> list[Any]:
    tree = family_tree(county.app.view(None, on), unit)
    return [
        (b.relation, b.unit, b.year, b.answer.status, b.answer.carried and b.answer.carried.units)
        for b in tree.branches
    ]


def test_every_unit_and_year_with_whose_result_it_carries() -> None:
    county = County.of(WHOLE[:-2])
    assert told(county) == [
        ("本单位", "xin", 2022, "未完成", None),
        ("本单位", "xin", 2021, "未认定", ("qinghe",)),
        ("本单位", "xin", 2020, "完成", ("hekou",)),
        ("前身", "qinghe", 2021, "未认定", None),
        ("前身", "qinghe", 2020, "未完成", None),
        ("前身", "hekou", 2021, "未认定", None),
        ("前身", "hekou", 2020, "完成", None),
    ]
    [act] = family_tree(county.app.view(), "hekou").acts
    assert (act.form, act.sources) == ("合并", ("hekou", "qinghe"))


def test_corrected_and_voided_determinations_at_any_moment() -> None:
    county = County.of(WHOLE)
    by_ruling, corrected = None, str(county.app.view().moment.position - 1)
    determined = str(county.app.view().moment.position - 2)

    def of_2020(at: str | None) -> tuple[Any, ...]:
        [branch] = [
            b
            for b in family_tree(county.app.view(at, END), "xin").branches
            if (b.unit, b.year) == ("xin", 2020)
        ]
        assert branch.answer.carried is not None
        return branch.answer.status, branch.answer.carried.provisional

    assert of_2020(determined) == ("完成", False)
    assert of_2020(corrected) == ("未完成", False)
    assert of_2020(by_ruling) == ("未完成", True)


def test_before_the_merger_nothing_is_carried() -> None:
    county = County.of(WHOLE)
    before = told(county, "qinghe", DAY(2021, 12, 31))
    assert before == [("本单位", "qinghe", 2020, "未完成", None)]
    after = {relation for relation, *_ in told(county, "qinghe", DAY(2022, 1, 1))}
    assert after == {"本单位", "后继"}


def test_stored_rows_are_those_of_a_full_replay() -> None:
    assert_stored_is_folded(WHOLE, completion)
    rows = County.of(WHOLE).app.view().rows(completion)
    assert [one.of_county for one in rows["xin"].issued[2022]] == [False]


def test_a_view_at_a_moment_is_the_view_of_a_ledger_cut_there() -> None:
    assert_view_is_a_cut(WHOLE, completion, (DAY(2021, 2, 1), DAY(2022, 2, 1), DAY(2024, 1, 1)))
