"""What one unit's self-checks of a year add up to: filed, copied, returned, filed again (第十三条、第十五条第一项)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.duties import SelfcheckMissed
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

SELFCHECK_EVENTS = (SelfcheckFiled, SelfcheckMissed, SubmissionReturned)

#: Breaches of order, judged again in every fold; any other leaves a 未报认定 that counts for nothing.
OF_MISSED = frozenset(
    ("selfcheck.missed_filed", "selfcheck.missed_early", "selfcheck.missed_twice")
)


@dataclass(frozen=True, slots=True)
class Return:
    """Sent back, and by when it is to come again."""

    mark: Mark
    redo_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """What one recipient received. *mark.on* is the day received; *proved*: a receipt number or a file."""

    period: str
    recipient: str
    version: int
    id: str
    mark: Mark
    receipt_no: str | None = None
    proved: bool = False
    self_scores: tuple[tuple[str, Decimal], ...] = ()
    self_total: Decimal | None = None
    returned: Return | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """未报认定: found on paper not to have been filed by *due* (第十三条)."""

    period: str
    due: dt.date
    mark: Mark


@dataclass(frozen=True, slots=True)
class Selfchecks:
    """One unit's filings of one year in folding order. Lateness is not here: it is asked about a day."""

    unit: str
    year: int
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    filings: tuple[Filing, ...] = ()
    #: Entries sent back on a day before they were received, and the position that says so.
    early: tuple[tuple[str, int], ...] = ()
    #: Findings that count: after the last day, by who may make them, and nothing had come by then.
    missed: tuple[Missed, ...] = ()

    def of(self, periods: tuple[str, ...], recipient: str) -> tuple[Filing, ...]:
        """What *recipient* received for any of *periods*."""
        return tuple(f for f in self.filings if f.period in periods and f.recipient == recipient)


def initial(key: str) -> Selfchecks:
    """*key* is ``unit/year``."""
    unit, _, year = key.rpartition("/")
    return Selfchecks(unit, int(year))


def evolve(state: Selfchecks, record: Record) -> Selfchecks:
    """*state* with one more of its own entries; what concerns other papers leaves it untouched."""
    match record.payload:
        case SelfcheckFiled() as e if (e.unit, e.year) == (state.unit, state.year):
            filing = Filing(
                e.period,
                e.recipient,
                e.filing_version,
                record.id,
                Mark.of(record),
                e.receipt_no,
                bool(e.receipt_no or record.evidence),
                e.self_scores or (),
                e.self_total,
            )
            return _filed(state, record, filing)
        case SelfcheckMissed() as e if state.unit in e.units and e.year == state.year:
            return _missed(_seen(state, record), record, e)
        case SubmissionReturned(of="自查") as e:
            return _returned(_seen(state, record), record, e)
        case _:
            return state


def _seen(state: Selfchecks, record: Record) -> Selfchecks:
    return replace(state, at=max(state.at, record.order[:2]))


def _filed(state: Selfchecks, record: Record, filing: Filing) -> Selfchecks:
    found = [
        Contradiction("submission.before_filing", position, (("version", filing.version),))
        for target, position in state.early
        if target == filing.id
    ]
    return replace(
        state,
        at=max(state.at, record.order[:2]),
        filings=(*state.filings, filing),
        contradictions=(*state.contradictions, *found),
    )


def _returned(state: Selfchecks, record: Record, event: SubmissionReturned) -> Selfchecks:
    filing = next((f for f in state.filings if f.id == event.target), None)
    if filing is None:
        return replace(state, early=(*state.early, (event.target, record.position)))
    if filing.returned is not None:
        params = (("version", event.target_version),)
        found = Contradiction("submission.returned_twice", record.position, params)
        return replace(state, contradictions=(*state.contradictions, found))
    back = replace(filing, returned=Return(Mark.of(record), event.redo_by))
    filings = tuple(back if f is filing else f for f in state.filings)
    return replace(state, filings=filings)


def _missed(state: Selfchecks, record: Record, event: SelfcheckMissed) -> Selfchecks:
    """The finding joins those that count, unless what is known by its day stands against it."""
    code = None
    if state.of((event.period,), "EPB"):
        code = "selfcheck.missed_filed"
    elif record.effective <= event.due:
        code = "selfcheck.missed_early"
    elif any(one.period == event.period for one in state.missed):
        code = "selfcheck.missed_twice"
    if code is not None:
        params = (("unit", state.unit), ("year", state.year), ("period", event.period))
        found = Contradiction(code, record.position, params)
        return replace(state, contradictions=(*state.contradictions, found))
    if {mark.code for mark in record.irregular or ()} - OF_MISSED:
        return state
    missed = Missed(event.period, event.due, Mark.of(record))
    return replace(state, missed=(*state.missed, missed))


@dataclass(frozen=True, slots=True)
class Filings:
    """Rows side by side: what a filing whose year is not yet known rests on."""

    rows: Mapping[str, Selfchecks] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Without those of a 未报认定: a receipt typed in after it takes it away, and is not refused for it."""
        return tuple(
            c for row in self.rows.values() for c in row.contradictions if c.code not in OF_MISSED
        )

    def row(self, unit: str, year: int) -> Selfchecks:
        key = f"{unit}/{year}"
        return self.rows[key] if key in self.rows else initial(key)


def keys(record: Record) -> tuple[str, ...]:
    """``unit/year`` for each unit and year an entry is about."""
    units = [tag[5:] for tag in record.tags if tag.startswith("unit:")]
    years = [tag[5:] for tag in record.tags if tag.startswith("year:")]
    return tuple(f"{unit}/{year}" for unit in units for year in years)


def gather(state: Filings, record: Record) -> Filings:
    changed = {key: evolve(state.rows.get(key) or initial(key), record) for key in keys(record)}
    return Filings({**state.rows, **changed})
