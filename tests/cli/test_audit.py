"""The audit's page, its twelve sheets, its contract; a register held against the ledger."""

import ast
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from ptaudit_cli import layout, numbers
from ptaudit_cli.commands.audit import ITEMS, SHOWN
from ptaudit_cli.messages import LANGUAGES, Catalogue
from tests.architecture.tree import ROOT, syntax
from tests.cli.desk import Desk, at

FILE = (
    "ptaudit selfcheck file {} 上半年 --year 2025 --on 7-{} --receipt 收文2025-{} --operator epb"
)


@pytest.fixture
def audited(open_desk: Desk) -> Desk:
    """Five self-checks received in July and recorded in September."""
    open_desk.now = at("2025-09-10 09:00")
    for n in range(1, 6):
        open_desk.ok(FILE.format("清河镇" if n % 2 else "河口镇", n, n if n < 5 else 9))
    return open_desk


def codes_in_source() -> set[str]:
    """Lower-case words that the audit's functions hold and the catalogue could name."""
    found: set[str] = set()
    for path in sorted((ROOT / "src/ptaudit/projections").glob("audit_*.py")):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_has_its_words_and_no_words_are_left_over(lang: str) -> None:
    section = Catalogue(lang).section("audit")
    worded = {name.removeprefix("line.") for name in section if name.startswith("line.")}
    families = {name.partition("_")[0] for name in worded}
    held = {
        word
        for word in codes_in_source()
        if re.fullmatch(r"[a-z]+(_[a-z]+)+", word) and word.partition("_")[0] in families
    }
    single = {name for name in worded if "_" not in name}
    assert worded - held - single == set()
    assert single <= codes_in_source()
    assert held - worded == {"receipt_no", "doc_no"} & held
    for kind in ("title", "count"):
        assert {f"{kind}.{n}" for n in range(1, ITEMS + 1)} <= set(section)


def test_the_page_counts_first_and_shows_little_of_each(audited: Desk) -> None:
    printed = audited.ok("ptaudit audit --year 2025").splitlines()
    assert [int(line[:2]) for line in printed[2 : 2 + ITEMS]] == list(range(1, ITEMS + 1))
    assert printed[2].endswith("5 号")
    start = next(n for n, line in enumerate(printed) if line.startswith("1 录入迟于发生"))
    own = printed[start + 1 : printed.index("", start)]
    assert len(own) == SHOWN + 1
    assert own[-1] == "  另有 3 条,全部见 ptaudit audit --year 2025 --item 1"
    assert all(re.search(r"第\d+", line) for line in own[:-1])


def test_one_item_stands_in_full(audited: Desk) -> None:
    printed = audited.ok("ptaudit audit --year 2025 --item 1").splitlines()
    assert len([line for line in printed if line.startswith("  - ")]) == 6
    assert "--item" not in "\n".join(printed)
    assert not any(line.startswith("12") for line in printed)


@pytest.mark.parametrize("said", ["0", "13", "一", "-1"])
def test_an_audit_has_twelve_items(said: str, audited: Desk) -> None:
    status, printed = audited.say(f"ptaudit audit --year 2025 --item {said}")
    assert status == 2
    assert "audit.no_such_item" in printed


def test_json_holds_every_item_with_the_entries_it_rests_on(audited: Desk) -> None:
    answer = json.loads(audited.ok("ptaudit audit --year 2025 --format json"))
    rows = answer["rows"]
    assert [row["item"] for row in rows if row["code"] == "summary"] == list(range(1, ITEMS + 1))
    late = [row for row in rows if row["code"] == "late_proved"]
    assert [row["positions"] for row in late] == [[29], [30], [31], [32], [33]]
    assert all(row["positions"] for row in rows if row["code"] != "summary")
    one = json.loads(audited.ok("ptaudit audit --year 2025 --item 9 --format json"))
    assert {row["item"] for row in one["rows"]} == {9}


def test_a_workbook_has_a_sheet_an_item(audited: Desk) -> None:
    audited.ok("ptaudit audit --year 2025 -o 审计.xlsx")
    book = CalamineWorkbook.from_path(str(audited.folder / "审计.xlsx"))
    words = Catalogue("zh")
    assert book.sheet_names == [words(f"audit.title.{n}") for n in range(1, ITEMS + 1)]
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[1][2:4] == ["summary", "5 号"]
    audited.ok("ptaudit timeline 清河镇 -o 时间线.xlsx")
    assert len(CalamineWorkbook.from_path(str(audited.folder / "时间线.xlsx")).sheet_names) == 1


def test_english_sheets_fit_and_the_page_is_written_to_a_file(audited: Desk) -> None:
    audited.ok("ptaudit audit --year 2025 --lang en -o audit.xlsx")
    book = CalamineWorkbook.from_path(str(audited.folder / "audit.xlsx"))
    assert len(book.sheet_names) == ITEMS
    audited.ok("ptaudit audit --year 2025 -o 审计.txt")
    assert "录入迟于发生" in (audited.folder / "审计.txt").read_text("utf-8")


def test_a_terminal_gets_lines_that_fit(audited: Desk) -> None:
    audited.terminal, audited.columns = True, 60
    printed = audited.ok("ptaudit audit --year 2025 --item 1")
    own = [line for line in printed.splitlines() if line.startswith(("  - ", "    "))]
    assert len(own) > 6
    assert max(map(layout.width, own)) <= 60


def test_a_register_is_held_against_the_ledger(audited: Desk) -> None:
    text = "登记编号,标题\n1,自查\n2,自查\n3,自查\n7,来信\n"
    (audited.folder / "簿.csv").write_bytes(text.encode("gb18030"))
    line = "ptaudit reconcile 簿.csv --column 收文号=登记编号 --prefix 收文2025- --year 2025"
    rows = json.loads(audited.ok(f"{line} --format json"))["rows"]
    assert [(row["found"], row["number"], row["rows"], row["positions"]) for row in rows] == [
        ("登记簿有账本无", "收文2025-7", [5], []),
        ("账本有登记簿无", "收文2025-4", [], [32]),
        ("账本有登记簿无", "收文2025-9", [], [33]),
        ("登记簿断号", "收文2025-4—6", [], []),
    ]
    audited.ok(f"{line} -o 对账.xlsx")
    names = CalamineWorkbook.from_path(str(audited.folder / "对账.xlsx")).sheet_names
    assert names == ["登记簿有账本无", "账本有登记簿无", "登记簿断号"]


def test_what_is_no_register_is_refused(audited: Desk) -> None:
    (audited.folder / "簿.csv").write_text("编号\n1\n", "utf-8")
    for line, status, code in (
        ("簿.csv", 2, "reconcile.no_column"),
        ("簿.csv --column 收文号", 2, "reconcile.column_form"),
        ("簿.csv --column 日期=编号", 2, "reconcile.no_such_column"),
        ("无.csv", 5, "import.no_file"),
        ("", 2, "argument.missing"),
    ):
        said, printed = audited.say(f"ptaudit reconcile {line}")
        assert (said, code in printed) == (status, True), printed


@pytest.mark.parametrize(
    ("positions", "text"),
    [
        ((3,), "第3号"),
        ((5, 3, 4, 9), "第3—5、9号"),
        (tuple(range(1, 40, 2)), "第1、3、5、7、9、11、13、15号等共20号"),
    ],
)
def test_numbers_of_entries_are_drawn_together(positions: tuple[int, ...], text: str) -> None:
    assert numbers.entries(positions, Catalogue("zh")) == text


def test_a_register_of_another_year_is_said_to_be(open_desk: Desk) -> None:
    file = open_desk.folder / "收文登记簿.csv"
    file.write_text("收文号\n收文2026-002\n收文2026-004\n", "utf-8")
    status, printed = open_desk.say("ptaudit reconcile 收文登记簿.csv --year 2025")
    assert (status, "代码: reconcile.another_year" in printed) == (5, True)
    assert "收文2026-003" in open_desk.ok("ptaudit reconcile 收文登记簿.csv --year 2026")
