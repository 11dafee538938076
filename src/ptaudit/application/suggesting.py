"""Score entries that recorded facts imply and nobody entered yet: proposed here, accepted by a person (第十五条)."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.application.recorded_facts import recorded, waived
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.assessment import EnterScore
from ptaudit.domain.events.findings import FindingRaised, RectificationOrdered
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas.inputs import reads
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.rules import Rules
from ptaudit.domain.rules.evaluating import ItemResult, Line, formula_of
from ptaudit.domain.rules.facts import Fact
from ptaudit.domain.rules.limits import cap, floor
from ptaudit.domain.rules.tables import compute
from ptaudit.domain.scoring.sheet import Entry, Sheet
from ptaudit.projections.scores import scores

#: What a rule's own words are cut to in a note.
LONGEST = 500
#: The entries that a finding stands for where a score rests on it.
_RAISING = (FindingRaised.kind, RectificationOrdered.kind)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One entry as it would be made. *award*: the item's value (核定), not an addition or deduction.

    *because* are entries and findings it rests on; *entered* is what was entered on them before and
    is made up to *amount* here. *keys* are the 口径 that decided.
    """

    unit: str
    year: int
    item: str
    name: str
    amount: Decimal
    award: bool
    words: str
    rules_version: int
    because: tuple[str, ...]
    entered: Decimal = Decimal("0.00")
    keys: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What tells it from every other suggestion, and from itself once it has changed."""
        said = "|".join(map(str, (self.what, self.amount, self.words, self.rules_version)))
        return hashlib.sha256("|".join((said, *self.because)).encode()).hexdigest()[:8]

    @property
    def what(self) -> tuple[str, int, str, str]:
        """What it is about, whatever its amount."""
        return self.unit, self.year, self.item, _about(self.words)

    def command(self, on: dt.date | None = None) -> EnterScore:
        """The entry as it would be made on *on* (None: today)."""
        return EnterScore(
            on=on,
            unit=self.unit,
            item=self.item,
            amount=self.amount,
            year=self.year,
            because=self.because,
            rules_version=self.rules_version,
            note=self.words,
        )


def _about(words: str) -> str:
    """The first word of a reason: the label of what it is about."""
    return words.split(" ")[0]


def accepted(
    chosen: Sequence[Suggestion], now: Sequence[Suggestion]
) -> Iterator[tuple[Suggestion, Suggestion | None]]:
    """Each of *chosen*, as it was shown, with what it has become: itself where nothing changed.

    None: nothing of the kind is implied any more, or it was entered meanwhile.
    """
    by_code = {one.code: one for one in now}
    by_what = {one.what: one for one in now}
    for one in chosen:
        yield one, by_code.get(one.code) or by_what.get(one.what)


def suggestions(view: View, year: int, units: Sequence[str]) -> list[Suggestion]:
    """Of every unit, in the order of the rules' items; what was entered already is left out."""
    return [one for unit in units for one in _of_unit(view, year, unit)]


def _of_unit(view: View, year: int, unit: str) -> Iterator[Suggestion]:
    registry = view.registry
    sequence = registry.sequence(unit, year)
    versions = [
        rules
        for rules in registry.rules.versions
        if rules.year == year and rules.applies(unit, sequence)
    ]
    if not versions:
        return
    facts = recorded(view, unit, year)
    # What was entered on a later day than the view's is entered all the same.
    sheet = view.at(view.moment, dt.date.max).row(scores, f"{unit}/{year}")
    idle = waived(view, unit, year)
    for rules in versions:
        tried = compute(
            rules.items, rules.leaves(unit), rules.overall, facts, registry.policy(year)
        )
        for result in tried.items:
            if not _is_waived(result.item, idle):
                yield from _of_item(view, rules, result, sheet, facts)


def _is_waived(item: RuleItem, idle: frozenset[str]) -> bool:
    """Whether the item, what it is below, or what it reads was found not to apply."""
    read = {one.input.partition(":")[2] for one in reads(formula_of(item))}
    return bool({item.code, item.parent, *read} & idle)


def _of_item(
    view: View, rules: Rules, result: ItemResult, sheet: Sheet, facts: dict[str, Fact]
) -> Iterator[Suggestion]:
    item = result.item
    if item.mode == "核定":
        if result.points is not None and any(line.inputs for line in result.lines):
            yield from _award(view, rules, result, sheet)
        return
    lines = [line for line in result.lines if line.step and line.amount and line.inputs]
    if result.missing:
        # What an item comes to in the end is not known: only what stands by itself is proposed.
        lines = [line for line in lines if _stands_alone(item, line)]
    held = _held(sheet, item.code, lines)
    for line, before in zip(lines, held, strict=True):
        amount = _within(line.amount, item, view, sheet.year) - before
        if amount and not (item.mode == "扣分" and amount > 0) and _due(view, rules, line, sheet):
            words = line.words if not before else f"{line.words}(已登记{plain(before)}分)"
            yield _suggested(rules, item, sheet, amount, words, line.entries, result, before)


def _stands_alone(item: RuleItem, line: Line) -> bool:
    return formula_of(item)[line.step - 1].form != "置零"


def _within(amount: Decimal, item: RuleItem, view: View, year: int) -> Decimal:
    """No single entry goes beyond what the item can be worth."""
    least, _ = floor(item, view.registry.policy(year))
    if amount < 0 and least is not None:
        return max(amount, least - cap(item))
    return min(amount, cap(item))


def _award(view: View, rules: Rules, result: ItemResult, sheet: Sheet) -> Iterator[Suggestion]:
    points, item = result.points, result.item
    entries = tuple(dict.fromkeys(e for line in result.lines for e in line.entries))
    net = sheet.nets.get(item.code)
    whole = Line("", Decimal(0), 1, (), entries)
    if points is None or (net and net.award == points) or not _due(view, rules, whole, sheet):
        return
    words = ";".join(line.words for line in result.lines)
    yield _suggested(rules, item, sheet, points, words, entries, result, award=True)


def _suggested(
    rules: Rules,
    item: RuleItem,
    sheet: Sheet,
    amount: Decimal,
    words: str,
    entries: tuple[str, ...],
    result: ItemResult,
    before: Decimal = Decimal("0.00"),
    *,
    award: bool = False,
) -> Suggestion:
    return Suggestion(
        sheet.unit,
        sheet.year,
        item.code,
        item.name,
        amount,
        award,
        words[:LONGEST],
        rules.version,
        entries,
        before,
        result.keys,
    )


def _held(sheet: Sheet, item: str, lines: Sequence[Line]) -> list[Decimal]:
    """What was entered before for each line: under its own words, else on what it rests on."""
    rest = [e for e in sheet.entries if e.item == item and e.counts and e.award == "增减"]
    sums: list[Decimal] = []
    labels = [_about(line.words) for line in lines]
    for line, label in zip(lines, labels, strict=True):
        others = {one for one in labels if one != label}
        mine = [e for e in rest if _is_of(e, line, label, others)]
        rest = [e for e in rest if e not in mine]
        sums.append(sum((e.amount for e in mine), Decimal("0.00")))
    return sums


def _is_of(entry: Entry, line: Line, label: str, others: set[str]) -> bool:
    said, family = _about(entry.note or ""), {*line.entries, *line.family}
    if not family:
        return said == label
    rests = {*entry.basis, *entry.findings} & family
    return bool(rests) and (said == label or said not in others)


def _due(view: View, rules: Rules, line: Line, sheet: Sheet) -> bool:
    """Whether this version is the one such an entry is made under (口径 rule.applies)."""
    registry, unit, year = view.registry, sheet.unit, sheet.year
    day: dt.date | None = view.on
    if registry.policy(year)["rule.applies"] == "conduct":
        day = _earliest(view, line.entries) or view.on
    due = registry.rules_for(unit, year, day)
    if due is None:
        sequence = registry.sequence(unit, year)
        applying = [r for r in registry.rules.versions if r.year == year]
        due = min(
            (r for r in applying if r.applies(unit, sequence)),
            key=lambda r: r.version,
            default=None,
        )
    return due is not None and due.version == rules.version


def _earliest(view: View, entries: Sequence[str]) -> dt.date | None:
    """The earliest day among what an entry would rest on: a finding stands for its raising and orders."""
    days: list[dt.date] = []
    for name in entries:
        if name.startswith("F-"):
            found = view.known(about(f"finding:{name}", kinds=_RAISING))
            days += [record.effective for record in found if record.kind in _RAISING]
        else:
            found = view.known(either(about(f"id:{name}"), about(f"ref:{name}")))
            days += [record.effective for record in found if record.id == name]
    return min(days, default=None)
