"""The same tables through the commands: what was not read is printed with its row; a unit by its organs' names."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 清源县")
    for name, code in (("清河镇", "qinghe"), ("河口镇", "hekou")):
        desk.ok(f"ptaudit unit register {name} 镇 --unit {code}")
    return desk


def test_a_circular_with_organs_for_units(desk: Desk) -> None:
    (desk.folder / "通报.csv").write_text(
        "考核结果,,\n位次,被考核单位,综合得分\n第一名,清河镇人民政府,91.5\n第二名,河口镇党委,90\n合计,,181.5\n",
        "utf-8",
    )
    printed = desk.ok(
        "ptaudit import 通报.csv --template 历史结果 --year 2023 --basis ×办文〔2024〕1号"
        " --default completion=未认定 --default on=2024-02-01"
    )
    assert "提示 第5行 是合计行“合计 181.5”,没有作为一行读" in printed
    assert "2 行中 2 行已登记" in printed
    standing = desk.ok("ptaudit standing --year 2023")
    rows = [line.split()[:4] for line in standing.splitlines() if line.startswith("A")]
    assert rows == [["A", "1", "清河镇", "91.50"], ["A", "2", "河口镇", "90.00"]]
