"""Which decider rules on which command: an explicit table, one row a family."""

from typing import Any

from ptaudit.domain import findings
from ptaudit.domain.commands import findings as said_findings
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Decider

AnyDecider = Decider[Any, Any]

DECIDERS: dict[type[Command], AnyDecider] = {
    said_findings.RaiseFinding: findings.decider,
    said_findings.NotifyFinding: findings.decider,
    said_findings.OrderRectification: findings.decider,
    said_findings.SubmitRectification: findings.decider,
    said_findings.RequestExtension: findings.decider,
    said_findings.DecideExtension: findings.decider,
    said_findings.VerifyRectification: findings.decider,
    said_findings.CloseFinding: findings.decider,
    said_findings.ReopenFinding: findings.decider,
}


def decider_for(command: type[Command]) -> AnyDecider:
    """The decider of *command*. Raises KeyError for a command no family knows."""
    return DECIDERS[command]
