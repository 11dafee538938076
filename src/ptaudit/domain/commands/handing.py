"""Families J and K: refer the approved results to those who use them, transfer a year's files to the archive."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import (
    Command,
    EntryNames,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.applied import ArchiveTransferred, ResultReferred
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.values import Line, Ordinal, Sha256, Year


class ReferResult(Command):
    """*table* or *digest* says which table was handed over; the table itself stays outside of the ledger."""

    records: ClassVar = (ResultReferred,)

    year: Year = arg(1, "年度")
    to: UnitNames = need("抄送何处", "如 县委组织部,可写多个", min_length=1)
    units: UnitNames = opt("所涉单位", "不填为审定结果中的全部单位", default=())
    scope: Literal["单位", "单位和任职人员"] = opt("范围", default="单位")
    table: Evidence | None = opt("抄送表文件", "只登记哈希")
    digest: Sha256 | None = opt("抄送表哈希", "文件不在手边时填其 SHA-256")
    approval: EntryNames = opt("所依审定的登记", "不填按年度查找", default=())


class TransferArchive(Command):
    """*package* or *sha* says what was handed over; the package itself stays outside of the ledger."""

    records: ClassVar = (ArchiveTransferred,)

    year: Year = arg(1, "年度")
    to: Line = need("移交何处", "如 县档案馆")
    items: Ordinal = need("件数")
    package: Evidence | None = opt("归档包文件", "只登记哈希")
    sha: Sha256 | None = opt("归档包哈希", "文件不在手边时填其 SHA-256")
    receipt_no: Line | None = opt("接收凭证号")
