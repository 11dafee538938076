"""The consequence list: what one view says against another, and what rests on the entries that change between them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from ptaudit.application import reading
from ptaudit.application.applied import honours
from ptaudit.application.differing import official
from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain import clocks
from ptaudit.domain.boundaries import about
from ptaudit.domain.completion import fold as completions
from ptaudit.domain.corrections.remarks import is_remark
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.assessment import ScoreReversed
from ptaudit.domain.events.corrections import RecordCorrected, RecordVoided
from ptaudit.domain.events.results import InterviewHeld, ResultCorrected
from ptaudit.domain.honours.account import account
from ptaudit.domain.honours.titles import titles
from ptaudit.domain.record import Record
from ptaudit.domain.registry import STANDING
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.vetoes import fold as vetoes
from ptaudit.projections import consequence_papers, consequences, state
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.consequence import (
    OFFICIAL,
    RECOMPUTED,
    Consequence,
    Grounds,
    Names,
    in_order,
)
from ptaudit.projections.difference import Point, Said, State, differences
from ptaudit.projections.projection import tagged
from ptaudit.projections.rectification import rectification

#: Entries that say of others that they no longer stand as they did.
_SETTING_ASIDE = (RecordCorrected, RecordVoided, ScoreReversed, ResultCorrected)
#: Entries asked for at once; SQLite refuses 600 terms.
_AT_ONCE = 200


def following(
    before: View,
    after: View,
    years: Collection[int],
    units: Collection[str] | None = None,
    *,
    by: Names = RECOMPUTED,
) -> tuple[Consequence, ...]:
    """What would follow if *before* became *after*, in *years*, for *units* (None: all).

    ``by=RECOMPUTED`` ranks by recomputed scores, as a what-if does; ``by=OFFICIAL`` by official ones,
    for a correction of the result. Only the years asked are read, and chains only where they may move.
    """
    new = tuple(_new(before, after))
    changed = tuple(dict.fromkeys(e for record in new for e in _set_aside(record)))
    entries = tuple(_records(before, changed))
    moving = _may_move_chains(new, entries, after)
    first, then = ([YearOf(view, year) for year in sorted(years)] for view in (before, after))
    cases = {key for record in (*new, *entries) for key in tagged(record, "finding")}
    was = _state(before, first, units, by, cases, chains=moving)
    now = _state(after, then, units, by, cases, chains=moving)
    grounds = {a.year: _grounds(a, b) for a, b in zip(first, then, strict=True)}
    found = consequences.of_years(differences(was, now), was, now, grounds, by)
    approved = {year for year, ground in grounds.items() if ground.cycle.approval is not None}
    resting = consequence_papers.resting(rests_on(before, changed), approved)
    impossible = consequence_papers.impossible(
        _contradictions(before, first, cases), _contradictions(after, then, cases)
    )
    return in_order((*found, *resting, *impossible), before.moment.position)


def touched(before: View, after: View) -> tuple[int, ...]:
    """The years that what comes between the views, and the entries it sets aside, are about."""
    new = tuple(_new(before, after))
    about_them = _records(before, [e for record in new for e in _set_aside(record)])
    years = {int(year) for record in (*new, *about_them) for year in tagged(record, "year")}
    return tuple(sorted(years))


def rests_on(view: View, entries: Iterable[str]) -> tuple[Record, ...]:
    """Live entries that rest on one of *entries*, or on one that does, at whatever remove; none twice.

    What only speaks of an entry (a correction, evidence, a check, an objection to it) does not rest on it.
    """
    start = tuple(dict.fromkeys(entries))
    seen: dict[str, Record] = {}
    void: set[str] = set()
    wave = start
    while wave:
        found = _carrying(view, [f"ref:{entry}" for entry in wave])
        fresh = {r.id: r for r in found if r.id not in seen and r.id not in start}
        for record in fresh.values():
            if isinstance(record.payload, RecordVoided):
                void.add(record.payload.target)
        resting = {entry: r for entry, r in fresh.items() if not is_remark(r, wave)}
        seen.update(resting)
        wave = tuple(entry for entry in resting if entry not in void)
    return tuple(sorted((r for r in seen.values() if r.id not in void), key=lambda r: r.position))


def _new(before: View, after: View) -> Iterator[Record]:
    """Entries that only *after* holds, supposed ones among them."""
    if after.moment.position > before.moment.position:
        yield from reading.records(
            after.ledger, after=before.moment.position, upto=after.moment.position
        )
    yield from after.supposed[len(before.supposed) :]


def _set_aside(record: Record) -> Iterator[str]:
    if isinstance(record.payload, _SETTING_ASIDE):
        yield from record.payload.targets()
    yield from (ref.id for ref in record.refs or () if ref.role == "replaces")


def _records(view: View, entries: Collection[str]) -> Iterator[Record]:
    return _carrying(view, [f"id:{entry}" for entry in entries])


def _carrying(view: View, tags: Sequence[str]) -> Iterator[Record]:
    for first in range(0, len(tags), _AT_ONCE):
        part = tags[first : first + _AT_ONCE]
        yield from view.entries(Selection(tuple(Criterion((), (tag,)) for tag in part)))


def _may_move_chains(new: Iterable[Record], entries: Iterable[Record], after: View) -> bool:
    """第二十条 is asked again only where its years, vetoes or standing facts change."""
    if after.tried:
        return True
    concerned = (*completions.KINDS, *vetoes.KINDS, *STANDING.criteria[0].kinds)
    kinds = {r.kind for r in (*new, *entries)} - set(clocks.CORRECTIONS)
    return not kinds.isdisjoint(concerned)


def _state(
    view: View,
    years: Iterable[YearOf],
    units: state.Units,
    names: Names,
    findings: Collection[str],
    *,
    chains: bool,
) -> State:
    wanted = {names.score, names.rank, names.lists}
    found: dict[Point, Said] = {}
    for of in years:
        points = chain(_placed(of, names, units), state.of_scores(of.year, of.scored))
        found.update(
            (point, said)
            for point, said in points
            if point.what in wanted and (units is None or point.units[0] in units)
        )
        honoured = honours(view, of.year)
        accounts = {b.unit: None for b in honoured.bonuses if b.year == of.year}
        found.update(
            state.of_titles(
                titles(honoured, of.year, view.registry),
                [account(honoured, unit, of.year, view.registry) for unit in accounts],
                units,
            )
        )
        found.update(state.of_vetoes(of.cases.values(), view.registry, units, (of.year,)))
    if findings:
        rows = view.rows(rectification, findings).values()
        found.update(state.of_findings(rows, view.registry, view.on, units))
    if chains:
        cases = YearOf(view, 0).cases
        held = three_years(view.rows(completion), cases, view.registry, view.on)
        every = {answer.year for row in held for answer in row.answers}
        found.update(state.of_three_years(held, units, every))
    return found


def _contradictions(
    view: View, years: Iterable[YearOf], findings: Collection[str]
) -> Iterator[Contradiction]:
    """Entries that cannot be true beside the others; what the procedure makes of papers is told apart."""
    if findings:
        for row in view.rows(rectification, findings).values():
            yield from row.contradictions
    for of in years:
        for case in of.cases.values():
            yield from case.contradictions
        for sheet in of.sheets.values():
            yield from sheet.contradictions


def _placed(of: YearOf, names: Names, units: state.Units) -> state.Points:
    if names is OFFICIAL:
        yield from official(of, units)
        return
    for one in of.recomputed.values():
        yield from state.of_standing(one, units)


def _grounds(before: YearOf, after: YearOf) -> Grounds:
    held = before.view.known(about(f"year:{before.year}", kinds=(InterviewHeld.kind,)))
    interviews = tuple(r for r in held if isinstance(r.payload, InterviewHeld))
    return Grounds(before.cycle, after.cycle, before.sheets, interviews)
