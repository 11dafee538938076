"""A password in the ledger's URL: in nothing that is printed, written, logged or handed out."""

from itertools import count
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.evidence.access.asked import WRITES, made, reads

PASSWORD = "geheim-9x"
_numbers = count(1)


@pytest.fixture
def url(postgresql: str) -> str:
    """The server trusts its own user: any password will do."""
    sign = "&" if "?" in postgresql else "?"
    found = postgresql.replace("//postgres:@", f"//postgres:{PASSWORD}@")
    assert PASSWORD in found
    return f"{found}{sign}schema=secret{next(_numbers)}"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("form", ["user", "query"])
def test_a_password_shows_nowhere(form: str, url: str, tmp_path: Path) -> None:
    if form == "query":
        url = url.replace(f":{PASSWORD}@", "@") + f"&password={PASSWORD}"
    environ = {"PTAUDIT_LEDGER": url, "HOME": str(tmp_path)}
    desk = made(Desk(tmp_path, environ=environ))
    printed = [desk.say(line)[1] for line in (*reads(), *WRITES)]
    printed += [desk.say(f"{line} --lang en")[1] for line in reads()]
    broken = url.replace(f"schema=secret{next(_numbers) - 1}", "schema=nowhere")
    for ledger in (
        broken,
        url.replace("postgresql+psycopg", "mysql"),
        f"postgresql://u:{PASSWORD}@127.0.0.1:1/d",
        f"postgresql://u:{PASSWORD}@[::1/d",
        f"postgresql://127.0.0.1:1/d?user=u&password={PASSWORD}",
    ):
        desk.environ["PTAUDIT_LEDGER"] = ledger
        for line in ("status", "verify", "unit list", "finding raise 清河镇 x", "security list"):
            printed.append(desk.say(f"ptaudit {line}")[1])
        printed.append(desk.say(f'ptaudit init 测试县 --ledger "{ledger}"')[1])
    assert any("***" in text for text in printed)
    for text in printed:
        assert PASSWORD not in text, text
    found = files(tmp_path)
    assert ".local/state/ptaudit/ptaudit.security.jsonl" in found
    assert {"ptaudit.toml", "说明书.html", "说明册/exhibit.json"} <= set(found)
    for name, data in found.items():
        assert PASSWORD.encode() not in data, name


def test_neither_a_key_file_s_content(tmp_path: Path) -> None:
    """Settings name files; what is in them is never shown."""
    desk = Desk(tmp_path)
    (tmp_path / "epb.key").write_text(f"PRIVATE+KEY+epb+00000000+{PASSWORD}\n", "utf-8")
    (tmp_path / "epb.key").chmod(0o600)
    desk.environ |= dict.fromkeys(("PTAUDIT_OPERATOR_KEY", "PTAUDIT_LOG_KEY"), "epb.key")
    printed = [desk.say(line)[1] for line in ("ptaudit init 测试县", "ptaudit status")]
    printed += [desk.say(line)[1] for line in (*reads(), *WRITES)]
    assert "operator_key = epb.key" in printed[1]
    assert all(PASSWORD not in text for text in printed)
    (tmp_path / "epb.key").unlink()
    assert all(PASSWORD.encode() not in data for data in files(tmp_path).values())
