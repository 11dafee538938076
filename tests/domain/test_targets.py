"""第十一条: 县环保部门 drafts, 县绩效委 issues; two acts, in that order, by nobody else."""

import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.selfchecks import ReturnSubmission
from ptaudit.domain.commands.targets import IssueRules, IssueTargets, SubmitDraft
from ptaudit.domain.events.targets import DraftRef, RulesIssued, TargetIssued
from ptaudit.domain.targets.decider import of_year
from ptaudit.domain.targets.fold import YearPapers, evolve
from ptaudit.domain.targets.gaps import Gap, gaps
from ptaudit.domain.targets.parts import size_of
from ptaudit.domain.wire import PAYLOAD_LIMIT
from tests.domain.specification import Spec, say, unit

DRAFTED = dt.date(2023, 1, 10)
ISSUED = dt.date(2023, 2, 1)
DAY = dt.timedelta(1)
AIR = {
    "unit": "清河镇",
    "code": "T1",
    "name": "空气优良天数",
    "value": "300",
    "op": "≥",
    "binding": True,
}
ITEM = {
    "code": "R1",
    "name": "河长巡河",
    "group": "8.2",
    "mode": "扣分",
    "points": "100",
    "rule_text": "每少一次扣1分,扣完为止",
}

SPEC = Spec().given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("slj", "县水利局", "部门")
)
DRAFT = say(SubmitDraft, draft="目标任务", year=2023, targets=(AIR,), on=DRAFTED)
ISSUE = say(IssueTargets, year=2023, targets=(AIR,), on=ISSUED, basis="×绩〔2023〕1号")
DRAFT_RULES = say(
    SubmitDraft,
    draft="考评细则",
    year=2023,
    items=(ITEM,),
    applies_to="A",
    full_marks=100,
    on=DRAFTED,
)
RULES = say(
    IssueRules,
    year=2023,
    applies_to="A",
    items=(ITEM,),
    full_marks=100,
    on=ISSUED,
    basis="×绩〔2023〕2号",
)


def drafted() -> Spec:
    return SPEC.by("epb").did(DRAFT).did(DRAFT_RULES).by("mdb")


def papers(spec: Spec) -> YearPapers:
    state = YearPapers()
    for record in clocks.known(spec.select(of_year(2023).matches)):
        state = evolve(state, record)
    return state


def test_a_draft_of_targets_is_recorded_for_the_bureau() -> None:
    [draft] = SPEC.by("epb").when(DRAFT).drafts
    assert (draft.organs, draft.tags) == (("EPB",), ("year:2023",))
    assert draft.claimed_basis[0].ref == "11"


def test_issued_targets_name_the_draft_they_rest_on_and_tag_every_unit() -> None:
    spec = drafted()
    [issued] = spec.when(ISSUE).drafts
    assert isinstance(issued.payload, TargetIssued)
    digest = papers(spec).drafts[0].digest
    assert issued.payload.draft == DraftRef(version=1, parts_digest=digest)
    assert (issued.organs, issued.tags) == (("JXW",), ("unit:qinghe", "year:2023"))


def test_the_draft_may_be_submitted_on_the_day_of_issue_but_not_after() -> None:
    late = DRAFT.model_copy(update={"on": ISSUED + DAY})
    SPEC.when(ISSUE).refused("target.no_draft")
    SPEC.by("epb").did(late).by("mdb").when(ISSUE).refused("target.no_draft")
    same = DRAFT.model_copy(update={"on": ISSUED})
    assert SPEC.by("epb").did(same).by("mdb").when(ISSUE).drafts


def test_an_issue_without_a_draft_is_recorded_when_said_to_be_irregular() -> None:
    SPEC.when(ISSUE.model_copy(update={"irregular": "未经拟制"})).irregular("target.no_draft")


def test_the_draft_typed_in_later_heals_the_order() -> None:
    spec = SPEC.did(ISSUE.model_copy(update={"irregular": "草案未录"}))
    assert [c.code for c in papers(spec).contradictions] == ["target.no_draft"]
    assert papers(spec.by("epb").did(DRAFT)).contradictions == ()


def test_a_returned_draft_may_not_be_issued_and_its_next_version_may() -> None:
    spec = drafted()
    entry = papers(spec).drafts[0].entries[0]
    returned = say(
        ReturnSubmission,
        target=entry,
        reason="缺约束性指标",
        on=DRAFTED + DAY,
        basis="×绩函〔2023〕1号",
    )
    spec = spec.did(returned)
    spec.when(ISSUE).refused("target.draft_returned", version=1)
    again = DRAFT.model_copy(update={"on": DRAFTED + 2 * DAY})
    spec = spec.by("epb").did(again).by("mdb")
    [issued] = spec.when(ISSUE).drafts
    assert isinstance(issued.payload, TargetIssued)
    assert issued.payload.draft is not None
    assert issued.payload.draft.version == 2
    spec.when(ISSUE.model_copy(update={"draft_version": 1})).refused("target.draft_returned")
    spec.when(ISSUE.model_copy(update={"draft_version": 3})).not_found("draft.unknown")


def test_targets_issued_by_the_bureau_are_a_breach_of_authority() -> None:
    own = say(IssueTargets, year=2023, targets=(AIR,), on=ISSUED, organ="EPB")
    spec = drafted().by("epb")
    spec.when(own).refused("organ.not_competent")
    spec.when(own.model_copy(update={"irregular": "局发文下达"})).irregular("organ.not_competent")


def test_saying_it_twice_records_it_once() -> None:
    spec = drafted()
    spec.by("epb").when(DRAFT).already(spec.records[-2].position)
    spec = spec.did(ISSUE)
    spec.when(ISSUE).already(spec.last.position)
    first = spec.last.position
    other = ISSUE.model_copy(update={"on": ISSUED + DAY, "changes": "重印"})
    spec.did(other).when(ISSUE).already(first)
    [again] = spec.when(ISSUE.model_copy(update={"target_version": 2})).drafts
    assert isinstance(again.payload, TargetIssued)
    assert again.payload.target_version == 2
    spec = spec.did(RULES)
    spec.when(RULES).already(spec.last.position)


def test_an_adjustment_is_the_next_version_and_replaces_the_units_it_names() -> None:
    spec = drafted().did(ISSUE)
    other = {**AIR, "unit": "河口镇"}
    spec = spec.did(
        say(IssueTargets, year=2023, targets=(other,), on=ISSUED, basis="×绩〔2023〕3号")
    )
    change = say(
        IssueTargets,
        year=2023,
        targets=({**AIR, "value": "310"},),
        changes="上调",
        on=ISSUED + 90 * DAY,
        basis="×绩〔2023〕9号",
    )
    state = papers(spec.did(change))
    assert [v.version for v in state.issued] == [1, 2, 3]
    assert {u: [t.value for t in ts] for u, ts in state.targets.items()} == {
        "qinghe": [Decimal(310)],
        "hekou": [Decimal(300)],
    }


def test_a_version_said_twice_with_other_content_is_refused() -> None:
    spec = drafted().did(ISSUE)
    other = say(
        IssueTargets,
        year=2023,
        targets=({**AIR, "value": "310"},),
        target_version=1,
        on=ISSUED,
        basis="×绩〔2023〕1号",
    )
    spec.when(other).refused("target.version_taken", version=1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"draft": "目标任务", "items": (ITEM,)}, "draft.needs_targets"),
        ({"draft": "目标任务", "targets": (AIR,), "items": (ITEM,)}, "draft.needs_targets"),
        ({"draft": "考评细则", "items": (ITEM,), "applies_to": "A"}, "draft.needs_rules"),
        ({"draft": "考评细则", "items": (ITEM,), "full_marks": 100}, "rules.scope_missing"),
        (
            {"draft": "考评细则", "items": (ITEM,), "full_marks": 100, "applies_to": "A B"},
            "rules.scope_mixed",
        ),
        ({"draft": "目标任务", "targets": (AIR, AIR)}, "target.code_twice"),
    ],
)
def test_what_cannot_be_a_draft_is_malformed(said: dict[str, object], code: str) -> None:
    SPEC.by("epb").when(say(SubmitDraft, year=2023, **said)).malformed(code)


def test_an_unknown_unit_is_not_found() -> None:
    SPEC.by("epb").when(
        say(SubmitDraft, draft="目标任务", year=2023, targets=({**AIR, "unit": "清河"},))
    ).not_found("unit.unknown", near="清河镇、河口镇")


def test_rules_for_single_units_are_numbered_above_the_sequences_they_cut_across() -> None:
    spec = drafted().did(RULES)
    other = RULES.model_copy(update={"applies_to": ("清河镇",), "irregular": "未另拟制"})
    [issued] = spec.when(other).drafts
    assert isinstance(issued.payload, RulesIssued)
    assert (issued.payload.applies_to, issued.payload.rules_version) == (("qinghe",), 2)
    department = RULES.model_copy(update={"applies_to": ("B",), "irregular": "未另拟制"})
    [issued] = spec.when(department).drafts
    assert isinstance(issued.payload, RulesIssued)
    assert issued.payload.rules_version == 1


def test_a_revision_names_the_version_it_revises() -> None:
    spec = drafted().did(RULES)
    first = spec.last.id
    revision = RULES.model_copy(update={"on": ISSUED + 30 * DAY})
    [issued] = spec.when(revision).drafts
    assert isinstance(issued.payload, RulesIssued)
    assert (issued.payload.rules_version, issued.payload.revises) == (2, first)
    assert f"ref:{first}" in issued.tags


def test_a_thousand_targets_go_out_in_parts_that_fit_and_come_back_whole() -> None:
    targets = tuple(
        {**AIR, "unit": name, "code": f"T{n}", "name": "环境质量" * 20}
        for name in ("清河镇", "河口镇")
        for n in range(500)
    )
    big = say(
        IssueTargets,
        year=2023,
        targets=targets,
        on=ISSUED,
        basis="×绩〔2023〕1号",
        irregular="无草案",
    )
    drafts = SPEC.when(big).drafts
    assert len(drafts) > 3
    assert all(size_of(draft.payload) <= PAYLOAD_LIMIT for draft in drafts)
    state = papers(SPEC.did(big))
    assert [len(state.targets[u]) for u in ("qinghe", "hekou")] == [500, 500]
    assert [c.code for c in state.contradictions] == ["target.no_draft"]
    [version] = state.issued
    assert version.positions == tuple(r.position for r in SPEC.did(big).records[-len(drafts) :])


def test_gaps_are_noticed_and_nothing_is_missing_before_the_issue() -> None:
    spec = drafted()
    assert list(gaps(papers(spec), spec.registry, 2023)) == []
    spec = spec.did(ISSUE).did(RULES)
    assert list(gaps(papers(spec), spec.registry, 2023)) == [
        Gap("无目标任务", "hekou"),
        Gap("无目标任务", "slj"),
        Gap("指标无细则", "qinghe", "T1"),
    ]
