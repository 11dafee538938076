"""文书台账: a number stands for one paper, a version names the one before, the head comes from the ledger."""

import datetime as dt

import pytest

from ptaudit.domain.commands.corrections import CorrectRecord
from ptaudit.domain.commands.keeping import IssueDocument
from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.events.corrections import DocumentIssued, Head
from ptaudit.domain.events.targets import DocumentServed, ServedDocument
from ptaudit.projections.documents import Service, register
from tests.domain.specification import TODAY, Spec, say, unit

ROOT, SHA, OTHER = "ab" * 32, "cd" * 32, "ef" * 32
NO = "×目督〔2024〕3号"
COUNTY = Spec().given(unit("qinghe", "清河镇"), unit("hekou", "河口镇"))


def issue(sha: str | None = SHA, **said: object) -> IssueDocument:
    """As the application completes it."""
    given = {"kind": "复核说明册", "no": NO, "sha": sha, "head_position": 27, "head_root": ROOT}
    return say(IssueDocument, **{**given, **said})


def test_a_document_is_entered_with_the_ledger_it_rests_on() -> None:
    file = Evidence(sha=SHA, name="exhibit.json", size=512)
    outcome = COUNTY.when(
        issue(
            None,
            file=file,
            title="说明册",
            about_day=dt.date(2024, 1, 20),
            year=2023,
            units="清河镇",
            objection="O-2023-001",
            to="清河镇、DEP:hekou、县环保部门、CPC",
        )
    )
    outcome.then(
        DocumentIssued(
            document_kind="复核说明册",
            doc_no=NO,
            document_title="说明册",
            sha=SHA,
            name="exhibit.json",
            size=512,
            head=Head(position=27, root=ROOT),
            about_day=dt.date(2024, 1, 20),
            year=2023,
            units=("qinghe",),
            objection="O-2023-001",
            to=("qinghe", "hekou", "EPB", "CPC"),
        )
    )
    [draft] = outcome.drafts
    assert draft.tags == ("objection:O-2023-001", "unit:hekou", "unit:qinghe", "year:2023")


@pytest.mark.parametrize(("operator", "organ"), [("mdb", "MDB"), ("epb", "EPB")])
def test_it_is_the_desk_s_own_unless_said(operator: str, organ: str) -> None:
    assert COUNTY.by(operator).when(issue()).drafts[0].organs == (organ,)


def test_an_organ_that_issues_nothing_of_the_kind_is_irregular() -> None:
    COUNTY.when(issue(organ="县委")).refused("organ.not_competent")
    assert COUNTY.when(issue(organ="县绩效委")).drafts[0].organs == ("JXW",)
    COUNTY.by("admin").when(issue()).refused("desk.admin_only")
    COUNTY.by("epb").when(issue(organ="县绩效委")).refused("desk.no_grant")


def test_the_same_paper_is_entered_once() -> None:
    """Whatever the head has become since."""
    spec = COUNTY.did(issue())
    spec.when(issue(head_position=28, head_root=OTHER)).already(spec.last.position)


def test_another_paper_under_the_number_is_a_breach_unless_it_takes_its_place() -> None:
    spec = COUNTY.did(issue())
    first = spec.last
    spec.when(issue(OTHER)).refused("document.number_taken", doc_no=NO, position=first.position)
    spec.when(issue(OTHER, irregular="两办同号")).irregular("document.number_taken")
    second = spec.did(issue(OTHER, replaces=first.id))
    assert second.last.referenced() == (first.id,)
    assert second.last.refs is None
    second.when(issue("0" * 64, replaces=first.id)).refused("document.number_taken")
    third = second.did(issue("0" * 64, replaces=second.last.id))
    third.when(issue("1" * 64, no="×目督〔2024〕4号", replaces=first.id)).refused(
        "document.replaced_already", doc_no=NO, position=second.last.position
    )


def test_what_takes_the_place_of_nothing_in_the_register_is_not_found() -> None:
    COUNTY.when(issue(replaces=COUNTY.last.id)).not_found("document.not_issued")


def test_which_paper_it_is_must_be_said_once() -> None:
    file = Evidence(sha=OTHER, name="a", size=1)
    COUNTY.when(issue(None)).malformed("document.no_file", doc_no=NO)
    COUNTY.when(issue(SHA, file=file)).malformed("document.sha_differs")
    assert COUNTY.when(issue(OTHER, file=file)).drafts


def test_it_speaks_of_no_day_to_come_and_of_an_objection_by_number() -> None:
    COUNTY.when(issue(about_day=TODAY + dt.timedelta(1))).malformed("date.future")
    assert COUNTY.when(issue(about_day=TODAY)).drafts
    COUNTY.when(issue(objection="2023-1")).malformed("document.objection", objection="2023-1")


def test_a_service_finds_the_document_by_its_number() -> None:
    spec = COUNTY.did(issue(to="清河镇、县委", year=2023))
    document = ServedDocument(id=spec.last.id, doc_no=NO)
    serve = say(ServeDocument, doc_no=NO, to="清河镇、县委、河口镇")
    outcome = spec.when(serve)
    outcome.then(
        DocumentServed(document=document, to="qinghe", method="直接送达"),
        DocumentServed(document=document, to="CPC", method="直接送达"),
        DocumentServed(document=ServedDocument(doc_no=NO), to="hekou", method="直接送达"),
    )
    assert [d.tags for d in outcome.drafts] == [
        (f"ref:{document.id}", "unit:qinghe", "year:2023"),
        (f"ref:{document.id}", "year:2023"),
        ("unit:hekou",),
    ]


def test_the_register_shows_whom_each_version_reached() -> None:
    spec = COUNTY.did(issue(on=dt.date(2024, 1, 10)))
    spec = spec.did(served("清河镇", 11)).did(issue(OTHER, replaces=spec.last.id))
    spec = spec.did(served("河口镇", 25))
    first, second = register(spec.records)
    assert (first.event.sha, first.replaced_by) == (SHA, second.record.position)
    assert first.served == (
        Service("qinghe", dt.date(2024, 1, 11), "收11", first.record.position + 1),
    )
    assert (second.event.sha, second.replaced_by) == (OTHER, None)
    assert [service.to for service in second.served] == ["hekou"]


def served(to: str, day: int) -> ServeDocument:
    on = dt.date(2024, 1, day)
    return say(ServeDocument, doc_no=NO, to=to, receipt=f"收{day}", on=on)


def test_a_service_by_number_alone_belongs_to_the_version_of_its_day() -> None:
    spec = COUNTY.did(issue(on=dt.date(2024, 1, 10)))
    spec = spec.did(issue(OTHER, replaces=spec.last.id, on=dt.date(2024, 1, 20)))
    by_number = DocumentServed(document=ServedDocument(doc_no=NO), to="CPC", method="直接送达")
    for day, held in ((9, [1, 0]), (19, [1, 0]), (20, [0, 1])):
        found = register(spec.given(by_number, on=dt.date(2024, 1, day)).records)
        assert [len(one.served) for one in found] == held, day


def test_a_wrong_number_is_corrected() -> None:
    spec = COUNTY.did(issue())
    spec = spec.did(
        say(CorrectRecord, target=spec.last.id, set=["doc_no=×目督〔2024〕5号"], reason="错号")
    )
    from ptaudit.domain.clocks import known

    assert [one.event.doc_no for one in register(known(spec.records))] == ["×目督〔2024〕5号"]
    assert spec.when(issue(OTHER)).drafts
