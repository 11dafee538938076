"""An operator's signature on an entry: what it covers, who has to sign what, and with which key (细则未规定)."""

from typing import Any

from ptaudit.domain import wire
from ptaudit.domain.decider import Context, Refused
from ptaudit.domain.events.base import OWN, Event, by_policy
from ptaudit.domain.events.register import OperatorKey, OperatorRegistered
from ptaudit.domain.record import Draft

REQUIRED = "signatures.required"
#: Added by the ledger, or over all the rest: no signature covers these.
_APART = ("position", "recorded_at", "signature")
_ALGORITHM = "ed25519"


def covered(content: dict[str, Any]) -> bytes:
    """The canonical bytes that the signature of an entry, a draft's or a record's JSON object, is over."""
    return wire.canonical({name: value for name, value in content.items() if name not in _APART})


def marked(draft: Draft, context: Context) -> Draft:
    """*draft* as what the desk's key signs: identity and key ID; as it is where the desk holds none."""
    if context.key is None:
        return draft
    return draft.model_copy(update={"identity": "key", "key_id": context.key.id})


def is_ours(key: OperatorKey) -> bool:
    """Whether the registered *key* is of the kind entries are signed with; its text is a verifier key."""
    return key.alg.lower() == _ALGORITHM


def authenticate(event: Event, context: Context) -> None:
    """The desk may record *event* with the key it holds, or without one.

    Raises Refused ``signature.required``, ``signature.no_key`` or ``signature.other_key``.
    """
    operator = context.registry.operators[context.operator]
    if context.key is None:
        policy = context.registry.policy(context.today.year)
        # The ledger's own administration stays open under ``acts``: keys that all are lost can be replaced.
        if policy[REQUIRED] == "all" or (policy[REQUIRED] == "acts" and "SYS" not in event.organs):
            claim = by_policy(REQUIRED).model_copy(update={"doc_no": policy.document(REQUIRED)})
            raise Refused("signature.required", claim, operator=operator.name, title=event.title)
    elif operator.key is None or not is_ours(operator.key):
        code, key = operator.operator, context.key.id
        raise Refused("signature.no_key", OWN, operator=operator.name, code=code, key=key)
    elif operator.key.public != context.key.public:
        raise Refused("signature.other_key", OWN, operator=operator.name, key=context.key.id)


def is_own_rotation(event: Event, context: Context) -> bool:
    """Whether *event* gives the operator who signs it another key and changes nothing else.

    The signature over it, by the key it takes the place of, is what vouches for the new one.
    """
    own = context.registry.operators[context.operator]
    if context.key is None or own.key is None or own.key.public != context.key.public:
        return False
    if not isinstance(event, OperatorRegistered) or event.key in (None, own.key):
        return False
    changed = {"key": event.key, "operator_version": own.operator_version + 1}
    return event == own.model_copy(update=changed)
