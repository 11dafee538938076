"""What an audit reads: the year's own entries and cases, and nothing a later moment knows."""

import datetime as dt
from collections.abc import Sequence

from ptaudit.application.auditing import material
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import AttachEvidence
from ptaudit.domain.commands.findings import NotifyFinding, RaiseFinding
from ptaudit.domain.commands.vetoes import DecideVeto, ReportIncident
from ptaudit.projections.audit import audit
from tests.projections.audited import DAY, did, items, said
from tests.projections.counties import County
from tests.projections.test_audit_records import approved, filed, raised

STEPS: Sequence[tuple[dt.date, Command, str]] = (
    (DAY(2023, 7, 2), filed("收文2023-7"), "mdb"),
    (DAY(2023, 8, 2), raised(), "epb"),
    (DAY(2024, 1, 20), approved(), "mdb"),
    (DAY(2024, 1, 25), filed("收文2023-8", DAY(2023, 7, 9)), "mdb"),
)


def taken(count: int) -> County:
    county = County()
    for on, command, by in STEPS[:count]:
        did(county, on, command, by)
    return county


def test_an_audit_then_is_an_audit_of_the_ledger_as_it_was_then() -> None:
    whole, on = taken(len(STEPS)), DAY(2024, 2, 1)
    for count in range(1, len(STEPS) + 1):
        short = taken(count)
        then = f"第{short.app.ledger.head().size}号"
        assert items(whole.app, 2023, then, on) == items(short.app, 2023, None, on)


def test_what_happened_after_the_day_asked_is_left_out() -> None:
    county = taken(len(STEPS))
    before = items(county.app, 2023, on=DAY(2023, 7, 8))
    assert (before[1].count, before[2].state) == (1, "无审定")
    after = items(county.app, 2023, on=DAY(2024, 2, 1))
    assert (after[1].count, after[2].state, after[2].count) == (2, "已查", 1)


def test_a_case_belongs_to_the_year_it_began_in() -> None:
    county = County()
    old = RaiseFinding(units=("清河镇",), issue="旧", finding="F-2022-001", on=DAY(2022, 12, 1))
    old_ = did(county, DAY(2022, 12, 1), old, "epb")
    own = did(county, DAY(2023, 7, 1), raised(), "epb")
    notified = said(NotifyFinding, finding="F-2023-001", on=DAY(2023, 7, 3))
    told = did(county, DAY(2023, 7, 3), notified, "epb")
    attached = said(AttachEvidence, target=county.entry("finding.notified"), receipt="收文2023-3")
    added = did(county, DAY(2023, 7, 4), attached, "epb")
    positions = [record.position for record in material(county.app.view(), 2023).raw]
    assert [position for position in positions if position > old_] == [own, told, added]


def test_papers_without_a_year_go_with_the_year_their_case_began_in() -> None:
    county = County()
    fields = {"case": "V-1", "unit": "清河镇", "result": "不予认定", "ground": "重大突发环境事件"}
    paper = {"basis": [{"doc_no": "×委〔2023〕9号"}], "irregular": "要件未全"}
    report = {"text": "渗漏", "occurred_on": DAY(2022, 9, 1), "case": "V-1", "units": ("清河镇",)}
    reported = did(county, DAY(2022, 9, 1), ReportIncident.model_validate(report), "epb")
    for year in (2022, 2023):
        decide = DecideVeto.model_validate(fields | paper | {"year": year})
        did(county, DAY(year + 1, 2, 1), decide)
    held = {
        year: {record.position for record in material(county.app.view(), year).raw}
        for year in (2022, 2023)
    }
    assert reported in held[2022]
    assert reported not in held[2023]


def test_there_are_twelve_items_in_their_order() -> None:
    found = audit(material(County().app.view(), 2023))
    assert [item.no for item in found] == list(range(1, 13))
