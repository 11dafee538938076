"""Who judged itself: an organ that assessed the unit it is, an operator who scored and decided on the scores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ptaudit.domain.events.assessment import ScoreEntered
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.reasons import self_reviewed
from ptaudit.projections.projection import tagged

#: Kinds by which an organ assesses, verifies or decides about a unit.
ASSESSING = frozenset(
    (
        "review.done",
        "review.joined",
        "score.entered",
        "score.reversed",
        "opinion.issued",
        "opinion.verified",
        "rectification.verified",
        "finding.closed",
        "extension.decided",
    )
)
#: Kinds that confirm or change scores another person is to have entered.
DECIDING = frozenset(("opinion.verified", "objection.decided"))


@dataclass(frozen=True, slots=True)
class OfItself:
    """Acts of one kind by which an organ assessed the *unit* that it is itself (口径 self_review)."""

    unit: str
    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class SameHand:
    """An operator who registered score entries of a unit and year and *decided* about them as well."""

    operator: str
    unit: str
    year: int
    scored: tuple[Record, ...]
    decided: Record


def of_itself(live: Iterable[Record], registry: Registry) -> list[OfItself]:
    """By unit and kind. 自评 is a claim, not an assessment."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in live:
        if record.kind not in ASSESSING or _stage(record) == "自评":
            continue
        for unit in tagged(record, "unit"):
            if self_reviewed(record.organs, unit, registry):
                found.setdefault((unit, record.kind), []).append(record)
    return [OfItself(unit, kind, tuple(held)) for (unit, kind), held in sorted(found.items())]


def same_hand(live: Iterable[Record]) -> Iterator[SameHand]:
    """In order of the decisions. Entries made at 复核 are part of the verification itself."""
    scored: dict[tuple[str, str], list[Record]] = {}
    decisions: list[Record] = []
    for record in live:
        if record.kind in DECIDING:
            decisions.append(record)
        elif isinstance(record.payload, ScoreEntered) and _stage(record) != "自评":
            scored.setdefault((record.operator, record.payload.unit), []).append(record)
    for decided in sorted(decisions, key=lambda record: record.position):
        for unit in tagged(decided, "unit"):
            by_year: dict[int, list[Record]] = {}
            for record in scored.get((decided.operator, unit), ()):
                if _is_about(decided, record):
                    by_year.setdefault(int(tagged(record, "year")[0]), []).append(record)
            for year, records in sorted(by_year.items()):
                yield SameHand(decided.operator, unit, year, tuple(records), decided)


def _is_about(decided: Record, record: Record) -> bool:
    """Whether the score stood when it was decided on, in a year the decision speaks of."""
    years = tagged(decided, "year")
    if record.position > decided.position or (years and not {*years} & {*tagged(record, "year")}):
        return False
    return decided.kind != "opinion.verified" or _stage(record) != "复核"


def _stage(record: Record) -> str:
    return record.payload.stage if isinstance(record.payload, ScoreEntered) else ""
