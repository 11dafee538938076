"""第十八条 — 后三位约谈: whom the county's leaders interview, what is recorded of it, and what follows.

The last three of each sequence are interviewed by leaders of the county: those chiefly responsible and
others responsible. The article says nothing of a notice, of who exactly has to come, or of what follows:
the notice is recorded where there is one, whom to expect and within which days to report are the county's
rulings (口径 interview.*), and persons are named by office.
"""

from tests.regulation.county import County

PERSONS = "--persons 党主要 --persons 政主要 --persons 分管"
HOLD = "interview hold 三溪乡 --by 县委副书记 --basis ×委办〔2026〕12号"


def row(county: County, unit: str = "三溪乡") -> dict[str, object]:
    [found] = county.rows(f"interview list --year 2025 --unit {unit}")
    return found


def adopt(county: County, *keys: str) -> None:
    said = " ".join(keys)
    county.ok(f"policy adopt {said} --from-year 2025 --organ 县委,县政府 --basis ×委〔2025〕8号")


# 考评结果后三位


def test_the_last_three_of_each_sequence_are_to_be_interviewed(county: County) -> None:
    county.to_approval()
    assert county.rows("interview list --year 2025") == []
    county.to_circular()
    found = [(r["unit"], r["status"]) for r in county.rows("interview list --year 2025")]
    units = ["新店乡", "石桥乡", "三溪乡", "县生态环境局", "县农业农村局", "县商务局"]
    assert found == [(unit, "应约谈") for unit in units]


# 由县委、县政府有关领导


def test_the_offices_call_the_unit(county: County) -> None:
    county.to_circular()
    said = "interview notify 三溪乡 --day 2026-03-02"
    county.refused(said, "basis.required")
    county.refused(f"{said} --basis ×委办〔2026〕11号 --on 2026-03-03", "日期")
    county.irregular(f"{said} --organ 县目督办", "两办委托", "organ.not_competent")
    assert row(county)["status"] == "应约谈"
    county.ok(f"{said} --basis ×委办〔2026〕11号")
    assert (row(county)["status"], row(county)["due"]) == ("已通知", "2026-03-02")
    county.on("2026-03-03 09:00")
    assert row(county)["status"] == "逾期未约谈"


def test_who_is_not_named_by_the_circular_is_not_called(county: County) -> None:
    county.to_circular()
    said = "interview notify 清河镇 --day 2026-03-02 --basis ×委办〔2026〕11号"
    entry = county.irregular(said, "名单有误", "interview.not_listed")
    found = row(county, "清河镇")
    assert (found["listed"], found["status"], found["uncounted"]) == (False, "应约谈", [entry])


def test_leaders_of_the_county_interview_nobody_else_does(county: County) -> None:
    county.to_circular()
    county.irregular(f"{HOLD} {PERSONS} --organ 县目督办", "代约谈", "organ.not_competent")
    assert row(county)["status"] == "应约谈"
    county.ok(f"{HOLD} {PERSONS} --minutes ×委办纪要〔2026〕3号")
    assert (row(county)["status"], row(county)["missing"]) == ("已约谈", [])


# 主要负责同志及有关负责同志


def test_without_any_head_of_the_unit_it_counts_for_nothing(county: County) -> None:
    county.to_circular()
    entry = county.irregular(f"{HOLD} --persons 分管", "主要负责人外出", "interview.no_principal")
    found = row(county)
    assert (found["status"], found["uncounted"]) == ("应约谈", [entry])


def test_who_did_not_come_is_marked_by_office(county: County) -> None:
    county.to_circular()
    county.ok(f"{HOLD} --persons 政主要")
    found = row(county)
    assert (found["status"], found["persons"]) == ("已约谈", ["政主要"])
    assert found["missing"] == ["党主要", "分管"]


# 延期、未约谈


def test_it_is_put_off_or_not_held_with_a_reason(county: County) -> None:
    county.to_circular()
    county.ok("interview hold 三溪乡 --outcome 延期 --to 2026-03-20")
    assert (row(county)["status"], row(county)["due"]) == ("延期", "2026-03-20")
    county.refused("interview hold 三溪乡 --outcome 未约谈", "interview.no_reason")
    county.on("2026-03-10 09:00")
    county.ok("interview hold 三溪乡 --outcome 未约谈 --reason 机构撤并")
    assert (row(county)["status"], row(county)["why"]) == ("未约谈", "机构撤并")


# 落实报告、核查(口径)


def test_nothing_is_due_afterwards_unless_the_county_says_so(county: County) -> None:
    county.to_circular()
    county.ok(f"{HOLD} {PERSONS}")
    county.on("2026-06-01 09:00")
    assert (row(county)["status"], row(county)["due"]) == ("已约谈", None)


def test_the_report_is_due_in_the_days_ruled_and_overdue_after(county: County) -> None:
    """Held on 2 February, 30 days: Wednesday 4 March is the last day, the 5th is late."""
    adopt(county, "interview.follow_up=30")
    county.to_circular()
    county.ok(f"{HOLD} {PERSONS}")
    county.on("2026-03-04 09:00")
    assert (row(county)["status"], row(county)["due"]) == ("已约谈", "2026-03-04")
    county.on("2026-03-05 09:00")
    assert row(county)["status"] == "逾期未报落实"


def test_report_and_check_in_their_order(county: County) -> None:
    adopt(county, "interview.follow_up=30")
    county.to_circular()
    report = "@epb interview follow 三溪乡 落实报告 --year 2025"
    check = "@epb interview follow 三溪乡 核查 --year 2025"
    county.refused(f"{check} --on 2026-02-02", "interview.no_result")
    county.irregular(report, "先交了材料", "interview.not_held")
    assert row(county)["status"] == "应约谈"
    county.on("2026-02-03 09:00").ok(f"{HOLD} {PERSONS}")
    county.on("2026-02-20 09:00")
    county.irregular(f"{check} --result 通过", "口头汇报", "interview.no_report")
    assert row(county)["status"] == "已约谈"
    county.on("2026-02-21 09:00")
    county.refused(f"{report} --result 通过", "interview.result_unasked")
    county.ok(report)
    assert row(county)["status"] == "已报落实"
    county.irregular(f"{check} --result 通过 --organ UNI:sanxi", "自查自验", "interview.own_check")
    assert row(county)["status"] == "已报落实"
    county.on("2026-02-25 09:00")
    county.ok(f"{check} --result 不通过")
    assert (row(county)["status"], row(county)["due"]) == ("核查不通过", "2026-03-27")
    county.on("2026-03-02 09:00")
    county.ok(report)
    county.on("2026-03-03 09:00")
    county.ok(f"{check} --result 通过")
    assert (row(county)["status"], row(county)["due"]) == ("核查通过", None)


# 更正、作废、当时所知


def test_corrected_voided_and_asked_about_then(county: County) -> None:
    county.to_circular()
    [entry] = county.recorded(f"{HOLD} --persons 政主要")
    county.ok(f"correct {entry} --set outcome=未约谈 --reason 误录")
    assert row(county)["status"] == "未约谈"
    [then] = county.rows(f"interview list --year 2025 --unit 三溪乡 --as-recorded {entry}")
    assert (then["status"], then["missing"]) == ("已约谈", ["党主要", "分管"])
    county.ok(f"void {entry} --reason 误录")
    assert row(county)["status"] == "应约谈"


# 待办


def test_what_is_overdue_of_interviews_stands_in_the_days_to_do(county: County) -> None:
    """By sort, with how many and the first day: as many as the list of what is due has."""
    adopt(county, "interview.follow_up=15")
    county.to_circular()
    county.ok("interview notify 三溪乡 --day 2026-03-05 --basis ×委办〔2026〕11号")
    county.on("2026-03-02")
    assert "  约谈 1 件,最早 2026-03-05" in county.read("status").splitlines()
    county.ok(f"{HOLD} {PERSONS} --on 2026-02-20".replace("三溪乡", "石桥乡", 1))
    county.on("2026-03-20")
    overdue = county.rows("due list --overdue")
    first: dict[str, list[str]] = {}
    for row in overdue:
        first.setdefault(str(row["what"]), []).append(str(row["day"]))
    assert {"约谈", "约谈落实"} <= set(first)
    lines = county.read("status").splitlines()
    start = lines.index(f"已逾期 {len(overdue)} 件,逐项见 ptaudit due list --overdue")
    shown = lines[start + 1 : start + 1 + len(first)]
    assert sorted(shown) == sorted(
        f"  {what} {len(days)} 件,最早 {min(days)}" for what, days in first.items()
    )
