"""Over a whole ledger: rules, amounts, totals, lists and indicators, each held against another."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit_cli import wanted
from ptaudit_cli.params import Given
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application.audits.asking import Asking
    from ptaudit.projections.queries.rule_changes import RuleChange, Scored
    from ptaudit.projections.queries.totals import Moved, Total
    from ptaudit.projections.queries.treatment import Deduction, Uneven

#: Of an item that is new or gone, what it was worth and how is all that is told.
WHOLE = ("points", "rule_text")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One field of one item that a version changed against the one before it.

    *under_before* and *under_after* are the score entries on the item under either version.
    """

    year: int
    version: int
    applies_to: str
    position: int
    before_year: int
    before_version: int
    item: str
    name: str
    how: str
    field: str
    label: str
    before: str
    after: str
    under_before: tuple[int, ...]
    under_after: tuple[int, ...]
    units: tuple[str, ...]


def rules(ask: Ask) -> Iterator[RuleRow]:
    from ptaudit.application.audits import scores

    for one in scores.reissued(wanted.asking(ask)):
        yield from _rule(one, ask)


def _rule(one: "RuleChange", ask: Ask) -> Iterator[RuleRow]:
    whom = one.after.applies_to
    applies = whom if isinstance(whom, str) else ask.words.listed(list(wanted.units(whom, ask)))
    touched = dict.fromkeys(unit for unit, _ in (*one.under_before, *one.under_after))
    for change in one.changes:
        if one.how != "改动" and change.field not in WHOLE:
            continue
        yield RuleRow(
            one.after.year,
            one.after.version,
            applies,
            one.after.position,
            one.before.year,
            one.before.version,
            one.item,
            one.name,
            one.how,
            change.field,
            _label(change.field, ask),
            change.before,
            change.after,
            _positions(one.under_before),
            _positions(one.under_after),
            wanted.units(tuple(touched), ask),
        )


def _label(field: str, ask: Ask) -> str:
    first, _, rest = field.partition(".")
    case, _, part = rest.rpartition(".")
    if not case:
        return ask.words(f"queries.rule.{first}")
    return ask.words("queries.case", case=case, part=ask.words(f"queries.rule.{part}"))


def _positions(held: "Sequence[Scored]") -> tuple[int, ...]:
    return tuple(sorted(entry.mark.position for _, entry in held))


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """Deductions of one *rate* a case under one rule (*rule* numbers it), the rarest rate first.

    *stated* is the amount a case that the rule itself names; *years* and *versions* are those deducted in.
    """

    rule: int
    items: tuple[str, ...]
    name: str
    case: str
    text: str
    stated: Decimal | None
    rate: str
    count: int
    units: tuple[str, ...]
    years: tuple[int, ...]
    versions: tuple[int, ...]
    positions: tuple[int, ...]
    operators: tuple[str, ...]
    desks: tuple[str, ...]


def treatment(ask: Ask) -> Iterator[TreatmentRow]:
    from ptaudit.application.audits import scores
    from ptaudit.projections.queries.treatment import printed

    asked = wanted.asking(ask)
    for number, one in enumerate(scores.uneven(asked), 1):
        for rate, held in one.rates:
            yield _treatment(number, one, printed(rate), held, asked)


def _treatment(
    number: int, one: "Uneven", rate: str, held: "Sequence[Deduction]", asked: "Asking"
) -> TreatmentRow:
    item, case = one.first.item, one.first.case
    positions = tuple(sorted(deduction.entry.mark.position for deduction in held))
    operators, desks = wanted.hands(asked, positions)
    return TreatmentRow(
        number,
        tuple(dict.fromkeys(d.entry.item for d in held)),
        item.name if item else "",
        one.first.entry.case or "",
        case.text if case else item.rule_text if item else "",
        case.amount if case else None,
        rate,
        len(held),
        tuple(dict.fromkeys(asked.registry.named(d.unit) for d in held)),
        tuple(sorted({d.year for d in held})),
        tuple(sorted({d.entry.rules_version for d in held})),
        positions,
        operators,
        desks,
    )


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One total an organ asserted. *items*: what the items came to then; *rest*: 未分解.

    *recomputed* stands by the official total only, where entries recorded since would change it:
    *since* are these.
    """

    year: int
    unit: str
    asserted_by: str
    version: int
    position: int
    on: dt.date
    total: Decimal
    items: Decimal | None
    rest: Decimal
    recomputed: Decimal | None
    since: tuple[int, ...]
    found: tuple[str, ...]
    operator: str
    desk: str


def totals(ask: Ask) -> Iterator[TotalRow]:
    """Those that something is to be found at; with ``--all`` every one."""
    from ptaudit.application.audits import scores

    asked = wanted.asking(ask)
    for one, moved in scores.asserted(asked):
        if one.rest or moved is not None or ask.given["every"]:
            yield _total(one, moved, asked, ask)


def _total(one: "Total", moved: "Moved | None", asked: "Asking", ask: Ask) -> TotalRow:
    found = []
    if one.items is None:
        found.append(ask.words("queries.total.bare"))
    elif one.rest:
        found.append(ask.words("queries.total.rest"))
    if moved is not None:
        found.append(ask.words("queries.total.moved"))
    mark = one.assertion.mark
    return TotalRow(
        one.year,
        ask.registry.named(one.unit),
        one.assertion.kind,
        one.assertion.version,
        mark.position,
        mark.on,
        one.total,
        one.items,
        one.rest,
        moved.recomputed if moved else None,
        moved.since if moved else (),
        tuple(found),
        *wanted.hand(asked, mark.position),
    )


@dataclass(frozen=True, slots=True)
class ListRow:
    """One unit on or off a list, or placed, otherwise than computed. *said* and *rank* are of ranks only."""

    year: int
    source: str
    position: int
    on: dt.date | None
    doc_no: str
    list: str
    unit: str
    against: str
    said: int | None
    rank: int | None
    reason: str
    operator: str
    desk: str


def lists(ask: Ask) -> Iterator[ListRow]:
    from ptaudit.application.audits import scores

    asked = wanted.asking(ask)
    for year, one in scores.departures(asked):
        paper = one.paper
        yield ListRow(
            year,
            one.source,
            one.position,
            paper.on if paper else None,
            (paper.doc_no if paper else None) or "",
            one.list,
            ask.registry.named(one.unit),
            one.against,
            one.said,
            one.rank,
            one.reason or "",
            *wanted.hand(asked, one.position),
        )


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One item under which *count* units came out alike; *value* where it is the same for all."""

    year: int
    version: int
    applies_to: str
    item: str
    name: str
    mode: str
    points: Decimal
    how: str
    count: int
    value: Decimal | None


def flat(ask: Ask) -> Iterator[FlatRow]:
    from ptaudit.application.audits import scores

    for one in scores.alike(wanted.asking(ask)):
        values = {value for _, value in one.values}
        yield FlatRow(
            one.year,
            one.version,
            one.whom,
            one.item.code,
            one.item.name,
            one.item.mode,
            one.item.points,
            one.how,
            len(one.values),
            values.pop() if len(values) == 1 else None,
        )


def _with_all() -> Sequence[click.Parameter]:
    return [*wanted.params(), Given.flag("every", block="own")]


CALLS = (
    Read("audit", "rules", RuleRow, rules, wanted.params, by_year=True),
    Read("audit", "treatment", TreatmentRow, treatment, wanted.params, by_year=True),
    Read("audit", "totals", TotalRow, totals, _with_all, by_year=True),
    Read("audit", "lists", ListRow, lists, wanted.params, by_year=True),
    Read("audit", "flat", FlatRow, flat, wanted.params, by_year=True),
)
