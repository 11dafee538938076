"""What would follow: circulars, interviews, vetoes, three years in a row, papers that lose what they rest on."""

from collections.abc import Iterator

import pytest

from ptaudit.application import Ptaudit
from ptaudit.application.consequences import following, rests_on, touched
from ptaudit.application.requests import Request
from ptaudit.application.view import View
from ptaudit.demo import Plan, build, dispute
from ptaudit.domain import wire
from ptaudit.domain.commands.assessment import DeductScore, DetermineCompletion
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.commands.results import CorrectResult
from ptaudit.domain.decider import Refused
from ptaudit.domain.record import Draft
from ptaudit.ledger import Unsealed
from ptaudit.projections.consequence import BY_KIND, CODES, OFFICIAL, Consequence
from ptaudit_cli.messages import Catalogue
from tests.domain.specification import say
from tests.projections.counties import County, time
from tests.projections.test_chains import CARRIED, YEAR_2022, correct, propose


@pytest.fixture(scope="module")
def app() -> Iterator[Ptaudit]:
    app = build("sqlite://")
    yield app
    app.close()


def last(app: Ptaudit, kind: str, *, nth: int = -1) -> int:
    return [r.position for r in app.view().entries() if r.kind == kind][nth]


def without(app: Ptaudit, *entries: int) -> tuple[View, View]:
    view = app.view()
    return view, app.suppose(view, void=[str(entry) for entry in entries]).view


def told(
    app: Ptaudit, found: tuple[Consequence, ...], *codes: str
) -> list[tuple[str, tuple[str, ...], str]]:
    named = app.view().registry.named
    return [(c.code, tuple(map(named, c.units)), c.subject) for c in found if c.code in codes]


def test_a_circular_that_no_longer_agrees(app: Ptaudit) -> None:
    """清河镇 moves from 14th to 8th; the circular prints the ranks of six others it passes."""
    _, entry = dispute(app, Plan())
    before, after = without(app, entry)
    found = following(before, after, touched(before, after))
    moved = {c.units[0] for c in found if c.code == "rank.moved"}
    [ranks] = [c for c in found if c.code == "circular.ranks"]
    [scores] = [c for c in found if c.code == "circular.scores"]
    circular = last(app, "result.published")
    assert (set(ranks.units), ranks.positions, ranks.act) == (
        moved,
        (circular,),
        "result publish",
    )
    assert len(moved) == 7
    assert told(app, (scores,), "circular.scores") == [("circular.scores", ("清河镇",), "内部")]
    assert [c.subject for c in found if c.code == "total.asserted"] == [
        "考评意见",
        "复核",
        "结果报告",
        "结果报告",
        "审定",
    ]


def test_a_veto_gone_makes_a_title_that_no_circular_gave(app: Ptaudit) -> None:
    before, after = without(app, last(app, "veto.decided"))
    found = following(before, after, (2025,))
    assert told(app, found, "list.joined", "list.left", "veto.moved", "circular.list") == [
        ("list.joined", ("马鞍镇",), "先进"),
        ("list.left", ("马鞍镇",), "被否决"),
        ("veto.moved", ("马鞍镇",), "V-1"),
        ("circular.list", ("马鞍镇",), "先进"),
    ]
    [veto] = [c for c in found if c.code == "veto.moved"]
    assert (veto.before, veto.after) == ("认定", "拟否决")


def test_interviews_held_and_due(app: Ptaudit) -> None:
    """三溪乡 was interviewed; with a hundred points more it is off the list, and another is on it."""
    view = app.view()
    held = last(app, "interview.held")
    listed = {
        unit
        for circular in [r for r in view.entries() if r.kind == "result.published"][-1:]
        for unit in circular.payload.interview  # type: ignore[attr-defined]
    }
    unit = view.registry.unit("三溪乡").code
    assert unit in listed
    correction = say(
        CorrectResult,
        year=2025,
        by="县委,县政府",
        set=(("三溪乡", "99.00"),),
        basis="×委〔2026〕9号",
        reason="计分错误",
        differs=(),
    )
    supposed = app.suppose(view, add=[correction])
    found = following(view, supposed.view, (2025,), by=OFFICIAL)
    [gone] = [c for c in found if c.code == "interview.held"]
    assert (gone.units, gone.positions, gone.act) == ((unit,), (held,), "")
    due = {u for c in found if c.code == "interview.due" for u in c.units}
    assert due
    assert due.isdisjoint(listed)
    assert ("circular.list", ("三溪乡",), "约谈") in told(app, found, "circular.list")
    assert {c.act for c in found if c.code == "interview.due"} == {"interview hold"}


def test_official_scores_do_not_move_by_a_void_entry(app: Ptaudit) -> None:
    _, entry = dispute(app, Plan())
    before, after = without(app, entry)
    assert following(before, after, (2025,), by=OFFICIAL) == ()


def test_only_the_units_asked(app: Ptaudit) -> None:
    _, entry = dispute(app, Plan())
    before, after = without(app, entry)
    unit = app.view().registry.unit("清河镇").code
    found = following(before, after, (2025,), (unit,))
    assert {c.units for c in found if c.code == "rank.moved"} == {(unit,)}


def test_papers_that_lose_what_they_rest_on(app: Ptaudit) -> None:
    """Without the verification the report, the approval and the circular count no longer."""
    verified = last(app, "opinion.verified", nth=-2)
    before, after = without(app, verified)
    found = following(before, after, (2025,))
    kinds = [c.kind for c in found if c.code == "paper.uncounted"]
    assert kinds == ["report.submitted", "report.submitted", "result.approved", "result.published"]
    [lost] = [c for c in found if c.code == "approval.lost"]
    assert lost.positions == (last(app, "result.approved"),)


def test_a_paper_that_never_counted_is_not_lost(app: Ptaudit) -> None:
    """The circular of 2024 came before the approval: it counts neither way."""
    verified = [
        r.position
        for r in app.view().entries()
        if r.kind == "opinion.verified" and "year:2024" in r.tags
    ]
    before, after = without(app, *verified)
    kinds = [c.kind for c in following(before, after, (2024,)) if c.code == "paper.uncounted"]
    assert kinds == ["report.submitted", "result.approved"]


def test_three_years_that_break_and_the_proposal_with_them() -> None:
    county = County.of([*CARRIED, YEAR_2022, propose(time(2023, 8, 1))])
    app = county.app
    proposed = last(app, "accountability.proposed")
    determined = last(app, "completion.determined")
    before = app.view()
    supposed = app.suppose(before, add=[correct(county)])
    found = following(before, supposed.view, touched(before, supposed.view))
    assert [(c.code, c.units, c.before, c.after, c.positions, c.act) for c in found] == [
        ("completion.moved", ("qinghe",), "未完成", "完成", (determined,), "completion determine"),
        (
            "chain.released",
            ("qinghe",),
            ("触发", "2020", "2021", "2022"),
            "无",
            (determined - 4, determined - 3, determined),
            "",
        ),
        (
            "proposal.broken",
            ("qinghe",),
            "成立",
            "触发失效",
            (proposed,),
            "accountability withdraw",
        ),
        ("paper.rests", ("qinghe",), None, None, (proposed,), "accountability withdraw"),
    ]


def test_a_new_trigger_asks_for_a_proposal() -> None:
    county = County.of([*CARRIED])
    before = county.app.view()
    rows = [{"unit": "清河镇", "result": "未完成"}]
    determine = say(DetermineCompletion, year=2022, units=rows, basis="×委〔2023〕2号")
    supposed = county.app.suppose(before, add=[determine])
    found = following(before, supposed.view, (2022,))
    [chain] = [c for c in found if c.code.startswith("chain.")]
    assert (chain.code, chain.act) == ("chain.triggered", "accountability propose")
    assert chain.after == ("触发", "2020", "2021", "2022")
    carried = [r.position for r in before.entries() if r.kind == "history.carried"]
    assert chain.positions == tuple(carried[:2])


def test_a_year_not_yet_approved_needs_no_correction(app: Ptaudit) -> None:
    """As the ledger stood before the approval: scores move, and nothing is to be corrected."""
    _, entry = dispute(app, Plan())
    approval = last(app, "result.approved")
    before = app.view(str(approval - 5))
    after = app.suppose(before, void=[str(entry)]).view
    moved = [c for c in following(before, after, (2025,)) if c.code == "score.moved"]
    assert [c.act for c in moved] == [""]


def test_what_was_really_recorded_between_two_moments(app: Ptaudit) -> None:
    """Between two moments of the ledger, what came in counts as what is supposed does."""
    county = County.of([*CARRIED, YEAR_2022, propose(time(2023, 8, 1))])
    then = county.app.view()
    county.did((time(2023, 9, 1), "mdb", correct))
    found = following(then, county.app.view(), (2022,))
    assert [c.code for c in found] == [
        "completion.moved",
        "chain.released",
        "proposal.broken",
        "paper.rests",
    ]


def test_entries_that_name_one_another_are_told_once() -> None:
    """A ledger from elsewhere may hold a circle: it is walked once."""
    county = County.of([*CARRIED])
    app = county.app
    model = next(r for r in app.view().entries() if r.kind == "history.carried")
    ids = [f"{n:032x}" for n in (900, 901, 902)]
    for own, other in zip(ids, (*ids[1:], ids[0]), strict=True):
        content = {n: getattr(model, n) for n in Draft.model_fields}
        draft = Draft.model_construct(
            **{**content, "id": own, "correlation": own, "tags": (f"ref:{other}",)}
        )
        _append(app, draft)
    assert [r.id for r in rests_on(app.view(), [ids[0]])] == [ids[1], ids[2]]


def _append(app: Ptaudit, draft: Draft) -> None:
    content = wire.plain(draft)
    app.ledger.append_sealed(
        [
            Unsealed(
                draft.kind,
                (*draft.tags, f"id:{draft.id}"),
                lambda position, at: wire.seal(content, position, at),
            )
        ]
    )


def test_every_act_is_a_door_and_every_code_has_words() -> None:
    doors = {f"{door.noun} {door.verb}" for door in DOORS}
    others = {"result correct", "score reverse", "record correct", "interview hold"}
    assert {*BY_KIND.values(), *others} <= doors
    for lang in ("zh", "en"):
        assert set(Catalogue(lang).section("consequences")) == set(CODES)


def test_a_command_that_cannot_be_an_entry_is_told_and_the_others_go_on(app: Ptaudit) -> None:
    """Published twice for one approval: a refusal that the software itself makes."""
    view = app.view()
    first = Request(say(DeductScore, unit="清河镇", item="A31", amount="1", note="试", year=2025))
    wrong = Request(
        say(
            CorrectResult,
            year=2025,
            by="县委",
            set=(("三溪乡", "99.00"),),
            basis="×",
            reason="x",
            interview=("清河镇",),
        )
    )
    made = app.suppose(view, add=[wrong, first])
    assert isinstance(made.tried[0].refused, Refused)
    assert (made.tried[0].records, made.tried[1].refused) == ((), None)
    codes = [breach.code for breach in made.tried[1].breaches]
    assert codes == ["score.year_approved", "score.stage_passed"]
    assert made.view.supposed == made.tried[1].records


def test_an_act_may_name_an_entry_that_is_only_supposed(app: Ptaudit) -> None:
    from ptaudit.domain.commands.corrections import VoidRecord

    view = app.view()
    deduct = say(DeductScore, unit="清河镇", item="A31", amount="1", note="试", year=2025)
    undo = say(VoidRecord, target=str(view.moment.position + 1), reason="试")
    made = app.suppose(view, add=[deduct, undo])
    assert following(view, made.view, (2025,)) == ()
    assert len(following(view, app.suppose(view, add=[deduct]).view, (2025,))) > 1
