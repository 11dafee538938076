"""The canonical bytes of an entry: sorted ASCII keys, no spaces, UTF-8, NFC, no floats (RFC 8785)."""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal

from pydantic import ValidationError, create_model

from ptaudit.domain.events.base import BasisDocument, Claim, Event, Evidence, Ref
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.events.lifting import lifted
from ptaudit.domain.failures import Damaged, Malformed
from ptaudit.domain.record import Draft, Irregular, Record
from ptaudit.domain.values import is_clean

PAYLOAD_LIMIT = 60_000
#: Bytes from which decoding takes longer than finding what they were decoded to.
GREAT = 4_000
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SAFE = 2**53


def canonical(value: Any) -> bytes:
    """Bytes of a JSON value. Raises ValueError for a float, a great integer, a strange key or unclean text."""
    _check(value)
    return _encode(value).encode()


_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _check(value: Any) -> None:
    kind = type(value)
    if kind is str:
        if not is_clean(value):
            raise ValueError(f"text is not clean: {value!r}")
    elif kind is dict:
        for key, item in value.items():
            if type(key) is not str or not _is_schema_name(key):
                raise ValueError(f"not a schema name: {key!r}")
            _check(item)
    elif kind is list:
        for item in value:
            _check(item)
    elif kind is int:
        if abs(value) >= _SAFE:
            raise ValueError(f"integer out of range: {value}")
    elif value is not None and kind is not bool:
        raise ValueError(f"not a canonical value: {value!r}")


@lru_cache(maxsize=1024)
def _is_schema_name(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def plain(draft: Draft) -> dict[str, Any]:
    """A draft as a JSON object; absent fields have no key."""
    return draft.model_dump(mode="json", by_alias=True, exclude_none=True)


def seal(content: dict[str, Any], position: int, recorded_at: str) -> bytes:
    """Entry bytes of :func:`plain` content at its place. Raises Malformed when a payload is too long."""
    data = canonical({**content, "position": position, "recorded_at": recorded_at})
    if len(data) > PAYLOAD_LIMIT:
        payload = content["payload"]
        size = len(canonical(payload))
        if size > PAYLOAD_LIMIT:
            longest = max(payload, key=lambda name: (len(canonical(payload[name])), name))
            raise Malformed(
                "payload.too_long",
                kind=content["kind"],
                field=longest,
                size=size,
                limit=PAYLOAD_LIMIT,
            )
    return data


def kind_of(data: bytes) -> str:
    """The kind of canonical entry bytes. Keys are sorted: no earlier object holds a key ``kind``."""
    start = data.index(b'"kind":"') + 8
    return data[start : data.index(b'"', start)].decode()


def effective_of(data: bytes) -> str:
    """The day of canonical entry bytes, as text. No object before it in order holds a key ``effective``."""
    start = data.index(b'"effective":"') + 13
    return data[start : start + 10].decode()


def version_of(data: bytes) -> int:
    """The version of the kind that canonical entry bytes are of. No object holds a later key of its own."""
    start = data.rindex(b'"version":') + 10
    return int(data[start : data.index(b"}", start)])


def decode(data: bytes) -> Record:
    """The record in *data*, of whatever version. Raises Damaged for what is unknown or unreadable."""
    return _decoded(data) if len(data) < GREAT else _great(data)


@lru_cache(maxsize=32)
def _great(data: bytes) -> Record:
    """Equal bytes are the same record: a paper about every unit of a year is read by many questions."""
    return _decoded(data)


def _decoded(data: bytes) -> Record:
    try:
        kind = kind_of(data)
        event = KINDS[kind]
        version = version_of(data)
    except (ValueError, KeyError):
        raise Damaged("entry.kind_unknown", start=data[:80].decode(errors="replace")) from None
    if not 1 <= version <= event.version:
        raise Damaged(
            "entry.version_unknown", kind=kind, version=version, known=event.version
        ) from None
    try:
        return _reader(kind, version)(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Damaged("entry.unreadable", kind=kind, field=where, what=first["type"]) from None


@cache
def _reader(kind: str, version: int) -> Callable[[bytes], Record]:
    """Reads entry bytes of *kind* in one of its versions."""
    _build_parts()
    event = KINDS[kind]
    fields: dict[str, Any] = {
        "kind": (Literal[kind], ...),
        "version": (Literal[version], ...),
        "payload": (event, ...),
    }
    model = create_model(f"{event.__name__}Record", __base__=Record, **fields)
    model.model_rebuild()
    # The model's own reader: as many entries pass here as there are in a ledger.
    reader: Callable[[bytes], Record] = model.__pydantic_validator__.validate_json
    return reader if version == event.version else _lifting(reader, kind, version)


@cache
def _build_parts() -> None:
    """Once, before the first reader: each would build what all envelopes hold anew."""
    for part in (Claim, BasisDocument, Evidence, Ref, Irregular):
        part.model_rebuild()


def _lifting(
    reader: Callable[[bytes], Record], kind: str, version: int
) -> Callable[[bytes], Record]:
    """*reader* for bytes of an earlier version: the record keeps the version it was written as."""

    def read(data: bytes) -> Record:
        content = json.loads(data)
        try:
            content["payload"] = lifted(kind, version, content["payload"])
        except (KeyError, TypeError, ValueError) as error:
            what = type(error).__name__
            raise Damaged("entry.unreadable", kind=kind, field="payload", what=what) from None
        return reader(json.dumps(content).encode())

    return read


def payload_of(kind: str, content: dict[str, Any]) -> Event:
    """A payload of *kind* from its JSON object (a correction's replacement)."""
    return KINDS[kind].model_validate_json(json.dumps(content))
