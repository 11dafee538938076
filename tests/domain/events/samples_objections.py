"""One full and one minimal event of each kind of objections and recusals."""

import datetime as dt

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.objections import (
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.events.register import RecusalRecorded
from tests.domain.events.samples_registers import EARLIER, OTHER

NUMBER = "O-2025-001"

OBJECTIONS: tuple[tuple[Event, Event], ...] = (
    (
        RecusalRecorded(
            who="经办A", operator="jia", decision="回避", objection=NUMBER, unit="qinghe",
            year=2025, stage="复核",
        ),
        RecusalRecorded(who="分管负责人", decision="不回避"),
    ),
    (
        ObjectionFiled(
            objection=NUMBER, unit="qinghe", by="驻村企业", year=2025, about="得分", against=EARLIER,
            item="R31", claim="期限前已报完成\n收文在先", asks="恢复所扣3分", receipt_no="目督收2026-031",
        ),
        ObjectionFiled(objection=NUMBER, year=2025, about="公示", claim="公示期内另有反映"),
    ),
    (
        ObjectionAccepted(objection=NUMBER, accepted=True, due=dt.date(2026, 3, 1)),
        ObjectionAccepted(objection=NUMBER, accepted=False),
    ),
    (
        ObjectionDecided(
            objection=NUMBER, result="变更", decision_no=2, findings="收文登记簿载明在期限前收到",
            members=("县目督办主任", "经办C"), recused=("经办A",), exhibit=EARLIER, revises=OTHER,
        ),
        ObjectionDecided(objection=NUMBER, result="维持", decision_no=1, members=()),
    ),
    (ObjectionWithdrawn(objection=NUMBER), ObjectionWithdrawn(objection=NUMBER)),
)  # fmt: skip
