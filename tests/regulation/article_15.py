"""What the tests of 第十五条 type and ask again and again, and the county before it is assessed."""

from typing import Any

import pytest

from tests.regulation.county import County

JOIN = "@epb review join 2025 县水利局 --units 会审.csv --basis 示水函〔2026〕1号"
PLAN = "@epb onsite propose 2025 清河镇 河口镇 --starts 1-9 --ends 1-12 --basis 示环〔2026〕1号"
AGREE = "onsite decide 2025 同意 --basis 示绩委〔2026〕1号"
REFUSE = "onsite decide 2025 不同意 --basis 示绩委〔2026〕1号"
HOLD = "onsite hold 2025 清河镇 河口镇 --record 示目督记〔2026〕1号"
ONSITE = "@epb score deduct 清河镇 A11 2 --stage 实地 --note 会议记录缺两次 --year 2025"
OPINION = "@epb opinion issue 2025 A --computed --basis 示环〔2026〕4号"
VERIFY = "opinion verify 2025 A --computed"


def steps(county: County) -> dict[str, dict[str, Any]]:
    return {row["step"]: row for row in county.rows("year show 2025")}


def acts(county: County, step: str) -> list[tuple[int, bool]]:
    """Number of each paper of *step*, and whether it counts."""
    found = county.rows("procedure show --year 2025")
    return [(row["position"], row["counts"]) for row in found if row["step"] == step]


def visits(county: County) -> dict[str, dict[str, Any]]:
    return {row["unit"]: row for row in county.rows("onsite show --year 2025")}


def plans(county: County) -> list[tuple[int, str]]:
    found = county.rows("onsite list --year 2025")
    return [(row["plan_version"], row["state"]) for row in found]


@pytest.fixture
def checked(county: County) -> County:
    """Every self-check is in; it is 8 January 2026, and nothing has been reviewed."""
    return county.to_selfchecks().on("2026-01-08")


@pytest.fixture
def agreed(checked: County) -> County:
    """The plan to see 清河镇 and 河口镇 on 9 to 12 January is proposed and agreed to on the 8th."""
    checked.ok(PLAN)
    checked.ok(AGREE)
    return checked


@pytest.fixture
def seen(agreed: County) -> County:
    """Both were seen on the 9th, and 清河镇 lost two points there."""
    agreed.on("2026-01-09")
    agreed.ok(HOLD)
    agreed.ok(ONSITE)
    return agreed
