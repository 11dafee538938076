"""Ranks a circular prints, held against those its own printed scores come to."""

import json

from tests.cli.desk import Desk

ROWS = (
    "单位,得分,名次,序列",
    "清河镇,92.5,1,A",
    "河口镇,90,3,A",
    "石桥乡,90,2,A",
    "县水利局,88,1,B",
    "县林业局,,2,B",
)


def test_each_printed_rank_that_its_score_does_not_bear_out_is_named(desk: Desk) -> None:
    desk.ok("ptaudit init 测试县 --origin test.example/ptaudit")
    for name, kind in (
        *(("清河镇", "镇"), ("河口镇", "镇"), ("石桥乡", "乡")),
        *(("县水利局", "部门"), ("县林业局", "部门")),
    ):
        desk.ok(f"ptaudit unit register {name} {kind}")
    (desk.folder / "历史结果.csv").write_text("\n".join(ROWS), "utf-8")
    beside = "--year 2023 --basis ×办〔2024〕1号 --on 2024-02-01 --default completion=未认定"
    desk.ok(f"ptaudit import 历史结果.csv {beside}")
    rows = json.loads(desk.ok("ptaudit history check --year 2023 --format json"))["rows"]
    assert [(r["unit"], r["said"], r["rank"], r["found"]) for r in rows] == [
        ("清河镇", 1, 1, "一致"),
        ("河口镇", 3, 2, "不一致"),
        ("石桥乡", 2, 2, "一致"),
        ("县水利局", 1, 1, "一致"),
        ("县林业局", 2, None, "缺得分或名次,无从核对"),
    ]
    assert "重算不一致 1 行" in desk.ok("ptaudit history check")
