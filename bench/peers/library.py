"""The event-sourcing library as it is meant to be used: its SQLite recorder, its mapper, its aggregates."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Transcoding
from eventsourcing.utils import get_topic

from bench.peers import folding

BATCH = 2_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Case(Aggregate):
    """One finding; an entry of any other kind is an aggregate's that keeps nothing."""

    class Noted(Aggregate.Event):
        content: dict[str, Any]

        def apply(self, aggregate: Any) -> None:
            aggregate.note(self.content)

    class Other(Aggregate.Event):
        content: dict[str, Any]

        def apply(self, aggregate: Any) -> None:
            pass

    class Opened(Aggregate.Created):
        name: str

    @classmethod
    def open(cls, name: str) -> "Case":
        case: Case = cls._create(cls.Opened, id=uuid5(NAMESPACE_URL, name), name=name)
        return case

    def __init__(self, name: str) -> None:
        self.name = name
        self.held: dict[str, Any] = {}

    def note(self, content: Mapping[str, Any]) -> None:
        folding.evolve(self.held, content)

    def say(self, content: dict[str, Any]) -> None:
        self.trigger_event(self.Noted, content=content)


class DayAsISO(Transcoding):
    """A day as its text, the way the library's documentation has values of one's own stored."""

    type = dt.date
    name = "day"

    def encode(self, obj: dt.date) -> str:
        return obj.isoformat()

    def decode(self, data: str) -> dt.date:
        return dt.date.fromisoformat(data)


class Cases(Application[UUID]):
    def register_transcodings(self, transcoder: Any) -> None:
        super().register_transcodings(transcoder)
        transcoder.register(DayAsISO())


def typed(content: dict[str, Any]) -> dict[str, Any]:
    """An entry as a program has it: days, times and points are no texts (as in ptaudit's records)."""
    payload = dict(content["payload"])
    for name in ("discovered_on", "received_on", "deadline", "to", "since"):
        if isinstance(value := payload.get(name), str) and _DAY.fullmatch(value):
            payload[name] = dt.date.fromisoformat(value)
    for name in ("amount", "score"):
        if isinstance(value := payload.get(name), str):
            payload[name] = Decimal(value)
    return {
        **content,
        "effective": dt.date.fromisoformat(content["effective"]),
        "payload": payload,
    }


def opened(path: Path) -> Cases:
    return Cases(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
        }
    )


def fill(path: Path, entries: Iterable[bytes]) -> None:
    """A store at *path* with one event an entry: that of its finding, or that of its first tag."""
    app = opened(path)
    cases: dict[str, Case] = {}
    fresh: list[Any] = []
    for data in entries:
        content = typed(json.loads(data))
        kind = Case.Noted if content["kind"] in folding.KINDS else Case.Other
        for name in _names(content):
            if name not in cases:
                cases[name] = Case.open(name)
                fresh += cases[name].collect_events()
            cases[name].trigger_event(kind, content=content)
            fresh += cases[name].collect_events()
        if len(fresh) >= BATCH:
            _insert(app, fresh)
            fresh = []
    _insert(app, fresh)
    app.close()


def _names(content: Mapping[str, Any]) -> list[str]:
    if content["kind"] in folding.KINDS:
        return [tag for tag in content["tags"] if tag.startswith("finding:")]
    return [f"other:{tag}" for tag in content["tags"][:1]] or ["ledger"]


def _insert(app: Cases, events: list[Any]) -> None:
    app.recorder.insert_events([app.mapper.to_stored_event(event) for event in events])


def fold(path: Path, *, only: bool) -> tuple[int, dict[str, dict[str, Any]]]:
    """Entries read, and every finding's aggregate; *only* the findings' events are read."""
    app = opened(path)
    topics = [get_topic(Case.Opened), get_topic(Case.Noted)] if only else []
    aggregates: dict[UUID, Any] = {}
    count, start = 0, 1
    while found := app.recorder.select_notifications(start, BATCH, topics=topics):
        for stored in found:
            event: Any = app.mapper.to_domain_event(stored)
            held = aggregates.get(event.originator_id)
            aggregates[event.originator_id] = event.mutate(held)
            count += not isinstance(event, Case.Opened)
        start = found[-1].id + 1
    app.close()
    cases = {
        case.name[8:]: case.held
        for case in aggregates.values()
        if case.name.startswith("finding:") and case.held
    }
    return count, cases
