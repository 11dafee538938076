"""Which decider rules on which command: an explicit list of families."""

from typing import Any

from ptaudit.domain import (
    accountability,
    approvals,
    basis,
    completion,
    corrections,
    deviations,
    documents,
    findings,
    history,
    interviews,
    opinions,
    publications,
    register,
    reports,
    reviews,
    scores,
    selfchecks,
    submissions,
    targets,
    vetoes,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Decider

AnyDecider = Decider[Any, Any]

#: Each family module names its COMMANDS and its decider.
FAMILIES = (
    accountability,
    approvals,
    basis,
    completion,
    corrections,
    deviations,
    documents,
    findings,
    history,
    interviews,
    opinions,
    publications,
    register,
    reports,
    reviews,
    scores,
    selfchecks,
    submissions,
    targets,
    vetoes,
)

DECIDERS: dict[type[Command], AnyDecider] = {
    command: family.decider for family in FAMILIES for command in family.COMMANDS
}


def decider_for(command: type[Command]) -> AnyDecider:
    """The decider of *command*. Raises KeyError for a command no family knows."""
    return DECIDERS[command]
