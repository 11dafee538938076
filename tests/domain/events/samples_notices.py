"""One full and one minimal event of what units are told, and of what they did not file."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.duties import NoticeSent, SelfcheckMissed, Window
from tests.domain.events.samples_registers import EARLIER

NOTICES: tuple[tuple[Event, Event], ...] = (
    (
        SelfcheckMissed(
            year=2025, period="上半年", units=("qinghe", "hekou"), due=dt.date(2025, 7, 15)
        ),
        SelfcheckMissed(year=2025, period="年终", units=("qinghe",), due=dt.date(2025, 12, 31)),
    ),
    (
        NoticeSent(
            about="结果预告知", year=2025, units=("qinghe", "hekou"), channel="公文系统", period="年终",
            finding="F-2025-014", case="V-2025-01", target=EARLIER,
            scores=(("hekou", Decimal("97.00")), ("qinghe", Decimal("91.50"))),
            window=Window(from_=dt.date(2026, 1, 13), to=dt.date(2026, 1, 19)), text="得分说明书随附",
        ),
        NoticeSent(about="其他", year=2025, units=("qinghe",), channel="电话"),
    ),
)  # fmt: skip
