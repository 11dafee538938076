"""What an entry says in a few words: the problem, the deadline, the points, the result."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ptaudit.domain.events import (
    applied,
    assessment,
    corrections,
    duties,
    findings,
    inspections,
    lineages,
    objections,
    onsite,
    results,
    targets,
    tasks,
    vetoes,
)
from ptaudit.domain.events.basis import PolicyAdopted, YearOpened, YearReopened, YearSealed
from ptaudit.domain.events.duties import NoticeSent, SelfcheckMissed
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.posts import PersonSealed, PostAssumed, PostLeft
from ptaudit.domain.events.register import RecusalRecorded, UnitSequenced
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.record import Record
from ptaudit_cli import citations, gist_findings
from ptaudit_cli.messages import Catalogue


def gist(record: Record, words: Catalogue) -> str:
    """Empty where the kind's title says it all."""
    match record.payload:
        case findings.FindingRaised(issue=text) | vetoes.IncidentReported(text=text):
            return text
        case findings.RectificationOrdered() as event:
            return words.listed([_deadline(m.deadline, words) for m in event.measures])
        case findings.RectificationVerified(passed=passed):
            return words("gist.passed" if passed else "gist.failed")
        case findings.ExtensionRequested(to=to):
            return words("gist.until", day=to)
        case findings.ExtensionDecided(granted=granted, to=to):
            return words("gist.granted", day=to) if granted and to else words("gist.not_granted")
        case findings.FindingReopened(why=why):
            return why
        case (
            inspections.InspectionHeld()
            | inspections.RectificationReported()
            | inspections.ClosurePublicised()
            | inspections.FindingWithdrawn()
            | inspections.FindingReassigned()
            | inspections.FindingEscalated()
        ):
            return gist_findings.gist(record, words)
        case assessment.ScoreEntered(item=item, amount=amount, stage=stage):
            return words("gist.points", item=item, amount=_signed(record, amount), stage=stage)
        case assessment.ScoreReversed(item=item, stage=stage):
            return words("gist.item", item=item, stage=stage)
        case (
            assessment.OpinionIssued(opinion_version=v)
            | assessment.OpinionVerified(opinion_version=v)
        ):
            return words("gist.version", version=v)
        case onsite.ReviewJoined(units=rows):
            doubted = sum(row.result == "有异议" for row in rows)
            return words("gist.joined", count=len(rows), doubted=doubted)
        case onsite.OnsiteProposed(plan_version=v, starts=starts, ends=ends):
            return words("gist.plan", version=v, starts=starts, ends=ends)
        case onsite.OnsiteDecided(plan_version=v, agreed=agreed):
            return words("gist.plan_agreed" if agreed else "gist.plan_refused", version=v)
        case onsite.OnsiteHeld(plan_version=v):
            return words("gist.version", version=v) if v else ""
        case assessment.ReportSubmitted(report_version=v):
            return words("gist.version", version=v)
        case (
            assessment.ResultApproved(meeting=meeting, form=form)
            | results.ResultCorrected(meeting=meeting, form=form)
        ):
            return meeting or form
        case assessment.ProcedureDeviated(deviated=step):
            return step
        case results.ResultPublished(edition=edition):
            return edition
        case applied.AdvancedRevoked(ground=ground):
            return ground
        case applied.BonusEntered(amount=amount):
            return format(amount, "+f")
        case applied.InterviewNotified(day=day):
            return words("gist.interview_on", day=day)
        case applied.InterviewFollowed(stage=stage, passed=passed):
            if passed is None:
                return stage
            return words("gist.followed", result="通过" if passed else "不通过")
        case applied.AccountabilityDecided(stage=stage, outcome=outcome):
            return stage if outcome is None else f"{stage} · {outcome}"
        case applied.AccountabilityWithdrawn():
            return record.reason or ""
        case results.InterviewHeld(outcome=outcome):
            return outcome
        case results.AccountabilityProposed(years=years):
            return words.listed([str(year) for year in years])
        case vetoes.IncidentGraded(grade=grade):
            return grade
        case vetoes.RestrictionImposed(scope=scope):
            return scope
        case vetoes.VetoDecided(result=result, ground=ground):
            return f"{result} · {ground}"
        case objections.ObjectionFiled(about=about, claim=claim):
            return f"{about} · {claim}"
        case objections.ObjectionAccepted(accepted=accepted, due=due):
            if accepted and due:
                return words("gist.accepted_until", day=due)
            return words("gist.accepted" if accepted else "gist.not_accepted")
        case objections.ObjectionDecided(result=result, decision_no=number):
            return result if number == 1 else words("gist.again", result=result, number=number)
        case PostAssumed(role=role, name=name, acting=acting):
            return words("gist.acting" if acting else "gist.post", role=role, name=name)
        case PostLeft(role=role, person=person):
            return words("gist.post", role=role, name=person)
        case PersonSealed(person=person, decision=decision):
            return f"{person} · {decision}"
        case applied.ResultReferred(to=to, scope=scope):
            return f"{words.listed(list(to))} · {scope}"
        case applied.ArchiveTransferred(to=to, items=items):
            return words("gist.archived", to=to, items=items)
        case RecusalRecorded(who=who, decision=decision):
            return f"{who} · {decision}"
        case corrections.EvidenceAttached(name=name) if record.commitments:
            return words("gist.confidential", what=name)
        case corrections.RecordChecked(first=first, last=last, result=result):
            if first == last:
                return words("gist.checked", position=first, result=result)
            return words("gist.checked_range", first=first, last=last, result=result)
        case corrections.DocumentIssued(document_kind=kind, doc_no=doc_no):
            return f"{kind} · {doc_no}"
        case YearSealed(last=last):
            return words("gist.sealed", last=last)
        case YearReopened(scope=scope):
            return scope
        case lineages.UnitChanged(name=name, unit_kind=unit_kind):
            return " · ".join(said for said in (name, unit_kind) if said)
        case lineages.UnitReorganised(form=form, functions=functions):
            return " · ".join((form, words.listed(list(functions)))) if functions else form
        case lineages.LineageDetermined(inherits=rows):
            return " · ".join(_inherited(rows, words))
        case HistoryCarried(completion=completion, score=score, rank=rank):
            return _carried(completion, score, rank, words)
        case SelfcheckFiled(period=period, recipient=recipient):
            copied = "gist.copied" if recipient == "MDB" else "gist.filed"
            return words(copied, period=period)
        case SubmissionReturned(of=of):
            return of
        case SelfcheckMissed(period=period, due=due):
            return words("gist.missed", period=period, due=due)
        case NoticeSent(about=about, window=window):
            return words("gist.told", about=about, day=window.to) if window else about
        case tasks.TargetDecomposed(decomposition_version=v, tasks=made):
            return words("gist.tasks", version=v, count=len(made))
        case tasks.TaskReported(task=task, percent=percent):
            return f"{task} {percent:f}%"
        case tasks.IndicatorReported(values=values, period=period):
            said = [f"{row.indicator}={row.value:f}" for row in values]
            return f"{period} · {words.listed(said)}"
        case tasks.IndicatorCertified(indicator=code, period=period, certification_version=v):
            return words("gist.certified", indicator=code, period=period, version=v)
        case tasks.IndicatorWaived(indicator=code, treatment=treatment):
            return f"{code} · {treatment}" if treatment else code
        case duties.DutyRecorded(duty=code, subject=subject):
            return f"{code} · {subject}" if subject else code
        case targets.DocumentServed(document=document):
            return document.doc_no
        case targets.RulesIssued(rules_version=v) | targets.TargetIssued(target_version=v):
            return words("gist.version", version=v)
        case PolicyAdopted(keys=keys):
            return words.listed([citations.ruled(*one, words) for one in keys])
        case YearOpened(year_version=v):
            return words("gist.version", version=v)
        case UnitSequenced(sequence=sequence):
            return sequence
        case corrections.RecordCorrected() | corrections.RecordVoided():
            return record.reason or ""
        case _:
            return ""


def _inherited(rows: Sequence[lineages.Inheritance], words: Catalogue) -> Iterator[str]:
    """Years carried, and years not; from whom, the units the entry is about say."""
    for code, carried in (("gist.inherits", True), ("gist.inherits_nobody", False)):
        if years := [str(row.year) for row in rows if (row.from_ is not None) == carried]:
            yield words(code, years=words.listed(years))


def receipt(record: Record) -> str:
    """The number under which the paper was received."""
    return str(getattr(record.payload, "receipt_no", None) or "")


def _deadline(deadline: findings.Deadline, words: Catalogue) -> str:
    if deadline.date is not None:
        return words("gist.deadline", day=deadline.date)
    if deadline.days is not None:
        return words("gist.days", days=deadline.days, kind=deadline.kind)
    return deadline.kind


def _signed(record: Record, amount: Decimal) -> str:
    awarded = (
        isinstance(record.payload, assessment.ScoreEntered) and record.payload.award == "核定"
    )
    return format(amount, "f") if awarded else format(amount, "+f")


def _carried(completion: str, score: Decimal | None, rank: int | None, words: Catalogue) -> str:
    parts: Mapping[str, object] = {"score": score, "rank": rank}
    said = [words(f"gist.{name}", **{name: str(value)}) for name, value in parts.items() if value]
    return " · ".join([completion, *said])
