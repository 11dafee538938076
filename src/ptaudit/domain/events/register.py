"""Family B: organs, units, operators, whose acts a desk may register, who stands aside."""

import datetime as dt
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ptaudit.domain.events.base import OWN, Event, Part, article
from ptaudit.domain.events.basis import YearSpan
from ptaudit.domain.values import Desk, OrganRef, UnitKind, Year, ascending

Role: TypeAlias = Literal[
    "CPC", "CGV", "JXW", "MDB", "EPB", "DEP", "OFC-P", "OFC-G", "LDR", "SUP", "UNI"
]

Aside: TypeAlias = Literal["回避", "不回避"]


class OperatorKey(Part):
    alg: str
    public: str


class OrganNamed(Event):
    """The name an organ's role bears from a day on (第三、十一、十四、十五条)."""

    kind: ClassVar = "organ.named"
    title: ClassVar = "机关名称登记"
    claims: ClassVar = (article("3"), article("11"), article("14"), article("15"))
    organs: ClassVar = ("REG",)
    step: ClassVar = 0
    registry: ClassVar = True

    role: OrganRef
    name: str
    short: str | None = None
    level: Literal["县", "市", "省"] | None = None
    until: dt.date | None = None


class UnitRegistered(Event):
    """An assessed unit, with the Party and the government organ it is made of (第二条)."""

    kind: ClassVar = "unit.registered"
    title: ClassVar = "单位登记"
    claims: ClassVar = (article("2"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 0
    registry: ClassVar = True

    unit: str
    name: str
    short: tuple[str, ...] | None = None
    unit_kind: UnitKind
    party_organ: str | None = None
    gov_organ: str | None = None
    since: dt.date | None = None
    roles: tuple[Literal["EPB", "MDB", "DEP"], ...] | None = None
    binding: tuple[str, ...] | None = None


class UnitSequenced(Event):
    """县绩效委 puts a unit in the other sequence, or out of the ranking (第十六条)."""

    kind: ClassVar = "unit.sequenced"
    title: ClassVar = "序列划定"
    claims: ClassVar = (article("16"),)
    organs: ClassVar = ("JXW",)
    step: ClassVar = 0
    registry: ClassVar = True

    unit: str
    years: YearSpan
    sequence: Literal["A", "B", "不参与排位"]


class OperatorRegistered(Event):
    """Who works at a desk, with which key, in service or not (细则未规定)."""

    kind: ClassVar = "operator.registered"
    title: ClassVar = "经办人登记"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 0
    registry: ClassVar = True

    operator: str
    name: str
    organ: OrganRef
    desk: Desk
    operator_version: int
    key: OperatorKey | None = None
    status: Literal["在岗", "停用"]


class GrantGiven(Event):
    """A desk may register acts of *acts_of*; never a power to decide them (细则未规定)."""

    kind: ClassVar = "grant.given"
    title: ClassVar = "登记权授予"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 0
    registry: ClassVar = True

    grant: str
    desk: Desk
    acts_of: Annotated[tuple[Role, ...], AfterValidator(ascending)] = Field(alias="organs")
    kinds: tuple[str, ...] | None = None
    until: dt.date | None = None


class GrantEnded(Event):
    """A desk's right to register is taken back (细则未规定)."""

    kind: ClassVar = "grant.ended"
    title: ClassVar = "登记权收回"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 0
    registry: ClassVar = True

    grant: str


class RecusalRecorded(Event):
    """Somebody stands aside from an objection, a unit or a stage, or says why not (细则未规定)."""

    kind: ClassVar = "recusal.recorded"
    title: ClassVar = "回避说明"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 15

    who: str
    operator: str | None = None
    decision: Aside
    objection: str | None = None
    unit: str | None = None
    year: Year | None = None
    stage: str | None = None
