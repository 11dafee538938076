"""The synthetic county asked as a whole: the same findings as its years asked one by one."""

from collections.abc import Iterator

import pytest

from ptaudit.application import Ptaudit
from ptaudit.application.auditing import material
from ptaudit.application.audits import entries, scores
from ptaudit.application.audits.asking import Asking
from ptaudit.demo import Plan, build
from ptaudit.domain.events.assessment import ScoreEntered
from ptaudit.projections.audit import audit
from ptaudit.projections.audit_lines import Item

YEARS = range(2022, 2027)


@pytest.fixture(scope="module")
def app() -> Iterator[Ptaudit]:
    app = build("sqlite://", Plan())
    yield app
    app.close()


@pytest.fixture(scope="module")
def items(app: Ptaudit) -> dict[int, list[Item]]:
    """Each item of every year."""
    found: dict[int, list[Item]] = {}
    for year in YEARS:
        for item in audit(material(app.view(), year)):
            found.setdefault(item.no, []).append(item)
    return found


def positions(items: list[Item], *codes: str) -> list[int]:
    return sorted(
        line.positions[-1] for item in items for line in item.lines if line.code in codes
    )


def test_late_entries(app: Ptaudit, items: dict[int, list[Item]]) -> None:
    found = entries.late(Asking(app.view()))
    assert found
    assert sorted(one.cited.position for one in found) == positions(
        items[1], "late_proved", "late_unproved"
    )
    assert positions(items[1], "late_proved") == sorted(
        one.cited.position for one in found if one.proofs
    )


def test_entries_recorded_after_the_approval(app: Ptaudit, items: dict[int, list[Item]]) -> None:
    found = entries.recorded_after(Asking(app.view()))
    assert {one.about.kind for one in found} == {
        "rectification.submitted",
        "rectification.verified",
        "finding.closed",
    }
    assert [one.record.position for one in found] == positions(items[2], "after_entry")


def test_corrections_and_voids(app: Ptaudit, items: dict[int, list[Item]]) -> None:
    found = entries.changed(Asking(app.view()))
    assert sorted(one.how for one in found) == ["作废", "更正"]
    assert [one.record.position for one in found] == positions(items[3], "corrected", "voided")


def test_who_judged_itself(app: Ptaudit, items: dict[int, list[Item]]) -> None:
    held = entries.of_itself(Asking(app.view()))
    assert sum(len(one.records) for _, one in held) == sum(item.count for item in items[5])
    assert {app.view().registry.named(one.unit) for _, one in held} == {"县生态环境局"}
    assert entries.same_hand(Asking(app.view())) == []


def test_scores_lists_and_rules(app: Ptaudit, items: dict[int, list[Item]]) -> None:
    asking = Asking(app.view())
    assert scores.reissued(asking) == []
    assert len(scores.uneven(asking)) == sum(item.count for item in items[6])
    assert len(list(scores.departures(asking))) == sum(item.count for item in items[7])
    told = [(one, moved) for one, moved in scores.asserted(asking) if one.rest or moved]
    assert len({(one.unit, one.year) for one, _ in told}) == sum(item.count for item in items[8])


def test_indicators_nobody_lost_a_point_on(app: Ptaudit) -> None:
    found = scores.alike(Asking(app.view()))
    assert found
    assert {one.how for one in found} == {"全部满分"}
    entered = {
        (record.payload.year, record.payload.item)
        for record in app.view().entries()
        if isinstance(record.payload, ScoreEntered) and record.payload.stage != "自评"
    }
    assert {(one.year, one.item.code) for one in found}.isdisjoint(entered)
