"""What an exhibit says: the ten points, answer by answer, and every command that repeats one."""

import json
import re
import shlex
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.reports.exhibit.contract import Exhibit
from tests.reports.disputed import Reviewer

HEAD = "title: 复核\ndisputant: 清河镇\nas_effective: 2024-01-20\nyear: 2023\nquestions:\n"


def asked(county: Reviewer, *questions: str) -> list[dict[str, Any]]:
    county.write(HEAD + "".join(f"  - {{{question}}}\n" for question in questions))
    book = json.loads((county.made("--force") / "exhibit.json").read_text("utf-8"))
    answers: list[dict[str, Any]] = book["answers"]
    return answers


def test_what_was_not_known_and_when_it_became_known(county: Reviewer) -> None:
    [then] = asked(county, 'kind: replay, subject: F-2023-017, as_recorded: "审定:2023"')
    assert then["answer"].startswith("F-2023-017:逾期未整改(期限2023-12-20;")
    assert "当日为:已报完成" in then["answer"]
    positions = county.positions
    assert [c["position"] for c in then["deciding"]] == [positions[1], positions[2]]
    [late] = then["unknown"]
    entry = late["entry"]
    assert (entry["position"], late["change"], late["days"]) == (positions[5], "登记", 5)
    assert (entry["operator"], entry["desk"], entry["organs"]) == (
        "经办B",
        "环保登记岗",
        ["清河镇"],
    )
    assert (entry["on"], entry["recorded_at"][:16]) == ("2023-12-18", "2024-01-25T11:42")
    assert (entry["late_days"], entry["late"], entry["days_after_approval"]) == (38, True, 5)
    assert (entry["receipts"], entry["received_on"]) == (["收文2023-0412"], "2023-12-18")
    assert entry["late_reason"] == "收文登记后未录入"


def test_the_same_asked_at_the_end_leaves_nothing_unknown(county: Reviewer) -> None:
    [now] = asked(county, "kind: replay, subject: F-2023-017")
    assert now["answer"].startswith("F-2023-017:已报完成")
    assert now["unknown"] == []
    assert now["clocks"]["as_recorded"]["position"] == max(county.positions.values())


def test_who_recorded_it_how_late_and_that_nobody_is_blamed(county: Reviewer) -> None:
    [late] = asked(county, f"kind: late, subject: 第{county.positions[5]}号")
    assert "经办B(环保登记岗)于2024-01-25 11:42录入,是补录,迟录38天" in late["answer"]
    assert "收文日2023-12-18,早于期限2023-12-20" in late["answer"]
    assert late["answer"].endswith("责任由有权机关认定。")


def test_who_recorded_it_is_named_though_registered_after_the_day_asked_about(
    county: Reviewer,
) -> None:
    """A ledger begun late is asked about days before its own clerks were registered."""
    app = county.open()
    said = {"units": ("清河镇",), "issue": "噪声扰民", "on": "2022-12-30", "finding": "F-2022-001"}
    app.execute(RaiseFinding.model_validate(said), operator="jingban-a")
    app.close()
    [answer] = asked(county, "kind: replay, subject: F-2022-001, as_effective: 2022-12-31")
    [entry] = answer["deciding"]
    assert (entry["operator"], entry["desk"]) == ("经办A", "环保登记岗")


def test_reckonings_add_up_to_the_score(county: Reviewer) -> None:
    answers = asked(county, "kind: score", "kind: lost", 'kind: lost, as_recorded: "审定:2023"')
    for answer in answers:
        [sums] = answer["arithmetic"]
        assert sum(Decimal(line["counted"]) for line in sums["lines"]) == Decimal(sums["total"])
        assert sums["total"] == "85.00"
    [line] = [x for x in answers[1]["arithmetic"][0]["lines"] if x["text"].startswith("扣分")]
    positions = county.positions
    assert (line["counted"], line["position"]) == ("-3.00", positions[3])
    assert (line["basis"], line["since"]) == ([positions[1], positions[2]], [positions[5]])
    assert line["rule"] == "逾期未整改每件扣3分(第1版)"
    assert [(r["version"], r["documents"]) for r in answers[1]["rules"]] == [
        (1, ["×绩委〔2023〕1号"])
    ]


def test_what_would_follow_stands_beside_any_answer(county: Reviewer) -> None:
    entry = county.positions[3]
    lost, whatif = asked(
        county, f"kind: lost, void: [{entry}]", f"kind: whatif, void: 第{entry}号"
    )
    for answer in (lost, whatif):
        [own] = [r for r in answer["supposition"]["changed"] if r["unit"] == "清河镇"]
        assert (own["score"], own["score_then"]) == ("85.00", "88.00")
        assert (own["rank"], own["rank_then"], own["units"]) == (4, 2, 5)
        assert "得分85.00→88.00,第4名→第2名(5个单位)" in answer["answer"]


def test_a_supposed_breach_is_told_not_refused(county: Reviewer) -> None:
    [answer] = asked(
        county, "kind: whatif, add: ['score deduct 清河镇 R31 2 --note 信访 --year 2023']"
    )
    assert answer["supposition"]["irregular"]
    [own] = [r for r in answer["supposition"]["changed"] if r["unit"] == "清河镇"]
    assert own["score_then"] == "83.00"


def test_who_decides_follows_what_was_known(county: Reviewer) -> None:
    after, before = asked(
        county, "kind: who_decides", f"kind: who_decides, as_recorded: {county.positions[3]}"
    )
    assert "报县委、县政府更正(细则对更正未作规定),原记录保留" in after["answer"]
    assert after["rulings"][0]["key"] == "correction.after_approval"
    assert "尚未审定" in before["answer"]
    assert [late["entry"]["position"] for late in before["unknown"]] == [county.positions[4]]


def test_places_differences_and_one_entry(county: Reviewer) -> None:
    own, whole, diff, entry = asked(
        county,
        "kind: standing, subject: 清河镇",
        "kind: standing, subject: A",
        'kind: diff, against: {as_recorded: "审定:2023"}',
        f"kind: explain, subject: 第{county.positions[3]}号",
    )
    assert own["answer"] == "清河镇85.00分(审定),5个单位中第4名,约谈。"
    assert len(whole["facts"]) == 5
    assert "问题状态 清河镇 F-2023-017:逾期未整改→已报完成" in diff["answer"]
    assert [c["position"] for c in diff["deciding"]] == [county.positions[5]]
    one, two = county.positions[1], county.positions[2]
    assert f"所据登记:第{one}号、第{two}号" in entry["answer"]


def test_every_answer_names_both_clocks_and_a_command_that_repeats_it(county: Reviewer) -> None:
    answers = asked(
        county,
        'kind: replay, subject: F-2023-017, as_recorded: "审定:2023"',
        "kind: replay, subject: 清河镇/2023",
        "kind: replay, subject: A",
        "kind: late, subject: 清河镇",
        "kind: late, subject: F-2023-017",
        "kind: score",
        "kind: lost",
        "kind: who_decides",
        "kind: standing",
        'kind: diff, against: {as_recorded: "审定:2023"}',
        f"kind: explain, subject: {county.positions[3]}",
        f"kind: whatif, void: [{county.positions[3]}], policy: {{third.rounding: ceil}}",
    )
    for answer in answers:
        at, on = answer["clocks"]["as_recorded"]["position"], answer["clocks"]["as_effective"]
        assert f"--as-recorded {at} --as-effective {on}" in answer["command"]
        program, *words = shlex.split(answer["command"])
        assert program == "ptaudit"
        county.ok(*words)


def test_what_is_never_proved_is_always_said(county: Reviewer) -> None:
    book = Exhibit.model_validate_json((county.made() / "exhibit.json").read_bytes())
    assert any("不证明所称的日期属实" in limit for limit in book.limits)
    assert any("责任由有权机关认定" in limit for limit in book.limits)


def test_every_entry_an_answer_names_stands_in_the_book(county: Reviewer) -> None:
    folder = county.made()
    book = json.loads((folder / "exhibit.json").read_text("utf-8"))
    held = {entry["position"] for entry in book["entries"]}
    named = re.findall(r"第(\d+)号", json.dumps(book["answers"], ensure_ascii=False))
    assert set(map(int, named)) - held <= {book["log"]["size"]}
    page = (folder / "复核说明册.html").read_text("utf-8")
    assert set(re.findall(r'href="#(e\d+)"', page)) <= set(re.findall(r'id="(e\d+)"', page))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("kind: replay, subject: F-2099-001", "replay.nothing"),
        ("kind: replay, subject: 清河", "unit.unknown"),
        ("kind: late, subject: 第999号", "entry.no_such_position"),
        ("kind: replay, subject: F-2023-017, as_recorded: 999", "entry.no_such_position"),
        ("kind: replay, subject: F-2023-017, as_recorded: 2031-01-01", "moment.future"),
        ("kind: replay, subject: F-2023-017, as_recorded: 1999-01-01", "moment.before_first"),
        ('kind: replay, subject: F-2023-017, as_recorded: "审定:2022"', "moment.not_approved"),
        ("kind: whatif, void: [999]", "entry.no_such_position"),
        ("kind: whatif, policy: {nosuch: x}", "policy.unknown_key"),
        ("kind: whatif, policy: {third.rounding: x}", "policy.bad_value"),
        ("kind: whatif, add: [nosuch thing]", "whatif.no_door"),
        ("kind: whatif, add: ['score deduct \"']", "whatif.no_door"),
        ("kind: whatif, add: [score deduct 清河镇 R31 2 --nosuch x]", "usage.no_such_option"),
        ("kind: whatif, add: [score deduct 清河镇]", "command.invalid"),
        ("kind: whatif, add: ['score deduct 无此镇 R31 2 --note x --year 2023']", "unit.unknown"),
        ("kind: explain, subject: 第十四条", "unit.unknown"),
        ("kind: diff, as_recorded: 30, against: {as_recorded: 31}", "diff.backwards"),
        ("kind: lost, year: 2001", "explain.no_such_year"),
    ],
)
def test_a_question_this_ledger_cannot_be_asked(
    county: Reviewer, question: str, code: str
) -> None:
    """Named by its number, with the others that fail; nothing is written."""
    county.write(HEAD + f"  - {{kind: standing}}\n  - {{{question}}}\n  - {{{question}}}\n")
    status, printed = county.ask("exhibit", "q.yml", "-o", "册")
    assert status == 2
    assert (printed.count(f"[{code}]"), printed.count("第2问"), printed.count("第3问")) == (
        2,
        1,
        1,
    )
    assert not (county.folder / "册").exists()


@pytest.mark.parametrize(
    "question",
    [
        "kind: explain, subject: 清河镇",
        "kind: replay, subject: 清河镇",
        "kind: late, subject: F-2023-017, void: [37]",
        "kind: score, subject: 清河镇",
    ],
)
def test_a_year_that_nothing_says(county: Reviewer, question: str) -> None:
    county.write(HEAD.replace("year: 2023\n", "") + f"  - {{{question}}}\n")
    status, printed = county.ask("exhibit", "q.yml", "-o", "册")
    assert (status, "年度(year) 必须填写" in printed) == (2, True)
