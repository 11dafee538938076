"""One county, and everything that can be asked of it."""

from ptaudit_cli import commands, index
from ptaudit_cli.reads import Choice, Read
from tests.cli.desk import Desk

#: What answers about the ledger and is no read of a view.
ACTIONS = ("status", "verify", "projections verify", "show", "unit handout", "exhibit")
COUNTY = (
    "ptaudit init 测试县",
    "ptaudit unit register 清河镇 镇",
    "ptaudit year open 2025 --due 上半年自查=7-15",
    "ptaudit post assume 清河镇 党主要 甲某 --on 2021-01-01",
    "ptaudit finding raise 清河镇 粪污直排 --operator epb --on 2025-01-03 --deadline 2025-01-05",
    "ptaudit score deduct 清河镇 R31 3 --because F-2025-001 --on 2025-01-06 --operator epb",
)
ASKED = {
    "explain": "清河镇",
    "show": "28",
    "timeline": "清河镇",
    "person show": "p001",
    "finding show": "F-2025-001",
    "replay": "F-2025-001",
    "whatif": "--policy third.rounding=ceil",
    "consequences": "--policy third.rounding=ceil",
    "diff": "--from-recorded 27",
    "policy show": "third.rounding",
    "year show": "2025",
    "unit handout": "清河镇 -o 说明书.html",
    "exhibit": "问题.yml -o 说明册 --force",
}
QUESTIONS = """title: 清河镇得分
disputant: 清河镇
as_effective: 2025-01-06
year: 2025
questions:
  - kind: explain
    q: 依据什么?
    subject: 第29号
"""
OF_A_UNIT = (
    "unit show", "unit profile", "unit lineage", "task show", "selfcheck show",
    "accountability show", "score show",
)  # fmt: skip
#: One act a family of tables: with an operator's grant, without, and the ledger's own.
WRITES = (
    "ptaudit unit register 河口镇 镇",
    "ptaudit finding raise 清河镇 秸秆焚烧 --operator epb",
    "ptaudit void 28 --reason 重复",
    "ptaudit projections rebuild",
)


def made(desk: Desk) -> Desk:
    (desk.folder / "问题.yml").write_text(QUESTIONS, "utf-8")
    for line in COUNTY:
        desk.ok(line)
    return desk


def reads() -> list[str]:
    """Lines that ask everything there is to ask."""
    homes = sorted({entry.home for entry in index.ENTRIES if entry.home})
    calls = (call for home in homes for call in commands.calls(home).values())
    named = [f"{c.noun} {c.verb}".strip() for c in calls if isinstance(c, Read | Choice)]
    return [
        f"ptaudit {name} {'清河镇' if name in OF_A_UNIT else ASKED.get(name, '')}".strip()
        for name in (*named, *ACTIONS)
    ]
