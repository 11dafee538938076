"""The state of a unit's year: its score at each stage, asserted, computed and what no item explains (第十五条)."""

from collections.abc import Iterator
from decimal import Decimal

from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.arithmetic import Scored, compute
from ptaudit.domain.scoring.sheet import STAGES, Asserting, Assertion, Sheet, nets
from ptaudit.domain.selfchecks.due import claims
from ptaudit.domain.selfchecks.fold import Selfchecks
from ptaudit.projections.replay import Placing, RulesUsed, StageTotal, State, Told, told

#: The assertion that closes each stage.
_CLOSING: dict[str, Asserting] = {"审核": "考评意见", "复核": "复核"}
#: Where something was scored on site, the opinion speaks of that as well.
_ONSITE: dict[str, Asserting] = {"实地": "考评意见", "复核": "复核"}
_AFTER: tuple[Asserting, ...] = ("结果报告", "审定", "更正", "结转")


def state(
    scored: Scored, filed: Selfchecks, place: Placing | None, n: int, registry: Registry
) -> State:
    """*scored* with the unit's own claim and its *place* among *n*; *place* only where it is ranked."""
    sheet = scored.sheet
    if not sheet.entries and not sheet.assertions:
        return State(
            told("unit_year_nothing"), contradictions=sheet.contradictions, is_recorded=False
        )
    marks = [entry.mark.position for entry in sheet.entries]
    marks += [entry.reversed.position for entry in sheet.entries if entry.reversed]
    marks += [assertion.mark.position for assertion in sheet.assertions]
    stages = tuple(_stages(scored, filed, registry))
    claims = [s.position for s in stages if s.claim and s.position is not None]
    rules = registry.rules_for(sheet.unit, sheet.year)
    return State(
        _head(scored),
        tuple(_facts(scored, place, n)),
        tuple(dict.fromkeys((*claims, *marks))),
        scored.keys,
        sheet.contradictions,
        rules=() if rules is None else (used(rules),),
        stages=stages,
    )


def used(rules: Rules) -> RulesUsed:
    return RulesUsed(rules.year, rules.version, rules.position, rules.since)


def _head(scored: Scored) -> Told:
    official, basis = scored.official, scored.basis
    if official is not None:
        code = {"结转": "unit_year_carried", "更正": "unit_year_corrected"}
        return told(
            code.get(official.kind, "unit_year_approved"),
            score=official.total,
            on=official.mark.on,
            position=official.mark.position,
        )
    if basis is not None and basis.total is not None:
        return told("unit_year_asserted", score=scored.recomputed, by=basis.kind)
    if scored.recomputed is None:
        carried = any(a.kind == "结转" for a in scored.sheet.assertions)
        return told("unit_year_carried_bare" if carried else "unit_year_no_rules")
    return told("unit_year_computed", score=scored.recomputed)


def _facts(scored: Scored, place: Placing | None, n: int) -> Iterator[Told]:
    if place is not None:
        yield told("rank", rank=place.rank, n=n)
        if place.lists:
            yield told("lists", lists="、".join(place.lists))
    if any(assertion.kind == "结转" for assertion in scored.sheet.assertions):
        yield told("carried")
    basis, computed, undecomposed = scored.basis, scored.computed, scored.undecomposed
    if basis is not None and computed is not None and undecomposed:
        yield told(
            "asserted_differs",
            by=basis.kind,
            asserted=basis.total,
            computed=scored.then,
            difference=undecomposed,
            position=basis.mark.position,
        )
    elif basis is not None and computed is None and basis.kind != "结转":
        yield told("asserted_only", by=basis.kind, asserted=basis.total)
    if scored.difference:
        yield told("recomputed", recomputed=scored.recomputed, difference=scored.difference)
    if computed is not None and computed.undetermined:
        yield told("undetermined", count=len(computed.undetermined))
    for entry in scored.sheet.entries:
        if entry.changed and entry.reversed is None:
            changed = "、".join(map(str, entry.changed))
            yield told("basis_changed", position=entry.mark.position, by=changed)


def _stages(scored: Scored, filed: Selfchecks, registry: Registry) -> Iterator[StageTotal]:
    """自评, the three stages that accumulate, then every total asserted after them."""
    sheet = scored.sheet
    claimed = [
        f for f in claims(filed, registry) if f.recipient == "EPB" and f.self_total is not None
    ]
    if claimed:
        last = claimed[-1]
        mark = last.mark
        yield StageTotal("自评", last.self_total, None, mark.on, mark.position, claim=True)
    seen = {entry.stage for entry in sheet.entries}
    closes = _ONSITE if "实地" in seen else _CLOSING
    for stage in STAGES[1:]:
        closing = sheet.last(closes[stage]) if stage in closes else None
        if stage in seen or closing is not None:
            yield _stage(stage, closing, _through(sheet, stage, registry))
    for kind in _AFTER:
        if (said := sheet.last(kind)) is not None:
            yield _stage(kind, said, _through(sheet, STAGES[-1], registry))


def _stage(name: str, said: Assertion | None, computed: Decimal | None) -> StageTotal:
    if said is None:
        return StageTotal(name, None, computed)
    return StageTotal(name, said.total, computed, said.mark.on, said.mark.position)


def _through(sheet: Sheet, stage: str, registry: Registry) -> Decimal | None:
    """The items' sum from the entries of every stage up to *stage*; None without rules."""
    rules = registry.rules_for(sheet.unit, sheet.year)
    if rules is None:
        return None
    upto = [str(name) for name in STAGES].index(stage)
    counted = [e for e in sheet.entries if STAGES.index(e.stage) <= upto]
    policy = registry.policy(sheet.year)
    return compute(nets(counted), rules, sheet.unit, policy, sheet.waivers).total
