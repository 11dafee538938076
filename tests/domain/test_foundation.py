"""A foundation added to is the fold of everything at once, whatever comes in between."""

import datetime as dt

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    RaiseFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.findings import decider as findings
from ptaudit.domain.foundation import Foundation
from tests.domain.specification import Spec, unit

DAY = dt.date
#: Every step of an example refolds a ledger: a failing one is shown as it is found.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FIRST, SECOND = "F-2023-001", "F-2023-002"


def raised(finding: str, day: int) -> RaiseFinding:
    return RaiseFinding(
        units=("清河镇",), issue=f"粪污直排 {finding}", finding=finding, on=DAY(2023, 3, day)
    )


def life(finding: str) -> list[Command]:
    return [
        OrderRectification(finding=finding, deadline=DAY(2023, 12, 20), on=DAY(2023, 4, 1)),
        SubmitRectification(finding=finding, on=DAY(2023, 5, 1)),
        VerifyRectification(finding=finding, result="通过", on=DAY(2023, 6, 1)),
        CloseFinding(finding=finding, on=DAY(2023, 7, 1)),
        SubmitRectification(finding=finding, on=DAY(2023, 4, 15), irregular="补登"),
        VerifyRectification(
            finding=finding, result="不通过", on=DAY(2023, 2, 1), irregular="补登"
        ),
    ]


START = (
    Spec(operator="epb")
    .given(unit("qinghe", "清河镇"))
    .did(raised(FIRST, 20))
    .did(raised(SECOND, 10))
)
ACTS = [*life(FIRST), *life(SECOND)]


def changed(spec: Spec, which: int) -> Spec:
    """The first finding's raising is corrected, or a later entry voided."""
    target = next(r for r in spec.records if r.kind == "finding.raised")
    if which == 0:
        changes = (("on", "2023-03-05"),)
        return spec.did(CorrectRecord(target=target.id, set=changes, reason="笔误"))
    if which == 1 and spec.last.kind.startswith("rectification."):
        return spec.did(VoidRecord(target=spec.last.id, reason="误录"))
    return spec


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(st.data())
def test_added_to_in_any_order_it_is_the_fold_of_everything(data: st.DataObject) -> None:
    spec = START
    seen = 0
    foundation = Foundation(findings.decider)
    corrected = False
    for n in data.draw(st.permutations(range(len(ACTS)))):
        outcome = spec.when(ACTS[n])
        if outcome.ruling is not None and outcome.drafts:
            spec = spec.did(ACTS[n])
        if not corrected and data.draw(st.booleans()):
            spec, corrected = changed(spec, data.draw(st.integers(0, 2))), True
        if data.draw(st.booleans()):
            foundation.grow(spec.records[seen:])
            seen = len(spec.records)
            assert foundation.state == findings.decider.fold(spec.records)
    rest = spec.records[seen:]
    assert foundation.after(rest) == findings.decider.fold(spec.records)
    foundation.grow(rest)
    assert foundation.state == findings.decider.fold(spec.records)


def test_what_was_said_is_found_live_only() -> None:
    spec = START.did(
        OrderRectification(finding=FIRST, deadline=DAY(2023, 12, 20), on=DAY(2023, 4, 1))
    )
    order = spec.last
    foundation = Foundation(findings.decider, spec.records)
    assert foundation.said(order) == order.position
    assert foundation.said(order.model_copy(update={"effective": DAY(2023, 4, 2)})) is None
    other = order.payload.model_copy(update={"order_version": 9})
    assert foundation.said(order.model_copy(update={"payload": other})) is None
    voided = spec.did(VoidRecord(target=order.id, reason="误录"))
    foundation.grow(voided.records[len(spec.records) :])
    assert foundation.said(order) is None


def test_what_was_only_tried_is_not_kept() -> None:
    one = START.did(
        OrderRectification(finding=FIRST, deadline=DAY(2023, 9, 1), on=DAY(2023, 4, 1))
    )
    other = START.did(
        OrderRectification(finding=SECOND, deadline=DAY(2023, 9, 1), on=DAY(2023, 4, 1))
    )
    foundation = Foundation(findings.decider, START.records)
    tried = foundation.after([one.last])
    assert tried == findings.decider.fold(one.records)
    assert foundation.state == findings.decider.fold(START.records)
    foundation.grow([other.last])
    assert foundation.state == findings.decider.fold(other.records)
