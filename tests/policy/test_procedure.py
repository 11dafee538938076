"""Rulings on the procedure of 第十五条: joint review, review of oneself, how the result is approved."""

import pytest

from tests.regulation.article_15 import OPINION, acts, steps
from tests.regulation.county import County

RULED = "policy adopt {} --from-year 2025 --basis 示绩委〔2025〕9号"


def ruled(county: County, *keys: str) -> County:
    """The county ruled so in spring, before anything was assessed."""
    county.on("2025-04-01").ok(RULED.format(" ".join(keys)))
    return county


@pytest.mark.parametrize(("option", "counts"), [("flag", True), ("require", False)])
def test_review_joint(county: County, option: str, counts: bool) -> None:
    """县水利局 assesses A22 and was never asked: the opinion stands, or it does not."""
    ruled(county, f"review.joint={option}").to_selfchecks().on("2026-01-12")
    county.ok("@epb import 计分.csv --template 计分")
    county.ok("@epb review done 2025 --units 审核.csv")
    county.on("2026-01-15")
    if counts:
        [number] = county.recorded(OPINION)
    else:
        number = county.irregular(OPINION, "未及会审", "县水利局", "opinion.joint_missing")
    assert acts(county, "意见") == [(number, counts)]
    assert steps(county)["会审"]["done"] == 0


def test_review_joint_names_the_ruling(county: County) -> None:
    ruled(county, "review.joint=require").to_selfchecks().on("2026-01-12")
    county.ok("@epb import 计分.csv --template 计分")
    county.ok("@epb review done 2025 --units 审核.csv")
    printed = county.on("2026-01-15").refused(OPINION, "opinion.joint_missing")
    assert "依据: 口径 review.joint(示绩委〔2025〕9号)" in printed
    county.ok("@epb review join 2025 县水利局 --units 会审.csv --on 2026-01-12")
    county.ok(OPINION)


@pytest.mark.parametrize(("option", "refused"), [("flag", False), ("refuse", True)])
def test_self_review(county: County, option: str, refused: bool) -> None:
    """县环保部门 reviews itself, 县水利局 joins the review of itself, and each scores itself."""
    ruled(county, f"self_review={option}").to_selfchecks().on("2026-01-12")
    for line, code in (
        ("@epb review done 2025 --units 县生态环境局", "review.self"),
        ("@epb review join 2025 县水利局 --units 县水利局", "review.joined_itself"),
        ("@epb score enter 县生态环境局 B21 55 --note 核定 --year 2025", "score.self_review"),
        (
            "@epb score enter 县水利局 B21 55 --note 核定 --year 2025 --organ DEP:slj",
            "score.self_review",
        ),
    ):
        if refused:
            county.irregular(line, "无人可替", code)
        else:
            assert "程序存疑" not in county.ok(line)
    found = county.rows("audit self-review --year 2025")
    own = {(row["unit"], row["kind"]) for row in found}
    assert own >= {
        ("县生态环境局", "review.done"),
        ("县生态环境局", "score.entered"),
        ("县水利局", "review.joined"),
        ("县水利局", "score.entered"),
    }


APPROVE = "result approve 2025 --by {} --meeting 常委会 --basis 示委纪要〔2026〕3号 --yes"


@pytest.mark.parametrize(
    ("option", "together", "apart"),
    [
        ("either", "", ""),
        ("joint", "", "approval.not_joint"),
        ("separate", "approval.not_separate", ""),
    ],
)
def test_approval_mode(county: County, option: str, together: str, apart: str) -> None:
    """One act of both, or one act of each."""
    ruled(county, f"approval.mode={option}").to_report().on("2026-01-26")
    for by, code in (("县委", apart), ("县委,县政府", together)):
        status, printed = county.say(f"{APPROVE.format(by)} --dry-run")
        assert (status, code in printed) == ((6 if code else 0), True)
