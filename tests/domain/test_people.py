"""遮蔽: whose name is covered, in which texts; nothing recorded is changed."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.posts import SealPerson
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.posts import PersonSealed, PostAssumed
from ptaudit.domain.people import COVERED, People
from ptaudit.projections.covering import Covering
from tests.domain.specification import Spec, say, unit

DAY = dt.date
HELD = Spec().given(
    unit("qinghe", "清河镇", short="清河"),
    unit("hekou", "河口镇"),
    PostAssumed(person="p001", name="清某", unit="qinghe", role="政主要"),
    PostAssumed(person="p002", name="清某", unit="hekou", role="政主要"),
)
SEAL = PersonSealed(person="p001", seal_no=1, decision="遮蔽")


def seal(person: str = "p001", **more: Any) -> SealPerson:
    return say(SealPerson, **{"person": person, "reason": "本人申请", **more})


def test_covered_by_the_systems_own_desk_with_a_reason() -> None:
    HELD.when(seal()).refused("desk.not_admin")
    outcome = HELD.by("admin").when(seal())
    outcome.then(SEAL)
    [draft] = outcome.drafts
    assert (draft.tags, draft.claimed_basis, draft.reason) == (
        ("person:p001",),
        (OWN,),
        "本人申请",
    )


def test_covered_once_and_shown_again() -> None:
    admin = HELD.by("admin")
    admin.when(seal("p009")).not_found("person.unknown", person="p009", near="p001、p002")
    admin.when(seal(decision="解除")).refused("person.not_sealed", person="p001")
    spec = admin.did(seal())
    spec.when(seal(on=DAY(2024, 1, 20))).already(spec.last.position)
    shown = spec.did(seal(decision="解除"))
    assert [p.code for p in spec.registry.people.sealed] == ["p001"]
    assert shown.registry.people.sealed == ()
    assert shown.when(seal()).drafts
    assert spec.voided(spec.last.position).registry.people.sealed == ()


@pytest.mark.parametrize(
    ("text", "units", "found"),
    [
        ("约谈清某", {"qinghe"}, f"约谈{COVERED}"),
        ("约谈清某、清某某", {"qinghe"}, f"约谈{COVERED}、{COVERED}某"),
        ("约谈清某", {"hekou"}, "约谈清某"),
        ("约谈清某", {"hekou", "qinghe"}, f"约谈{COVERED}"),
        ("约谈清某", None, f"约谈{COVERED}"),
        ("约谈", None, "约谈"),
    ],
)
def test_in_texts_about_the_units_of_the_person(
    text: str, units: set[str] | None, found: str
) -> None:
    people = HELD.given(SEAL).registry.people
    assert people.cover(text, units) == found


def test_never_inside_of_a_longer_name() -> None:
    people = HELD.given(SEAL).registry.people
    assert people.cover("清某镇清某", None, ["清某镇", "河口镇"]) == f"清某镇{COVERED}"


def test_a_seal_of_an_earlier_day_than_any_post_covers_it() -> None:
    people = People().with_seal(SEAL)
    people = people.with_post(PostAssumed(person="p001", name="甲某", unit="qinghe", role="分管"))
    assert people.named("p001") == COVERED
    assert people.named("p777") == "p777"


def test_all_names_a_person_was_recorded_under() -> None:
    spec = HELD.given(PostAssumed(person="p001", name="清某甲", unit="hekou", role="分管"), SEAL)
    people = spec.registry.people
    assert people.persons["p001"].units == ("qinghe", "hekou")
    assert people.cover("清某甲", {"hekou"}) == COVERED
    assert people.cover("清某甲", {"qinghe"}) == f"{COVERED}甲"


def test_rows_are_covered_by_the_units_they_name() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Row:
        unit: str
        text: str
        persons: tuple[str, ...]
        operator: str = "清某"

    registry = HELD.given(SEAL).registry
    covering = Covering(registry.people, registry)
    assert covering.row(Row("清河镇", "清某", ("清某",))) == Row("清河镇", COVERED, (COVERED,))
    assert covering.row(Row("河口镇", "清某", ())) == Row("河口镇", "清某", ())
    assert covering.row(Row("—", "清某", ())) == Row("—", COVERED, ())
    assert covering.lines(["清河 清某", "河口镇 清某"]) == [f"清河 {COVERED}", "河口镇 清某"]
    entry = {"tags": ["unit:hekou"], "payload": {"name": "清某"}, "operator": "清某"}
    assert covering.entry(entry) == entry
    entry["tags"] = ["unit:qinghe"]
    assert covering.entry(entry) == {**entry, "payload": {"name": COVERED}}
    book = {"answer": "清某", "deciding": ({"operator": "清某", "about": "河口镇清某"},)}
    assert covering.content(book) == {**book, "answer": COVERED}
    idle = Covering(HELD.registry.people, HELD.registry)
    assert idle.entry(entry) is entry
    assert idle.text("清某") == "清某"
