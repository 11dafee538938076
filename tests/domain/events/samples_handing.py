"""Posts, covered names, results referred and files transferred: one event of each with every field, one with few."""

from ptaudit.domain.events.applied import ArchiveTransferred, ResultReferred
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.posts import PersonSealed, PostAssumed, PostLeft
from tests.domain.events.samples_registers import EARLIER, OTHER, SHA

HANDING: tuple[tuple[Event, Event], ...] = (
    (
        PostAssumed(
            person="p001",
            name="甲某",
            unit="qinghe",
            role="分管",
            field="生态环境、农业农村",
            acting=True,
        ),
        PostAssumed(person="p002", name="乙某", unit="slj", role="政主要"),
    ),
    (
        PostLeft(person="p001", unit="qinghe", role="分管", to="县水利局"),
        PostLeft(person="p002", unit="slj", role="政主要"),
    ),
    (
        ResultReferred(
            year=2025,
            to=("县委组织部", "县纪委监委"),
            units=("hekou", "qinghe"),
            approval=(EARLIER, OTHER),
            scope="单位和任职人员",
            digest=SHA,
        ),
        ResultReferred(
            year=2025, to=("县委组织部",), units=("qinghe",), approval=(EARLIER,), scope="单位"
        ),
    ),
    (
        PersonSealed(person="p001", seal_no=1, decision="遮蔽"),
        PersonSealed(person="p001", seal_no=2, decision="解除"),
    ),
    (
        ArchiveTransferred(
            year=2025, to="县档案馆", items=312, sha=SHA, receipt_no="档收2026-011"
        ),
        ArchiveTransferred(year=2025, to="县档案馆", items=1),
    ),
)
