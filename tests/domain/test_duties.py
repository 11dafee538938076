"""第九、十条: the register as data, a duty recorded by whom it is asked of, and what is due when."""

import datetime as dt

import pytest
from pydantic import ValidationError

from ptaudit.application import seed
from ptaudit.domain.commands.duties import RecordDuty
from ptaudit.domain.duties import fold
from ptaudit.domain.duties.fold import quarter_of
from ptaudit.domain.duties.standing import cells, ends
from ptaudit.domain.duty_register import QUARTERS, Register
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.duties import DutyRecorded
from tests.domain.specification import Outcome, Spec, say, unit

REGISTER = seed.duties()
SPEC = Spec(today=dt.date(2025, 12, 31), operator="epb").given(
    unit("qinghe", "清河镇"), unit("chengnan", "城南街道", "街道"), unit("slj", "水利局", "部门")
)


def record(where: str, duty: str, on: tuple[int, int, int], **said: object) -> RecordDuty:
    return say(RecordDuty, unit=where, duty=duty, on=dt.date(*on), **said)


def when(where: str, duty: str, on: tuple[int, int, int], **said: object) -> Outcome:
    return SPEC.when(record(where, duty, on, **said))


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("01-01", 1), ("03-31", 1), ("04-01", 2), ("06-30", 2), ("07-01", 3), ("09-30", 3),
     ("10-01", 4), ("12-31", 4)],
)  # fmt: skip
def test_a_meeting_counts_in_the_quarter_of_its_day(day: str, quarter: int) -> None:
    on = dt.date.fromisoformat(f"2025-{day}")
    assert quarter_of(on) == quarter
    when("清河镇", "9.1-c", (on.year, on.month, on.day)).then(
        DutyRecorded(unit="qinghe", year=2025, duty="9.1-c", quarter=quarter)
    )


@pytest.mark.parametrize("period", QUARTERS)
def test_a_period_ends_on_the_last_day_of_its_quarter(period: str) -> None:
    assert QUARTERS[quarter_of(ends(period, 2024)) - 1] == period
    assert (ends(period, 2024) + dt.timedelta(1)).day == 1
    assert ends("全年", 2024) == dt.date(2024, 12, 31)


def test_what_cannot_be_is_said_so() -> None:
    when("清河镇", "9.1-z", (2025, 3, 1)).not_found("duty.unknown", duty="9.1-z")
    when("清河镇", "10.2-a", (2025, 3, 1)).malformed("duty.not_of_unit", kind="镇")
    when("水利局", "9.1-c", (2025, 3, 1)).malformed("duty.not_of_unit", kind="部门")
    when("清河镇", "9.1-c", (2025, 3, 31), quarter=2).malformed("duty.quarter_contradicts")
    when("清河镇", "9.1-f", (2025, 3, 1), quarter=1).malformed("duty.quarter_idle")
    when("清河镇", "9.1-c", (2025, 3, 1), year=2024).malformed("duty.other_year")
    when("清河镇", "9.1-f", (2025, 3, 1), year=2023).malformed("duty.other_year")
    when("清河镇", "9.1-f", (2025, 3, 1), year=2026).malformed("duty.other_year")
    when("清河镇", "9.1-c", (2025, 3, 1), figures=("人数=1", "人数=2")).malformed(
        "duty.figure_twice"
    )
    assert when("清河镇", "9.1-f", (2025, 1, 20), year=2024).drafts


def test_a_wording_out_of_date_is_not_in_force() -> None:
    first, second = REGISTER.by_code["10.2-b"]
    assert (first.until, second.since) == (dt.date(2020, 12, 31), dt.date(2021, 1, 1))
    assert "十三五" in first.title
    assert "十三五" not in second.title
    assert REGISTER.of("10.2-b", dt.date(2020, 12, 31)) == first
    assert REGISTER.of("10.2-b", dt.date(2021, 1, 1)) == second
    when("水利局", "10.2-b", (2014, 1, 1)).not_found("duty.not_in_force")


def test_streets_owe_no_report_to_a_congress_unless_the_county_says_so() -> None:
    asked = record("城南街道", "9.1-f", (2025, 3, 1))
    SPEC.when(asked).refused("duty.not_owed", kind="街道")
    noted = asked.model_copy(update={"irregular": "比照办理"})
    SPEC.when(noted).irregular("duty.not_owed")
    ruling = PolicyAdopted(
        policy_version=1, keys=(("duty.congress", "with_street"),), years=YearSpan(from_=2025)
    )
    assert SPEC.given(ruling, basis="×委〔2025〕1号").when(asked).drafts


def test_the_act_stands_on_the_article_that_asks_for_it() -> None:
    [meeting] = when("清河镇", "9.1-c", (2025, 3, 1)).drafts
    assert [claim.ref for claim in meeting.claimed_basis] == ["9.1"]
    [ours] = when("水利局", "10.2-a", (2025, 3, 1)).drafts
    assert [claim.ref for claim in ours.claimed_basis] == ["10.2"]


def test_the_same_said_twice_is_recorded_once() -> None:
    asked = record("清河镇", "9.1-c", (2025, 3, 20), receipt="收文1")
    spec = SPEC.did(asked)
    spec.when(asked).already(spec.last.position)
    assert spec.when(record("清河镇", "9.1-c", (2025, 3, 20), receipt="收文2")).drafts


def shown(spec: Spec, where: str, on: dt.date) -> dict[tuple[str, str], str]:
    row = fold.initial(f"{where}/2025")
    for one in spec.records:
        row = fold.evolve(row, one)
    found = cells(row, spec.registry.units[where], REGISTER, spec.registry, on)
    return {(cell.duty.code, cell.period): cell.status for cell in found}


def test_what_is_missing_shows_from_the_day_after_the_period() -> None:
    spec = SPEC.did(record("清河镇", "9.1-c", (2025, 2, 1)))
    on = shown(spec, "qinghe", dt.date(2025, 6, 30))
    assert [on["9.1-c", q] for q in QUARTERS] == ["已登记", "未到期", "未到期", "未到期"]
    after = shown(spec, "qinghe", dt.date(2025, 7, 1))
    assert [after["9.1-c", q] for q in QUARTERS] == ["已登记", "未见登记", "未到期", "未到期"]
    assert after["9.1-f", "全年"] == "未到期"
    assert shown(spec, "qinghe", dt.date(2026, 1, 1))["9.1-f", "全年"] == "未见登记"


def test_an_irregular_record_does_not_do_the_duty() -> None:
    asked = record("清河镇", "9.1-c", (2025, 2, 1)).model_copy(
        update={"organ": ("EPB",), "irregular": "由环保部门代开"}
    )
    spec = SPEC.did(asked)
    assert spec.last.irregular is not None
    assert shown(spec, "qinghe", dt.date(2025, 4, 1))["9.1-c", "一季度"] == "未见登记"


def test_a_corrected_day_moves_the_meeting_and_contradicts_its_quarter() -> None:
    spec = SPEC.did(record("清河镇", "9.1-c", (2025, 3, 31)))
    row = fold.evolve(
        fold.initial("qinghe/2025"),
        spec.last.model_copy(update={"effective": dt.date(2025, 4, 1)}),
    )
    assert [done.quarter for done in row.done] == [2]
    assert [c.code for c in row.contradictions] == ["duty.quarter_contradicts"]


def test_a_unit_of_a_later_day_owes_nothing_before() -> None:
    spec = Spec(today=dt.date(2025, 12, 31), operator="epb").given(
        unit("xin", "新镇").model_copy(update={"since": dt.date(2025, 4, 1)})
    )
    on = shown(spec, "xin", dt.date(2026, 1, 1))
    assert ("9.1-c", "一季度") not in on
    assert on["9.1-c", "二季度"] == "未见登记"


DUTY = {
    "code": "1", "title": "事项", "article": "9.1", "cadence": "每年", "applies_to": ("镇",),
    "since": dt.date(2020, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [DUTY, DUTY],
        [{**DUTY, "until": dt.date(2021, 1, 1)}, {**DUTY, "since": dt.date(2021, 1, 1)}],
        [{**DUTY, "until": dt.date(2019, 1, 1)}],
        [{**DUTY, "cadence": "每旬"}],
        [{**DUTY, "applies_to": ("村",)}],
        [{**DUTY, "extended": ({"key": "nothing", "values": ("a",), "kinds": ("街道",)},)}],
        [{**DUTY, "extended": ({"key": "duty.congress", "values": ("a",), "kinds": ("街道",)},)}],
    ],
)
def test_a_register_that_contradicts_itself_is_not_read(rows: list[object]) -> None:
    with pytest.raises(ValidationError):
        Register.model_validate({"duties": rows})


def test_every_duty_of_the_two_articles_is_there() -> None:
    codes = list(REGISTER.by_code)
    assert [c for c in codes if c.startswith("9.1")] == [f"9.1-{x}" for x in "abcdefghijklm"]
    assert [c for c in codes if c.startswith("9.2")] == [f"9.2-{x}" for x in "abcdefg"]
    assert [c for c in codes if c.startswith("9.3")] == [f"9.3-{x}" for x in "abcde"]
    assert sorted(c for c in codes if c.startswith("10")) == [
        *(f"10.1-{x}" for x in "abcde"), *(f"10.2-{x}" for x in "abcd"),
        *(f"10.3-{x}" for x in "abc"),
    ]  # fmt: skip
    for duty in REGISTER.duties:
        assert (duty.applies_to == ("部门",)) == duty.article.startswith("10")
        assert duty.article == duty.code.partition("-")[0]
