"""A book held against itself, against plain Python, and against the ledger: each tampering is found."""

import hashlib
import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ptaudit.domain.failures import Damaged
from ptaudit.ledger import Ledger
from ptaudit.reports.exhibit import sealing
from tests.cli.desk import at
from tests.reports.disputed import Reviewer
from tests.reports.test_exhibit_bytes import record_more

Book = dict[str, Any]


def resum(folder: Path) -> None:
    """SHA256SUMS as one who tampers would set them right."""
    names = sorted(p.name for p in folder.iterdir() if p.name != "SHA256SUMS")
    lines = (f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names)
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def alter(folder: Path, change: Callable[[Book], None]) -> None:
    path = folder / "exhibit.json"
    book = json.loads(path.read_text("utf-8"))
    change(book)
    text = json.dumps(book, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(f"{text}\n", "utf-8")
    resum(folder)


def plain(folder: Path, *, script: Path | None = None) -> tuple[int, str]:
    """``check.py`` in a bare interpreter, elsewhere."""
    words = [sys.executable, "-I", str(script or folder / "check.py"), str(folder)]
    done = subprocess.run(words, capture_output=True, cwd=folder.parent, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode().strip()


def test_a_book_agrees_with_itself_on_another_machine(county: Reviewer) -> None:
    folder = county.made()
    (county.folder / "l.db").rename(county.folder / "不在.db")
    printed = county.ok("exhibit", "--check", "册", ledger=False)
    size = max(county.positions.values())
    assert f"截至第{size}号" in printed
    status, said = plain(folder)
    assert status == 0
    assert said.startswith("OK ")
    assert f"size {size}" in said


def test_check_py_needs_nothing_beside_it(county: Reviewer) -> None:
    """Run in its own folder, without a word said."""
    folder = county.made()
    words = [sys.executable, "-I", "check.py"]
    done = subprocess.run(words, capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0
    assert len((folder / "check.py").read_text("utf-8").splitlines()) < 90


def test_sha256sum_reads_the_sums(county: Reviewer) -> None:
    folder = county.made()
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    "name", ["exhibit.json", "复核说明册.txt", "复核说明册.html", "questions.yml", "check.py"]
)
def test_a_byte_of_any_file(county: Reviewer, name: str) -> None:
    folder = county.made()
    script = folder.parent / "check-copy.py"
    script.write_bytes((folder / "check.py").read_bytes())
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:-2] + b"#" + data[-1:])
    status, printed = county.ask("exhibit", "--check", "册")
    assert (status, name in printed, "book.bad_file" in printed) == (3, True, True)
    status, said = plain(folder, script=script)
    assert (status, said.startswith("BAD file ")) == (3, True)
    (folder / name).unlink()
    assert county.ask("exhibit", "--check", "册")[0] == 3
    assert plain(folder, script=script)[0] == 3


def _entry(book: Book) -> None:
    sealed = book["entries"][0]
    sealed["entry"] = sealed["entry"].replace("2023", "2024", 1)


def _leaf(book: Book) -> None:
    _entry(book)
    sealed = book["entries"][0]
    sealed["leaf"] = hashlib.sha256(b"\x00" + sealed["entry"].encode()).hexdigest()


def _node(book: Book) -> None:
    path = book["entries"][0]["path"]
    path[0] = path[0][:-1] + ("0" if path[0][-1] != "0" else "1")


def _shorter(book: Book) -> None:
    book["entries"][0]["path"].pop()


def _root(book: Book) -> None:
    book["log"]["root"] = "0" * 64


def _size(book: Book) -> None:
    book["log"]["size"] += 1


def _moved(book: Book) -> None:
    """The proof of one entry under another's number."""
    first, second = book["entries"][:2]
    first["position"], second["position"] = second["position"], first["position"]


def _misquoted(book: Book) -> None:
    book["answers"][0]["deciding"][0]["recorded_at"] = "2023-11-01T09:00:00.000+08:00"


def _other_kind(book: Book) -> None:
    book["answers"][0]["unknown"][0]["entry"]["kind"] = "finding.closed"


def _dropped(book: Book) -> None:
    """An entry that an answer cites is not among those proved."""
    position = book["answers"][0]["deciding"][0]["position"]
    book["entries"] = [e for e in book["entries"] if e["position"] != position]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_entry, "book.bad_entry"),
        (_leaf, "book.bad_path"),
        (_node, "book.bad_path"),
        (_shorter, "book.bad_path"),
        (_root, "book.bad_path"),
        (_size, "book.bad_path"),
        (_moved, "book.bad_path"),
        (_misquoted, "book.misquoted"),
        (_other_kind, "book.misquoted"),
        (_dropped, "book.misquoted"),
    ],
)
def test_tampering_with_sums_set_right(
    county: Reviewer, change: Callable[[Book], None], code: str
) -> None:
    """Without the ledger, by what was written of entries and proofs alone."""
    folder = county.made()
    alter(folder, change)
    status, printed = county.ask("exhibit", "--check", "册", ledger=False)
    assert (status, code in printed) == (3, True)
    status, said = plain(folder)
    assert (status, said.startswith("BAD entry ")) == (3, True)


def test_an_answer_rewritten_with_sums_set_right(county: Reviewer) -> None:
    """Against itself such a book agrees: what finds it is the digest registered, or the ledger."""
    folder = county.made()

    def rewritten(book: Book) -> None:
        book["answers"][0]["answer"] = "F-2023-017:已销号。"

    alter(folder, rewritten)
    assert county.ask("exhibit", "--check", "册")[0] == 0
    status, printed = county.ask("exhibit", "--check", "册", "--ledger", "l.db")
    assert (status, "book.other_answers" in printed) == (3, True)


@pytest.mark.parametrize(
    "spoil", [b"", b"{", b"[]", b'{"format": "x"}', b"\xff\xfe"], ids=range(5)
)
def test_what_is_no_exhibit_json(county: Reviewer, spoil: bytes) -> None:
    folder = county.made()
    (folder / "exhibit.json").write_bytes(spoil)
    resum(folder)
    status, printed = county.ask("exhibit", "--check", "册")
    assert (status, "book.bad_json" in printed) == (3, True)
    assert plain(folder)[0] == 3


def test_a_folder_that_is_no_book(county: Reviewer) -> None:
    (county.folder / "空").mkdir()
    assert county.ask("exhibit", "--check", "空")[0] == 5
    assert county.ask("exhibit", "--check", "没有")[0] == 5
    folder = county.made()
    (folder / "SHA256SUMS").write_text("", "utf-8")
    status, printed = county.ask("exhibit", "--check", "册")
    assert (status, "book.bad_sums" in printed) == (3, True)


def test_a_ledger_that_has_grown_still_has_the_root(county: Reviewer) -> None:
    county.made()
    record_more(county)
    printed = county.ok("exhibit", "--check", "册", "--ledger", "l.db")
    size = max(county.positions.values())
    assert f"账本现有 {size + 1} 号,截至第{size}号的根相同" in printed


def test_another_ledger_and_a_shorter_one(county: Reviewer) -> None:
    record_more(county)
    county.made(into="长")
    county.write(county.questions.replace("as_effective", "as_recorded: now\nas_effective"))
    (county.folder / "二").mkdir()
    from tests.reports.disputed import reviewer

    other = reviewer(county.folder / "二")
    status, printed = county.ask("exhibit", "--check", "长", "--ledger", "二/l.db")
    assert (status, "book.shorter_ledger" in printed) == (3, True)
    record_more(other, "另一个问题")
    status, printed = county.ask("exhibit", "--check", "长", "--ledger", "二/l.db")
    assert (status, "book.other_root" in printed) == (3, True)


def test_the_command_printed_registers_the_book(county: Reviewer) -> None:
    """出具: the register holds the digest of exhibit.json, and finds the file by it."""
    printed = county.ok("exhibit", "q.yml", "-o", "册")
    [line] = [x for x in printed.splitlines() if "document issue" in x]
    _, *words = shlex.split(line[line.index("ptaudit ") :].replace("文号", "×绩办〔2024〕9号"))
    county.ok(*words, "--operator", "jingban-c")
    found = json.loads(county.ok("document", "check", "册/exhibit.json", "--format", "json"))
    digest = hashlib.sha256((county.folder / "册" / "exhibit.json").read_bytes()).hexdigest()
    assert digest in printed
    assert [digest in json.dumps(row) for row in found["rows"]] == [True]
    # The book was made before its own registration: it is still the same.
    county.ok("exhibit", "--check", "册", "--ledger", "l.db")


def test_a_file_that_cannot_be_read(county: Reviewer) -> None:
    folder = county.made()
    (folder / "check.py").unlink()
    (folder / "check.py").mkdir()
    status, printed = county.ask("exhibit", "--check", "册")
    assert (status, "book.unreadable" in printed) == (1, True)


def test_an_entry_that_is_not_proved_enters_no_book(county: Reviewer) -> None:
    """One byte changed below all guards: the book is refused, naming the entry."""
    position = county.positions[1]
    with closing(sqlite3.connect(county.folder / "l.db")) as conn:
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            conn.execute(f'DROP TRIGGER "{name}"')
        conn.execute(
            "UPDATE entry SET data = CAST(replace(CAST(data AS TEXT), "
            "'2023-11-03T', '2023-11-02T') AS BLOB) "
            "WHERE position = ?",
            (position,),
        )
        conn.commit()
    status, printed = county.ask("exhibit", "q.yml", "-o", "册")
    assert (status, f"第{position}号" in printed, "entry.altered" in printed) == (3, True, True)
    assert not (county.folder / "册").exists()


def test_only_what_the_book_s_own_root_proves_is_sealed(county: Reviewer) -> None:
    """A root of another time, or a place where nothing stands: the entry is not sealed."""
    with Ledger.open(
        f"sqlite:///{county.folder / 'l.db'}", clock=lambda: at("2025-11-07 16:20")
    ) as held:
        size = held.head().size
        for position, root in ((1, bytes(32)), (size + 1, held.root_at(size))):
            with pytest.raises(Damaged, match=re.escape("book.unproved")):
                list(sealing.sealed(held, [position], size, root))
        assert len(list(sealing.sealed(held, [1, 2], size, held.root_at(size)))) == 2
