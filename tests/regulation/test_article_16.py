"""第十六条 — two sequences, ranked by points, circulated by the two offices once the result is approved.

乡镇(街道) and 园区 are one sequence, the county's departments another; each is ranked by points for itself.
The circular goes out in the names of 县委办公室 and 县政府办公室, after 县委 and 县政府 have both approved.
The article says nothing of equal points, of units left out of the ranking, or of what may be published:
those are the county's rulings (口径 tie.rank, exempt.in_n).
"""

from tests.regulation.county import County

PUBLISH = "result publish 2025 --computed --basis ×委办〔2026〕6号 --yes"
APPROVE = "result approve 2025 --meeting 常委会第1次 --basis ×委纪要〔2026〕1号 --yes"


def ranks(county: County, *, by: str = "") -> list[tuple[object, object, object]]:
    rows = county.rows(f"standing --year 2025 {by}")
    return [(r["sequence"], r["rank"], r["unit"]) for r in rows if r["rank"] is not None]


def circulars(county: County) -> list[dict[str, object]]:
    return [r for r in county.rows("result list --year 2025") if r["kind"] == "result.published"]


# 分两个序列,按照得分排位


def test_each_sequence_is_ranked_for_itself(county: County) -> None:
    county.to_circular()
    assert ranks(county) == [
        ("A", 1, "城关街道"),
        ("A", 2, "河口镇"),
        ("A", 3, "临江镇"),
        ("A", 4, "云台乡"),
        ("A", 5, "高新园区"),
        ("A", 6, "清河镇"),
        ("A", 7, "新店乡"),
        ("A", 8, "石桥乡"),
        ("A", 9, "三溪乡"),
        ("B", 1, "县水利局"),
        ("B", 2, "县生态环境局"),
        ("B", 3, "县农业农村局"),
        ("B", 4, "县商务局"),
    ]


def test_equal_points_share_a_rank_and_the_next_is_left_out(county: County) -> None:
    """河口镇 and 临江镇 at the same points: 1, 2, 2, 4; by 口径 tie.rank=dense 1, 2, 2, 3."""
    county.to_review()
    scores = ("城关街道=98", "河口镇=97", "临江镇=97", "云台乡=93", "高新园区=92", "清河镇=91")
    said = " ".join(f"--scores {s}" for s in (*scores, "新店乡=88", "石桥乡=85", "三溪乡=76"))
    county.ok(f"@epb opinion issue 2025 A {said}")
    assert [rank for sequence, rank, _ in ranks(county) if sequence == "A"][:4] == [1, 2, 2, 4]
    county.ok("policy adopt tie.rank=dense --from-year 2025 --basis 示绩委〔2026〕1号")
    assert [rank for sequence, rank, _ in ranks(county) if sequence == "A"][:4] == [1, 2, 2, 3]


def test_who_is_not_ranked_has_no_rank(county: County) -> None:
    county.ok("unit sequence 高新园区 不参与排位 --from-year 2025 --basis 示绩委〔2025〕9号")
    county.to_review()
    scores = ("城关街道=98", "河口镇=97", "临江镇=95", "云台乡=93", "清河镇=91", "新店乡=88")
    said = " ".join(f"--scores {s}" for s in (*scores, "石桥乡=85", "三溪乡=76"))
    county.ok(f"@epb opinion issue 2025 A {said}")
    assert "高新园区" not in [unit for _, _, unit in ranks(county)]
    [row] = [r for r in county.rows("standing --year 2025") if r["unit"] == "高新园区"]
    assert (row["rank"], row["lists"]) == (None, ["不参与排位"])


# 经县委、县政府审定后


def test_before_the_approval_nothing_is_circulated(county: County) -> None:
    county.to_report()
    county.irregular(PUBLISH, "先行通报", "publish.not_approved")
    assert county.rows("advanced list --year 2025") == []
    assert county.rows("interview list --year 2025") == []


def test_one_organ_alone_has_not_approved(county: County) -> None:
    county.to_report()
    county.ok(f"{APPROVE} --by 县委")
    county.refused(PUBLISH, "publish.not_approved")
    county.ok(f"{APPROVE} --by 县政府")
    county.ok(PUBLISH)
    assert len(county.rows("advanced list --year 2025")) == 4


def test_what_was_circulated_too_early_counts_once_the_approval_is_typed_in(
    county: County,
) -> None:
    """Breaches of order are judged again: the approval existed and was typed in late."""
    county.to_report()
    county.on("2026-02-02")
    county.irregular(PUBLISH, "审定件未收到", "publish.not_approved")
    county.ok(f"{APPROVE} --by 县委,县政府 --on 2026-01-30")
    assert len(county.rows("advanced list --year 2025")) == 4


# 以县委办公室、县政府办公室名义通报


def test_in_the_names_of_both_offices(county: County) -> None:
    county.to_approval()
    assert "县委办公室、县政府办公室" in county.ok(f"{PUBLISH} --dry-run")
    county.irregular(f"{PUBLISH} --organ 县目督办", "代发", "organ.not_competent")
    assert county.rows("advanced list --year 2025") == []
    county.ok(PUBLISH)
    assert len(county.rows("advanced list --year 2025")) == 4


def test_with_a_document_number(county: County) -> None:
    county.to_approval()
    county.refused(PUBLISH.replace(" --basis ×委办〔2026〕6号", ""), "basis.required")


def test_the_offices_circulate_what_was_approved(county: County) -> None:
    """Another rank than the approved is a breach; another list needs a reason and 县委、县政府 behind it."""
    county.to_approval()
    county.refused(f"{PUBLISH} --interview 三溪乡", "publish.list_differs")
    rows = "\n".join(
        f"{r['unit']},{10 - int(r['rank']) if r['sequence'] == 'A' else r['rank']},{r['sequence']}"
        for r in county.rows("standing --year 2025")
    )
    county.write("排位.csv", f"单位,名次,序列\n{rows}\n")
    said = "result publish 2025 --ranks 排位.csv --basis ×委办〔2026〕6号 --yes"
    county.irregular(said, "排反了", "publish.ranks_differ")
    assert county.rows("advanced list --year 2025") == []


# 账本以前的年度


def test_a_carried_year_stands_as_its_document_printed_it(county: County) -> None:
    """Neither ranked again nor called approved; its lists are those the document names."""
    said = "--basis ×委办〔2025〕2号 --on 2025-02-01"
    for unit, more in (
        ("清河镇", "--score 78.5 --rank 9"),
        ("河口镇", "--score 90 --rank 3 --advanced 是"),
        ("石桥乡", "--rank 10 --interviewed 是"),
    ):
        county.ok(f"history carry {unit} 2024 完成 {more} {said}")
    rows = [r for r in county.rows("standing --year 2024") if r["ranked_by"] is not None]
    assert [(r["unit"], r["rank"], r["score"], r["ranked_by"], r["lists"]) for r in rows] == [
        ("河口镇", 3, "90.00", "结转", ["先进"]),
        ("清河镇", 9, "78.50", "结转", []),
        ("石桥乡", 10, None, "结转", ["约谈"]),
    ]
    assert "审定" not in county.read("standing --year 2024")
    again = {r["unit"]: r["rank"] for r in county.rows("standing --year 2024 --recomputed")}
    assert (again["河口镇"], again["清河镇"], again["石桥乡"]) == (1, 2, None)


def test_what_is_approved_stands_before_what_was_carried(county: County) -> None:
    county.to_approval()
    line = "history carry 清河镇 2025 完成 --score 60 --rank 1 --basis ×委办〔2026〕2号"
    county.irregular(f"{line} --on 2026-01-25", "另存一份", "history.")
    assert {r["ranked_by"] for r in county.rows("standing --year 2025")} <= {"审定", None}


# 更正、当时所知


def test_a_circular_voided_takes_its_titles_with_it_and_is_still_known_then(
    county: County,
) -> None:
    county.to_circular()
    [circular] = circulars(county)
    county.ok(f"void {circular['position']} --reason 误录")
    assert county.rows("advanced list --year 2025") == []
    then = county.rows(f"advanced list --year 2025 --as-recorded {circular['position']}")
    assert [r["unit"] for r in then] == ["城关街道", "河口镇", "临江镇", "县水利局"]
