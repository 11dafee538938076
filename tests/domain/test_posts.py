"""任职 (第五条): dated terms that never vanish, two heads of a township, and what cannot be true together."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.posts import AssumePost, LeavePost
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import OWN, article
from ptaudit.domain.events.posts import PostAssumed, PostLeft
from ptaudit.domain.posts.fold import KINDS, Posts
from ptaudit.projections.posts import holders, on_day, posts, years
from tests.domain.specification import Spec, say, unit

DAY = dt.date
TOWN = unit("qinghe", "清河镇").model_copy(update={"party_organ": "中共清河镇委员会"})
BEGUN = DAY(2021, 5, 1)
ENDED = DAY(2023, 5, 31)
COUNTY = Spec().given(TOWN, unit("slj", "县水利局", "部门"))


def assume(name: str = "甲某", role: str = "政主要", on: DAY = BEGUN, **more: Any) -> AssumePost:
    return say(AssumePost, **{"unit": "清河镇", "role": role, "name": name, "on": on, **more})


def leave(person: str = "p001", role: str = "政主要", on: DAY = ENDED, **more: Any) -> LeavePost:
    return say(LeavePost, **{"unit": "清河镇", "role": role, "person": person, "on": on, **more})


def held(spec: Spec, on: DAY | None = None) -> Posts:
    records = [r for r in spec.records if r.kind in (*KINDS, *clocks.CORRECTIONS)]
    return posts(clocks.known(records, on))


def seats(spec: Spec, day: DAY, code: str = "qinghe") -> list[tuple[str, str, str | None]]:
    found = on_day(held(spec), spec.registry.units[code], day)
    return [(one.role, one.status, one.term.person if one.term else None) for one in found]


IN_OFFICE = COUNTY.did(assume())


def test_a_post_taken() -> None:
    outcome = COUNTY.when(assume(duties="生态环境"))
    event = PostAssumed(person="p001", name="甲某", unit="qinghe", role="政主要", field="生态环境")
    outcome.then(event).on(DAY(2021, 5, 1))
    [draft] = outcome.drafts
    assert (draft.organs, draft.tags) == (("MDB",), ("person:p001", "unit:qinghe"))
    assert draft.claimed_basis == (article("5"),)


def test_a_post_left() -> None:
    spec = IN_OFFICE
    spec.when(leave()).then(PostLeft(person="p001", unit="qinghe", role="政主要"))
    spec.when(leave("甲某", to="县水利局")).then(
        PostLeft(person="p001", unit="qinghe", role="政主要", to="县水利局")
    )
    done = spec.did(leave())
    done.when(leave()).already(done.last.position)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (DAY(2021, 4, 30), ("未登记", None)),
        (DAY(2021, 5, 1), ("在任", "p001")),
        (DAY(2023, 5, 30), ("在任", "p001")),
        (DAY(2023, 5, 31), ("在任", "p001")),
        (DAY(2023, 6, 1), ("缺位", None)),
    ],
)
def test_both_days_are_within_a_term(day: DAY, found: tuple[str, str | None]) -> None:
    spec = IN_OFFICE.did(leave())
    assert seats(spec, day) == [("党主要", "未登记", None), ("政主要", *found)]


def test_a_township_has_two_heads_a_department_with_one_organ_one() -> None:
    spec = IN_OFFICE.did(assume("乙某", "党主要"))
    assert seats(spec, DAY(2022, 1, 1)) == [("党主要", "在任", "p002"), ("政主要", "在任", "p001")]
    spec.when(assume("丙某", "党主要", unit="县水利局")).malformed(
        "post.no_such_organ", unit="县水利局", role="党主要"
    )
    assert seats(spec, DAY(2022, 1, 1), "slj") == [("政主要", "未登记", None)]


def test_the_same_again_is_recorded_once() -> None:
    spec = IN_OFFICE
    spec.when(assume(person="p001")).already(spec.last.position)
    later = assume(person="p001", on=DAY(2021, 6, 1))
    spec.when(later).refused("post.held_already", person="甲某", on=DAY(2021, 5, 1))
    spec.when(assume(person="p001", duties="全面工作")).refused("post.held_already")
    irregular = later.model_copy(update={"irregular": "另有文件"})
    spec.when(irregular).refused("post.held_already")


def test_of_two_heads_at_once_only_the_one_who_was_there_first_counts() -> None:
    second = assume("乙某", on=DAY(2022, 3, 1))
    spec = IN_OFFICE
    spec.when(second).refused(
        "post.seat_taken", unit="清河镇", role="政主要", holder="甲某", on=DAY(2021, 5, 1)
    )
    spec = spec.did(second.model_copy(update={"irregular": "两份任职文件"}))
    assert [m.code for m in spec.last.irregular or ()] == ["post.seat_taken"]
    day = DAY(2022, 6, 1)
    assert seats(spec, day)[1:] == [("政主要", "在任", "p001"), ("政主要", "不计", "p002")]
    # Once the first has left, the second counts: nobody's term goes away.
    gone = spec.did(leave(on=DAY(2022, 12, 31)))
    assert seats(gone, DAY(2023, 1, 1))[1:] == [("政主要", "在任", "p002")]
    assert held(gone).contradictions
    # A leaving typed late, before the second came, settles it.
    settled = spec.did(leave(on=DAY(2022, 2, 28)))
    assert held(settled).contradictions == ()
    assert seats(settled, day)[1:] == [("政主要", "在任", "p002")]


def test_on_the_day_of_change_both_hold_the_post_and_nothing_is_wrong() -> None:
    day = DAY(2023, 5, 31)
    spec = IN_OFFICE.did(leave(on=day)).did(assume("乙某", on=day))
    assert held(spec).contradictions == ()
    assert seats(spec, day)[1:] == [("政主要", "在任", "p001"), ("政主要", "在任", "p002")]
    other = IN_OFFICE.did(assume("乙某", on=DAY(2023, 6, 1), irregular="x")).did(leave(on=day))
    assert held(other).contradictions == ()


def test_acting_stands_beside_the_head_and_ends_when_the_same_person_is_appointed() -> None:
    spec = IN_OFFICE.did(assume("乙某", acting=True, on=DAY(2022, 1, 1)))
    assert seats(spec, DAY(2022, 2, 1))[1:] == [
        ("政主要", "在任", "p001"),
        ("政主要", "主持", "p002"),
    ]
    spec.when(assume("丙某", acting=True, on=DAY(2022, 2, 1))).refused("post.seat_taken")
    spec = spec.did(leave(on=DAY(2022, 3, 31)))
    # Appointed on the very day: there was nothing to act for.
    same = assume("乙某", person="p002", on=DAY(2022, 1, 1), until=DAY(2022, 2, 1))
    assert "post.held_already" in str(spec.when(same).failure)
    spec = spec.did(assume("乙某", person="p002", on=DAY(2022, 5, 1)))
    acting, full = held(spec).of_person("p002")
    assert (acting.since, acting.until, acting.left) == (
        DAY(2022, 1, 1),
        DAY(2022, 4, 30),
        spec.last.position,
    )
    assert (full.since, full.until, full.acting) == (DAY(2022, 5, 1), None, False)


def test_others_of_the_leadership_are_as_many_as_there_are() -> None:
    spec = COUNTY.did(assume("甲某", "分管", duties="环保")).did(
        assume("乙某", "分管", duties="农业")
    )
    spec = spec.did(assume("丙某", "班子成员"))
    day = DAY(2022, 1, 1)
    assert seats(spec, day)[2:] == [
        ("分管", "在任", "p001"),
        ("分管", "在任", "p002"),
        ("班子成员", "在任", "p003"),
    ]


def test_one_person_in_two_posts_is_only_shown() -> None:
    """No article forbids it: 一肩挑, 兼任."""
    spec = IN_OFFICE.did(assume("甲某", "党主要", person="p001"))
    spec = spec.did(assume("甲某", person="p001", unit="县水利局"))
    found = list(on_day(held(spec), spec.registry.units["qinghe"], DAY(2022, 1, 1)))
    assert [[(t.unit, t.role) for t in one.also] for one in found] == [
        [("qinghe", "政主要"), ("slj", "政主要")],
        [("qinghe", "党主要"), ("slj", "政主要")],
    ]
    assert held(spec).contradictions == ()


def test_leaving_a_post_not_held_ends_nothing() -> None:
    never = leave(role="分管")
    IN_OFFICE.when(never).refused("post.not_held", person="甲某", unit="清河镇", role="分管")
    spec = IN_OFFICE.did(never.model_copy(update={"irregular": "只有免职文件"}))
    assert [term.until for term in held(spec).terms] == [None]
    # The missing paper typed in later, it is in order.
    late = spec.did(assume(role="分管", person="p001", on=DAY(2021, 7, 1)))
    assert held(late).contradictions == ()
    assert [t.until for t in held(late).terms] == [None, DAY(2023, 5, 31)]


@pytest.mark.parametrize("on", [DAY(2021, 4, 30), DAY(2021, 5, 1)])
def test_leaving_before_the_post_was_taken_ends_nothing(on: DAY) -> None:
    early = leave(on=on)
    IN_OFFICE.when(early).refused("post.left_before", person="甲某", since=DAY(2021, 5, 1), on=on)
    spec = IN_OFFICE.did(early.model_copy(update={"irregular": "文件如此"}))
    codes = [m.code for m in spec.last.irregular or ()]
    assert codes == ["post.left_before", "post.not_held"]
    assert held(spec).terms[0].until is None
    assert IN_OFFICE.when(leave(on=DAY(2021, 5, 2))).drafts


def test_a_post_left_long_ago_is_recorded_whole() -> None:
    spec = COUNTY.did(assume(until=DAY(2022, 12, 31)))
    spec.when(assume(person="p001", until=DAY(2022, 12, 31))).already(spec.last.position - 1)
    spec.when(assume(person="p001", until=DAY(2022, 11, 30))).refused("post.held_already")
    [term] = held(spec).terms
    assert (term.since, term.until) == (DAY(2021, 5, 1), DAY(2022, 12, 31))
    for until in (DAY(2021, 4, 30), DAY(2021, 5, 1)):
        COUNTY.when(assume(until=until)).malformed("post.until_before", until=until)
    # He came back: that is another term.
    back = spec.did(assume(person="p001", on=DAY(2023, 2, 1)))
    assert [t.since for t in held(back).terms] == [DAY(2021, 5, 1), DAY(2023, 2, 1)]
    # An earlier term of somebody still in office, typed without its end, cannot stand.
    IN_OFFICE.when(assume(person="p001", on=DAY(2019, 1, 1))).refused("post.held_already")
    assert IN_OFFICE.when(assume(person="p001", on=DAY(2019, 1, 1), until=DAY(2020, 1, 1))).drafts


def test_who_is_meant_is_said() -> None:
    IN_OFFICE.when(assume("甲某", "党主要")).malformed("person.which", name="甲某", known="p001")
    IN_OFFICE.when(assume("乙某", "党主要", person="p001")).malformed(
        "person.other_name", known="甲某"
    )
    namesake = IN_OFFICE.did(assume("甲某", unit="县水利局", person="p-other"))
    assert set(namesake.registry.people.persons) == {"p001", "p-other"}
    # In a unit's own post a name is enough where only one bore it there.
    assert "person:p001" in namesake.when(leave("甲某")).drafts[0].tags
    third = namesake.did(assume("甲某", "党主要", person="p-third"))
    third.when(leave("甲某", "分管")).malformed("person.which", known="p001、p-third")
    IN_OFFICE.when(leave("甲莫")).not_found("person.unknown", near="甲某")


def test_the_act_of_an_organ_without_authority_never_counts() -> None:
    said = assume(organ="JXW", basis="×绩委〔2021〕1号")
    COUNTY.when(said).refused("organ.not_competent")
    spec = COUNTY.did(said.model_copy(update={"irregular": "照实登记"}))
    assert seats(spec, DAY(2022, 1, 1))[1:] == [
        ("政主要", "不计", "p001"),
        ("政主要", "未登记", None),
    ]
    assert holders(held(spec), "qinghe", 2022) == ()
    # It keeps nobody out.
    assert spec.when(assume("乙某", on=DAY(2022, 1, 1))).drafts
    # Nor does such a leaving end anything.
    gone = IN_OFFICE.did(leave(organ="JXW", basis="×绩委〔2023〕1号", irregular="照实登记"))
    assert held(gone).terms[0].until is None
    for organ in ("CPC", "CGV"):
        assert COUNTY.when(assume(organ=organ, basis="×委任〔2021〕1号")).drafts


def test_what_the_article_does_not_say_is_the_softwares_own() -> None:
    """第五条 speaks of heads, not of overlaps."""
    for command in (assume("乙某"), leave(role="分管"), leave(on=BEGUN)):
        failure = IN_OFFICE.when(command).failure
        assert isinstance(failure, Refused)
        assert failure.claim == OWN


def test_a_wrong_entry_is_corrected_and_a_void_one_gone() -> None:
    position = IN_OFFICE.last.position
    right = PostAssumed(person="p001", name="甲某某", unit="qinghe", role="政主要")
    spec = IN_OFFICE.corrected(position, right, on=DAY(2021, 5, 10))
    [term] = held(spec).terms
    assert (term.name, term.since) == ("甲某某", DAY(2021, 5, 10))
    assert spec.registry.people.named("p001") == "甲某某"
    assert seats(spec, DAY(2021, 5, 9))[1:] == [("政主要", "未登记", None)]
    void = IN_OFFICE.voided(position)
    assert held(void).terms == ()
    assert void.registry.people.persons == {}


def test_what_is_known_of_a_day_does_not_hold_the_leaving_of_a_later_one() -> None:
    spec = IN_OFFICE.did(leave())
    [term] = held(spec, DAY(2022, 1, 1)).terms
    assert (term.until, term.left) == (None, None)


def test_the_years_of_a_term() -> None:
    spec = IN_OFFICE.did(leave())
    [term] = held(spec).terms
    assert [year for year, _ in years([term], 2026)] == [2021, 2022, 2023]
    assert [year for year, _ in years([term], 2022)] == [2021, 2022]
    assert term.within(2020) is None
    assert term.within(2021) == (DAY(2021, 5, 1), None)
    assert term.within(2023) == (DAY(2023, 1, 1), DAY(2023, 5, 31))
    assert term.within(2024) is None
    assert holders(held(spec), "qinghe", 2023) == (term,)
    assert holders(held(spec), "qinghe", 2024) == ()
