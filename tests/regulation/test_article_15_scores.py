"""第十五条: who may score, on what, and until when."""

from tests.regulation.article_15 import OPINION, VERIFY, acts, checked, steps
from tests.regulation.county import County

__all__ = ["checked"]


# Who may score, and until when.


def test_a_score_needs_a_basis_or_a_comment_and_keeps_to_the_rules(checked: County) -> None:
    checked.refused("@epb score deduct 清河镇 A11 1 --year 2025", "score.no_basis")
    checked.refused(
        "@epb score deduct 清河镇 A11 11 --note 缺十一次 --year 2025", "score.over_item"
    )
    checked.refused("@epb score enter 清河镇 A21 41 --note 超额 --year 2025", "score.over_item")
    line = "@epb score enter 清河镇 A21 41 --note 超额 --year 2025 --override-reason 县绩效委特批"
    [number] = checked.recorded(line)
    [row] = [r for r in checked.rows("score 清河镇 --year 2025") if r["position"] == number]
    assert row["warnings"] == ["另用细则版次"]


def test_who_stands_aside_does_not_score(county: County) -> None:
    county.to_review().on("2026-01-14")
    county.ok(
        "@epb recusal record 环保经办 回避 --year 2025 --unit 清河镇 --stage 审核 --reason 亲属任职"
    )
    line = "score deduct {} A11 1 --note 缺一次 --year 2025 --stage 审核"
    own, other = line.format("清河镇"), line.format("河口镇")
    number = county.irregular(f"@epb {own}", "无人可替", "环保经办", "score.recused")
    county.ok(f"@epb {other}")
    county.ok(f"@epb {own.replace('--stage 审核', '--stage 自评')}")
    county.ok("@admin operator register jia 经办甲 环保登记岗")
    county.ok(f"@jia {own} --on 2026-01-13")
    county.on("2026-01-15").refused(OPINION, "清河镇", "opinion.rests_on_irregular")
    county.ok(f"@epb score reverse {number} --reason 由他人重计")
    county.ok(OPINION)


def test_a_word_taken_back_lets_score_again(checked: County) -> None:
    aside = "@epb recusal record 环保经办 {} --year 2025 --unit 清河镇 --reason 亲属任职"
    line = "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    checked.ok(aside.format("回避"))
    checked.refused(line, "score.recused")
    checked.on("2026-01-09").ok(aside.format("不回避"))
    checked.ok(line)


def test_a_stage_is_over_once_its_opinion_stands(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    line = "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    number = county.irregular(line, "漏计", "score.stage_passed")
    assert (number, False) in acts(county, "审核")
    county.refused(VERIFY, "verify.rests_on_irregular")
    county.ok(f"@epb score reverse {number} --reason 阶段已过")
    county.ok("score deduct 清河镇 A11 1 --note 日常监管记录 --year 2025 --stage 复核")
    county.ok(VERIFY)


def test_what_happened_before_the_opinion_may_be_typed_after_it(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    county.ok(
        "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核 --on 2026-01-15"
    )


def test_a_returned_opinion_opens_the_stage_again(county: County) -> None:
    county.to_opinion().on("2026-01-16")
    opinion = next(p for p, _ in acts(county, "意见"))
    county.ok(f"submission return {opinion} --reason 请核对清河镇")
    county.on("2026-01-17").ok(
        "@epb score deduct 清河镇 A11 1 --note 缺一次 --year 2025 --stage 审核"
    )
    county.ok(OPINION)
    county.ok(VERIFY)
    assert steps(county)["复核"]["state"] == "部分"


def test_the_report_closes_the_stage_of_verification(county: County) -> None:
    county.to_report().on("2026-01-21")
    line = "score deduct 清河镇 A11 1 --note 日常监管记录 --year 2025 --stage 复核"
    county.refused(line, "score.stage_passed")
