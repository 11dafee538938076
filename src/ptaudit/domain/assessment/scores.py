"""第十五条 — 计分、扣分、冲回: points come only from entries, each resting on a basis or a comment."""

import datetime as dt
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.assessment import score_grounds, score_order
from ptaudit.domain.assessment.score_grounds import Book, Grounds, evolve
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.commands.assessment import DeductScore, EnterScore, ReverseScore
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.assessment import ResultApproved, ScoreEntered, ScoreReversed
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings import years as findings_years
from ptaudit.domain.objections.standing import ruled
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring import fold as scores_fold
from ptaudit.domain.scoring import items as score_items
from ptaudit.domain.scoring.fold import Sheets
from ptaudit.domain.scoring.items import Award, Entering
from ptaudit.domain.scoring.reasons import self_reviewed
from ptaudit.domain.scoring.sheet import Sheet, official
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.values import Stage

Command: TypeAlias = EnterScore | DeductScore | ReverseScore

#: Until then a score typed in without a year may belong to the year before.
LAST_MONTH_OF_ASSESSMENT = 3


def boundary(command: Command, registry: Registry) -> Selection:
    """The unit's sheet (every year's when the year is to be derived) and the basis named.

    A reversal rests on its target, what names it, and every approval. Raises NotFound for the unit.
    """
    if isinstance(command, ReverseScore):
        barring = Selection((Criterion((ResultApproved.kind, *CORRECTIONS)),))
        return either(score_grounds.entry(command.target), barring)
    unit = registry.unit(command.unit).code
    year = () if command.year is None else (f"year:{command.year}",)
    return either(
        about(f"unit:{unit}", *year, kinds=scores_fold.KINDS),
        about(*year, kinds=score_order.PAPERS),
        about(kinds=score_order.ASIDE),
        *map(score_grounds.named, command.because),
    )


def decide(command: Command, state: Book, context: Context) -> Decision:
    match command:
        case EnterScore() | DeductScore():
            return enter(command, state, context)
        case ReverseScore():
            return reverse(command, state, context)
        case _:
            assert_never(command)


def enter(command: Entering, state: Book, context: Context) -> Decision:
    """Raises Malformed, NotFound; Refused where the year is approved."""
    registry = context.registry
    unit = registry.unit(command.unit).code
    on = command.on or context.today
    year = command.year or _finding_year(command, on, state, registry)
    year = year or _year(unit, on, state.sheets, registry)
    sheet = state.sheets.of(unit, year)
    policy = registry.policy(year)
    closed = _approved(sheet, context)
    grounds = score_grounds.of(command.because, unit, state, registry)
    if not grounds.refs and command.note is None:
        raise Malformed("score.no_basis", item=command.item)
    amount = -command.amount if isinstance(command, DeductScore) else command.amount
    award: Award = "增减"
    item, case, version = command.item, command.per_case, 0
    conduct = grounds.earliest if policy["rule.applies"] == "conduct" else None
    if rules := score_items.rules_for(command, unit, year, conduct or on, registry):
        found = score_items.item_of(rules, command.item, unit)
        item, version = found.code, rules.version
        if found.mode == "核定" and isinstance(command, EnterScore):
            award = "核定"
        case = score_items.check(command, found, amount, award, policy)
    if award == "增减" and amount == 0:
        raise Malformed("score.zero", item=item)
    stage = command.stage or _stage(sheet)
    event = ScoreEntered(
        entry_no=max((entry.no for entry in sheet.entries), default=0) + 1,
        unit=unit,
        year=year,
        stage=stage,
        item=item,
        amount=amount,
        award=award,
        case=case,
        count=command.count,
        rules_version=version,
        override_reason=score_items.override(command),
        note=command.note,
    )
    if repeated := _repeated(command, event, grounds, on, sheet):
        return Decision(already=(repeated,))
    organs = _organs(stage, unit)
    tags = tuple(f"finding:{finding}" for finding in grounds.findings)
    act = Act(event, organs=organs, tags=tags, refs=grounds.refs)
    own = _self_review(command.organ or organs, unit, year, registry)
    known = score_order.breaches(event, command, state.cycles.of(year), state.recusals, context)
    return Decision((act,), (*closed, *own, *known, *score_grounds.taken_back(grounds, state)))


def reverse(command: ReverseScore, state: Book, context: Context) -> Decision:
    """Raises NotFound, Malformed; Refused where the year is approved."""
    record = state.records.get(command.target)
    if record is None:
        raise NotFound("entry.unknown", entry=command.target)
    entered = record.payload
    if not isinstance(entered, ScoreEntered):
        raise Malformed("score.not_an_entry", entry=record.position, title=entered.title)
    sheet = state.sheets.of(entered.unit, entered.year)
    entry = next((entry for entry in sheet.entries if entry.id == record.id), None)
    if entry is not None and entry.reversed is not None:
        return Decision(already=(entry.reversed.position,))
    closed = _approved(sheet, context)
    event = ScoreReversed(
        target=record.id,
        unit=entered.unit,
        year=entered.year,
        stage=entered.stage,
        item=entered.item,
    )
    return Decision((Act(event, organs=record.organs),), closed)


def _approved(sheet: Sheet, context: Context) -> tuple[Breach, ...]:
    """Into an approved year nothing is scored: it goes by correction. A what-if is only told so."""
    found = official(sheet)
    if found is None or found.kind != "审定":
        return ()
    name = context.registry.named(sheet.unit)
    claim = by_policy("correction.after_approval")
    if not context.hypothetical:
        raise Refused("score.year_approved", claim, unit=name, year=sheet.year, on=found.mark.on)
    params = (("unit", name), ("year", sheet.year), ("on", found.mark.on))
    return (Breach("score.year_approved", claim, params),)


def _finding_year(command: Entering, on: dt.date, state: Book, registry: Registry) -> int | None:
    """The year that 口径 finding.year puts the findings named in, where it is one and the same."""
    cases = state.findings.cases
    named = [cases[name] for name in command.because if name in cases]
    years = {findings_years.scored_in(finding, registry, on) for finding in named}
    return next(iter(years)) if len(years) == 1 else None


def _year(unit: str, on: dt.date, sheets: Sheets, registry: Registry) -> int:
    """The latest opened year still without a result; none opened: that of *on*, early in it the one before.

    Raises Malformed when every opened year has its result: which year is meant is for people to say.
    """
    for year in sorted(registry.years, reverse=True):
        if official(sheets.of(unit, year)) is None:
            return year
    if registry.years:
        raise Malformed("score.which_year", unit=registry.named(unit), last=max(registry.years))
    before = on.year - 1
    if on.month <= LAST_MONTH_OF_ASSESSMENT and official(sheets.of(unit, before)) is None:
        return before
    return on.year


def _stage(sheet: Sheet) -> Stage:
    return "审核" if sheet.last("考评意见") is None else "复核"


def _organs(stage: Stage, unit: str) -> tuple[str, ...]:
    """Whose entry it is by default: 县目督办 verifies, the unit claims, 县环保部门 does the rest."""
    return {"复核": ("MDB",), "自评": (f"UNI:{unit}",)}.get(stage, ("EPB",))


def _self_review(
    organs: tuple[str, ...], unit: str, year: int, registry: Registry
) -> tuple[Breach, ...]:
    refuses = registry.policy(year)["self_review"] == "refuse"
    if not refuses or not self_reviewed(organs, unit, registry):
        return ()
    params = (("unit", registry.named(unit)),)
    return (Breach("score.self_review", ruled("self_review", year, registry), params),)


def _repeated(
    command: Entering, event: ScoreEntered, grounds: Grounds, on: dt.date, sheet: Sheet
) -> int | None:
    """Position of a live entry that says the same of the same day on the same grounds."""
    documents = tuple(document.doc_no for document in command.basis)
    basis = {ref.id for ref in grounds.refs}
    for entry in sheet.entries:
        said = (entry.stage, entry.item, entry.amount, entry.award, entry.case, entry.count)
        asked = (event.stage, event.item, event.amount, event.award, event.case, event.count)
        rests = (entry.note, set(entry.basis), entry.documents, entry.mark.on)
        same = said == asked and rests == (event.note, basis, documents, on)
        if same and entry.reversed is None:
            return entry.mark.position
    return None


decider: Decider[Command, Book] = Decider(boundary, Book(), evolve, decide)
COMMANDS = get_args(Command)
