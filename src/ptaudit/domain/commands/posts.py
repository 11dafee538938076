"""Family B: who takes and leaves which post of a unit, whose name is covered."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import Command, UnitName, arg, need, opt
from ptaudit.domain.events.posts import PersonSealed, PostAssumed, PostLeft, PostRole
from ptaudit.domain.values import Code, Line, SaidDay, Text


class AssumePost(Command):
    """*person* may be left out of somebody new; of a name known already it says who is meant."""

    records: ClassVar = (PostAssumed, PostLeft)

    unit: UnitName = arg(1, "单位")
    role: PostRole = arg(2, "职务", "党主要、政主要、分管、班子成员")
    name: Line = arg(3, "姓名")
    person: Code | None = opt("人员代码", "新登记的人不填,顺次编号;已登记过同名的必填")
    duties: Line | None = opt("分管范围", "如 生态环境")
    acting: bool = opt("主持工作", "未正式任职而主持工作", default=False)
    until: SaidDay | None = opt("离任日期", "已经离任的一并登记")


class LeavePost(Command):
    records: ClassVar = (PostLeft,)

    unit: UnitName = arg(1, "单位")
    role: PostRole = arg(2, "职务", "党主要、政主要、分管、班子成员")
    person: Line = arg(3, "人员", "人员代码,或登记任职时的姓名")
    to: Line | None = opt("去向")


class SealPerson(Command):
    records: ClassVar = (PersonSealed,)

    person: Code = arg(1, "人员代码")
    decision: Literal["遮蔽", "解除"] = opt("决定", default="遮蔽")
    reason: Text = need("理由")
