"""What is read below the measures of one finding: how it stands beside them, and its acts one by one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit_cli import citations, cites
from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.domain.findings.case import Finding


@dataclass(frozen=True, slots=True)
class Act:
    """One entry, as :func:`ptaudit_cli.cites.line` tells it."""

    position: int | None
    kind: str | None
    gist: str
    on: dt.date | None
    recorded_at: str | None
    operator: str | None
    desk: str | None
    organs: tuple[str, ...]
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    marks: tuple[str, ...]


def lines(finding: "Finding", ask: Ask) -> Iterator[str]:
    yield from standing(finding, ask)
    yield from acts(finding, ask)


def standing(finding: "Finding", ask: Ask) -> Iterator[str]:
    """The finding as a whole: status, what stands beside it, who answered before, which year it counts in."""
    from ptaudit.domain.findings import standing as standings
    from ptaudit.domain.findings import years

    words, registry, on = ask.words, ask.registry, ask.view.on
    stands = standings.standing(finding, registry, on)
    status: list[str] = [stands.status, *([stands.pace] if stands.pace else []), *stands.sides]
    yield words("finding.stands", finding=finding.finding, status=words.listed(status))
    if finding.inspections:
        yield words("finding.from", inspections=words.listed([*finding.inspections]))
    for later in finding.reassigned:
        former, units = (
            words.listed([registry.named(code) for code in codes])
            for codes in (later.former, later.units)
        )
        position = later.mark.position
        yield words(
            "finding.moved", on=later.mark.on, former=former, units=units, position=position
        )
    if stands.missed_by:
        units = words.listed([registry.named(code) for code in stands.missed_by])
        yield words("finding.missed", units=units)
    for measure in finding.measures:
        if owed := standings.unconfirmed(finding, measure, on):
            said = words.listed([str(year) for year in owed])
            yield words("finding.unconfirmed", no=measure.no, years=said)
    policy = registry.policy(finding.year)
    if (year := years.scored_in(finding, registry, on)) is not None:
        yield words(
            "finding.year",
            year=year,
            ruling=citations.ruled(years.YEAR, policy[years.YEAR], words),
        )
    for effect in years.effects(finding, registry):
        proposed = effect.kind == "提请更正原年度"
        yield words(
            "finding.reopened_proposed" if proposed else "finding.reopened_current",
            on=effect.mark.on,
            why=effect.why,
            year=effect.year or "",
            position=effect.mark.position,
            ruling=citations.ruled(years.EFFECT, policy[years.EFFECT], words),
        )
    for position in finding.uncounted:
        yield words("finding.uncounted", position=position)


def acts(finding: "Finding", ask: Ask) -> Iterator[str]:
    """Its entries as they read now, in the order of the world."""
    from ptaudit.application.recording import of_every_day
    from ptaudit.projections.cited import cited
    from ptaudit.projections.rectification import own

    raw, names = ask.view.whole(own(finding.finding)), of_every_day(ask.view)
    for record in ask.view.known(own(finding.finding)):
        named = cites.fields(record, cited(record, names, said=raw), ask.words)
        told = {name: named[name] for name in Act.__dataclass_fields__}
        yield cites.line(Act(**told), ask.words)
