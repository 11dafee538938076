"""Which ruling decides each key in a year, and why a later one may not reach an approved year."""

import datetime as dt
from dataclasses import dataclass, replace

from ptaudit.domain.events.assessment import ResultApproved
from ptaudit.domain.events.basis import PolicyAdopted
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record

BOTH = frozenset(("CPC", "CGV"))


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Rulings and approvals as recorded, in folding order."""

    adopted: tuple[tuple[Record, PolicyAdopted], ...] = ()
    approvals: tuple[tuple[Record, ResultApproved], ...] = ()

    def with_ruling(self, record: Record, event: PolicyAdopted) -> "PolicyBook":
        return replace(self, adopted=(*self.adopted, (record, event)))

    def with_approval(self, record: Record, event: ResultApproved) -> "PolicyBook":
        return replace(self, approvals=(*self.approvals, (record, event)))

    def for_year(self, year: int) -> Policy:
        """Each key as the highest version naming it and *year* says; the rest by default.

        A ruling changes a year approved before it only if 县委、县政府 adopted it and it says so.
        """
        if not self.adopted:
            return Policy()
        found = [(r, e) for r, e in self.adopted if year in e.years and self._reaches(r, e, year)]
        replaced = {event.replaces for _, event in found}
        live = [(r, e) for r, e in found if r.id not in replaced]
        policy = Policy()
        for record, event in sorted(live, key=lambda pair: pair[1].policy_version):
            doc_no = record.basis[0].doc_no if record.basis else ""
            policy = Policy(
                event.policy_version,
                doc_no,
                record.position,
                {**policy.values, **dict(event.keys)},
                {
                    **policy.set_by,
                    **dict.fromkeys((k for k, _ in event.keys), (event.policy_version, doc_no)),
                },
            )
        return policy

    def approved_on(self, year: int) -> dt.date | None:
        """The day by which both organs had approved *year*, by acts that nothing is wrong with."""
        by_what: dict[int | None, set[str]] = {}
        for record, event in self.approvals:
            if event.year == year and not record.irregular:
                version = event.report.version if event.report else None
                by_what.setdefault(version, set()).update(event.approving)
                if by_what[version] >= BOTH:
                    return record.effective
        return None

    def _reaches(self, record: Record, event: PolicyAdopted, year: int) -> bool:
        if event.retroactive and year in event.retroactive.years and set(record.organs) >= BOTH:
            return True
        return not self._approved_before(record, year)

    def _approved_before(self, ruling: Record, year: int) -> bool:
        """Whether both organs had approved *year*, by its day or as recorded, before *ruling*."""
        by_what: dict[int | None, set[str]] = {}
        for record, event in self.approvals:
            earlier = record.position < ruling.position or record.effective < ruling.effective
            if event.year == year and earlier:
                version = event.report.version if event.report else None
                by_what.setdefault(version, set()).update(event.approving)
        return any(organs >= BOTH for organs in by_what.values())
