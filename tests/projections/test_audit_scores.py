"""Items 6, 7, 8, 11 and 12: one rule and many amounts, lists, totals, carried years, the head."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from ptaudit.application.auditing import material
from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DeductScore,
    EnterScore,
    ReverseScore,
)
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.commands.targets import IssueRules
from ptaudit.domain.events.assessment import (
    Difference,
    ReportedScore,
    ReportLists,
    ReportSubmitted,
)
from ptaudit.domain.registry import Registry
from ptaudit.projections import audit_scores
from ptaudit.projections.audit_lines import Line, Material
from tests.domain import years
from tests.domain.specification import Spec
from tests.projections.audited import DAY, codes, did, items, said, value
from tests.projections.counties import County
from tests.projections.scored import OTHERS, disputed

ITEM = {
    "code": "R31",
    "name": "整改各类环境问题",
    "group": "8.2",
    "mode": "扣分",
    "points": "100",
    "rule_text": "逾期未整改每件扣3分",
    "per_case": [{"code": "a", "amount": "3", "text": "逾期未整改"}],
}


def ruled() -> County:
    county = County()
    rules = {"year": 2023, "applies_to": ("A",), "items": [ITEM], "full_marks": "100"}
    paper = {"basis": [{"doc_no": "×绩发〔2023〕1号"}], "irregular": "拟制稿未登记"}
    did(county, DAY(2023, 3, 1), IssueRules.model_validate(rules | paper))
    return county


def deducted(county: County, unit: str, amount: str, **more: object) -> int:
    fields = {"unit": unit, "item": "R31", "amount": amount, "year": 2023, "stage": "审核"}
    case = {"per_case": "a", "note": "一件"}
    deduct = DeductScore.model_validate(fields | case | more)
    return did(county, DAY(2023, 12, 1), deduct, "epb")


def test_one_case_deducted_at_two_rates_is_shown_with_both() -> None:
    county = ruled()
    first = deducted(county, "清河镇", "3.00")
    deducted(county, "清河镇", "3.00", note="另一件")
    second = leniently(county)
    [line] = items(county.app, 2023)[6].lines
    assert (line.code, value(line, "amounts")) == ("uneven", "-2.00×1、-3.00×2")
    assert line.positions == (second, first, first + 1)
    assert line.units == ("hekou",)


def leniently(county: County) -> int:
    """Two points where the rule says three: recorded only with a reason of its own."""
    fields = {"unit": "河口镇", "item": "R31", "amount": "-2.00", "year": 2023, "per_case": "a"}
    enter = EnterScore.model_validate(fields | {"note": "一件", "override_reason": "酌情"})
    return did(county, DAY(2023, 12, 1), enter, "epb")


def test_entries_without_a_case_are_compared_by_item() -> None:
    county = ruled()
    for unit, amount in (("清河镇", "1.00"), ("河口镇", "4.00")):
        deducted(county, unit, amount, per_case=None)
    assert codes(items(county.app, 2023)[6]) == ["uneven"]


@pytest.mark.parametrize(("amount", "count"), [("6.00", 2), ("3.00", 1), ("9.00", 3)])
def test_a_count_explains_a_larger_amount(amount: str, count: int) -> None:
    county = ruled()
    deducted(county, "清河镇", "3.00")
    deducted(county, "河口镇", amount, count=count)
    assert items(county.app, 2023)[6].lines == ()


def test_a_reversed_deduction_is_not_compared() -> None:
    county = ruled()
    deducted(county, "清河镇", "3.00")
    leniently(county)
    back = said(ReverseScore, target=county.entry("score.entered"), reason="错记")
    did(county, DAY(2023, 12, 2), back, "epb")
    assert items(county.app, 2023)[6].lines == ()


SCORES = {"qinghe": "90.00", "hekou": "88.50", "shiqiao": "80.00", "linjiang": "79.00"}


def reported(
    spec: Spec,
    lists: ReportLists,
    differs: tuple[Difference, ...] = (),
    scores: Mapping[str, str] = SCORES,
) -> Spec:
    rows = tuple(
        ReportedScore(unit=unit, sequence="A", score=Decimal(score), rank=n)
        for n, (unit, score) in enumerate(scores.items(), 1)
    )
    event = ReportSubmitted(
        year=2023,
        report_version=1,
        scores=rows,
        lists=lists,
        differs=differs or None,
        policy_version=0,
        rules=(),
        digest="0" * 64,
    )
    return spec.given(event, on=DAY(2024, 1, 12), basis="×绩办〔2024〕2号")


def compared(spec: Spec) -> tuple[Line, ...]:
    registry: Registry = spec.registry
    row = years.year(spec)
    empty = Material(2023, DAY(2024, 2, 1), (), (), registry, {2023: row}, {})
    return audit_scores.lists(empty).lines


def test_a_list_is_held_against_the_computation_with_the_reason_given() -> None:
    due = ReportLists(advanced=("qinghe",), interview=("hekou", "shiqiao", "linjiang"), vetoed=())
    assert compared(reported(years.COUNTY, due)) == ()
    other = due.model_copy(update={"advanced": ("hekou",)})
    told = Difference(list="先进", unit="hekou", reason="县委常委会定")
    lines = compared(reported(years.COUNTY, other, (told,)))
    assert [(line.code, line.units, value(line, "reason")) for line in lines] == [
        ("list_added", ("hekou",), "县委常委会定"),
        ("list_left_out", ("qinghe",), "—"),
    ]
    assert value(lines[0], "doc_no") == "×绩办〔2024〕2号"


def test_a_list_nobody_but_the_county_can_draw_is_shown_as_held() -> None:
    """Everybody has the same score: whoever is listed, it was not the computation that said so."""
    listed = ReportLists(advanced=("qinghe",), interview=(), vetoed=())
    even = dict.fromkeys(("qinghe", "hekou", "shiqiao", "linjiang"), "90.00")
    lines = compared(reported(years.COUNTY, listed, scores=even))
    assert {(line.code, line.units) for line in lines if line.code != "list_rank"} == {
        ("list_held", ("qinghe",))
    }


def test_a_circular_is_held_against_what_was_approved() -> None:
    assert compared(years.PUBLISHED) == ()
    published = PublishResult.model_validate(
        {
            "year": 2023,
            "on": DAY(2024, 1, 18),
            "basis": [{"doc_no": "×委办〔2024〕5号"}],
            "advanced": ("河口镇",),
            "differs": [
                {"list": "先进", "unit": name, "reason": "常委会定"}
                for name in ("清河镇", "河口镇")
            ],
        }
    )
    spec = years.APPROVED.did(published)
    lines = compared(spec)
    assert [(line.code, line.units) for line in lines] == [
        ("list_added", ("hekou",)),
        ("list_left_out", ("qinghe",)),
    ]
    assert {line.positions for line in lines} == {(spec.last.position,)}


def test_totals_that_no_items_explain() -> None:
    county, _ = disputed()
    found = items(county.app, 2023)[8]
    own = next(line for line in found.lines if line.units == ("qinghe",))
    assert own.code == "sum_rest"
    assert [value(own, name) for name in ("total", "items", "rest")] == [
        Decimal("87.50"),
        Decimal("97.00"),
        Decimal("-9.50"),
    ]
    assert found.count == len(OTHERS) + 1
    assert value(own, "by") == "审定"


def test_totals_of_a_year_without_items_are_all_unexplained() -> None:
    county = County()
    scores = [{"unit": name, "score": "90.00"} for name in ("清河镇", "河口镇", "水利局")]
    fields = {"year": 2023, "by": ("CPC", "CGV"), "scores": scores}
    paper = {"basis": [{"doc_no": "×委纪要〔2024〕3号"}]}
    position = did(county, DAY(2024, 1, 20), ApproveResult.model_validate(fields | paper))
    [line] = items(county.app, 2023)[8].lines
    assert (line.code, line.positions, value(line, "count")) == ("sum_bare", (position,), 3)


def test_a_changed_basis_moves_no_total_and_a_void_entry_does() -> None:
    """The approved total stays; what the entries now add up to stands beside it."""
    county, entry = disputed()
    assert "sum_moved" not in codes(items(county.app, 2023)[8])
    view = county.app.view()
    assumed = county.app.suppose(view, void=[entry]).view
    moved = [
        line
        for line in audit_scores.totals(material(assumed, 2023)).lines
        if line.code == "sum_moved"
    ]
    assert [(line.units, value(line, "total")) for line in moved] == [
        (("qinghe",), Decimal("87.50"))
    ]
    assert value(moved[0], "recomputed") == Decimal("90.50")


def carried(county: County, unit: str, year: int) -> int:
    fields = {"unit": unit, "year": year, "completion": "完成", "on": DAY(year + 1, 2, 1)}
    paper = {"basis": [{"doc_no": f"×绩办〔{year + 1}〕5号"}]}
    return did(county, DAY(2024, 2, 1), CarryHistory.model_validate(fields | paper))


def test_carried_years_are_counted_up_to_the_year() -> None:
    county = County()
    first = carried(county, "清河镇", 2020)
    second = carried(county, "河口镇", 2020)
    carried(county, "清河镇", 2023)
    rules = {"year": 2022, "applies_to": ("A",), "items": [ITEM], "full_marks": "100"}
    paper = {"basis": [{"doc_no": "×绩发〔2022〕1号"}], "irregular": "无稿"}
    did(county, DAY(2024, 3, 1), IssueRules.model_validate(rules | paper))
    share, year = items(county.app, 2022)[11].lines
    assert [value(share, name) for name in ("count", "of", "percent")] == [1, 2, 50]
    assert share.positions == year.positions == (first, second)
    assert [value(year, name) for name in ("year", "count")] == [2020, 2]
    assert items(county.app, 2023)[11].count == 2


def test_without_a_witness_everything_is_exposed() -> None:
    county = County()
    head = county.app.ledger.head()
    item = items(county.app, 2023)[12]
    assert (item.state, item.count) == ("未启用", head.size)
    [line] = item.lines
    assert (value(line, "root"), value(line, "first")) == (head.root.hex(), 1)
    earlier = items(county.app, 2023, f"第{head.size - 1}号")[12]
    assert earlier.count == head.size - 1
    assert value(earlier.lines[0], "root") != head.root.hex()
