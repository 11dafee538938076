"""Ruling on signatures: which entries are recorded only under the key of who types them (第七条)."""

from pathlib import Path

from tests.cli.desk import Desk
from tests.policy.options import each


def test_signatures_required(tmp_path: Path) -> None:
    """Without a key: an act of an organ, and the ledger's own administration."""

    def ask(option: str) -> tuple[int, int]:
        folder = tmp_path / option
        folder.mkdir()
        desk = Desk(folder)
        desk.ok("ptaudit init 测试县")
        desk.ok(
            f"ptaudit policy adopt signatures.required={option} --from-year 2025 --basis ×目督〔2025〕1号"
        )
        act, _ = desk.say("ptaudit incident report 死鱼 --occurred-on 2025-01-05 --operator epb")
        own, _ = desk.say("ptaudit operator register li 李四 环保登记岗 --operator admin")
        return act, own

    each("signatures.required", ask, {"off": (0, 0), "acts": (6, 0), "all": (6, 6)})
