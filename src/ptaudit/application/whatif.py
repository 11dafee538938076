"""What would follow: entries void, commands added or policy keys changed on top of a view; it writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ptaudit.application.deciding import Deciding
from ptaudit.application.requests import Request
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain import registry as standing
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.decider import Breach
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.names import listed, near
from ptaudit.domain.policy import KEYS
from ptaudit.domain.registry import STANDING


@dataclass(frozen=True, slots=True)
class Supposition:
    """The view as it would be, and the breaches a supposed command would be (shown, not refused)."""

    view: View
    breaches: tuple[Breach, ...] = ()


def suppose(
    view: View,
    new_id: Callable[[], str],
    *,
    void: Sequence[str] = (),
    add: Sequence[Command] = (),
    policy: Mapping[str, str] | None = None,
) -> Supposition:
    """*view* with entries *void* (numbers or ids), commands *add*-ed and *policy* keys tried out.

    Raises NotFound for an unknown entry or key, Malformed for a value the key does not take and for
    a command that could never be an entry.
    """
    tried = dict(policy or {})
    for key, value in tried.items():
        if key not in KEYS:
            raise NotFound("policy.unknown_key", key=key, near=listed(near(key, KEYS)))
        if not KEYS[key].accepts(value):
            raise Malformed("policy.bad_value", key=key, value=value, choices=KEYS[key].choices)
    position = view.moment.position
    registry = standing.fold(clocks.known(view.entries(STANDING)))
    deciding = Deciding(view.ledger, position, registry, "", view.on, new_id, hypothetical=True)
    requests = [Request(VoidRecord(target=entry, reason="what-if")) for entry in void]
    requests += [Request(command) for command in add]
    rulings = deciding.decide_all(requests)
    supposed = [record for ruling in rulings for record in deciding.provisional(ruling)]
    breaches = tuple(breach for ruling in rulings for breach in ruling.breaches)
    return Supposition(view.supposing(supposed, tried), breaches)
