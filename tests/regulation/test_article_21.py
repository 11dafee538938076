"""第二十一条: in force from the day it is issued.

So one day settles which rules govern a year: the rules in force when the year was opened; a later issue
takes the place of an earlier one from its own day on, and leaves the years before it alone.
"""

from tests.regulation.county import County

ADOPT = "regulation adopt 示例县实施细则(修订) --in-force {} --basis 示委办〔2025〕7号"


def states(county: County, more: str = "") -> list[tuple[str, str]]:
    return [(row["doc_no"], row["state"]) for row in county.rows(f"regulation show {more}")]


def test_the_day_of_issue_is_the_day_it_is_in_force(county: County) -> None:
    county.on("2025-04-01").ok(ADOPT.format("2025-04-01"))
    row = county.rows("regulation list")[-1]
    assert (row["issued_on"], row["in_force"]) == ("2025-04-01", "2025-04-01")


def test_it_is_in_force_no_sooner_than_issued(county: County) -> None:
    line = ADOPT.format("2025-03-31") + " --issued-on 2025-04-01"
    printed = county.on("2025-04-01").refused(line, "regulation.before_issue")
    assert "依据: 第二十一条" in printed
    number = county.irregular(line, "文件如此", "regulation.before_issue")
    assert county.rows("regulation list")[-1]["in_force"] == "2025-03-31"
    assert number == county.head
    county.ok(ADOPT.format("2025-06-01").replace("7号", "8号") + " --issued-on 2025-04-01")


def test_a_later_issue_takes_the_place_of_the_earlier_from_its_day_on(county: County) -> None:
    [first] = [row["position"] for row in county.rows("regulation show")]
    county.on("2025-04-01").ok(f"{ADOPT.format('2025-04-01')} --replaces {first}")
    assert states(county) == [("示委办〔2022〕12号", "已被替代"), ("示委办〔2025〕7号", "施行中")]
    assert states(county, "--as-effective 2025-03-31") == [("示委办〔2022〕12号", "施行中")]
    assert county.rows("regulation show")[-1]["replaces"] == first


def test_it_replaces_only_what_was_adopted(county: County) -> None:
    county.on("2025-04-01").refused(
        f"{ADOPT.format('2025-04-01')} --replaces 1", "entry.not_of_kind"
    )


def test_a_year_goes_by_the_rules_in_force_when_it_was_opened(county: County) -> None:
    """2025 was opened in January: the rules of April leave it alone, and govern 2026."""
    county.on("2025-04-01").ok(ADOPT.format("2025-04-01"))
    old, new = (row["position"] for row in county.rows("regulation show"))
    [moved] = county.on("2025-05-06").recorded("year open 2025 --due 上半年自查=2025-07-20")
    [opened] = county.on("2026-01-06").recorded("year open 2026 --due 上半年自查=2026-07-15")
    assert named(county, moved) == named(county, old, own=True)
    assert named(county, opened) == named(county, new, own=True)


def named(county: County, number: int, own: bool = False) -> str:
    """The regulation an entry names, or, *own*, the entry's own id."""
    import json

    shown = json.loads(county.read(f"show {number}"))
    return str(shown["id"] if own else shown["payload"]["regulation"])


def test_the_same_issue_is_recorded_once_and_no_number_twice(county: County) -> None:
    county.on("2025-04-01")
    [number] = county.recorded(ADOPT.format("2025-04-01"))
    assert f"此前已登记 第{number}号" in county.ok(ADOPT.format("2025-04-01"))
    county.refused(ADOPT.format("2025-04-02"), "regulation.differs")


def test_an_issue_recorded_by_mistake_is_voided(county: County) -> None:
    [number] = county.on("2025-04-01").recorded(ADOPT.format("2025-04-01"))
    county.on("2025-04-02").ok(f"record void {number} --reason 重复登记")
    assert states(county) == [("示委办〔2022〕12号", "施行中")]
    assert len(states(county, "--as-recorded 2025-04-01")) == 2
