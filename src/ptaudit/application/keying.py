"""Keys about to be registered: that each is one, and that the key before it vouches for it."""

from typing import TypeVar

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.keys import RegisterLogKey
from ptaudit.domain.commands.register import RegisterOperator
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.register import OperatorKey
from ptaudit.domain.failures import Malformed
from ptaudit.domain.registry import Registry
from ptaudit.domain.signing import is_ours
from ptaudit.log.keys import NOTE, Signer, VerifierKey, verifier
from ptaudit.log.lines import from_base64, to_base64

C = TypeVar("C", bound=Command)


def vouching(signer: Signer, key: VerifierKey) -> str:
    """The signature of the key in force over the text of the one that takes its place, in base64."""
    return to_base64(signer.sign(str(key).encode()))


def vouches(former: VerifierKey, key: VerifierKey, signature: str) -> bool:
    """Whether *signature* is that of *former* over *key*, as :func:`vouching` makes it."""
    data = from_base64(signature)
    return data is not None and former.verifies(str(key).encode(), data)


def keyed(command: C, registry: Registry, size: int) -> C:
    """*command* with the size its key counts from; other commands as they are.

    Raises Malformed for a text that is no verifier key, or a key for something else; Refused for a
    key of another log, a size in the past, or a signature that the key in force never made.
    """
    match command:
        case RegisterOperator(public_key=str(text), key_alg=str(alg)):
            if is_ours(OperatorKey(alg=alg, public=text)):
                _for_signing(text)
            return command
        case RegisterLogKey():
            return command.model_copy(update={"from_size": _checked(command, registry, size)})
        case _:
            return command


def _checked(command: RegisterLogKey, registry: Registry, size: int) -> int:
    key = _for_signing(command.key)
    opened = registry.opened
    if opened is not None and key.name != opened.origin:
        raise Refused("log_key.other_log", OWN, name=key.name, origin=opened.origin)
    former = registry.log_key
    said = command.signature
    anew = former is not None and former != command.key and said is not None
    if anew and not vouches(verifier(former or ""), key, said or ""):
        raise Refused("log_key.not_vouched", OWN, key=former or "")
    from_size = command.from_size or size + 1
    if from_size <= size and former != command.key:
        raise Refused("log_key.from_past", OWN, from_size=from_size, size=size)
    return from_size


def _for_signing(text: str) -> VerifierKey:
    key = verifier(text)
    if key.algorithm != NOTE:
        raise Malformed("vkey.use", name=key.name)
    return key
