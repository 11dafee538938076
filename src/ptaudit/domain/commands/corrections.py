"""Family K: correct, void, and add evidence."""

from typing import Annotated, ClassVar

from pydantic import JsonValue

from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    EntryNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.values import Line, SaidDay, Text


class CorrectRecord(Command):
    """*set* names what changes; the replacement is complete. ``on`` in it is the act's own day."""

    records: ClassVar = (RecordCorrected,)

    target: EntryName = arg(1, "更正哪一号", "登记号,如 1042")
    set: Annotated[tuple[tuple[Line, JsonValue], ...], PAIRS] = need(
        "更正内容", "字段=新值,可重复;on 为行为发生之日", min_length=1
    )
    supersedes: EntryName | None = opt("所替代的更正", "已更正过的,填上一次更正的登记号")
    reason: Text = need("更正理由")


class VoidRecord(Command):
    """Only what was recorded by mistake; an act taken back has its own event."""

    records: ClassVar = (RecordVoided,)

    target: EntryName = arg(1, "作废哪一号", "登记号,如 1042")
    also: EntryNames = opt("一并作废", "依赖它的登记号,可重复", default=())
    repeat_of: EntryName | None = opt("与哪一号重复")
    reason: Text = need("作废理由")


class AttachEvidence(Command):
    """A file (as *evidence*) or a receipt number, to an earlier entry."""

    records: ClassVar = (EvidenceAttached,)

    target: EntryName = arg(1, "附于哪一号", "登记号,如 1042")
    receipt: Line | None = opt("收文号")
    received_on: SaidDay | None = opt("收到日期")
    why_late: Text | None = opt("迟附说明")
