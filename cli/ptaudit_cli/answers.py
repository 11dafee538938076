"""What a write answers: one line an entry, which a clerk can copy onto the paper."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ptaudit.domain.names import ROLES
from ptaudit_cli import citations, faults, labels
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.application import Outcome, Ptaudit
    from ptaudit.domain.record import Record
    from ptaudit.domain.registry import Registry

#: Tags that name the case an entry is about.
CASES = ("finding", "case", "objection")


def lines(
    app: "Ptaudit", outcomes: "Sequence[Outcome]", words: Catalogue, *, dry_run: bool
) -> Iterator[str]:
    """What came of commands given together; in a dry run those know what the others would register."""
    from ptaudit.application import reading
    from ptaudit.domain.registry import fold

    registry = app.registry(app.ledger.head().size)
    new = [record for outcome in outcomes for record in outcome.records]
    if dry_run:
        registry = fold(new, registry)
    form, positions = "would" if dry_run else "recorded", {r.id: r.position for r in new}
    for outcome in outcomes:
        for record in outcome.records:
            yield line(form, record, registry, words, _target(record, app, positions))
        for position in outcome.already:
            if (earlier := reading.record_at(app.ledger, position)) is not None:
                target = _target(earlier, app, positions)
                yield line("already", earlier, registry, words, target)


def _target(record: "Record", app: "Ptaudit", positions: Mapping[str, int]) -> int | None:
    """The entry that a correction, a void or later evidence is about, by number."""
    target = getattr(record.payload, "target", None)
    if target is None:
        return None
    return positions.get(target) or app.ledger.position_of(f"id:{target}")


def line(
    form: str, record: "Record", registry: "Registry", words: Catalogue, target: int | None = None
) -> str:
    name = labels.of_kind(record.kind, words)
    text = words(
        f"answer.{form}",
        position=record.position,
        on=record.effective,
        title=name if target is None else words("answer.of", title=name, position=target),
        subject=subject(record, registry, words),
        basis=words.listed([citations.of_claim(claim, words) for claim in record.claimed_basis]),
        organs=words.listed(organs(record, registry)),
        operator=operator(record, registry),
    )
    return " · ".join([text, *marks(record, registry, words)])


def organs(record: "Record", registry: "Registry") -> list[str]:
    return organ_names(record.organs, registry, record.effective)


def organ_names(codes: Iterable[str], registry: "Registry", on: dt.date) -> list[str]:
    """Names in force on a day, in the order in which organs are named officially: 县委、县政府."""
    order = list(ROLES)
    ranked = sorted(codes, key=lambda o: order.index(o) if o in order else len(order))
    return [registry.organ_name(organ, on) for organ in ranked]


def operator(record: "Record", registry: "Registry") -> str:
    known = registry.operators.get(record.operator)
    return known.name if known else record.operator


def subject(record: "Record", registry: "Registry", words: Catalogue) -> str:
    """Whom or what the entry is about: units, then the case. A veto is about its one unit."""
    from ptaudit.domain.events.vetoes import VetoDecided

    payload = record.payload
    found = [payload.unit] if isinstance(payload, VetoDecided) else tagged(record, "unit")
    units = [registry.named(code, record.effective) for code in found]
    if len(units) > 4:
        units = [words("answer.units", first=units[0], count=len(units))]
    cases = [case for prefix in CASES for case in tagged(record, prefix)]
    years = [words("answer.year", year=year) for year in tagged(record, "year")]
    # A year that was derived is shown; a finding's stands in its number.
    shown = years if hasattr(record.payload, "year") or not (units or cases) else []
    parts = [words.listed(part) for part in (units, cases, shown) if part]
    return " · ".join(parts or [words("answer.county")])


def tagged(record: "Record", prefix: str) -> list[str]:
    start = f"{prefix}:"
    return [tag[len(start) :] for tag in record.tags if tag.startswith(start)]


def marks(record: "Record", registry: "Registry", words: Catalogue) -> list[str]:
    """补录, 越权或倒序: what anybody who reads the line should know."""
    found = []
    threshold = int(registry.policy(record.effective.year)["late_record.threshold"])
    if record.late_days > threshold:
        found.append(words("answer.late", days=record.late_days))
    if record.irregular:
        labels = words.listed([faults.label(one.code, words) for one in record.irregular])
        found.append(words("answer.irregular", faults=labels))
    return found
