"""Family K: objections (异议)."""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from ptaudit.domain.events.base import OWN, Event, by_policy
from ptaudit.domain.values import EntryId, Year

Matter: TypeAlias = Literal["得分", "排位", "问题", "否决", "完成认定", "公示", "程序", "其他"]
Answer: TypeAlias = Literal["维持", "变更", "撤销"]


class ObjectionFiled(Event):
    """A unit, or somebody else (*by*), objects; effective: the day it was received (口径)."""

    kind: ClassVar = "objection.filed"
    title: ClassVar = "提出异议"
    claims: ClassVar = (by_policy("objection.window"),)
    organs: ClassVar = ("UNI",)
    competent: ClassVar = ("MDB",)
    step: ClassVar = 10

    objection: str = Field(pattern=r"^O-\d{4}-\d{3,}$")
    unit: str | None = None
    by: str | None = None
    year: Year
    about: Matter
    against: EntryId | None = None
    item: str | None = None
    claim: str
    asks: str | None = None
    receipt_no: str | None = None

    def targets(self) -> Iterator[EntryId]:
        """The entry disputed."""
        if self.against is not None:
            yield self.against


class ObjectionAccepted(Event):
    """县目督办 takes the objection up, or says why not (口径); *due*: by when it will answer."""

    kind: ClassVar = "objection.accepted"
    title: ClassVar = "异议受理"
    claims: ClassVar = (by_policy("objection.window"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 20

    objection: str
    accepted: bool
    due: dt.date | None = None


class ObjectionDecided(Event):
    """The objection is decided upon, or an earlier decision revised (口径); *exhibit*: the issued book."""

    kind: ClassVar = "objection.decided"
    title: ClassVar = "异议复核决定"
    claims: ClassVar = (by_policy("correction.after_approval"),)
    organs: ClassVar = ("MDB",)
    competent: ClassVar = (
        "CPC",
        "CGV",
    )
    step: ClassVar = 40

    objection: str
    result: Answer
    decision_no: int
    findings: str | None = None
    members: tuple[str, ...]
    recused: tuple[str, ...] | None = None
    exhibit: EntryId | None = None
    revises: EntryId | None = None

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        if self.exhibit is not None:
            yield self.exhibit


class ObjectionWithdrawn(Event):
    """Who objected takes the objection back (细则未规定)."""

    kind: ClassVar = "objection.withdrawn"
    title: ClassVar = "撤回异议"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("UNI",)
    competent: ClassVar = ("MDB",)
    step: ClassVar = 50

    objection: str
