"""Every command under the words it is called by: an explicit table, one row a command."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ptaudit.domain.commands import (
    applied,
    assessment,
    basis,
    confidential,
    corrections,
    duties,
    findings,
    handing,
    history,
    inspections,
    keeping,
    keys,
    lineages,
    notices,
    objections,
    onsite,
    posts,
    register,
    results,
    selfchecks,
    targets,
    tasks,
    vetoes,
)
from ptaudit.domain.commands.base import Command


class Door(NamedTuple):
    """*noun* and *verb* are the command line's and never change; kinds follow from the command."""

    noun: str
    verb: str
    command: type[Command]


DOORS: tuple[Door, ...] = (
    Door("key", "record", keys.RegisterLogKey),
    Door("regulation", "adopt", basis.AdoptRegulation),
    Door("policy", "adopt", basis.AdoptPolicy),
    Door("calendar", "publish", basis.PublishCalendar),
    Door("year", "open", basis.OpenYear),
    Door("year", "seal", keeping.SealYear),
    Door("year", "reopen", keeping.ReopenYear),
    Door("organ", "name", register.NameOrgan),
    Door("unit", "register", register.RegisterUnit),
    Door("unit", "change", lineages.ChangeUnit),
    Door("unit", "merge", lineages.MergeUnits),
    Door("unit", "split", lineages.SplitUnit),
    Door("unit", "abolish", lineages.AbolishUnits),
    Door("unit", "transfer", lineages.TransferFunctions),
    Door("lineage", "determine", lineages.DetermineLineage),
    Door("unit", "sequence", register.SequenceUnit),
    Door("post", "assume", posts.AssumePost),
    Door("post", "leave", posts.LeavePost),
    Door("operator", "register", register.RegisterOperator),
    Door("grant", "give", register.GiveGrant),
    Door("grant", "end", register.EndGrant),
    Door("recusal", "record", objections.RecordRecusal),
    Door("history", "carry", history.CarryHistory),
    Door("draft", "submit", targets.SubmitDraft),
    Door("target", "issue", targets.IssueTargets),
    Door("rules", "issue", targets.IssueRules),
    Door("document", "serve", targets.ServeDocument),
    Door("task", "decompose", tasks.DecomposeTargets),
    Door("task", "report", tasks.ReportTask),
    Door("indicator", "report", tasks.ReportIndicators),
    Door("indicator", "certify", tasks.CertifyIndicator),
    Door("indicator", "waive", tasks.WaiveIndicator),
    Door("duty", "record", duties.RecordDuty),
    Door("selfcheck", "file", selfchecks.FileSelfcheck),
    Door("selfcheck", "miss", selfchecks.MissSelfcheck),
    Door("submission", "return", selfchecks.ReturnSubmission),
    Door("notice", "send", notices.SendNotice),
    Door("inspection", "hold", inspections.HoldInspection),
    Door("finding", "raise", findings.RaiseFinding),
    Door("finding", "notify", findings.NotifyFinding),
    Door("finding", "order", findings.OrderRectification),
    Door("finding", "plan", inspections.PlanRectification),
    Door("finding", "progress", inspections.ReportProgress),
    Door("finding", "submit", findings.SubmitRectification),
    Door("finding", "verify", findings.VerifyRectification),
    Door("finding", "publicise", inspections.PubliciseClosure),
    Door("finding", "close", findings.CloseFinding),
    Door("finding", "reopen", findings.ReopenFinding),
    Door("finding", "withdraw", inspections.WithdrawFinding),
    Door("finding", "reassign", inspections.ReassignFinding),
    Door("finding", "escalate", inspections.EscalateFinding),
    Door("extension", "request", findings.RequestExtension),
    Door("extension", "decide", findings.DecideExtension),
    Door("incident", "report", vetoes.ReportIncident),
    Door("incident", "grade", vetoes.GradeIncident),
    Door("incident", "attribute", vetoes.AttributeIncident),
    Door("restriction", "impose", vetoes.ImposeRestriction),
    Door("restriction", "lift", vetoes.LiftRestriction),
    Door("veto", "decide", vetoes.DecideVeto),
    Door("score", "enter", assessment.EnterScore),
    Door("score", "deduct", assessment.DeductScore),
    Door("score", "reverse", assessment.ReverseScore),
    Door("review", "done", assessment.DoReview),
    Door("review", "join", onsite.JoinReview),
    Door("onsite", "propose", onsite.ProposeOnsite),
    Door("onsite", "decide", onsite.DecideOnsite),
    Door("onsite", "hold", onsite.HoldOnsite),
    Door("opinion", "issue", assessment.IssueOpinion),
    Door("opinion", "verify", assessment.VerifyOpinion),
    Door("completion", "determine", assessment.DetermineCompletion),
    Door("report", "submit", assessment.SubmitReport),
    Door("result", "approve", assessment.ApproveResult),
    Door("procedure", "deviate", assessment.DeviateProcedure),
    Door("result", "publish", results.PublishResult),
    Door("result", "correct", results.CorrectResult),
    Door("advanced", "revoke", applied.RevokeAdvanced),
    Door("bonus", "enter", applied.EnterBonus),
    Door("bonus", "reverse", applied.ReverseBonus),
    Door("interview", "notify", applied.NotifyInterview),
    Door("interview", "hold", results.HoldInterview),
    Door("interview", "follow", applied.FollowInterview),
    Door("result", "refer", handing.ReferResult),
    Door("accountability", "propose", results.ProposeAccountability),
    Door("accountability", "withdraw", applied.WithdrawAccountability),
    Door("accountability", "decide", applied.DecideAccountability),
    Door("objection", "file", objections.FileObjection),
    Door("objection", "accept", objections.AcceptObjection),
    Door("objection", "decide", objections.DecideObjection),
    Door("objection", "withdraw", objections.WithdrawObjection),
    Door("record", "correct", corrections.CorrectRecord),
    Door("record", "void", corrections.VoidRecord),
    Door("evidence", "attach", corrections.AttachEvidence),
    Door("confidential", "attach", confidential.AttachConfidential),
    Door("confidential", "erase", confidential.EraseConfidential),
    Door("record", "check", keeping.CheckRecord),
    Door("document", "issue", keeping.IssueDocument),
    Door("person", "seal", posts.SealPerson),
    Door("archive", "transfer", handing.TransferArchive),
)

_BY_COMMAND: Mapping[type[Command], Door] = MappingProxyType(
    {door.command: door for door in DOORS}
)


def door_of(command: type[Command]) -> Door:
    """The words *command* is called by. Raises KeyError for a command outside of the table."""
    return _BY_COMMAND[command]
