"""抄送、归档 (第十九条): after 审定 and under 封账, judged again in every fold."""

import datetime as dt
from functools import reduce
from typing import Any

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.assessment.handing import KINDS, Handed, gather
from ptaudit.domain.commands.handing import ReferResult, TransferArchive
from ptaudit.domain.cycle.fold import DECISIVE
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.applied import ArchiveTransferred, ResultReferred
from ptaudit.domain.events.base import OWN, Evidence, article
from tests.domain.seals import reopen, sealed
from tests.domain.specification import Spec, say, unit
from tests.domain.years import APPROVE, APPROVED, PUBLISHED, REPORTED, YEAR

DAY = dt.date
SHA, OTHER = "a" * 64, "b" * 64
SEALED = sealed(on=DAY(2024, 1, 22))
REOPEN = reopen(on=DAY(2024, 1, 24))
FILE = Evidence(sha=SHA, name="抄送表.xlsx", size=9)


def refer(**more: Any) -> ReferResult:
    return say(ReferResult, **{"year": YEAR, "to": "县委组织部", "on": DAY(2024, 1, 24), **more})


def transfer(**more: Any) -> TransferArchive:
    said = {"year": YEAR, "to": "县档案馆", "items": 12, "on": DAY(2024, 1, 25), **more}
    return say(TransferArchive, **said)


def handed(spec: Spec) -> Handed:
    kinds = (*DECISIVE, *KINDS, *clocks.CORRECTIONS)
    known = clocks.known([r for r in spec.records if r.kind in kinds])
    return reduce(gather, known, Handed())


def counted(spec: Spec) -> list[bool]:
    state = handed(spec)
    year = state.cycles.of(YEAR)
    referred = [act.counts(year) for act in state.referrals]
    return [*referred, *(act.counts(year) for act in state.transfers)]


def test_the_approved_result_is_referred() -> None:
    approval = handed(APPROVED).cycles.of(YEAR).approval
    assert approval is not None
    outcome = APPROVED.when(refer(to="县委组织部、县纪委监委", table=FILE, scope="单位和任职人员"))
    outcome.then(
        ResultReferred(
            year=YEAR,
            to=("县委组织部", "县纪委监委"),
            units=tuple(sorted(unit for unit, _ in approval.scores)),
            approval=approval.entries,
            scope="单位和任职人员",
            digest=SHA,
        )
    )
    [draft] = outcome.drafts
    assert (draft.organs, draft.claimed_basis) == (("MDB",), (article("19"),))
    assert {f"ref:{entry}" for entry in approval.entries} <= set(draft.tags)
    assert counted(APPROVED.did(refer())) == [True]


def test_units_named_are_in_the_result() -> None:
    [draft] = APPROVED.when(refer(units="清河镇")).drafts
    assert isinstance(draft.payload, ResultReferred)
    assert draft.payload.units == ("qinghe",)
    spec = APPROVED.given(*_newcomer())
    spec.when(refer(units="新设镇")).malformed("referral.no_result", unit="新设镇", year=YEAR)


def _newcomer() -> tuple[Any, ...]:
    return (unit("xinshe", "新设镇"),)


def test_an_approval_named_is_one_of_the_year() -> None:
    approving = next(r for r in APPROVED.records if r.kind == "result.approved")
    [draft] = APPROVED.when(refer(approval=approving.id)).drafts
    assert isinstance(draft.payload, ResultReferred)
    assert draft.payload.approval == (approving.id,)
    APPROVED.when(refer(approval="f" * 32)).not_found("publish.approval_unknown")


def test_before_approval_it_is_out_of_order_and_counts_for_nothing() -> None:
    early = refer(on=DAY(2024, 1, 13))
    REPORTED.when(early).refused("referral.not_approved", year=YEAR, on=DAY(2024, 1, 13))
    failure = REPORTED.when(early).failure
    assert isinstance(failure, Refused)
    assert failure.claim == article("15.3")
    spec = REPORTED.did(early.model_copy(update={"irregular": "组织部催要"}))
    assert [m.code for m in spec.last.irregular or ()] == ["referral.not_approved"]
    assert counted(spec) == [False]
    # The approval of a later day does not mend it; of an earlier day, typed in late, it does.
    assert counted(spec.did(APPROVE)) == [False]
    assert counted(spec.did(APPROVE.model_copy(update={"on": DAY(2024, 1, 13)}))) == [True]


@pytest.mark.parametrize(("before", "counts"), [(1, False), (0, True)])
def test_the_day_of_approval_is_early_enough(before: int, counts: bool) -> None:
    approval = handed(APPROVED).cycles.of(YEAR).approval
    assert approval is not None
    on = approval.on - dt.timedelta(days=before)
    outcome = APPROVED.when(refer(on=on))
    if counts:
        assert outcome.drafts
    else:
        outcome.refused("referral.not_approved")


def test_by_another_organ_it_never_counts() -> None:
    said = refer(organ="EPB", irregular="照实登记")
    APPROVED.by("epb").when(refer(organ="EPB")).refused("organ.not_competent")
    assert counted(APPROVED.by("epb").did(said)) == [False]


def test_files_of_a_sealed_year_are_transferred() -> None:
    outcome = SEALED.when(transfer(sha=SHA, receipt_no="档收2024-1"))
    outcome.then(
        ArchiveTransferred(year=YEAR, to="县档案馆", items=12, sha=SHA, receipt_no="档收2024-1")
    )
    assert outcome.drafts[0].claimed_basis == (OWN,)
    spec = SEALED.did(transfer())
    assert counted(spec) == [True]
    spec.when(transfer()).already(spec.last.position)


def test_a_transfer_by_another_organ_never_counts() -> None:
    SEALED.by("epb").when(transfer(organ="EPB")).refused("organ.not_competent")
    assert counted(SEALED.by("epb").did(transfer(organ="EPB", irregular="照实登记"))) == [False]


def test_files_of_a_year_not_sealed_are_out_of_order() -> None:
    PUBLISHED.when(transfer()).refused("archive.not_sealed", year=YEAR)
    spec = PUBLISHED.did(transfer(irregular="档案馆限期"))
    assert [m.code for m in spec.last.irregular or ()] == ["archive.not_sealed"]
    assert counted(spec) == [False]


def test_a_year_opened_again_is_not_sealed() -> None:
    spec = SEALED.did(REOPEN)
    spec.when(transfer()).refused("archive.not_sealed")
    # What was transferred while it was sealed stays transferred.
    assert counted(SEALED.did(transfer(on=DAY(2024, 1, 23))).did(REOPEN)) == [True]


def test_a_void_seal_takes_the_transfer_with_it() -> None:
    seal = next(r for r in SEALED.records if r.kind == "year.sealed")
    assert counted(SEALED.did(transfer()).voided(seal.position)) == [False]


@pytest.mark.parametrize("said", [{"table": FILE, "digest": OTHER}])
def test_one_file_has_one_digest(said: dict[str, Any]) -> None:
    APPROVED.when(refer(**said)).malformed("handover.digest_differs", file="抄送表.xlsx")
    assert APPROVED.when(refer(**{**said, "digest": SHA})).drafts
    package = {"package": FILE, "sha": OTHER}
    SEALED.when(transfer(**package)).malformed("handover.digest_differs")
    [draft] = SEALED.when(transfer(package=FILE)).drafts
    assert isinstance(draft.payload, ArchiveTransferred)
    assert draft.payload.sha == SHA
