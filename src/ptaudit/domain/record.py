"""An event as the ledger holds it: what happened, and where, when and by whom it was written down."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from ptaudit.domain.events.base import BasisDocument, Claim, Event, Evidence, Part, Ref
from ptaudit.domain.values import EntryId, Handling, OrganRef, Sha256

__all__ = ["BasisDocument", "Draft", "Evidence", "Irregular", "Record", "Ref"]


class Irregular(Part):
    """A breach of order or authority known when the entry was recorded, and the reason given."""

    code: str
    reason: str


class Draft(BaseModel):
    """An entry before the ledger gives it a position and a time. An operator's signature covers this."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    id: EntryId
    kind: str
    version: int = 1
    effective: dt.date
    operator: str
    identity: Literal["unauthenticated", "key"] = "unauthenticated"
    organs: tuple[OrganRef, ...]
    issued_by: tuple[OrganRef, ...] | None = None
    signatory: str | None = None
    claimed_basis: tuple[Claim, ...]
    basis: tuple[BasisDocument, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    refs: tuple[Ref, ...] | None = None
    irregular: tuple[Irregular, ...] | None = None
    reason: str | None = None
    late_reason: str | None = None
    handling: Handling = "内部"
    tags: tuple[str, ...]
    payload: SerializeAsAny[Event]
    correlation: EntryId
    batch: EntryId | None = None
    key: str | None = None
    key_digest: Sha256 | None = None
    commitments: tuple[Sha256, ...] | None = None
    key_id: str | None = None
    signature: str | None = None

    def __eq__(self, other: object) -> bool:
        """The same content; what an entry was read as (a model narrowed to its kind) does not matter."""
        return isinstance(other, Draft) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def is_beyond_competence(self) -> bool:
        """Recorded as the act of an organ that may not do it: a breach of authority, which stays."""
        return any(mark.code == "organ.not_competent" for mark in self.irregular or ())

    def referenced(self) -> tuple[EntryId, ...]:
        """Every entry this one names, in its refs or its payload."""
        named = (*(ref.id for ref in self.refs or ()), *self.payload.targets())
        return tuple(dict.fromkeys(named))


class Record(Draft):
    """An entry of the ledger. ``recorded_at`` is fixed-width text in the ledger's zone: its order is time's."""

    position: int = Field(ge=1)
    recorded_at: str
    #: Position of the correction whose replacement this is (0: as first recorded). Never stored.
    amended_by: int = Field(default=0, exclude=True)

    @property
    def at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.recorded_at)

    @property
    def recorded_on(self) -> dt.date:
        return dt.date.fromisoformat(self.recorded_at[:10])

    @property
    def late_days(self) -> int:
        """Calendar days between the day of the act and the day it was recorded; registry kinds: 0."""
        return 0 if self.payload.registry else max(0, (self.recorded_on - self.effective).days)

    @property
    def order(self) -> tuple[dt.date, int, int]:
        """Folds take records in this order: day of the act, process step, position."""
        return (self.effective, self.payload.step, self.position)
