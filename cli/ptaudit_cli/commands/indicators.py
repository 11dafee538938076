"""Indicator values: reported beside certified, every version of one, and who thought better of itself."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit_cli import answers, citations
from ptaudit_cli.params import Given, option, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.decider import Mark
    from ptaudit.domain.indicators.fold import Certified, Reported, Waiver
    from ptaudit.projections.indicators import Line


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One unit, indicator and period. *gap*: reported − certified. *position*: of what decides its status."""

    unit: str
    year: int
    indicator: str
    name: str
    period: str
    target: str
    reported: Decimal | None
    certified: Decimal | None
    gap: Decimal | None
    met: bool | None
    rate: Decimal | None
    status: str
    version: int | None
    certified_by: tuple[str, ...]
    treatment: str | None
    keys: tuple[str, ...]
    position: int | None


def table(ask: Ask) -> Iterator[IndicatorRow]:
    from ptaudit.application import commitments

    year, asked = the_year(ask), ask.get("indicator")
    for unit, line in commitments.values(ask.view, year, ask.unit):
        if asked in (None, line.indicator):
            row = _row(unit, year, line, ask)
            if row.status in ("未填报", "待核定") or not ask.given["lacking"]:
                yield row


def _row(unit: str, year: int, line: "Line", ask: Ask) -> IndicatorRow:
    target, certified, reported, waiver = line.target, line.certified, line.reported, line.waiver
    treatment: str | None = None
    keys = line.keys
    if waiver is not None:
        treatment = waiver.treatment
        if treatment is None:
            treatment = ask.registry.policy(year)["na_indicator"]
            keys = (*keys, "na_indicator")
    named = ""
    if target is not None and target.value is not None:
        named = f"{target.op or '≥'}{target.value}{target.unit_of_measure or ''}"
    source = waiver or certified or reported
    return IndicatorRow(
        ask.registry.named(unit),
        year,
        line.indicator,
        target.name if target else _item_name(unit, year, line.indicator, ask),
        line.period,
        named,
        reported.value if reported else None,
        certified.value if certified else None,
        line.gap,
        line.met,
        line.rate,
        line.status,
        certified.version if certified else None,
        tuple(answers.organ_names(certified.organs, ask.registry, certified.mark.on))
        if certified
        else (),
        treatment,
        keys,
        source.mark.position if source else None,
    )


def _item_name(unit: str, year: int, code: str, ask: Ask) -> str:
    rules = ask.registry.rules_for(unit, year)
    item = rules.items.get(code) if rules else None
    return item.name if item else ""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One paper about one indicator of one unit."""

    unit: str
    year: int
    indicator: str
    what: str
    period: str | None
    version: int | None
    value: Decimal | None
    treatment: str | None
    on: dt.date
    marks: tuple[str, ...]
    position: int


def show(ask: Ask) -> Iterator[ValueRow]:
    """Every report, certification and finding of 缺项, in the order of their days."""
    from ptaudit.projections.indicators import indicators

    year, unit, code = the_year(ask), ask.registry.unit(ask["unit"]), ask["indicator"]
    row, words = ask.view.row(indicators, f"{unit.code}/{year}"), ask.words

    def of(
        what: str, mark: "Mark", counts: bool, said: "Reported | Certified | Waiver"
    ) -> ValueRow:
        return ValueRow(
            unit=unit.name,
            year=year,
            indicator=code,
            what=words(f"indicators.{what}"),
            period=getattr(said, "period", None),
            version=getattr(said, "version", None),
            value=getattr(said, "value", None),
            treatment=getattr(said, "treatment", None),
            on=mark.on,
            marks=() if counts else (words("tasks.not_counting"),),
            position=mark.position,
        )

    found = [of("reported", r.mark, r.regular, r) for r in row.reports if r.indicator == code]
    found += [
        of("certified", c.mark, c.counts, c) for c in row.values.certified if c.indicator == code
    ]
    found += [of("waived", w.mark, w.counts, w) for w in row.values.waived if w.indicator == code]
    yield from sorted(found, key=lambda one: (one.on, one.position))


@dataclass(frozen=True, slots=True)
class GapRow:
    """One unit's own total beside what was asserted of it; *gap*: own − reviewed."""

    unit: str
    year: int
    own: Decimal
    filed_on: dt.date
    opinion: Decimal | None
    verified: Decimal | None
    official: Decimal | None
    gap: Decimal | None
    against: str
    position: int
    reviewed_at: int | None


def self_scores(ask: Ask) -> Iterator[GapRow]:
    """The widest gap first."""
    from ptaudit.application.years import YearOf
    from ptaudit.projections.queries.self_gap import gaps
    from ptaudit.projections.selfchecks import selfchecks

    year = the_year(ask)
    scored = YearOf(ask.view, year).scored
    for one in gaps(ask.view.year_rows(selfchecks, year), scored):
        reviewed = one.reviewed
        yield GapRow(
            ask.registry.named(one.unit),
            year,
            one.own,
            one.filing.mark.on,
            one.opinion.total if one.opinion else None,
            one.verified.total if one.verified else None,
            one.official.total if one.official else None,
            one.gap,
            reviewed.kind if reviewed else "",
            one.filing.mark.position,
            reviewed.mark.position if reviewed else None,
        )


def _table() -> list[click.Parameter]:
    return [
        *of_unit(),
        option("indicator", "text", block="own"),
        Given.flag("lacking", block="own"),
    ]


CALLS = (
    Read(
        "indicator",
        "list",
        IndicatorRow,
        table,
        _table,
        by_year=True,
        told={"keys": citations.rulings},
    ),
    Read(
        "indicator",
        "show",
        ValueRow,
        show,
        lambda: [place("unit"), place("indicator")],
        by_year=True,
    ),
    Read("selfcheck", "gap", GapRow, self_scores, by_year=True),
)
