"""One full and one minimal event of each kind of a dispute: what follows when a result is contested."""

from decimal import Decimal

from ptaudit.domain.events.assessment import Difference, ReportedScore, ReportLists
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.results import CorrectedScore, ResultCorrected
from tests.domain.events.samples_registers import EARLIER, OTHER

DISPUTES: tuple[tuple[Event, Event], ...] = (
    (
        ResultCorrected(
            year=2025, correction_no=2, approving=("CGV", "CPC"), form="会议",
            meeting="县委常委会第5次", approval=(EARLIER, OTHER),
            changes=(
                CorrectedScore(
                    unit="qinghe", was=Decimal("87.50"), score=Decimal("90.50"),
                    reverses=(EARLIER,),
                ),
            ),
            scores=(
                ReportedScore(unit="qinghe", sequence="A", score=Decimal("90.50"), rank=1),
                ReportedScore(unit="hekou", sequence="A", score=Decimal("88.40"), rank=2),
            ),
            lists=ReportLists(advanced=("qinghe",), interview=("hekou",), vetoed=("hekou",)),
            differs=(Difference(list="先进", unit="hekou", reason="县委常委会决定"),),
            policy_version=3, objection="O-2025-001", revises=OTHER,
        ),
        ResultCorrected(
            year=2025, correction_no=1, approving=("CPC",), form="批示", approval=(),
            changes=(), scores=(), policy_version=0,
            lists=ReportLists(advanced=(), interview=(), vetoed=()),
        ),
    ),
)  # fmt: skip
