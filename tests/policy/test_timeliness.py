"""口径 of time: late filings and recordings, days off, objections, second persons: each option another answer."""

import datetime as dt
from typing import Any

from ptaudit.domain.selfchecks.due import claims, periods
from tests.domain.objected import accept, file, ruled
from tests.domain.test_notices import before, send
from tests.domain.test_selfchecks_due import DAY, DUE, SPEC, YEAR_END, filed, policy, stands
from tests.domain.test_selfchecks_missed import row
from tests.domain.years import PUBLISHED, REPORT, VERIFIED
from tests.policy.options import each
from tests.regulation.county import County


def under(spec: Any, **keys: str) -> Any:
    return spec.given(policy(**keys), basis="×绩〔2023〕1号")


def test_late_filing() -> None:
    """A day late: whether what the unit claims for itself is still a claim."""

    def ask(value: str) -> int:
        spec = filed(under(SPEC, late_filing=value), DUE + DAY, self_total="95")
        return len(claims(row(spec), spec.registry))

    each("late_filing", ask, {"accept": 1, "refuse_score": 0})


def test_h2_selfcheck() -> None:
    """The second half is filed; whether another is owed at the year's end."""

    def ask(value: str) -> tuple[int, str]:
        spec = under(SPEC.at(dt.date(2024, 1, 25)), h2_selfcheck=value)
        spec = filed(spec, YEAR_END, YEAR_END, period="下半年")
        on = dt.date(2024, 1, 10)
        return len(periods(spec.registry, 2023)), stands(spec, on, "年终").status

    each("h2_selfcheck", ask, {"merged": (2, "已收讫"), "separate": (3, "逾期未报")})


def test_late_record_threshold() -> None:
    """Typed in ten days after it was received."""

    def ask(value: str) -> bool:
        typed = dt.date(2023, 8, 15)
        spec = filed(under(SPEC, late_record__threshold=value).at(typed), typed - 10 * DAY)
        return stands(spec, typed).recorded_late

    each("late_record.threshold", ask, {"9": True, "10": False})


def test_late_record_unproved() -> None:
    """In time by the day claimed, typed in 31 days later without a receipt."""

    def ask(value: str) -> int:
        spec = under(SPEC, late_record__unproved=value).at(DUE + 31 * DAY)
        return stands(filed(spec, DUE, receipt=None), DUE + 31 * DAY).late_days

    each("late_record.unproved", ask, {"flag": 0, "recorded_day": 31})


def test_deadline_rollover_fixed() -> None:
    """15 July 2023 is a Saturday; filed on the Monday."""

    def ask(value: str) -> tuple[str, int]:
        spec = filed(under(SPEC, deadline__rollover__fixed=value), DUE + 2 * DAY)
        found = stands(spec, DUE + 2 * DAY)
        return str(found.due), found.late_days

    each("deadline.rollover.fixed", ask, {"stays": ("2023-07-15", 2), "next": ("2023-07-17", 0)})


def test_objection_window() -> None:
    """Filed on the 32nd day after the circular."""
    on = dt.date(2024, 2, 19)

    def ask(value: str) -> str:
        spec = ruled(PUBLISHED, window=value).at(dt.date(2024, 3, 1)).did(file(on=on))
        failure = spec.when(accept(on=on)).failure
        return str(failure.params["last"]) if failure else "按期"

    # The 10th day is a Sunday; the 30th a holiday, and the next working day a Sunday worked.
    each("objection.window", ask, {"10": "2024-01-29", "30": "2024-02-18", "none": "按期"})


def test_objection_window_before() -> None:
    """Told on Wednesday 10 January; the report of the 12th, and by when the unit may answer."""

    def ask(value: str) -> tuple[str, bool]:
        spec = before(VERIFIED, value).did(send())
        window = spec.last.payload.model_dump()["window"]
        return str(window["to"]) if window else "", bool(spec.when(REPORT).failure)

    expected = {"5": ("2024-01-17", True), "1": ("2024-01-11", False), "none": ("", False)}
    each("objection.window.before", ask, expected)


def test_objection_suspends() -> None:
    """An objection is open when the report goes up."""

    def ask(value: str) -> str:
        spec = ruled(VERIFIED.at(dt.date(2024, 1, 25)), suspends=value)
        spec = spec.did(file(on=dt.date(2024, 1, 11)))
        failure = spec.when(REPORT).failure
        return failure.code if failure else ""

    each("objection.suspends", ask, {"no": "", "yes": "objection.open"})


def test_four_eyes(county: County) -> None:
    """Which entries wait for a second person."""
    county.to_circular()

    def ask(value: str) -> int:
        county.ok(
            f"policy adopt four_eyes={value} --from-year 2025 --retroactive 2025 "
            "--decision 示委〔2026〕9号 --organ 县委,县政府 --basis 示委〔2026〕9号"
        )
        return len(county.rows("record checked --year 2025"))

    scores = len([r for r in county.rows("timeline 2025") if r["kind"] == "score.entered"])
    each("four_eyes", ask, {"none": 0, "score.entered": scores, "result.published": 1})
    assert scores > 1


def test_correction_after_approval(county: County) -> None:
    """One option: whatever is ruled, a result approved is corrected by 县委 and 县政府 and nobody else."""
    county.to_circular()
    county.ok("objection file 扣分有误 --year 2025 --about 得分 --unit 清河镇")
    county.ok("objection accept O-2025-001 --due 2026-03-30")
    decide = "objection decide O-2025-001 变更 --members 县目督办主任"

    def ask(value: str) -> str:
        county.ok(
            f"policy adopt correction.after_approval={value} --from-year 2025 --basis 示绩委〔2026〕9号"
        )
        return county.refused(decide, "objection.beyond_authority")[:4]

    each("correction.after_approval", ask, {"CPC+CGV": "不予登记"})
