"""One full and one minimal event of each kind about units over time."""

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.lineages import (
    Inheritance,
    LineageDetermined,
    UnitChanged,
    UnitReorganised,
)
from tests.domain.events.samples_registers import EARLIER, OTHER

LINEAGE: tuple[tuple[Event, Event], ...] = (
    (
        UnitChanged(
            unit="qinghe", name="清河街道", short=("清河", "清河街"), unit_kind="街道",
            party_organ="中共清河街道工作委员会", gov_organ="清河街道办事处",
        ),
        UnitChanged(unit="qinghe", name="清河街道"),
    ),
    (
        UnitReorganised(
            form="职能划转", from_=("gtj", "slj"), to=("sthj",), ends=("gtj",), host="gtj",
            functions=("水功能区划", "入河排污口"),
        ),
        UnitReorganised(form="撤销", from_=("qinghe",), to=()),
    ),
    (
        LineageDetermined(
            unit="qinghe", after=EARLIER, revises=OTHER,
            inherits=(Inheritance(year=2022, from_="hekou"), Inheritance(year=2023)),
        ),
        LineageDetermined(unit="qinghe", after=EARLIER, inherits=(Inheritance(year=2022),)),
    ),
)  # fmt: skip
