"""One assessment year, folded from its papers: what was done, what counts, whether it is approved (第十五条)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.cycle import onsite
from ptaudit.domain.cycle.outcomes import corrected, differs, report, whom
from ptaudit.domain.cycle.papers import (
    Announced,
    Approval,
    Approving,
    Change,
    Circular,
    Cycle,
    Determination,
    Deviation,
    Filing,
    Issue,
    Lists,
    Opinion,
    Paper,
    Return,
    Review,
    Verification,
)
from ptaudit.domain.cycle.procedure import judge
from ptaudit.domain.cycle.sealing import Reopening, Seal
from ptaudit.domain.decider import Contradiction, Refused
from ptaudit.domain.events.assessment import (
    CompletionDetermined,
    OpinionIssued,
    OpinionVerified,
    ProcedureDeviated,
    ReportSubmitted,
    ResultApproved,
    ReviewDone,
    ScoreEntered,
    ScoreReversed,
)
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.events.basis import YearOpened, YearReopened, YearSealed
from ptaudit.domain.events.duties import NoticeSent
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.results import ResultCorrected, ResultPublished
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.events.targets import DraftSubmitted, RulesIssued, TargetIssued
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

CYCLE_EVENTS = (
    YearOpened,
    HistoryCarried,
    DraftSubmitted,
    TargetIssued,
    RulesIssued,
    SelfcheckFiled,
    SubmissionReturned,
    NoticeSent,
    FindingRaised,
    ScoreEntered,
    ScoreReversed,
    ReviewDone,
    *onsite.EVENTS,
    OpinionIssued,
    OpinionVerified,
    CompletionDetermined,
    ReportSubmitted,
    ResultApproved,
    ProcedureDeviated,
    ResultCorrected,
    ResultPublished,
    YearSealed,
    YearReopened,
)
KINDS = tuple(event.kind for event in CYCLE_EVENTS)

#: Acts that change what counts; the others only join the list.
_JUDGED = (
    SelfcheckFiled,
    SubmissionReturned,
    NoticeSent,
    ReviewDone,
    *onsite.EVENTS,
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
    ProcedureDeviated,
    ResultCorrected,
    ResultPublished,
    YearSealed,
    YearReopened,
)
#: Acts that are counted and make no line of their own.
_ONLY_SEEN = frozenset((HistoryCarried.kind, FindingRaised.kind))
#: Counted too, but for those that another act must be the ground of.
SCORES = (ScoreEntered.kind, ScoreReversed.kind)
#: What a decision about the year's procedure rests on.
DECISIVE = (*(event.kind for event in _JUDGED), *SCORES)


def initial(year: str) -> Cycle:
    return Cycle(int(year))


def evolve(state: Cycle, record: Record) -> Cycle:
    """*state* with one more of its own entries, in order of their days, and judged again."""
    former, state = state, joined(state, record)
    if record.kind in SCORES:
        return state if state.score_notes is former.score_notes else judge(state)
    if isinstance(record.payload, SelfcheckFiled) and not state.reviews:
        return state  # Only a review is judged by the filings before it.
    if isinstance(record.payload, CompletionDetermined) and state.seals:
        return judge(state)  # Only a seal stands against a determination.
    if isinstance(record.payload, NoticeSent) and record.payload.about != "结果预告知":
        return state
    return judge(state) if isinstance(record.payload, _JUDGED) else state


def joined(state: Cycle, record: Record) -> Cycle:
    """*state* with one more of its own entries on its lists; who adds many has them judged once at the end."""
    kind, at = record.kind, max(state.at, record.order[:2])
    seen = state.seen if kind in state.seen else tuple(sorted((*state.seen, kind)))
    state = replace(state, at=at, seen=seen)
    if kind in SCORES:
        return onsite.noted(state, record)
    return state if kind in _ONLY_SEEN else _listed(state, record)


def approved(year: Cycle) -> Approval | None:
    """The year's 审定, once both 县委 and 县政府 are covered (第十五条第三项)."""
    return year.approval


def _listed(state: Cycle, record: Record) -> Cycle:
    paper = Paper.of(record)
    match record.payload:
        case YearOpened() as e:
            return replace(state, opened=paper, due=e.due)
        case DraftSubmitted() as e:
            return replace(
                state, drafts=_issued(state.drafts, Issue(e.draft_version, paper, e.draft))
            )
        case TargetIssued() as e:
            issue = Issue(e.target_version, paper, units=e.concerned())
            return replace(state, targets=_issued(state.targets, issue))
        case RulesIssued() as e:
            issue = Issue(e.rules_version, paper, whom(e.applies_to))
            return replace(state, rules=_issued(state.rules, issue))
        case SelfcheckFiled() as e:
            filing = Filing(e.unit, e.period, e.recipient, e.filing_version, paper)
            return replace(state, filings=(*state.filings, filing))
        case SubmissionReturned() as e:
            back = Return(e.of, e.target, paper, record.reason)
            return replace(state, returns=(*state.returns, back))
        case NoticeSent(about="结果预告知", window=window) as e if window is not None:
            told = Announced(paper, e.units, window.from_, window.to)
            return replace(state, announced=(*state.announced, told))
        case CompletionDetermined() as e:
            rows = (Determination(row.unit, row.result, paper) for row in e.units)
            return replace(state, completions=(*state.completions, *rows))
        case ProcedureDeviated() as e:
            note = Deviation(e.deviated, paper, e.approved_by, e.units or (), record.reason)
            return replace(state, deviations=(*state.deviations, note))
        case YearSealed() as e:
            seal = Seal(paper, e.seal_no, e.last, e.root)
            return replace(state, seals=(*state.seals, seal))
        case YearReopened() as e:
            opened = Reopening(paper, e.seal, e.scope)
            return replace(state, reopenings=(*state.reopenings, opened))
        case _:
            return _assessed(state, record, paper)


def _assessed(state: Cycle, record: Record, paper: Paper) -> Cycle:
    match record.payload:
        case ReviewDone() as e:
            reviews = (Review(row.unit, row.result, paper, row.selfcheck) for row in e.units)
            return replace(state, reviews=(*state.reviews, *reviews))
        case OpinionIssued() as e:
            scores = tuple((row.unit, row.score) for row in e.scores)
            opinion = Opinion(e.sequence, e.opinion_version, paper, scores)
            return replace(state, opinions=(*state.opinions, opinion))
        case OpinionVerified() as e:
            scores = tuple((row.unit, row.score) for row in e.scores)
            changes = tuple(Change(row.unit, row.delta, row.reason) for row in e.changes or ())
            done = Verification(e.sequence, e.opinion_version, paper, scores, changes)
            return replace(state, verifications=(*state.verifications, done))
        case ReportSubmitted() as e:
            return replace(state, reports=(*state.reports, report(e, paper)))
        case ResultApproved() as e:
            act = Approving(
                paper,
                e.approving,
                e.form,
                e.meeting,
                e.report.version if e.report else None,
                e.report.digest if e.report else None,
                tuple(sorted((r.unit, r.sequence, r.score) for r in e.scores or ())),
            )
            return replace(state, approvals=(*state.approvals, act))
        case ResultCorrected() as e:
            return replace(state, corrections=(*state.corrections, corrected(e, paper)))
        case ResultPublished() as e:
            circular = Circular(
                e.edition,
                paper,
                tuple((row.unit, row.sequence, row.rank, row.score) for row in e.ranks),
                Lists(e.advanced, e.interview),
                e.approval,
                e.replaces,
                differs(e.differs),
            )
            return replace(state, circulars=(*state.circulars, circular))
        case _:
            return onsite.listed(state, record, paper)


def _issued(issues: tuple[Issue, ...], new: Issue) -> tuple[Issue, ...]:
    """*issues* with *new*; a further part of the same version joins the first."""
    for n, former in enumerate(issues):
        if (former.version, former.about) == (new.version, new.about):
            units = tuple(dict.fromkeys((*former.units, *new.units)))
            return (*issues[:n], replace(former, units=units), *issues[n + 1 :])
    return (*issues, new)


@dataclass(frozen=True, slots=True)
class Cycles:
    """Years side by side: what a decision about one of them rests on."""

    years: Mapping[int, Cycle] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for year in self.years.values() for c in year.contradictions)

    def of(self, year: int) -> Cycle:
        return self.years.get(year) or Cycle(year)


def keys(record: Record) -> tuple[str, ...]:
    """The years an entry is about."""
    return tuple(tag[5:] for tag in record.tags if tag.startswith("year:"))


def gather(state: Cycles, record: Record) -> Cycles:
    if not isinstance(record.payload, CYCLE_EVENTS):
        return state
    changed = {
        int(key): evolve(state.years.get(int(key)) or initial(key), record) for key in keys(record)
    }
    return Cycles({**state.years, **changed})


def refuse_if_approved(year: Cycle) -> None:
    """Raise Refused when the year is approved: acts of assessment into it go by 更正 of 县委、县政府."""
    if year.approval is not None:
        claim = by_policy("correction.after_approval")
        raise Refused("year.approved", claim, year=year.year, on=year.approval.on)
