"""A scoring table with its formulas as a file holds it, in whatever form; what cannot be read is named by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from ptaudit.batch.widths import narrow
from ptaudit.domain.commands.targets import (
    IssueRules,
    SaidPerCase,
    SaidRuleItem,
    SaidWarning,
)
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.failures import Malformed
from ptaudit.domain.formulas import reading, saying
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.formulas.rows import plain, points
from ptaudit.domain.rules.faults import Fault, fault

#: What a file says of the whole table, by what it is called.
WHOLE: Mapping[str, str] = {
    str(IssueRules.model_fields[name].title): name
    for name in ("year", "applies_to", "full_marks", "overall")
}
#: The columns of an item, by what they are called.
COLUMNS: Mapping[str, str] = {
    str(field.title): name for name, field in SaidRuleItem.model_fields.items()
}
CASE: Mapping[str, str] = {
    str(field.title): name for name, field in SaidPerCase.model_fields.items()
}
ITEMS = str(IssueRules.model_fields["items"].title)
#: Columns of points, where signs of full width are read as what they are.
AMOUNTS = frozenset({"points", "cap", "floor"})
FULL = Decimal("100.00")
MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Items in the order of the file, what its reading noted, and what could not be read (错误)."""

    items: tuple[SaidRuleItem, ...] = ()
    warnings: tuple[SaidWarning, ...] = ()
    faults: tuple[Fault, ...] = ()
    full_marks: Decimal = FULL
    overall: Overall | None = None
    year: str = ""
    applies_to: tuple[str, ...] = ()

    def readable(self) -> "RuleFile":
        """The same, which has to be readable as a whole. Raises Malformed with the first fault."""
        if self.faults:
            first = self.faults[0]
            raise Malformed("table.rule", row=first.row, why=first.text)
        return self


@dataclass(frozen=True, slots=True)
class Raw:
    """What stands in a file under each name. *lines* are the places of the items."""

    whole: Mapping[str, Any]
    items: Sequence[Mapping[str, Any]]
    lines: Sequence[int]


def unreadable(row: int, text: str) -> Fault:
    return fault("unreadable", row, text=text)


def built(raw: Raw) -> RuleFile:
    """The table of *raw*: names are fields' titles or names."""
    if len(raw.items) > MOST_ITEMS:
        raise Malformed("table.too_long", limit=MOST_ITEMS)
    faults: list[Fault] = []
    items: list[SaidRuleItem] = []
    for line, said in zip(raw.lines, raw.items, strict=True):
        item, wrong = _item(said, line)
        items += [item] if item is not None else []
        faults += wrong
    whole, wrong = _whole(raw.whole)
    faults += wrong
    return RuleFile(tuple(items), (), tuple(faults), **whole)


def _whole(said: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for heading, value in said.items():
        name = WHOLE.get(heading, heading)
        try:
            match name:
                case "full_marks":
                    found[name] = _points(value, heading)
                case "overall" if isinstance(value, str):
                    found[name] = saying.of_overall_cell(value)
                case "overall":
                    found[name] = reading.overall(value)
                case "year":
                    found[name] = str(value)
                case "applies_to":
                    names = value if isinstance(value, list) else str(value).split("、")
                    found[name] = tuple(str(one).strip() for one in names)
                case _:
                    known = "、".join([*WHOLE, ITEMS])
                    faults.append(unreadable(0, f"没有“{heading}”一项,可用{known}"))
        except Faulty as fault:
            faults.append(unreadable(0, fault.text))
    return found, faults


def _points(value: object, heading: str) -> Decimal:
    if not isinstance(value, str):
        raise Faulty("not_text", field=heading)
    return points(narrow(value).strip(), heading)


def _item(said: Mapping[str, Any], line: int) -> tuple[SaidRuleItem | None, list[Fault]]:
    fields: dict[str, Any] = {}
    for heading, value in said.items():
        name = COLUMNS.get(heading, heading)
        if name not in SaidRuleItem.model_fields:
            known = "、".join(COLUMNS)
            return None, [unreadable(line, f"没有“{heading}”一栏,可用{known}")]
        if value not in ("", None, [], {}):
            fields[name] = _cases(value) if name == "per_case" else value
            if name in AMOUNTS and isinstance(value, str):
                fields[name] = narrow(value).strip()
    fields.setdefault("row", line)
    try:
        return SaidRuleItem.model_validate(fields), []
    except ValidationError as error:
        return None, [unreadable(line, text) for text in _told(error)]


def _cases(value: object) -> object:
    """Cases under their headings as fields."""
    if not isinstance(value, list):
        return value
    return [
        {CASE.get(str(heading), str(heading)): one for heading, one in case.items()}
        if isinstance(case, Mapping)
        else case
        for case in value
    ]


def _told(error: ValidationError) -> list[str]:
    """What is wrong, in words, each column once."""
    titles: dict[object, str] = {name: title for title, name in {**CASE, **COLUMNS}.items()}
    found: dict[str, str] = {}
    for detail in error.errors(include_url=False):
        names = [titles[step] for step in detail["loc"] if step in titles]
        column = names[-1] if names else ""
        if detail["type"] == "formula":
            text = str(detail["ctx"]["why"])
        elif detail["type"] == "missing":
            text = f"缺“{column}”"
        else:
            said = str(detail["input"])
            text = f"“{column}”读不出,写的是“{said if len(said) <= 40 else said[:40] + '...'}”"
        found.setdefault(column, text)
    return list(found.values())


def said_item(item: RuleItem, named: Mapping[str, str]) -> dict[str, Any]:
    """*item* under its headings, formula and cases too; *named* gives units' names by code."""
    fields: dict[str, Any] = {}
    for title, name in COLUMNS.items():
        value = getattr(item, name)
        if value is None:
            continue
        if name == "formula":
            fields[title] = [saying.said(step) for step in value]
        elif name == "per_case":
            fields[title] = [
                {
                    heading: plain(v) if isinstance(v, Decimal) else v
                    for heading, field in CASE.items()
                    if (v := getattr(case, field)) is not None
                }
                for case in value
            ]
        elif name == "applies_to":
            fields[title] = "、".join(named.get(code, code) for code in value)
        else:
            fields[title] = plain(value) if isinstance(value, Decimal) else str(value)
    return fields
