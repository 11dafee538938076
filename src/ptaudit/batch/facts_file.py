"""Facts for a trial: by unit and input, from YAML or a table; nothing of it is ever recorded."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ptaudit.batch import cells, rule_reading, rules_yaml, sheets
from ptaudit.batch.sheets import Sheet
from ptaudit.batch.widths import narrow
from ptaudit.domain.events.formulas import SOURCES
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.formulas.conditions import INPUT, LABEL
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.formulas.rows import number
from ptaudit.domain.rules.facts import Fact, Value
from ptaudit.domain.rules.faults import Fault, fault

#: Headings of a table of facts; the first four are needed.
COLUMNS = ("单位", "来源", "名称", "值", "评语", "称", "计量单位")
#: Facts of a file that names no unit are those of the unit asked for.
ANYBODY = ""
#: What may never be less than nothing.
COUNTS = ("次数", "名次")
#: What may be said in percent.
SHARES = ("指标值", "目标值")
_PERCENT = ("%", "\uff05")


class FactsFile(dict[str, dict[str, Fact]]):
    """Facts by unit as named in the file, and what could not be read, by its line."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def add(self, line: int, unit: str, said: Mapping[str, str]) -> None:
        source, name = said.get("来源", ""), said.get("名称", "")
        said_input = f"{source}:{name}"
        if not INPUT.fullmatch(said_input) or source == "数":
            known = "、".join(one for one in SOURCES if one != "数")
            self._wrong(line, f"“{said_input}”读不出,来源应为{known}")
            return
        if said_input in self.setdefault(unit, {}):
            self._wrong(line, f"“{said_input}”写了两次")
            return
        text, measure = said.get("值", ""), said.get("计量单位", "")
        if source in SHARES and text.endswith(_PERCENT) and measure in ("", *_PERCENT):
            text, measure = text[:-1].rstrip(), measure or "%"
        try:
            value = value_of(source, text)
        except Faulty as fault:
            self._wrong(line, f"{said_input}:{fault.text}")
            return
        self[unit][said_input] = Fact(value, said.get("称", ""), measure, said.get("评语", ""))

    def unsure(self, line: int, said: Mapping[str, str]) -> None:
        """A number that its sheet may show as a percentage, and nothing tells."""
        name, text = f"{said['来源']}:{said['名称']}", said["值"]
        self._wrong(line, f"{name}:看不出“{text}”是不是百分比,把工作簿另存为xlsx再用")

    def _wrong(self, line: int, text: str) -> None:
        self.faults.append(fault("unreadable", line, text=text))


def value_of(source: str, said: str) -> Value:
    """*said* as a value of *source*. Raises Faulty; a value with its unit of measure is no number."""
    match source:
        case "是否":
            if said not in ("是", "否"):
                raise Faulty("choice", field="值", known="是、否", said=said)
            return said == "是"
        case "等次":
            if not LABEL.fullmatch(said):
                raise Faulty("label", field="值", said=said)
            return said
        case "逐期":
            return tuple(number(narrow(one).strip(), "值") for one in said.split("、"))
        case _:
            found = number(narrow(said), "值")
            if source in COUNTS and (found < 0 or (source == "名次" and found < 1)):
                raise Faulty("number", field="值", said=said)
            return found


def read(path: Path) -> FactsFile:
    """Raises Malformed for what is no table of facts, NotFound."""
    if not path.is_file():
        raise NotFound("file.unreadable", file=path.name)
    found = FactsFile()
    if path.suffix.lower() in rule_reading.YAML:
        for line, unit, said in _yaml(rules_yaml.composed(sheets.text(path))):
            found.add(line, unit, said)
    else:
        filled = [s for s in sheets.read(path).sheets if any(any(row) for row in s.rows)]
        for sheet in filled[:1]:
            _table(sheet, found)
    if not found and not found.faults:
        raise Malformed("table.empty")
    return found


def _table(sheet: Sheet, found: FactsFile) -> None:
    headings = [cells.text(cell) for cell in sheet.rows[0]]
    for needed in COLUMNS[1:4]:
        if needed not in headings:
            raise Malformed("table.no_column", column=needed, known="、".join(headings))
    for number_, row in enumerate(sheet.rows[1:], 2):
        said = dict(zip(headings, (cells.text(cell) for cell in row), strict=False))
        raw = dict(zip(headings, row, strict=False)).get("值")
        if not sheet.percents and _may_be_share(raw, said):
            found.unsure(number_, said)
        elif any(said.values()):
            found.add(number_, said.get(COLUMNS[0], ANYBODY), said)


def _may_be_share(raw: object, said: Mapping[str, str]) -> bool:
    """Whether 0.955 may be what a sheet shows as 95.5%, where the file does not tell."""
    measure = said.get("计量单位", "")
    return (
        said.get("来源") in SHARES
        and isinstance(raw, int | float)
        and raw != 0
        and (measure in _PERCENT or (not measure and abs(raw) <= 1))
    )


def _yaml(node: Any) -> Iterator[tuple[int, str, dict[str, str]]]:
    """``清河镇: {次数: {约谈: 2}, 评定: {综合: {值: 8, 评语: …}}}``; without a unit, of the unit asked for."""
    top = rules_yaml.mapping(node)
    units = {ANYBODY: node} if set(top) <= set(SOURCES) else top
    for unit, held in units.items():
        for source, names in rules_yaml.mapping(held).items():
            for name, value in rules_yaml.mapping(names).items():
                said = rules_yaml.plain(value)
                line = value.start_mark.line + 1
                yield line, unit, {"来源": source, "名称": name, **_fields(said, line)}


def _fields(said: object, line: int) -> dict[str, str]:
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return {"值": "、".join(said)}
    if isinstance(said, dict):
        if unknown := [key for key in said if key not in COLUMNS[3:]]:
            raise Malformed("table.no_column", column=unknown[0], known="、".join(COLUMNS[3:]))
        return {key: str(value) for key, value in said.items()}
    if isinstance(said, str):
        return {"值": said}
    raise Malformed("yaml.not_a_mapping", line=line)
