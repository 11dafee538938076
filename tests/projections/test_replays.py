"""The states a replay tells: their heads and facts, row by row; what came later, entry by entry."""

import datetime as dt

import pytest

from ptaudit.application.replay_subjects import subject
from ptaudit.application.replaying import replay
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.corrections import AttachEvidence, CorrectRecord, VoidRecord
from ptaudit.domain.commands.findings import (
    CloseFinding,
    RaiseFinding,
    ReopenFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.vetoes import DecideVeto, ImposeRestriction
from ptaudit.projections.replay import Replay
from tests.projections.audited import DAY, did, said
from tests.projections.counties import County

F = "F-2023-017"
#: When each act was done and recorded, and what the finding is from that day on.
STEPS = (
    (DAY(2023, 11, 3), "finding_ordered", said(
        RaiseFinding, units=("清河镇",), issue="粪污直排", finding=F, deadline="2023-12-20", on=DAY(2023, 11, 3),
    )),
    (DAY(2023, 12, 18), "finding_submitted", said(SubmitRectification, finding=F, on=DAY(2023, 12, 18))),
    (DAY(2023, 12, 21), "finding_overdue", said(VerifyRectification, finding=F, result="不通过", on=DAY(2023, 12, 21))),
    (DAY(2023, 12, 28), "finding_verified", said(VerifyRectification, finding=F, result="通过", on=DAY(2023, 12, 28))),
    (DAY(2023, 12, 29), "finding_closed", said(CloseFinding, finding=F, on=DAY(2023, 12, 29))),
    (DAY(2024, 2, 1), "finding_reopened", said(ReopenFinding, finding=F, why="反弹", on=DAY(2024, 2, 1))),
)  # fmt: skip


def ask(county: County, what: str, at: str | None = None, on: dt.date | None = None) -> Replay:
    view = county.app.view(at, on)
    return replay(view, subject(view, what, 2023))


def facts(found: Replay) -> list[str]:
    return [fact.code for fact in found.state.facts]


@pytest.fixture
def finding() -> tuple[County, list[int]]:
    county = County()
    return county, [did(county, on, command, "epb") for on, _, command in STEPS]


def test_a_finding_has_a_state_at_every_step(finding: tuple[County, list[int]]) -> None:
    county, positions = finding
    for position, (on, code, _) in zip(positions, STEPS, strict=True):
        found = ask(county, F, str(position), on)
        assert (found.state.head.code, found.on) == (code, on)
        assert found.entries[-1].position == position
    # A failed verification takes the report back.
    assert facts(ask(county, F, None, DAY(2023, 12, 31))) == [
        "deadline",
        "failed",
        "verified",
        "closed",
    ]


def test_what_came_later_is_named_by_what_it_did(finding: tuple[County, list[int]]) -> None:
    county, positions = finding
    submitted = list(county.app.view().entries())[positions[1] - 1].id
    late = DAY(2024, 3, 1)
    did(county, late, said(AttachEvidence, target=submitted, receipt="收文1"), "epb")
    moved = (("on", "2023-12-15"),)
    did(county, late, said(CorrectRecord, target=submitted, set=moved, reason="收文簿"), "epb")
    reopened = list(county.app.view().entries())[positions[-1] - 1].id
    did(county, late, said(VoidRecord, target=reopened, reason="误录"), "epb")
    found = ask(county, F, str(positions[-1]), DAY(2024, 2, 1))
    assert [(one.change, one.target, one.days) for one in found.unknown] == [
        ("附证据", positions[1], 29),
        ("更正", positions[1], 29),
        ("作废", positions[-1], 29),
    ]
    assert (found.state.head.code, found.state_now.head.code) == (
        "finding_reopened",
        "finding_closed",
    )
    assert found.differs
    # About a day before the reopening, its void is nothing that was not known.
    before = ask(county, F, str(positions[-1]), DAY(2024, 1, 31))
    assert [one.change for one in before.unknown] == ["附证据", "更正"]
    # A correction may bring an act to a day it was not about before.
    early = ask(county, F, str(positions[-1]), DAY(2023, 12, 16))
    assert [one.change for one in early.unknown] == ["更正"]
    assert (early.state.head.code, early.state_now.head.code) == (
        "finding_ordered",
        "finding_submitted",
    )


def test_rulings_are_those_known_then(finding: tuple[County, list[int]]) -> None:
    county, positions = finding
    policy = {"keys": [("deadline.rollover.fixed", "next")], "from_year": 2023}
    adopt = AdoptPolicy.model_validate(policy | {"basis": [{"doc_no": "×绩委〔2024〕1号"}]})
    adopted = did(county, DAY(2024, 2, 2), adopt)
    [unknown] = ask(county, F, str(positions[-1])).unknown
    assert (unknown.entry.position, unknown.entry.kind) == (adopted, "policy.adopted")
    [then] = ask(county, F, str(positions[-1])).rulings
    assert (then.value, then.source, then.doc_no) == ("stays", "default", None)
    [now] = ask(county, F).rulings
    assert (now.value, now.source, now.doc_no) == ("next", "v1", "×绩委〔2024〕1号")
    assert (ask(county, F, str(positions[-1])).policy, ask(county, F).policy) == (0, 1)


def test_a_veto_case_from_facts_to_decision() -> None:
    county = County()
    imposed = did(
        county,
        DAY(2023, 5, 1),
        said(
            ImposeRestriction,
            units=("清河镇",),
            scope="涉水",
            authority="市生态环境局",
            level="市",
            on=DAY(2023, 5, 1),
            basis="×市环〔2023〕9号",
        ),
        "epb",
    )
    case = next(
        tag[5:]
        for tag in list(county.app.view().entries())[imposed - 1].tags
        if tag.startswith("case:")
    )
    decided = did(
        county,
        DAY(2023, 6, 1),
        said(
            DecideVeto,
            case=case,
            unit="清河镇",
            result="认定",
            on=DAY(2023, 6, 1),
            basis="×委发〔2023〕5号",
        ),
    )
    then = ask(county, case, str(imposed), DAY(2023, 6, 1))
    assert (then.state.head.code, facts(then)) == ("veto_proposed", ["veto_complete"])
    assert [one.entry.position for one in then.unknown] == [decided]
    now = ask(county, case, None, DAY(2023, 6, 1))
    assert (now.state.head.code, facts(now)) == (
        "veto_in_effect",
        ["veto_complete", "veto_decided"],
    )
    assert ask(county, case, None, DAY(2023, 4, 30)).state.head.code == "veto_unrecorded"
