"""The county itself: every stage is reached, from a saved file or typed, with the same answers."""

import pytest

from tests.regulation.county import County
from tests.regulation.story import STAGES

SCORES = {
    "城关街道": "98.00",
    "河口镇": "97.00",
    "临江镇": "95.00",
    "云台乡": "93.00",
    "高新园区": "92.00",
    "清河镇": "91.00",
    "新店乡": "88.00",
    "石桥乡": "85.00",
    "三溪乡": "76.00",
    "县水利局": "97.00",
    "县生态环境局": "95.00",
    "县农业农村局": "92.00",
    "县商务局": "88.00",
}


def test_the_year_is_told_to_its_circular(county: County) -> None:
    county.to_circular()
    [row] = county.rows("year list")
    assert (row["level"], row["stage"], row["irregular"]) == ("计分级", "通报", 0)
    assert {row["unit"]: row["score"] for row in county.rows("standing --year 2025")} == SCORES


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_stage_saved_is_the_stage_typed(county: County, stage: str) -> None:
    """After a line of one's own the rest is typed, one entry further on."""
    own = county.on("2025-03-06").recorded("@epb finding raise 清河镇 粪污直排")
    typed = county.to(stage).head
    county.on("2026-03-01")
    assert len(own) == 1
    assert county.stage == stage
    assert county.saved is not None
    assert typed == county.saved.at(stage).head + 1


def test_what_is_refused_is_not_recorded(county: County) -> None:
    head = county.head
    county.refused("year seal 2025", "seal.not_approved")
    assert county.head == head
    number = county.irregular("rules issue 2025 A --items 评分表甲.csv --full-marks 100 --on 2025-02-01"
                              " --basis 示绩委〔2025〕1号", "先印发后拟制", "rules.no_draft")  # fmt: skip
    assert number == county.head == head + 1
