"""Family B, people: who held which post of a unit from when to when, and whose data is kept covered."""

from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from ptaudit.domain.events.base import OWN, Event, article

PostRole: TypeAlias = Literal["党主要", "政主要", "分管", "班子成员"]


class PostAssumed(Event):
    """Somebody takes a post of a unit; effective: the first day (第五条). *field*: what it answers for."""

    kind: ClassVar = "post.assumed"
    title: ClassVar = "任职"
    claims: ClassVar = (article("5"),)
    organs: ClassVar = ("MDB",)
    competent: ClassVar = ("CPC", "CGV")
    step: ClassVar = 2
    registry: ClassVar = True

    person: str
    name: str
    unit: str
    role: PostRole
    field: str | None = None
    acting: bool | None = None

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield f"person:{self.person}"


class PostLeft(Event):
    """Somebody leaves a post; effective: the last day (第五条)."""

    kind: ClassVar = "post.left"
    title: ClassVar = "离任"
    claims: ClassVar = (article("5"),)
    organs: ClassVar = ("MDB",)
    competent: ClassVar = ("CPC", "CGV")
    step: ClassVar = 1
    registry: ClassVar = True

    person: str
    unit: str
    role: PostRole
    to: str | None = None

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield f"person:{self.person}"


class PersonSealed(Event):
    """A person's name is no longer shown, or shown again by a later paper (细则未规定)."""

    kind: ClassVar = "person.sealed"
    title: ClassVar = "个人信息遮蔽"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 99

    person: str
    seal_no: int
    decision: Literal["遮蔽", "解除"]

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield f"person:{self.person}"
