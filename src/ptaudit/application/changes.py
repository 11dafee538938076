"""What a changed row would need: the corrections that make earlier entries say what the row says now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from ptaudit.application import reading
from ptaudit.application.deciding import Deciding
from ptaudit.application.ptaudit import Ptaudit
from ptaudit.application.requests import Request
from ptaudit.domain import clocks, wire
from ptaudit.domain import registry as standing
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command
from ptaudit.domain.failures import Failure
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import STANDING, Registry
from ptaudit.ledger import Used

#: What deciding itself numbers: it changes only where the command says so.
AUTOMATIC = frozenset(
    ("finding", "entry_no", "filing_version", "order_version", "request", "replaces", "revises")
)


@dataclass(frozen=True, slots=True)
class Field:
    """*name* as ``record correct`` takes it."""

    name: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that says something else than its row: ``record correct <position> --set …``.

    *supersedes* is the position of the correction it was corrected by. *failure*: the row as it is
    now could not be recorded at all.
    """

    position: int
    fields: tuple[Field, ...] = ()
    supersedes: int | None = None
    failure: Failure | None = None


def changes(
    app: Ptaudit, request: Request, used: Mapping[str, Used], operator: str
) -> tuple[Change, ...]:
    """Entries recorded under the request's key that do not say what it says now; none: they do."""
    assert request.key is not None
    size = app.ledger.head().size
    before = used[request.key]
    old = list(reading.records(app.ledger, after=before.first - 1, upto=before.last))
    about_them = [r for o in old for r in reading.records(app.ledger, about(f"ref:{o.id}"))]
    own = {record.id for record in old}
    verdicts = [
        r for r in about_them if r.kind in clocks.CORRECTIONS and own & set(r.referenced())
    ]
    without = own | {verdict.id for verdict in verdicts}
    registry = _registry(app, size, old, without)
    deciding = Deciding(
        app.ledger, size, registry, operator, app.today, app.new_id, hypothetical=True
    )
    try:
        drafts = deciding.again(request, used, without)
    except Failure as failure:
        return (Change(before.first, failure=failure),)
    live = {record.position: record for record in clocks.resolve([*old, *verdicts])}
    return tuple(_compared(old, live, drafts, verdicts, request.command))


def _registry(app: Ptaudit, size: int, old: list[Record], without: set[str]) -> Registry:
    """Standing facts as if the entries had never been recorded."""
    if not any(STANDING.matches(record.kind, record.tags) for record in old):
        return app.registry(size)
    records = reading.records(app.ledger, STANDING, upto=size)
    return standing.fold(clocks.known(r for r in records if r.id not in without))


def _compared(
    old: list[Record],
    live: Mapping[int, Record],
    drafts: tuple[Draft, ...],
    verdicts: list[Record],
    command: Command,
) -> Iterator[Change]:
    """Entry by entry, in the order of the command's acts."""
    for n, record in enumerate(old):
        corrected = [v.position for v in verdicts if record.id in v.referenced()]
        last = max(corrected, default=None)
        current = live.get(record.position)
        draft = drafts[n] if n < len(drafts) and drafts[n].kind == record.kind else None
        if draft is None:
            yield Change(record.position, supersedes=last)
            continue
        fields = tuple(_fields(current or record, draft, command))
        if fields or current is None:
            yield Change(record.position, fields, last if current is not None else None)


def _fields(old: Record, new: Draft, command: Command) -> Iterator[Field]:
    if old.effective != new.effective:
        yield Field("on", old.effective.isoformat(), new.effective.isoformat())
    if old.organs != new.organs:
        yield Field("organs", list(old.organs), list(new.organs))
    documents = [[d.doc_no for d in draft.basis or ()] for draft in (old, new)]
    if documents[0] != documents[1]:
        yield Field("basis", *("、".join(numbers) or None for numbers in documents))
    for field in _differences(wire.plain(old)["payload"], wire.plain(new)["payload"], ""):
        top = field.name.partition(".")[0]
        own = top == "unit" and new.kind == "unit.registered"
        if (top not in AUTOMATIC and not own) or getattr(command, top, None) is not None:
            yield field


def _differences(old: Any, new: Any, path: str) -> Iterator[Field]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            below = f"{path}.{name}" if path else name
            yield from _differences(old.get(name), new.get(name), below)
    elif isinstance(old, list) and isinstance(new, list) and _alike(old, new):
        for n, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, f"{path}.{n}")
    elif old != new:
        yield Field(path, old, new)


def _alike(old: list[Any], new: list[Any]) -> bool:
    return len(old) == len(new) and all(isinstance(item, dict) for item in (*old, *new))
