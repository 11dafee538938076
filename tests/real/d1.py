"""D1 as a ledger: its eight acts at their own recorded times, with the scaffolding a real ledger has."""

import datetime as dt
from decimal import Decimal
from itertools import count
from typing import Any

from ptaudit.application import Opening, Ptaudit
from ptaudit.domain.commands.assessment import ApproveResult, DeductScore, SaidResult
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    RaiseFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.register import RegisterOperator, RegisterUnit
from ptaudit.domain.commands.targets import IssueRules, SaidRuleItem, ServeDocument

FINDING = "F-2023-017"
KINDS = {"镇": "镇", "乡": "乡", "道": "街道", "区": "园区"}


class Clock:
    """A clock set by hand: the present is what the scenario says."""

    def __init__(self, now: str) -> None:
        self.now = dt.datetime.fromisoformat(now)

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, now: str) -> None:
        self.now = dt.datetime.fromisoformat(now)


def record(scenario: dict[str, Any], url: str) -> tuple[Ptaudit, dict[int, int]]:
    """The ledger at *url*, and the position of each of the scenario's events."""
    clock = Clock("2023-01-05T09:00:00+08:00")
    numbers = count(1)
    app = Ptaudit.create(
        url,
        Opening(county="示例县", origin="example/ptaudit"),
        clock=clock,
        new_id=lambda: f"{next(numbers):032x}",
    )
    _scaffold(app, scenario)
    positions: dict[int, int] = {}
    for event in sorted(scenario["events"], key=lambda e: str(e["recorded_at"])):
        clock.set(event["recorded_at"])
        operator = {"A": "jingban-a", "B": "jingban-b", "C": "jingban-c"}[event["recorded_by"][2]]
        outcome = app.execute(_command(event, scenario), operator=operator)
        positions[event["id"]] = outcome.records[-1].position
    clock.set("2024-03-01T09:00:00+08:00")
    return app, positions


def _scaffold(app: Ptaudit, scenario: dict[str, Any]) -> None:
    """Clerks, the fifteen units and one rule, as they stood before the first act."""
    for code, name, desk in (
        ("jingban-a", "经办A", "环保登记岗"),
        ("jingban-b", "经办B", "环保登记岗"),
        ("jingban-c", "经办C", "目督办登记岗"),
    ):
        app.execute(_said(RegisterOperator, operator=code, name=name, desk=desk), operator="admin")
    units = [scenario["disputant"], *(row["unit"] for row in scenario["background"])]
    for name in units:
        command = _said(RegisterUnit, name=name, unit_kind=KINDS[name[-1]])
        app.execute(command, operator="mdb")
    item = SaidRuleItem(
        code="R31",
        name="整改各类环境问题",
        group="8.3",
        article="9.3",
        mode="扣分",
        points=Decimal("100.00"),
        rule_text="逾期未整改每件扣3分",
    )
    rules = _said(
        IssueRules,
        year=2023,
        applies_to=("A",),
        items=(item,),
        full_marks=Decimal("100.00"),
        basis="×绩委〔2023〕1号",
        irregular="示例:未经拟制报送",
    )
    app.execute(rules, operator="mdb")


def _command(event: dict[str, Any], scenario: dict[str, Any]) -> Command:
    """The scenario's event as the command that a clerk would have typed."""
    payload = event["payload"]
    on = dt.date.fromisoformat(event["effective_at"])
    match event["kind"]:
        case "finding.raised":
            return _said(
                RaiseFinding,
                units=(payload["unit"],),
                issue=payload["issue"],
                indicator=payload["indicator"],
                finding=FINDING,
                on=on,
            )
        case "rectification.ordered":
            return _said(
                OrderRectification,
                finding=FINDING,
                deadline=payload["deadline"],
                basis=payload["notice_no"],
                on=on,
            )
        case "document.served":
            return _said(
                ServeDocument,
                doc_no="×环改〔2023〕17号",
                to=(scenario["disputant"],),
                method=payload["method"],
                receiver=payload["receiver"],
                on=on,
            )
        case "rectification.submitted":
            return _said(
                SubmitRectification,
                finding=FINDING,
                receipt=payload["receipt_no"],
                received_on=payload["received_on"],
                late_reason=payload["late_reason"],
                on=on,
            )
        case "rectification.verified":
            return _said(VerifyRectification, finding=FINDING, result=payload["result"], on=on)
        case "finding.closed":
            return _said(CloseFinding, finding=FINDING, on=on)
        case "score.entered":
            return _said(
                DeductScore,
                unit=scenario["disputant"],
                item="R31",
                amount=payload["delta"].lstrip("-"),
                because=(FINDING,),
                year=2023,
                stage=payload["stage"],
                on=on,
            )
        case "result.approved":
            scores = [(scenario["disputant"], payload["scores"][scenario["disputant"]])]
            scores += [(row["unit"], row["approved_score"]) for row in scenario["background"]]
            return _said(
                ApproveResult,
                year=2023,
                by="县委,县政府",
                meeting="县委常委会",
                basis="×委纪要〔2024〕3号",
                scores=tuple(SaidResult(unit=u, score=Decimal(s)) for u, s in scores),
                on=on,
            )
        case kind:
            raise AssertionError(kind)


def _said(command: type[Command], **fields: Any) -> Command:
    """A command from what is said, as a door would make it."""
    return command.model_validate(fields)
