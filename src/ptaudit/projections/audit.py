"""What an auditor asks first: twelve items about one year, each line naming the entries it rests on."""

from ptaudit.projections import (
    audit_ledger,
    audit_numbers,
    audit_procedure,
    audit_records,
    audit_scores,
)
from ptaudit.projections.audit_lines import Item, Material

ITEMS = (
    audit_records.late,
    audit_records.after_approval,
    audit_records.changed,
    audit_procedure.irregular,
    audit_procedure.self_assessed,
    audit_scores.uneven,
    audit_scores.lists,
    audit_scores.totals,
    audit_numbers.numbers,
    audit_records.unchecked,
    audit_ledger.carried,
    audit_ledger.witnessed,
)


def audit(material: Material) -> tuple[Item, ...]:
    """The twelve items in their order."""
    return tuple(item(material) for item in ITEMS)
