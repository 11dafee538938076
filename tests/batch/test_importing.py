"""All rows or none, each once; a table that has grown records what is new; a changed row names its correction."""

import datetime as dt

import pytest

from ptaudit.application.changes import Change, Field
from ptaudit.application.importing import Unimportable
from ptaudit.batch.reading import Options
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.events.corrections import BatchImported
from ptaudit.domain.failures import NotFound
from tests.batch.office import Office

LEDGER = Options(template="问题台账")
HEAD = "序号,责任单位,问题,来源,发现日期,登记日期,整改时限,文号,送达日期,报完成日期,收文号,核查日期,销号日期,销号文号"
MARCH = (
    "1,清河镇,粪污直排,日常检查,2025-3-1,2025年3月3日,2025.4.20,×环函〔2025〕1号,,,,,,",
    "2,河口镇、高新园区,扬尘,督查,2025/3/2,20250303,,,,,,,,",
)
APRIL = (
    "1,清河镇,粪污直排,日常检查,2025-3-1,2025年3月3日,2025.4.20,×环函〔2025〕1号,2025-3-7,2025-4-18,收文12,2025-4-19,2025-4-20,×环函〔2025〕9号",
    "2,河口镇、高新园区,扬尘,督查,2025/3/2,20250303,2025-5-1,×环函〔2025〕2号,2025-3-8,,,,,",
    "3,清河镇,噪声,信访,2025-4-1,,,,,,,,,",
)


def table(clerk: Office, *rows: str) -> list[tuple[str, str]]:
    before = clerk.size
    clerk.take(clerk.text("台账.csv", HEAD, *rows), LEDGER)
    return clerk.new(before)


def test_a_row_is_its_acts_in_order(clerk: Office) -> None:
    assert table(clerk, *MARCH) == [
        ("batch.imported", "2025-12-30"),
        ("finding.raised", "2025-03-03"),
        ("finding.notified", "2025-03-03"),
        ("rectification.ordered", "2025-03-03"),
        ("finding.raised", "2025-03-03"),
    ]
    heading, *acts = clerk.entries[-5:]
    assert heading.payload == BatchImported(
        template="问题台账",
        template_version=2,
        file=heading.payload.file,  # type: ignore[attr-defined]
        rows=2,
        recorded=2,
        skipped=0,
    )
    assert {act.batch for act in acts} == {heading.id}
    assert [act.key for act in acts] == [
        "问题台账:2025:1:登记",
        "问题台账:2025:1:反馈",
        "问题台账:2025:1:限期",
        "问题台账:2025:2:登记",
    ]


def test_next_months_table_records_only_what_is_new(clerk: Office) -> None:
    table(clerk, *MARCH)
    assert table(clerk, *APRIL) == [
        ("batch.imported", "2025-12-30"),
        ("document.served", "2025-03-07"),
        ("rectification.submitted", "2025-04-18"),
        ("rectification.verified", "2025-04-19"),
        ("finding.closed", "2025-04-20"),
        ("finding.notified", "2025-03-03"),
        ("rectification.ordered", "2025-03-03"),
        ("document.served", "2025-03-08"),
        ("document.served", "2025-03-08"),
        ("finding.raised", "2025-04-01"),
    ]
    tags = {tag for r in clerk.entries[-10:-1] for tag in r.tags if tag.startswith("finding:")}
    assert tags == {"finding:F-2025-001", "finding:F-2025-002"}


def test_the_same_file_again_adds_nothing_whoever_takes_it(clerk: Office) -> None:
    table(clerk, *APRIL)
    assert table(clerk, *APRIL) == []
    carried = clerk.text("历史结果.csv", "序号,单位,年度,目标任务完成,依据文号,文件日期",
                         "1,清河镇,2023,完成,×委办〔2024〕5号,2024-02-01")  # fmt: skip
    assert clerk.take(carried, by="mdb").recorded == 1
    again = clerk.take(carried, by="epb")
    assert (again.rows, again.recorded, again.skipped, again.batch) == (1, 0, 1, None)


def test_a_dry_run_says_it_and_writes_nothing(clerk: Office) -> None:
    path = clerk.text("台账.csv", HEAD, *APRIL)
    before = clerk.size
    done = clerk.take(path, LEDGER, dry_run=True)
    assert (clerk.size, done.recorded, done.batch) == (before, 3, None)
    kinds = [record.kind for _, outcome in done.outcomes for record in outcome.records]
    assert kinds == [kind for kind, _ in table(clerk, *APRIL)[1:]]


def test_a_changed_row_names_its_correction_and_stops_nothing(clerk: Office) -> None:
    table(clerk, *MARCH)
    later = MARCH[0].replace("2025.4.20", "2025.4.25").replace("粪污直排", "粪污直排河道")
    done = clerk.take(clerk.text("b.csv", HEAD, later, APRIL[1], APRIL[2]), LEDGER)
    raised, _, order = (r.position for r in clerk.entries if r.key and ":1:" in r.key)
    assert [(place.row, change) for place, change in done.changed] == [
        (2, Change(raised, (Field("issue", "粪污直排", "粪污直排河道"),))),
        (2, Change(order, (Field("measures.0.deadline.date", "2025-04-20", "2025-04-25"),))),
    ]
    assert (done.recorded, done.skipped) == (2, 1)


def test_once_corrected_the_changed_row_is_as_recorded(clerk: Office) -> None:
    table(clerk, *MARCH)
    changed = clerk.text("b.csv", HEAD, MARCH[0].replace("2025.4.20", "2025.4.25"), MARCH[1])
    for _, change in clerk.take(changed, LEDGER).changed:
        command = CorrectRecord(
            target=str(change.position),
            set=tuple((field.name, field.new) for field in change.fields),
            reason="笔误",
        )
        clerk.app.execute(command, operator="epb")
    assert clerk.take(changed, LEDGER).changed == ()
    correction = clerk.entries[-1].position
    assert clerk.take(clerk.text("c.csv", HEAD, *MARCH), LEDGER).changed == ()
    other = clerk.text("d.csv", HEAD, MARCH[0].replace("2025.4.20", "2025.4.30"), MARCH[1])
    [(_, change)] = clerk.take(other, LEDGER).changed
    assert change.supersedes == correction
    assert change.fields == (Field("measures.0.deadline.date", "2025-04-25", "2025-04-30"),)


def test_a_number_typed_in_afterwards_changes_nothing(clerk: Office) -> None:
    """The number the ledger gave, written into the table, is what was recorded; another one is not."""
    table(clerk, *MARCH)
    head, rows = f"{HEAD},问题编号", [f"{MARCH[0]},F-2025-001", f"{MARCH[1]},F-2025-002"]
    done = clerk.take(clerk.text("b.csv", head, *rows), LEDGER)
    assert (done.recorded, done.changed) == (0, ())
    other = [f"{MARCH[0]},F-2025-009", f"{MARCH[1]},"]
    [(_, change)] = clerk.take(clerk.text("c.csv", head, *other), LEDGER).changed
    assert change.fields == (Field("finding", "F-2025-001", "F-2025-009"),)


def test_a_changed_row_that_was_voided_or_cannot_be(clerk: Office) -> None:
    table(clerk, MARCH[1])
    raised = clerk.entries[-1]
    unknown = clerk.text("b.csv", HEAD, MARCH[1].replace("河口镇", "河囗镇"))
    [(_, change)] = clerk.take(unknown, LEDGER).changed
    assert isinstance(change.failure, NotFound)
    assert (change.position, change.failure.code) == (raised.position, "unit.unknown")
    clerk.app.execute(VoidRecord(target=raised.id, reason="误录"), operator="epb")
    again = clerk.text("c.csv", HEAD, MARCH[1].replace("扬尘", "粉尘"))
    [(_, change)] = clerk.take(again, LEDGER).changed
    assert change.fields == (Field("issue", "扬尘", "粉尘"),)


def test_what_was_typed_by_hand_before_is_not_recorded_again(clerk: Office) -> None:
    by_hand = RaiseFinding.model_validate(
        {"units": "清河镇", "issue": "粪污直排", "on": "2025-03-03", "discovered_on": "2025-03-01"}
    )
    clerk.app.execute(by_hand, operator="epb")
    assert table(clerk, APRIL[0])[:3] == [
        ("batch.imported", "2025-12-30"),
        ("finding.notified", "2025-03-03"),
        ("rectification.ordered", "2025-03-03"),
    ]
    assert "finding:F-2025-001" in clerk.entries[-1].tags


def test_of_a_row_that_fails_only_the_cause_is_told(clerk: Office) -> None:
    rows = [APRIL[0].replace("清河镇", "清合镇"), APRIL[1].replace("2025-3-8", "2025-3-1")]
    path = clerk.text("a.csv", HEAD, *rows)
    assert clerk.problems(path, LEDGER) == [
        (2, "责任单位", "unit.unknown"),
        (3, "文号", "document.served_before"),
    ]


def test_the_desk_that_may_not_is_told_row_by_row(clerk: Office) -> None:
    path = clerk.text("a.csv", HEAD, MARCH[0], MARCH[1])
    found = clerk.problems(path, LEDGER, by="mdb")
    assert [(row, code) for row, _, code in found] == [(2, "desk.no_grant"), (3, "desk.no_grant")]


def test_who_is_not_known_takes_nothing(clerk: Office) -> None:
    with pytest.raises(NotFound, match="operator"):
        clerk.take(clerk.text("a.csv", HEAD, MARCH[1]), LEDGER, by="nobody")


def test_two_who_take_the_same_file_at_once_record_it_once(clerk: Office) -> None:
    """Both have read that nothing is recorded; the second finds the keys taken under the lock."""
    path = clerk.text("台账.csv", HEAD, *MARCH)
    other = clerk.text("台账二.csv", HEAD, *MARCH)
    clerk.take(path, LEDGER)
    size = clerk.size
    assert clerk.take(other, LEDGER).recorded == 0
    assert clerk.size == size


def test_tables_of_other_years_and_periods_number_from_one_again(clerk: Office) -> None:
    head = "序号,单位,时段,年度,报送日期,抄送收到日期"
    first = clerk.text("自查.csv", head, "1,清河镇,上半年,2025,2025-7-10,2025-7-11")
    second = clerk.text("自查年终.csv", head, "1,清河镇,年终,2025,2025-12-20,2025-12-21")
    assert clerk.take(first, by="mdb").recorded == 1
    done = clerk.take(second, Options(template="自查"), by="mdb")
    assert (done.recorded, done.changed) == (1, ())
    copies = [r for r in clerk.entries if r.key and r.key.endswith("抄送")]
    assert [r.payload.recipient for r in copies] == ["MDB", "MDB"]  # type: ignore[attr-defined]


def test_without_numbers_a_row_is_known_by_unit_and_year(clerk: Office) -> None:
    head = "单位,年度,目标任务完成,得分"
    options = Options(
        template="历史结果", defaults={"basis": "×委办〔2024〕5号", "on": "2024-02-01"}
    )
    clerk.take(clerk.text("a.csv", head, "清河镇,2023,完成,85.1"), options, by="mdb")
    done = clerk.take(clerk.text("b.csv", head, "清河镇,2023,完成,85.2"), options, by="mdb")
    position = clerk.entries[-1].position
    [(_, change)] = done.changed
    assert change == Change(position, (Field("score", "85.10", "85.20"),))


def test_a_unit_may_be_registered_and_used_in_the_rows_below(clerk: Office) -> None:
    lines = (
        '{"command": "unit register", "name": "新镇", "unit_kind": "镇"}\n'
        '{"command": "history carry", "unit": "新镇", "year": 2023, "completion": "完成"'
        ', "basis": "×委办〔2024〕5号", "on": "2024-02-01"}'
    )
    assert clerk.take(clerk.text("a.jsonl", *lines.split("\n")), by="mdb").recorded == 2


def test_what_was_recorded_is_what_the_ledger_holds(clerk: Office) -> None:
    done = clerk.take(clerk.text("台账.csv", HEAD, *APRIL), LEDGER)
    told = [record for _, outcome in done.outcomes for record in outcome.records]
    held = clerk.entries[-len(told) :]
    assert told == held
    assert [(r.position, r.recorded_at, r.batch) for r in told] == [
        (r.position, r.recorded_at, r.batch) for r in held
    ]
    assert done.batch == clerk.entries[-len(told) - 1]


def test_unimportable_is_one_failure_with_every_place(clerk: Office) -> None:
    path = clerk.text("a.csv", HEAD, MARCH[0].replace("清河镇", "x"), MARCH[1].replace("扬尘", ""))
    with pytest.raises(Unimportable) as refused:
        clerk.take(path, LEDGER)
    assert (refused.value.code, refused.value.params) == (
        "import.refused",
        {"file": "a.csv", "problems": 1},
    )
    assert dt.date(2025, 12, 30) == clerk.app.today
