"""The rows of a replay: each thing it says as text for people and as values for programs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ptaudit_cli import citations, cites, faults, replay_lines
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask
from ptaudit_cli.table import plain

if TYPE_CHECKING:
    from ptaudit.domain.registry import Registry
    from ptaudit.projections.cited import Cited
    from ptaudit.projections.replay import Replay, State, Told

Part: TypeAlias = Literal[
    "answer", "fact", "stage", "place", "year", "entry", "unknown",
    "now", "ruling", "rules", "contradiction",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReplayRow:
    """One thing a replay says. *code* is stable; *values* are ``name=value``, as far as *text* has any.

    *days_after*: for what was not known, days from the moment's last entry to the day recorded.
    """

    part: Part
    code: str
    text: str
    unit: str | None = None
    on: dt.date | None = None
    position: int | None = None
    recorded_at: str | None = None
    operator: str | None = None
    desk: str | None = None
    organs: tuple[str, ...] = ()
    late_days: int | None = None
    late_working_days: int | None = None
    days_after: int | None = None
    documents: tuple[str, ...] = ()
    receipts: tuple[str, ...] = ()
    received_on: dt.date | None = None
    marks: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def rows(found: "Replay", name: str, ask: Ask) -> Iterator[ReplayRow]:
    """Everything *found* says of the subject called *name*."""
    state = found.state
    values = tuple(_values(state.head))
    yield ReplayRow("answer", state.head.code, _answer(name, state, ask), values=values)
    yield from (_fact(fact, ask) for fact in state.facts)
    yield from _figures(state, ask)
    yield from (_entry("entry", entry, ask) for entry in found.entries)
    for one in found.unknown:
        yield _entry("unknown", one.entry, ask, days_after=one.days, target=one.target)
    yield _now(found, ask)
    for fault in found.contradictions:
        text = faults.text(fault.code, fault.params, ask.registry, ask.words)
        yield _entry("contradiction", fault.entry, ask, code=fault.code, lead=text)
    yield from _authority(found, ask.words)


def _head(state: "State", ask: Ask) -> str:
    return ask.words(f"replay.state.{state.head.code}", **_named(state.head, ask.registry))


def _said_of(fact: "Told", ask: Ask) -> str:
    params = _named(fact, ask.registry)
    if "key" in params:
        [params["key"]] = citations.rulings([params["key"]], ask.words)
    return ask.words(f"replay.fact.{fact.code}", **params)


def _named(one: "Told", registry: "Registry") -> dict[str, Any]:
    """What fills the wording: a unit by its name."""
    params: dict[str, Any] = dict(one.params)
    if isinstance(unit := params.get("unit"), str):
        params["unit"] = registry.named(unit)
    return params


def _values(one: "Told") -> Iterator[str]:
    return (f"{name}={plain(value)}" for name, value in one.params)


def _answer(name: str, state: "State", ask: Ask) -> str:
    words = ask.words
    head = _head(state, ask)
    if not state.facts:
        return words("replay.answer_bare", subject=name, head=head)
    facts = _facts(state, ask)
    return words("replay.answer", subject=name, head=head, facts=facts)


def _facts(state: "State", ask: Ask) -> str:
    told = [_said_of(fact, ask) for fact in state.facts]
    return ask.words("replay.and").join(told)


def _fact(fact: "Told", ask: Ask) -> ReplayRow:
    said: dict[str, Any] = dict(fact.params)
    unit, on, position = said.get("unit"), said.get("on"), said.get("position")
    return ReplayRow(
        "fact",
        fact.code,
        _said_of(fact, ask),
        unit=None if unit is None else ask.registry.named(unit),
        on=on,
        position=position,
        values=tuple(_values(fact)),
    )


def _figures(state: "State", ask: Ask) -> Iterator[ReplayRow]:
    """What a state has by stage, by unit or by year."""
    words, none = ask.words, ask.words("replay.absent")
    for stage in state.stages:
        known = {"asserted": stage.asserted, "computed": stage.computed}
        known["difference"] = stage.difference
        told = {n: none if v is None else format(v, "f") for n, v in known.items()}
        form = "claim" if stage.claim else "total"
        text = words(f"replay.stage.{form}", stage=stage.stage, **told)
        values = tuple(f"{n}={format(v, 'f')}" for n, v in known.items() if v is not None)
        yield ReplayRow(
            "stage", stage.stage, text, on=stage.on, position=stage.position, values=values
        )
    for held in state.places:
        unit, lists = ask.registry.named(held.unit), words.listed(list(held.lists))
        form = "unranked" if held.rank is None else "listed" if lists else "ranked"
        text = words(
            f"replay.place.{form}", rank=held.rank, unit=unit, score=held.score, lists=lists
        )
        figures = {"rank": held.rank, "score": held.score, "lists": lists or None}
        values = tuple(f"{n}={plain(v)}" for n, v in figures.items() if v is not None)
        yield ReplayRow("place", str(held.rank or ""), text, unit=unit, values=values)
    for year in state.years:
        form = "carried" if year.level == "结转" else "decided" if year.level else "open"
        text = words(f"replay.year.{form}", year=year.year, status=year.status, level=year.level)
        last = year.positions[-1] if year.positions else None
        values = (f"status={year.status}", f"level={year.level}")
        yield ReplayRow("year", str(year.year), text, position=last, values=values)


def _entry(
    part: Part,
    entry: "Cited",
    ask: Ask,
    *,
    code: str = "",
    lead: str = "",
    days_after: int | None = None,
    target: int = 0,
) -> ReplayRow:
    words = ask.words
    parts = [lead, replay_lines.line(entry, words, target)]
    if days_after is not None:
        parts.append(words("replay.entry.after", days=days_after))
    return ReplayRow(
        part,
        code or entry.kind,
        " · ".join(text for text in parts if text),
        on=entry.on,
        position=entry.position,
        recorded_at=replay_lines.time(entry),
        operator=entry.operator_name,
        desk=entry.desk,
        organs=entry.organs,
        late_days=entry.late_days,
        late_working_days=entry.late_working_days,
        days_after=days_after,
        documents=entry.documents,
        receipts=entry.receipts,
        received_on=entry.received_on,
        marks=tuple(cites.marks(entry, words)),
        values=(f"target={target}",) if target else (),
    )


def _now(found: "Replay", ask: Ask) -> ReplayRow:
    words, state = ask.words, found.state_now
    if not found.differs:
        text = words("replay.same", position=found.head)
    else:
        head = _head(state, ask)
        form = "facts" if state.facts else "bare"
        text = words(
            f"replay.now.{form}", position=found.head, head=head, facts=_facts(state, ask)
        )
    values = (f"differs={str(found.differs).lower()}", *_values(state.head))
    at = found.head_recorded_at[:16].replace("T", " ")
    return ReplayRow(
        "now", state.head.code, text, position=found.head, recorded_at=at, values=values
    )


def _authority(found: "Replay", words: Catalogue) -> Iterator[ReplayRow]:
    """The rulings the state was read under, each with its document, and the rules."""
    version = found.policy
    text = words("replay.policy.none")
    if version:
        text = words("replay.policy.version", version=version)
    yield ReplayRow("ruling", "version", text, values=(f"version={version}",))
    for ruling in found.rulings:
        [title] = citations.rulings([ruling.key], words)
        form = "doc" if ruling.doc_no else "default" if ruling.source == "default" else "by"
        text = words(
            f"replay.ruling.{form}",
            title=title,
            value=citations.option(ruling.key, ruling.value, words),
            source=ruling.source,
            doc_no=ruling.doc_no,
        )
        values = (f"value={ruling.value}", f"source={ruling.source}", f"year={ruling.year}")
        papers = (ruling.doc_no,) if ruling.doc_no else ()
        yield ReplayRow("ruling", ruling.key, text, documents=papers, values=values)
    for used in found.state.rules:
        text = words(
            "replay.rules",
            year=used.year,
            version=used.version,
            position=used.position,
            since=used.since,
        )
        said = (f"version={used.version}", f"year={used.year}")
        yield ReplayRow(
            "rules", str(used.version), text, on=used.since, position=used.position, values=said
        )
