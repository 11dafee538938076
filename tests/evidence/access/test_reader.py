"""A role that may only read: every question is answered as to anybody, every write refused in plain words."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.desk import Desk
from tests.evidence.access.asked import WRITES, made, reads

GRANTS = Path("docs/how-to/access.md")
_numbers = count(1)


def granted(page: Path) -> list[str]:
    """The statements the how-to has an administrator type."""
    [block] = re.findall(r"```sql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [s.strip() for s in block.split(";") if s.strip()]


@pytest.fixture
def desks(postgresql: str, tmp_path: Path) -> tuple[Desk, Desk]:
    """The owner's desk and a reader's, on one PostgreSQL ledger; grants are those of the how-to."""
    schema, reader = f"r{(n := next(_numbers))}", f"reader{n}"
    sign = "&" if "?" in postgresql else "?"
    url = f"{postgresql}{sign}schema={schema}"
    owner = made(Desk(tmp_path, environ={"PTAUDIT_LEDGER": url, "HOME": str(tmp_path)}))
    engine = sa.create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        name = conn.exec_driver_sql("SELECT current_database()").scalar_one()
        for statement in granted(Path(__file__).parents[3] / GRANTS):
            said = statement.replace("qingyuan", schema).replace("county", str(name))
            conn.exec_driver_sql(said.replace("cha", reader))
    engine.dispose()
    theirs = url.replace("//postgres:", f"//{reader}:")
    assert theirs != url
    return owner, Desk(tmp_path, environ={**owner.environ, "PTAUDIT_LEDGER": theirs})


def test_a_reader_of_postgresql(desks: tuple[Desk, Desk]) -> None:
    owner, reader = desks
    for line in reads():
        owner.now = reader.now = replace(owner).now
        answer = owner.say(line)
        (owner.folder / "说明书.html").unlink(missing_ok=True)
        assert _of(reader.say(line)) == _of(answer), line
        (owner.folder / "说明书.html").unlink(missing_ok=True)
    before = owner.ok("ptaudit verify")
    for line in WRITES:
        status, printed = reader.say(line)
        assert (status, printed.splitlines()[-1]) == (1, "代码: ledger.reader"), printed
        assert "Traceback" not in printed
    assert owner.ok("ptaudit verify") == before


def _of(answer: tuple[int, str]) -> tuple[int, str]:
    """An answer without what says who asked."""
    return answer[0], re.sub(r"//\w+:", "//:", answer[1])


@contextmanager
def unprivileged() -> Iterator[None]:
    """Nobody in particular: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_a_reader_of_a_file() -> None:
    """Neither the file nor its folder can be written; the security log is kept elsewhere."""
    folder = Path(tempfile.mkdtemp())
    try:
        desk = made(Desk(folder))
        log = folder / "log"
        desk.environ["PTAUDIT_SECURITY_LOG"] = str(log / "security.jsonl")
        answers = {}
        for line in reads():
            answers[line] = desk.say(line)
            (folder / "说明书.html").unlink(missing_ok=True)
        for line in WRITES:
            desk.say(f"{line} --help")
        for name in ("ptaudit.db-wal", "ptaudit.db-shm"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(log)
        log.mkdir()
        log.chmod(0o777)
        (folder / "ptaudit.db").chmod(0o444)
        folder.chmod(0o555)
        with unprivileged():
            for line, answer in answers.items():
                if "-o" in line:
                    continue
                assert desk.say(line) == answer, line
            for line in WRITES:
                status, printed = desk.say(line)
                assert status == 1, printed
                assert printed.splitlines()[-1] in (
                    "代码: ledger.read_only",
                    "代码: ledger.no_access",
                )
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
