"""Results of twelve towns as a county printed them, taken from the file as it is."""

from decimal import Decimal
from pathlib import Path

import pytest

from ptaudit.batch.reading import Options
from tests.batch.office import Office

TOWNS = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "wuxue_towns.csv"

pytestmark = pytest.mark.skipif(
    not TOWNS.exists(), reason=f"{TOWNS.name} is not beside the project"
)

RESULTS = Options(
    template="历史结果",
    mapping={"rank": "名次", "unit": "单位", "score": "得分"},
    defaults={
        "year": "2017",
        "completion": "未认定",
        "basis": "×办文〔2018〕×号",
        "on": "2018-02-01",
    },
)


def registered(clerk: Office) -> list[list[str]]:
    rows = [line.split(",") for line in TOWNS.read_text("utf-8-sig").split()[1:]]
    kinds = [f"{name},{'街道' if name.endswith('办事处') else '镇'}" for _, name, _ in rows]
    clerk.take(clerk.text("单位.csv", "单位名称,单位类别", *kinds), by="mdb")
    return rows


def test_twelve_towns_as_printed(clerk: Office) -> None:
    rows = registered(clerk)
    done = clerk.take(TOWNS, RESULTS, by="mdb")
    assert (done.rows, done.recorded, done.skipped) == (12, 12, 0)
    registry = clerk.app.view().registry
    carried = [
        (r.payload.rank, registry.named(r.payload.unit), r.payload.score)  # type: ignore[attr-defined]
        for r in clerk.entries
        if r.kind == "history.carried"
    ]
    assert carried == [(int(rank), name, Decimal(score)) for rank, name, score in rows]
    assert [str(score) for _, _, score in carried[:2]] == ["90.99", "85.10"]
    assert done.batch is not None
    mapping = [["rank", "rank"], ["score", "score"], ["unit", "unit"]]
    assert done.batch.payload.model_dump(mode="json")["mapping"] == mapping


def test_the_same_file_a_second_time(clerk: Office) -> None:
    registered(clerk)
    clerk.take(TOWNS, RESULTS, by="mdb")
    size = clerk.size
    assert clerk.take(TOWNS, RESULTS, by="mdb").skipped == 12
    assert clerk.size == size
