"""Questions to a whole ledger about rules, amounts, totals, lists and indicators: only what was planted is found."""

from decimal import Decimal

from ptaudit.application.audits import scores
from ptaudit.application.audits.asking import Asking, Wanted
from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DeductScore,
    EnterScore,
    ReverseScore,
)
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.commands.targets import IssueRules
from ptaudit.projections.queries.treatment import printed
from tests.projections.audited import DAY, did, said
from tests.projections.counties import County

ALL = Wanted()
LATE: dict[str, object] = {
    "code": "R31",
    "name": "整改各类环境问题",
    "group": "8.2",
    "mode": "扣分",
    "points": "60",
    "rule_text": "逾期未整改每件扣3分",
    "per_case": [{"code": "a", "amount": "3", "text": "逾期未整改"}],
}
WORK: dict[str, object] = {
    "code": "R1",
    "name": "其他工作",
    "group": "8.1",
    "mode": "扣分",
    "points": "40",
    "rule_text": "按情况扣分",
}


def asking(county: County, wanted: Wanted = ALL) -> Asking:
    return Asking(county.app.view(None, DAY(2030, 12, 31)), wanted)


def issued(county: County, year: int, *items: dict[str, object], month: int = 3) -> int:
    rules = {"year": year, "applies_to": ("A",), "items": items, "full_marks": "100"}
    paper = {"basis": [{"doc_no": f"×绩发〔{year}〕{month}号"}], "irregular": "拟制稿未登记"}
    return did(county, DAY(year, month, 1), IssueRules.model_validate(rules | paper))


def deducted(county: County, year: int, unit: str, amount: str = "3.00", month: int = 10) -> int:
    fields = {"unit": unit, "item": "R31", "amount": amount, "year": year, "stage": "审核"}
    case = {"per_case": "a", "note": f"{unit}{month}月"}
    return did(county, DAY(year, month, 1), DeductScore.model_validate(fields | case), "epb")


def leniently(county: County, year: int, unit: str) -> int:
    """Two points where the rule says three: recorded only with a reason of its own."""
    fields = {"unit": unit, "item": "R31", "amount": "-2.00", "year": year, "per_case": "a"}
    enter = EnterScore.model_validate(fields | {"note": "酌情", "override_reason": "首次"})
    return did(county, DAY(year, 11, 1), enter, "epb")


def approved(county: County, year: int, **scores: str) -> int:
    """Totals of the two townships; the department has no rules and no total."""
    rows = [{"unit": unit, "score": score} for unit, score in scores.items()]
    fields = {"year": year, "by": ("CPC", "CGV"), "scores": rows}
    paper = {"basis": [{"doc_no": f"×委纪要〔{year + 1}〕3号"}]}
    return did(county, DAY(year + 1, 3, 2), ApproveResult.model_validate(fields | paper))


def test_what_one_issue_changed_against_the_one_before() -> None:
    county = County()
    issued(county, 2023, LATE, WORK)
    under_first = deducted(county, 2023, "清河镇", month=5)
    dearer = LATE | {
        "rule_text": "逾期未整改每件扣5分",
        "per_case": [{"code": "a", "amount": "5", "text": "逾期未整改"}],
    }
    letters = WORK | {"code": "R2", "name": "环境信访", "points": "40"}
    second = issued(county, 2023, dearer, letters, month=6)
    under_second = deducted(county, 2023, "河口镇", "5.00")
    found = scores.reissued(asking(county))
    assert [(one.item, one.how) for one in found] == [
        ("R31", "改动"),
        ("R2", "增加"),
        ("R1", "删去"),
    ]
    changed = found[0]
    assert [(c.field, c.before, c.after) for c in changed.changes] == [
        ("rule_text", "逾期未整改每件扣3分", "逾期未整改每件扣5分"),
        ("per_case.a.amount", "3.00", "5.00"),
    ]
    assert [e.mark.position for _, e in changed.under_before] == [under_first]
    assert [e.mark.position for _, e in changed.under_after] == [under_second]
    assert (changed.before.version, changed.after.version) == (1, 2)
    assert changed.after.position == second
    assert scores.reissued(asking(county, Wanted(year=2022))) == []
    assert scores.reissued(asking(county, Wanted(unit="slj"))) == []
    assert len(scores.reissued(asking(county, Wanted(unit="hekou", operator="mdb")))) == 3
    assert scores.reissued(asking(county, Wanted(operator="epb"))) == []


def test_a_new_year_is_held_against_the_last_one_with_rules() -> None:
    county = County()
    issued(county, 2021, LATE, WORK)
    issued(county, 2023, LATE | {"cap": "50", "points": "70"}, WORK | {"points": "30"})
    found = scores.reissued(asking(county))
    assert {one.before.year for one in found} == {2021}
    assert [(one.item, [c.field for c in one.changes]) for one in found] == [
        ("R31", ["points", "cap"]),
        ("R1", ["points"]),
    ]
    issued(county, 2024, LATE | {"cap": "50", "points": "70"}, WORK | {"points": "30"})
    assert {one.after.year for one in scores.reissued(asking(county))} == {2023}


def two_years() -> County:
    county = County()
    issued(county, 2022, LATE, WORK)
    deducted(county, 2022, "清河镇")
    issued(county, 2023, LATE, WORK)
    return county


def test_one_rule_and_two_amounts_in_two_years() -> None:
    county = two_years()
    deducted(county, 2023, "清河镇")
    assert scores.uneven(asking(county)) == []
    lenient = leniently(county, 2023, "河口镇")
    [one] = scores.uneven(asking(county))
    assert [printed(rate) for rate, _ in one.rates] == ["-2.00", "-3.00"]
    assert [[(d.year, d.unit) for d in held] for _, held in one.rates] == [
        [(2023, "hekou")],
        [(2022, "qinghe"), (2023, "qinghe")],
    ]
    assert one.rates[0][1][0].entry.mark.position == lenient
    for wanted in (Wanted(year=2022), Wanted(unit="hekou"), Wanted(operator="epb")):
        assert scores.uneven(asking(county, wanted)) == [one]
    for wanted in (Wanted(year=2021), Wanted(unit="slj"), Wanted(desk="目督办登记岗")):
        assert scores.uneven(asking(county, wanted)) == []
    back = said(ReverseScore, target=county.entry("score.entered"), reason="错记")
    did(county, DAY(2023, 12, 2), back, "epb")
    assert scores.uneven(asking(county)) == []


def test_a_rule_that_says_otherwise_is_another_rule() -> None:
    county = County()
    issued(county, 2022, LATE, WORK)
    deducted(county, 2022, "清河镇")
    case = [{"code": "a", "amount": "5", "text": "逾期未整改"}]
    issued(county, 2023, LATE | {"per_case": case}, WORK)
    deducted(county, 2023, "清河镇", "5.00")
    assert scores.uneven(asking(county)) == []


def test_totals_against_what_their_items_came_to() -> None:
    county = two_years()
    exact = approved(county, 2022, 清河镇="97.00", 河口镇="100.00")
    deducted(county, 2023, "清河镇")
    short = approved(county, 2023, 清河镇="95.00", 河口镇="100.00", 水利局="90.00")
    found = list(scores.asserted(asking(county)))
    assert [(t.year, t.unit, t.total, t.items, t.rest) for t, _ in found] == [
        (2022, "hekou", Decimal("100.00"), Decimal("100.00"), Decimal("0.00")),
        (2022, "qinghe", Decimal("97.00"), Decimal("97.00"), Decimal("0.00")),
        (2023, "hekou", Decimal("100.00"), Decimal("100.00"), Decimal("0.00")),
        (2023, "qinghe", Decimal("95.00"), Decimal("97.00"), Decimal("-2.00")),
        (2023, "slj", Decimal("90.00"), None, Decimal("90.00")),
    ]
    assert {t.assertion.mark.position for t, _ in found} == {exact, short}
    assert [m for _, m in found] == [None] * 5
    assert len(list(scores.asserted(asking(county, Wanted(year=2023, unit="qinghe"))))) == 1
    assert list(scores.asserted(asking(county, Wanted(operator="epb")))) == []


def test_a_carried_total_is_no_assertion() -> None:
    """It was never made up of items here."""
    county = County()
    fields = {"unit": "清河镇", "year": 2020, "completion": "完成", "score": "88.00"}
    paper = {"basis": [{"doc_no": "×绩办〔2021〕5号"}], "on": DAY(2021, 2, 1)}
    did(county, DAY(2021, 3, 1), CarryHistory.model_validate(fields | paper))
    assert asking(county).sheets
    assert list(scores.asserted(asking(county))) == []


def test_an_official_total_that_would_move() -> None:
    county = two_years()
    approved(county, 2022, 清河镇="97.00", 河口镇="100.00")
    view = asking(county).view
    entry = county.entry("score.entered")
    supposed = Asking(county.app.suppose(view, void=[entry]).view)
    [(total, moved)] = [pair for pair in scores.asserted(supposed) if pair[1] is not None]
    assert (total.unit, total.rest) == ("qinghe", Decimal("0.00"))
    assert moved is not None
    assert (moved.total, moved.recomputed) == (Decimal("97.00"), Decimal("100.00"))


def test_lists_of_every_year_against_the_computation() -> None:
    county = two_years()
    approved(county, 2022, 清河镇="97.00", 河口镇="96.00")
    published = {"year": 2022, "advanced": ("河口镇",)}
    paper = {"basis": [{"doc_no": "×委办〔2023〕5号"}]}
    differs = {"differs": [{"list": "先进", "unit": "河口镇", "reason": "常委会定"}]}
    publish = PublishResult.model_validate(published | paper | differs | {"computed": True})
    position = did(county, DAY(2023, 3, 5), publish)
    [(year, one)] = list(scores.departures(asking(county)))
    assert (year, one.source, one.position, one.list) == (2022, "通报", position, "先进")
    assert (one.unit, one.against, one.reason) == ("hekou", "多列", "常委会定")
    assert len(list(scores.departures(asking(county, Wanted(unit="hekou", year=2022))))) == 1
    for wanted in (Wanted(unit="qinghe"), Wanted(year=2023), Wanted(operator="epb")):
        assert list(scores.departures(asking(county, wanted))) == []


def test_items_that_tell_no_unit_apart() -> None:
    county = two_years()
    assert scores.alike(asking(county)) == []  # nobody has asserted a total yet
    approved(county, 2022, 清河镇="97.00", 河口镇="100.00")
    [one] = scores.alike(asking(county))
    assert (one.year, one.item.code, one.how) == (2022, "R1", "全部满分")
    assert dict(one.values) == {"hekou": Decimal("40.00"), "qinghe": Decimal("40.00")}
    deducted(county, 2023, "清河镇")
    deducted(county, 2023, "河口镇")
    approved(county, 2023, 清河镇="97.00", 河口镇="97.00")
    found = scores.alike(asking(county, Wanted(year=2023)))
    assert [(one.item.code, one.how) for one in found] == [("R1", "全部满分"), ("R31", "全部同分")]
    assert scores.alike(asking(county, Wanted(unit="slj"))) == []
