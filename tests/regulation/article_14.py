"""What the tests of 第十四条 type and ask again and again, and the county in its autumn."""

from typing import Any

import pytest

from tests.regulation.county import County

LETTER = "--basis 示环函〔2025〕17号"
FOUND = f"@epb finding raise 清河镇 沿河养殖粪污直排 --on 2025-11-03 {LETTER}"
CASE = "F-2025-001"


@pytest.fixture
def autumn(county: County) -> County:
    return county.on("2025-11-20")


def row(county: County, case: str = CASE, more: str = "") -> dict[str, Any]:
    [found] = [r for r in county.rows(f"finding list {more}".strip()) if r["finding"] == case]
    return found


def status(county: County, case: str = CASE) -> str:
    found: str = row(county, case)["status"]
    return found


def ordered(county: County, more: str = "--deadline 2025-12-20 --served 2025-11-05") -> County:
    county.ok(f"{FOUND} {more}")
    return county


def verified(county: County) -> County:
    """Reported done on the 10th, verified on the 12th of December."""
    ordered(county).on("2025-12-12")
    county.ok(f"@epb finding submit {CASE} --on 2025-12-10 --receipt 收文2025-0412")
    county.ok(f"@epb finding verify {CASE} 通过 --on 2025-12-12")
    return county
