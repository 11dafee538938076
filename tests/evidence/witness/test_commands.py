"""A county and its witness by file and by HTTP, as the two clerks type it."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptaudit.evidence.witness import serving
from ptaudit.log import note
from tests.cli.desk import Desk
from tests.evidence.witness.beds import Log
from tests.log.samples import LOG


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ledger with a checkpoint, a witness that knows it, and the policy that names both."""
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 清源县 --origin qingyuan.example/ptaudit")
    desk.ok("ptaudit key new county.key --use log")
    desk.ok("ptaudit key new city.key --use witness --name city.example/witness")
    county, city = ((tmp_path / f"{name}.vkey").read_text() for name in ("county", "city"))
    (tmp_path / "trust").write_text(f"log {county}witness 市局 {city}quorum 市局\n")
    desk.environ |= {"PTAUDIT_LOG_KEY": "county.key", "PTAUDIT_TRUST": "trust"}
    desk.ok("ptaudit checkpoint")
    desk.ok("ptaudit witness add-log county.vkey")
    return desk


def grow(desk: Desk, name: str = "清河镇", unit: str = "qinghe") -> None:
    desk.ok(
        f"ptaudit unit register {name} 镇 --unit {unit}"
        f" --party-organ {name}党委 --gov-organ {name}人民政府"
    )
    desk.ok("ptaudit checkpoint")


def carried(desk: Desk) -> tuple[int, str]:
    desk.ok("ptaudit checkpoint request -o 申请")
    return desk.say("ptaudit witness sign 申请 -o 答复 --key city.key")


def test_to_the_witness_and_back_twice(desk: Desk) -> None:
    for step in range(2):
        status, said = carried(desk)
        assert (status, "已见证 qingyuan.example/ptaudit" in said) == (0, True)
        assert "市局" in desk.ok("ptaudit checkpoint take 答复")
        if step == 0:
            grow(desk)
    assert re.search(r"见证至第2\d号", desk.ok("ptaudit witness state"))


def test_an_old_request_is_answered_with_the_size(desk: Desk) -> None:
    carried(desk)
    status, said = desk.say("ptaudit witness sign 申请 -o 又一份 --key city.key")
    assert (status, "上次见证到第25号" in said) == (1, True)
    assert (desk.folder / "又一份").read_text() == "25\n"
    assert "--old 25" in desk.say("ptaudit checkpoint take 又一份")[1]


def test_another_content_of_the_same_size_is_kept_and_shown(desk: Desk) -> None:
    carried(desk)
    desk.environ["PTAUDIT_LEDGER"] = "other.db"
    desk.ok("ptaudit init 清源县 --origin qingyuan.example/ptaudit")
    desk.ok("ptaudit checkpoint")
    desk.ok("ptaudit checkpoint request -o 申请 --old 25")
    status, said = desk.say("ptaudit witness sign 申请 -o 又一份 --key city.key")
    assert (status, "witness_state.other_tree" in said) == (3, True)
    assert not (desk.folder / "又一份").exists()
    status, said = desk.say("ptaudit witness state -o 原件")
    assert (status, "同一号数,另一个根" in said) == (3, True)
    assert (desk.folder / "原件-1").read_bytes() == (desk.folder / "申请").read_bytes()
    seen = note.parse((desk.folder / "原件-1.cosigned").read_bytes())
    assert [one.name for one in seen.signatures] == [
        "qingyuan.example/ptaudit",
        "city.example/witness",
    ]


def test_a_rewritten_ledger_that_grew_is_kept_too(desk: Desk) -> None:
    carried(desk)
    desk.environ["PTAUDIT_LEDGER"] = "other.db"
    desk.ok("ptaudit init 清源县 --origin qingyuan.example/ptaudit")
    grow(desk)
    desk.ok("ptaudit checkpoint request -o 申请 --old 25")
    status, said = desk.say("ptaudit witness sign 申请 -o 又一份 --key city.key")
    assert (status, "witness_state.no_proof" in said) == (3, True)
    assert "续证不成立" in desk.say("ptaudit witness state")[1]


def test_unknown_logs_and_keys_are_not_witnessed(desk: Desk) -> None:
    (desk.folder / "别家").write_bytes(Log(origin="b.example/log").request(0, 2))
    status, said = desk.say("ptaudit witness sign 别家 -o 答复 --key city.key")
    assert (status, "witness_state.log_unknown" in said) == (5, True)
    desk.ok(f"ptaudit witness add-log {LOG.key}")
    (desk.folder / "改签").write_bytes(Log(prefix=b"x").request(0, 2).replace(b"\n2\n", b"\n3\n"))
    status, said = desk.say("ptaudit witness sign 改签 -o 答复 --key city.key")
    assert (status, "witness_state.key_unknown" in said) == (1, True)
    (desk.folder / "倒退").write_bytes(Log().request(0, 2).replace(b"old 0", b"old 9"))
    status, said = desk.say("ptaudit witness sign 倒退 -o 答复 --key city.key")
    assert (status, "witness_state.old" in said) == (2, True)


def test_the_log_s_own_key_cannot_witness(desk: Desk) -> None:
    desk.ok("ptaudit checkpoint request -o 申请")
    status, said = desk.say("ptaudit witness sign 申请 -o 答复 --key county.key")
    assert (status, "key_file.use" in said) == (2, True)
    assert desk.say("ptaudit witness add-log city.vkey --state 新的")[0] == 2


@pytest.fixture
def serving_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """``witness serve`` as it is typed, on a port the system chose; ended as by Ctrl-C."""
    made: list[serving.Server] = []
    ready = threading.Event()

    class Server(serving.Server):
        def serve_forever(self, poll_interval: float = 0.01) -> None:
            made.append(self)
            ready.set()
            super().serve_forever(0.01)
            raise KeyboardInterrupt

    monkeypatch.setattr(serving, "Server", Server)
    other = Desk(desk.folder, environ=desk.environ)
    line = "ptaudit witness serve --key city.key --port 0"
    thread = threading.Thread(target=other.say, args=(line,))
    thread.start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{made[0].server_address[1]}"
    made[0].shutdown()
    thread.join()


def test_over_the_network_the_county_asks_and_is_cosigned(desk: Desk, serving_at: str) -> None:
    assert "市局" in desk.ok(f"ptaudit checkpoint send {serving_at}")
    grow(desk)
    assert "市局" in desk.ok(f"ptaudit checkpoint send {serving_at}")
    desk.environ["PTAUDIT_LEDGER"] = "other.db"
    desk.ok("ptaudit init 清源县 --origin qingyuan.example/ptaudit")
    grow(desk, "河口镇", "hekou")
    status, said = desk.say(f"ptaudit checkpoint send {serving_at}")
    assert (status, "witness.other_root" in said) == (1, True)
    assert desk.say("ptaudit witness state")[0] == 3


@pytest.mark.parametrize("port", ["x", "99999", "-1"])
def test_a_port_there_cannot_be_is_refused(desk: Desk, port: str) -> None:
    assert desk.say(f"ptaudit witness serve --key city.key --port={port}")[0] in (1, 2)
