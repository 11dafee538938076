"""Family A: adopt the regulation and rulings, publish a calendar, open a year."""

from typing import Annotated, ClassVar

from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    Numbers,
    Said,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.basis import (
    CalendarPublished,
    PolicyAdopted,
    RegulationAdopted,
    YearOpened,
)
from ptaudit.domain.values import Line, Ordinal, SaidDay, Sha256, Year


class SaidBasis(Said):
    title: Line = need("名称")
    doc_no: Line | None = opt("文号")
    since: SaidDay | None = opt("施行日期")
    until: SaidDay | None = opt("失效日期")
    source: Line | None = opt("出处")


class SaidErratum(Said):
    article: Line = need("条", "如 9.3")
    printed: Line = need("原文误作")
    read: Line = need("应读作")


class AdoptRegulation(Command):
    records: ClassVar = (RegulationAdopted,)

    title: Line = arg(1, "细则名称")
    in_force: SaidDay = need("施行日期")
    doc_no: Line | None = opt("文号", "不填取依据文号")
    issued_on: SaidDay | None = opt("印发日期", "不填同施行日期")
    text_sha: Sha256 | None = opt("正文哈希", "正文文件的 SHA-256")
    bases: tuple[SaidBasis, ...] = opt("制定依据", default=())
    replaces: EntryName | None = opt("所替代的登记", "修订替代时填")
    errata: tuple[SaidErratum, ...] = opt("勘误", default=())


class AdoptPolicy(Command):
    records: ClassVar = (PolicyAdopted,)

    keys: Annotated[tuple[tuple[Line, Line], ...], PAIRS] = arg(
        1, "口径", "口径名=选项,可写多项", min_length=1
    )
    from_year: Year = need("起始年度")
    to_year: Year | None = opt("终止年度", "不填为此后各年")
    retroactive: Numbers = opt("追溯年度", "已审定年度也适用时填", default=())
    decision: Line | None = opt("追溯决定文号")
    policy_version: Ordinal | None = opt("口径版本", "不填顺次编号")
    replaces: EntryName | None = opt("所替代的登记")


class PublishCalendar(Command):
    records: ClassVar = (CalendarPublished,)

    year: Year = arg(1, "年度")
    holidays: tuple[SaidDay, ...] = need("放假日期")
    workdays: tuple[SaidDay, ...] = opt("调休上班日期", default=())
    doc_no: Line | None = opt("文号", "不填取依据文号")
    calendar_version: Ordinal | None = opt("版次", "同年第二次通知为2;不填顺次编号")
    source: Line | None = opt("出处")


class OpenYear(Command):
    records: ClassVar = (YearOpened,)

    year: Year = arg(1, "年度")
    due: Annotated[tuple[tuple[Line, SaidDay], ...], PAIRS] = opt(
        "时限", "事项=日期,如 上半年自查=2025-07-15", default=()
    )
    plan_doc: Line | None = opt("计划文号", "督查检查考核计划文号")
    regulation: EntryName | None = opt("所依细则的登记", "不填为当时施行的细则")
    year_version: Ordinal | None = opt("版次", "调整时限时顺次编号")
