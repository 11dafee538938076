"""The ledger an act rests on: its size and root filled in, or held against what was said."""

from typing import TypeVar

from ptaudit.domain.commands.base import Command, OnHead
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.failures import NotFound
from ptaudit.ledger import Ledger

C = TypeVar("C", bound=Command)


def anchored(command: C, ledger: Ledger, size: int) -> C:
    """*command* with the head it rests on, at most *size*; other commands as they are.

    Raises NotFound for a position beyond *size*, Refused for a root the ledger does not have there.
    """
    if not isinstance(command, OnHead):
        return command
    position = command.head_position or size
    if position > size:
        raise NotFound("entry.no_such_position", position=position, size=size)
    root = ledger.root_at(position).hex()
    if command.head_root not in (None, root):
        raise Refused("head.root_differs", OWN, position=position, root=root)
    return command.model_copy(update={"head_position": position, "head_root": root})
