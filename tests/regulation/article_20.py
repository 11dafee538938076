"""What the tests of 第二十条 type: a year determined or carried over, a row of the list, a proposal."""

from typing import Any

from tests.regulation.county import County

DETERMINE = (
    "completion determine {year} --units {unit}={result} --organ 县委,县政府"
    " --basis ×委〔{next}〕3号 --on {next}-02-01"
)
PROPOSE = "accountability propose {unit} --to 县委 --basis ×目督〔2025〕5号 --yes"


def determine(county: County, unit: str, year: int, result: str = "未完成") -> int:
    line = DETERMINE.format(year=year, unit=unit, result=result, next=year + 1)
    return county.recorded(line)[-1]


def carry(county: County, unit: str, year: int, result: str = "未完成") -> int:
    line = (
        f"history carry {unit} {year} {result} --basis ×绩〔{year + 1}〕4号 --on {year + 1}-02-01"
    )
    return county.recorded(line)[-1]


def chain(county: County, unit: str, more: str = "") -> dict[str, Any]:
    found = [r for r in county.rows(f"accountability list --all {more}") if r["unit"] == unit]
    return found[0] if found else {}


def code_of(county: County, name: str) -> str:
    [found] = county.rows(f"unit show {name}")
    return str(found["unit"])


def adopt(county: County, *keys: str) -> None:
    said = " ".join(keys)
    county.ok(f"policy adopt {said} --from-year 2022 --organ 县委,县政府 --basis ×委〔2025〕2号")
