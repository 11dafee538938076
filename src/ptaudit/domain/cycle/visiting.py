"""会审 and 实地 of one year as recorded: reviews joined, plans, what was decided, visits (第十五条第二项)."""

import datetime as dt
from dataclasses import dataclass

from ptaudit.domain.cycle.paper import Order, Paper


@dataclass(frozen=True, slots=True)
class Joined:
    """会审 by county departments of one unit; the paper may hold many. *items*: empty, all of theirs."""

    unit: str
    result: str
    paper: Paper
    departments: tuple[str, ...]
    items: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of the on-site plan, from *starts* to *ends*, both included."""

    version: int
    paper: Paper
    units: tuple[str, ...]
    starts: dt.date
    ends: dt.date
    items: tuple[str, ...] = ()
    team: str | None = None


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """县绩效委 on the plan that is entry *target*."""

    version: int
    target: str | None
    agreed: bool
    paper: Paper


@dataclass(frozen=True, slots=True)
class Visit:
    """An on-site assessment. *plan*: the version it names; None, whichever is agreed."""

    plan: int | None
    units: tuple[str, ...]
    paper: Paper
    members: tuple[str, ...] = ()
    record: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreNote:
    """A score entry that another act must be the ground of: made on site, or recorded as irregular.

    *marked*: every code it was recorded with. *reversed*: the place of its reversal.
    """

    unit: str
    stage: str
    item: str
    paper: Paper
    marked: tuple[str, ...] = ()
    reversed: Order | None = None
