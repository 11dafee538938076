"""Items 4 and 5, and the procedure paper by paper: out of order, without authority, assessed by itself."""

import pytest

from ptaudit.domain.commands.assessment import (
    ApproveResult,
    DeductScore,
    DeviateProcedure,
    DoReview,
    EnterScore,
    IssueOpinion,
)
from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.commands.targets import IssueRules, SubmitDraft
from ptaudit.projections.audit_lines import Material
from ptaudit.projections.audit_procedure import irregular
from ptaudit.projections.cycle import cycle
from ptaudit.projections.procedure_acts import Act, StepActs, procedure_acts
from ptaudit.projections.procedure_check import procedure_check
from tests.domain import years
from tests.projections.audited import DAY, codes, did, items, said, value
from tests.projections.counties import County
from tests.projections.scored import ITEMS

B = [{"unit": "水利局", "score": "91.00"}]
NAMES = ("清河镇", "河口镇", "水利局")


def approved() -> ApproveResult:
    scores = [{"unit": name, "score": "90.00"} for name in NAMES]
    fields = {"year": 2023, "by": ("CPC", "CGV"), "scores": scores}
    return ApproveResult.model_validate(fields | {"basis": [{"doc_no": "×委纪要〔2024〕3号"}]})


def rules(**more: object) -> IssueRules:
    fields = {"year": 2023, "applies_to": ("A",), "items": ITEMS, "full_marks": "100"}
    paper = {"basis": [{"doc_no": "×绩发〔2023〕1号"}]}
    return IssueRules.model_validate(fields | paper | {"irregular": "拟制稿未登记"} | more)


def test_a_step_is_wanting_only_before_a_later_one() -> None:
    county = County()
    did(county, DAY(2024, 1, 5), DoReview.model_validate(review("清河镇")), "epb")
    [first] = items(county.app, 2023)[4].lines
    assert (first.code, value(first, "step")) == ("step_missing", "自查")
    assert first.units == ("qinghe", "hekou", "slj")
    paper = [{"doc_no": "×环〔2024〕2号"}]
    opinion = said(
        IssueOpinion, year=2023, sequence="B", scores=B, basis=paper, irregular="先出意见"
    )
    given = did(county, DAY(2024, 1, 8), opinion, "epb")
    steps = [line for line in items(county.app, 2023)[4].lines if line.code.startswith("step")]
    assert [(line.code, value(line, "step")) for line in steps] == [("step_missing", "自查")]
    reviewed = DoReview.model_validate(review("水利局") | {"on": DAY(2024, 1, 7)})
    did(county, DAY(2024, 1, 9), reviewed, "epb")
    steps = [line for line in items(county.app, 2023)[4].lines if line.code.startswith("step")]
    assert [(line.code, value(line, "step")) for line in steps] == [
        ("step_missing", "自查"),
        ("step_partial", "审核"),
    ]
    assert steps[1].positions == (given - 1, given + 1)


def test_a_year_of_results_alone_is_not_irregular() -> None:
    county = County()
    position = did(county, DAY(2024, 1, 20), approved())
    item = items(county.app, 2023)[4]
    [line] = item.lines
    assert (item.count, line.code, line.positions) == (0, "step_level", (position,))
    assert value(line, "steps") == "自查、审核、意见、复核、报告、通报"


def review(*names: str) -> dict[str, object]:
    return {"year": 2023, "units": [{"unit": name} for name in names]}


def test_a_step_departed_from_stands_with_its_reason() -> None:
    county = County()
    note = said(DeviateProcedure, year=2023, step="复核", approved_by="县绩效委", reason="时间紧")
    position = did(county, DAY(2024, 1, 10), note)
    [line] = items(county.app, 2023)[4].lines
    assert (line.code, line.positions, value(line, "reason")) == (
        "step_deviated",
        (position,),
        "时间紧",
    )


def test_an_irregular_entry_is_judged_as_the_ledger_stands_now() -> None:
    county = County()
    position = did(county, DAY(2023, 3, 1), rules())
    [line] = items(county.app, 2023)[4].lines
    assert (line.code, line.fault, line.positions) == (
        "irregular_order",
        "rules.no_draft",
        (position,),
    )
    assert value(line, "reason") == "拟制稿未登记"
    draft = {"draft": "考评细则", "year": 2023, "items": ITEMS, "applies_to": ("A",)}
    earlier = SubmitDraft.model_validate(draft | {"full_marks": "100", "on": DAY(2023, 2, 1)})
    did(county, DAY(2023, 3, 5), earlier, "epb")
    assert codes(items(county.app, 2023)[4]) == ["irregular_mended"]


@pytest.mark.parametrize(
    ("reason", "line"), [("复核未登记", "irregular_order"), (None, "contradiction")]
)
def test_each_fault_of_one_paper_has_its_line(reason: str | None, line: str) -> None:
    """A report of two sequences, neither of them verified: at once, or because both were voided since."""
    spec = years.OPINED if reason else years.VERIFIED
    spec = spec.by("mdb").did(years.REPORT.model_copy(update={"irregular": reason}))
    report = spec.last.position
    for done in [r.position for r in spec.records if r.kind == "opinion.verified"]:
        spec = spec.voided(done)
    year = years.year(spec)
    item = irregular(
        Material(2023, year.at[0], spec.records, spec.records, spec.registry, {2023: year}, {},
                 year.contradictions)
    )  # fmt: skip
    faults = [found for found in item.lines if found.fault == "report.not_verified"]
    assert [(found.code, found.positions, value(found, "sequence")) for found in faults] == [
        (line, (report,), "A"),
        (line, (report,), "B"),
    ]
    assert item.count == len(item.lines)


def test_a_breach_of_authority_stays_as_it_was_marked() -> None:
    county = County()
    draft = {"draft": "考评细则", "year": 2023, "items": ITEMS, "applies_to": ("A",)}
    submitted = SubmitDraft.model_validate(draft | {"full_marks": "100"})
    did(county, DAY(2023, 2, 1), submitted, "epb")
    own = rules(organ=("EPB",), irregular="由本局自行印发", basis=[{"doc_no": "×环〔2023〕1号"}])
    did(county, DAY(2023, 3, 1), own, "epb")
    [line] = items(county.app, 2023)[4].lines
    assert (line.code, line.fault) == ("irregular_marked", "organ.not_competent")
    assert value(line, "organs") == "县环境保护行政主管部门"


def test_a_paper_voided_since_leaves_what_rested_on_it_contradicted() -> None:
    county = County()
    draft = {"draft": "考评细则", "year": 2023, "items": ITEMS, "applies_to": ("A",)}
    submitted = SubmitDraft.model_validate(draft | {"full_marks": "100"})
    did(county, DAY(2023, 2, 1), submitted, "epb")
    issued = did(county, DAY(2023, 3, 1), rules(irregular=None))
    assert items(county.app, 2023)[4].lines == ()
    void = said(VoidRecord, target=county.entry("draft.submitted"), reason="错登")
    did(county, DAY(2023, 3, 2), void, "epb")
    [line] = items(county.app, 2023)[4].lines
    assert (line.code, line.fault, line.positions) == (
        "contradiction",
        "rules.no_draft",
        (issued,),
    )


def test_an_organ_that_assesses_itself_is_named() -> None:
    county = County()
    unit = {"name": "县环保局", "unit_kind": "部门", "unit": "hbj", "gov_organ": "县环保局"}
    did(county, DAY(2023, 1, 5), RegisterUnit.model_validate(unit | {"roles": ("EPB",)}))
    did(county, DAY(2023, 3, 1), rules(applies_to=("B",)))
    did(county, DAY(2024, 1, 4), DoReview.model_validate(review("清河镇")), "epb")
    assert items(county.app, 2023)[5].lines == ()
    position = did(
        county, DAY(2024, 1, 5), DoReview.model_validate(review("县环保局", "河口镇")), "epb"
    )
    deduct = {"unit": "县环保局", "item": "R31", "amount": "3", "year": 2023, "note": "清单"}
    scored = did(county, DAY(2024, 1, 5), DeductScore.model_validate(deduct), "epb")
    claim = {"unit": "县环保局", "item": "R31", "amount": "-1", "year": 2023, "note": "自评"}
    own = EnterScore.model_validate(claim | {"stage": "自评", "organ": ("EPB",)})
    did(county, DAY(2024, 1, 6), own, "epb")
    item = items(county.app, 2023)[5]
    assert [(line.kind, line.units, line.positions) for line in item.lines] == [
        ("review.done", ("hbj",), (position,)),
        ("score.entered", ("hbj",), (scored,)),
    ]
    assert item.count == 2


def returned() -> County:
    """清河镇's self-check of the year reached both and was sent back by 县环保部门."""
    county = County()
    fields = {"unit": "清河镇", "period": "年终", "year": 2023, "receipt": "收文2024-1"}
    copied = {"copied": DAY(2024, 1, 3), "copy_receipt": "目督收2024-1", "on": DAY(2024, 1, 3)}
    did(county, DAY(2024, 1, 3), FileSelfcheck.model_validate(fields | copied))
    [target, _] = [r.id for r in county.app.view().entries() if r.kind == "selfcheck.filed"]
    did(county, DAY(2024, 1, 4), said(ReturnSubmission, target=target, reason="缺佐证"), "epb")
    return county


def test_a_self_check_sent_back_is_not_done() -> None:
    county = returned()
    row, registry = county.app.view().row(cycle, "2023"), county.app.view().registry
    assert procedure_check(row, registry)[0].done == 0
    before = county.app.view(as_effective=DAY(2024, 1, 3))
    assert procedure_check(before.row(cycle, "2023"), registry)[0].done == 1
    [first, *_] = procedure_acts(row, registry, DAY(2024, 2, 1))
    assert dict(first.owing)["qinghe"] == "退回待重报"


def test_acts_stand_paper_by_paper_with_what_is_wrong() -> None:
    spec = years.PUBLISHED
    found = acts_of(procedure_acts(years.year(spec), spec.registry, DAY(2024, 2, 1)))
    assert [len(acts) for acts in found.values()] == [0, 1, 0, 2, 2, 1, 1, 1]
    assert all(act.counts and not act.faults for step in found.values() for act in step)
    early = years.COUNTY.by("epb").did(years.opinion(irregular="先出意见"))
    [act] = acts_of(procedure_acts(years.year(early), early.registry, DAY(2024, 2, 1)))["意见"]
    assert (act.counts, act.faults[0][0]) == (False, "opinion.not_reviewed")
    assert act.paper.position == early.last.position


def acts_of(steps: tuple[StepActs, ...]) -> dict[str, tuple[Act, ...]]:
    return {step.step.step: step.acts for step in steps}


def test_a_paper_sent_back_does_not_count() -> None:
    opined = years.REVIEWED.did(years.opinion("A"))
    back = ReturnSubmission(target=opined.last.id, reason="重核", organ=("MDB",))
    spec = opined.by("mdb").did(back)
    [act] = acts_of(procedure_acts(years.year(spec), spec.registry, DAY(2024, 2, 1)))["意见"]
    assert (act.counts, act.returned) == (False, spec.last.position)
