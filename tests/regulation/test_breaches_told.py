"""How a breach is told: of its own unit, by the county's document, with organs in their order, and counted once."""

from tests.regulation.county import County

BY = "--meeting 县委常委会第3次 --basis 示委纪要〔2026〕3号 --yes"


def audit(county: County) -> str:
    return county.read("audit show --year 2025 --item 4")


def ruled(county: County, *keys: str) -> None:
    said = " ".join(keys)
    county.ok(f"policy adopt {said} --from-year 2025 --organ 县委,县政府 --basis 示委〔2025〕1号")


def vetoed(county: County) -> County:
    """高新园区 and 县水利局 answer for a major incident; a veto on the park is decided."""
    county.on("2025-12-25")
    both = "高新园区 --{0} 县水利局"
    county.ok(
        f"@epb incident report 泄漏 --occurred-on 2025-09-14 --units {both.format('units')}"
        " --on 2025-09-14"
    )
    county.ok(
        "@epb incident grade V-1 重大 --standard 预案2014 --authority 省厅 --level 省 --on 2025-11-20"
    )
    county.ok(
        f"@epb incident attribute V-1 --responsible {both.format('responsible')}"
        " --authority 省调查组 --level 省 --on 2025-12-10"
    )
    county.ok("veto decide V-1 高新园区 认定 --basis 示委〔2025〕21号 --yes")
    return county


def test_a_veto_names_the_unit_it_is_about_and_no_other_of_its_case(county: County) -> None:
    said = "veto decide V-1 县水利局 认定 --basis 示委〔2025〕21号 --yes"
    number = vetoed(county).irregular(said, "一并决定", "veto.department")
    told = audit(county)
    assert "一票否决认定 · 县水利局 · V-1: 登记时标明 县水利局是县级部门" in told
    assert "高新园区是县级部门" not in told
    rows = {row["unit"]: row["decisions"] for row in county.rows("veto list")}
    assert rows == {"高新园区": ["2025 认定"], "县水利局": ["2025 认定(不作数)"]}
    [line] = [r for r in county.rows("timeline V-1") if r["position"] == number]
    assert "高新园区" not in line["subject"]


def test_points_without_a_title_are_not_called_mended(county: County) -> None:
    ruled(county, "bonus.points=2")
    county.to_circular()
    county.irregular("bonus enter 清河镇 --year 2025", "误发", "bonus.not_advanced")
    assert "目标绩效加分 · 清河镇: 登记时标明 不是先进单位而加分;行为机关" in audit(county)
    assert "现已顺序相合" not in audit(county)


def test_one_organ_alone_is_refused_by_the_document_and_counted(county: County) -> None:
    ruled(county, "approval.mode=joint")
    county.to_report().on("2026-01-26")
    said = f"result approve 2025 --by 县委 {BY}"
    assert "approval.mode(示委〔2025〕1号)" in county.refused(said, "approval.not_joint")
    number = county.irregular(said, "县政府未会签", "approval.not_joint")
    assert f"不作数的行为 1 件。(第{number}号)" in county.read("year overview 2025")
    county.to_approval()
    organs = [
        r["organs"] for r in county.rows("procedure show --year 2025") if r["step"] == "审定"
    ]
    assert organs == [["县委"], ["县委", "县政府"]]


def test_a_visit_without_any_plan_speaks_of_no_version(county: County) -> None:
    county.to_selfchecks().on("2026-01-08")
    county.refused("onsite hold 2025 三溪乡", "没有县绩效委同意的方案可依")


def test_a_visit_outside_the_plan_is_not_told_of_its_days(county: County) -> None:
    county.to_selfchecks().on("2026-01-07")
    county.ok("@epb onsite propose 2025 石桥乡 --starts 2026-01-07 --ends 2026-01-07")
    county.ok("onsite decide 2025 同意 --basis 示绩委〔2026〕1号")
    county.on("2026-01-08").irregular("onsite hold 2025 三溪乡", "顺路", "onsite.unit_outside")
    rows = {row["unit"]: row["remarks"] for row in county.rows("onsite show --year 2025")}
    assert rows["三溪乡"] == []


def test_who_reviews_in_the_bureaus_stead_is_not_the_bureau(county: County) -> None:
    ruled(county, "self_review=refuse")
    county.to_selfchecks().on("2026-01-12")
    said = "review done 2025 --units 县生态环境局"
    county.refused(f"@epb {said}", "review.self", "procedure deviate")
    county.refused(f"{said} --organ MDB", "organ.not_competent")
    county.ok("@epb review join 2025 县水利局 --units 会审.csv --basis 示水函〔2026〕1号")
    county.ok(
        "procedure deviate 2025 审核 --units 县生态环境局 --approved-by 县绩效委 --reason 由县目督办审核"
    )
    reasons = {row["step"]: row["reasons"] for row in county.rows("year show 2025")}
    assert (reasons["审核"], reasons["会审"]) == (["由县目督办审核"], [])


def test_nothing_is_left_to_do_by_a_day_once_it_is_reported_done(county: County) -> None:
    county.on("2025-12-22")
    county.ok("@epb finding raise 清河镇 粪污直排 --deadline 2025-12-20 --on 2025-11-03")
    assert county.rows("finding board")[0]["days_left"] == -2
    county.ok("@epb finding submit F-2025-001 --on 2025-12-18")
    [row] = county.rows("finding board")
    assert (row["status"], row["light"], row["days_left"]) == ("已报完成", "绿", None)


def test_a_suggestion_names_the_ruling_by_its_title(county: County) -> None:
    county.on("2026-01-13").ok("@epb indicator certify T1 --values 清河镇=92 --year 2025")
    told = county.read("completion suggest --year 2025 --unit 清河镇")
    assert "T1 核定 92,达到 ≥90" in told
    assert "完成与否怎么建议" in told


def test_what_is_accepted_later_bears_the_day_it_was_scored_on(county: County) -> None:
    formula = "每次: 次数=次数:自查缺报, 分=1"
    county.write(
        "细则.csv",
        "指标代码,指标名称,一级指标,计分方式,分值,评分标准,算法\n"
        f'A1,自查报送,8.1,扣分,100,未报每次扣1分,"{formula}"\n',
    )
    table = "--items 细则.csv --full-marks 100"
    county.ok(f"@epb draft submit 考评细则 2025 --applies-to A {table}")
    county.ok(f"rules issue 2025 A {table} --basis 示绩委〔2025〕5号")
    county.on("2025-09-01").ok("@epb selfcheck miss 清河镇 上半年 --on 2025-08-15")
    ask = "score suggest --year 2025 --unit 清河镇"
    [row] = county.rows(ask)
    at = county.answer(ask)["as_recorded"]["position"]
    [number] = county.recorded(f"@epb {ask} --as-recorded {at} --accept 1 --on 2025-08-20")
    [line] = [r for r in county.rows("score 清河镇 --year 2025") if r["position"] == number]
    assert (line["on"], line["counted"], row["amount"]) == ("2025-08-20", "-1.00", "-1.00")


def test_a_year_carried_in_has_the_rank_its_paper_gives(county: County) -> None:
    county.ok(
        "history carry 三溪乡 2024 未完成 --score 70 --rank 8 --basis 示委办〔2025〕4号 --on 2025-02-06"
    )
    [row] = [row for row in county.rows("unit lineage 三溪乡") if row["year"] == 2024]
    assert (row["score"], row["rank"]) == ("70.00", 8)
