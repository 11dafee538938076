"""Cut at T, resolve corrections and voids, keep what is effective by D, fold in order."""

import datetime as dt

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain import clocks
from ptaudit.domain.events.base import BasisDocument, Ref
from ptaudit.domain.events.corrections import RecordCorrected
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.register import OrganNamed
from ptaudit.domain.record import Record
from tests.domain.specification import Spec

DAY = dt.date
LEDGER = Spec()
START = len(LEDGER.records)


def raised(issue: str) -> FindingRaised:
    return FindingRaised(
        finding="F-2024-001",
        units=("qinghe",),
        issue=issue,
        source="日常检查",
        discovered_on=DAY(2024, 1, 2),
    )


def issues(records: tuple[Record, ...] | list[Record]) -> list[str]:
    return [r.payload.issue for r in records if isinstance(r.payload, FindingRaised)]


def test_without_corrections_everything_stays() -> None:
    spec = LEDGER.given(raised("甲"), raised("乙"), on=DAY(2024, 1, 5))
    assert clocks.resolve(spec.records) == list(spec.records)


def test_the_last_correction_wins_and_its_own_day_does_not_count() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    at = spec.last.position
    once = spec.corrected(at, raised("乙"), on=DAY(2024, 1, 3))
    twice = once.at(DAY(2024, 3, 1)).corrected(at, raised("丙"), on=DAY(2024, 1, 4))
    [record] = [r for r in clocks.known(twice.records) if r.kind == "finding.raised"]
    assert (record.payload, record.effective) == (raised("丙"), DAY(2024, 1, 4))
    assert (record.position, record.amended_by) == (at, twice.last.position)
    assert record.recorded_at == spec.last.recorded_at
    assert issues(clocks.known(twice.records, DAY(2024, 1, 3))) == []
    assert issues(clocks.known(twice.records, DAY(2024, 1, 4))) == ["丙"]


def test_a_void_strikes_and_a_later_correction_restores() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    at = spec.last.position
    void = spec.voided(at)
    assert issues(clocks.known(void.records)) == []
    assert issues(clocks.known(void.corrected(at, raised("甲")).records)) == ["甲"]
    assert issues(clocks.known(void.corrected(at, raised("乙")).voided(at).records)) == []


def test_corrections_and_voids_are_never_known_themselves() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    spec = spec.corrected(spec.last.position, raised("乙")).voided(spec.last.position)
    assert not {r.kind for r in clocks.resolve(spec.records)} & set(clocks.CORRECTIONS)


def test_a_correction_of_something_else_does_nothing() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    later = spec.corrected(spec.last.position, raised("乙"))
    own = [r for r in later.records if r.id != spec.last.id]
    assert issues(clocks.known(own)) == []


def replaces(spec: Spec, position: int) -> tuple[Ref, ...]:
    return (Ref(role="replaces", id=spec.records[position - 1].id),)


def test_a_re_entry_takes_the_place_of_what_it_replaces() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    first = spec.last.position
    spec = spec.given(raised("乙"), on=DAY(2024, 1, 6), refs=replaces(spec, first))
    assert issues(clocks.known(spec.records)) == ["乙"]
    second = spec.last.position
    assert issues(clocks.known(spec.voided(second).records)) == ["甲"]
    third = spec.given(raised("丙"), on=DAY(2024, 1, 7), refs=replaces(spec, second))
    assert issues(clocks.known(third.records)) == ["丙"]


def test_a_re_entry_corrected_to_replace_nothing_replaces_nothing() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    spec = spec.given(raised("乙"), on=DAY(2024, 1, 6), refs=replaces(spec, spec.last.position))
    position = spec.last.position
    records = list(spec.corrected(position, raised("乙")).records)
    correction = records[-1]
    payload = correction.payload.model_copy(
        update={"replacement": correction.payload.replacement.model_copy(update={"refs": None})}  # type: ignore[attr-defined]
    )
    records[-1] = correction.model_copy(update={"payload": payload})
    assert issues(clocks.known(records)) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("day", "seen"),
    [(DAY(2024, 1, 4), []), (DAY(2024, 1, 5), ["甲"]), (DAY(2024, 1, 6), ["甲"])],
)
def test_what_is_effective_by_a_day(day: DAY, seen: list[str]) -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    assert issues(clocks.known(spec.records, day)) == seen


def test_one_days_acts_are_in_order_of_their_step_then_position() -> None:
    day = DAY(2024, 1, 5)
    named = OrganNamed(role="EPB", name="县环保局")
    spec = LEDGER.given(raised("乙"), raised("丙"), named, on=day)
    spec = spec.given(raised("甲"), on=DAY(2024, 1, 4))
    known = [r for r in clocks.known(spec.records) if r.position > START]
    assert [r.kind for r in known] == [
        "finding.raised",
        "organ.named",
        "finding.raised",
        "finding.raised",
    ]
    assert issues(known) == ["甲", "乙", "丙"]


#: A ledger's life: raise something on a day, or correct or void one of what was raised.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("raise", "correct", "void")),
        st.integers(0, 4),
        st.integers(1, 28),
        st.sampled_from("甲乙丙丁"),
    ),
    min_size=1,
    max_size=12,
)


def lived(steps: list[tuple[str, int, int, str]]) -> Spec:
    spec = LEDGER
    mine: list[int] = []
    for what, which, day, issue in steps:
        on = DAY(2024, 1, day)
        if what == "raise" or not mine:
            spec = spec.given(raised(issue), on=on)
            mine.append(spec.last.position)
        elif what == "correct":
            spec = spec.corrected(mine[which % len(mine)], raised(issue), on=on)
        else:
            spec = spec.voided(mine[which % len(mine)])
    return spec


@every(STEPS, STEPS)
def test_nothing_recorded_later_changes_what_was_known_before(
    steps: list[tuple[str, int, int, str]], more: list[tuple[str, int, int, str]]
) -> None:
    before = lived(steps)
    after = lived([*steps, *more])
    then = clocks.cut(after.records, before.last.position)
    assert clocks.known(then) == clocks.known(before.records)


@every(STEPS, st.integers(1, 28))
def test_a_day_only_leaves_out_what_is_later(
    steps: list[tuple[str, int, int, str]], day: int
) -> None:
    records = lived(steps).records
    on = DAY(2024, 1, day)
    assert clocks.known(records, on) == tuple(
        r for r in clocks.known(records) if r.effective <= on
    )


@every(STEPS)
def test_correcting_to_the_same_content_changes_no_content(
    steps: list[tuple[str, int, int, str]],
) -> None:
    spec = lived(steps)
    for record in clocks.known(spec.records):
        if isinstance(record.payload, FindingRaised):
            same = spec.corrected(record.position, record.payload, on=record.effective)
            assert issues(clocks.known(same.records)) == issues(clocks.known(spec.records))


@every(STEPS)
def test_the_last_word_on_each_entry_counts(steps: list[tuple[str, int, int, str]]) -> None:
    expected: dict[int, tuple[int, str] | None] = {}
    mine: list[int] = []
    for what, which, day, issue in steps:
        if what == "raise" or not mine:
            mine.append(len(mine))
            expected[mine[-1]] = (day, issue)
        else:
            expected[mine[which % len(mine)]] = (day, issue) if what == "correct" else None
    known = [r for r in clocks.known(lived(steps).records) if r.kind == "finding.raised"]
    found = sorted((r.effective.day, i) for r, i in zip(known, issues(known), strict=True))
    assert found == sorted(said for said in expected.values() if said is not None)


def test_a_correction_replaces_organs_basis_and_references_too() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5), basis="×环函〔2024〕1号")
    corrected = spec.corrected(spec.last.position, raised("乙"), on=DAY(2024, 1, 6))
    event = corrected.last.payload
    assert isinstance(event, RecordCorrected)
    basis, refs = (BasisDocument(doc_no="×环函〔2024〕2号"),), (Ref(role="cause", id="a" * 32),)
    new = event.replacement.model_copy(
        update={"organs": ("MDB",), "basis": basis, "refs": refs, "tags": ("unit:hekou",)}
    )
    last = corrected.last.model_copy(
        update={"payload": event.model_copy(update={"replacement": new})}
    )
    [found] = [r for r in clocks.resolve([*spec.records, last]) if r.id == spec.last.id]
    assert (found.organs, found.basis, found.refs) == (("MDB",), basis, refs)
    assert (found.tags, found.effective) == (("unit:hekou",), DAY(2024, 1, 6))


def test_of_corrections_the_last_recorded_wins_in_whatever_order_they_are_read() -> None:
    spec = LEDGER.given(raised("甲"), on=DAY(2024, 1, 5))
    at = spec.last.position
    twice = spec.corrected(at, raised("乙")).corrected(at, raised("丙"))
    assert issues(clocks.resolve(twice.records[::-1])) == ["丙"]
