"""Families A and K: seal and reopen a year, check entries, enter an issued document."""

from typing import ClassVar

from ptaudit.domain.commands.base import (
    Command,
    EntryName,
    EntryRanges,
    OnHead,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.events.corrections import (
    CheckResult,
    DocumentIssued,
    DocumentKind,
    RecordChecked,
)
from ptaudit.domain.values import Line, SaidDay, Sha256, Text, Year


class SealYear(OnHead):
    """Everything up to *head_position* is what the year rests on."""

    records: ClassVar = (YearSealed,)

    year: Year = arg(1, "年度")


class ReopenYear(Command):
    records: ClassVar = (YearReopened,)

    year: Year = arg(1, "年度")
    scope: Text = need("重启范围", "为哪些事项重启")
    seal: EntryName | None = opt("所重启的封账", "不填为最近一次封账")


class CheckRecord(Command):
    """Entries somebody else typed, held against their papers."""

    records: ClassVar = (RecordChecked,)

    entries: EntryRanges = arg(1, "复核哪几号", "登记号,如 1042 或 1042-1050", min_length=1)
    result: CheckResult = opt("复核结果", default="无误")
    note: Text | None = opt("复核说明", "有误的写明何处有误")


class IssueDocument(OnHead):
    """*file* or *sha* says which paper it is; the paper itself stays outside of the ledger."""

    records: ClassVar = (DocumentIssued,)

    kind: DocumentKind = arg(1, "文种")
    no: Line = need("文号")
    file: Evidence | None = opt("文书文件", "只登记哈希")
    sha: Sha256 | None = opt("文书哈希", "文件不在手边时填其 SHA-256")
    title: Line | None = opt("标题")
    about_day: SaidDay | None = opt("所述之日", "文书说的是哪一天的情形")
    year: Year | None = opt("年度")
    units: UnitNames = opt("所涉单位", "可写多个", default=())
    objection: Line | None = opt("异议编号", "如 O-2024-001")
    to: UnitNames = opt("主送", "单位或机关,可写多个", default=())
    replaces: EntryName | None = opt("所替代的登记", "改版时填前一版的登记号")
