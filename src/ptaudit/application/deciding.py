"""Commands against the ledger as it stands: boundaries read, decisions made one upon another."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ptaudit.application import reading
from ptaudit.application.memory import Memory
from ptaudit.application.naming import by_id
from ptaudit.domain import registry as standing
from ptaudit.domain.commands import door_of
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Context, Ruling
from ptaudit.domain.deciders import decider_for
from ptaudit.domain.envelope import placed
from ptaudit.domain.failures import Failure, NotFound, Several
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.ruling import rule
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Key, Ledger

#: Above this many criteria a boundary is widened to its kinds (SQLite refuses 600 terms).
WIDEST = 200


@dataclass(frozen=True, slots=True)
class Request:
    """A command and, where it may be sent again, its idempotency key.

    A *shared* key is a row's of a workbook: whoever imports it, it is the same row.
    """

    command: Command
    key: str | None = None
    shared: bool = False


class Deciding:
    """Decides commands in order at one position; each sees what the ones before it decided."""

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
    ) -> None:
        self._ledger = ledger
        self._size = size
        self._context = Context(operator, today, registry, new_id, hypothetical)
        self._memory = Memory()
        self._criteria: dict[Criterion, None] = {}
        self._decided = 0
        if not hypothetical:
            _on_duty(registry, operator)

    @property
    def selection(self) -> Selection:
        """What the decisions made so far rest on, wide enough for one append condition."""
        return _widened(tuple(self._criteria))

    def decide_all(self, requests: Sequence[Request]) -> list[Ruling]:
        """One ruling a request. Raises the failure of a single request, Several for a batch's."""
        if len(requests) == 1:
            return [self._one(requests[0])]
        self._read_ahead(requests)
        rulings: list[Ruling] = []
        failures: list[tuple[int, Failure]] = []
        for n, request in enumerate(requests):
            try:
                rulings.append(self._one(request))
            except Failure as failure:
                failures.append((n, failure))
        if failures:
            raise Several(failures)
        return rulings

    def provisional(self, ruling: Ruling) -> tuple[Record, ...]:
        """The ruling's drafts as the records they would be."""
        return tuple(self._memory.decided[draft.id] for draft in ruling.drafts)

    def _one(self, request: Request) -> Ruling:
        command = by_id(request.command, self._ledger, self._size)
        key = self._key(request)
        if key is not None and (earlier := self._ledger.recall(key)) is not None:
            return Ruling(already=tuple(range(earlier.first, earlier.last + 1)))
        decider = decider_for(type(command))
        boundary = decider.boundary(command, self._context.registry)
        self._read(boundary)
        ruling = rule(decider, command, self._memory.select(boundary), self._context)
        if not ruling.drafts:
            return ruling
        if key is not None:
            first, *rest = ruling.drafts
            keyed = first.model_copy(update={"key": key.key, "key_digest": key.digest})
            ruling = replace(ruling, drafts=(keyed, *rest))
        self._remember(ruling.drafts)
        return ruling

    def _remember(self, drafts: Sequence[Draft]) -> None:
        after = self._size + self._decided
        records = placed(drafts, (), self._context.today, after)
        self._decided += len(records)
        self._memory.decide(records)
        registry = standing.fold(records, self._context.registry)
        if registry is not self._context.registry:
            self._context = replace(self._context, registry=registry)

    def _read_ahead(self, requests: Sequence[Request]) -> None:
        """One wide read for a batch; what a row registers for a later one is read when it is due."""
        criteria: dict[Criterion, None] = {}
        for request in requests:
            decider = decider_for(type(request.command))
            try:
                named = by_id(request.command, self._ledger, self._size)
                boundary = decider.boundary(named, self._context.registry)
            except Failure:
                continue
            criteria.update(dict.fromkeys(boundary.criteria))
        if criteria:
            self._read(_widened(tuple(criteria)), criteria)

    def _read(self, selection: Selection, covered: dict[Criterion, None] | None = None) -> None:
        missing = [c for c in selection.criteria if not self._memory.covers(c)]
        if missing:
            found = reading.records(self._ledger, Selection(tuple(missing)), upto=self._size)
            self._memory.extend(found, missing)
        self._criteria.update(covered or dict.fromkeys(selection.criteria))

    def _key(self, request: Request) -> Key | None:
        if request.key is None:
            return None
        door = door_of(type(request.command))
        said = request.command.model_dump(mode="json", exclude_defaults=True)
        content = {
            "command": f"{door.noun} {door.verb}",
            "said": said,
            "by": self._context.operator,
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Key(request.key, hashlib.sha256(text.encode()).hexdigest())


def _widened(criteria: tuple[Criterion, ...]) -> Selection:
    if len(criteria) <= WIDEST:
        return Selection(criteria or (Criterion(("none",)),))
    if any(not criterion.kinds for criterion in criteria):
        return Selection()
    kinds = dict.fromkeys(kind for criterion in criteria for kind in criterion.kinds)
    return Selection((Criterion(tuple(kinds)),))


def _on_duty(registry: Registry, operator: str) -> None:
    found = registry.operators.get(operator)
    if found is None:
        known = "、".join(sorted(registry.operators))
        raise NotFound("operator.unknown", operator=operator, known=known)
    if found.status != "在岗":
        raise NotFound("operator.off_duty", operator=operator, name=found.name)
