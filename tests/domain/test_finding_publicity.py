"""销号公示: its window, and the objections that hold a closing or send it back."""

import datetime as dt

import pytest

from ptaudit.domain.commands.findings import CloseFinding, VerifyRectification
from ptaudit.domain.commands.inspections import PubliciseClosure
from ptaudit.domain.commands.objections import AcceptObjection, DecideObjection, FileObjection
from tests.domain.finding_case import DAY, ORDERED, finding, said, stands
from tests.domain.specification import Spec, say

VERIFIED = ORDERED.did(said(VerifyRectification, "2023-12-18", result="通过"))
SHOWN = VERIFIED.did(said(PubliciseClosure, "2023-12-19", since="2023-12-19", until="2023-12-25"))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY(2023, 12, 18), "核查通过"),
        (DAY(2023, 12, 19), "公示中"),
        (DAY(2023, 12, 25), "公示中"),
        (DAY(2023, 12, 26), "核查通过"),
    ],
)
def test_the_window_has_both_its_days(on: dt.date, expected: str) -> None:
    assert stands(SHOWN, on).status == expected


@pytest.mark.parametrize(("on", "refused"), [("2023-12-25", True), ("2023-12-26", False)])
def test_it_closes_the_day_after_the_window(on: str, *, refused: bool) -> None:
    outcome = SHOWN.when(said(CloseFinding, on))
    if refused:
        outcome.refused("finding.in_publicity", until="2023-12-25")
    else:
        assert outcome.drafts


def objected(on: str, spec: Spec = SHOWN) -> Spec:
    shown = next(r for r in spec.records if r.kind == "closure.publicised")
    file = say(
        FileObjection, claim="仍在直排", year=2023, about="公示", by="村民", on=on,
        against=shown.id,
    )  # fmt: skip
    return spec.by("mdb").did(file).by("epb")


@pytest.mark.parametrize(
    ("on", "holds"), [("2023-12-19", True), ("2023-12-25", True), ("2023-12-26", False)]
)
def test_an_objection_made_within_the_window_holds_the_closing(on: str, *, holds: bool) -> None:
    outcome = objected(on).when(said(CloseFinding, "2023-12-27"))
    if holds:
        outcome.refused("finding.objected", objections="O-2023-001")
    else:
        assert outcome.drafts


@pytest.mark.parametrize(
    ("result", "expected"), [("维持", "核查通过"), ("变更", "已送达"), ("撤销", "已送达")]
)
def test_an_upheld_objection_sends_it_back(result: str, expected: str) -> None:
    spec = objected("2023-12-20").by("mdb")
    spec = spec.did(say(AcceptObjection, objection="O-2023-001", on="2023-12-21"))
    spec = spec.did(
        say(
            DecideObjection, objection="O-2023-001", result=result, members="主任", on="2023-12-22"
        )
    ).by("epb")
    on = DAY(2023, 12, 26)
    found = stands(spec, on).status
    assert found == ("逾期未整改" if expected == "已送达" else expected)
    assert finding(spec, on).holding == ()
    assert (finding(spec, on).windows == ()) == (result != "维持")
