"""A scoring table through YAML, sheet and model and back: nothing lost; a file that is none refused in its line."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptaudit.batch import rule_files, rule_reading, rules_sheet, rules_yaml
from ptaudit.batch.rule_files import RuleFile
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import PerCase, RuleItem
from ptaudit.domain.failures import Failure, Malformed
from ptaudit.domain.formulas import saying
from ptaudit.domain.registry import EMPTY
from ptaudit.domain.targets.rule_table import items_of
from tests.domain.rules.written import FORMULAS, OVERALLS, POINTS

TEXTS = st.sampled_from(
    ["甲", "1.5", "是", "~", "a: b # c", "- x", "“引”,号|=@;", "多\n行", "\\n", "&a *b"]
)
CASES = st.builds(
    PerCase,
    code=st.sampled_from(["迟报", "c1"]),
    amount=POINTS.map(lambda points: -points),
    text=TEXTS,
    floor=st.sampled_from([None, "扣完为止", "扣分不保底"]),
)
FLOORS: st.SearchStrategy[Any] = st.just("无") | POINTS
LARGE = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def items(draw: st.DrawFn) -> tuple[RuleItem, ...]:
    codes = draw(
        st.lists(
            st.sampled_from(["A1", "8.2", "0010", "一-1a", "null"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    return tuple(
        RuleItem(
            code=code,
            parent=draw(st.none() | st.just("一")),
            no=draw(st.none() | st.just("1")),
            name=draw(TEXTS).replace("\n", ""),
            group=draw(st.sampled_from(["8.1", "8.2", "8.3"])),
            mode=draw(st.sampled_from(["扣分", "得分", "核定"])),
            points=draw(POINTS),
            cap=draw(st.none() | POINTS),
            floor=draw(st.one_of(st.none(), FLOORS)),
            rule_text=draw(TEXTS),
            per_case=draw(st.none() | CASES.map(lambda case: (case,))),
            formula=draw(st.none() | FORMULAS),
            row=draw(st.integers(1, 99)),
        )
        for code in codes
    )


def whole(overall: Overall | None) -> dict[str, object]:
    return rule_reading.whole(2025, ("A",), "100", overall)


def same(found: RuleFile, table: tuple[RuleItem, ...], overall: Overall | None) -> None:
    assert found.faults == ()
    assert items_of(found.items, EMPTY).items == table
    assert (found.overall, found.full_marks, found.year) == (overall, Decimal("100.00"), "2025")
    assert found.applies_to == ("A",)


@LARGE
@given(items(), st.none() | OVERALLS)
def test_yaml_and_back(table: tuple[RuleItem, ...], overall: Overall | None) -> None:
    text = rule_reading.written(".yml", whole(overall), table, {}).decode()
    same(rule_files.built(rules_yaml.read(text)), table, overall)


@LARGE
@given(items(), st.none() | OVERALLS)
def test_sheet_and_back(table: tuple[RuleItem, ...], overall: Overall | None) -> None:
    rows = rules_sheet.grid(whole(overall), [rule_files.said_item(one, {}) for one in table])
    assert rules_sheet.is_sheet(rows)
    same(rule_files.built(rules_sheet.read(rows)), table, overall)


@pytest.mark.parametrize("suffix", [".yml", ".csv", ".xlsx"])
def test_each_kind_of_file_and_back(tmp_path: Path, suffix: str) -> None:
    """Numbers a workbook would make numbers of stay the texts they are."""
    one = RuleItem(
        code="001",
        name="甲",
        group="8.2",
        mode="扣分",
        points=Decimal("10.00"),
        rule_text="一行\n又一行",
        per_case=(PerCase(code="迟报", amount=Decimal("-1.50"), text="每起"),),
        formula=saying.of_cell("每次: 次数=次数:迟报, 分=1.5; 置零: 条件=是否:瞒报"),
        row=3,
    )
    overall = saying.of_overall_cell("折算为=100; 等次=优秀=90 前10|良好=80")
    path = tmp_path / f"细则{suffix}"
    path.write_bytes(rule_reading.written(suffix, whole(overall), (one,), {}))
    same(rule_reading.read(path), (one,), overall)


def test_a_table_typed_in_english_names_is_read_the_same() -> None:
    text = (
        "items:\n- {code: A1, name: 甲, group: '8.2', mode: 扣分, points: 10, rule_text: 甲,\n"
        "   formula: [{form: 每次, count: '次数:甲', each: 1}]}\n"
    )
    [one] = rule_files.built(rules_yaml.read(text)).items
    assert one.formula == saying.of_cell("每次: 次数=次数:甲, 分=1")


def test_points_of_full_width_in_our_own_columns() -> None:
    text = (
        "满分: １００\n评分表:\n- {指标代码: A1, 指标名称: 甲, 一级指标: 8.2, 计分方式: 扣分,"
        " 分值: ８．５, 上限: ８, 评分标准: ８．５}\n"
    )
    found = rule_files.built(rules_yaml.read(text))
    [item] = found.items
    assert (item.points, item.cap, found.full_marks) == (Decimal("8.5"), Decimal(8), Decimal(100))
    assert item.rule_text == "８．５"


ITEM = "{指标代码: A1, 指标名称: 甲, 一级指标: 8.2, 计分方式: 扣分, 分值: 10, 评分标准: 甲"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (", 算法: {形式: 每次, 次数: '次数:a', 分: [1]}", "“分”应为文字"),
        (", 算法: {形式: 每次, 次数: {a: b}, 分: 1}", "“次数”应为文字"),
        (", 算法: [[]]", "没有写算法的形式"),
        (", 算法: 每次", "“每次”缺“次数”一栏"),
        (", 分值: 10", None),
        (", 上限: 1e3", "“上限”读不出,写的是“1e3”"),
        (", 上限: 12.345", "“上限”读不出,写的是“12.345”"),
        (", 按次分值: [{情形代码: a}]", "缺“每次分值”"),
        (", 按次分值: 3", "“按次分值”读不出"),
        (", 颜色: 红", "没有“颜色”一栏"),
    ],
)
def test_a_bad_item_is_named_by_its_line_and_the_others_are_read(
    said: str, told: str | None
) -> None:
    good = ITEM.replace("A1", "A2")
    text = f"评分表:\n- {ITEM}{said}}}\n- {good}}}\n"
    if told is None:
        with pytest.raises(Malformed):
            rules_yaml.read(text)
        return
    found = rule_files.built(rules_yaml.read(text))
    assert [item.code for item in found.items] == ["A2"]
    assert [(fault.row, fault.severity) for fault in found.faults[:1]] == [(2, "错误")]
    assert told in found.faults[0].text
    with pytest.raises(Malformed) as refused:
        found.readable()
    assert (refused.value.code, refused.value.params["row"]) == ("table.rule", 2)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "yaml.alias"),
        ("a: &x 1\n", "yaml.alias"),
        ("a: !!python/object/apply:os.system ['true']\n", "yaml.tag"),
        ("a: !!float 1\n", "yaml.tag"),
        ("a: !x 1\n", "yaml.tag"),
        ("a: 1\n---\na: 2\n", "yaml.too_deep"),
        ("[" * 200, "yaml.too_deep"),
        ("- " * 5000, "yaml.too_deep"),
        ("x" * 1_000_001, "yaml.too_long"),
        ("a: [" + "x, " * 100_001 + "]", "yaml.too_deep"),
        ("", "table.empty"),
        ("# 说明\n", "table.empty"),
        ("- a\n", "yaml.not_a_mapping"),
        ("? [a]\n: b\n", "yaml.not_a_mapping"),
        ("a: 1\n", "table.no_column"),
        ("评分表: 甲\n", "table.no_column"),
        ("a: 1\na: 2\n", "yaml.key_twice"),
        ("评分表:\n- {a: 1, a: 2}\n", "yaml.key_twice"),
        ("a: {", "yaml.unreadable"),
        ("a: \x00", "yaml.unreadable"),
        ("\tb: 1", "yaml.unreadable"),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else None,
)
def test_what_makes_much_of_little_or_is_no_table_is_refused(text: str, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        rules_yaml.read(text)
    assert refused.value.code == code


def test_too_many_items_are_refused() -> None:
    rows = [{"指标代码": str(n)} for n in range(rule_files.MOST_ITEMS + 1)]
    with pytest.raises(Malformed) as refused:
        rule_files.built(rule_files.Raw({}, rows, range(1, len(rows) + 1)))
    assert refused.value.code == "table.too_long"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)
KEYS = st.sampled_from([*rule_files.COLUMNS, *rule_files.WHOLE, rule_files.ITEMS, "形式", "x"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        KEYS, ANYTHING | st.lists(st.dictionaries(KEYS, ANYTHING, max_size=6), max_size=3)
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(content: object) -> None:
    """Types that YAML has and we do not, in every place: no other failure than ours."""
    with suppress(Failure):
        rule_files.built(rules_yaml.read(yaml.safe_dump(content, allow_unicode=True)))


@settings(max_examples=200)
@given(
    st.text(st.characters(codec="utf-8"), max_size=80)
    | st.text("{}[]:-&*!|>?#\n 甲a'\"%@,", max_size=80)
)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(Failure):
        rules_yaml.read(text)


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(
            st.sampled_from([*rule_files.COLUMNS, "甲", "", "1", None, 2.5, True]), max_size=6
        ),
        max_size=5,
    )
)
def test_any_sheet_is_read_or_refused_in_words(rows: list[list[object]]) -> None:
    with suppress(Failure):
        rule_files.built(rules_sheet.read(rows))
