"""第八条、第十二、十三条、第十五条第二项: values reported and certified, and indicators that do not apply."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.commands.tasks import CertifyIndicator, ReportIndicators, WaiveIndicator
from ptaudit.domain.events.targets import Target, TargetIssued, UnitTargets
from ptaudit.domain.events.tasks import (
    CertifiedValue,
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    ReportedValue,
)
from ptaudit.domain.indicators import fold, measures
from ptaudit.domain.indicators.standing import is_met, lacking, rate
from ptaudit.domain.policy import Policy
from tests.domain.scoring import RULED
from tests.domain.sheets import issued, item
from tests.domain.specification import Outcome, Spec, say, unit

DAY = dt.date
PM = Target(
    code="PM10", name="可吸入颗粒物", value=Decimal(60), op="≤", unit_of_measure="μg/m³",
    binding=True, article="9.2",
)  # fmt: skip
RATE = Target(
    code="RATE", name="利用率", value=Decimal(95), op="≥", unit_of_measure="%", binding=False,
    article="9.2",
)  # fmt: skip
SPEC = Spec(today=DAY(2026, 1, 31), operator="epb").given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("linjiang", "临江镇")
)
ISSUED = SPEC.given(
    TargetIssued(
        year=2025, target_version=1, part=1, parts=1,
        units=tuple(UnitTargets(unit=u, targets=(PM, RATE)) for u in ("qinghe", "hekou")),
    ),
    on=DAY(2025, 3, 1), basis="×绩委〔2025〕3号",
)  # fmt: skip


def report(*values: str, **said: Any) -> ReportIndicators:
    rows = [dict(zip(("indicator", "value", "unit_of_measure"), v.split("="), strict=False))
            for v in values]  # fmt: skip
    return say(ReportIndicators, **{"unit": "清河镇", "values": rows, "year": 2025, **said})


def certify(*values: str, **said: Any) -> CertifyIndicator:
    rows = [dict(zip(("unit", "value"), v.split("="), strict=True)) for v in values]
    return say(CertifyIndicator, **{"indicator": "PM10", "values": rows, "year": 2025, **said})


def waive(*units: str, **said: Any) -> WaiveIndicator:
    paper = {"indicator": "PM10", "units": units, "year": 2025, "basis": "×绩委〔2025〕9号"}
    return say(WaiveIndicator, **{**paper, **said})


def did_waive(spec: Spec, *units: str, **said: Any) -> Spec:
    return spec.by("mdb").did(waive(*units, **said)).by("epb")


def test_values_are_kept_in_order_with_the_former_report() -> None:
    spec = ISSUED.did(report("RATE=96", "PM10=63.2=ug/m3", receipt="收文1"))
    first = spec.last
    assert first.payload == IndicatorReported(
        unit="qinghe",
        year=2025,
        period="全年",
        values=(
            ReportedValue(indicator="PM10", value=Decimal("63.2"), unit_of_measure="ug/m3"),
            ReportedValue(indicator="RATE", value=Decimal(96)),
        ),
        report_version=1,
        receipt_no="收文1",
    )
    spec.when(report("PM10=63.2=ug/m3", "RATE=96", receipt="收文1")).already(first.position)
    [again] = spec.when(report("PM10=61")).drafts
    assert isinstance(again.payload, IndicatorReported)
    assert (again.payload.report_version, again.payload.revises) == (2, first.id)
    [half] = spec.when(report("PM10=61", period="上半年")).drafts
    assert isinstance(half.payload, IndicatorReported)
    assert (half.payload.report_version, half.payload.revises) == (1, None)
    spec.when(report("PM10=61", report_version=1)).refused(
        "indicator.version_taken", version=1, position=first.position
    )


@pytest.mark.parametrize(
    ("period", "on", "year"),
    [("全年", "2026-01-31", 2025), ("全年", "2025-07-01", 2025), ("全年", "2025-06-30", 2024),
     ("上半年", "2026-01-31", 2026), ("四季度", "2026-01-15", 2025), ("12月", "2026-01-15", 2025),
     ("1月", "2026-01-31", 2026), ("一季度", "2025-04-10", 2025)],
)  # fmt: skip
def test_the_year_follows_from_the_day_and_the_period(period: str, on: str, year: int) -> None:
    asked = report("X=1", period=period, on=on, year=None)
    [draft] = SPEC.when(asked).drafts
    assert getattr(draft.payload, "year", None) == year


def not_so(outcome: Outcome, code: str, row: int) -> None:
    assert outcome.failure is not None, outcome
    assert (outcome.failure.code, outcome.failure.params["row"]) == (code, row)


def test_a_value_that_cannot_be_names_its_row() -> None:
    not_so(ISSUED.when(report("RATE=96", "PM10=63=%")), "indicator.measure_differs", 2)
    not_so(ISSUED.when(report("RATE=96", "PM25=63")), "indicator.not_targeted", 2)
    not_so(ISSUED.when(report("RATE=96", "RATE=97")), "indicator.twice", 2)
    not_so(ISSUED.when(certify("清河镇=1", "清河=2")), "indicator.unit_unknown", 2)
    not_so(ISSUED.when(certify("清河镇=1", "qinghe=2")), "indicator.unit_twice", 2)
    measured = certify("河口镇=1", unit_of_measure="毫克/升")
    not_so(ISSUED.when(measured), "indicator.measure_differs", 1)
    ISSUED.when(report("PM10=63", year=2026, on="2025-12-31")).malformed("indicator.before_year")


def test_where_neither_targets_nor_rules_are_recorded_nothing_is_asked() -> None:
    assert SPEC.when(report("ANY=1=个")).drafts
    assert ISSUED.when(certify("临江镇=1", indicator="ANY")).drafts


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [("μg/m³", "ug/m3", False), ("微克/立方米", "µg/m³", False), ("%", "百分比", False),
     ("毫克/升", "mg/L", False), ("%", "ug/m3", True), (None, "%", False), ("吨", None, False)],
)  # fmt: skip
def test_measures_have_many_spellings(one: str | None, other: str | None, differ: bool) -> None:
    assert measures.differ(one, other) is differ


def folded(spec: Spec, who: str = "qinghe") -> fold.Indicators:
    state = fold.initial(f"{who}/2025")
    for record in sorted(spec.records, key=lambda r: r.order):
        state = fold.evolve(state, record)
    return state


def value(spec: Spec, who: str = "qinghe") -> str | None:
    found = folded(spec, who).values.value("PM10")
    return None if found is None else str(found.value)


def test_a_certification_revises_the_former_for_the_units_it_names() -> None:
    spec = ISSUED.did(certify("清河镇=63", "河口镇=59", on=DAY(2026, 1, 10)))
    first = spec.last
    assert first.payload == IndicatorCertified(
        year=2025,
        indicator="PM10",
        period="全年",
        values=(
            CertifiedValue(unit="hekou", value=Decimal(59)),
            CertifiedValue(unit="qinghe", value=Decimal(63)),
        ),
        certification_version=1,
    )
    assert first.organs == ("EPB",)
    spec.when(certify("河口镇=59", "清河镇=63", on=DAY(2026, 1, 10))).already(first.position)
    again = spec.did(certify("清河镇=58", on=DAY(2026, 1, 12)))
    assert isinstance(again.last.payload, IndicatorCertified)
    assert (again.last.payload.certification_version, again.last.payload.revises) == (2, first.id)
    assert (value(again), value(again, "hekou")) == ("58", "59")
    again.when(certify("清河镇=57", certification_version=2)).refused(
        "indicator.version_taken", version=2
    )


def test_what_a_unit_certifies_of_itself_counts_for_nothing() -> None:
    spec = ISSUED.did(certify("清河镇=63", on=DAY(2026, 1, 10)))
    own = certify("清河镇=50", organ=("UNI:qinghe",), on=DAY(2026, 1, 11))
    spec.when(own).refused("organ.not_competent")
    marked = spec.did(own.model_copy(update={"irregular": "自行核定"}))
    assert value(marked) == "63"
    department = certify("清河镇=50", organ=("DEP:linjiang",), on=DAY(2026, 1, 11))
    assert value(spec.did(department)) == "50"


def test_a_certified_indicator_is_not_waived_and_a_waived_one_is_not_certified() -> None:
    spec = ISSUED.did(certify("清河镇=63", on=DAY(2026, 1, 10)))
    late = waive("清河镇", "河口镇", on=DAY(2026, 1, 11))
    spec.by("mdb").when(late).refused("indicator.waived_certified", unit="清河镇")
    marked = spec.by("mdb").did(late.model_copy(update={"irregular": "文件如此"}))
    assert folded(marked).values.waivers == ()
    assert len(folded(marked, "hekou").values.waivers) == 1
    assert value(marked) == "63"
    waived = did_waive(ISSUED, "清河镇", on=DAY(2025, 4, 1))
    other = certify("清河镇=63", on=DAY(2026, 1, 10))
    waived.when(other).refused("indicator.certified_waived", unit="清河镇")
    assert value(waived.did(other.model_copy(update={"irregular": "文件如此"}))) is None
    back = did_waive(waived, "清河镇", treatment="撤销", on=DAY(2025, 5, 1))
    assert folded(back).values.waivers == ()
    assert value(back.did(other)) == "63"


def test_a_waiver_that_came_first_makes_the_certification_typed_before_it_irregular() -> None:
    """Breaches of order are judged anew: the paper of an earlier day was typed in later."""
    spec = ISSUED.did(certify("清河镇=63", on=DAY(2026, 1, 10)))
    early = waive("清河镇", on=DAY(2025, 4, 1)).model_copy(update={"irregular": "补登"})
    since = spec.by("mdb").did(early)
    assert value(since) is None
    assert [w.doc_no for w in folded(since).values.waivers] == ["×绩委〔2025〕9号"]


def test_a_finding_of_waiver_is_a_paper_of_the_committee() -> None:
    ISSUED.by("mdb").when(waive("清河镇", basis=())).malformed("basis.required")
    own = waive("清河镇", organ=("EPB",), irregular="环保部门认定")
    spec = ISSUED.did(own)
    assert folded(spec).values.waivers == ()
    first = did_waive(ISSUED, "清河镇", treatment="满分")
    first.by("mdb").when(waive("清河镇", treatment="满分")).already(first.last.position)
    [second] = first.by("mdb").when(waive("清河镇", treatment="零分")).drafts
    assert second.payload == IndicatorWaived(
        year=2025, indicator="PM10", units=("qinghe",), treatment="零分", revises=first.last.id
    )


def test_points_go_to_another_item_of_the_unit() -> None:
    tree = (item("G", "扣分", 40), item("R1", "扣分", 30, parent="G"),
            item("R2", "扣分", 10, parent="G"), item("R3", "得分", 60))  # fmt: skip
    rules = issued(*tree).model_copy(update={"year": 2025})
    spec = SPEC.by("mdb").given(rules, on=DAY(2025, 3, 1), basis="×绩委〔2025〕2号")
    to = {"indicator": "R1", "treatment": "转移"}
    spec.when(waive("清河镇", **to)).malformed("indicator.to_item_missing")
    spec.when(waive("清河镇", indicator="R1", to_item="R3")).malformed("indicator.to_item_idle")
    spec.when(waive("清河镇", **to, to_item="R1")).malformed("indicator.to_item_itself")
    spec.when(waive("清河镇", **to, to_item="G")).not_found("item.unknown")
    spec.when(waive("清河镇", **to, to_item="R9")).not_found("item.unknown")
    assert spec.when(waive("清河镇", **to, to_item="R3")).drafts
    group = {"indicator": "G", "treatment": "转移"}
    spec.when(waive("清河镇", **group, to_item="R2")).malformed("indicator.to_item_itself")


@pytest.mark.parametrize(
    ("op", "value", "met"),
    [("≥", "60", True), ("≥", "59.99", False), ("≤", "60", True), ("≤", "60.01", False),
     ("=", "60", True), ("=", "60.1", False), (None, "60", True), (None, "59", False)],
)  # fmt: skip
def test_whether_a_value_meets_its_target(op: Any, value: str, met: bool) -> None:
    assert is_met(Decimal(value), PM.model_copy(update={"op": op})) is met
    assert is_met(Decimal(value), PM.model_copy(update={"op": op, "value": None})) is None


def test_the_rate_is_of_the_target_and_not_of_one_to_stay_below() -> None:
    assert rate(Decimal("47.5"), RATE, Policy()) == Decimal("50.00")
    assert rate(Decimal(95), RATE, Policy()) == Decimal("100.00")
    assert rate(Decimal(60), PM, Policy()) is None
    assert rate(Decimal(1), RATE.model_copy(update={"value": Decimal(0)}), Policy()) is None


def test_what_is_lacking_is_neither_certified_nor_waived() -> None:
    spec = ISSUED.did(certify("清河镇=63", on=DAY(2026, 1, 10)))
    assert [t.code for t in lacking((PM, RATE), folded(spec).values, None)] == ["RATE"]
    both = did_waive(spec, "清河镇", indicator="RATE")
    assert list(lacking((PM, RATE), folded(both).values, None)) == []
    unmeasured = RATE.model_copy(update={"value": None})
    assert list(lacking((unmeasured,), folded(ISSUED).values, None)) == []


def test_the_county_of_the_score_tests_knows_its_items_too() -> None:
    assert RULED.when(report("R31=1", year=2023)).drafts
    RULED.when(report("R39=1", year=2023)).not_found("indicator.not_targeted")


def test_what_counts_for_nothing_is_not_what_is_repeated() -> None:
    foreign = {"organ": "县目督办", "irregular": "代报"}
    desk = ISSUED.by("mdb")
    spec = desk.did(report("PM10=61", **foreign))
    spec.when(report("PM10=61", **foreign)).already(spec.last.position)
    assert spec.by("epb").when(report("PM10=61")).drafts
    spec = desk.did(certify("清河镇=61", **foreign))
    spec.when(certify("清河镇=61", **foreign)).already(spec.last.position)
    assert spec.by("epb").when(certify("清河镇=61")).drafts
