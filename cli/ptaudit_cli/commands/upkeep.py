"""How far each stored view has come."""

from collections.abc import Iterator

from ptaudit.application.upkeep import State, states
from ptaudit_cli.reads import Ask, Read


def stored(ask: Ask) -> Iterator[State]:
    return states(ask.app.ledger)


CALLS = (Read("projections", "status", State, stored),)
