"""The one shape all business logic here has: boundary, evolve, decide; and how a decision becomes drafts."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ptaudit.domain import clocks
from ptaudit.domain.duty_register import Register
from ptaudit.domain.events.base import Claim, Event
from ptaudit.domain.failures import Failure, Param
from ptaudit.domain.record import Draft, Record, Ref
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.values import EntryId, Sha256

if TYPE_CHECKING:
    from ptaudit.domain.commands.base import Command

C = TypeVar("C", bound="Command")
S = TypeVar("S", bound="State")


class Refused(Failure):
    """An act the rules do not allow (exit 6). *claim* is the authority the refusal itself rests on."""

    def __init__(self, code: str, claim: Claim, /, **params: Param) -> None:
        super().__init__(code, **params)
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach of order or authority: refused, unless recorded with ``--irregular`` and a reason."""

    code: str
    claim: Claim
    params: tuple[tuple[str, Param], ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Entries that cannot all be true in this order; shown, never papered over.

    It is part of stored rows, which keep text and numbers only: a day or an amount stands in it as text.
    """

    code: str
    position: int
    params: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, code: str, position: int, params: Iterable[tuple[str, Param]]) -> "Contradiction":
        """The same with days and amounts as text."""
        return cls(code, position, tuple((name, _kept(value)) for name, value in params))


def _kept(value: Param) -> str | int:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, str | int) else str(value)


#: Before every act: the (day, step) a row starts from.
BEGINNING = (dt.date.min, 0)


class State(Protocol):
    """What a decision rests on, folded: it remembers which entries contradict one another."""

    @property
    def contradictions(self) -> tuple[Contradiction, ...]: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """That something happened on a day, and the entry that says so and when it became known."""

    on: dt.date
    position: int
    recorded_at: str

    @classmethod
    def of(cls, record: Record) -> "Mark":
        return cls(record.effective, record.position, record.recorded_at)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """The key a desk signs with: the text of its public half, and the ID entries name it by."""

    public: str
    id: str


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a decision: who types it, on which day, and the standing facts."""

    operator: str
    today: dt.date
    registry: Registry
    new_id: Callable[[], EntryId]
    #: A what-if: nobody's authority is asked, and a breach is shown instead of refused.
    hypothetical: bool = False
    #: The duty register; called only where it is asked for.
    duties: Callable[[], Register] = Register
    #: None: the desk signs nothing.
    key: HeldKey | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One event a command records. *on* and *organs* depart from the command's and the kind's own."""

    event: Event
    on: dt.date | None = None
    organs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    id: EntryId | None = None
    #: What it commits to without saying it.
    commitments: tuple[Sha256, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a command leads to. *already* names the entries that make it a repeat: then nothing is recorded."""

    acts: tuple[Act, ...] = ()
    breaches: tuple[Breach, ...] = ()
    already: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider(Generic[C, S]):
    """*boundary* says which records a decision rests on; *evolve* folds them in order; *decide* rules.

    *order* resolves and orders them before the fold; a decider about corrections takes them raw.
    *lanes*: the cases a record is about, where records of different cases may be folded in any order.
    """

    boundary: Callable[[C, Registry], Selection]
    initial: S
    evolve: Callable[[S, Record], S]
    decide: Callable[[C, S, Context], Decision]
    order: Callable[[Iterable[Record]], tuple[Record, ...]] = clocks.known
    lanes: Callable[[Record], tuple[str, ...]] | None = None

    def fold(self, records: Iterable[Record]) -> S:
        """The state *records* (raw, in ledger order) add up to."""
        return reduce(self.evolve, self.order(records), self.initial)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Drafts ready for the ledger, or the entries that already say the same.

    *records* are the drafts in their place after everything decided before.
    """

    drafts: tuple[Draft, ...] = ()
    already: tuple[int, ...] = ()
    breaches: tuple[Breach, ...] = ()
    records: tuple[Record, ...] = ()
