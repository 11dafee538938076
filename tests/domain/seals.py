"""A sealed year, its reopening and what is determined after it, as commands of tests."""

import datetime as dt

from ptaudit.domain.commands.assessment import DetermineCompletion, SaidCompletion
from ptaudit.domain.commands.keeping import ReopenYear, SealYear
from tests.domain.specification import Spec, say
from tests.domain.years import PAPER, PUBLISHED

ROOT = "ab" * 32
DAY = dt.date


def seal(spec: Spec, on: dt.date | None = None, **said: object) -> SealYear:
    """As the application completes it: at the head."""
    head = {"head_position": len(spec.records), "head_root": ROOT}
    return say(SealYear, year=2023, on=on, **{**head, **said})


def sealed(spec: Spec = PUBLISHED, on: dt.date | None = None) -> Spec:
    return spec.did(seal(spec, on))


def reopen(**said: object) -> ReopenYear:
    given = {"year": 2023, "scope": "补认定", "basis": PAPER, **said}
    return say(ReopenYear, **given)


def determine(on: dt.date | None = None, irregular: str | None = None) -> DetermineCompletion:
    return DetermineCompletion(
        year=2023,
        units=(SaidCompletion(unit="清河镇", result="未完成"),),
        organ=("CPC", "CGV"),
        basis=PAPER,
        on=on,
        irregular=irregular,
    )
