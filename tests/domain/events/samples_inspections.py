"""One full and one minimal event of each kind of inspections and of a finding's later life."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.inspections import (
    ClosurePublicised,
    FindingEscalated,
    FindingReassigned,
    FindingWithdrawn,
    InspectionHeld,
    RectificationReported,
)

CASE = "F-2025-017"

INSPECTIONS: tuple[tuple[Event, Event], ...] = (
    (
        InspectionHeld(
            inspection="I-2025-003", year=2025, form="督查", units=("hekou", "qinghe"),
            to=dt.date(2025, 11, 5), place="清河镇沿河养殖带", designation="×政办函〔2025〕6号",
            result="发现问题2个\n当场交办1个",
        ),
        InspectionHeld(inspection="I-2025-001", year=2025, form="检查", units=("qinghe",)),
    ),
    (
        RectificationReported(
            finding=CASE, unit="qinghe", stage="进展", measures=(1, 2), percent=Decimal("62.5"),
            text="已清运粪污40吨", receipt_no="收文2025-0401",
        ),
        RectificationReported(finding=CASE, unit="qinghe", stage="方案"),
    ),
    (
        ClosurePublicised(
            finding=CASE, from_=dt.date(2025, 12, 20), to=dt.date(2025, 12, 26),
            place="县政府门户网站",
        ),
        ClosurePublicised(finding=CASE, from_=dt.date(2025, 12, 20), to=dt.date(2025, 12, 20)),
    ),
    (FindingWithdrawn(finding=CASE), FindingWithdrawn(finding=CASE)),
    (
        FindingReassigned(finding=CASE, from_=("hekou", "qinghe"), units=("gxyq", "qinghe")),
        FindingReassigned(finding=CASE, from_=("qinghe",), units=("hekou",)),
    ),
    (
        FindingEscalated(
            finding=CASE, form="县领导包案", by="县政府分管领导", due=dt.date(2025, 12, 31),
            case="V-2",
        ),
        FindingEscalated(finding=CASE, form="挂牌督办"),
    ),
)  # fmt: skip
