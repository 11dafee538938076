"""The witness's file: what is one, and that two who write at once never both win."""

import errno
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence.witness.store import Seen, Store
from tests.evidence.witness.beds import Log, Witness
from tests.log.samples import CITY, LOG, ORIGIN, ROOT


def code(path: Path) -> str:
    with pytest.raises(Unusable) as refused:
        Store.open(path)
    return refused.value.code


def test_what_is_no_witness_s_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state"
    assert code(path) == "witness_state.missing"
    assert code(tmp_path) == "witness_state.missing"
    with pytest.raises(Unusable, match=r"witness_state\.missing"):
        Store.create(tmp_path)
    assert not path.exists()
    path.write_text("something else entirely\n" * 50)
    assert code(path) == "witness_state.foreign"
    with pytest.raises(Unusable):
        Store.create(path)
    assert path.read_text() == "something else entirely\n" * 50
    with sqlite3.connect(other := tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE log (x)")
    connection.close()
    assert code(other) == "witness_state.foreign"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        Store.create(tmp_path / "nowhere" / "state")
    assert refused.value.code == "witness_state.unwritable"


def test_a_file_of_which_nothing_was_written_yet_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "witness.db").touch()
    assert Witness(tmp_path).add(Log().request(0, 3)).status == 200


def test_one_whose_making_was_cut_short_is_begun_anew(tmp_path: Path) -> None:
    """Pages stand in it that its journal takes back."""
    path = tmp_path / "witness.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    for number in range(50):
        connection.execute(f"CREATE TABLE t{number} (x)")
    left = {one: one.read_bytes() for one in tmp_path.iterdir()}
    connection.execute("ROLLBACK")
    connection.close()
    assert len(left) == 2
    for one, data in left.items():
        one.write_bytes(data)
    assert path.stat().st_size > 0
    assert Witness(tmp_path).add(Log().request(0, 3)).status == 200


def test_a_disk_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = Witness(tmp_path)

    def broken(_: Path) -> bool:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Path, "is_file", broken)
    for attempt in (Store.open, Store.create):
        with pytest.raises(Unusable) as refused:
            attempt(witness.store.path)
        assert refused.value.code == "witness_state.unwritable"


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    witness = Witness(tmp_path)
    witness.add(Log().request(0, 3))
    Store.create(witness.store.path)
    assert witness.size() == 3


def test_a_witness_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(Malformed) as refused:
        Witness(tmp_path).store.add_log(CITY.key)
    assert refused.value.code == "witness_state.key_use"


def test_somebody_else_at_it_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ptaudit.evidence.witness.store._BUSY_SECONDS", 0.05)
    witness = Witness(tmp_path)
    held = sqlite3.connect(witness.store.path, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unusable) as refused:
        witness.add(Log().request(0, 3))
    assert refused.value.code == "witness_state.busy"
    held.execute("ROLLBACK")
    held.close()
    assert witness.add(Log().request(0, 3)).status == 200


def test_of_requests_at_once_one_size_wins_and_none_rolls_back(tmp_path: Path) -> None:
    """Every request is right by itself and rests on the same old size: exactly one is cosigned."""
    witness, log = Witness(tmp_path), Log()
    witness.add(log.request(0, 10))
    asked = [log.request(10, 11 + n) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(witness.add, asked))
    won = [n for n, answer in enumerate(answers) if answer.status == 200]
    assert len(won) == 1
    assert {a.status for a in answers} == {200, 409}
    size = 11 + won[0]
    assert witness.size() == size
    assert {a.body for a in answers if a.status == 409} == {b"%d\n" % size}


_RACER = """
import sys
from pathlib import Path
from ptaudit.evidence.witness import rules
from ptaudit.evidence.witness.store import Seen, Store
from tests.log.samples import CITY, NOON
store = Store.open(Path(sys.argv[1]))
for file in sorted(Path(sys.argv[2]).iterdir()):
    print(file.name, rules.add(store, CITY, file.read_bytes(), NOON).status)
"""


def test_two_programs_at_one_file_cosign_one_history(tmp_path: Path) -> None:
    witness = Witness(tmp_path)
    trees = {name: Log(prefix=name.encode()) for name in "ab"}
    for name, log in trees.items():
        (tmp_path / name).mkdir()
        for size in range(1, 40):
            data = log.request(size - 1, size)
            (tmp_path / name / f"{size:02}").write_bytes(data)
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", _RACER, str(witness.store.path), str(tmp_path / name)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in trees
    ]
    said = [racer.communicate()[0].split() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    won = [dict(zip(one[::2], one[1::2], strict=True)) for one in said]
    for size in range(1, 40):
        assert [w[f"{size:02}"] for w in won].count("200") <= 1
    [(seen, _)] = witness.store.logs()
    assert seen.root in {log.head(seen.size).root for log in trees.values()}


def test_a_file_nobody_may_write_is_named(tmp_path: Path) -> None:
    witness = Witness(tmp_path)
    with sqlite3.connect(witness.store.path) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("DROP TABLE log_key")
    connection.close()
    with pytest.raises(Unusable) as refused:
        witness.add(Log().request(0, 3))
    assert refused.value.code == "witness_state.unwritable"


def test_logs_are_listed_with_their_keys(tmp_path: Path) -> None:
    witness = Witness(tmp_path)
    assert [(seen.origin, seen.size, keys) for seen, keys in witness.store.logs()] == [
        (LOG.key.name, 0, (LOG.key,))
    ]


def test_a_file_made_by_two_at_once_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had written anything."""
    witness = Witness(tmp_path)
    witness.add(Log().request(0, 3))
    monkeypatch.setattr("ptaudit.evidence.witness.store._size", lambda path: 0)
    Store.create(witness.store.path)
    assert witness.size() == 3


def test_what_is_remembered_is_on_the_disk_with_its_folder(tmp_path: Path) -> None:
    with Witness(tmp_path).store._connected() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("before", [Seen(ORIGIN, 2, ROOT), Seen(ORIGIN, 3, bytes(32))])
def test_only_what_was_looked_at_is_replaced(tmp_path: Path, before: Seen) -> None:
    witness = Witness(tmp_path)
    witness.add(Log().request(0, 3))
    with pytest.raises(AssertionError), witness.store.changing() as state:
        state.cosign(before, Seen(ORIGIN, 9, ROOT))
    assert witness.size() == 3
