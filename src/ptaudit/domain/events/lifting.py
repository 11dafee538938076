"""Earlier versions of a kind, read as the present one: payloads are lifted, bytes are left as they are.

NOTE a lift is for ever: bytes of every version ever written must be read by every later program.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from ptaudit.domain.events.targets import DraftSubmitted, RulesIssued

#: A payload's JSON object of one version to that of the next. Raises ValueError for one that is none.
Lift: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


def _without_formulas(rules: dict[str, Any]) -> dict[str, Any]:
    """Version 1 of a scoring table has neither formulas nor a word on the total."""
    items = rules.get("items")
    held = items if isinstance(items, list) else []
    if "overall" in rules or any(isinstance(item, dict) and "formula" in item for item in held):
        raise ValueError("not of version 1")
    return rules


def _draft(payload: dict[str, Any]) -> dict[str, Any]:
    content = payload.get("content")
    if isinstance(content, dict):
        _without_formulas(content)
    return payload


#: By kind: how version 1 becomes version 2, version 2 becomes 3, and so on.
LIFTS: Mapping[str, tuple[Lift, ...]] = MappingProxyType(
    {DraftSubmitted.kind: (_draft,), RulesIssued.kind: (_without_formulas,)}
)


def lifted(kind: str, version: int, payload: dict[str, Any]) -> dict[str, Any]:
    """*payload* of *version* as the present version has it."""
    for lift in LIFTS[kind][version - 1 :]:
        payload = lift(payload)
    return payload
