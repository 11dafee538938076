"""Ruling on data of persons: whether it is shown where the security log cannot be written (第七条)."""

from pathlib import Path

from tests.cli.desk import Desk
from tests.policy.options import each


def test_personal_unlogged(tmp_path: Path) -> None:
    """Under 口径 refuse nobody sees persons where the log cannot be written; anything else goes on."""

    def ask(option: str) -> tuple[int, bool]:
        folder = tmp_path / option
        folder.mkdir()
        desk = Desk(folder)
        desk.ok("ptaudit init 测试县")
        desk.ok("ptaudit unit register 清河镇 镇")
        desk.ok("ptaudit post assume 清河镇 党主要 甲某某 --on 2021-01-01")
        desk.ok(
            f"ptaudit policy adopt personal.unlogged={option} --from-year 2025 --basis ×目督〔2025〕1号"
        )
        (folder / "ptaudit.db.security.jsonl").mkdir()
        desk.ok("ptaudit unit list")
        assert desk.say("ptaudit show 27")[0] == (1 if option == "refuse" else 0)
        status, printed = desk.say("ptaudit person list -o 人员.csv")
        written = (folder / "人员.csv").exists()
        assert "甲某某" not in printed
        return status, written

    each("personal.unlogged", ask, {"warn": (0, True), "refuse": (1, False)})
