"""An entry as it is named in a dispute: its two times, who wrote it, on what paper, what was said of it since."""

import datetime as dt
from dataclasses import replace

import pytest

from ptaudit.domain.commands.assessment import ApproveResult
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import RaiseFinding, SubmitRectification
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.record import Record
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.cycle import cycle
from tests.projections.audited import did, said
from tests.projections.counties import County

DAY = dt.date


def cite(
    county: County, position: int, approvals: dict[int, Approval | None] | None = None
) -> Cited:
    view = county.app.view()
    entries = list(view.entries())
    return cited(entries[position - 1], view.registry, said=entries, approvals=approvals)


def raise_(county: County, on: dt.date, typed: dt.date) -> int:
    command = said(
        RaiseFinding,
        units=("清河镇",),
        issue="粪污直排",
        finding="F-2023-017",
        deadline="2023-12-20",
        basis="×环改〔2023〕17号",
        on=on,
    )
    return did(county, typed, command, "epb") - 1


def submit(county: County, typed: dt.date, **more: object) -> int:
    command = said(SubmitRectification, finding="F-2023-017", on=DAY(2023, 12, 18), **more)
    return did(county, typed, command, "epb")


def test_who_wrote_it_when_about_which_day_on_what_paper() -> None:
    county = County()
    raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    position = submit(county, DAY(2024, 1, 25), receipt="收文2023-0412", late_reason="未录入")
    one = cite(county, position)
    assert (one.position, one.kind) == (position, "rectification.submitted")
    assert (one.on, one.recorded_at[:10]) == (DAY(2023, 12, 18), "2024-01-25")
    assert (one.operator, one.operator_name, one.desk) == ("epb", "环保经办", "环保登记岗")
    assert (one.organs, one.units, one.cases) == (("清河镇",), ("qinghe",), ("F-2023-017",))
    # 18 December was a Monday; 1 January 2024 is a day off.
    assert (one.late_days, one.late_working_days, one.unknown_years) == (38, 27, ())
    assert (one.is_late, one.is_unproved, one.late_reason) == (True, False, "未录入")
    assert (one.receipts, one.files, one.evidence) == (("收文2023-0412",), (), ())


def test_working_days_of_a_year_without_a_calendar_are_provisional() -> None:
    county = County()
    raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    record = _record(county, submit(county, DAY(2024, 1, 25)))
    registry = county.app.view().registry
    one = cited(record, replace(registry, holidays={2023: registry.holidays[2023]}))
    assert (one.late_working_days, one.unknown_years) == (28, (2024,))
    assert one.is_unproved


@pytest.mark.parametrize(
    ("typed", "days", "is_late"),
    [(DAY(2023, 12, 18), 0, False), (DAY(2024, 1, 17), 30, False), (DAY(2024, 1, 18), 31, True)],
)
def test_late_from_the_day_after_the_threshold(typed: dt.date, days: int, is_late: bool) -> None:
    county = County()
    raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    one = cite(county, submit(county, typed))
    assert (one.late_days, one.is_late) == (days, is_late)


def test_documents_are_those_of_its_basis() -> None:
    county = County()
    position = raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    assert cite(county, position).documents == ("×环改〔2023〕17号",)
    assert cite(county, position).organs == ("县环境保护行政主管部门",)


def test_registry_entries_are_never_late() -> None:
    county = County()
    [unit, *_] = [r for r in county.app.view().entries() if r.kind == "unit.registered"]
    one = cite(county, unit.position)
    assert (one.late_days, one.late_working_days, one.is_late) == (0, 0, False)


def _record(county: County, position: int) -> Record:
    return list(county.app.view().entries())[position - 1]


def test_what_was_said_of_it_since() -> None:
    county = County()
    raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    position = submit(county, DAY(2024, 1, 25))
    entry = _record(county, position).id
    attached = did(
        county,
        DAY(2024, 1, 26),
        said(AttachEvidence, target=entry, receipt="收文2023-0412"),
        "epb",
    )
    corrected = did(
        county,
        DAY(2024, 1, 27),
        said(CorrectRecord, target=entry, set=(("on", "2023-12-19"),), reason="收文簿"),
        "epb",
    )
    one = cite(county, position)
    assert (one.evidence, one.corrected_by, one.voided_by) == ((attached,), (corrected,), None)
    assert (one.receipts, one.is_unproved, one.is_struck) == (("收文2023-0412",), False, False)
    assert (one.on, one.amended_by) == (DAY(2023, 12, 18), 0)
    voided = did(county, DAY(2024, 1, 28), said(VoidRecord, target=entry, reason="误录"), "epb")
    one = cite(county, position)
    assert (one.voided_by, one.is_struck) == (voided, True)
    assert one.corrected_by == (corrected,)


def test_recorded_after_the_approval_about_a_day_before_it() -> None:
    county = County()
    raise_(county, DAY(2023, 11, 3), DAY(2023, 11, 3))
    approve = said(
        ApproveResult,
        year=2023,
        by="县委,县政府",
        basis="×委纪要〔2024〕3号",
        scores=[{"unit": "清河镇", "score": "90"}, {"unit": "河口镇", "score": "91"}],
        irregular="测试",
    )
    approval = did(county, DAY(2024, 1, 20), approve)
    position = submit(county, DAY(2024, 1, 25), receipt="收文2023-0412")
    known = {2023: county.app.view().row(cycle, "2023").approval}
    assert cite(county, position, known).after_approval == approval
    assert cite(county, position).after_approval is None
    assert cite(county, approval, known).after_approval is None
