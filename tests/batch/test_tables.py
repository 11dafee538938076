"""A county's own scoring table becomes a command; what is wrong with it is named, row by row."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ptaudit.batch import rule_reading
from ptaudit.batch.rule_files import RuleFile
from ptaudit.domain.commands.targets import IssueRules
from ptaudit.domain.events.base import BasisDocument
from ptaudit.domain.events.targets import RulesIssued, RuleWarning
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.targets.rule_table import table
from tests.domain.specification import Spec, unit

REAL = Path(__file__).parents[3] / "shared" / "data" / "real"
HEAD = "section,no,item,points,level,rule_text,assessing_department"


def real(name: str) -> RuleFile:
    """One of the published tables of 石城县 (2018), where they lie beside the project."""
    path = REAL / f"shicheng2018_{name}.csv"
    if not path.exists():
        pytest.skip(f"the published table {path.name} is not beside the project")
    return rule_reading.read(path)


def read(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> RuleFile:
    return of_bytes("\n".join((head, *lines)).encode(encoding))


def of_bytes(data: bytes) -> RuleFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "细则.csv"
        path.write_bytes(data)
        return rule_reading.read(path)


def warned(found: RuleFile, spec: Spec | None = None) -> list[tuple[int, str, str]]:
    """Every warning the issue carries, but those about units that are not registered."""
    decided = table(found.items, Decimal(100), found.warnings, (spec or Spec()).registry)
    return [_short(w) for w in decided.warnings if w.code != "rules.unit_unknown"]


def _short(warning: RuleWarning) -> tuple[int, str, str]:
    return (warning.row, warning.code.removeprefix("rules."), warning.text)


def test_the_township_table_names_all_its_defects() -> None:
    assert warned(real("township")) == [
        (2, "total", "一级项目分值合计107分,满分100分(31+2+15+45+7+7)"),
        (11, "text_twice", "评分标准与第10行相同"),
        (22, "floor_silent", "按次扣分未写明是否扣完为止,按口径item.floor计"),
        (23, "sum", "下级分值合计2分,本项3分(1+1)"),
        (30, "over_limit", "写有20、10、20、10分的奖扣,超过本项7分"),
    ]


def test_the_department_table_names_all_its_defects() -> None:
    silent = "按次扣分未写明是否扣完为止,按口径item.floor计"
    assert warned(real("department")) == [
        (3, "column_unread", "“item_or_group”一列没有读(共41格,本行起)"),
        (4, "floor_silent", silent),
        (6, "sum", "下级分值合计13分,本项10分(5+2+3+2+1)"),
        (8, "column_unread", "“note”一列没有读(共1格,本行起)"),
        (15, "floor_silent", silent),
        (20, "floor_silent", silent),
        (23, "floor_silent", silent),
        (23, "sum", "下级分值合计50分,本项60分(20+10+20)"),
        (25, "no_unit", "“（20）”缺“分”字,未作分项"),
        (25, "parts_unmarked", "评分标准列有3条,只有2条写明分值"),
        (25, "sum", "下级分值合计40分,本项60分(30+10)"),
        (44, "number_twice", "序号30重复,第43行已用"),
        (45, "no_points", "本行没有分值,按0分登记"),
    ]


def test_every_department_of_the_table_is_named_and_applies_when_registered() -> None:
    found = real("department")
    named = {item.applies_to for item in found.items if item.applies_to}
    assert len(named) == 31
    mining = [item for item in found.items if item.applies_to == ("县矿管局",)]
    assert [(item.code, item.points, item.row) for item in mining] == [
        ("二-10", Decimal("60.00"), 23),
        ("二-10.1", Decimal("20.00"), 23),
        ("二-10.2", Decimal("10.00"), 23),
        ("二-10.3", Decimal("20.00"), 23),
    ]
    spec = Spec().given(unit("kgj", "县矿管局", "部门"))
    decided = table(found.items, Decimal(100), found.warnings, spec.registry)
    unknown = [w.text for w in decided.warnings if w.code == "rules.unit_unknown"]
    assert len({text.partition("未登记")[0] for text in unknown}) == 30
    assert not any("县矿管局" in text for text in unknown)
    assert [i.applies_to for i in decided.items if i.row == 23] == [("kgj",)] * 4


@pytest.mark.parametrize("name", ["township", "department"])
def test_the_published_tables_are_issued_with_their_warnings(name: str) -> None:
    found = real(name)
    said = IssueRules(
        year=2018,
        applies_to=("A" if name == "township" else "B",),
        items=found.items,
        full_marks=Decimal(100),
        warnings=found.warnings,
        irregular="草案未存档",
        basis=(BasisDocument(doc_no="×绩〔2018〕1号"),),
    )
    drafts = Spec().when(said).drafts
    issued = [draft.payload for draft in drafts]
    assert all(isinstance(event, RulesIssued) for event in issued)
    items = [i for e in issued if isinstance(e, RulesIssued) for i in e.items]
    assert [(i.code, i.points, i.rule_text) for i in items] == [
        (s.code, s.points, s.rule_text) for s in said.items
    ]
    assert sum(len(e.warnings or ()) for e in issued if isinstance(e, RulesIssued)) >= 5


def test_items_have_parents_numbers_and_parts() -> None:
    found = read(
        '"一、制度",,制度,60,section,,',
        '"一、制度",1,河长制,40,item,"1.建立，得10分。2.落实，得30分。",县河长办',
        '"一、制度",2,台账,20,item,建立台账（20分）,',
        '"二、整治",,整治,40,section,"整治到位，得40分",县水利局',
    )
    assert [(i.code, i.parent, i.no, str(i.points), i.row) for i in found.items] == [
        ("一", None, None, "60.00", 2),
        ("1", "一", "1", "40.00", 3),
        ("1.1", "1", None, "10.00", 3),
        ("1.2", "1", None, "30.00", 3),
        ("2", "一", "2", "20.00", 4),
        ("二", None, None, "40.00", 5),
    ]
    assert {(i.group, i.mode) for i in found.items} == {("8.2", "核定")}
    assert [i.assessor for i in found.items[1:3]] == ["县河长办", "县河长办"]
    assert warned(found) == []


def test_a_table_typed_by_hand_may_have_chinese_headings_and_come_from_a_chinese_desk() -> None:
    head = "项目,序号,指标,分值,评分标准,考评单位"
    found = read(
        "一、制度,,制度,100,,", "一、制度,1,河长制,100,落实河长制,", head=head, encoding="gbk"
    )
    assert [(i.code, i.parent, i.name) for i in found.items] == [
        ("一", None, "制度"),
        ("1", "一", "河长制"),
    ]
    assert warned(found) == []


def test_a_line_without_number_or_standard_is_named_and_kept() -> None:
    found = read('"一、制度",,制度,100,section,,', '"一、制度",,河长制,100,item,,')
    assert [(i.code, i.rule_text) for i in found.items] == [("一", "制度"), ("row3", "河长制")]
    assert [(row, code) for row, code, _ in warned(found)] == [
        (3, "no_number"),
        (3, "text_missing"),
    ]


def test_an_item_whose_section_has_no_line_is_named() -> None:
    found = read('"二、整治",1,清淤,100,item,清淤,')
    assert [(row, code) for row, code, _ in warned(found)] == [(2, "parent_unknown")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import.empty"),
        (b",,", "table.empty"),
        (b"\xff\xff\xff", "import.encoding"),
        (b"section,no,item,level,rule_text", "table.no_column"),
        (f"{HEAD}\n一、制度,1,河长制,五,item,落实,".encode(), "table.points"),
        (f"{HEAD}\n一、制度,1,河长制,NaN,item,落实,".encode(), "table.points"),
        (f"{HEAD}\n一、制度,1,河长制,-5,item,落实,".encode(), "table.points"),
        (f"{HEAD}\n一、制度,1,河长制,1.005,item,落实,".encode(), "table.points"),
        (f"{HEAD}\n一、制度,1,河长制,5,item,{'长' * 2001},".encode(), "table.cell"),
        (f"{HEAD}\n一、制度,1,河长制,5,item,落\u200b实,".encode(), "table.cell"),
        (f"{HEAD}\n一、制度,1,,5,item,{'x' * 200_000},".encode(), "import.csv"),
    ],
)
def test_what_cannot_be_read_is_malformed(data: bytes, code: str) -> None:
    with pytest.raises(Malformed) as failure:
        of_bytes(data)
    assert failure.value.code == code


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"file\.unreadable"):
        rule_reading.read(tmp_path / "none.csv")
