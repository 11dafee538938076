"""What an entry about an inspection or a finding's later life says in a few words."""

from ptaudit.domain.events import inspections
from ptaudit.domain.record import Record
from ptaudit_cli.messages import Catalogue


def gist(record: Record, words: Catalogue) -> str:
    match record.payload:
        case inspections.InspectionHeld(form=form, inspection=number, result=result):
            return " · ".join([number, form, *([result] if result else [])])
        case inspections.RectificationReported(stage=stage, percent=percent):
            if percent is None:
                return stage
            return words("gist.progress", percent=format(percent, "f"))
        case inspections.ClosurePublicised(from_=since, to=until):
            return words("gist.publicised", since=since, until=until)
        case inspections.FindingEscalated(form=form, due=due):
            return form if due is None else words("gist.escalated", form=form, day=due)
        case _:
            return record.reason or ""
