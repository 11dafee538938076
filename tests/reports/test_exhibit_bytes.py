"""The same book from the same ledger, byte for byte, however much has been recorded since."""

import shutil
from pathlib import Path

import pytest

from ptaudit.domain.commands.findings import RaiseFinding
from tests.reports.disputed import Reviewer


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def record_more(county: Reviewer, issue: str = "散乱污企业") -> None:
    app = county.open()
    said = {"units": ("清河镇",), "issue": issue, "on": "2023-12-01", "finding": "F-2023-018"}
    app.execute(RaiseFinding.model_validate(said), operator="jingban-a")
    app.close()


def test_made_twice(county: Reviewer) -> None:
    assert bytes_of(county.made(into="一")) == bytes_of(county.made(into="二"))


def test_the_clock_and_chance_leave_no_trace(county: Reviewer) -> None:
    made = bytes_of(county.made())
    for name, data in made.items():
        assert b"2024-03-01" not in data, name
        assert b"f" * 32 not in data, name


def test_made_years_later(county: Reviewer) -> None:
    """Also where a supposed command is typed with a day without its year."""
    typed = "score deduct 清河镇 R31 2 --note 信访 --year 2023 --on 1-10"
    county.write(county.questions + f"  - {{kind: whatif, add: [{typed}]}}\n")
    first = county.made(into="一")
    county.now = county.now.replace(year=2031)
    assert bytes_of(county.made(into="二")) == bytes_of(first)


def test_made_again_from_its_own_questions_after_more_was_recorded(county: Reviewer) -> None:
    """The folder's questions.yml is pinned: what came later does not enter, not even as unknown."""
    first = county.made(into="一")
    record_more(county)
    shutil.copy(first / "questions.yml", county.folder / "q.yml")
    assert bytes_of(county.made(into="二")) == bytes_of(first)


def test_made_again_where_stored_views_have_gone_on(county: Reviewer) -> None:
    first = county.made(into="一")
    record_more(county)
    county.ok("projections", "rebuild")
    shutil.copy(first / "questions.yml", county.folder / "q.yml")
    assert bytes_of(county.made(into="二")) == bytes_of(first)


def test_now_is_another_book_once_more_was_recorded(county: Reviewer) -> None:
    """Were it the same, pinning would prove nothing."""
    first = county.made(into="一")
    record_more(county)
    assert bytes_of(county.made(into="二")) != bytes_of(first)


@pytest.mark.parametrize("moment", ["第{}号", "{}", "2024-01-25", "2024-01-25T11:42:00+08:00"])
def test_a_moment_said_otherwise_is_the_same_book(county: Reviewer, moment: str) -> None:
    first = county.made(into="一")
    said = moment.format(max(county.positions.values()))
    county.write(f"as_recorded: '{said}'\n{county.questions}")
    assert bytes_of(county.made(into="二")) == bytes_of(first)


def test_a_book_that_is_there_is_replaced_only_by_force(county: Reviewer) -> None:
    folder = county.made()
    before = bytes_of(folder)
    status, printed = county.ask("exhibit", "q.yml", "-o", "册")
    assert (status, "book.folder_there" in printed) == (2, True)
    county.write(county.questions.replace("复核说明", "复核"))
    county.made("--force")
    assert bytes_of(folder).keys() == before.keys()
    assert bytes_of(folder) != before
    assert [p.name for p in county.folder.iterdir() if p.name.startswith(".")] == []


def test_what_is_no_book_is_never_replaced(county: Reviewer) -> None:
    folder = county.made()
    (folder / "手记.txt").write_text("不可丢失", "utf-8")
    for place, code in (
        (folder.name, "book.folder_other"),
        (".", "book.folder_other"),
        ("..", "book.no_folder"),
        ("q.yml", "book.no_folder"),
    ):
        status, printed = county.ask("exhibit", "q.yml", "-o", place, "--force")
        assert (status, code in printed) == (2, True)
    assert (folder / "手记.txt").read_text("utf-8") == "不可丢失"


def test_nothing_half_written_is_left(county: Reviewer) -> None:
    """The folder beside cannot be made: no book, and the former one untouched."""
    (county.folder / ".册.part").write_text("", "utf-8")
    status, printed = county.ask("exhibit", "q.yml", "-o", "册")
    assert (status, "book.not_written" in printed) == (1, True)
    assert not (county.folder / "册").exists()


def test_a_book_into_a_folder_that_is_not_there_yet(county: Reviewer) -> None:
    assert bytes_of(county.made(into="争议/清河镇/册")) == bytes_of(county.made(into="册"))
