"""Items 1, 2, 3 and 10: late, after the approval, corrected and voided, unchecked."""

import datetime as dt

import pytest

from ptaudit.domain.commands.assessment import ApproveResult
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.projections.queries.changes import Change
from tests.projections.audited import DAY, codes, did, items, said, value
from tests.projections.counties import County

RECEIVED = DAY(2023, 7, 1)
LATE = DAY(2023, 8, 1)  # 31 days after


def raised(on: dt.date = RECEIVED, finding: str = "F-2023-001") -> RaiseFinding:
    return RaiseFinding(units=("清河镇",), issue="粪污直排", finding=finding, on=on)


def filed(receipt: str | None = None, on: dt.date = RECEIVED) -> FileSelfcheck:
    fields = {"unit": "清河镇", "period": "上半年", "year": 2023, "receipt": receipt, "on": on}
    return FileSelfcheck.model_validate(fields)


def approved(by: tuple[str, ...] = ("CPC", "CGV"), year: int = 2023) -> ApproveResult:
    names = ("清河镇", "河口镇", "水利局")
    return ApproveResult.model_validate(
        {
            "year": year,
            "by": by,
            "scores": [{"unit": name, "score": "90.00"} for name in names],
            "basis": [{"doc_no": f"×委纪要〔{year + 1}〕3号"}],
        }
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [(DAY(2023, 7, 30), 0), (DAY(2023, 7, 31), 0), (LATE, 1), (DAY(2023, 8, 2), 1)],
)
def test_an_entry_is_late_from_the_day_after_the_threshold(typed: dt.date, found: int) -> None:
    county = County()
    position = did(county, typed, raised(), "epb")
    item = items(county.app, 2023)[1]
    assert (item.no, item.count) == (1, found)
    assert codes(item) == ["late_operator", "late_unproved"] * found
    if found:
        assert item.lines[1].positions == (position,)
        assert value(item.lines[1], "days") == (typed - RECEIVED).days
        assert value(item.lines[0], "unproved") == 1


def test_the_threshold_is_the_years_own_ruling() -> None:
    county = County()
    ruling = {"keys": [("late_record.threshold", "3")], "from_year": 2023}
    adopt = AdoptPolicy.model_validate(ruling | {"basis": [{"doc_no": "×绩委〔2023〕1号"}]})
    did(county, DAY(2023, 1, 5), adopt)
    did(county, DAY(2023, 7, 4), raised(), "epb")
    assert items(county.app, 2023)[1].count == 0
    did(county, DAY(2023, 7, 5), raised(finding="F-2023-002"), "epb")
    assert items(county.app, 2023)[1].count == 1


def test_late_entries_stand_by_operator_with_their_proof() -> None:
    county = County()
    did(county, LATE, raised(), "epb")
    proved = did(county, LATE, filed("收文2023-7"), "mdb")
    [_, first, _, second] = items(county.app, 2023)[1].lines
    assert {first.code, second.code} == {"late_unproved", "late_proved"}
    by = {line.code: line for line in (first, second)}
    assert by["late_proved"].positions == (proved,)
    assert value(by["late_proved"], "proof") == "收文2023-7"
    assert value(by["late_unproved"], "operator") == "环保经办"
    assert value(by["late_proved"], "desk") == "目督办登记岗"


def test_proof_may_be_added_later() -> None:
    county = County()
    position = did(county, LATE, filed())
    assert codes(items(county.app, 2023)[1]) == ["late_operator", "late_unproved"]
    entry = county.entry("selfcheck.filed")
    did(county, DAY(2023, 8, 3), said(AttachEvidence, target=entry, receipt="收文2023-9"))
    claimed = said(AttachEvidence, target=entry, receipt="收文2023-9", on=DAY(2023, 5, 1))
    did(county, DAY(2023, 8, 4), claimed)
    item = items(county.app, 2023)[1]
    assert codes(item) == ["late_operator", "late_proved"]
    assert item.lines[1].positions == (position,)
    assert value(item.lines[0], "unproved") == 0


def test_carried_results_and_units_are_never_late() -> None:
    county = County()
    carry = said(
        CarryHistory,
        unit="清河镇",
        year=2020,
        completion="完成",
        on=DAY(2021, 1, 5),
        basis=[{"doc_no": "×绩办〔2021〕5号"}],
    )
    did(county, LATE, carry)
    assert items(county.app, 2020)[1].count == 0


def test_a_void_entry_is_not_late_and_a_corrected_day_may_be() -> None:
    county = County()
    did(county, LATE, raised(), "epb")
    void = said(VoidRecord, target=county.entry("finding.raised"), reason="登记错误")
    did(county, LATE, void, "epb")
    assert items(county.app, 2023)[1].count == 0
    did(county, LATE, filed(on=LATE))
    change = {"target": county.entry("selfcheck.filed"), "reason": "日期录错"}
    did(county, LATE, said(CorrectRecord, **change, set=[("on", "2023-07-01")]))
    assert codes(items(county.app, 2023)[1]) == ["late_operator", "late_unproved"]


def test_what_came_after_the_approval_and_concerns_before_it() -> None:
    county = County()
    did(county, DAY(2023, 7, 2), filed("收文2023-7"))
    assert items(county.app, 2023)[2].state == "无审定"
    did(county, DAY(2024, 1, 20), approved())
    before = items(county.app, 2023)[2]
    assert (before.state, before.count) == ("已查", 0)
    late = did(county, DAY(2024, 1, 25), raised(), "epb")
    same_day = did(county, DAY(2024, 1, 25), raised(DAY(2024, 1, 20), "F-2023-002"), "epb")
    did(county, DAY(2024, 1, 25), raised(DAY(2024, 1, 21), "F-2023-003"), "epb")
    item = items(county.app, 2023)[2]
    assert [line.positions for line in item.lines] == [(late,), (same_day,)]
    assert value(item.lines[0], "effective") == RECEIVED


def test_a_change_after_the_approval_names_what_it_changed() -> None:
    county = County()
    target = did(county, DAY(2023, 7, 2), filed("收文2023-7"))
    did(county, DAY(2024, 1, 20), approved())
    entry = county.entry("selfcheck.filed")
    correct = said(CorrectRecord, target=entry, set=[("receipt_no", "收文2023-8")], reason="错号")
    corrected = did(county, DAY(2024, 1, 25), correct)
    voided = did(county, DAY(2024, 1, 26), said(VoidRecord, target=entry, reason="重复"))
    lines = items(county.app, 2023)[2].lines
    assert [line.code for line in lines] == ["after_corrected", "after_voided"]
    assert [line.positions for line in lines] == [(target, corrected), (target, voided)]


def test_corrections_stand_before_and_after_field_by_field() -> None:
    county = County()
    target = did(county, DAY(2023, 7, 2), filed("收文2023-7"))
    entry = county.entry("selfcheck.filed")
    first = did(
        county,
        DAY(2023, 7, 3),
        said(
            CorrectRecord,
            target=entry,
            set=[("receipt_no", "收文2023-8"), ("on", "2023-06-30")],
            reason="错号",
        ),
    )
    second = did(
        county,
        DAY(2023, 7, 4),
        said(
            CorrectRecord,
            target=entry,
            set=[("receipt_no", "收文2023-9")],
            supersedes=county.entry("record.corrected"),
            reason="又错",
        ),
    )
    third = did(county, DAY(2023, 7, 5), said(VoidRecord, target=entry, reason="重复"))
    lines = items(county.app, 2023)[3].lines
    assert [line.positions for line in lines] == [(target, n) for n in (first, second, third)]
    assert lines[0].changes == (
        Change("effective", "2023-07-01", "2023-06-30"),
        Change("receipt_no", "收文2023-7", "收文2023-8"),
    )
    assert lines[1].changes == (Change("receipt_no", "收文2023-8", "收文2023-9"),)
    assert lines[2].code == "voided"
