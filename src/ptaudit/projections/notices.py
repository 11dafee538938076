"""告知台账: who was told what, by when they could answer, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.events.duties import NoticeSent
from ptaudit.domain.objections.fold import Objection
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.due import together
from ptaudit.domain.selfchecks.fold import Selfchecks
from ptaudit.projections.delivery import Delivery, Receipt

KINDS = (NoticeSent.kind,)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from the unit after it was told: a self-check, or an objection by its number."""

    on: dt.date
    position: int
    objection: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One unit told of one thing. *regular*: by who may tell it and within the ruling, so that it counts."""

    record: Record
    event: NoticeSent
    unit: str
    regular: bool
    receipt: Receipt | None = None
    answer: Answer | None = None

    @property
    def score(self) -> Decimal | None:
        return dict(self.event.scores or ()).get(self.unit)


def notices(
    papers: Iterable[Delivery],
    filed: Mapping[str, Selfchecks],
    objections: Iterable[Objection],
    registry: Registry,
) -> Iterator[Notice]:
    """One for each unit of each notice among *papers*, in ledger order."""
    raised = [one for one in objections if one.filed is not None]
    for paper in papers:
        event = paper.record.payload
        if not isinstance(event, NoticeSent):
            continue
        receipts = {receipt.unit: receipt for receipt in paper.receipts}
        regular = not Paper.of(paper.record).unauthorised
        for unit in event.units:
            answer = _objected(paper.record, event, unit, raised) or _filed(
                paper.record, event, filed.get(f"{unit}/{event.year}"), registry
            )
            yield Notice(paper.record, event, unit, regular, receipts.get(unit), answer)


def _objected(
    record: Record, event: NoticeSent, unit: str, objections: Iterable[Objection]
) -> Answer | None:
    """The unit's first objection about the year, or about the entry told of, since the notice."""
    if event.about in ("催报", "逾期通报"):
        return None
    found = [
        Answer(one.filed.paper.mark.on, one.filed.paper.mark.position, one.objection)
        for one in objections
        if one.filed is not None
        and (one.filed.unit, one.filed.year) == (unit, event.year)
        and one.filed.paper.mark.on >= record.effective
    ]
    return min(found, key=lambda answer: (answer.on, answer.position), default=None)


def _filed(
    record: Record, event: NoticeSent, row: Selfchecks | None, registry: Registry
) -> Answer | None:
    """The first self-check of the period that 县环保部门 received since the notice."""
    if event.period is None or event.about not in ("催报", "逾期通报") or row is None:
        return None
    same = together(event.period, registry, event.year)
    found = [f.mark for f in row.of(same, "EPB") if f.mark.on >= record.effective]
    first = min(found, key=lambda mark: (mark.on, mark.position), default=None)
    return None if first is None else Answer(first.on, first.position)
