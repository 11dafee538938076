"""Objections to 2023 as people type them, and how far one has come, for tests of their rules."""

import datetime as dt
from typing import Any

from ptaudit.domain.commands.objections import (
    AcceptObjection,
    DecideObjection,
    FileObjection,
    WithdrawObjection,
)
from ptaudit.domain.events.basis import PolicyAdopted, Retroactive, YearSpan
from ptaudit.domain.objections.fold import Objection, Objections, gather
from tests.domain.specification import Spec, say
from tests.domain.years import PUBLISHED, YEAR

DAY = dt.date
BOTH = {"organ": "县委,县政府", "basis": "×委纪要〔2024〕9号"}


def file(**more: Any) -> FileObjection:
    said = {"claim": "期限前已报完成", "year": YEAR, "about": "得分", "unit": "清河镇"}
    return say(FileObjection, **{**said, "on": DAY(2024, 1, 20), **more})


def accept(number: str = "O-2023-001", **more: Any) -> AcceptObjection:
    return say(AcceptObjection, objection=number, **{"on": DAY(2024, 1, 22), **more})


def decide(result: str = "维持", number: str = "O-2023-001", **more: Any) -> DecideObjection:
    said = {"members": "县目督办主任", "on": DAY(2024, 1, 24), **more}
    return say(DecideObjection, objection=number, result=result, **said)


def withdraw(number: str = "O-2023-001", **more: Any) -> WithdrawObjection:
    return say(WithdrawObjection, objection=number, **{"on": DAY(2024, 1, 24), **more})


def row(spec: Spec, number: str = "O-2023-001") -> Objection:
    state = Objections()
    for record in sorted(spec.records, key=lambda r: r.order):
        state = gather(state, record)
    return state.cases[number]


FILED = PUBLISHED.did(file())
ACCEPTED = FILED.did(accept())
DECIDED = ACCEPTED.did(decide())
FIRST = FILED.last


def ruled(spec: Spec, **keys: str) -> Spec:
    """县委、县政府 rule on the year, reaching back."""
    event = PolicyAdopted(
        policy_version=1,
        keys=tuple(sorted((f"objection.{key}", value) for key, value in keys.items())),
        years=YearSpan.model_validate({"from": YEAR}),
        retroactive=Retroactive(years=(YEAR,), decision="×委〔2024〕8号"),
    )
    return spec.given(event, on=DAY(2024, 1, 19), organs=("CGV", "CPC"), basis="×委〔2024〕8号")
