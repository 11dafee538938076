"""第九条第三项: facts are recorded as others found them; a veto rests on complete grounds and never on a department."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.vetoes import (
    AttributeIncident,
    DecideVeto,
    GradeIncident,
    ImposeRestriction,
    LiftRestriction,
    ReportIncident,
)
from ptaudit.domain.events.vetoes import (
    Authority,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
)
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec(operator="epb").given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("slj", "水利局", "部门")
)
SAID = DAY(2024, 1, 25)
GRADED = DAY(2024, 1, 10)
ATTRIBUTED = DAY(2024, 1, 12)


def report(**more: Any) -> ReportIncident:
    said = {"text": "罐车侧翻泄漏", "occurred_on": DAY(2023, 12, 20), "units": "清河镇"}
    return ReportIncident.model_validate({"on": DAY(2023, 12, 21), **said, **more})


def grade(grade: str, on: dt.date = GRADED, **more: Any) -> GradeIncident:
    said = {
        "case": "V-1",
        "grade": grade,
        "standard": "国家突发环境事件应急预案(2014)",
        "authority": "省生态环境厅",
        "level": "省",
    }
    return GradeIncident.model_validate({**said, "on": on, **more})


def attribute(on: dt.date = ATTRIBUTED, **more: Any) -> AttributeIncident:
    said = {"case": "V-1", "authority": "市政府调查组", "level": "市", "on": on}
    return AttributeIncident.model_validate({"responsible": "清河镇", **said, **more})


def impose(level: str = "市", **more: Any) -> ImposeRestriction:
    said = {"units": "清河镇", "scope": "涉磷项目", "authority": "上级生态环境局", "level": level}
    return ImposeRestriction.model_validate({"on": DAY(2023, 9, 1), **said, **more})


def veto(result: str = "认定", unit: str = "清河镇", **more: Any) -> DecideVeto:
    said = {"case": "V-1", "unit": unit, "result": result, "basis": "×委〔2024〕3号"}
    return DecideVeto.model_validate({"on": DAY(2024, 1, 20), **said, **more})


def recorded(*commands: Command) -> Spec:
    """The county's ledger with *commands*: facts by the bureau's desk, then at the other desk."""
    spec = COUNTY
    for command in commands:
        spec = spec.by("mdb" if isinstance(command, DecideVeto) else "epb").did(command)
    return spec.by("mdb")


GRAVE = (report(), grade("重大"), attribute())


def test_a_report_opens_the_next_case_over_all_cases() -> None:
    spec = COUNTY.did(impose())
    spec.when(report()).then(
        IncidentReported(
            case="V-2",
            report="初报",
            unit=("qinghe",),
            occurred_on=DAY(2023, 12, 20),
            text="罐车侧翻泄漏",
        )
    )


def test_the_acts_of_a_case_carry_it_its_year_and_its_units() -> None:
    reported = COUNTY.did(report())
    [draft] = reported.when(grade("重大")).drafts
    assert draft.tags == ("case:V-1", f"ref:{reported.last.id}", "unit:qinghe", "year:2023")


def test_the_same_first_report_is_not_recorded_twice() -> None:
    spec = COUNTY.did(report())
    spec.when(report(on=DAY(2023, 12, 22))).already(spec.last.position)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (report(report="续报"), "incident.which_case"),
        (report(occurred_on=DAY(2023, 12, 22)), "incident.occurred_later"),
        (report(case="V1"), "case.number"),
        (report(case="V-0"), "case.number"),
        (impose(case="F-2023-001"), "case.number"),
    ],
)
def test_an_unreadable_fact_is_malformed(command: Command, code: str) -> None:
    COUNTY.when(command).malformed(code)


def test_an_incident_may_be_reported_on_its_day() -> None:
    assert COUNTY.when(report(occurred_on=DAY(2023, 12, 21))).drafts


def test_a_case_has_one_first_report_and_further_ones() -> None:
    spec = COUNTY.did(report())
    spec.when(report(case="V-1", text="另一起")).refused("incident.number_taken", case="V-1")
    assert spec.when(report(case="V-1", text="已控制", report="续报")).drafts
    assert spec.when(report(case="V-1", report="终报")).drafts


@pytest.mark.parametrize(
    "command", [grade("重大"), attribute(), veto(), report(case="V-1", report="终报")]
)
def test_nothing_is_said_of_a_case_never_opened(command: Command) -> None:
    desk = "mdb" if isinstance(command, DecideVeto) else "epb"
    COUNTY.by(desk).when(command).not_found("case.unknown", case="V-1")


def test_a_grade_is_not_earlier_than_the_incident() -> None:
    spec = COUNTY.did(report())
    spec.when(grade("重大", DAY(2023, 12, 19))).malformed("incident.occurred_later")
    assert spec.when(grade("重大", DAY(2023, 12, 20))).drafts


def test_each_unit_is_responsible_or_not() -> None:
    spec = COUNTY.did(report())
    nobody = attribute(responsible="")
    spec.when(nobody).malformed("incident.no_units")
    spec.when(attribute(not_responsible="清河镇")).malformed("incident.unit_twice")
    only_rank = attribute(responsible="", not_responsible="清河镇", persons_rank="主要领导")
    spec.when(only_rank).malformed("incident.rank_without_unit")


def test_a_restriction_starts_on_its_papers_day_unless_said() -> None:
    authority = Authority(name="上级生态环境局", level="市")
    event = RestrictionImposed(
        case="V-1", units=("qinghe",), authority=authority, scope="涉磷项目", from_=DAY(2023, 9, 1)
    )
    COUNTY.when(impose()).then(event)
    later = event.model_copy(update={"from_": DAY(2024, 1, 1)})
    COUNTY.when(impose(from_day=DAY(2024, 1, 1))).then(later)


def test_the_same_restriction_is_not_recorded_twice() -> None:
    spec = COUNTY.did(impose())
    again = impose(on=DAY(2023, 9, 2), from_day=DAY(2023, 9, 1))
    spec.when(again).already(spec.last.position)


def test_lifting_is_of_units_restricted_by_then() -> None:
    spec = COUNTY.did(impose())

    def lift(**more: Any) -> LiftRestriction:
        said = {"case": "V-1", "authority": "上级生态环境局", "level": "市"}
        return LiftRestriction.model_validate({"on": DAY(2024, 1, 2), **said, **more})

    authority = Authority(name="上级生态环境局", level="市")
    spec.when(lift()).then(RestrictionLifted(case="V-1", units=("qinghe",), authority=authority))
    spec.when(lift(units="河口镇")).not_found("restriction.not_its_unit", units="清河镇")
    spec.when(lift(on=DAY(2023, 8, 31))).refused("restriction.not_imposed")
    assert spec.when(lift(on=DAY(2023, 9, 1))).drafts
    COUNTY.did(report()).when(lift()).not_found("restriction.none")


def test_a_veto_on_complete_grounds_is_of_the_year_of_the_fact() -> None:
    recorded(*GRAVE).when(veto()).then(
        VetoDecided(case="V-1", unit="qinghe", year=2023, ground="重大突发环境事件", result="认定")
    )


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ((report(),), "等级未认定、责任未认定"),
        ((report(), attribute()), "等级未认定"),
        ((report(), grade("重大")), "责任未认定"),
        ((report(), grade("较大"), attribute()), "等级未达重大"),
        ((report(), grade("重大", provisional=True), attribute()), "等级为初步认定"),
        (
            (report(), grade("重大"), attribute(responsible="", not_responsible="清河镇")),
            "不负有责任",
        ),
        ((impose("县"),), "限批机关层级不够"),
        ((report(), grade("重大", DAY(2024, 1, 21)), attribute()), "等级未认定"),
    ],
)
def test_a_veto_without_its_grounds_is_a_breach(facts: tuple[Command, ...], missing: str) -> None:
    spec = recorded(*facts)
    spec.when(veto()).refused("veto.grounds_incomplete", unit="清河镇", missing=missing)
    spec.when(veto(irregular="县里已下文")).irregular("veto.grounds_incomplete")
    assert spec.when(veto("不予认定")).drafts


@pytest.mark.parametrize("level", ["市", "省", "国家"])
def test_above_city_level_includes_the_city(level: str) -> None:
    assert recorded(impose(level)).when(veto()).drafts


def test_a_department_is_never_vetoed() -> None:
    facts = (report(), grade("重大"), attribute(responsible="清河镇,水利局"))
    spec = recorded(*facts)
    spec.when(veto(unit="水利局")).refused("veto.department", unit="水利局")
    spec.when(veto(unit="水利局", irregular="县里已下文")).irregular("veto.department")


def test_a_veto_is_decided_by_the_county_alone() -> None:
    spec = recorded(*GRAVE)
    spec.when(veto(organ="目督办")).refused("organ.not_competent")
    spec.when(veto(basis=())).malformed("basis.required")


def test_a_veto_is_taken_back_once_and_names_what_it_takes_back() -> None:
    spec = recorded(*GRAVE, veto())
    decided = spec.last.id
    back = veto("撤销", on=DAY(2024, 1, 24))
    spec.when(back).then(
        VetoDecided(
            case="V-1",
            unit="qinghe",
            year=2023,
            ground="重大突发环境事件",
            result="撤销",
            revises=decided,
        )
    )
    spec.when(veto("撤销", on=DAY(2024, 1, 19))).refused("veto.nothing_to_revoke")
    gone = spec.did(back)
    gone.when(veto("撤销", on=SAID)).already(gone.last.position)
    recorded(*GRAVE).when(back).refused("veto.nothing_to_revoke")


def test_a_standing_veto_is_revoked_not_declined() -> None:
    spec = recorded(*GRAVE, veto())
    spec.when(veto("不予认定", on=DAY(2024, 1, 24))).refused("veto.revoke_first")
    spec.when(veto(on=DAY(2024, 1, 24))).already(spec.last.position)


def test_a_veto_that_counts_for_nothing_can_be_decided_properly() -> None:
    facts = (report(), grade("重大", DAY(2024, 1, 22)), attribute())
    spec = recorded(*facts, veto(irregular="县里已下文"))
    assert spec.when(veto(on=DAY(2024, 1, 22))).drafts


def test_the_ground_follows_from_the_case() -> None:
    both = (impose(), report(case="V-1"))
    [draft] = recorded(*both).when(veto()).drafts
    assert isinstance(draft.payload, VetoDecided)
    assert draft.payload.ground == "区域限批"
    incident = (impose("县"), report(case="V-1"), grade("特别重大"), attribute())
    [draft] = recorded(*incident).when(veto()).drafts
    assert isinstance(draft.payload, VetoDecided)
    assert draft.payload.ground == "重大突发环境事件"


def test_a_restriction_recorded_by_whom_it_is_not_for_is_not_the_one_repeated() -> None:
    foreign = impose(organ="县环保部门", irregular="自行限批")
    spec = COUNTY.did(foreign)
    spec.when(foreign).already(spec.last.position)
    [draft] = spec.when(impose()).irregular().drafts
    assert isinstance(draft.payload, RestrictionImposed)
