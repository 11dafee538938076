"""Index and log are rebuildable from the entries; a head that contradicts them is not overwritten."""

import pytest

from ptaudit.domain.failures import Damaged
from ptaudit.ledger import rebuild_index, verify
from tests.ledger.beds import Bed, fill, plain


@pytest.fixture
def filled(shared_bed: Bed) -> Bed:
    with shared_bed.create() as ledger:
        fill(ledger, 300)
        ledger.append_sealed([plain(b"no record", "note", ("b", "a"))])
    return shared_bed


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM tile",),
        ("DELETE FROM term",),
        ("UPDATE entry SET leaf = data, kind = 'x', terms = 'x' WHERE position <= 300",),
        ("UPDATE tile SET hashes = root", "INSERT INTO term VALUES ('x', 'y', 999)"),
        ("DELETE FROM head",),
        (),
    ],
)
def test_what_was_lost_is_made_again(filled: Bed, statements: tuple[str, ...]) -> None:
    with filled.open() as ledger:
        before = ledger.head()
    filled.run(*statements)
    rebuilt = rebuild_index(filled.url)
    verdict = verify(filled.url)
    assert [f.code for f in verdict.findings] == ["fsck.not_a_record"]
    assert verdict.root == rebuilt.root == before.root
    with filled.open() as ledger:
        assert (ledger.head().size, ledger.head().root) == (before.size, before.root)
        fill(ledger, 300, start=400)
    assert [f.code for f in verify(filled.url).findings] == ["fsck.not_a_record"]


def test_the_guards_stand_again_afterwards(filled: Bed) -> None:
    rebuild_index(filled.url)
    with (
        filled.open() as ledger,
        pytest.raises(Exception, match="append-only"),
        ledger.database.writing() as conn,
    ):
        conn.exec_driver_sql("DELETE FROM entry")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE entry SET data = leaf WHERE position = 7", "rebuild.head_contradicted"),
        ("DELETE FROM entry WHERE position = 301", "rebuild.head_contradicted"),
        ("DELETE FROM entry WHERE position = 7", "rebuild.entries_missing"),
    ],
)
def test_changed_entries_are_not_hidden(filled: Bed, statement: str, code: str) -> None:
    """Refused, and nothing of the evidence is rewritten."""
    filled.run(statement)
    before = verify(filled.url).findings
    with pytest.raises(Damaged) as damage:
        rebuild_index(filled.url)
    assert damage.value.code == code
    assert verify(filled.url).findings == before


def test_an_empty_ledger(shared_bed: Bed) -> None:
    shared_bed.create().close()
    shared_bed.run("DELETE FROM head")
    assert rebuild_index(shared_bed.url).size == 0
    assert verify(shared_bed.url).sound
