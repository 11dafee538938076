"""What waits: beyond findings and self-checks, papers of the year and vetoes nobody has decided."""

from ptaudit_cli.commands.status import SHOWN
from tests.cli.desk import Desk, at

SCORES = "--scores 清河镇=80 --scores 河口镇=90"


def waits(desk: Desk) -> list[str]:
    """The to-do lines that ``status`` shows."""
    lines = desk.ok("ptaudit status").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("待办"))
    assert lines[start].endswith(f"{len(lines) - start - 1} 件")
    return [line.strip() for line in lines[start + 1 :]]


def test_papers_of_a_year_wait_until_the_next_step(open_desk: Desk) -> None:
    units = "--units 清河镇=通过 --units 河口镇=通过"
    assert waits(open_desk) == []
    open_desk.ok(f"ptaudit review done 2025 {units} --operator epb --irregular 自查未登记")
    open_desk.ok(f"ptaudit opinion issue 2025 A {SCORES} --operator epb --basis ×环考〔2025〕2号")
    assert waits(open_desk) == ["2025年度 A 序列第1版考评意见: 待复核(2025-01-06 提出)"]
    open_desk.ok(f"ptaudit opinion verify 2025 A {SCORES} --basis ×绩考〔2025〕3号")
    assert waits(open_desk) == []
    open_desk.ok(f"ptaudit report submit 2025 {SCORES} --basis ×绩办〔2025〕4号")
    assert waits(open_desk) == ["2025年度第1版考评结果报告: 已报审,待审定(2025-01-06 报审)"]
    approve = "ptaudit result approve 2025 --by 县委,县政府 --yes --basis ×委纪要〔2025〕3号"
    open_desk.ok(approve)
    assert waits(open_desk) == []


def test_an_opinion_sent_back_waits_to_be_issued_again(open_desk: Desk) -> None:
    issue = f"ptaudit opinion issue 2025 A {SCORES} --operator epb --irregular 自查未登记"
    open_desk.ok(f"{issue} --basis ×环考〔2025〕2号")
    assert waits(open_desk) == []  # What is out of order counts for nothing, and waits for nobody.
    units = "--units 清河镇=通过 --units 河口镇=通过"
    open_desk.ok(f"ptaudit review done 2025 {units} --operator epb --on 1-5 --irregular 补审")
    open_desk.ok("ptaudit submission return 29 --reason 缺附件 --of 考评意见")
    assert waits(open_desk) == ["2025年度 A 序列第1版考评意见: 已退回,待重报"]


def test_a_veto_waits_once_its_facts_are_complete(open_desk: Desk) -> None:
    restrict = (
        "ptaudit restriction impose 清河镇 --scope 全镇涉水项目 --authority 市生态环境局"
        " --level 市 --on 1-3 --operator epb --basis ×环〔2025〕8号"
    )
    open_desk.ok(restrict)
    assert waits(open_desk) == ["清河镇 V-1: “区域限批”情形已齐,待认定是否否决"]
    decide = "ptaudit veto decide V-1 清河镇 认定 --basis ×委〔2025〕9号 --yes"
    open_desk.ok(decide)
    assert waits(open_desk) == []


def test_of_many_the_most_urgent_are_shown_and_the_rest_counted_by_their_list(
    open_desk: Desk,
) -> None:
    for n in range(SHOWN + 2, 0, -1):
        act = f"ptaudit finding raise 清河镇 问题{n} --on 2025-1-2 --operator epb"
        open_desk.ok(f"{act} --deadline 2025-1-{n + 2} --basis ×环函〔2025〕{n}号")
    open_desk.now = at("2025-07-20 09:00")
    head, *shown, more = open_desk.ok("ptaudit status").splitlines()[-SHOWN - 4 :]
    assert head == f"待办(2025-07-20): {SHOWN + 4} 件"
    found = [line for line in shown if "F-2025-" in line]
    assert [line.partition("时限 ")[2] for line in found] == [
        f"2025-01-{n + 2:02})" for n in range(1, SHOWN + 1)
    ]
    assert len(shown) == SHOWN + 2  # the two townships' self-checks are overdue as well
    assert more == "  另有 2 件,全部见 ptaudit finding board"
    open_desk.ok(
        "ptaudit finding close F-2025-001 --verified 7-18 --basis ×环函〔2025〕90号 --operator epb"
    )
    assert open_desk.ok("ptaudit status").splitlines()[-1] == more.replace("2", "1")
