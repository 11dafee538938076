"""One full and one minimal event of each kind that keeps a ledger in order: seals, checks, documents issued."""

import datetime as dt

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.events.corrections import DocumentIssued, Head, RecordChecked
from tests.domain.events.samples_registers import EARLIER, OTHER, SHA

KEEPING: tuple[tuple[Event, Event], ...] = (
    (
        YearSealed(year=2025, seal_no=2, last=1041, root=SHA),
        YearSealed(year=2025, seal_no=1, last=1041, root=SHA),
    ),
    (
        YearReopened(year=2025, seal=EARLIER, scope="更正清河镇得分"),
        YearReopened(year=2025, seal=EARLIER, scope="全部"),
    ),
    (
        RecordChecked(first=1030, last=1041, result="有误", note="第1033号日期与原件不符"),
        RecordChecked(first=1042, last=1042, result="无误"),
    ),
    (
        DocumentIssued(
            document_kind="复核说明册", doc_no="×目督〔2026〕3号",
            document_title="关于清河镇异议的复核说明册", sha=SHA, name="exhibit.json", size=40_960,
            head=Head(position=1041, root=SHA), about_day=dt.date(2026, 1, 20), year=2025,
            units=("qinghe",), objection="O-2025-001", to=("qinghe", "EPB"), replaces=OTHER,
        ),
        DocumentIssued(
            document_kind="封存说明", doc_no="×目督〔2026〕4号", sha=SHA,
            head=Head(position=1041, root=SHA),
        ),
    ),
)  # fmt: skip
