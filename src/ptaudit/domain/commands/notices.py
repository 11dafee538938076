"""Families F and G: what units are told, and by when they may answer."""

from typing import Annotated, ClassVar

from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.duties import About, Channel, NoticeSent
from ptaudit.domain.values import Line, Period, SaidDay, SaidPoints, Text, Year


class SendNotice(Command):
    """*answer_from* and *answer_by* are the days in which the units may answer, both included."""

    records: ClassVar = (NoticeSent,)

    units: UnitNames = arg(1, "告知单位", "可写多个", min_length=1)
    about: About = arg(2, "告知事项", "催报、逾期通报、结果预告知、两年预警、否决后果、其他")
    year: Year = need("年度")
    channel: Channel = opt("告知方式", default="通知")
    period: Period | None = opt("时段", "催报、通报的是哪一次自查")
    finding: Line | None = opt("问题编号", "催办的是哪个问题")
    case: Line | None = opt("否决案件编号", "告知否决后果时填")
    target: EntryName | None = opt("所告知的登记", "登记号,如结果报告、认定的登记号")
    scores: Annotated[tuple[tuple[Line, SaidPoints], ...], PAIRS] = opt(
        "所告知的得分", "单位=得分,可重复", default=()
    )
    answer_from: SaidDay | None = opt("可答复之日起", "不填为告知次日")
    answer_by: SaidDay | None = opt("最迟答复日", "结果预告知不填按口径计算")
    text: Text | None = opt("告知内容")
