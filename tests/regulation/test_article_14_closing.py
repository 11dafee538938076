"""What 第十四条 does not speak of: more time, verification, publicity, closing, opening again, withdrawal.

There the county's 口径 and common practice stand, and nothing here is claimed on the article's authority.
"""

import pytest

from tests.regulation.article_14 import CASE, LETTER, autumn, ordered, row, status, verified
from tests.regulation.county import County

__all__ = ["autumn"]


# 延期


def test_an_extension_is_asked_for_before_the_deadline(autumn: County) -> None:
    """Asked a day late it is recorded, even granted, and moves nothing."""
    ordered(autumn).on("2025-12-22")
    ask = f"@epb extension request {CASE} 2026-01-10 --reason 汛期停工 --on 2025-12-21"
    autumn.irregular(ask, "来函在后", "extension.late")
    autumn.ok(f"@epb extension decide {CASE} 批准 --on 2025-12-22")
    assert (status(autumn), row(autumn)["deadline"]) == ("逾期未整改", "2025-12-20")


def test_while_it_is_pending_the_clock_stands_and_a_grant_never_shortens(autumn: County) -> None:
    ordered(autumn).on("2025-12-24")
    autumn.ok(f"@epb extension request {CASE} 2026-01-10 --reason 汛期停工 --on 2025-12-20")
    assert (status(autumn), row(autumn)["sides"]) == ("已送达", ["延期申请中"])
    answer = f"@epb extension decide {CASE} 批准 --on 2025-12-24"
    autumn.irregular(f"{answer} --to 2025-12-15", "笔误", "extension.shortens")
    assert (status(autumn), row(autumn)["deadline"]) == ("逾期未整改", "2025-12-20")
    autumn.ok(answer)
    assert (status(autumn), row(autumn)["deadline"]) == ("已送达", "2026-01-10")


# 核查、公示、销号


def test_nobody_closes_what_was_not_verified(autumn: County) -> None:
    ordered(autumn)
    autumn.irregular(
        f"@epb finding close {CASE} --on 2025-11-19", "会上已定", "finding.unverified"
    )
    assert status(autumn) == "已送达"


def test_the_bureau_does_not_close_its_own_finding(autumn: County) -> None:
    autumn.ok(
        f"@epb finding raise 县生态环境局 危废台账不全 --on 2025-11-03 {LETTER} --deadline 2025-12-20"
    )
    line = f"@epb finding close {CASE} --verified 2025-11-18 --on 2025-11-19"
    autumn.irregular(line, "无人可替", "finding.own_closing")
    assert status(autumn) != "已销号"


def test_a_closing_waits_for_its_publicity(autumn: County) -> None:
    verified(autumn).on("2025-12-20")
    autumn.ok(
        f"@epb finding publicise {CASE} --since 2025-12-13 --until 2025-12-19 --on 2025-12-13"
    )
    assert row(autumn, more="--as-effective 2025-12-19")["status"] == "公示中"
    line = f"@epb finding close {CASE} --on 2025-12-19"
    autumn.irregular(line, "领导催办", "finding.in_publicity")
    assert status(autumn) == "核查通过"
    autumn.ok(f"@epb finding close {CASE} --on 2025-12-20")
    assert status(autumn) == "已销号"


def test_an_open_objection_holds_the_closing_and_an_upheld_one_sends_it_back(
    autumn: County,
) -> None:
    verified(autumn).on("2025-12-30")
    [shown] = autumn.recorded(
        f"@epb finding publicise {CASE} --since 2025-12-13 --until 2025-12-19 --on 2025-12-13"
    )
    file = f"objection file 粪污仍在直排 --year 2025 --about 公示 --by 村民 --against {shown}"
    autumn.ok(f"{file} --on 2025-12-19")
    assert "公示异议" in row(autumn)["sides"]
    close = f"@epb finding close {CASE}"
    autumn.irregular(f"{close} --on 2025-12-20", "不予理会", "finding.objected", "O-2025-001")
    assert status(autumn) == "核查通过"
    autumn.ok("objection accept O-2025-001 --on 2025-12-20")
    autumn.ok("objection decide O-2025-001 变更 --members 县目督办主任 --on 2025-12-22")
    assert status(autumn) == "已报完成"
    autumn.refused(f"{close} --on 2025-12-23", "finding.unverified")
    autumn.ok(f"@epb finding verify {CASE} 通过 --on 2025-12-24")
    autumn.ok(f"{close} --on 2025-12-25")
    assert status(autumn) == "已销号"


def test_an_objection_after_the_publicity_holds_nothing(autumn: County) -> None:
    verified(autumn).on("2025-12-30")
    [shown] = autumn.recorded(
        f"@epb finding publicise {CASE} --since 2025-12-13 --until 2025-12-19 --on 2025-12-13"
    )
    file = f"objection file 粪污仍在直排 --year 2025 --about 公示 --by 村民 --against {shown}"
    autumn.ok(f"{file} --on 2025-12-20")
    autumn.ok(f"@epb finding close {CASE} --on 2025-12-21")
    assert status(autumn) == "已销号"


# 重新打开、撤销


@pytest.mark.parametrize(
    ("why", "said"),
    [("反弹", "计入 2026 年度"), ("虚假整改", "提请有权机关更正 2025 年度结果")],
)
def test_a_finding_opened_again_bears_on_a_year(autumn: County, why: str, said: str) -> None:
    verified(autumn).ok(f"@epb finding close {CASE} --on 2025-12-12")
    autumn.on("2026-02-03")
    answer = autumn.answer(f'consequences --add "finding reopen {CASE} {why} --on 2026-02-02"')
    proposed = [r for r in answer["rows"] if r["code"] == "reopening.proposed"]
    assert [(r["year"], r["act"]) for r in proposed] == (
        [(2025, "result correct")] if why == "虚假整改" else []
    )
    autumn.ok(f"@epb finding reopen {CASE} {why} --on 2026-02-02")
    assert (status(autumn), row(autumn)["deadline"]) == ("重新打开", None)
    assert said in autumn.read(f"finding show {CASE}")
    autumn.ok(f"@epb finding order {CASE} --deadline 2026-03-01 --on 2026-02-03 {LETTER}")
    assert (status(autumn), row(autumn)["deadline"]) == ("已限期整改", "2026-03-01")


def test_a_finding_wrongly_raised_is_withdrawn_and_what_was_scored_on_it_is_marked(
    autumn: County,
) -> None:
    ordered(autumn)
    autumn.ok(f"@epb score deduct 清河镇 A22 1 --because {CASE} --year 2025 --on 2025-11-18")
    changed = "计分的依据已变"
    assert changed not in autumn.read("replay 清河镇 --year 2025")
    autumn.ok(f"@epb finding withdraw {CASE} --reason 不在本县辖区 --on 2025-11-19")
    assert status(autumn) == "已撤销"
    assert autumn.rows("finding board") == []
    assert [r["finding"] for r in autumn.rows("finding board --state 撤销")] == [CASE]
    assert changed in autumn.read("replay 清河镇 --year 2025")
    autumn.refused(f"@epb finding submit {CASE} --on 2025-11-20", "finding.taken_back")
