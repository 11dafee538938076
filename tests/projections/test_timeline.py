"""时间线: entries in the order of the world, and what later entries say of each."""

import datetime as dt

import pytest

from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.findings import FindingNotified, FindingRaised
from ptaudit.domain.record import Record
from ptaudit.projections.timeline import Line, cases, lines
from tests.domain.specification import Spec

DAY = dt.date
START = len(Spec().records)
TYPED = DAY(2024, 2, 1)


def raised(no: int = 1, issue: str = "渗滤液外溢") -> FindingRaised:
    return FindingRaised(
        finding=f"F-2024-{no:03d}",
        units=("qinghe",),
        issue=issue,
        source="日常检查",
        discovered_on=DAY(2024, 1, 2),
    )


NOTIFIED = FindingNotified(finding="F-2024-001", to=("qinghe",))
#: One finding of 5 January, typed as the first entry; *AT* is its position.
ONE = Spec(today=TYPED).given(raised(), on=DAY(2024, 1, 5))
AT = ONE.last.position


def of(spec: Spec) -> list[Record]:
    """What was typed after the opening."""
    return list(spec.records[START:])


def attached(spec: Spec, position: int) -> Spec:
    return spec.given(EvidenceAttached(target=spec.records[position - 1].id, receipt_no="1"))


def said_of(spec: Spec) -> Line:
    """The line of the one finding."""
    [line] = [one for one in lines(of(spec)) if one.record.position == AT]
    return line


def test_entries_stand_by_the_day_of_the_act_then_by_its_step_then_as_typed() -> None:
    spec = Spec().given(NOTIFIED, raised(1), on=DAY(2024, 1, 9))
    spec = spec.given(raised(3), raised(2), on=DAY(2024, 1, 8))
    typed = of(spec)
    expected = [typed[2], typed[3], typed[1], typed[0]]
    assert [line.record for line in lines(typed)] == expected
    assert [line.record for line in lines([*typed[::-1], *typed])] == expected


@pytest.mark.parametrize("voided", [False, True])
def test_a_correction_or_void_stands_on_the_day_it_was_recorded(voided: bool) -> None:
    """Its own day, that of the act, is not looked at; other entries stand by theirs."""
    spec = ONE.given(raised(2), on=DAY(2024, 1, 20))
    later = spec.at(DAY(2024, 1, 10))
    later = later.voided(AT) if voided else later.corrected(AT, raised(issue="渗漏"))
    last = later.last.model_copy(update={"effective": DAY(2024, 1, 1)})
    found = [line.record.position for line in lines([*of(spec), last])]
    assert found == [AT, last.position, spec.last.position]


def test_an_entry_names_what_was_said_of_it_and_nothing_said_of_another() -> None:
    spec = attached(ONE.corrected(AT, raised(issue="渗漏")), AT)
    spec = attached(spec.corrected(AT, raised(issue="外溢")), AT).given(raised(2))
    spec = attached(spec, spec.last.position)
    assert said_of(spec) == Line(ONE.last, (AT + 1, AT + 3), None, (AT + 2, AT + 4))
    assert said_of(ONE) == Line(ONE.last)
    backwards = of(spec)[::-1]
    [line] = [one for one in lines(backwards) if one.record.position == AT]
    assert line == said_of(spec)


def test_struck_is_what_the_last_word_voids() -> None:
    void = ONE.voided(AT)
    assert (said_of(void).voided_by, said_of(void).is_struck) == (AT + 1, True)
    restored = void.corrected(AT, raised())
    assert (said_of(restored).voided_by, said_of(restored).is_struck) == (AT + 1, False)
    assert said_of(restored.voided(AT)).is_struck
    assert said_of(ONE.corrected(AT, raised()).voided(AT)).is_struck
    assert not said_of(ONE.corrected(AT, raised()).voided(AT).corrected(AT, raised())).is_struck
    assert not said_of(ONE.corrected(AT, raised())).is_struck
    assert not said_of(ONE).is_struck


def test_the_cases_of_a_history_are_named_once_in_the_order_met() -> None:
    spec = ONE.given(raised(3), NOTIFIED, raised(2), tags=("case:V-1", "objection:O-1"))
    assert cases(of(spec)[1:]) == (
        "case:V-1",
        "finding:F-2024-003",
        "objection:O-1",
        "finding:F-2024-001",
        "finding:F-2024-002",
    )
    assert cases(of(spec)[:0]) == ()
