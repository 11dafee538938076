"""Columns of a county's own scoring table: what they may be headed, where they stand, and which are not read."""

from collections.abc import Iterator, Mapping, Sequence

from ptaudit.batch import layout
from ptaudit.domain.events.targets import RuleWarning
from ptaudit.domain.failures import Malformed
from ptaudit.domain.targets.rule_warnings import warning

#: What a column may be headed; the first heading present is taken.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "section": (
        *("section", "一级指标", "考核项目", "项目", "考核类别", "类别", "考评项目", "一级项目"),
    ),
    "no": ("no", "序号", "编号", "序", "项次"),
    "name": (
        *("content", "item", "item_or_group", "三级指标", "指标", "考核内容", "考评内容"),
        *(
            "考核指标",
            "指标名称",
            "指标内容",
            "具体内容",
            "考核要点",
            "工作内容",
            "考核事项",
            "评价指标",
        ),
        *("二级指标", "内容"),
    ),
    "points": (
        *("points", "分值", "标准分", "标准分值", "基本分", "基础分", "赋分", "单项分值", "满分"),
    ),
    "level": ("level", "级别"),
    "rule_text": (
        *("rule_text", "评分标准", "考核标准", "评分细则", "计分标准", "考评标准", "考核评分标准"),
        *("评分办法", "计分办法", "评分方法", "计分方法", "计分规则", "考核细则", "扣分标准"),
        "考核方式",
    ),
    "assessor": (
        *("assessing_department", "考核单位", "考评单位", "考核部门", "考评部门", "评分部门"),
        *("评分单位", "责任考核单位", "牵头考核单位"),
    ),
    "department": ("department", "责任单位", "部门", "适用单位", "考核对象", "被考核单位"),
}
_FIELDS = {heading: field for field, known in COLUMNS.items() for heading in known}
NEEDED = ("name", "rule_text")


def meant(heading: str) -> str | None:
    """The field a heading stands for, with or without brackets behind it."""
    return _FIELDS.get(heading) or _FIELDS.get(layout.bare(heading))


def places(heading: Sequence[str]) -> Mapping[str, int]:
    """Where each field stands in the heading. Raises Malformed for a table that lacks a needed one."""
    named = [cell if cell in _FIELDS else layout.bare(cell) for cell in map(layout.plain, heading)]
    found: dict[str, int] = {}
    for field, headings in COLUMNS.items():
        place = next((named.index(h) for h in headings if h in named), None)
        if place is not None:
            found[field] = place
        elif field in NEEDED:
            raise lacking(field, heading)
    return found


def lacking(field: str, heading: Sequence[str]) -> Malformed:
    """A table has no column for *field*; it is called as counties head it."""
    called = next(h for h in COLUMNS[field] if not h.isascii())
    known = "、".join(layout.plain(cell) for cell in heading if cell)
    return Malformed("table.no_column", column=called, known=known)


def levelled(
    heading: Sequence[str], found: Mapping[str, int], lines: Sequence[Sequence[str]]
) -> Mapping[str, int]:
    """*found*, where two columns of contents stand side by side and one cell of the left has several
    of the right: then the left is the level between section and item.
    """
    named = [cell if cell in _FIELDS else layout.bare(cell) for cell in map(layout.plain, heading)]
    places = [n for n, h in enumerate(named) if h in COLUMNS["name"] and not h.isascii()]
    if len(places) < 2 or not _spans(lines, *places[:2]):
        return found
    return {**found, "middle": places[0], "name": places[1]}


def _spans(lines: Sequence[Sequence[str]], left: int, right: int) -> bool:
    """Whether one cell of the column *left* stands beside several of *right*, merged or repeated."""
    above = ""
    for line in lines:
        if max(left, right) >= len(line) or not line[right].strip():
            continue
        said = line[left].strip()
        if above and said in ("", above):
            return True
        above = said or above
    return False


def unread(
    lines: Sequence[Sequence[str]], found: layout.Layout, read: set[int]
) -> Iterator[RuleWarning]:
    """Each column that is not read, with how many cells of it are filled in, from the first of them."""
    width = max((len(line) for line in lines), default=0)
    for column in sorted(set(range(width)) - read):
        filled = [
            number
            for number, line in enumerate(lines, found.last + 2)
            if column < len(line)
            and line[column].strip()
            and layout.apart([cell.strip() for cell in line], found.said) is None
        ]
        if filled:
            heading = found.said[column] if column < len(found.said) else ""
            named = heading or f"第{column + 1}列"
            yield warning("column_unread", filled[0], heading=named, count=len(filled))
