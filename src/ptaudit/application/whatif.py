"""What would follow: entries void, commands added or policy keys changed on top of a view; it writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ptaudit.application.deciding import Deciding
from ptaudit.application.naming import by_supposed
from ptaudit.application.requests import Request
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain import registry as standing
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.decider import Breach, Refused
from ptaudit.domain.failures import Conflict, Failure, Malformed, NotFound, Several
from ptaudit.domain.names import listed, near
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry


@dataclass(frozen=True, slots=True)
class Tried:
    """One supposed act: the entries it would be, the breaches they would carry, or why it would be refused.

    *already*: entries that say the same; then nothing is supposed.
    """

    records: tuple[Record, ...] = ()
    breaches: tuple[Breach, ...] = ()
    already: tuple[int, ...] = ()
    refused: Failure | None = None


@dataclass(frozen=True, slots=True)
class Supposition:
    """The view as it would be, and what came of each supposed act: the voids first, then those added."""

    view: View
    tried: tuple[Tried, ...] = ()

    @property
    def breaches(self) -> tuple[Breach, ...]:
        return tuple(breach for one in self.tried for breach in one.breaches)


def suppose(
    view: View,
    new_id: Callable[[], str],
    *,
    void: Sequence[str] = (),
    add: Sequence[Command | Request] = (),
    policy: Mapping[str, str] | None = None,
) -> Supposition:
    """*view* with entries *void* (numbers or ids), acts *add*-ed and *policy* keys tried out.

    Acts rest on one another in order; an entry an earlier one would be may be named by its number.
    A breach of the rules, and a refusal, are told. Raises NotFound for an unknown entry or key,
    Malformed for a value the key does not take and for what could never be an entry; where several
    acts are supposed, Several with each by its place.
    """
    tried = dict(policy or {})
    for key, value in tried.items():
        if key not in KEYS:
            raise NotFound("policy.unknown_key", key=key, near=listed(near(key, KEYS)))
        if not KEYS[key].accepts(value):
            raise Malformed("policy.bad_value", key=key, value=value, choices=KEYS[key].choices)
    requests = [Request(VoidRecord(target=entry, reason="what-if")) for entry in void]
    requests += [one if isinstance(one, Request) else Request(one) for one in add]
    done = tuple(_each(view, requests, new_id)) if requests else ()
    supposed = [record for one in done for record in one.records]
    return Supposition(view.supposing(supposed, tried), done)


def _each(view: View, requests: Sequence[Request], new_id: Callable[[], str]) -> list[Tried]:
    """Each act on top of those before it. What rests on a refused one cannot be found: it falls with it."""
    position = view.moment.position
    registry = _registry(view)
    deciding = Deciding(view.ledger, position, registry, "", view.on, new_id, hypothetical=True)
    numbers: dict[int, str] = {record.position: record.id for record in view.supposed}
    failures: list[tuple[int, Failure]] = []
    done: list[Tried] = []
    refused = False
    for n, request in enumerate(requests):
        try:
            command = by_supposed(request.command, numbers) if numbers else request.command
            one = _tried(deciding, replace(request, command=command))
        except (Refused, Conflict) as failure:
            one, refused = Tried(refused=failure), True
        except Failure as failure:
            one = Tried(refused=failure)
            if not refused:
                failures.append((n, failure))
        numbers.update({record.position: record.id for record in one.records})
        done.append(one)
    if failures:
        raise failures[0][1] if len(requests) == 1 else Several(failures)
    return done


def _registry(view: View) -> Registry:
    """Standing facts of every day, as deciders know them."""
    if view.facts.are_touched(view.moment.position, view.supposed):
        return standing.fold(clocks.known(view.standing))
    return view.facts.registry(view.moment.position)


def _tried(deciding: Deciding, request: Request) -> Tried:
    [ruling] = deciding.decide_all([request])
    return Tried(deciding.provisional(ruling), ruling.breaches, ruling.already)
