"""Every answer that names a person is marked: a county with persons everywhere, asked everything."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from ptaudit_cli import commands, index
from ptaudit_cli.reads import Choice, Read
from ptaudit_cli.watched import Watched
from tests.cli.desk import Desk

HOLDER, AIDE, JUDGE, OTHER = "欧阳甲", "欧阳乙", "欧阳丙", "欧阳丁"
#: Columns whose every word is a person, by code or by name.
PERSONS = ("person", "heads", "members", "recused")
LOG = "ptaudit.db.security.jsonl"
COUNTY = (
    "ptaudit init 测试县",
    "ptaudit unit register 清河镇 镇",
    "ptaudit year open 2025 --due 上半年自查=7-15",
    f"ptaudit post assume 清河镇 党主要 {HOLDER} --on 2021-01-01",
    f"ptaudit post assume 清河镇 分管 {AIDE} --on 2021-01-01 --until 2024-12-31",
    "ptaudit finding raise 清河镇 粪污直排 --operator epb --on 2025-01-03 --deadline 2025-01-05",
    f"ptaudit record correct 28 --set name={OTHER} --reason 姓名登错",
    "ptaudit objection file 期限前已报完成 --year 2025 --about 得分 --unit 清河镇 --on 2025-01-03",
    f"ptaudit recusal record {JUDGE} 回避 --objection O-2025-001 --reason 原计分人",
    "ptaudit history carry 清河镇 2024 完成 --score 91 --basis ×委办〔2025〕1号 --on 2025-01-03",
)
#: What is typed after a command that asks for something; a command with several has several.
ASKED = {
    "explain": ("28", "五", "清河镇"),
    "show": ("28",),
    "timeline": ("清河镇", "F-2025-001", "O-2025-001"),
    "person show": ("p001",),
    "objection show": ("O-2025-001",),
    "finding show": ("F-2025-001",),
    "replay": ("F-2025-001", "O-2025-001"),
    "whatif": ("--policy third.rounding=ceil",),
    "consequences": ("--policy third.rounding=ceil",),
    "diff": ("--from-recorded 27",),
    "policy show": ("third.rounding",),
    "year show": ("2025",),
    "indicator show": ("清河镇 PM10",),
}
OF_A_UNIT = (
    "unit show", "unit profile", "unit lineage", "unit handout", "task show", "selfcheck show",
    "accountability show", "score show",
)  # fmt: skip
#: What answers about the ledger and is no read of a view.
ACTIONS = ("status", "verify", "projections verify", "show", "unit handout", "exhibit")
NAMED = re.compile(f"{HOLDER}|{AIDE}|{JUDGE}|{OTHER}")


def marked(call: object) -> bool:
    match call:
        case Read():
            return call.personal
        case Choice():
            return any(way.personal for way in call.ways)
        case _:
            watched: Watched = getattr(call, "watched")  # noqa: B009
            return watched.personal is not None


def answers() -> dict[str, object]:
    homes = sorted({entry.home for entry in index.ENTRIES if entry.home})
    found = {key: call for home in homes for key, call in commands.calls(home).items()}
    return {" ".join(key).strip(): call for key, call in found.items()}


ANSWERS = answers()
ASKABLE = [n for n, call in ANSWERS.items() if isinstance(call, Read | Choice) or n in ACTIONS]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("county"))
    for line in COUNTY:
        desk.ok(line)
    return desk


def test_the_county_is_asked_for_names(county: Desk) -> None:
    """Whether these tests could fail at all: names do show."""
    assert HOLDER not in county.ok("ptaudit post list")
    assert OTHER not in county.ok("ptaudit unit list")
    for line in ("post list", "show 29", "timeline 清河镇"):
        assert NAMED.search(county.ok(f"ptaudit {line}"))


@pytest.mark.parametrize("name", ASKABLE)
def test_who_is_named_is_logged(name: str, county: Desk) -> None:
    """What names a person leaves a line, and is marked; an answer that names nobody leaves none."""
    asks = ("清河镇",) if name in OF_A_UNIT else ASKED.get(name, ("",))
    for asked in asks:
        log = county.folder / LOG
        log.unlink(missing_ok=True)
        _, printed = county.say(f"ptaudit {name} {asked}".strip())
        for file in county.folder.glob("*.html"):
            printed += file.read_text("utf-8")
            file.unlink()
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        seen = [one for one in map(json.loads, lines) if one["what"] == "查看"]
        if NAMED.search(printed):
            assert marked(ANSWERS[name]), (name, asked, printed)
            assert len(seen) == 1, (name, asked, printed)
        elif isinstance(ANSWERS[name], Read):
            assert not any(p.startswith("p0") for one in seen for p in one["about"]), (name, asked)


@pytest.mark.parametrize("name", [n for n, call in ANSWERS.items() if isinstance(call, Read)])
def test_a_column_of_persons_is_marked(name: str) -> None:
    call = ANSWERS[name]
    assert isinstance(call, Read)
    if {field.name for field in fields(call.row)} & set(PERSONS):
        assert call.personal


def test_what_takes_a_purpose_is_what_is_marked(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name, call in ANSWERS.items():
        assert ("--purpose" in desk.ok(f"ptaudit {name} --help")) is marked(call), name
