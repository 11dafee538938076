"""What every event shares.

NOTE ``kind`` is the storage name. It outlives every class: rename a class freely, never a kind.
Field types are the stored (plain) ones; what a person types is checked by the command models.
"""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from ptaudit.domain.values import EntryId, Sha256

BasisType: TypeAlias = Literal["条文", "口径", "软件约束"]


class Part(BaseModel):
    """A structured piece of an event. An alias is the stored name where Python keeps the word for itself."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        # Built when first used: a command needs few of the kinds, and start-up is waited for.
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


class Claim(Part):
    """What an act claims as its authority: an article (``9.3``), a policy key, or the software's own rule."""

    type: BasisType
    ref: str
    doc_no: str | None = None


def article(ref: str) -> Claim:
    return Claim(type="条文", ref=ref)


def by_policy(key: str) -> Claim:
    return Claim(type="口径", ref=key)


#: 细则未规定: the software's own or common practice.
OWN = Claim(type="软件约束", ref="细则未规定")


class BasisDocument(Part):
    doc_no: str
    title: str | None = None
    date: dt.date | None = None
    sha: Sha256 | None = None
    receipt_no: str | None = None


class Evidence(Part):
    """An attachment, by hash: the file itself stays outside the ledger. *size* is in bytes."""

    sha: Sha256
    name: str
    size: int = Field(ge=0)


class Ref(Part):
    role: Literal["target", "basis", "cause", "replaces"]
    id: EntryId


class Event(Part):
    """One act that left a paper, as its payload; the envelope around it is ``record.Record``.

    ``organs`` names whose act it is by default: role codes; ``UNI`` stands for the unit concerned,
    ``REG`` for the registering desk itself. ``step`` orders acts of one day: a lower step comes first.
    """

    kind: ClassVar[str]
    #: The highest version of the kind; ``lifting`` says how earlier ones are read.
    version: ClassVar[int] = 1
    #: Fields that came with a later version.
    later: ClassVar[tuple[str, ...]] = ()
    title: ClassVar[str]
    claims: ClassVar[tuple[Claim, ...]]
    organs: ClassVar[tuple[str, ...]]
    #: Roles that may do it besides the default ones.
    competent: ClassVar[tuple[str, ...]] = ()
    step: ClassVar[int] = 50
    #: Carried and registry kinds state what held before it was typed in: they are never 补录.
    registry: ClassVar[bool] = False
    #: Who types it is part of what it says: the same by somebody else is another act.
    personal: ClassVar[bool] = False

    @property
    def written_as(self) -> int:
        """The lowest version that can say all of it: what it is written down as."""
        return self.version

    def claimed(self) -> tuple[Claim, ...]:
        """What this act claims as its authority: the kind's claims, or those that hold for what it says."""
        return self.claims

    def tags(self) -> Iterator[str]:
        """What the event is about: its units, year and case, read from the fields of those names."""
        for unit in self.concerned():
            yield f"unit:{unit}"
        for name in ("year", "finding", "case", "objection"):
            if (value := self.__dict__.get(name)) is not None:
                yield f"{name}:{value}"

    def concerned(self) -> tuple[str, ...]:
        """Codes of the units the event itself names."""
        found: list[str] = []
        for name in ("unit", "units"):
            value = self.__dict__.get(name)
            if isinstance(value, str):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(v if isinstance(v, str) else v.unit for v in value)
        return tuple(dict.fromkeys(found))

    def targets(self) -> Iterator[EntryId]:
        """Entries the payload itself names; each is also a tag ``ref:``."""
        for name in ("target", "revises", "replaces", "supersedes", "repeat_of"):
            if value := self.__dict__.get(name):
                yield value
