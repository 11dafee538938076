"""jsonl: a command a line; what is no object, no command or no field is told by its line."""

from decimal import Decimal
from time import process_time

from ptaudit.batch.reading import Options
from tests.batch.office import Office

RAISE = '{"command": "finding raise", "units": ["清河镇"], "issue": "甲", "on": "2025-03-01"}'


def test_every_bad_line_at_once(clerk: Office) -> None:
    path = clerk.text(
        "a.jsonl",
        RAISE,
        "",
        '{"command": "finding rase"}',
        '{"command": "finding raise", "units": "清河镇"',
        '{"command": "finding raise", "units": "清河镇", "units": "河口镇"}',
        '{"command": "finding raise", "units": "清河镇", "issue": "乙", "day": "2025-03-01"}',
        '{"command": "finding raise", "units": "清河镇", "issue": "乙", "on": 20250301}',
        '{"command": "score deduct", "unit": "清河镇", "item": "R1", "amount": NaN}',
        '["finding raise"]',
        '{"key": [], "command": "finding raise"}',
        '{"command": "score deduct", "unit": "清河镇", "item": "R1", "amount": 1e2, "note": "x"}',
        '{"units": ["清河镇"], "issue": "丙"}',
    )
    assert clerk.problems(path) == [
        (3, "", "line.no_such_command"),
        (4, "", "line.not_json"),
        (5, "", "line.field_twice"),
        (6, "day", "line.no_such_field"),
        (7, "on", "cell.day"),
        (8, "", "cell.not_a_value"),
        (9, "", "line.not_object"),
        (10, "", "line.key"),
        (11, "amount", "cell.number"),
        (12, "", "line.no_command"),
    ]


def test_half_a_character_is_no_text(clerk: Office) -> None:
    """JSON spells what UTF-8 cannot write; a whole character may be spelt in its two halves."""
    whole = RAISE.replace("甲", r"\ud83c\udf32").replace("}", r', "key": "\\ud800"}')
    path = clerk.text(
        "a.jsonl",
        whole,
        RAISE.replace("2025-03-01", r"\ud800"),
        RAISE.replace("}", r', "days": "1\udc00"}'),
        RAISE.replace("}", r', "key": "\ud800"}'),
        RAISE.replace("raise", r"raise\udfff"),
        RAISE.replace("}", r', "\ud800": 1}'),
    )
    assert clerk.problems(path) == [
        (2, "on", "cell.day"),
        (3, "days", "cell.integer"),
        (4, "", "line.key"),
        (5, "", "line.no_such_command"),
        (6, "", "cell.unreadable"),
    ]


def test_a_command_of_any_length_is_refused_at_once(clerk: Office) -> None:
    path = clerk.text("a.jsonl", '{"command": "%s"}' % ("finding raise " * 20_000))
    start = process_time()
    assert clerk.problems(path) == [(1, "", "line.no_such_command")]
    assert process_time() - start < 5


def test_a_number_is_read_as_it_is_written(clerk: Office) -> None:
    line = (
        '{"command": "score deduct", "unit": "清河镇", "item": "R1", "amount": 85.1,'
        ' "year": 2025, "note": "台账不全"}'
    )
    clerk.take(clerk.text("a.jsonl", line))
    entered = clerk.entries[-1].payload
    assert entered.amount == Decimal("-85.10")  # type: ignore[attr-defined]


def test_a_line_is_known_by_its_key_or_by_what_it_says(clerk: Office) -> None:
    submit = (
        '{"command": "score deduct", "unit": "清河镇", "item": "R1", "amount": 1, "note": "x"}'
    )
    reopened = submit.replace('"note": "x"', '"note": "x", "key": "k-1"')
    path = clerk.text("a.jsonl", RAISE, submit, reopened)
    assert clerk.take(path).recorded == 2  # The third says what the second says.
    before = clerk.size
    again = clerk.text("b.jsonl", reopened, RAISE, submit, RAISE.replace("甲", "乙"))
    assert clerk.take(again).recorded == 1
    assert clerk.new(before) == [
        ("batch.imported", "2025-12-30"),
        ("finding.raised", "2025-03-01"),
    ]
    twice = clerk.text("c.jsonl", reopened, reopened)
    assert clerk.problems(twice) == [(2, "", "row.number_twice")]


def test_the_same_line_twice_is_asked_twice(clerk: Office) -> None:
    """Whether that is a repeat is for the rules to say: here it is, and the first entry is named."""
    line = '{"command": "score deduct", "unit": "清河镇", "item": "R1", "amount": 1, "note": "x"}'
    done = clerk.take(clerk.text("a.jsonl", line, line))
    assert (done.rows, done.recorded) == (2, 1)
    (_, first), (_, second) = done.outcomes
    assert (second.records, second.already) == ((), (clerk.size,))
    assert first.records[0].position == clerk.size


def test_what_no_text_and_no_number_can_be(clerk: Office) -> None:
    """Half of a pair, a control character, a number of five thousand digits; NFD is put together."""
    path = clerk.text(
        "a.jsonl",
        RAISE.replace("甲", "\\ud800"),
        RAISE.replace("甲", "\\u0007"),
        RAISE.replace("}", ', "days": 1' + "0" * 5000 + "}"),
        RAISE.replace("}", ', "days": 10000}'),
        RAISE.replace("}", ', "days": "１２"}'),
        RAISE.replace("甲", "长" * 2001),
        RAISE.replace("2025-03-01", "0001-01-01"),
    )
    assert clerk.problems(path) == [
        (1, "issue", "cell.control"),
        (2, "issue", "cell.control"),
        (3, "days", "cell.integer"),
        (4, "days", "cell.at_most"),
        (5, "days", "cell.integer"),
        (6, "issue", "cell.too_long"),
        (7, "on", "cell.at_least"),
    ]
    apart = clerk.text("b.jsonl", RAISE.replace("甲", "cafe\\u0301"))
    clerk.take(apart)
    assert clerk.take(clerk.text("c.jsonl", RAISE.replace("甲", "caf\u00e9"))).recorded == 0


def test_rows_of_a_table_as_lines(clerk: Office) -> None:
    path = clerk.text(
        "a.jsonl",
        '{"序号": 1, "单位": "清河镇", "年度": 2023, "完成情况": "完成", "得分": 85.1}',
        '{"序号": 2, "单位": "河口镇", "年度": 2023, "完成情况": "未完成", "score": null}',
    )
    options = Options(
        template="历史结果",
        mapping={"完成情况": "completion"},
        defaults={"basis": "×委办〔2024〕5号", "on": "2024-02-01"},
    )
    assert clerk.problems(path, options, by="mdb") == [(1, "score", "column.twice")]
    fixed = clerk.text(
        "b.jsonl", *(line.replace("得分", "score") for line in path.read_text().split("\n"))
    )
    clerk.take(fixed, options, by="mdb")
    scores = [r.payload.score for r in clerk.entries if r.kind == "history.carried"]  # type: ignore[attr-defined]
    assert scores == [Decimal("85.10"), None]
