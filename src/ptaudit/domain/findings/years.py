"""Which year a finding counts in, and which year a reopening bears on (口径 finding.year, reopen.effect)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.decider import Mark
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import Reopening, Why
from ptaudit.domain.registry import Registry

YEAR, EFFECT = "finding.year", "reopen.effect"
Kind: TypeAlias = Literal["计入当年", "提请更正原年度"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a reopening bears on: *year*, to be scored as it runs, or proposed to be corrected."""

    why: Why
    mark: Mark
    kind: Kind
    year: int | None


def scored_in(finding: Finding, registry: Registry, on: dt.date) -> int | None:
    """The year it counts in by 口径 finding.year; None where that is not yet known.

    ``deadline``: the year its last day falls in; without one, as ``raising``. ``closure``: the year it
    was closed in.
    """
    if finding.raised is None or finding.withdrawn is not None:
        return None
    match registry.policy(finding.year)[YEAR]:
        case "closure":
            return None if finding.closed is None else finding.closed.on.year
        case "raising":
            return finding.raised.on.year
        case _:
            last = deadlines.deadline(finding, registry, on) if finding.orders else None
            return finding.raised.on.year if last is None else last.year


def effects(finding: Finding, registry: Registry) -> tuple[Effect, ...]:
    """What each reopening bears on. The software proposes; a year is corrected by whoever may."""
    return tuple(_effect(finding, reopening, registry) for reopening in finding.reopened)


def _effect(finding: Finding, reopening: Reopening, registry: Registry) -> Effect:
    year: int | None = reopening.on.year
    if reopening.score_year is not None:
        year = reopening.score_year
    elif reopening.why == "虚假整改" and registry.policy(finding.year)[EFFECT] == "by_kind":
        year = _scored_then(finding, reopening, registry)
    past = year is not None and year < reopening.on.year
    return Effect(reopening.why, reopening.mark, "提请更正原年度" if past else "计入当年", year)


def _scored_then(finding: Finding, reopening: Reopening, registry: Registry) -> int | None:
    """The year it counted in as it stood closed."""
    if registry.policy(finding.year)[YEAR] == "closure":
        return reopening.closed_on.year
    return scored_in(finding.as_reopened(reopening), registry, reopening.closed_on)
