"""What is asked to be recorded: a command, its key, and what it takes from requests before it."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.catalogue import door_of
from ptaudit.ledger import Key


@dataclass(frozen=True, slots=True)
class Takes:
    """*field* of a command is what the request with the key *of* recorded: its case, or its entry."""

    field: str
    of: str


@dataclass(frozen=True, slots=True)
class Request:
    """A command and, where it may be sent again, its idempotency key.

    A *shared* key is a row's of a workbook: whoever imports it, it is the same row.
    """

    command: Command
    key: str | None = None
    shared: bool = False
    takes: tuple[Takes, ...] = ()


def key_of(request: Request, operator: str) -> Key | None:
    """The request's key with the digest of what it asks for (semantics 10); before names become ids."""
    if request.key is None:
        return None
    door = door_of(type(request.command))
    content: dict[str, Any] = {
        "command": f"{door.noun} {door.verb}",
        "said": request.command.model_dump(mode="json", exclude_defaults=True),
    }
    if not request.shared:
        content["by"] = operator
    return Key(request.key, hashlib.sha256(_canonical(content).encode()).hexdigest())


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
