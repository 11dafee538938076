"""A ledger lived again holds the same acts twenty years later, whole to the second reader, and answers for them."""

from pathlib import Path

from bench import counties, generations
from bench.rows.disputing import PLACES, disputes
from bench.rows.opening import opened
from ptaudit.demo import Plan
from ptaudit.ledger import verify
from ptaudit.projections.scores import scores


def test_the_same_again_twenty_years_later(tmp_path: Path) -> None:
    one = tmp_path / "one.db"
    plan = Plan(recorded=1, last=2025, carried=0, together=30)
    counties._make(one, plan, lambda _: None)
    two = tmp_path / "two.db"
    told: list[tuple[int, int]] = []
    generations.multiply(one, two, 2, lambda n, of: told.append((n, of)))
    assert told == [(1, 2), (2, 2)]
    assert verify(f"sqlite:///{two}").findings == ()
    app = opened(two)
    registry = app.view().registry
    assert sorted(registry.years) == [2005, 2025]
    earlier, later = (app.view().year_rows(scores, year) for year in (2005, 2025))
    assert len(earlier) == len(later) == len(registry.units)
    for unit in registry.units:
        said = [
            [(entry.item, entry.stage, entry.amount) for entry in rows[f"{unit}/{year}"].entries]
            for rows, year in ((earlier, 2005), (later, 2025))
        ]
        assert said[0] == said[1]
    app.close()
    for row in disputes(two, 0, 2):
        assert all(place in row.note for place in PLACES)
