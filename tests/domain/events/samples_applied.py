"""One full and one minimal event of each kind by which a result is put to use."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.applied import (
    AccountabilityDecided,
    AccountabilityWithdrawn,
    AdvancedRevoked,
    BonusEntered,
    InterviewFollowed,
    InterviewNotified,
)
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.results import Interviewee
from tests.domain.events.samples_registers import EARLIER

APPLIED: tuple[tuple[Event, Event], ...] = (
    (
        AdvancedRevoked(year=2025, unit="qinghe", ground="一票否决", refill="hekou"),
        AdvancedRevoked(year=2025, unit="qinghe", ground="其他"),
    ),
    (
        BonusEntered(
            year=2025, unit="qinghe", bonus_no=2, amount=Decimal("-1.50"), target=EARLIER
        ),
        BonusEntered(year=2025, unit="qinghe", bonus_no=1, amount=Decimal("2.00")),
    ),
    (
        InterviewNotified(
            year=2025, unit="qinghe", day=dt.date(2026, 3, 20), place="县委第二会议室",
            by=("县委副书记", "副县长"),
            persons=(Interviewee(role="党主要", name="张三"), Interviewee(role="分管")),
        ),
        InterviewNotified(year=2025, unit="qinghe", day=dt.date(2026, 3, 20)),
    ),
    (
        InterviewFollowed(
            year=2025, unit="qinghe", stage="核查", passed=True, text="各项已落实",
            receipt_no="环收2026-118",
        ),
        InterviewFollowed(year=2025, unit="qinghe", stage="落实报告"),
    ),
    (
        AccountabilityWithdrawn(unit="qinghe", target=EARLIER),
        AccountabilityWithdrawn(unit="qinghe", target=EARLIER),
    ),
    (
        AccountabilityDecided(
            unit="qinghe", target=EARLIER, stage="结论", to="SUP", outcome="诫勉"
        ),
        AccountabilityDecided(unit="qinghe", target=EARLIER, stage="启动"),
    ),
)  # fmt: skip
