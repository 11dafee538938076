"""Which decider rules on which command: an explicit list of families."""

from typing import Any

from ptaudit.domain.assessment import (
    approvals,
    deviations,
    handovers,
    joint,
    onsite,
    opinions,
    publications,
    reports,
    result_corrections,
    reviews,
    scores,
    seals,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.completion import accountability, proceedings
from ptaudit.domain.completion import decider as completion
from ptaudit.domain.corrections import checks, confidential
from ptaudit.domain.corrections import decider as corrections
from ptaudit.domain.decider import Decider
from ptaudit.domain.duties import decider as duties
from ptaudit.domain.findings import decider as findings
from ptaudit.domain.findings import inspections
from ptaudit.domain.honours import bonus, revoking
from ptaudit.domain.indicators import decider as indicators
from ptaudit.domain.interviews import decider as interviews
from ptaudit.domain.objections import decider as objections
from ptaudit.domain.objections import recusals
from ptaudit.domain.papers import documents, issued, notices, submissions
from ptaudit.domain.posts import decider as posts
from ptaudit.domain.posts import sealing
from ptaudit.domain.registers import basis, history, lineages, log_keys, register, reorganising
from ptaudit.domain.selfchecks import decider as selfchecks
from ptaudit.domain.targets import decider as targets
from ptaudit.domain.tasks import decider as tasks
from ptaudit.domain.vetoes import decider as vetoes

AnyDecider = Decider[Any, Any]

#: Each family module names its COMMANDS and its decider.
FAMILIES = (
    accountability,
    approvals,
    basis,
    bonus,
    checks,
    completion,
    confidential,
    corrections,
    deviations,
    documents,
    duties,
    findings,
    handovers,
    history,
    inspections,
    indicators,
    interviews,
    issued,
    notices,
    lineages,
    log_keys,
    joint,
    objections,
    onsite,
    opinions,
    proceedings,
    posts,
    publications,
    recusals,
    register,
    reorganising,
    reports,
    result_corrections,
    reviews,
    revoking,
    scores,
    sealing,
    seals,
    selfchecks,
    submissions,
    targets,
    tasks,
    vetoes,
)

DECIDERS: dict[type[Command], AnyDecider] = {
    command: family.decider for family in FAMILIES for command in family.COMMANDS
}


def decider_for(command: type[Command]) -> AnyDecider:
    """The decider of *command*. Raises KeyError for a command no family knows."""
    return DECIDERS[command]
