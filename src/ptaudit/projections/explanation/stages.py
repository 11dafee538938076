"""The score at each stage, claimed, computed and asserted, and who changed what from one to the next (第十五条)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.assessment import OpinionVerified
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.arithmetic import as_known
from ptaudit.domain.scoring.fold import as_asserted
from ptaudit.domain.scoring.reasons import Reason
from ptaudit.domain.scoring.sheet import STAGES, ZERO, Assertion, Sheet
from ptaudit.domain.selfchecks.due import claims
from ptaudit.domain.selfchecks.fold import Filing
from ptaudit.domain.values import Stage
from ptaudit.projections.explanation.changes import Change, Lines, between, by_key, lines
from ptaudit.projections.explanation.material import Material, Named

How: TypeAlias = Literal["自报", "计算", "认定", "重算"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage. *total* is what is asserted there, else what is computed; *undecomposed* their difference.

    *difference* from the step before is the sum of *changes* and *undecomposed_change*, to the cent;
    None at the first.
    """

    name: str
    how: How
    total: Decimal
    computed: Decimal | None
    version: int = 0
    source: Named | None = None
    difference: Decimal | None = None
    changes: tuple[Change, ...] = ()
    undecomposed_change: Decimal = ZERO

    @property
    def asserted(self) -> Decimal | None:
        return None if self.how in ("计算", "重算") else self.total

    @property
    def undecomposed(self) -> Decimal:
        return self.total - (ZERO if self.computed is None else self.computed)


@dataclass(frozen=True, slots=True)
class _Stand:
    """A step, and the lines that add up to what it computes."""

    step: Step
    lines: Lines


def stages(material: Material) -> tuple[Step, ...]:
    """自评 as claimed, 审核, 实地 and 复核 as computed now, then every total asserted, then what holds now."""
    stands = list(_stands(material))
    return tuple(
        stand.step if before is None else _explained(before, stand, material)
        for before, stand in zip([None, *stands], stands, strict=False)
    )


def _explained(before: _Stand, after: _Stand, material: Material) -> Step:
    changes = (*between(before.lines, after.lines, material), *_adjusted(after, material))
    difference = after.step.total - before.step.total
    rest = difference - sum((change.amount for change in changes), ZERO)
    return replace(after.step, difference=difference, changes=changes, undecomposed_change=rest)


def _adjusted(after: _Stand, material: Material) -> Iterator[Change]:
    """What 复核 itself says it changed, with the reason given."""
    source = after.step.source
    if source is None or not isinstance(event := source.record.payload, OpinionVerified):
        return
    for row in event.changes or ():
        if row.unit == material.unit:
            yield Change("复核调整", row.delta, by=source, note=row.reason)


def _stands(material: Material) -> Iterator[_Stand]:
    scored = material.scored
    rules = material.registry.rules_for(material.unit, material.year)
    if (claim := _claim(material, rules)) is not None:
        yield claim
    for name in STAGES[1:] if rules else ():
        yield _stage(name, material, rules)
    for assertion in scored.sheet.assertions:
        if assertion.total is not None:
            yield _asserted(assertion, assertion.total, material, rules)
    if scored.basis is not None and scored.recomputed is not None and rules is not None:
        now = _now(scored.sheet, material, rules)
        yield _Stand(Step("重算", "重算", scored.recomputed, now.total), now)


def _now(sheet: Sheet, material: Material, rules: Rules | None) -> Lines:
    policy = material.registry.policy(material.year)
    return lines(sheet, rules, policy, material.registry)


def _stage(name: Stage, material: Material, rules: Rules | None) -> _Stand:
    """What the entries up to the stage add up to, as they stand now."""
    sheet, upto = material.scored.sheet, STAGES.index(name)
    held = tuple(entry for entry in sheet.entries if STAGES.index(entry.stage) <= upto)
    found = _now(replace(sheet, entries=held), material, rules)
    return _Stand(Step(name, "计算", found.total, found.total), found)


def _asserted(
    assertion: Assertion, total: Decimal, material: Material, latest: Rules | None
) -> _Stand:
    """The total on the paper beside what the ledger then added up to."""
    then = as_asserted(material.scored.sheet, assertion, material.raw)
    known = as_known(material.registry, assertion.mark.position)
    # Rules first recorded after the assertion stand in where none were known.
    rules = latest and (known.rules_for(then.unit, then.year, assertion.mark.on) or latest)
    found = lines(
        then,
        rules,
        known.policy(then.year),
        material.registry,
        upto=assertion.mark.position,
        on=assertion.mark.on,
    )
    step = Step(
        assertion.kind,
        "认定",
        total,
        found.total if found.computed else None,
        assertion.version,
        material.named(assertion.id),
    )
    return _Stand(step, found)


def _claim(material: Material, rules: Rules | None) -> _Stand | None:
    """What the unit claimed for itself: the last self-check that gives scores, else its entries at 自评."""
    sheet, filing = material.scored.sheet, _filed(material)
    entries = tuple(
        replace(entry, stage=STAGES[1])
        for entry in sheet.entries
        if entry.stage == STAGES[0] and entry.reversed is None
    )
    if filing is None and not entries:
        return None
    items = dict(filing.self_scores) if filing else {}
    found = _now(replace(sheet, entries=() if items else entries), material, rules)
    if items:
        found = _claimed(items, found)
    total = filing.self_total if filing else None
    step = Step(
        STAGES[0],
        "自报",
        found.total if total is None else total,
        found.total if found.computed else None,
        source=material.named(filing.id if filing else entries[-1].id),
    )
    return _Stand(step, replace(found, claim=True))


def _claimed(items: dict[str, Decimal], start: Lines) -> Lines:
    """Each item claimed stands at its claim, the others where they start."""
    held = [line for line in start.held.values() if line.item not in items]
    held += [Reason("起点", score, item, item) for item, score in items.items()]
    return replace(start, held=by_key(held), computed=True)


def _filed(material: Material) -> Filing | None:
    held = claims(material.filings, material.registry) if material.filings else ()
    given = [filing for filing in held if filing.self_total is not None or filing.self_scores]
    return given[-1] if given else None
