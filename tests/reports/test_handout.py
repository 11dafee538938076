"""单位说明: the same lost points as ``explain --lost``, the window to object, the timeline, in one safe file."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ptaudit.reports.exhibit.typeset import typeset
from tests.regulation.conftest import county, saved
from tests.regulation.county import County

__all__ = ["county", "saved"]

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Shape(HTMLParser):
    """Every element is closed, and nothing outside of the page is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "object", "link", "img")
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert not (name in ("src", "href") and not str(value).startswith("#")), value
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def made(county: County, unit: str = "清河镇", more: str = "") -> str:
    name = f"h{len(list(county.desk.folder.glob('h*.html')))}.html"
    printed = county.read(f"unit handout {unit} --year 2025 -o {name} {more}")
    assert "已写出" in printed
    return (county.desk.folder / name).read_text("utf-8")


def words(page: str) -> str:
    shape = Shape()
    shape.feed(page)
    assert shape.open == []
    return re.sub(r"\s+", " ", "".join(shape.text))


def deducted(county: County) -> County:
    county.on("2025-11-10")
    county.ok(
        "@epb finding raise 清河镇 沿河<b>粪污</b>直排 --deadline 2025-11-30 --served 2025-11-08 "
        "--on 2025-11-06 --basis ×环函〔2025〕17号"
    )
    county.to_selfchecks()
    county.ok("@epb score deduct 清河镇 A31 3 --because F-2025-001 --year 2025 --note 逾期未整改")
    return county.to_review()


def test_every_lost_point_stands_in_it_in_words(county: County) -> None:
    deducted(county).to_opinion()
    text = words(made(county))
    rows = county.rows("explain 清河镇 --lost --year 2025")
    losses = [row for row in rows if row["line"] == "失分"]
    assert len(losses) == 3
    for row in losses:
        assert row["counted"] in text
        assert f"第{row['position']}号" in text
        assert typeset(row["rule_text"]) in text
    [score] = [row for row in rows if row["line"] == "得分"]
    assert f"得{score['counted']}分（尚未审定，以审定为准）" in text
    assert "×环函〔2025〕17号" in text
    assert "责任由有权机关认定" in text


def test_what_was_typed_is_text_and_never_markup(county: County) -> None:
    page = made(deducted(county))
    assert "沿河<b>粪污" not in page
    assert "沿河&lt;b&gt;粪污&lt;/b&gt;直排" in page
    assert "http" not in page


def test_until_when_the_unit_may_object(county: County) -> None:
    county.to_verification()
    assert "结果还没有审定：现在就可以提出" in words(made(county))
    county.ok("notice send 清河镇 结果预告知 --year 2025 --scores 清河镇=91")
    last = county.rows("notice list --unit 清河镇")[0]["answer_by"]
    told = words(made(county))
    year, month, day = (int(part) for part in last.split("-"))
    assert f"最迟{year}年{month}月{day}日提出异议" in told
    assert "预告知得分91.00分" in told
    assert "结果还没有审定" in words(made(county, "河口镇"))
    county.on("2026-02-01")
    assert "已过" in words(made(county))


@pytest.mark.parametrize("window", ["30", "none"])
def test_after_the_circular_the_ruling_decides(county: County, window: str) -> None:
    county.ok(f"policy adopt objection.window={window} --from-year 2025 --basis ×绩委〔2025〕9号")
    county.to_circular()
    text = words(made(county))
    assert ("最迟2026年3月" in text) == (window == "30")
    assert ("不限时日" in text) == (window == "none")
    assert "×绩委〔2025〕9号" in text


def test_the_timeline_marks_what_was_corrected_and_strikes_what_is_void(county: County) -> None:
    county.on("2025-07-18")
    [filed] = county.recorded(
        "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-17 --receipt 收1"
    )
    [correction] = county.recorded(f"@epb correct {filed} --set on=2025-07-10 --reason 误录")
    assert f"已更正（第{correction}号）" in words(made(county))
    [void] = county.recorded(f"@epb void {filed} --reason 误录")
    page = made(county)
    assert 'class="struck"' in page
    assert f"已作废（第{void}号）" in words(page)
    then = words(made(county, more=f"--as-recorded 第{filed}号"))
    assert "已更正" not in then


def test_a_file_is_never_written_over(county: County) -> None:
    county.to_review()
    first = county.read("unit handout 清河镇 --year 2025")
    name = re.findall(r"已写出 (\S+):", first)[0]
    assert (county.desk.folder / Path(name).name).exists()
    county.refused("unit handout 清河镇 --year 2025", "template.file_exists")
    county.refused("unit handout 清河镇 --year 25 -o y.html", "year.unreadable")
