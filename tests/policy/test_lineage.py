"""口径 of 第二十条 that say whose years are whose, and whose targets count: every option another answer."""

from tests.domain.lineages import (
    COUNTY,
    DAY,
    carry,
    change,
    determined,
    done,
    founded,
    merge,
    read,
    split,
    statuses,
    transfer,
)
from tests.domain.specification import Spec, unit
from tests.domain.test_lineage_rows import issued

RENAMED = determined(COUNTY, "yi", "未未未").did(
    change("乙乡", "2020-01-01", name="乙镇", unit_kind="镇")
)
#: 甲 (未未), 乙 (未完) and 丙 (完完) merged into 丁 on 2020-01-01; 甲 is the host.
MERGED = done(
    founded(
        determined(determined(determined(COUNTY, "jia", "未未"), "yi", "未完"), "bing", "完完"),
        "ding", "丁镇", DAY(2020, 1, 1),
    ),
    merge("甲镇、乙乡、丙镇", "丁镇", "2020-01-01", host="乙乡"),
)  # fmt: skip


def answers(spec: Spec, code: str, key: str, *options: str) -> list[str]:
    """The unit's years to 2020 under each option, one character a year."""
    return [statuses(read(spec, code, 2020, **{key.replace(".", "__"): o})) for o in options]


def test_lineage_rename() -> None:
    found = answers(RENAMED, "yi", "lineage.rename", "continuous", "kind_anew")
    assert found == ["未未未", "断断未"]


def test_lineage_merge() -> None:
    found = answers(MERGED, "ding", "lineage.merge", "host", "any", "all", "none")
    assert found == ["未完待", "未未待", "完完待", "断断待"]


def test_lineage_split() -> None:
    spec = determined(COUNTY, "jia", "未未")
    for code, name in (("ding", "丁镇"), ("wu", "戊镇")):
        spec = founded(spec, code, name, DAY(2020, 1, 1))
    spec = spec.did(split("甲镇", "丁镇、戊镇", "2020-01-01"))
    assert answers(spec, "wu", "lineage.split", "inherit", "none") == ["未未待", "断断待"]


def test_lineage_functions() -> None:
    spec = determined(COUNTY.given(unit("hbj", "环保局", "部门")), "hbj", "未未")
    spec = founded(spec, "sthj", "生态环境局", DAY(2020, 1, 1), "部门")
    spec = spec.did(transfer("环保局", "生态环境局", "2020-01-01", ending="环保局"))
    assert answers(spec, "sthj", "lineage.functions", "holder", "none") == ["未未待", "断断待"]


def test_lineage_who() -> None:
    """县绩效委 determined it under a ruling; without one 县委、县政府 have to, and 口径 decides on."""
    from ptaudit.domain.events.basis import PolicyAdopted, YearSpan

    delegated = PolicyAdopted(
        policy_version=1, keys=(("lineage.who", "JXW"),), years=YearSpan(from_=2018)
    )
    spec = MERGED.given(delegated, basis="×委〔2018〕1号").did(carry("丁镇", "2019=甲镇"))
    found = answers(spec, "ding", "lineage.who", "CPC+CGV", "JXW")
    assert found == ["未完待", "未未待"]


def test_three_year_targets_of() -> None:
    spec = issued(determined(COUNTY, "jia", "未未未"), 2020)
    rows = [
        read(spec, "jia", 2020, three_year__targets_of=option).current().years
        for option in ("yes", "no")
    ]
    assert rows == [(2018, 2019, 2020), ()]


def test_three_year_gap_decides_of_a_year_that_does_not_count() -> None:
    spec = issued(determined(COUNTY, "jia", "未未未"), 2019)
    keys = {"three_year__targets_of": "no"}
    rows = [
        read(spec, "jia", 2020, three_year__gap=option, **keys).current().years
        for option in ("breaks", "skip")
    ]
    assert rows == [(2020,), (2018, 2020)]


def test_each_key_decides_and_is_named_where_it_does() -> None:
    assert "lineage.merge" in read(MERGED, "ding", 2020).ending(2019).keys
    found = read(RENAMED, "yi", 2020, lineage__rename="kind_anew").ending(2020)
    assert (found.years, "lineage.rename" in found.keys) == ((2020,), True)


def test_veto_completion_gap_pending_retrigger_and_before_effective() -> None:
    """The other keys of the three years: see what each option says of one unit."""
    from ptaudit.domain.events.basis import RegulationAdopted

    spec = determined(COUNTY, "jia", "未未无未")

    def years(base: Spec, key: str, *options: str) -> list[tuple[int, ...]]:
        asked = [{key.replace(".", "__"): option} for option in options]
        return [read(base, "jia", 2021, **one).current().years for one in asked]

    assert years(spec, "three_year.gap", "breaks", "skip") == [(2021,), (2018, 2019, 2021)]
    open_ = determined(COUNTY, "jia", "未未未")
    assert years(open_, "three_year.pending", "holds", "breaks") == [(2018, 2019, 2020), ()]
    adopted = RegulationAdopted(
        regulation_title="细则", doc_no="×发〔2020〕1号", issued_on=DAY(2020, 1, 1),
        in_force=DAY(2020, 1, 1), bases=(),
    )  # fmt: skip
    recorded = determined(COUNTY, "jia", "未未未未").given(adopted, on=DAY(2020, 1, 1))
    before = years(recorded, "three_year.before_effective", "exclude", "count")
    assert before == [(2020, 2021), (2018, 2019, 2020, 2021)]
    levels = [
        read(determined(COUNTY, "jia", "未未未未"), "jia", 2021, three_year__retrigger=o)
        .current()
        .level
        for o in ("yes", "reset")
    ]
    assert levels == ["触发", "已触发"]
