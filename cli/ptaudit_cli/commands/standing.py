"""Where units stand in their sequences: by approved scores, by what is recorded so far, or as a document printed it."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from ptaudit_cli.params import Given
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.application.carried import Printed
    from ptaudit.projections.standing import Standing


RankedBy: TypeAlias = Literal["审定", "暂定", "重算", "结转"]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit's place in its sequence. *lists*: 先进, 约谈, 待定, 被否决, 不参与排位, 无得分.

    *ranked_by*: 审定 scores; 暂定 ones, as recorded so far, of a sequence that has none approved;
    重算 where asked for; 结转: as printed on the document carried over, lists included, never ranked
    again; None of a unit out of the ranking.
    """

    sequence: str
    rank: int | None
    unit: str
    score: Decimal | None
    ranked_by: RankedBy | None
    lists: tuple[str, ...]
    vetoed_by: tuple[str, ...]


def ranked(ask: Ask) -> Iterator[StandingRow]:
    from ptaudit.application.carried import printed
    from ptaudit.application.years import YearOf

    of = YearOf(ask.view, the_year(ask))
    if ask.given.get("recomputed"):
        for one in of.recomputed.values():
            yield from _standing_rows(one, "重算", ask)
        return
    carried = printed(of)
    for name, one in of.official.items():
        own = [row for row in carried.values() if row.sequence == name]
        yield from _carried_rows(own, one, ask)
        if not own and not one.ranks and of.recomputed[name].ranks:
            yield from _standing_rows(of.recomputed[name], "暂定", ask)
        else:
            yield from _standing_rows(one, "审定", ask, carried)


def _carried_rows(rows: "Sequence[Printed]", one: "Standing", ask: Ask) -> Iterator[StandingRow]:
    """By the rank printed; whose document prints none stands last. Vetoes on record stand beside it."""
    for row in sorted(rows, key=lambda own: (own.rank is None, own.rank, own.unit)):
        cases = tuple(one.vetoed.get(row.unit, ()))
        lists = dict.fromkeys((*row.lists, *(("被否决",) if cases else ())))
        name = ask.registry.called(row.unit, one.year)
        yield StandingRow(one.sequence, row.rank, name, row.score, "结转", tuple(lists), cases)


def _unapproved(ask: Ask, rows: Sequence[StandingRow]) -> Iterator[str]:
    """Which sequences are ranked by what nobody has approved."""
    sequences = dict.fromkeys(row.sequence for row in rows if row.ranked_by == "暂定")
    if sequences:
        year = the_year(ask)
        yield ask.words(
            "standing.provisional", year=year, sequences=ask.words.listed([*sequences])
        )


def standings(view: "View", year: int, *, recomputed: bool) -> "Mapping[str, Standing]":
    from ptaudit.application.years import YearOf

    of = YearOf(view, year)
    return of.recomputed if recomputed else of.official


def _standing_rows(
    one: "Standing", by: RankedBy, ask: Ask, besides: Container[str] = ()
) -> Iterator[StandingRow]:
    """Every unit of the sequence but those told *besides*."""
    registry = ask.registry
    for row in one.ranks:
        if row.unit in besides:
            continue
        vetoed = one.vetoed.get(row.unit, ())
        yield StandingRow(
            one.sequence,
            row.rank,
            registry.called(row.unit, one.year),
            row.score,
            by,
            listed(one, row.unit),
            tuple(vetoed),
        )
    for units, text in ((one.missing, "无得分"), (one.exempt, "不参与排位")):
        for unit in units:
            if unit in besides:
                continue
            name = registry.called(unit, one.year)
            yield StandingRow(one.sequence, None, name, None, None, (text,), ())


def listed(one: "Standing", unit: str) -> tuple[str, ...]:
    """The lists *unit* is on, in the words of the regulation."""
    return one.lists(unit)


CALLS = (
    Read(
        "standing",
        "",
        StandingRow,
        ranked,
        lambda: [Given.flag("recomputed", block="own")],
        by_year=True,
        notes=_unapproved,
    ),
)
