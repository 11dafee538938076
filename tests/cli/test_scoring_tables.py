"""``rules issue --from``: a published scoring table goes in as it is, every defect named by its row."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.real.shared import data as shared

TABLE = """section,no,item,points,level,rule_text
一、组织领导,,组织领导,60,section,
一、组织领导,1,研究部署,40,item,1.定期研究得20分。2.及时部署得10分。
一、组织领导,1,宣传培训,20,item,开展宣传培训得20分
二、重点工作,,重点工作,50,section,
二、重点工作,2,水污染防治,50,item,出现一次不达标扣2分,扣完为止。
"""
ISSUE = "ptaudit rules issue 2024 A --from {} --basis ×绩委〔2024〕1号 --on 2024-03-01 --irregular 无草案"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 清源县")
    return desk


def test_every_defect_is_named_and_none_repaired(desk: Desk) -> None:
    (desk.folder / "t.csv").write_text(TABLE, "utf-8")
    printed = desk.ok(ISSUE.format("t.csv"))
    assert "考评细则印发" in printed
    notes = [line for line in printed.splitlines() if line.startswith("提示")]
    assert any("第2行" in line and "110" in line for line in notes)
    assert any("第3行" in line and "30" in line and "40" in line for line in notes)
    assert any("第4行" in line and "重复" in line for line in notes)
    entry = desk.ok("ptaudit show " + printed.split("第")[1].split("号")[0])
    assert '"points": "40.00"' in entry
    assert "此前已登记" in desk.ok(ISSUE.format("t.csv"))


def test_a_draft_takes_the_same_table(desk: Desk) -> None:
    (desk.folder / "t.csv").write_text(TABLE, "utf-8")
    draft = "ptaudit draft submit 考评细则 2024 --applies-to A --from t.csv --on 2024-02-01"
    assert "拟制报送" in desk.ok(f"{draft} --operator epb")


def test_a_table_that_is_not_there_is_refused(desk: Desk) -> None:
    status, printed = desk.say(ISSUE.format("none.csv"))
    assert (status, "file.unreadable" in printed) == (5, True)


@pytest.mark.parametrize(
    ("name", "defects"),
    [
        ("township", ("107分", "合计2分,本项3分", "超过本项7分")),
        ("department", ("合计50分,本项60分", "序号30重复", "本行没有分值")),
    ],
)
def test_the_published_tables(desk: Desk, name: str, defects: tuple[str, ...]) -> None:
    path = shared(f"real/shicheng2018_{name}.csv")
    (desk.folder / "t.csv").write_bytes(path.read_bytes())
    printed = desk.ok(ISSUE.format("t.csv"))
    for defect in defects:
        assert defect in printed


RULED = """\
年度: 2024
评分表:
- {指标代码: A1, 指标名称: 河长制, 一级指标: 8.1, 计分方式: 扣分, 分值: 90, 评分标准: "每次扣1分,扣完为止",
   算法: [{形式: 每次, 次数: "次数:迟报", 分: 1, 保底: 扣完为止}]}
"""


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        ("", "", 0, "一级项目分值合计90分,满分100分"),
        ("形式: 每次", "形式: 每查", 2, "没有“每查”这种算法"),
        ("次数:迟报", "得分:A9", 2, "取用了表内没有的指标“A9”的得分"),
    ],
)
@pytest.mark.parametrize("form", ["", " --format json", " --format csv"])
def test_a_check_with_errors_ends_as_a_file_written_wrongly_and_prints_them_all_the_same(
    desk: Desk, old: str, new: str, status: int, told: str, form: str
) -> None:
    """What only stands as printed (提示) is no error: such a table can be issued."""
    (desk.folder / "a.yml").write_text(RULED.replace(old, new), "utf-8")
    ended, printed = desk.say(f"ptaudit rules check a.yml{form}")
    assert (ended, told in printed) == (status, True)
