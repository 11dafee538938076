"""Family B: name organs, register units, operators and what a desk may register."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from ptaudit.domain.commands.base import (
    Command,
    Lines,
    Organ,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
    split_names,
)
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorRegistered,
    OrganNamed,
    Role,
    UnitRegistered,
    UnitSequenced,
)
from ptaudit.domain.values import Code, Desk, Line, Ordinal, SaidDay, UnitKind, Year


class NameOrgan(Command):
    records: ClassVar = (OrganNamed,)

    role: Organ = arg(1, "机关代码", "如 EPB、MDB、JXW")
    name: Line = arg(2, "机关名称")
    short: Line | None = opt("简称")
    level: Literal["县", "市", "省"] | None = opt("层级")
    until: SaidDay | None = opt("止于", "名称停用之日")


class RegisterUnit(Command):
    records: ClassVar = (UnitRegistered,)

    name: Line = arg(1, "单位名称")
    unit_kind: UnitKind = arg(2, "单位类别", "乡、镇、街道、园区、部门")
    unit: Code | None = opt("单位代码", "英文小写;不填由名称生成,此后不变")
    short: UnitNames = opt("简称", "可重复", default=())
    party_organ: Line | None = opt("党组织", "与行政机关至少填一个")
    gov_organ: Line | None = opt("行政机关")
    since: SaidDay | None = opt("设立日期", "启用账本前已有的不填")
    roles: Annotated[tuple[Literal["EPB", "MDB", "DEP"], ...], BeforeValidator(split_names)] = opt(
        "兼任角色", "本单位同时是环保部门、目督办时填", default=()
    )
    binding: Lines = opt("约束性指标", "可重复", default=())


class SequenceUnit(Command):
    records: ClassVar = (UnitSequenced,)

    unit: UnitName = arg(1, "单位")
    sequence: Literal["A", "B", "不参与排位"] = arg(
        2, "序列", "A 园区、乡镇(街道),B 县级部门,或不参与排位"
    )
    from_year: Year = need("起始年度")
    to_year: Year | None = opt("终止年度", "不填为此后各年")


class RegisterOperator(Command):
    records: ClassVar = (OperatorRegistered,)

    operator: Code = arg(1, "经办人代码")
    name: Line = arg(2, "姓名")
    desk: Desk = arg(3, "登记岗", "目督办登记岗、环保登记岗、系统管理")
    office: Organ | None = opt("所在机关", "不填按登记岗")
    public_key: Line | None = opt("公钥")
    key_alg: Line | None = opt("密钥算法")
    status: Literal["在岗", "停用"] = opt("状态", default="在岗")
    operator_version: Ordinal | None = opt("版次", "不填顺次编号")


class GiveGrant(Command):
    records: ClassVar = (GrantGiven,)

    desk: Desk = arg(1, "登记岗")
    acts_of: Annotated[tuple[Role, ...], BeforeValidator(split_names)] = arg(
        2, "可登记哪些机关的行为", "机关代码;UNI 为全部被考评单位", min_length=1
    )
    grant: Code | None = opt("授权代码", "不填顺次编号")
    kinds: Lines = opt("限于事项", "不填为全部事项", default=())
    until: SaidDay | None = opt("止于")


class EndGrant(Command):
    records: ClassVar = (GrantEnded,)

    grant: Code = arg(1, "授权代码")
