"""The registers: regulation, rulings, calendars, years, organs, units, operators, grants, past years."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from ptaudit_cli import citations
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed unit; *sequence* is that of the year asked for. *until*: its last day; *former* names."""

    unit: str
    name: str
    short: tuple[str, ...]
    unit_kind: str
    sequence: str
    party_organ: str | None
    gov_organ: str | None
    since: dt.date | None
    until: dt.date | None
    former: tuple[str, ...]
    roles: tuple[str, ...]
    position: int


def units(ask: Ask) -> Iterator[Unit]:
    year = ask.year or ask.view.on.year
    for unit in ask.registry.units.values():
        event = unit.on(ask.view.on)
        yield Unit(
            unit.code,
            event.name,
            event.short or (),
            event.unit_kind,
            ask.registry.sequence(unit.code, year),
            event.party_organ,
            event.gov_organ,
            event.since,
            unit.last_day,
            tuple(
                dict.fromkeys(
                    one.event.name for one in unit.former if one.event.name != event.name
                )
            ),
            event.roles or (),
            unit.position,
        )


def unit(ask: Ask) -> Iterator[Unit]:
    code = ask.registry.unit(ask["unit"]).code
    return (row for row in units(ask) if row.unit == code)


@dataclass(frozen=True, slots=True)
class Organ:
    organ: str
    name: str
    short: str | None
    since: dt.date
    until: dt.date | None


def organs(ask: Ask) -> Iterator[Organ]:
    for since, event in ask.registry.organs:
        yield Organ(event.role, event.name, event.short, since, event.until)


@dataclass(frozen=True, slots=True)
class Operator:
    operator: str
    name: str
    desk: str
    organ: str
    status: str
    has_key: bool


def operators(ask: Ask) -> Iterator[Operator]:
    for event in ask.registry.operators.values():
        organ = ask.registry.organ_name(event.organ, ask.view.on)
        has_key = event.key is not None
        yield Operator(event.operator, event.name, event.desk, organ, event.status, has_key)


@dataclass(frozen=True, slots=True)
class Grant:
    grant: str
    desk: str
    organs: tuple[str, ...]
    kinds: tuple[str, ...]
    since: dt.date
    until: dt.date | None


def grants(ask: Ask) -> Iterator[Grant]:
    for grant in ask.registry.grants.values():
        kinds = grant.kinds or ()
        yield Grant(grant.code, grant.desk, grant.organs, kinds, grant.since, grant.until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One 口径 as it applies to a year, and where it comes from; *said* is its value in words."""

    key: str
    title: str
    article: str
    value: str
    origin: str
    choices: str
    said: str


def policy(ask: Ask) -> Iterator[Ruling]:
    from ptaudit.domain.policy import KEYS

    held = ask.registry.policy(ask.year or ask.view.on.year)
    for key in KEYS.values():
        source = held.source(key.name)
        origin = ask.words("status.source.default") if source == "default" else source
        value = held[key.name]
        said = citations.option(key.name, value, ask.words)
        yield Ruling(key.name, key.title, key.article, value, origin, key.choices, said)


def one_policy(ask: Ask) -> Iterator[Ruling]:
    from ptaudit.domain.failures import NotFound
    from ptaudit.domain.names import listed, near
    from ptaudit.domain.policy import KEYS

    if (key := ask["ruling"]) not in KEYS:
        raise NotFound("policy.unknown_key", key=key, near=listed(near(key, KEYS)))
    return (row for row in policy(ask) if row.key == key)


@dataclass(frozen=True, slots=True)
class Holidays:
    year: int
    calendar_version: int
    doc_no: str
    holidays: tuple[dt.date, ...]
    workdays: tuple[dt.date, ...]


def calendars(ask: Ask) -> Iterator[Holidays]:
    for year, held in sorted(ask.registry.holidays.items()):
        off, worked = tuple(sorted(held.holidays)), tuple(sorted(held.workdays))
        yield Holidays(year, held.version, held.doc_no, off, worked)


@dataclass(frozen=True, slots=True)
class Regulation:
    title: str
    doc_no: str
    issued_on: dt.date
    in_force: dt.date
    errata: int


def regulations(ask: Ask) -> Iterator[Regulation]:
    for _, event in ask.registry.regulations:
        errata = len(event.errata or ())
        title = event.regulation_title
        yield Regulation(title, event.doc_no, event.issued_on, event.in_force, errata)


def _unit() -> Sequence[click.Parameter]:
    return [place("unit")]


CALLS = (
    Read("unit", "list", Unit, units, by_year=True),
    Read("unit", "show", Unit, unit, _unit, by_year=True),
    Read("organ", "list", Organ, organs),
    Read("operator", "list", Operator, operators),
    Read("grant", "list", Grant, grants),
    Read("policy", "list", Ruling, policy, by_year=True),
    Read("policy", "show", Ruling, one_policy, lambda: [place("ruling")], by_year=True),
    Read("calendar", "list", Holidays, calendars),
    Read("regulation", "list", Regulation, regulations),
)
