"""第十二条: targets made into tasks, each version whole, reports held to them, and how each stands."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.commands.tasks import DecomposeTargets, ReportTask
from ptaudit.domain.events.targets import Target, TargetIssued, UnitTargets
from ptaudit.domain.events.tasks import TargetDecomposed, Task, TaskReported
from ptaudit.domain.tasks import fold
from ptaudit.domain.tasks.standing import standing
from tests.domain.specification import Spec, say, unit

DAY = dt.date
MARCH = DAY(2025, 3, 10)
TARGETS = (
    Target(code="T1", name="断面达标", value=Decimal(90), op="≥", binding=True, article="9.2"),
    Target(code="T2", name="秸秆利用", value=Decimal(95), op="≥", binding=False, article="9.2"),
)
SPEC = Spec(today=DAY(2025, 12, 31), operator="epb").given(unit("qinghe", "清河镇"))
ISSUED = SPEC.given(
    TargetIssued(
        year=2025, target_version=1, part=1, parts=1,
        units=(UnitTargets(unit="qinghe", targets=TARGETS),),
    ),
    on=DAY(2025, 3, 1), basis="×绩委〔2025〕3号",
)  # fmt: skip


def row(text: str = "清淤", due: str = "2025-06-30", who: str = "农业办", **more: str) -> Any:
    return {"text": text, "due": due, "responsible": who, **more}


def decompose(*rows: Any, **said: object) -> DecomposeTargets:
    return say(DecomposeTargets, **{"unit": "清河镇", "tasks": rows, "on": MARCH, **said})


MAY = DAY(2025, 5, 1)


def report(percent: str, on: dt.date = MAY, task: str = "T01", **more: Any) -> Any:
    return say(
        ReportTask, **{"unit": "清河镇", "task": task, "percent": percent, "on": on, **more}
    )


def test_rows_are_numbered_as_they_stand_and_kept_in_order_of_their_codes() -> None:
    asked = decompose(row(), row("巡河", code="A9"), row("禁烧", target="T1"))
    made = TargetDecomposed(
        unit="qinghe",
        year=2025,
        decomposition_version=1,
        tasks=(
            Task(code="A9", text="巡河", responsible="农业办", due=DAY(2025, 6, 30)),
            Task(code="T01", text="清淤", responsible="农业办", due=DAY(2025, 6, 30)),
            Task(code="T03", target="T1", text="禁烧", responsible="农业办", due=DAY(2025, 6, 30)),
        ),
    )
    ISSUED.when(asked).then(made)
    SPEC.when(asked).then(made)


def test_a_later_version_names_the_former_and_the_same_again_is_the_same() -> None:
    spec = ISSUED.did(decompose(row()))
    first = spec.last
    spec.when(decompose(row())).already(first.position)
    spec.when(decompose(row(), decomposition_version=1)).already(first.position)
    [second] = spec.when(decompose(row("疏浚"))).drafts
    assert isinstance(second.payload, TargetDecomposed)
    assert (second.payload.decomposition_version, second.payload.revises) == (2, first.id)
    spec.when(decompose(row("疏浚"), decomposition_version=1)).refused(
        "task.version_taken", version=1, position=first.position
    )


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        ((row(), row(code="T01")), "task.code_twice", 2),
        ((row(), row(due="2025-03-09")), "task.due_past", 2),
        ((row(due="2024-12-31"),), "task.due_past", 1),
    ],
)
def test_a_table_that_cannot_be_names_its_row(rows: Any, code: str, where: int) -> None:
    ISSUED.when(decompose(*rows)).malformed(code, row=where)


def test_a_task_may_be_due_on_the_day_and_after_the_year() -> None:
    assert ISSUED.when(decompose(row(due="2025-03-10"), row(due="2026-06-30"))).drafts


def test_a_target_nobody_issued_is_named_by_its_row() -> None:
    ISSUED.when(decompose(row(), row(target="T9"))).not_found("task.target_unknown", row=2)
    assert SPEC.when(decompose(row(target="T9"))).drafts
    other_year = decompose(row(target="T9"), on=DAY(2024, 3, 1), year=2024)
    assert ISSUED.when(other_year).drafts


def test_a_year_that_has_not_come_is_malformed() -> None:
    ISSUED.when(decompose(row(due="2026-06-30"), year=2026)).malformed("task.before_year")
    ISSUED.when(report("10", year=2026)).malformed("task.before_year")


@pytest.mark.parametrize(
    ("percent", "fine"), [("0", True), ("100", True), ("100.1", False), ("-0.1", False)]
)
def test_a_share_is_between_nothing_and_all(percent: str, fine: bool) -> None:
    outcome = ISSUED.did(decompose(row())).when(report(percent))
    if fine:
        outcome.then(TaskReported(unit="qinghe", year=2025, task="T01", percent=Decimal(percent)))
    else:
        outcome.malformed("task.percent", percent=Decimal(percent))


def test_a_report_needs_its_task() -> None:
    ISSUED.when(report("10")).refused("task.not_decomposed", unit="清河镇", task="T01")
    spec = ISSUED.did(decompose(row()))
    spec.when(report("10", task="T11")).not_found("task.unknown", near="T01")
    early = report("10", DAY(2025, 3, 9))
    spec.when(early).refused("task.not_decomposed")
    spec.when(early.model_copy(update={"irregular": "先做后分"})).irregular("task.not_decomposed")


def folded(spec: Spec) -> fold.Tasks:
    state = fold.initial("qinghe/2025")
    for record in sorted(spec.records, key=lambda r: r.order):
        state = fold.evolve(state, record)
    return state


def test_an_early_report_counts_nothing_until_the_paper_before_it_is_typed_in() -> None:
    early = report("40", DAY(2025, 3, 9)).model_copy(update={"irregular": "先做后分"})
    spec = ISSUED.did(decompose(row())).did(early)
    assert folded(spec).progress("T01") is None
    since = spec.did(decompose(row(), on=DAY(2025, 3, 5), decomposition_version=9))
    progress = folded(since).progress("T01")
    assert progress is not None
    assert progress.percent == 40
    assert folded(since).contradictions == ()


def test_what_another_organ_says_of_the_units_tasks_counts_for_nothing() -> None:
    made = decompose(row()).model_copy(update={"organ": ("EPB",), "irregular": "代拟"})
    spec = ISSUED.did(made)
    assert folded(spec).current is None
    spec.when(report("10")).refused("task.not_decomposed")


def shown(spec: Spec, on: dt.date) -> list[tuple[str, str]]:
    found = standing(folded(spec), TARGETS, on)
    return [
        (one.task.code if one.task else one.target.code if one.target else "", one.status)
        for one in found
    ]


def test_how_a_task_stands_turns_on_the_day_due() -> None:
    spec = ISSUED.did(decompose(row(target="T1")))
    assert shown(ISSUED, MARCH) == [("", "未见分解")]
    assert shown(spec, DAY(2025, 6, 30)) == [("T01", "进行中"), ("T2", "目标未分解")]
    assert shown(spec, DAY(2025, 7, 1))[0] == ("T01", "逾期未完成")
    assert shown(spec.did(report("100", DAY(2025, 6, 30))), DAY(2025, 7, 1))[0][1] == "已完成"
    late = spec.did(report("100", DAY(2025, 7, 1)))
    assert shown(late, DAY(2025, 7, 1))[0][1] == "逾期完成"
    assert shown(late.did(report("90", DAY(2025, 7, 2))), DAY(2025, 7, 3))[0][1] == "逾期未完成"


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_a_report_below_the_one_before_is_marked_and_the_last_one_counts(said: list[int]) -> None:
    spec = ISSUED.did(decompose(row()))
    for n, percent in enumerate(said):
        spec = spec.did(report(str(percent), DAY(2025, 5, 1) + dt.timedelta(n)))
    held = folded(spec).reported("T01")
    assert [one.back for one in held] == [
        n > 0 and percent < said[n - 1] for n, percent in enumerate(said)
    ]
    last = folded(spec).progress("T01")
    assert last is not None
    assert last.percent == said[-1]


def test_a_void_takes_a_report_out_and_a_correction_changes_it() -> None:
    from ptaudit.domain import clocks

    spec = ISSUED.did(decompose(row())).did(report("100"))
    n = spec.last.position
    less = TaskReported(unit="qinghe", year=2025, task="T01", percent=Decimal(60))
    for changed, percent in ((spec.corrected(n, less), Decimal(60)), (spec.voided(n), None)):
        state = fold.initial("qinghe/2025")
        for record in clocks.known(changed.records):
            state = fold.evolve(state, record)
        last = state.progress("T01")
        assert (last.percent if last else None) == percent


def test_tasks_of_another_s_hand_are_not_the_ones_repeated() -> None:
    foreign = decompose(row(), organ="县目督办", irregular="代分解")
    spec = ISSUED.by("mdb").did(foreign)
    spec.when(foreign).already(spec.last.position)
    [draft] = spec.by("epb").when(decompose(row())).irregular().drafts
    assert isinstance(draft.payload, TargetDecomposed)
    assert draft.payload.decomposition_version == 2
