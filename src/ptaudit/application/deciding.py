"""Commands against the ledger as it stands: boundaries read, decisions made one upon another."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ptaudit.application import reading, seed
from ptaudit.application.anchoring import anchored
from ptaudit.application.boundaries import FEW, Boundaries
from ptaudit.application.keying import keyed
from ptaudit.application.memory import Watch
from ptaudit.application.naming import by_id
from ptaudit.application.pausing import uncollected
from ptaudit.application.requests import Request, Takes, key_of
from ptaudit.domain import registry as standing
from ptaudit.domain import signing
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Context, HeldKey, Ruling
from ptaudit.domain.events.base import Event
from ptaudit.domain.failures import Conflict, Failure, Malformed, NotFound, Several
from ptaudit.domain.foundation import Foundation
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.ruling import rule, rule_on
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Key, Ledger, Used

if TYPE_CHECKING:
    from ptaudit.domain.deciders import AnyDecider


class Deciding:
    """Decides commands in order at one position; each sees what the ones before it decided.

    *ahead* entries will stand before the first one decided; *key* is what the desk signs with.
    """

    def __init__(
        self,
        ledger: Ledger,
        size: int,
        registry: Registry,
        operator: str,
        today: dt.date,
        new_id: Callable[[], str],
        *,
        hypothetical: bool = False,
        ahead: int = 0,
        key: HeldKey | None = None,
    ) -> None:
        self._ledger = ledger
        self._size = size
        self._last = size + ahead
        self._context = Context(operator, today, registry, new_id, hypothetical, seed.duties, key)
        self._boundaries = Boundaries(ledger, size)
        self._memory = self._boundaries.memory
        self._foundations: dict[tuple[int, Selection], tuple[Watch, Foundation[Any, Any]]] = {}
        self._used: dict[str, Used] = {}
        self._asked: dict[str, Ruling | None] = {}
        if not hypothetical:
            _on_duty(registry, operator)

    @property
    def selection(self) -> Selection:
        """What the decisions made so far rest on, wide enough for one append condition."""
        return self._boundaries.selection

    def decide_all(self, requests: Sequence[Request]) -> list[Ruling]:
        """One ruling a request. Raises the failure of a single request, Several for a batch's."""
        keys = [request.key for request in requests if request.key is not None]
        keys += [taken.of for request in requests for taken in request.takes]
        if keys:
            self._used = dict(self._ledger.used(keys))
        if len(requests) == 1:
            return [self._one(requests[0])]
        with uncollected():
            return self._many(requests)

    def _many(self, requests: Sequence[Request]) -> list[Ruling]:
        self._read_ahead(requests)
        rulings: list[Ruling] = []
        failures: list[tuple[int, Failure]] = []
        for n, request in enumerate(requests):
            if self._rests_on_failed(request):
                continue
            try:
                rulings.append(self._one(request))
            except Failure as failure:
                failures.append((n, failure))
        if failures:
            raise Several(failures)
        return rulings

    def again(
        self, request: Request, used: Mapping[str, Used], without: Collection[str]
    ) -> tuple[Draft, ...]:
        """What the request would lead to had the entries *without* never been recorded."""
        self._used = dict(used)
        command = self._named(request)
        decider = _decider_for(type(command))
        boundary = self._boundary(decider, command)
        self._boundaries.read(boundary)
        kept = [r for r in self._memory.select(boundary) if r.id not in without]
        return rule(decider, command, kept, self._context).drafts

    def heading(self, event: Event) -> Draft:
        """The registering desk's own entry before what was decided."""
        entry = self._context.new_id()
        operator = self._context.registry.operators[self._context.operator]
        signing.authenticate(event, self._context)
        draft = Draft(
            id=entry,
            kind=event.kind,
            version=event.written_as,
            effective=self._context.today,
            operator=operator.operator,
            organs=(operator.organ,),
            claimed_basis=event.claims,
            tags=tuple(sorted(set(event.tags()))),
            payload=event,
            correlation=entry,
        )
        return signing.marked(draft, self._context)

    def provisional(self, ruling: Ruling) -> tuple[Record, ...]:
        """The ruling's drafts as the records they would be."""
        return tuple(self._memory.decided[draft.id] for draft in ruling.drafts)

    def _one(self, request: Request) -> Ruling:
        key = key_of(request, self._context.operator)
        if key is not None:
            if key.key in self._asked:
                raise Malformed("key.twice", key=key.key)
            self._asked[key.key] = None
        ruling = self._recalled(key) or self._ruled(request)
        if key is not None:
            self._asked[key.key] = ruling
            if ruling.drafts:
                first, *rest = ruling.drafts
                keyed = first.model_copy(update={"key": key.key, "key_digest": key.digest})
                ruling = replace(ruling, drafts=(keyed, *rest))
        self._remember(ruling.records)
        return ruling

    def _recalled(self, key: Key | None) -> Ruling | None:
        used = self._used.get(key.key) if key is not None else None
        if key is None or used is None:
            return None
        if used.digest != key.digest:
            raise Conflict("key.reused", key=key.key, position=used.first)
        return Ruling(already=tuple(range(used.first, used.last + 1)))

    def _ruled(self, request: Request) -> Ruling:
        command = self._named(request)
        decider = _decider_for(type(command))
        boundary = self._boundary(decider, command)
        self._boundaries.read(boundary)
        return rule_on(self._foundation(decider, boundary), command, self._context, self._last)

    def _named(self, request: Request) -> Command:
        """The command as it can be decided: entries by id, and the ledger it rests on."""
        said = by_id(self._completed(request), self._ledger, self._size)
        said = anchored(said, self._ledger, self._size)
        return keyed(said, self._context.registry, self._size)

    def _boundary(self, decider: "AnyDecider", command: Command) -> Selection:
        """What the command rests on; an act without a day is of today."""
        today = {"on": self._context.today}
        dated = command if command.on is not None else command.model_copy(update=today)
        return decider.boundary(dated, self._context.registry)

    def _foundation(self, decider: "AnyDecider", boundary: Selection) -> Foundation[Any, Any]:
        held = self._foundations.get((id(decider), boundary))
        if held is None:
            held = (Watch(self._memory, boundary), Foundation(decider, boundary=boundary))
            self._foundations[id(decider), boundary] = held
        watch, foundation = held
        foundation.grow(watch.fresh())
        return foundation

    def _rests_on_failed(self, request: Request) -> bool:
        """Whether what the request takes failed, and it with it: then only the cause is told."""
        failed = any(
            self._asked.get(taken.of) is None and taken.of not in self._used
            for taken in request.takes
        )
        if failed and request.key is not None:
            self._asked[request.key] = None
        return failed

    def _completed(self, request: Request) -> Command:
        """The command with what it takes from requests before it, of this batch or of an earlier one."""
        changes = {taken.field: self._taken(taken) for taken in request.takes}
        return request.command.model_copy(update=changes) if changes else request.command

    def _taken(self, taken: Takes) -> str:
        ruling = self._asked.get(taken.of)
        if ruling is not None and ruling.drafts:
            first: Draft | None = ruling.drafts[0]
        else:
            position = ruling.already[0] if ruling is not None else self._used[taken.of].first
            first = self._memory.at(position) or reading.record_at(self._ledger, position)
        assert first is not None
        return str(getattr(first.payload, taken.field, first.id))

    def _remember(self, records: Sequence[Record]) -> None:
        if not records:
            return
        self._last += len(records)
        self._memory.decide(records)
        registry = standing.fold(records, self._context.registry)
        if registry is not self._context.registry:
            self._context = replace(self._context, registry=registry)

    def _read_ahead(self, requests: Sequence[Request]) -> None:
        """A few wide reads for a batch; what a row registers for a later one is read when it is due."""
        criteria: dict[Criterion, None] = {}
        pending: dict[Criterion, int] = {}
        for request in requests:
            if request.key in self._used:
                continue
            known = all(taken.of in self._used for taken in request.takes)
            command = self._completed(request) if known else request.command
            try:
                named = by_id(command, self._ledger, self._size)
                boundary = self._boundary(_decider_for(type(named)), named)
            except Failure:
                continue
            if known:
                criteria.update(dict.fromkeys(boundary.criteria))
                continue
            for criterion in boundary.criteria:
                if criterion.kinds:
                    of_any = Criterion(criterion.kinds)
                    pending[of_any] = pending.get(of_any, 0) + 1
        # Cases still to be numbered: many are read as all of their kinds, few when they are due.
        criteria.update({criterion: None for criterion, n in pending.items() if n > FEW})
        self._boundaries.read_ahead(tuple(criteria))


def _decider_for(command: type[Command]) -> "AnyDecider":
    from ptaudit.domain.deciders import decider_for  # A reader's process starts without them.

    return decider_for(command)


def _on_duty(registry: Registry, operator: str) -> None:
    found = registry.operators.get(operator)
    if found is None:
        known = "、".join(sorted(registry.operators))
        raise NotFound("operator.unknown", operator=operator, known=known)
    if found.status != "在岗":
        raise NotFound("operator.off_duty", operator=operator, name=found.name)
