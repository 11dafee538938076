"""Family B, over time: change a unit, merge, divide, end units, hand functions over, say who carries whose years."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    Lines,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
    split_names,
)
from ptaudit.domain.events.lineages import LineageDetermined, UnitChanged, UnitReorganised
from ptaudit.domain.values import Line, UnitKind, Year


class ChangeUnit(Command):
    """*on* is the day from which it holds."""

    records: ClassVar = (UnitChanged,)

    unit: UnitName = arg(1, "单位")
    name: Line | None = opt("新名称", "更名时填")
    short: UnitNames | None = opt("新简称", "可重复;不填不变")
    unit_kind: UnitKind | None = opt("新类别", "改制时填,如 街道")
    party_organ: Line | None = opt("党组织", "不填随名称、类别")
    gov_organ: Line | None = opt("行政机关", "不填随名称、类别")


class MergeUnits(Command):
    """Those of *units* other than *into* end; *into* lives on if it was there before."""

    records: ClassVar = (UnitReorganised,)

    units: UnitNames = arg(1, "合并的单位", min_length=1)
    into: UnitName = need("并入单位", "新设的先用 unit register 登记,设立日期填合并之日")
    host: UnitName | None = opt("主体", "被合并单位中由新单位延续的一个")


class SplitUnit(Command):
    """*unit* ends unless it is one of *into*."""

    records: ClassVar = (UnitReorganised,)

    unit: UnitName = arg(1, "拆分的单位")
    into: UnitNames = need("拆分后的单位", "可重复;原单位保留的也填", min_length=1)


class AbolishUnits(Command):
    records: ClassVar = (UnitReorganised,)

    units: UnitNames = arg(1, "撤销的单位", min_length=1)


class TransferFunctions(Command):
    records: ClassVar = (UnitReorganised,)

    units: UnitNames = arg(1, "划出单位", min_length=1)
    to: UnitNames = need("划入单位", "可重复", min_length=1)
    functions: Annotated[Lines, BeforeValidator(split_names)] = need(
        "划转的职能", "可重复", min_length=1
    )
    ending: UnitNames = opt("同时撤销的单位", "划出单位中此后不再存在的", default=())
    host: UnitName | None = opt("主体", "几个划出单位中由新单位延续的一个")


class DetermineLineage(Command):
    records: ClassVar = (LineageDetermined,)

    unit: UnitName = arg(1, "单位", "合并、拆分、划转后的单位")
    inherits: Annotated[tuple[tuple[Year, UnitName], ...], PAIRS] = arg(
        2, "承继", "年度=承继其结果的单位,可写多项;不承继的写 年度=无", min_length=1
    )
    revises: EntryName | None = opt("所改的承继认定", "改变以前的认定时填")
