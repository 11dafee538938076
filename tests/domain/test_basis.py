"""第一、四、二十一条: the regulation, rulings, calendars and years, as entered."""

import datetime as dt

import pytest

from ptaudit.domain.commands.basis import AdoptPolicy, AdoptRegulation, OpenYear, PublishCalendar
from ptaudit.domain.events.basis import (
    CalendarPublished,
    LegalBasis,
    PolicyAdopted,
    RegulationAdopted,
    Retroactive,
    YearOpened,
    YearSpan,
)
from ptaudit.domain.policy import KEYS, Key
from tests.domain.specification import TODAY, Spec, say

DAY = dt.date
PAPER = "×绩委〔2024〕1号"
TITLE = "××县环境保护党政同责工作目标绩效管理实施细则"


def test_the_regulation_counts_from_the_day_it_is_in_force() -> None:
    command = say(
        AdoptRegulation,
        title=TITLE,
        doc_no="×办发〔2016〕28号",
        in_force="2016-08-01",
        issued_on="2016-07-20",
        bases=[{"title": "中华人民共和国环境保护法", "since": "2015-01-01"}],
    )
    expected = RegulationAdopted(
        regulation_title=TITLE,
        doc_no="×办发〔2016〕28号",
        issued_on=DAY(2016, 7, 20),
        in_force=DAY(2016, 8, 1),
        bases=(LegalBasis(title="中华人民共和国环境保护法", from_=DAY(2015, 1, 1)),),
    )
    Spec().when(command).then(expected).on(DAY(2016, 8, 1))
    spec = Spec().did(command)
    assert spec.last.organs == ("CGV", "CPC")
    spec.when(command).already(spec.last.position)
    other = command.model_copy(update={"in_force": DAY(2016, 9, 1)})
    spec.when(other).refused("regulation.differs", position=spec.last.position)


def test_the_number_of_the_regulation_is_that_of_its_paper() -> None:
    command = say(AdoptRegulation, title=TITLE, in_force="2016-08-01")
    Spec().when(command).malformed("document.number_missing")
    numbered = say(AdoptRegulation, title=TITLE, in_force="2016-08-01", basis=PAPER)
    spec = Spec().did(numbered)
    assert isinstance(spec.last.payload, RegulationAdopted)
    assert spec.last.payload.doc_no == PAPER


@pytest.mark.parametrize(("issued", "fails"), [(TODAY, False), (DAY(2024, 1, 26), True)])
def test_it_may_be_in_force_tomorrow_but_not_issued_tomorrow(issued: DAY, fails: bool) -> None:
    command = say(
        AdoptRegulation, title=TITLE, doc_no=PAPER, in_force="2024-06-01", issued_on=issued
    )
    outcome = Spec().when(command)
    if fails:
        outcome.malformed("date.future")
    else:
        outcome.on(DAY(2024, 6, 1))


def test_what_it_replaces_is_a_regulation() -> None:
    first = say(AdoptRegulation, title=TITLE, doc_no="甲", in_force="2016-08-01")
    spec = Spec().did(first)
    second = say(
        AdoptRegulation, title=TITLE, doc_no="乙", in_force="2020-01-01", replaces=spec.last.id
    )
    revised = spec.did(second)
    assert f"ref:{spec.last.id}" in revised.last.tags
    strange = second.model_copy(update={"replaces": Spec().last.id})
    spec.when(strange).not_found("entry.not_of_kind")


def policy(**changes: object) -> AdoptPolicy:
    said = {"keys": {"third.min": "1"}, "from_year": 2024, "basis": PAPER, **changes}
    return say(AdoptPolicy, **said)


def test_rulings_are_numbered_in_order() -> None:
    spec = Spec()
    spec.when(policy()).then(
        PolicyAdopted(policy_version=1, keys=(("third.min", "1"),), years=YearSpan(from_=2024))
    )
    first = spec.did(policy())
    first.when(policy()).already(first.last.position)
    first.when(policy(policy_version=1)).already(first.last.position)
    second = first.did(policy(keys={"tie.rank": "dense", "third.min": "0"}, to_year=2025))
    assert second.last.payload == PolicyAdopted(
        policy_version=2,
        keys=(("third.min", "0"), ("tie.rank", "dense")),
        years=YearSpan(from_=2024, to=2025),
    )
    second.when(policy(policy_version=2)).malformed("version.not_next", expected=3)
    second.did(policy(policy_version=3))


def test_a_ruling_names_a_key_and_one_of_its_options() -> None:
    spec = Spec()
    wrong = policy(keys={"third.mini": "1"})
    spec.when(wrong).not_found(
        "policy.unknown_key", key="third.mini", near="third.min、third.rounding、tie.rank"
    )
    spec.when(policy(keys={"third.min": "2"})).malformed("policy.bad_value", choices="0 / 1")
    twice = policy(keys=("third.min=1", "third.min=0"))
    spec.when(twice).malformed("policy.key_twice", key="third.min")
    spec.when(policy(to_year=2023)).malformed("years.backwards")
    spec.when(policy(basis=())).malformed("basis.required")


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_every_key_accepts_its_default_and_nothing_empty(key: Key) -> None:
    assert key.accepts(key.default)
    assert not key.accepts("")
    assert not key.accepts("其他")
    assert key.choices


@pytest.mark.parametrize(
    ("organ", "outcome"),
    [
        ("县委,县政府", None),
        ("县政府", "policy.retroactive_organ"),
        ((), "policy.retroactive_organ"),
        ("MDB", "policy.retroactive_organ"),
    ],
)
def test_only_the_county_itself_reaches_back(organ: object, outcome: str | None) -> None:
    back = policy(
        from_year=2020, retroactive=(2022, 2021), decision="×委纪要〔2024〕1号", organ=organ
    )
    tried = Spec().when(back)
    if outcome is None:
        [draft] = tried.drafts
        assert isinstance(draft.payload, PolicyAdopted)
        assert draft.payload.retroactive == Retroactive(
            years=(2021, 2022), decision="×委纪要〔2024〕1号"
        )
    else:
        tried.refused(outcome)


def test_reaching_back_needs_a_decision_and_years_of_the_ruling() -> None:
    spec = Spec()
    spec.when(policy(retroactive=2024)).malformed("policy.retroactive_half")
    spec.when(policy(decision="×")).malformed("policy.retroactive_half")
    outside = policy(retroactive=2023, decision="×")
    spec.when(outside).malformed("policy.retroactive_outside", year=2023)


def test_another_organs_ruling_is_recorded_as_a_breach() -> None:
    by_bureau = policy(organ="EPB", irregular="已下发,照实登记")
    Spec(operator="epb").when(by_bureau).irregular("organ.not_competent")
    bureau = policy(organ="EPB")
    Spec(operator="epb").when(bureau).refused(
        "organ.not_competent", organ="县环境保护行政主管部门"
    )
    Spec(operator="epb").when(policy()).refused("desk.no_grant")


def calendar(**changes: object) -> PublishCalendar:
    said = {
        "year": 2027,
        "holidays": ("2027-01-01", "2027-02-06", "2027-02-05"),
        "workdays": ("2027-02-20",),
        "doc_no": "国办发明电〔2026〕9号",
        **changes,
    }
    return say(PublishCalendar, **said)


def test_a_second_notice_is_a_second_version() -> None:
    spec = Spec().did(calendar())
    assert spec.last.payload == CalendarPublished(
        year=2027,
        holidays=(DAY(2027, 1, 1), DAY(2027, 2, 5), DAY(2027, 2, 6)),
        workdays=(DAY(2027, 2, 20),),
        doc_no="国办发明电〔2026〕9号",
        calendar_version=1,
    )
    assert spec.last.organs == ("MDB",)
    spec.when(calendar()).already(spec.last.position)
    second = spec.did(calendar(holidays=("2027-01-04",), doc_no="国办发明电〔2027〕1号"))
    working = second.registry.calendar.is_working
    assert (working(DAY(2027, 1, 1)), working(DAY(2027, 1, 4))) == (True, False)
    second.when(calendar(calendar_version=4)).malformed("version.not_next", expected=3)
    other = calendar(calendar_version=2)
    second.when(other).refused("calendar.version_taken", version=2, day=DAY(2027, 1, 1))


@pytest.mark.parametrize(
    ("changes", "code", "day"),
    [
        ({"holidays": ("2026-12-31",)}, "calendar.outside_year", DAY(2026, 12, 31)),
        ({"holidays": ("2028-01-01",)}, "calendar.outside_year", DAY(2028, 1, 1)),
        ({"workdays": ("2028-01-01",)}, "calendar.outside_year", DAY(2028, 1, 1)),
        ({"workdays": ("2027-02-06",)}, "calendar.both", DAY(2027, 2, 6)),
        ({"workdays": ("2027-02-19",)}, "calendar.no_weekend", DAY(2027, 2, 19)),
        ({"workdays": ("2027-02-22",)}, "calendar.no_weekend", DAY(2027, 2, 22)),
    ],
)
def test_a_calendar_that_cannot_be(changes: dict[str, object], code: str, day: DAY) -> None:
    Spec().when(calendar(**changes)).malformed(code, day=day)


def test_the_days_at_the_edge_of_what_can_be() -> None:
    edge = {"holidays": ("2027-01-01", "2027-12-31"), "workdays": ("2027-02-20", "2027-02-21")}
    Spec().did(calendar(**edge))
    Spec().when(calendar(doc_no=None)).malformed("document.number_missing")


def year(**changes: object) -> OpenYear:
    return say(OpenYear, **{"year": 2024, "due": {"上半年自查": "2024-07-15"}, **changes})


def test_a_year_opens_without_due_dates_of_its_own() -> None:
    expected = YearOpened(year=2024, year_version=1, due=())
    Spec().when(say(OpenYear, year=2024)).then(expected).on(TODAY)


def test_a_moved_due_date_is_a_new_version_that_keeps_the_rest() -> None:
    first = Spec().did(year(due=("上半年自查=2024-07-15", "年终自查=2024-12-20"), plan_doc="计划"))
    second = first.did(year(due=("上半年自查=2024-07-20",)))
    assert second.last.payload == YearOpened(
        year=2024,
        year_version=2,
        due=(("上半年自查", DAY(2024, 7, 20)), ("年终自查", DAY(2024, 12, 20))),
        plan_doc="计划",
        revises=first.last.id,
    )
    assert f"ref:{first.last.id}" in second.last.tags
    second.when(year(due=("上半年自查=2024-07-20",))).already(second.last.position)
    second.when(year(due=("上半年自查=2024-07-21",), year_version=2)).malformed("version.not_next")
    assert second.registry.years[2024] == second.last.payload


@pytest.mark.parametrize(
    ("day", "fits"),
    [("2023-12-31", False), ("2024-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_a_due_date_lies_in_the_year_or_the_next(day: str, fits: bool) -> None:
    outcome = Spec().when(year(due={"通报": day}))
    if fits:
        assert len(outcome.drafts) == 1
    else:
        outcome.malformed("year.due_outside", item="通报")


def test_due_dates_are_for_known_steps_once_each() -> None:
    Spec().when(year(due={"自查": "2024-07-15"})).not_found("year.unknown_item", item="自查")
    twice = year(due=("通报=2025-01-15", "通报=2025-01-16"))
    Spec().when(twice).malformed("year.due_twice", item="通报")


def test_a_year_rests_on_the_regulation_in_force() -> None:
    adopt = say(AdoptRegulation, title=TITLE, doc_no="甲", in_force="2016-08-01")
    later = say(AdoptRegulation, title=TITLE, doc_no="乙", in_force="2024-01-26")
    spec = Spec().did(adopt).did(later)
    old = next(r for r in spec.records if r.kind == "regulation.adopted")
    [draft] = spec.when(year()).drafts
    assert isinstance(draft.payload, YearOpened)
    assert draft.payload.regulation == old.id
    [draft] = spec.at(DAY(2024, 1, 26)).when(year()).drafts
    assert isinstance(draft.payload, YearOpened)
    assert draft.payload.regulation == spec.last.id
    moved = year(due={"上半年自查": "2024-07-20"})
    [draft] = spec.did(year()).at(DAY(2024, 1, 26)).when(moved).drafts
    assert isinstance(draft.payload, YearOpened)
    assert draft.payload.regulation == old.id
    spec.when(year(regulation="0" * 32)).not_found("entry.not_of_kind")
