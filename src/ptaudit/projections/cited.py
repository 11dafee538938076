"""An entry as every answer of a dispute names it: who wrote it when about which day, on what paper, how late."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.names import ROLES
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.projections.cycle import recorded_after_approval
from ptaudit.projections.projection import tagged
from ptaudit.projections.timeline import CASES


@dataclass(frozen=True, slots=True)
class Cited:
    """One entry. *on* is the day of the act as it reads now, *recorded_at* when the entry was first recorded.

    *organs* are names on the day of the act. *late_days* and *late_working_days* lie between that day
    and the day recorded; *unknown_years* among them have no holiday arrangement, so that their working
    days are provisional. *receipts* and *evidence* (positions) include what was attached later.
    *amended_by* is the correction it reads by (0: as first recorded); *corrected_by* and *voided_by*
    are all that was said of it by the view's moment. *after_approval* is the position of the approval
    after which it was recorded though about a day up to it.
    """

    position: int
    id: str
    kind: str
    on: dt.date
    recorded_at: str
    operator: str
    operator_name: str
    desk: str
    organs: tuple[str, ...]
    late_days: int
    late_working_days: int
    unknown_years: tuple[int, ...]
    is_late: bool
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    files: tuple[str, ...]
    received_on: dt.date | None
    evidence: tuple[int, ...]
    units: tuple[str, ...]
    cases: tuple[str, ...]
    amended_by: int = 0
    corrected_by: tuple[int, ...] = ()
    voided_by: int | None = None
    irregular: tuple[str, ...] = ()
    after_approval: int | None = None
    reason: str | None = None
    late_reason: str | None = None

    @property
    def is_unproved(self) -> bool:
        """无凭证: over the threshold, and neither a receipt number nor a file came with it or since."""
        return self.is_late and not self.receipts and not self.files

    @property
    def is_struck(self) -> bool:
        """Void by the last word on it."""
        return self.voided_by is not None and self.voided_by > max(self.corrected_by, default=0)


def cited(
    record: Record,
    registry: Registry,
    *,
    said: Iterable[Record] = (),
    approvals: Mapping[int, Approval | None] | None = None,
) -> Cited:
    """*record* as it is named, under the standing facts of *registry*.

    *said*: entries among which later words on it (corrections, voids, evidence) are looked for.
    *approvals*: the 审定 of each year, as far as known; without it *after_approval* stays None.
    """
    later = sorted((r for r in said if _target(r) == record.id), key=lambda r: r.position)
    attached = [r.payload for r in later if isinstance(r.payload, EvidenceAttached)]
    operator = registry.operators.get(record.operator)
    late, first, last = record.late_days, record.effective, record.recorded_on
    calendar = registry.calendar
    years = range(first.year, last.year + 1) if late else ()
    return Cited(
        position=record.position,
        id=record.id,
        kind=record.kind,
        on=first,
        recorded_at=record.recorded_at,
        operator=record.operator,
        operator_name=operator.name if operator else record.operator,
        desk=operator.desk if operator else "",
        organs=organ_names(record, registry),
        late_days=late,
        late_working_days=calendar.working_days_between(first, last) if late else 0,
        unknown_years=tuple(year for year in years if year not in calendar.years),
        is_late=late > int(registry.policy(_year(record))["late_record.threshold"]),
        documents=tuple(dict.fromkeys(_documents(record))),
        receipts=tuple(
            dict.fromkeys((*_receipts(record), *(e.receipt_no for e in attached if e.receipt_no)))
        ),
        files=tuple(
            dict.fromkeys(
                (
                    *(file.name for file in record.evidence or ()),
                    *(e.name for e in attached if e.name),
                )
            )
        ),
        received_on=getattr(record.payload, "received_on", None),
        evidence=tuple(r.position for r in later if isinstance(r.payload, EvidenceAttached)),
        units=tagged(record, "unit"),
        cases=tuple(tag.partition(":")[2] for tag in record.tags if tag.startswith(CASES)),
        amended_by=record.amended_by,
        corrected_by=tuple(r.position for r in later if isinstance(r.payload, RecordCorrected)),
        voided_by=max(
            (r.position for r in later if isinstance(r.payload, RecordVoided)), default=None
        ),
        irregular=tuple(mark.code for mark in record.irregular or ()),
        after_approval=_after(record, approvals or {}),
        reason=record.reason,
        late_reason=record.late_reason,
    )


def _target(record: Record) -> str | None:
    """The entry that a later word is about."""
    if isinstance(record.payload, RecordCorrected | RecordVoided | EvidenceAttached):
        return record.payload.target
    return None


def organ_names(record: Record, registry: Registry) -> tuple[str, ...]:
    """Names on the day, in the order in which organs are named officially: 县委、县政府."""
    order = list(ROLES)
    ranked = sorted(record.organs, key=lambda o: order.index(o) if o in order else len(order))
    return tuple(registry.organ_name(organ, record.effective) for organ in ranked)


def _year(record: Record) -> int:
    """The year whose policy judges it: its case's own, else that of its day."""
    years = tagged(record, "year")
    return int(years[0]) if years else record.effective.year


def _documents(record: Record) -> Iterator[str]:
    yield from (paper.doc_no for paper in record.basis or ())
    served = getattr(record.payload, "document", None)
    for source in (record.payload, served):
        if isinstance(number := getattr(source, "doc_no", None), str):
            yield number


def _receipts(record: Record) -> Iterator[str]:
    if isinstance(number := getattr(record.payload, "receipt_no", None), str):
        yield number
    yield from (paper.receipt_no for paper in record.basis or () if paper.receipt_no)


def _after(record: Record, approvals: Mapping[int, Approval | None]) -> int | None:
    if record.payload.registry:
        return None
    for year in tagged(record, "year"):
        approval = approvals.get(int(year))
        if recorded_after_approval(record.position, record.effective, approval):
            assert approval is not None
            return approval.position
    return None
