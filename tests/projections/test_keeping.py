"""A ledger kept in order: audit items 2 and 10 under a seal and under 口径 four_eyes; the year's stage."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.application.checking import checked
from ptaudit.domain.commands.assessment import ApproveResult
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import RaiseFinding, VerifyRectification
from ptaudit.domain.commands.keeping import CheckRecord, ReopenYear, SealYear
from ptaudit.domain.commands.register import RegisterOperator
from ptaudit.domain.commands.results import PublishResult
from ptaudit.projections.cycle import cycle, irregularities, stage
from tests.projections.audited import DAY, codes, did, items, said, value
from tests.projections.counties import County, assert_stored_is_folded, assert_view_is_a_cut, time
from tests.projections.test_audit_records import raised

BASIS = [{"doc_no": "×委办〔2024〕5号"}]


def approved() -> ApproveResult:
    scores = {"清河镇": "90.00", "河口镇": "80.00", "水利局": "95.00"}
    rows = [{"unit": unit, "score": score} for unit, score in scores.items()]
    said = {"year": 2023, "by": ["CPC", "CGV"], "scores": rows, "basis": BASIS}
    return ApproveResult.model_validate(said)


def publish(**more: Any) -> PublishResult:
    return PublishResult.model_validate({"year": 2023, "computed": True, "basis": BASIS, **more})


def seal() -> SealYear:
    return SealYear(year=2023)


def reopen() -> ReopenYear:
    return ReopenYear.model_validate({"year": 2023, "scope": "补认定", "basis": BASIS})


def sealed() -> County:
    """Approved on 20 January 2024, published on the 22nd, sealed on the 25th."""
    county = County()
    did(county, DAY(2023, 7, 2), raised(), "epb")
    did(county, DAY(2024, 1, 20), approved())
    did(county, DAY(2024, 1, 22), publish())
    did(county, DAY(2024, 1, 25), seal())
    return county


def test_stages_after_the_circular() -> None:
    county = sealed()
    assert stage(county.app.view().row(cycle, "2023")) == "已封账"
    did(county, DAY(2024, 2, 1), reopen())
    assert stage(county.app.view().row(cycle, "2023")) == "已重启"
    assert stage(county.app.view(None, DAY(2024, 1, 31)).row(cycle, "2023")) == "已封账"
    assert stage(county.app.view(None, DAY(2024, 1, 24)).row(cycle, "2023")) == "通报"
    did(county, DAY(2024, 2, 2), seal())
    row = county.app.view().row(cycle, "2023")
    assert stage(row) == "已封账"
    assert (irregularities(row), row.contradictions) == ((), ())


STEPS = (
    (time(2023, 7, 2), "epb", raised()),
    (time(2024, 1, 20), "mdb", approved()),
    (time(2024, 1, 22), "mdb", publish()),
    (time(2024, 1, 25), "mdb", seal()),
    (time(2024, 2, 1), "mdb", reopen()),
    (time(2024, 2, 2), "epb", raised(DAY(2023, 8, 1), "F-2023-002")),
    (time(2024, 2, 3), "mdb", seal()),
)


def test_the_row_is_the_fold_however_it_is_come_by() -> None:
    assert_stored_is_folded(STEPS, cycle)
    assert_view_is_a_cut(STEPS, cycle, (DAY(2024, 1, 24), DAY(2024, 1, 31), DAY(2024, 2, 3)))


def test_what_was_recorded_under_a_seal_stands_in_item_2_as_such() -> None:
    county = sealed()
    target = county.entry("finding.raised")
    late = did(county, DAY(2024, 1, 26), raised(DAY(2024, 1, 23), "F-2024-001"), "epb")
    did(county, DAY(2024, 1, 26), raised(DAY(2024, 1, 25), "F-2024-002"), "epb")
    in_year = did(county, DAY(2024, 1, 27), raised(DAY(2023, 9, 1), "F-2023-003"), "epb")
    change = said(CorrectRecord, target=target, set=[("place", "桥头")], reason="漏填")
    corrected = did(county, DAY(2024, 1, 28), change, "epb")
    did(county, DAY(2024, 2, 1), reopen())
    opened = did(county, DAY(2024, 2, 2), raised(DAY(2023, 9, 2), "F-2023-004"), "epb")
    void = did(county, DAY(2024, 2, 3), said(VoidRecord, target=target, reason="误录"), "epb")
    item = items(county.app, 2023)[2]
    assert [(line.code, line.positions[-1]) for line in item.lines] == [
        ("sealed_entry", in_year),
        ("sealed_corrected", corrected),
        ("after_entry", opened),
        ("after_voided", void),
    ]
    assert late < in_year
    assert value(item.lines[0], "seal") == value(item.lines[1], "seal")
    assert item.count == 4


@pytest.mark.parametrize(
    ("typed", "on", "found"),
    [
        (DAY(2024, 1, 24), DAY(2024, 1, 23), []),
        (DAY(2024, 1, 26), DAY(2024, 1, 24), ["sealed_entry"]),
        (DAY(2024, 1, 26), DAY(2024, 1, 25), []),
        (DAY(2024, 1, 26), DAY(2024, 1, 26), []),
    ],
)
def test_days_between_approval_and_seal_are_asked_about_under_the_seal_only(
    typed: dt.date, on: dt.date, found: list[str]
) -> None:
    """Approved on the 20th, sealed on the 25th: what is dated that day and comes later comes after it."""
    county = County()
    did(county, DAY(2024, 1, 20), approved())
    did(county, DAY(2024, 1, 22), publish())
    if typed > DAY(2024, 1, 25):
        did(county, DAY(2024, 1, 25), seal())
    did(county, typed, publish(edition="公开", on=on))
    assert codes(items(county.app, 2023)[2]) == found


def watched(*kinds: str) -> County:
    """Two desks, and a second person at the 目督办."""
    county = County()
    ruling = {"keys": [("four_eyes", ",".join(kinds))], "from_year": 2023}
    paper = {"basis": [{"doc_no": "×绩委〔2023〕1号"}]}
    did(county, DAY(2023, 1, 5), AdoptPolicy.model_validate(ruling | paper))
    yi = {"operator": "yi", "name": "经办乙", "organ": "MDB", "desk": "目督办登记岗"}
    did(county, DAY(2023, 1, 5), RegisterOperator.model_validate(yi), "admin")
    return county


def check(*positions: int, **more: Any) -> CheckRecord:
    entries = [str(n) for n in positions]
    return CheckRecord.model_validate({"entries": entries, **more})


def test_without_a_ruling_nobody_is_expected_to_check() -> None:
    county = County()
    did(county, DAY(2023, 7, 2), raised(), "epb")
    item = items(county.app, 2023)[10]
    assert (item.state, item.lines, item.count) == ("已查", (), 0)
    assert checked(county.app.view(), 2023) == ()


def test_what_nobody_else_has_checked_is_listed_by_kind() -> None:
    county = watched("finding.raised", "finding.closed")
    first = did(county, DAY(2023, 7, 2), raised(), "epb")
    second = did(county, DAY(2023, 7, 3), raised(finding="F-2023-002"), "epb")
    item = items(county.app, 2023)[10]
    assert [(line.kind, line.positions) for line in item.lines] == [
        ("finding.raised", (first, second))
    ]
    did(county, DAY(2023, 7, 4), check(first), "mdb")
    assert items(county.app, 2023)[10].lines[0].positions == (second,)
    own = check(second, irregular="只有一人")
    did(county, DAY(2023, 7, 5), own, "epb")
    assert items(county.app, 2023)[10].count == 1
    did(county, DAY(2023, 7, 6), check(first, second), "yi")
    assert (items(county.app, 2023)[10].count, items(county.app, 2023)[10].lines) == (0, ())
    before = items(county.app, 2023, "2023-07-05")[10]
    assert before.lines[0].positions == (second,)


def test_what_was_found_wrong_is_told_until_it_is_corrected() -> None:
    county = watched("finding.raised")
    target = did(county, DAY(2023, 7, 2), raised(), "epb")
    wrong = did(county, DAY(2023, 7, 3), check(target, result="有误", note="地点漏填"))
    item = items(county.app, 2023)[10]
    assert (item.count, codes(item)) == (0, ["check_wrong"])
    assert item.lines[0].positions == (target, wrong)
    assert value(item.lines[0], "note") == "地点漏填"
    change = said(CorrectRecord, target=str(target), set=[("place", "桥头")], reason="漏填")
    did(county, DAY(2023, 7, 4), change, "epb")
    assert items(county.app, 2023)[10].lines == ()
    did(county, DAY(2023, 7, 5), check(target, result="有误", note="仍不对"))
    assert codes(items(county.app, 2023)[10]) == ["check_wrong"]
    did(county, DAY(2023, 7, 6), check(target), "yi")
    assert items(county.app, 2023)[10].lines == ()


@pytest.mark.parametrize("first_wrong", [True, False])
def test_a_void_entry_needs_no_check_and_a_void_check_is_none(first_wrong: bool) -> None:
    county = watched("finding.raised")
    target = did(county, DAY(2023, 7, 2), raised(), "epb")
    more = {"result": "有误", "note": "有误"} if first_wrong else {}
    did(county, DAY(2023, 7, 3), check(target, **more))
    entry = county.entry("record.checked")
    did(county, DAY(2023, 7, 4), said(VoidRecord, target=entry, reason="误录"))
    assert items(county.app, 2023)[10].count == 1
    did(county, DAY(2023, 7, 5), said(VoidRecord, target=str(target), reason="误录"), "epb")
    assert items(county.app, 2023)[10].lines == ()


def test_corrections_may_be_expected_to_be_checked_too() -> None:
    county = watched("record.corrected")
    target = did(county, DAY(2023, 7, 2), raised(), "epb")
    change = said(CorrectRecord, target=str(target), set=[("place", "桥头")], reason="漏填")
    corrected = did(county, DAY(2023, 7, 4), change, "epb")
    assert items(county.app, 2023)[10].lines[0].positions == (corrected,)
    did(county, DAY(2023, 7, 5), check(corrected), "mdb")
    assert items(county.app, 2023)[10].lines == ()


def test_entries_of_cases_belong_to_the_year_of_their_case() -> None:
    """Neither carries the year itself: the finding's does."""
    county = watched("rectification.verified")
    did(county, DAY(2023, 7, 2), RaiseFinding(units=("清河镇",), issue="粪污直排"), "epb")
    verify = {"finding": "F-2023-001", "result": "通过", "irregular": "未下达整改"}
    position = did(county, DAY(2024, 1, 5), VerifyRectification.model_validate(verify), "epb")
    assert [one.record.position for one in checked(county.app.view(), 2023)] == [position]
    assert checked(county.app.view(), 2024) == ()
    assert items(county.app, 2023)[10].lines[0].positions == (position,)
