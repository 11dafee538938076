"""A replay at any past moment is what a ledger cut there says, and reads the same years as the whole views do."""

import datetime as dt
from collections.abc import Callable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import Ptaudit, View, year_reading
from ptaudit.application.replay_subjects import subject
from ptaudit.application.replaying import replay
from ptaudit.domain.failures import NotFound
from ptaudit.ledger import Ledger, Unsealed
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.cycle import cycle
from ptaudit.projections.rectification import rectification
from ptaudit.projections.replay import Replay, Subject
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import standing
from ptaudit.projections.vetoes import vetoed, vetoes
from tests.application.histories import histories
from tests.application.random_county import LATER, START, County
from tests.application.test_random_histories import OPENED


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    length=st.integers(5, 40),
    share=st.floats(0, 1),
    day=st.sampled_from(["now", "start", "later"]),
)
def test_a_replay_is_what_a_ledger_cut_there_says(
    seed: int, length: int, share: float, day: str
) -> None:
    county = County()
    for step in histories(seed, length):
        county.take(step)
    app = county.app
    position = max(OPENED, round(share * app.ledger.head().size))
    on = {"now": county.now.date(), "start": START.date(), "later": LATER}[day]
    view, short = app.view(str(position), on), _cut(app, position, on)
    for asked in _subjects(app, view):
        full, cut = _replay(view, asked), _replay(short, asked)
        if full is not None and cut is not None:
            assert _then(full) == _then(cut), asked
            assert cut.unknown == ()
            assert not cut.differs
            assert cut.state_now == cut.state
        else:
            assert cut is None
            assert full is None or not full.state.is_recorded, asked
        if full is not None:
            _what_came_later(full)
    _years_are_those_of_the_whole(view)


def _then(found: Replay) -> tuple[object, ...]:
    return (
        found.position,
        found.state,
        found.entries,
        found.contradictions,
        found.policy,
        found.rulings,
    )


def _replay(view: View, asked: Subject) -> Replay | None:
    try:
        return replay(view, asked)
    except NotFound:
        return None


def _subjects(app: Ptaudit, view: View) -> Iterator[Subject]:
    """Everything there is by the end, and something that is not."""
    whole = app.view(None, LATER)
    cases = [*whole.rows(rectification), *whole.rows(vetoes), "F-2031-001", "V-2031-9"]
    said = [*cases, "A/2024", "B/2024", "A/2022", "乡镇街道园区/2025"]
    for unit in view.registry.units:
        said += [f"{unit}/{year}" for year in (2022, 2024, 2025)]
        said += [f"{unit}/2025/上半年", f"{unit}/2024/年终", f"{unit}/三年"]
    return (subject(view, one, 2025) for one in said)


def _what_came_later(found: Replay) -> None:
    for one in found.unknown:
        assert one.entry.position > found.position
        assert one.days >= 0
        assert one.change != "登记" or one.entry.on <= found.on or one.entry.amended_by
    listed = [one.entry.position for one in found.unknown]
    assert listed == sorted(set(listed))
    assert [e.on for e in found.entries] == sorted(e.on for e in found.entries)
    assert set(found.state.entries) == {e.position for e in found.entries}
    if not found.unknown and found.subject.kind in ("问题", "否决案件"):
        assert not found.differs


def _years_are_those_of_the_whole(view: View) -> None:
    for year in (2022, 2024, 2025):
        row = view.row(cycle, str(year))
        assert year_reading.approval(view, year, view.on) == row.approval
        counting = row.approval.entries if row.approval else None
        sheets = view.year_rows(scores, year)
        cases = vetoed(view.rows(vetoes), view.registry, year)
        barred = {unit: [case.case for case in found] for unit, found in cases.items()}
        for by, read in (
            ("official", year_reading.official),
            ("recomputed", year_reading.provisional),
        ):
            own, whole = (
                read(view, year),
                standing(
                    year,
                    sheets,
                    view.registry,
                    by="official" if by == "official" else "recomputed",
                    vetoed=barred,
                    counting=counting,
                ),
            )
            for name in whole:
                assert own[name].ranks == whole[name].ranks, (year, name, by)
                assert own[name].advanced == whole[name].advanced
                assert own[name].vetoed == whole[name].vetoed
    chains = three_years(view.rows(completion), view.rows(vetoes), view.registry, view.on)
    for held in chains:
        if not any(answer.papers for answer in held.answers):
            continue
        found = replay(view, subject(view, f"{held.unit}/三年", 2025))
        answers = {year.year: (year.status, year.positions) for year in found.state.years}
        positions = {
            a.year: (a.status, tuple(p.mark.position for p in a.papers)) for a in held.answers
        }
        assert answers == {year: positions[year] for year in answers}
        assert set(positions) - set(answers) <= set(range(view.on.year, 2100))


def _cut(app: Ptaudit, position: int, day: dt.date) -> View:
    """A ledger that holds the first *position* entries and nothing else."""
    held = list(app.view(str(position)).entries())
    data = [data for _, data in app.ledger.entries(upto=position)]
    ledger = Ledger.create("sqlite://", clock=lambda: held[-1].at)
    for record, found in zip(held, data, strict=True):
        terms = (*record.tags, f"id:{record.id}")
        ledger.append_sealed([Unsealed(record.kind, terms, _constant(found))])
    return Ptaudit(ledger, clock=lambda: held[-1].at, new_id=lambda: "f" * 32).view(None, day)


def _constant(data: bytes) -> Callable[[int, str], bytes]:
    return lambda position, recorded_at: data
