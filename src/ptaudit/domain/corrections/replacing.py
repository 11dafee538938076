"""The complete replacement a correction carries: the entry as it stands, with what the clerk changes."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError

from ptaudit.domain.events.base import BasisDocument, Event
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.events.corrections import Replacement
from ptaudit.domain.events.lineages import UnitChanged
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.failures import Failure, Malformed
from ptaudit.domain.names import listed, near
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.units import CHANGING, refuse_taken
from ptaudit.domain.wire import canonical, payload_of

#: Points as people type them; full-width digits, exponents and signs of plus are none.
_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?")


def replacement(
    current: Record, changes: tuple[tuple[str, JsonValue], ...], registry: Registry
) -> Replacement:
    """*current* (as corrected so far) with each dotted field set to its new value.

    ``on`` is the day of the act, ``basis`` the document number; every other name is a field of the
    payload. Raises Malformed for a field that is not there or a value that does not fit it, NotFound
    for a unit nobody registered.
    """
    content: dict[str, Any] = {
        "effective": current.effective.isoformat(),
        "organs": list(current.organs),
        "basis": [b.model_dump(mode="json", exclude_none=True) for b in current.basis or ()],
        "payload": current.payload.model_dump(mode="json", by_alias=True, exclude_none=True),
    }
    for name, value in changes:
        _change(content, name, value, current.kind, registry)
    payload = payload_of(current.kind, content["payload"])
    _concerns_units(payload, current, registry)
    derived = set(current.payload.tags())
    refs = {f"ref:{entry}" for entry in (*(r.id for r in current.refs or ()), *payload.targets())}
    tags = {t for t in current.tags if t not in derived and not t.startswith("ref:")}
    said = {
        "effective": content["effective"],
        "organs": content["organs"],
        "tags": sorted({*tags, *payload.tags(), *refs}),
        "payload": content["payload"],
    }
    if content["basis"]:
        said["basis"] = content["basis"]
    if current.refs:
        said["refs"] = [ref.model_dump(mode="json") for ref in current.refs]
    try:
        return Replacement.model_validate_json(json.dumps(said))
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise Malformed("correction.bad_value", field=where, value="") from None


def _concerns_units(payload: Event, current: Record, registry: Registry) -> None:
    """Units it newly names are registered ones, by code; a unit itself keeps the code it has, and no name
    of another's. Raises Malformed.
    """
    for code in payload.concerned():
        if code in current.payload.concerned():
            continue
        if current.kind == UnitRegistered.kind or registry.unit(code).code != code:
            raise Malformed("correction.bad_value", field="unit", value=code)
    if isinstance(payload, UnitRegistered | UnitChanged):
        names = (payload.name, *(payload.short or ()))
        refuse_taken([name for name in names if name], registry.units, but=payload.unit)


def _change(
    content: dict[str, Any], name: str, value: JsonValue, kind: str, registry: Registry
) -> None:
    if name in ("on", "effective"):
        content["effective"] = _day(value)
    elif name == "organs":
        content["organs"] = value if isinstance(value, list) else [value]
    elif name == "basis":
        content["basis"] = [BasisDocument(doc_no=str(value)).model_dump(exclude_none=True)]
    else:
        path = name.removeprefix("payload.").split(".")
        known = _fields(kind)
        if path[0] not in known:
            raise Malformed("correction.no_field", field=name, near=listed(near(path[0], known)))
        named = None if path[0] in CHANGING else registry
        for candidate in _candidates(value, named):
            changed = _set(content["payload"], path, candidate, name)
            if _fits(kind, changed):
                content["payload"] = changed
                return
        raise Malformed("correction.bad_value", field=name, value=str(value))


def _candidates(value: JsonValue, registry: Registry | None) -> Iterator[JsonValue]:
    """What a typed text may mean, likeliest first: points, a unit's code, itself, a JSON value.

    Without *registry* no text stands for a unit: what a unit is called is a name, not the unit.
    """
    if isinstance(value, str):
        if _PLAIN.fullmatch(value):
            yield f"{Decimal(value):.2f}"
        with suppress(Failure):
            if registry is not None:
                code = registry.unit(value).code
                yield code
                yield [code]
    yield value
    if isinstance(value, str):
        with suppress(ValueError):
            yield json.loads(value)
        yield [value]


def _set(payload: Mapping[str, Any], path: list[str], value: Any, name: str) -> dict[str, Any]:
    """A copy of *payload* with the field at *path* set; a number in the path indexes a list."""
    copy = json.loads(json.dumps(payload))
    holder: Any = copy
    for step in path[:-1]:
        try:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        except (KeyError, IndexError, ValueError, TypeError):
            raise Malformed("correction.no_field", field=name, near="") from None
    last: Any = int(path[-1]) if isinstance(holder, list) and path[-1].isdigit() else path[-1]
    try:
        holder[last] = value
    except (IndexError, TypeError):
        raise Malformed("correction.no_field", field=name, near="") from None
    return dict(copy)


def _fits(kind: str, content: dict[str, Any]) -> bool:
    try:
        event: Event = payload_of(kind, content)
        canonical(event.model_dump(mode="json", exclude_none=True))
    except (ValueError, PydanticSerializationError):
        return False
    return True


def _day(value: JsonValue) -> str:
    with suppress(TypeError, ValueError):
        return dt.date.fromisoformat(str(value)).isoformat()
    raise Malformed("correction.bad_value", field="on", value=str(value))


def _fields(kind: str) -> tuple[str, ...]:
    """Names a payload's fields are stored under."""
    return tuple(f.alias or name for name, f in KINDS[kind].model_fields.items())
