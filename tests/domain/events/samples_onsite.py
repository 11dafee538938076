"""One full and one minimal event of each kind of joint review and on-site assessment."""

import datetime as dt

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.onsite import (
    JointReview,
    OnsiteDecided,
    OnsiteHeld,
    OnsiteProposed,
    ReviewJoined,
)
from tests.domain.events.samples_registers import EARLIER

_FROM, _TO = dt.date(2026, 1, 8), dt.date(2026, 1, 14)

ONSITE: tuple[tuple[Event, Event], ...] = (
    (
        ReviewJoined(
            year=2025, items=("A22", "A23"),
            units=(
                JointReview(unit="qinghe", result="有异议", note="出境断面两月超标"),
                JointReview(unit="hekou", result="同意"),
            ),
        ),
        ReviewJoined(year=2025, units=(JointReview(unit="qinghe", result="同意"),)),
    ),
    (
        OnsiteProposed(
            year=2025, plan_version=2, units=("qinghe", "hekou"), starts=_FROM, ends=_TO,
            items=("A22",), team="目督办二人、环保局一人", revises=EARLIER,
        ),
        OnsiteProposed(year=2025, plan_version=1, units=("qinghe",), starts=_FROM, ends=_FROM),
    ),
    (
        OnsiteDecided(year=2025, target=EARLIER, plan_version=2, agreed=True),
        OnsiteDecided(year=2025, plan_version=1, agreed=False),
    ),
    (
        OnsiteHeld(
            year=2025, plan_version=2, units=("qinghe", "hekou"), members=("目督办主任", "环保局科长"),
            record="目督记〔2026〕1号",
        ),
        OnsiteHeld(year=2025, units=("qinghe",)),
    ),
)  # fmt: skip
