"""What each kind says it is about: the tags a selection finds it by, the entries it names."""

import pytest

from tests.domain.events.samples import SAMPLES
from tests.domain.events.samples_registers import EARLIER, OTHER

ABOUT: dict[str, str] = {
    "ledger.opened": "",
    "key.rotated": "",
    "regulation.adopted": "",
    "policy.adopted": "",
    "calendar.published": "year:2025",
    "year.opened": "year:2025",
    "year.sealed": "year:2025",
    "year.reopened": "year:2025",
    "organ.named": "",
    "unit.registered": "unit:qinghe",
    "unit.changed": "unit:qinghe",
    "unit.reorganised": "unit:gtj unit:slj unit:sthj",
    "lineage.determined": "unit:hekou unit:qinghe year:2022 year:2023",
    "unit.sequenced": "unit:slj",
    "post.assumed": "person:p001 unit:qinghe",
    "post.left": "person:p001 unit:qinghe",
    "operator.registered": "",
    "grant.given": "",
    "grant.ended": "",
    "recusal.recorded": "objection:O-2025-001 unit:qinghe year:2025",
    "history.carried": "unit:qinghe year:2023",
    "draft.submitted": "year:2025",
    "target.issued": "unit:hekou unit:qinghe year:2025",
    "rules.issued": "unit:hekou unit:qinghe year:2025",
    "document.served": "unit:qinghe",
    "target.decomposed": "unit:qinghe year:2025",
    "task.reported": "unit:qinghe year:2025",
    "indicator.reported": "unit:qinghe year:2025",
    "indicator.certified": "unit:hekou unit:qinghe year:2025",
    "indicator.waived": "unit:hekou unit:qinghe year:2025",
    "duty.recorded": "unit:qinghe year:2025",
    "selfcheck.filed": "unit:qinghe year:2025",
    "selfcheck.missed": "unit:hekou unit:qinghe year:2025",
    "submission.returned": "",
    "notice.sent": "case:V-2025-01 finding:F-2025-014 unit:hekou unit:qinghe year:2025",
    "inspection.held": "inspection:I-2025-003 unit:hekou unit:qinghe year:2025",
    "finding.raised": "finding:F-2025-017 unit:hekou unit:qinghe year:2025",
    "finding.notified": "finding:F-2025-017 unit:hekou unit:qinghe",
    "rectification.ordered": "finding:F-2025-017 unit:hekou unit:qinghe",
    "rectification.reported": "finding:F-2025-017 unit:qinghe",
    "rectification.submitted": "finding:F-2025-017 unit:qinghe",
    "extension.requested": "finding:F-2025-017 unit:qinghe",
    "extension.decided": "finding:F-2025-017",
    "rectification.verified": "finding:F-2025-017",
    "closure.publicised": "finding:F-2025-017",
    "finding.closed": "finding:F-2025-017",
    "finding.reopened": "finding:F-2025-017",
    "finding.withdrawn": "finding:F-2025-017",
    "finding.reassigned": "finding:F-2025-017 unit:gxyq unit:hekou unit:qinghe",
    "finding.escalated": "case:V-2 finding:F-2025-017",
    "incident.reported": "case:V-1 unit:qinghe",
    "incident.graded": "case:V-1",
    "incident.attributed": "case:V-1 unit:hekou unit:qinghe",
    "restriction.imposed": "case:V-2 unit:hekou unit:qinghe",
    "restriction.lifted": "case:V-2 unit:hekou unit:qinghe",
    "veto.decided": "case:V-2 unit:qinghe year:2025",
    "score.entered": "unit:qinghe year:2025",
    "score.reversed": "unit:qinghe year:2025",
    "review.done": "unit:hekou unit:qinghe year:2025",
    "review.joined": "unit:hekou unit:qinghe year:2025",
    "onsite.proposed": "unit:hekou unit:qinghe year:2025",
    "onsite.decided": "year:2025",
    "onsite.held": "unit:hekou unit:qinghe year:2025",
    "opinion.issued": "unit:hekou unit:qinghe year:2025",
    "opinion.verified": "unit:hekou unit:qinghe year:2025",
    "completion.determined": "unit:hekou unit:qinghe year:2025",
    "report.submitted": "unit:hekou unit:qinghe year:2025",
    "result.approved": "unit:hekou unit:qinghe year:2025",
    "procedure.deviated": "unit:slj year:2025",
    "result.published": "unit:hekou unit:qinghe year:2025",
    "advanced.revoked": "unit:hekou unit:qinghe year:2025",
    "bonus.entered": "unit:qinghe year:2025",
    "interview.notified": "unit:qinghe year:2025",
    "interview.held": "unit:hekou year:2025",
    "interview.followed": "unit:qinghe year:2025",
    "result.referred": "unit:hekou unit:qinghe year:2025",
    "accountability.proposed": "unit:hekou year:2023 year:2024 year:2025",
    "accountability.withdrawn": "unit:qinghe",
    "accountability.decided": "unit:qinghe",
    "objection.filed": "objection:O-2025-001 unit:qinghe year:2025",
    "objection.accepted": "objection:O-2025-001",
    "objection.decided": "objection:O-2025-001",
    "objection.withdrawn": "objection:O-2025-001",
    "result.corrected": "objection:O-2025-001 unit:hekou unit:qinghe year:2025",
    "record.corrected": "unit:qinghe year:2025",
    "record.voided": "",
    "evidence.attached": "",
    "record.checked": "",
    "document.issued": "objection:O-2025-001 unit:qinghe year:2025",
    "person.sealed": "person:p001",
    "batch.imported": "",
    "archive.transferred": "year:2025",
}
NAMES: dict[str, tuple[str, ...]] = {
    "regulation.adopted": (EARLIER,),
    "policy.adopted": (EARLIER,),
    "year.opened": (OTHER, EARLIER),
    "year.reopened": (EARLIER,),
    "lineage.determined": (OTHER, EARLIER),
    "rules.issued": (EARLIER,),
    "document.served": (EARLIER,),
    "target.decomposed": (EARLIER,),
    "indicator.reported": (EARLIER,),
    "indicator.certified": (EARLIER,),
    "indicator.waived": (EARLIER,),
    "selfcheck.filed": (EARLIER,),
    "submission.returned": (EARLIER,),
    "notice.sent": (EARLIER,),
    "rectification.ordered": (EARLIER,),
    "veto.decided": (EARLIER,),
    "bonus.entered": (EARLIER,),
    "accountability.withdrawn": (EARLIER,),
    "accountability.decided": (EARLIER,),
    "score.reversed": (EARLIER,),
    "review.done": (EARLIER,),
    "onsite.proposed": (EARLIER,),
    "onsite.decided": (EARLIER,),
    "opinion.issued": (EARLIER,),
    "report.submitted": (EARLIER,),
    "result.published": (EARLIER, EARLIER, OTHER),
    "result.referred": (EARLIER, OTHER),
    "accountability.proposed": (EARLIER, OTHER, EARLIER),
    "objection.filed": (EARLIER,),
    "objection.decided": (OTHER, EARLIER),
    "result.corrected": (OTHER, EARLIER, OTHER, EARLIER),
    "record.corrected": (EARLIER, OTHER),
    "record.voided": (EARLIER, OTHER),
    "evidence.attached": (EARLIER,),
    "document.issued": (OTHER,),
}


@pytest.mark.parametrize(("kind", "about"), ABOUT.items())
def test_about(kind: str, about: str) -> None:
    assert " ".join(sorted(SAMPLES[kind].full.payload.tags())) == about


@pytest.mark.parametrize("kind", ABOUT)
def test_entries_named(kind: str) -> None:
    assert tuple(SAMPLES[kind].full.payload.targets()) == NAMES.get(kind, ())


def test_nothing_is_left_out() -> None:
    assert list(ABOUT) == list(SAMPLES)


@pytest.mark.parametrize(
    ("to", "units"),
    [("qinghe", ("qinghe",)), ("UNI:qinghe", ("qinghe",)), ("DEP:slj", ("slj",)),
     ("t01", ("t01",)), ("101", ("101",)), ("MDB", ()), ("SUP:省生态环境厅", ())],
)  # fmt: skip
def test_who_receives_a_document(to: str, units: tuple[str, ...]) -> None:
    served = SAMPLES["document.served"].minimal.payload
    assert served.model_copy(update={"to": to}).concerned() == units
