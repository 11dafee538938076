"""Questions to a whole ledger about how entries were recorded: what was planted is found, and nothing else."""

import datetime as dt

import pytest

from ptaudit.application.audits import entries
from ptaudit.application.audits.asking import Asking, Wanted
from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DoReview,
    EnterScore,
    IssueOpinion,
    VerifyOpinion,
)
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import NotifyFinding
from ptaudit.domain.commands.keeping import SealYear
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.results import PublishResult
from ptaudit.projections.queries.lateness import sums
from tests.projections.audited import DAY, did, said
from tests.projections.counties import County
from tests.projections.test_audit_records import LATE, RECEIVED, approved, filed, raised

ALL = Wanted()


def asking(county: County, wanted: Wanted = ALL, on: dt.date | None = None) -> Asking:
    return Asking(county.app.view(None, on), wanted)


def late(county: County, wanted: Wanted = ALL) -> list[int]:
    return [one.cited.position for one in entries.late(asking(county, wanted))]


def after(county: County, wanted: Wanted = ALL) -> list[tuple[str, int, int]]:
    found = entries.recorded_after(asking(county, wanted))
    return [(one.milestone.closing, one.milestone.year, one.record.position) for one in found]


def two_years() -> tuple[County, dict[str, int]]:
    """Late in 2022 and 2023, with and without proof, at two desks; the rest in time."""
    county = County()
    found = {"2022": did(county, DAY(2022, 9, 1), raised(DAY(2022, 6, 1), "F-2022-001"), "epb")}
    did(county, DAY(2023, 7, 31), raised(), "epb")  # 30 days after: in time
    found["proved"] = did(county, LATE, filed("收文2023-7"))
    found["unproved"] = did(county, DAY(2023, 8, 2), raised(finding="F-2023-002"), "epb")
    notify = said(NotifyFinding, finding="F-2023-002", on=DAY(2023, 7, 2))
    found["case"] = did(county, DAY(2023, 8, 3), notify, "epb")
    return county, found


def test_late_entries_of_every_year_stand_worst_first() -> None:
    county, found = two_years()
    assert late(county) == [found[name] for name in ("2022", "unproved", "case", "proved")]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(year=2022), ("2022",)),
        (Wanted(year=2023), ("unproved", "case", "proved")),
        (Wanted(desk="目督办登记岗"), ("proved",)),
        (Wanted(operator="epb"), ("2022", "unproved", "case")),
        (Wanted(year=2023, operator="epb"), ("unproved", "case")),
        (Wanted(unit="qinghe", desk="目督办登记岗"), ("proved",)),
        (Wanted(unit="hekou"), ()),
        (Wanted(year=2021), ()),
    ],
)
def test_what_is_wanted_of_the_late(wanted: Wanted, names: tuple[str, ...]) -> None:
    county, found = two_years()
    assert late(county, wanted) == [found[name] for name in names]


def test_late_entries_add_up_by_whatever_they_are_summed_by() -> None:
    county, found = two_years()
    held = entries.late(asking(county))
    [bureau, office] = sums(held, lambda one: one.cited.desk)
    assert (bureau.of, bureau.count, bureau.unproved, bureau.days) == ("环保登记岗", 3, 3, 92)
    assert (office.of, office.count, office.unproved, office.days) == ("目督办登记岗", 1, 0, 31)
    assert office.working_days == 22  # weekends only: no arrangement of 2023 is recorded
    assert [one.cited.position for one in office.found] == [found["proved"]]


def test_a_threshold_is_that_of_the_year_an_entry_is_about() -> None:
    county, found = two_years()
    ruling = {"keys": [("late_record.threshold", "31")], "from_year": 2023}
    adopt = AdoptPolicy.model_validate(ruling | {"basis": [{"doc_no": "×绩委〔2023〕1号"}]})
    did(county, DAY(2023, 9, 1), adopt)
    assert late(county) == [found[name] for name in ("2022", "unproved", "case")]
    ruling = {"keys": [("late_record.threshold", "3")], "from_year": 2023}
    adopt = AdoptPolicy.model_validate(ruling | {"basis": [{"doc_no": "×绩委〔2023〕2号"}]})
    did(county, DAY(2023, 9, 2), adopt)
    assert len(late(county, Wanted(year=2023))) == 4


def test_a_void_entry_is_not_late_a_corrected_day_may_be_and_proof_may_come_later() -> None:
    county, found = two_years()
    filing = county.entry("selfcheck.filed")
    did(county, DAY(2023, 8, 4), said(VoidRecord, target=filing, reason="重复"))
    assert found["proved"] not in late(county)
    moved = did(county, DAY(2023, 8, 5), filed(on=LATE))
    assert moved not in late(county)
    again = county.entry("selfcheck.filed")
    correct = said(CorrectRecord, target=again, set=[("on", "2023-05-01")], reason="日期录错")
    did(county, DAY(2023, 8, 6), correct)
    assert late(county)[:2] == [moved, found["2022"]]
    [one] = [o for o in entries.late(asking(county)) if o.cited.position == moved]
    assert (one.proofs, one.cited.on) == ((), DAY(2023, 5, 1))
    did(county, DAY(2023, 8, 9), said(AttachEvidence, target=again, receipt="收文2023-9"))
    [one] = [o for o in entries.late(asking(county)) if o.cited.position == moved]
    assert one.proofs == ("收文2023-9",)


def test_what_a_view_does_not_know_is_not_late() -> None:
    county, found = two_years()
    then = Asking(county.app.view(f"第{found['proved']}号"))
    assert [one.cited.position for one in entries.late(then)] == [found["2022"], found["proved"]]
    early = asking(county, on=DAY(2022, 12, 31))
    assert [one.cited.position for one in entries.late(early)] == [found["2022"]]


def closed() -> tuple[County, dict[str, int]]:
    """Two approved years, each with an entry recorded after its approval about before it."""
    county = County()
    did(county, DAY(2023, 1, 20), approved(year=2022))
    did(county, DAY(2023, 7, 2), filed("收文2023-7"))
    found = {"2022": did(county, DAY(2023, 7, 3), raised(DAY(2022, 11, 1), "F-2022-001"), "epb")}
    did(county, DAY(2024, 1, 20), approved())
    did(county, DAY(2024, 1, 21), raised(DAY(2024, 1, 21), "F-2024-001"), "epb")
    found["2023"] = did(county, DAY(2024, 1, 25), raised(), "epb")
    notify = said(NotifyFinding, finding="F-2023-001", on=DAY(2023, 7, 4))
    found["case"] = did(county, DAY(2024, 1, 26), notify, "epb")
    correct = said(
        CorrectRecord,
        target=county.entry("selfcheck.filed"),
        set=[("receipt_no", "收文2023-8")],
        reason="错号",
    )
    found["corrected"] = did(county, DAY(2024, 1, 27), correct)
    return county, found


def test_every_year_is_asked_what_came_after_its_approval() -> None:
    county, found = closed()
    assert after(county) == [
        ("审定", 2022, found["2022"]),
        ("审定", 2023, found["2023"]),
        ("审定", 2023, found["case"]),
        ("审定", 2023, found["corrected"]),
    ]
    assert after(county, Wanted(year=2022)) == [("审定", 2022, found["2022"])]
    assert after(county, Wanted(operator="mdb")) == [("审定", 2023, found["corrected"])]
    last = entries.recorded_after(asking(county))[-1]
    assert (last.how, last.about.kind, last.about.effective) == (
        "更正",
        "selfcheck.filed",
        RECEIVED,
    )


def test_what_is_recorded_under_a_seal_is_asked_about_as_such() -> None:
    county = County()
    scores = {"清河镇": "95.00", "河口镇": "91.00", "水利局": "90.00"}
    approve = approved().model_dump() | {
        "scores": [{"unit": name, "score": score} for name, score in scores.items()]
    }
    did(county, DAY(2024, 1, 20), ApproveResult.model_validate(approve))
    before = did(county, DAY(2024, 1, 25), raised(), "epb")
    paper = {"basis": [{"doc_no": "×委办〔2024〕5号"}]}
    publish = {"year": 2023, "computed": True}
    did(county, DAY(2024, 1, 30), PublishResult.model_validate(publish | paper))
    head = county.app.ledger.head().size
    seal = did(county, DAY(2024, 2, 1), said(SealYear, year=2023, head_position=head))
    position = did(county, DAY(2024, 2, 5), raised(RECEIVED, "F-2023-009"), "epb")
    assert after(county) == [("审定", 2023, before), ("封账", 2023, position)]
    assert entries.recorded_after(asking(county))[-1].milestone.position == seal


def test_changes_stand_field_by_field_in_the_order_of_the_ledger() -> None:
    county, found = closed()
    void = said(VoidRecord, target=county.entry("finding.notified"), reason="重复登记")
    voided = did(county, DAY(2024, 1, 28), void, "epb")
    corrected, gone = entries.changed(asking(county))
    assert (corrected.record.position, gone.record.position) == (found["corrected"], voided)
    assert [(c.field, c.before, c.after) for c in corrected.changes] == [
        ("receipt_no", "收文2023-7", "收文2023-8")
    ]
    assert (gone.how, gone.target.position, gone.changes) == ("作废", found["case"], ())
    assert [c.how for c in entries.changed(asking(county, Wanted(desk="环保登记岗")))] == ["作废"]
    assert entries.changed(asking(county, Wanted(year=2022))) == []
    assert len(entries.changed(asking(county, Wanted(year=2023, unit="qinghe")))) == 2


def judged() -> tuple[County, dict[str, int]]:
    """The bureau is a unit itself; one operator scores a township and verifies the opinion on it."""
    county = County()
    unit = {"name": "县环保局", "unit_kind": "部门", "unit": "hbj", "roles": ["EPB"]}
    did(county, DAY(2023, 1, 3), RegisterUnit.model_validate(unit | {"gov_organ": "县环保局"}))
    found = {}
    for name, by, stage in (
        ("清河镇", "mdb", "实地"),
        ("河口镇", "mdb", "复核"),
        ("水利局", "mdb", "自评"),
        ("县环保局", "epb", "审核"),
    ):
        score = {"unit": name, "item": "R1", "amount": "-1.00", "year": 2023, "stage": stage}
        own = {} if by == "epb" else {"organ": ("MDB",)}
        said_so = {"note": "查实", "irregular": "没有实地考评的登记"}
        enter = EnterScore.model_validate(score | own | said_so)
        found[name] = did(county, DAY(2023, 12, 1), enter, by)
    review = {"year": 2023, "units": [{"unit": "县环保局"}], "irregular": "自查未登记"}
    found["review"] = did(county, DAY(2024, 1, 5), DoReview.model_validate(review), "epb")
    for sequence, names in (("A", ("清河镇", "河口镇")), ("B", ("水利局", "县环保局"))):
        scores = [{"unit": name, "score": "90.00"} for name in names]
        paper = {"basis": [{"doc_no": "×环〔2024〕2号"}], "irregular": "未经审核"}
        fields = {"year": 2023, "sequence": sequence, "scores": scores}
        opinion = IssueOpinion.model_validate(fields | paper)
        found["opinion"] = did(county, DAY(2024, 1, 9), opinion, "epb")
        verify = {"year": 2023, "sequence": sequence, "scores": scores, "irregular": "补"}
        verified = VerifyOpinion.model_validate(verify)
        found[f"verified {sequence}"] = did(county, DAY(2024, 1, 9), verified)
    return county, found


def test_who_assessed_the_unit_that_it_is() -> None:
    county, found = judged()
    held = entries.of_itself(asking(county))
    assert [(year, one.unit, one.kind) for year, one in held] == [
        (2023, "hbj", "opinion.issued"),
        (2023, "hbj", "review.done"),
        (2023, "hbj", "score.entered"),
    ]
    assert [r.position for _, one in held for r in one.records] == [
        found["opinion"],
        found["review"],
        found["县环保局"],
    ]
    assert entries.of_itself(asking(county, Wanted(unit="qinghe"))) == []
    assert entries.of_itself(asking(county, Wanted(operator="mdb"))) == []


def test_who_scored_and_then_verified() -> None:
    """Entries made at 复核 belong to the verification; a self-score is a claim."""
    county, found = judged()
    [one] = entries.same_hand(asking(county))
    assert (one.operator, one.unit, one.year) == ("mdb", "qinghe", 2023)
    assert [record.position for record in one.scored] == [found["清河镇"]]
    assert one.decided.position == found["verified A"]
    assert entries.same_hand(asking(county, Wanted(unit="hekou"))) == []
    assert entries.same_hand(asking(county, Wanted(year=2022))) == []


def test_an_entry_is_cited_as_it_reads_now() -> None:
    county, found = closed()
    asked = asking(county)
    target = entries.changed(asked)[0].target.position
    one = asked.cited(target)
    assert one is not None
    assert (one.receipts, one.amended_by) == (("收文2023-8",), found["corrected"])
    assert asked.cited(county.app.ledger.head().size + 1) is None
