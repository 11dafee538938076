"""What the entries of one unit and year add up to, and what was known of them when a total was asserted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ptaudit.domain import clocks
from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.decider import Contradiction, Mark
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
    ScoreEntered,
    ScoreReversed,
)
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.inspections import FindingWithdrawn
from ptaudit.domain.events.results import ResultCorrected
from ptaudit.domain.events.tasks import IndicatorCertified, IndicatorWaived
from ptaudit.domain.indicators.fold import Values, with_values
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.scoring.asserted import asserted, corrected
from ptaudit.domain.scoring.sheet import Assertion, Entry, Sheet


def initial(key: str) -> Sheet:
    """The empty sheet of ``unit/year``."""
    unit, _, year = key.partition("/")
    return Sheet(unit, int(year))


def keys(record: Record) -> tuple[str, ...]:
    """Every ``unit/year`` an entry's tags name."""
    units = [tag[5:] for tag in record.tags if tag.startswith("unit:")]
    years = [tag[5:] for tag in record.tags if tag.startswith("year:")]
    return tuple(f"{unit}/{year}" for unit in units for year in years)


def evolve(sheet: Sheet, record: Record) -> Sheet:
    """*sheet* with one more of its own entries; a reversal of nothing leaves it as a contradiction."""
    at = max(sheet.at, record.order[:2])
    if isinstance(record.payload, ScoreEntered):
        entry = _entered(record, record.payload)
        back = [sheet.taken_back[f] for f in entry.findings if f in sheet.taken_back]
        entry = replace(entry, changed=tuple(back)) if back else entry
        return replace(sheet, at=at, entries=(*sheet.entries, entry))
    match record.payload:
        case FindingWithdrawn(finding=finding):
            return _taken_back(replace(sheet, at=at), record, finding)
        case ScoreReversed(target=target):
            return _reversed(replace(sheet, at=at), record, target)
        case ResultCorrected() as event:
            return corrected(replace(sheet, at=at), record, event)
        case IndicatorCertified() | IndicatorWaived():
            return _valued(replace(sheet, at=at), record)
        case _ if (assertion := asserted(sheet, record)) is not None:
            return replace(sheet, at=at, assertions=(*sheet.assertions, assertion))
        case _:
            return replace(sheet, at=at)


def _entered(record: Record, event: ScoreEntered) -> Entry:
    refs = record.refs or ()
    return Entry(
        id=record.id,
        no=event.entry_no,
        mark=Mark.of(record),
        stage=event.stage,
        item=event.item,
        amount=event.amount,
        award=event.award,
        rules_version=event.rules_version,
        organs=record.organs,
        case=event.case,
        count=event.count,
        override_reason=event.override_reason,
        note=event.note,
        basis=tuple(ref.id for ref in refs if ref.role in ("basis", "cause")),
        findings=tuple(tag[8:] for tag in record.tags if tag.startswith("finding:")),
        documents=tuple(document.doc_no for document in record.basis or ()),
        irregular=tuple(mark.code for mark in record.irregular or ()),
    )


def _taken_back(sheet: Sheet, record: Record, finding: str) -> Sheet:
    """撤销问题登记 by who may: what rests on the finding is 依据已变, whenever it was entered."""
    if Paper.of(record).unauthorised:
        return sheet
    entries = tuple(
        replace(entry, changed=(*entry.changed, record.position))
        if finding in entry.findings
        else entry
        for entry in sheet.entries
    )
    taken_back = {**sheet.taken_back, finding: record.position}
    return replace(sheet, entries=entries, taken_back=taken_back)


def _valued(sheet: Sheet, record: Record) -> Sheet:
    """Another value, or finding of 缺项; entries that rest on a value since revised are 依据已变."""
    values = with_values(sheet.values, record, sheet.unit)
    entries = tuple(
        replace(entry, changed=tuple(sorted({*entry.changed, *_revised(entry, values)})))
        for entry in sheet.entries
    )
    return replace(sheet, values=values, entries=entries)


def _revised(entry: Entry, values: Values) -> tuple[int, ...]:
    """Certifications since *entry* that give another value than the one it rests on."""
    found: list[int] = []
    for basis in values.certified:
        if basis.id in entry.basis:
            found += [
                later.mark.position
                for later in values.certified
                if (later.indicator, later.period) == (basis.indicator, basis.period)
                and later.mark.position > max(entry.mark.position, basis.mark.position)
                and later.value != basis.value
                and later.counts
            ]
    return tuple(found)


def _reversed(sheet: Sheet, record: Record, target: str) -> Sheet:
    if target not in {entry.id for entry in sheet.entries if entry.reversed is None}:
        twice = any(entry.id == target for entry in sheet.entries)
        code = "score.reversed_twice" if twice else "score.nothing_to_reverse"
        found = Contradiction(code, record.position, (("unit", sheet.unit), ("year", sheet.year)))
        return replace(sheet, contradictions=(*sheet.contradictions, found))
    mark = Mark.of(record)
    entries = tuple(
        replace(entry, reversed=mark) if entry.id == target else entry for entry in sheet.entries
    )
    return replace(sheet, entries=entries)


def settle(sheet: Sheet, raw: Sequence[Record]) -> Sheet:
    """*sheet* with what depends on when its entries were recorded (*raw*, in ledger order).

    An assertion's nets are what the ledger held before its position about its day, uncorrected by
    anything later; an entry is 依据已变 by corrections of its basis that came after it as well.
    """
    entries = tuple(
        replace(entry, changed=_changes(entry, sheet.values, raw)) for entry in sheet.entries
    )
    assertions = tuple(_known(a, as_asserted(sheet, a, raw)) for a in sheet.assertions)
    return replace(sheet, entries=entries, assertions=assertions)


def _known(assertion: Assertion, then: Sheet) -> Assertion:
    return replace(assertion, nets=then.nets, waivers=then.waivers)


def _changes(entry: Entry, values: Values, raw: Sequence[Record]) -> tuple[int, ...]:
    changed = (
        record.position
        for record in raw
        if record.kind in clocks.CORRECTIONS
        and record.position > entry.mark.position
        and any(target in entry.basis for target in record.payload.targets())
    )
    return tuple(sorted({*entry.changed, *changed, *_revised(entry, values)}))


def as_asserted(sheet: Sheet, assertion: Assertion, raw: Sequence[Record]) -> Sheet:
    """*sheet* as the ledger held it when *assertion* was recorded, about its day (*raw*: in ledger order)."""
    # A correction sets entries aside itself: what counted when it was decided is what it left.
    last = assertion.mark.position - (0 if assertion.kind == "更正" else 1)
    then = Sheet(sheet.unit, sheet.year)
    key = f"{sheet.unit}/{sheet.year}"
    for record in clocks.known(clocks.cut(raw, last), assertion.mark.on):
        if isinstance(record.payload, _MOVING) and key in keys(record):
            then = evolve(then, record)
    return then


#: What changes what counts; of approvals a correction must be known to have one before it.
_MOVING = (
    ScoreEntered,
    ScoreReversed,
    ResultApproved,
    ResultCorrected,
    IndicatorCertified,
    IndicatorWaived,
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Several sheets side by side, by ``unit/year``."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for sheet in self.sheets.values() for c in sheet.contradictions)

    def of(self, unit: str, year: int) -> Sheet:
        return self.sheets.get(f"{unit}/{year}", Sheet(unit, year))


def gather(state: Sheets, record: Record) -> Sheets:
    if not isinstance(record.payload, SCORE_EVENTS):
        return state
    changed = {key: evolve(state.sheets.get(key) or initial(key), record) for key in keys(record)}
    return Sheets({**state.sheets, **changed})


SCORE_EVENTS = (
    ScoreEntered,
    ScoreReversed,
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
    ResultCorrected,
    HistoryCarried,
    FindingWithdrawn,
    IndicatorCertified,
    IndicatorWaived,
)
KINDS = tuple(event.kind for event in SCORE_EVENTS)
