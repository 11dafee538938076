"""登记复核: who typed an entry is not who checks it; what a check is tagged with, how often it is recorded."""

import datetime as dt

import pytest

from ptaudit.domain.commands.base import LONGEST, split_ranges
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.commands.keeping import CheckRecord
from ptaudit.domain.corrections.checks import MOST
from ptaudit.domain.events.corrections import RecordChecked
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.register import OperatorRegistered
from ptaudit.domain.record import Ref
from tests.domain.specification import Spec, say, unit


def raised(number: int, year: int = 2023) -> FindingRaised:
    return FindingRaised(
        finding=f"F-{year}-{number:03}",
        units=("qinghe",),
        issue="粪污直排",
        source="日常检查",
        discovered_on=dt.date(2023, 12, 1),
        violation=False,
    )


def found(*findings: FindingRaised) -> Spec:
    spec = Spec().given(
        unit("qinghe", "清河镇"),
        OperatorRegistered(
            operator="yi",
            name="经办乙",
            organ="MDB",
            desk="目督办登记岗",
            operator_version=1,
            status="在岗",
        ),
    )
    for event in findings:
        year = event.finding[2:6]
        spec = spec.given(event, tags=(f"year:{year}",))
    return spec


ONE = found(raised(1))
THREE = found(raised(1), raised(2), raised(3))


def check(spec: Spec, *positions: int, **said: object) -> CheckRecord:
    entries = [spec.records[n - 1].id for n in positions]
    return say(CheckRecord, entries=entries, **said)


def test_one_entry_is_checked_with_its_own_tags() -> None:
    """Entries of a specification are typed by ``mdb``."""
    last = ONE.last
    outcome = ONE.by("yi").when(check(ONE, last.position))
    outcome.then(RecordChecked(first=last.position, last=last.position, result="无误"))
    [draft] = outcome.drafts
    assert draft.refs == (Ref(role="target", id=last.id),)
    assert draft.tags == tuple(sorted({*last.tags, f"ref:{last.id}"}))
    assert draft.organs == ("MDB",)


def test_nobody_checks_what_they_typed() -> None:
    last = ONE.last.position
    ONE.when(check(ONE, last)).refused("check.own_entry", entries=f"第{last}号", count=1)
    ONE.when(check(ONE, last, irregular="只有一人")).irregular("check.own_entry")


def test_a_range_carries_years_only_and_lies_together() -> None:
    first = THREE.last.position - 2
    outcome = THREE.by("yi").when(check(THREE, first, first + 1, first + 2))
    outcome.then(RecordChecked(first=first, last=first + 2, result="无误"))
    assert outcome.drafts[0].tags == ("year:2023",)
    apart = THREE.by("yi").when(check(THREE, first + 2, first))
    apart.then(
        RecordChecked(first=first, last=first, result="无误"),
        RecordChecked(first=first + 2, last=first + 2, result="无误"),
    )


@pytest.mark.parametrize(("years", "tags"), [(5, 5), (6, 0)])
def test_a_range_over_many_years_carries_none(years: int, tags: int) -> None:
    spec = found(*(raised(1, 2018 + n) for n in range(years)))
    last = spec.last.position
    [draft] = spec.by("yi").when(check(spec, *range(last - years + 1, last + 1))).drafts
    assert len(draft.tags) == tags


def test_what_is_wrong_is_said() -> None:
    last = ONE.last.position
    spec = ONE.by("yi")
    spec.when(check(ONE, last, result="有误")).malformed("check.note_missing")
    assert spec.when(check(ONE, last, result="有误", note="日期与原件不符")).drafts


def test_entries_that_are_not_there_are_not_checked() -> None:
    ONE.by("yi").when(say(CheckRecord, entries=["f" * 32])).not_found(
        "entry.unknown", entry="f" * 32
    )


def test_so_many_at_once_and_no_more() -> None:
    names = [f"{n:032x}" for n in range(1, MOST + 2)]
    ONE.by("yi").when(say(CheckRecord, entries=names)).malformed("check.too_many", most=MOST)
    ONE.by("yi").when(say(CheckRecord, entries=names[1:])).not_found("entry.unknown")


def test_the_same_person_checks_once_and_another_again() -> None:
    """A check is personal: one recorded irregularly by the typist does not stand for another's."""
    last = ONE.last.position
    own = ONE.did(check(ONE, last, irregular="只有一人"))
    own.when(check(own, last, irregular="只有一人")).already(own.last.position)
    other = own.by("yi").when(check(own, last))
    other.then(RecordChecked(first=last, last=last, result="无误"))
    done = own.by("yi").did(check(own, last))
    done.when(check(done, last)).already(done.last.position)
    assert done.when(check(done, last, result="有误", note="再看有误")).drafts


def test_a_checked_entry_may_still_be_voided() -> None:
    spec = ONE.by("yi").did(check(ONE, ONE.last.position))
    void = say(VoidRecord, target=ONE.last.id, reason="误录")
    assert spec.by("epb").when(void).drafts


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("1042", ("1042",)),
        ("3-5", ("3", "4", "5")),
        ("第3号至第4号", ("3", "4")),
        (["3—4", "9"], ("3", "4", "9")),
        ("5-3", ("5-3",)),
        ("7-7", ("7",)),
    ],
)
def test_a_range_is_written_out(said: object, numbers: tuple[str, ...]) -> None:
    assert split_ranges(said) == numbers


def test_a_range_without_end_is_cut() -> None:
    found = split_ranges("1-999999999")
    assert isinstance(found, tuple)
    assert len(found) == LONGEST > MOST


@pytest.mark.parametrize("value", ["none", "finding.raised", "finding.raised,record.corrected"])
def test_four_eyes_names_kinds(value: str) -> None:
    assert Spec().when(four_eyes(value)).drafts


@pytest.mark.parametrize(
    ("value", "kind"), [("finding.rased", "finding.rased"), ("score.entered,none", "none")]
)
def test_four_eyes_names_no_strange_kind(value: str, kind: str) -> None:
    Spec().when(four_eyes(value)).not_found("kind.unknown", kind=kind)


def four_eyes(value: str) -> AdoptPolicy:
    return say(AdoptPolicy, keys=[f"four_eyes={value}"], from_year=2023, basis="×绩委〔2023〕1号")
