"""Two entries of each kind, built from Python: with every field of the envelope, and with none it may lack."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from ptaudit.domain.events.base import BasisDocument, Claim, Event, Evidence, Ref, article
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.record import Irregular, Record
from tests.domain.events.samples_acts import ACTS
from tests.domain.events.samples_applied import APPLIED
from tests.domain.events.samples_assessment import ASSESSED
from tests.domain.events.samples_disputes import DISPUTES
from tests.domain.events.samples_handing import HANDING
from tests.domain.events.samples_inspections import INSPECTIONS
from tests.domain.events.samples_keeping import KEEPING
from tests.domain.events.samples_keys import KEYS
from tests.domain.events.samples_lineage import LINEAGE
from tests.domain.events.samples_notices import NOTICES
from tests.domain.events.samples_objections import OBJECTIONS
from tests.domain.events.samples_onsite import ONSITE
from tests.domain.events.samples_registers import EARLIER, OTHER, REGISTERS, SHA
from tests.domain.events.samples_tasks import TASKS

ID = "0123456789abcdef0123456789abcdef"


class Pair(NamedTuple):
    full: Record
    minimal: Record


def organs_of(event: Event) -> tuple[str, ...]:
    said = {"UNI": "UNI:qinghe", "DEP": "DEP:slj", "REG": "MDB", "SYS": "MDB"}
    return tuple(sorted(said.get(role, role) for role in event.organs))


def full(event: Event) -> Record:
    """*event* with every field of the envelope filled."""
    refs = (Ref(role="basis", id=OTHER), Ref(role="target", id=EARLIER))
    return Record(
        position=1042,
        recorded_at="2025-12-29T11:42:00.000+08:00",
        id=ID,
        kind=event.kind,
        version=event.written_as,
        effective=dt.date(2025, 12, 28),
        operator="jia",
        identity="key",
        organs=organs_of(event),
        issued_by=("OFC-G", "OFC-P"),
        signatory="签发人",
        claimed_basis=(
            *event.claims,
            Claim(type="口径", ref="finding.year", doc_no="×绩委〔2025〕2号"),
        ),
        basis=(
            BasisDocument(
                doc_no="×环函〔2025〕17号",
                title="关于限期整改的函",
                date=dt.date(2025, 11, 3),
                sha=SHA,
                receipt_no="收文2025-0300",
            ),
            BasisDocument(doc_no="×环函〔2025〕31号"),
        ),
        evidence=(Evidence(sha=SHA, name="现场照片.jpg", size=1_048_576),),
        refs=refs,
        irregular=(Irregular(code="order.skipped", reason="先印发后补报"),),
        reason="理由一\n理由二",
        late_reason="收文在途",
        handling="工作秘密",
        tags=tuple(sorted({*event.tags(), *(f"ref:{ref.id}" for ref in refs)})),
        payload=event,
        correlation=EARLIER,
        batch=OTHER,
        key="自查-2025-17",
        key_digest=SHA,
        commitments=(SHA,),
        key_id="jia-1",
        signature="AAAA",
    )


def minimal(event: Event) -> Record:
    """*event* with only what an envelope must hold."""
    return Record(
        position=1,
        recorded_at="2025-01-02T08:00:00.000+08:00",
        id=ID,
        kind=event.kind,
        version=event.written_as,
        effective=dt.date(2025, 1, 2),
        operator="jia",
        organs=organs_of(event),
        claimed_basis=(article("14"),),
        tags=tuple(sorted(event.tags())),
        payload=event,
        correlation=ID,
    )


_MADE = {
    most.kind: Pair(full(most), minimal(least))
    for most, least in (
        *REGISTERS,
        *ACTS,
        *ASSESSED,
        *DISPUTES,
        *KEEPING,
        *KEYS,
        *OBJECTIONS,
        *HANDING,
        *NOTICES,
        *APPLIED,
        *INSPECTIONS,
        *LINEAGE,
        *ONSITE,
        *TASKS,
    )
}
#: In the order of the catalogue.
SAMPLES: Mapping[str, Pair] = {kind: _MADE[kind] for kind in sorted(_MADE, key=tuple(KINDS).index)}
