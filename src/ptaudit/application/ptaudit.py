"""Open a ledger, have something recorded, ask for a view."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Self

from ptaudit.application import opening as opening_
from ptaudit.application import reading, signing
from ptaudit.application.kept import Kept
from ptaudit.application.moments import Moment, moment
from ptaudit.application.view import View
from ptaudit.domain import wire
from ptaudit.domain.decider import Ruling
from ptaudit.domain.envelope import recorded
from ptaudit.domain.events.base import Event
from ptaudit.domain.failures import Conflict
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import STANDING, Registry
from ptaudit.domain.selection import Selection
from ptaudit.ledger import Appended, Key, Keyed, Ledger, Unsealed

if TYPE_CHECKING:
    # A read decides nothing: commands and deciders are loaded by the first that is to be recorded.
    from ptaudit.application.requests import Request
    from ptaudit.application.whatif import Supposition
    from ptaudit.domain.commands.base import Command
    from ptaudit.log.keys import Signer

Clock = Callable[[], dt.datetime]
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one command.

    *records* are the new entries (as they would be, in a dry run); *already* the positions of the
    entries that said the same before: then nothing was recorded.
    """

    records: tuple[Record, ...] = ()
    already: tuple[int, ...] = ()
    ruling: Ruling = Ruling()


class Ptaudit:
    """One county's ledger. *clock* and *new_id* are the only sources of time and of ids.

    *signer* is asked for the operator's key once something is to be recorded; without it nothing is signed.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        signer: "Callable[[], Signer] | None" = None,
    ) -> None:
        self.ledger = ledger
        self._signer = signer
        self._clock = clock
        self.new_id = new_id
        self._kept = Kept(ledger)
        #: The view asked for last: it keeps its standing facts, which at one moment never change.
        self._viewed: View | None = None

    @classmethod
    def create(
        cls, url: str, opening: opening_.Opening, *, clock: Clock, new_id: Callable[[], str]
    ) -> Self:
        """A new ledger at *url* with its opening batch. Raises Unusable when there is one already."""
        ledger = Ledger.create(url, clock=clock, zone=opening_.ZONE)
        app = cls(ledger, clock=clock, new_id=new_id)
        app._append(opening_.drafts(opening, app.today, new_id))
        return app

    @classmethod
    def open(
        cls,
        url: str,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        read_only: bool = False,
        signer: "Callable[[], Signer] | None" = None,
        held: bool = False,
    ) -> Self:
        """The ledger at *url*, which must exist. Raises Unusable or Damaged.

        *held*: every entry is held against the log when it is read (:meth:`Ledger.hold`).
        """
        ledger = Ledger.open(url, clock=clock, read_only=read_only)
        if held:
            ledger.hold()
        return cls(ledger, clock=clock, new_id=new_id, signer=signer)

    def unsigned(self) -> None:
        """From here on the operator's key is not asked for: what registers the first one."""
        self._signer = None

    def close(self) -> None:
        self.ledger.close()

    @property
    def today(self) -> dt.date:
        """The day it is in the ledger's zone."""
        return self._clock().astimezone(reading.zone(opening_.ZONE)).date()

    def registry(self, size: int) -> Registry:
        """Standing facts as known at position *size*, of whatever day."""
        return self._kept.facts.registry(size)

    def execute(
        self, command: "Command", *, operator: str, key: str | None = None, dry_run: bool = False
    ) -> Outcome:
        """Have *command* recorded, once. Raises Refused, Malformed, NotFound or Conflict.

        With *key*, the same command by the same operator is recorded once however often it is asked.
        """
        from ptaudit.application.requests import Request

        [outcome] = self.execute_all([Request(command, key)], operator=operator, dry_run=dry_run)
        return outcome

    def execute_all(
        self,
        requests: "Sequence[Request]",
        *,
        operator: str,
        dry_run: bool = False,
        heading: Callable[[Sequence[Ruling]], Event] | None = None,
    ) -> list[Outcome]:
        """All of *requests* in one append, or none. *heading* says what the batch's own first entry is."""
        from ptaudit.application.deciding import Deciding

        signer = None if self._signer is None else self._signer()
        for _ in range(ATTEMPTS):
            head = self.ledger.head()
            deciding = Deciding(
                self.ledger,
                head.size,
                self.registry(head.size),
                operator,
                self.today,
                self.new_id,
                ahead=0 if heading is None else 1,
                key=None if signer is None else signing.held(signer),
            )
            rulings = deciding.decide_all(requests)
            if dry_run:
                return [Outcome(deciding.provisional(r), r.already, r) for r in rulings]
            drafts = [draft for ruling in rulings for draft in ruling.drafts]
            if not drafts:
                return [Outcome(already=ruling.already, ruling=ruling) for ruling in rulings]
            if heading is not None:
                first = deciding.heading(heading(rulings))
                drafts = [first, *(d.model_copy(update={"batch": first.id}) for d in drafts)]
            if signer is not None:
                drafts = [signing.signed(draft, signer) for draft in drafts]
            try:
                appended = self._append(drafts, deciding.selection | STANDING, head.size)
            except Conflict as conflict:
                if conflict.code != "ledger.moved":
                    raise
                continue
            if appended.first == head.size + 1:
                self._kept.facts.passed(head.size, drafts, appended.last)
            return self._outcomes(rulings, drafts, appended)
        raise Conflict("decision.contended", attempts=ATTEMPTS)

    def _outcomes(
        self, rulings: Sequence[Ruling], drafts: Sequence[Draft], appended: Appended
    ) -> list[Outcome]:
        """What was recorded, by request: the rulings' drafts are the last of *drafts*, in order."""
        if appended.repeated:
            # Another process recorded the one request at the same moment under its key.
            before = tuple(range(appended.first, appended.last + 1))
            return [Outcome(already=before, ruling=ruling) for ruling in rulings]
        found = recorded(drafts, appended.first - 1, appended.recorded_at)
        rest = iter(found[len(found) - sum(len(r.drafts) for r in rulings) :])
        return [
            Outcome(tuple(next(rest) for _ in ruling.drafts), ruling.already, ruling)
            for ruling in rulings
        ]

    def _append(
        self, drafts: Sequence[Draft], selection: Selection | None = None, after: int = 0
    ) -> Appended:
        return self.ledger.append_sealed(
            [_unsealed(draft) for draft in drafts],
            selection=selection,
            after=after,
            keys=tuple(_keyed(drafts)),
        )

    def moment(self, said: str | None) -> Moment:
        return moment(self.ledger, said, self.today)

    def view(self, as_recorded: str | None = None, as_effective: dt.date | None = None) -> View:
        """What was known at T about day D (当时所知, 当时有效); absent: the head, and today."""
        at, on = self.moment(as_recorded), as_effective or self.today
        if self._viewed is None or (self._viewed.moment, self._viewed.on) != (at, on):
            self._viewed = View(self.ledger, at, on, kept=self._kept)
        return self._viewed

    def suppose(
        self,
        view: View,
        *,
        void: Sequence[str] = (),
        add: "Sequence[Command | Request]" = (),
        policy: Mapping[str, str] | None = None,
    ) -> "Supposition":
        """*view* with entries void, commands added or policy keys changed; writes nothing."""
        from ptaudit.application.whatif import suppose

        return suppose(view, self.new_id, void=void, add=add, policy=policy)


def _keyed(drafts: Sequence[Draft]) -> Iterator[Keyed]:
    """Each key with the drafts of its command: they lie together and share a correlation."""
    first = 0
    for _, group in groupby(drafts, lambda draft: draft.correlation):
        own = list(group)
        if own[0].key is not None and own[0].key_digest is not None:
            yield Keyed(Key(own[0].key, own[0].key_digest), first, len(own))
        first += len(own)


def _unsealed(draft: Draft) -> Unsealed:
    content = wire.plain(draft)

    def seal(position: int, recorded_at: str) -> bytes:
        return wire.seal(content, position, recorded_at)

    return Unsealed(draft.kind, (*draft.tags, f"id:{draft.id}"), seal)
