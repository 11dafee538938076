"""The synthetic county: the same every time, sound, and with everything in it that is worth asking about."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from ptaudit.application import Ptaudit, stored
from ptaudit.application.view import View
from ptaudit.demo import Plan, build, dispute
from ptaudit.domain import clocks
from ptaudit.domain.record import Record
from ptaudit.ledger import Unsealed
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.selfchecks import selfchecks


@pytest.fixture(scope="module")
def app() -> Iterator[Ptaudit]:
    app = build("sqlite://")
    yield app
    app.close()


@pytest.fixture(scope="module")
def records(app: Ptaudit) -> tuple[Record, ...]:
    return tuple(app.view().entries())


def test_the_same_plan_gives_the_same_bytes(app: Ptaudit) -> None:
    again = build("sqlite://")
    assert again.ledger.head() == app.ledger.head()
    again.close()


def test_another_seed_gives_another_county(app: Ptaudit) -> None:
    other = build("sqlite://", Plan(seed=7))
    assert other.ledger.head().root != app.ledger.head().root
    other.close()


def test_it_has_what_is_worth_asking_about(records: tuple[Record, ...]) -> None:
    kinds = Counter(record.kind for record in records)
    assert kinds["unit.registered"] == 49
    assert kinds["history.carried"] == 3 * 49
    assert kinds["result.approved"] == 2
    assert kinds["veto.decided"] == 1
    assert kinds["objection.filed"] == kinds["objection.accepted"] == 1
    for kind in ("extension.decided", "finding.reopened", "submission.returned"):
        assert kinds[kind] == 1, kind
    assert kinds["record.corrected"]
    assert kinds["record.voided"]
    assert any(record.irregular for record in records)
    assert max(record.late_days for record in records) > 100


def test_recorded_times_never_decrease(records: tuple[Record, ...]) -> None:
    times = [record.recorded_at for record in records]
    assert times == sorted(times)


def test_the_dispute_is_a_late_entry(app: Ptaudit) -> None:
    finding, entry = dispute(app, Plan())
    line = next(x for x in app.view().timeline(f"finding:{finding}") if x.record.position == entry)
    assert line.record.kind == "score.entered"


@pytest.mark.parametrize("projection", ALL, ids=lambda p: str(p.name))
def test_stored_rows_are_what_a_full_replay_gives(app: Ptaudit, projection: AnyProjection) -> None:
    half = app.ledger.head().size // 2
    for upto in (half, app.ledger.head().size):
        stored.catch_up(app.ledger, projection)
        assert stored.verify(app.ledger, projection) == (), upto
    incremental = stored.load(app.ledger, projection)
    stored.rebuild(app.ledger, projection)
    assert stored.load(app.ledger, projection) == incremental


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("projection", ALL, ids=lambda p: str(p.name))
def test_a_view_at_a_moment_is_the_view_of_a_ledger_cut_there(
    app: Ptaudit, projection: AnyProjection, share: float
) -> None:
    position = int(app.ledger.head().size * share)
    day = dt.date(2026, 12, 31)
    assert app.view(str(position), day).rows(projection) == _cut(app, position, day).rows(
        projection
    )


def _cut(app: Ptaudit, position: int, day: dt.date) -> View:
    """A ledger that holds the first *position* entries and nothing else."""
    held = [(record, data) for record, data in _entries(app, position)]
    other = type(app.ledger).create("sqlite://", clock=lambda: held[-1][0].at)
    for record, data in held:
        terms = (*record.tags, f"id:{record.id}")
        other.append_sealed([Unsealed(record.kind, terms, _constant(data))])
    cut = Ptaudit(other, clock=lambda: held[-1][0].at, new_id=lambda: "f" * 32)
    return cut.view(None, day)


def _constant(data: bytes) -> Callable[[int, str], bytes]:
    return lambda position, recorded_at: data


def _entries(app: Ptaudit, upto: int) -> Iterator[tuple[Record, bytes]]:
    for (_, data), record in zip(
        app.ledger.entries(upto=upto), app.view().entries(), strict=False
    ):
        yield record, data


def test_before_a_correction_the_view_is_what_it_was(
    app: Ptaudit, records: tuple[Record, ...]
) -> None:
    corrections = [r.position for r in records if r.kind in clocks.CORRECTIONS]
    day = dt.date(2026, 12, 31)
    assert corrections
    for position in corrections:
        before = app.view(str(position - 1), day).rows(selfchecks)
        assert before == _cut(app, position - 1, day).rows(selfchecks)
        assert before != app.view(str(position), day).rows(selfchecks)
