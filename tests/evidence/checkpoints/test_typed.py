"""As typed: checkpoints made and listed, taken to a witness and back, receipts written and checked."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from ptaudit.log import checkpoint, note, receipt, request
from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import CITY, TRUST, at_a_desk

RENAME = "ptaudit organ name EPB 市生态环境局示例分局"
#: 2025-01-06 09:00 by the county's clock.
TIME = 1_736_125_200


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return at_a_desk(tmp_path)


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """The settings name key and policy: whatever is recorded is signed when due."""
    with (desk.folder / "ptaudit.toml").open("a", encoding="utf-8") as file:
        file.write('log_key = "county.key"\ntrust = "trust"\n')
    return desk


def kept(desk: Desk) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(desk.ok("ptaudit checkpoint list --format json"))[
        "rows"
    ]
    return rows


def cosign(desk: Desk, text: str, name: str = "answer") -> None:
    (desk.folder / name).write_text(str(note.by(CITY, text, TIME)), "utf-8")


def test_alone_it_makes_one(desk: Desk) -> None:
    status, printed = desk.say("ptaudit checkpoint")
    assert (status, "checkpoint.no_key" in printed) == (2, True)
    assert desk.ok("ptaudit checkpoint --key county.key").startswith("已作检查点 · 第1—")
    assert "未另作" in desk.ok("ptaudit checkpoint make --key county.key")
    [row] = kept(desk)
    assert (row["cosigned"], row["others"]) == ([], [])


def test_by_a_timer(desk: Desk) -> None:
    make = "ptaudit checkpoint --key county.key --due --every 2 --minutes 30"
    assert "已作检查点" in desk.ok(make)
    assert "不满 2 号,也不满 30 分钟" in desk.ok(make)
    desk.ok(f"{RENAME}一")
    assert "还不到时候" in desk.ok(make)
    desk.ok(f"{RENAME}二")
    assert "已作检查点" in desk.ok(make)
    desk.now += dt.timedelta(minutes=30)
    assert "时间已更新" in desk.ok(make)
    assert len(kept(desk)) == 2


def test_acts_are_signed_when_due(signed: Desk) -> None:
    signed.ok(f"{RENAME}一")
    assert len(kept(signed)) == 1
    signed.ok(f"{RENAME}二")
    assert len(kept(signed)) == 1
    signed.now += dt.timedelta(minutes=60)
    signed.ok(f"{RENAME}三 --dry-run")
    assert len(kept(signed)) == 1
    signed.ok(f"{RENAME}三")
    assert len(kept(signed)) == 2


def test_an_act_stands_though_no_checkpoint_could_be_made(signed: Desk) -> None:
    (signed.folder / "county.key").unlink()
    printed = signed.ok(f"{RENAME}一")
    assert "登记已完成,但检查点没有作成" in printed
    assert "key_file.missing" in printed


def test_a_document_rests_on_a_signed_head(signed: Desk) -> None:
    signed.ok("ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委")
    signed.ok("ptaudit year open 2025")
    opinion = (
        "ptaudit opinion issue 2025 A --scores 清河镇=80 --operator epb --irregular 自查未登记"
    )
    signed.ok(f"{opinion} --basis ×环考〔2025〕2号")
    before = kept(signed)
    signed.ok("ptaudit unit handout 清河镇 --year 2025")
    [newest, *rest] = kept(signed)
    assert rest == before
    size = newest["size"]
    paper = "ptaudit document issue 通报 --no ×委〔2025〕1号 --file trust"
    signed.ok(f"{RENAME}一")
    signed.ok(paper)
    assert kept(signed)[0]["size"] == int(str(size)) + 1
    (signed.folder / "county.key").unlink()
    status, printed = signed.say("ptaudit unit handout 清河镇 --year 2025 -o again.html")
    assert (status, "key_file.missing" in printed) == (1, True)
    assert not (signed.folder / "again.html").exists()


def test_to_a_witness_and_back_by_file(signed: Desk) -> None:
    signed.ok("ptaudit checkpoint")
    signed.ok("ptaudit checkpoint request -o request --witness 市局")
    asked = request.read((signed.folder / "request").read_bytes())
    assert asked.old == 0
    cosign(signed, asked.note.text)
    assert "市局(2025-01-06 09:00)" in signed.ok("ptaudit checkpoint take answer")
    signed.ok(f"{RENAME}一")
    assert "其后另有 1 号不在此次见证之内" in signed.ok("ptaudit checkpoint take answer")
    signed.ok("ptaudit checkpoint")
    signed.ok("ptaudit checkpoint request -o request --witness 市局")
    again = request.read((signed.folder / "request").read_bytes())
    assert again.old == checkpoint.of(asked.note).size
    assert [row["cosigned"] for row in kept(signed)] == [[], ["市局(2025-01-06 09:00)"]]


def test_status_says_what_rests_on_the_county_alone(desk: Desk) -> None:
    assert "检查点" not in desk.ok("ptaudit status")
    desk.ok("ptaudit checkpoint --key county.key")
    desk.ok("ptaudit checkpoint request -o request")
    asked = request.read((desk.folder / "request").read_bytes())
    printed = desk.ok("ptaudit status")
    size = checkpoint.of(asked.note).size
    assert f"检查点: 至第{size}号(2025-01-06 09:00)" in printed
    assert "没有信任策略" in printed
    with (desk.folder / "ptaudit.toml").open("a", encoding="utf-8") as file:
        file.write('trust = "trust"\n')
    assert f"未经见证 {size} 号,自第1号起" in desk.ok("ptaudit status")
    cosign(desk, asked.note.text)
    desk.ok("ptaudit checkpoint take answer")
    desk.ok(f"{RENAME}一")
    printed = desk.ok("ptaudit status")
    assert f"其后 1 号没有任何签名,自第{size + 1}号起,最早登记于 2025-01-06 09:00" in printed
    assert f"见证: 至第{size}号 · 市局(2025-01-06 09:00)" in printed
    assert f"未经见证 1 号,自第{size + 1}号起" in printed
    (desk.folder / "trust").write_text("", "utf-8")
    assert "信任策略用不了(policy_file.no_quorum)" in desk.ok("ptaudit status")


def test_receipts(signed: Desk) -> None:
    assert "已写出第2号的回执" in signed.ok("ptaudit receipt 2 -o r")
    assert (signed.folder / "r.entry.json").read_bytes().startswith(b'{"')
    text = receipt.read((signed.folder / "r").read_bytes()).note.text
    status, printed = signed.say("ptaudit receipt check r")
    assert (status, "见证不足" in printed) == (1, True)
    cosign(signed, text)
    signed.ok("ptaudit checkpoint take answer")
    assert "检查点经见证: 市局" in signed.ok("ptaudit receipt 第2号 -o r")
    printed = signed.ok("ptaudit receipt check r")
    assert "第2号" in printed
    assert "见证: 市局,2025-01-06 09:00 已见此账本" in printed
    away = Desk(signed.folder / "away")
    away.folder.mkdir()
    for name in ("r", "r.entry.json", "trust"):
        (away.folder / name).write_bytes((signed.folder / name).read_bytes())
    assert away.ok("ptaudit receipt check r --trust trust") == printed
    status, said = away.say("ptaudit receipt check r --entry trust --trust trust")
    assert (status, "receipt.other_entry" in said) == (3, True)


def test_who_files_learns_how_to_get_the_proof(signed: Desk) -> None:
    signed.ok("ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委")
    signed.ok("ptaudit year open 2025")
    printed = signed.ok(
        "ptaudit selfcheck file 清河镇 上半年 --year 2025 --receipt 收文2025-0201 --on 2025-1-6"
    )
    size = json.loads(signed.ok("ptaudit projections status --format json"))["rows"][0]["size"]
    assert f"回执: ptaudit receipt {size} 写出本号的证明" in printed


def test_the_network_is_asked_of_those_the_policy_names(signed: Desk) -> None:
    """Nobody answers: each is told of, by its URL, and nothing is taken."""
    signed.ok("ptaudit checkpoint")
    nobody = "http://127.0.0.1:9"
    status, printed = signed.say(f"ptaudit checkpoint send {nobody}")
    assert (status, "witness.unreachable" in printed) == (1, True)
    status, printed = signed.say("ptaudit checkpoint send ftp://witness.example")
    assert (status, "witness.url" in printed) == (2, True)
    named = TRUST.replace(f"{CITY.key}\n", f"{CITY.key} {nobody}/city\n")
    (signed.folder / "trust").write_text(named, "utf-8")
    status, printed = signed.say("ptaudit checkpoint send")
    assert (status, f"{nobody}/city" in printed) == (1, True)
    status, printed = signed.say("ptaudit checkpoint send --witness 审计局")
    assert (status, "witness.no_url" in printed) == (2, True)
    status, printed = signed.say("ptaudit checkpoint request -o request")
    assert (status, "trust.which_witness" in printed) == (2, True)
    assert [row["cosigned"] for row in kept(signed)] == [[]]


def test_only_a_file_is_written_over_and_nothing_is_left_of_half_a_one(signed: Desk) -> None:
    signed.ok("ptaudit checkpoint")
    os.mkfifo(signed.folder / "pipe")
    status, said = signed.say("ptaudit checkpoint request -o pipe --old 0")
    assert status == 1
    assert "output.not_written" in said
    assert (signed.folder / "pipe").is_fifo()
    (signed.folder / "taken").mkdir()
    before = set(signed.folder.iterdir())
    status, said = signed.say("ptaudit checkpoint request -o taken --old 0")
    assert status == 1
    assert "output.not_written" in said
    assert set(signed.folder.iterdir()) == before
