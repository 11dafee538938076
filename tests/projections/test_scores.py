"""得分表: the same from stored rows, from a full fold and at any earlier moment; what is fixed stays fixed."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.application import stored
from ptaudit.domain.commands.assessment import ReverseScore
from ptaudit.domain.commands.corrections import CorrectRecord
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.events.assessment import (
    ApprovedScore,
    OpinionIssued,
    ReportedScore,
    ReportLists,
    ReportRef,
    ReportSubmitted,
    ResultApproved,
    ScoreReversed,
    UnitScore,
)
from ptaudit.domain.events.base import Ref
from ptaudit.domain.record import Irregular, Record
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import reasons
from ptaudit.domain.scoring.sheet import Sheet, official
from ptaudit.projections.scores import own, scores
from tests.domain.scoring import FOUND, entered
from tests.domain.sheets import points
from tests.domain.specification import Spec
from tests.projections.scored import DAY, disputed

KEY = "qinghe/2023"


def opinion(total: str) -> OpinionIssued:
    scores_ = (UnitScore(unit="qinghe", score=points(total)),)
    return OpinionIssued(year=2023, sequence="A", opinion_version=1, scores=scores_)


def row(records: Any, on: dt.date | None = None, upto: int = 10**9) -> Sheet:
    mine = own(KEY)
    picked = [r for r in records if r.position <= upto and mine.matches(r.kind, r.tags)]
    return scores.fold(KEY, picked, on)


def incremental(records: Any, on: dt.date | None = None) -> Sheet:
    """The row as catching up entry by entry leaves it."""
    rows: dict[str, Sheet] = {}
    for record in records:
        _, again = scores.advance(rows, [record], on)
        for key in again:
            if key == KEY:
                rows[key] = row(records, on, record.position)
    return rows.get(KEY, scores.initial(KEY))


def test_the_dispute_over_three_points() -> None:
    county, entry = disputed()
    view = county.app.view()
    found = scored(view.row(scores, KEY), view.registry)
    assert found.computed is not None
    assert (found.total, found.computed.total) == (points("87.50"), points("97.00"))
    assert (found.undecomposed, found.recomputed) == (points("-9.50"), points("87.50"))
    supposed = county.app.suppose(view, void=[entry]).view
    again = scored(supposed.row(scores, KEY), supposed.registry)
    assert (again.total, again.undecomposed) == (points("87.50"), points("-9.50"))
    assert (again.recomputed, again.difference) == (points("90.50"), points("3.00"))
    shown = reasons(found, view.registry)
    assert [(line.what, line.counted) for line in shown if line.what in ("计分", "未分解")] == [
        ("计分", points(-3)),
        ("未分解", points("-9.50")),
    ]
    [deduction] = [line for line in shown if line.what == "计分"]
    assert deduction.rule_text == "逾期未整改每件扣3分"
    assert deduction.findings == ("F-2023-017",)
    assert len(deduction.basis) == 2


def test_stored_rows_are_the_rows_of_a_full_fold_after_every_entry() -> None:
    county, entry = disputed()
    stored.rebuild(county.app.ledger, scores)
    county.do(RaiseFinding(units=("清河镇",), issue="扬尘", on=DAY(2023, 10, 8)))
    raised = next(r for r in county.app.view().entries() if r.kind == "finding.raised")
    change = CorrectRecord(
        target=raised.id, set=(("issue", "沿河养殖粪污排放"),), reason="文字有误"
    )
    county.do(change)
    stored.catch_up(county.app.ledger, scores)
    assert stored.verify(county.app.ledger, scores) == ()
    view = county.app.view()
    assert view.rows(scores)[KEY] == view.row(scores, KEY)
    position, rows = stored.load(county.app.ledger, scores)
    assert (position, rows[KEY]) == (county.app.ledger.head().size, view.row(scores, KEY))
    assert [e.changed for e in rows[KEY].entries if e.id == entry] == [(position,)]


def test_a_view_at_a_moment_is_the_view_of_a_ledger_cut_there() -> None:
    county, _ = disputed()
    records = list(county.app.view().entries())
    for moment in range(records[-6].position, records[-1].position + 1):
        view = county.app.view(f"第{moment}号", DAY(2024, 1, 25))
        assert view.row(scores, KEY) == row(records, DAY(2024, 1, 25), moment)
        assert view.rows(scores).get(KEY, Sheet("qinghe", 2023)) == view.row(scores, KEY)


def test_a_view_about_an_earlier_day_knows_no_later_act() -> None:
    county, _ = disputed()
    before = county.app.view(None, DAY(2024, 1, 19)).row(scores, KEY)
    assert (len(before.entries), before.assertions) == (1, ())
    assert county.app.view(None, DAY(2024, 1, 7)).row(scores, KEY) == Sheet("qinghe", 2023)
    on = county.app.view(None, DAY(2024, 1, 20))
    assert on.rows(scores)[KEY].assertions == on.row(scores, KEY).assertions != ()


ASSERTED = FOUND.given(entered(), on=DAY(2024, 1, 8)).given(opinion("97"), on=DAY(2024, 1, 10))


def nets_of(spec: Spec) -> dict[str, Any]:
    [assertion] = row(spec.records).assertions
    return {code: net.net for code, net in assertion.nets.items()}


@pytest.mark.parametrize(
    ("day", "expected"), [(DAY(2024, 1, 7), -3), (DAY(2024, 1, 10), -3), (DAY(2024, 1, 11), -3)]
)
def test_what_is_typed_in_after_the_assertion_was_not_known_then(
    day: dt.date, expected: int
) -> None:
    late = ASSERTED.given(entered("-2", entry_no=2), on=day)
    assert nets_of(late) == {"R31": points(expected)}
    assert row(late.records).nets["R31"].net == points(-5)


@pytest.mark.parametrize(
    ("day", "expected"), [(DAY(2024, 1, 9), -5), (DAY(2024, 1, 10), -5), (DAY(2024, 1, 11), -3)]
)
def test_what_was_known_at_the_assertion_is_what_was_recorded_about_its_day(
    day: dt.date, expected: int
) -> None:
    spec = FOUND.given(entered(), on=DAY(2024, 1, 8)).given(entered("-2", entry_no=2), on=day)
    assert nets_of(spec.given(opinion("97"), on=DAY(2024, 1, 10))) == {"R31": points(expected)}


def test_no_later_void_correction_or_reversal_changes_what_was_known() -> None:
    deduction, asserted = ASSERTED.records[-2:]
    corrected = ASSERTED.corrected(deduction.position, entered("-1"))
    voided = ASSERTED.voided(deduction.position)
    back = ScoreReversed(target=deduction.id, unit="qinghe", year=2023, stage="审核", item="R31")
    taken = ASSERTED.given(back, on=DAY(2024, 1, 9))
    for spec, now in ((corrected, {"R31": -1}), (voided, {}), (taken, {})):
        assert nets_of(spec) == {"R31": points(-3)}
        assert {code: net.net for code, net in row(spec.records).nets.items()} == now
    earlier = FOUND.given(entered(), on=DAY(2024, 1, 8))
    before = earlier.voided(earlier.last.position).given(opinion("97"), on=DAY(2024, 1, 10))
    assert nets_of(before) == {}
    assert asserted.position > deduction.position


def test_an_approval_takes_the_score_of_the_report_it_names() -> None:
    lists = ReportLists(advanced=(), interview=(), vetoed=())
    reported = (ReportedScore(unit="qinghe", sequence="A", score=points("88.00"), rank=4),)
    report = ReportSubmitted(
        year=2023,
        report_version=2,
        scores=reported,
        lists=lists,
        policy_version=0,
        rules=(),
        digest="a" * 64,
    )

    def approving(version: int, digest: str) -> ResultApproved:
        named = ReportRef(version=version, digest=digest * 64)
        return ResultApproved(year=2023, approving=("CGV", "CPC"), report=named, form="会议")

    spec = FOUND.given(report, on=DAY(2024, 1, 15))
    for version, digest, total in ((2, "a", points("88.00")), (1, "a", None), (2, "b", None)):
        done = spec.given(approving(version, digest), on=DAY(2024, 1, 20), tags=("unit:qinghe",))
        found = official(row(done.records))
        assert found is not None
        assert (found.total, found.rank) == (total, 4 if total else None)


def test_an_approval_recorded_as_without_authority_makes_nothing_official() -> None:
    rows = (ApprovedScore(unit="qinghe", score=points(80)),)
    both = ResultApproved(year=2023, approving=("CGV", "CPC"), scores=rows, form="会议")
    *before, act = FOUND.given(both, on=DAY(2024, 1, 20)).records
    for code, counts in (("organ.not_competent", False), ("approval.beside_report", True)):
        marked = (Irregular(code=code, reason="仍须登记"),)
        found = official(row([*before, act.model_copy(update={"irregular": marked})]))
        assert (found is not None) == counts


def test_a_changed_basis_marks_the_entry_and_changes_no_point() -> None:
    raised = FOUND.records[-2]
    refs = (Ref(role="basis", id=raised.id),)
    spec = FOUND.given(entered(), on=DAY(2024, 1, 8), refs=refs)
    before = row(spec.records)
    changed = spec.corrected(raised.position, raised.payload, on=DAY(2023, 11, 4))
    [entry] = row(changed.records).entries
    assert entry.changed == (changed.last.position,)
    assert entry.amount == points(-3)
    assert row(changed.records).nets == before.nets
    voided = changed.voided(raised.position)
    [entry] = row(voided.records).entries
    assert entry.changed == (changed.last.position, voided.last.position)
    known = FOUND.voided(raised.position).given(entered(), on=DAY(2024, 1, 8), refs=refs)
    assert row(known.records).entries[0].changed == ()
    other = spec.voided(FOUND.last.position)
    assert row(other.records).entries[0].changed == ()


def test_a_reversal_of_nothing_is_shown_and_changes_nothing() -> None:
    deduction = ASSERTED.records[-2]
    back = ScoreReversed(target=deduction.id, unit="qinghe", year=2023, stage="审核", item="R31")
    twice = ASSERTED.given(back, on=DAY(2024, 1, 9)).given(back, on=DAY(2024, 1, 12))
    assert [c.code for c in row(twice.records).contradictions] == ["score.reversed_twice"]
    early = ASSERTED.given(back, on=DAY(2024, 1, 7))
    found = row(early.records)
    assert [c.code for c in found.contradictions] == ["score.nothing_to_reverse"]
    assert found.nets["R31"].net == points(-3)


DAYS = st.dates(DAY(2024, 1, 1), DAY(2024, 1, 20))
ACT = st.tuples(
    st.sampled_from(["enter", "reverse", "assert", "approve", "correct", "void"]), DAYS
)


def history(acts: list[tuple[str, dt.date]]) -> tuple[Record, ...]:
    """Acts typed in in this order whatever their days; targets are the score entries in turn."""
    spec = FOUND.given(entered(), on=DAY(2024, 1, 10), refs=(Ref(role="basis", id="1" * 32),))
    made = [spec.last]
    for n, (act, on) in enumerate(acts):
        target = made[n % len(made)]
        match act:
            case "enter":
                spec = spec.given(entered(f"-{n}.50", entry_no=n + 2), on=on)
                made.append(spec.last)
            case "reverse":
                back = ScoreReversed(
                    target=target.id, unit="qinghe", year=2023, stage="审核", item="R31"
                )
                spec = spec.given(back, on=on)
            case "assert":
                spec = spec.given(opinion(f"{90 + n % 9}"), on=on)
            case "approve":
                rows = (ApprovedScore(unit="qinghe", score=points(80)),)
                both = ResultApproved(
                    year=2023, approving=("CGV", "CPC"), scores=rows, form="会议"
                )
                spec = spec.given(both, on=on)
            case "correct":
                spec = spec.corrected(target.position, entered(f"-0.{n % 9 + 1}"), on=on)
            case _:
                spec = spec.voided(target.position)
    return spec.records


@every(st.lists(ACT, max_size=9), st.none() | DAYS)
def test_catching_up_entry_by_entry_gives_the_full_fold(acts: Any, on: dt.date | None) -> None:
    records = history(acts)
    assert incremental(records, on) == row(records, on)


@every(st.lists(ACT, max_size=7))
def test_assertions_known_at_a_moment_never_change(acts: Any) -> None:
    records = history(acts)
    whole = {a.id: a for a in row(records).assertions}
    for upto in range(len(FOUND.records), len(records) + 1):
        for assertion in row(records, upto=upto).assertions:
            assert whole[assertion.id] == assertion


def test_a_what_if_in_an_approved_year_writes_nothing() -> None:
    county, entry = disputed()
    size = county.app.ledger.head().size
    view = county.app.view()
    after = county.app.suppose(view, add=[ReverseScore(target=entry, reason="若冲回")]).view
    assert scored(after.row(scores, KEY), after.registry).recomputed == points("90.50")
    assert after.rows(scores)[KEY] == after.row(scores, KEY)
    assert county.app.ledger.head().size == size
