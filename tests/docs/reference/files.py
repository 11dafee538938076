"""文件格式: the columns of workbooks, of the tables that commands take, and the form of jsonl."""

from collections.abc import Iterator

from ptaudit.batch.template import Column, Template
from ptaudit.batch.templates import TABLES
from ptaudit.domain.commands.base import Said
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit_cli import shapes
from ptaudit_cli.fields import option_name, position
from ptaudit_cli.tables import typed
from tests.docs.reference.markdown import GENERATED, WORDS, code, codes, joined, table

FORMS = {
    "text": "文字",
    "names": "名称,几个以、分开",
    "day": "日期",
    "number": "数",
    "integer": "整数",
    "flag": "是、否",
    "choice": "",
    "limit": "日期、月底、年底,或立行立改、长期坚持",
}

TEMPLATES = """\
`ptaudit template 模板 -o 文件.xlsx` 写出带下拉选项和填写说明的工作簿,`ptaudit import 文件` 读入。
xlsx、xls、csv、jsonl 都可以;
csv 用 UTF-8(有无 BOM 均可)或 GB18030。列名在前十行里认,上面可以有标题,可以占两行;次序不限,
选填的列可以没有,多出的列用 `--map 列名=-` 舍去。
“字段”是 `--map`、`--default` 用的名称。“序号”列可填可不填:填了,改过的行按序号对应;不填,按能辨认一行的那几列对应。"""

ROWS = """\
有的命令带一张表,例如 `--scores 得分表.csv`。列名写中文或字段名都可以,空格子算没有填;带 * 的必须填。
短的行可以不用文件,直接写成 `值=值`,见“也可写作”。"""

LINES = """\
jsonl 一行一条命令,`command` 是“事项 动作”,其余是命令的字段;`key` 可以没有,有则跨文件辨认同一条:

```json
{"command": "finding raise", "units": ["清河镇"], "issue": "粪污直排", "on": "2025-11-03", "basis": "×环函〔2025〕17号"}
```

字段名见[事件一览](events.md)各事件和 `ptaudit 事项 动作 --help`;
全部命令的 JSON Schema 由 `ptaudit template 命令 -o 命令.json` 写出。
数写成文字或数都可以,按所写的读,不经浮点。查询答案的 JSON Schema 由 `ptaudit 查询 --format schema` 给出。"""


def page() -> str:
    parts = ["# 文件格式", GENERATED, "## 工作簿模板", TEMPLATES]
    for template in TABLES.values():
        parts += _template(template)
    parts += ["## 命令所带的表", ROWS]
    for title, model, calls in _said():
        parts += [f"### {title}", f"用于 {codes(calls)}。{_short(model)}", _rows(model)]
    return joined(*parts, "## 成批的命令", LINES)


def _template(template: Template) -> Iterator[str]:
    yield f"### {template.name}"
    doors = {door.command: f"{door.noun} {door.verb}" for door in DOORS}
    steps = [f"{step.name or '每行'} {code(doors[step.command])}" for step in template.steps]
    known = [template.by_name[name].title for name in template.identity]
    yield f"登记:{'、'.join(steps)}。没有序号时按 {'、'.join(known)} 辨认一行。"
    rows = (
        (
            column.title + (" *" if column.required else ""),
            code(column.name),
            _form(column),
            column.note,
            column.example,
        )
        for column in template.columns
    )
    yield table(("列", "字段", "填什么", "说明", "示例"), rows)


def _form(column: Column) -> str:
    return "、".join(column.form.choices) or FORMS[column.form.kind]


def _said() -> Iterator[tuple[str, type[Said], list[str]]]:
    """Each kind of row a command takes, with the options that take it."""
    found: dict[type[Said], tuple[str, list[str]]] = {}
    for door in DOORS:
        for name, field in door.command.model_fields.items():
            if (row := shapes.of(field).row) is not None:
                _, calls = found.setdefault(row, (field.title or name, []))
                place = "" if position(field) is not None else f" {option_name(name)}"
                calls.append(f"{door.noun} {door.verb}{place}")
    for model, (title, calls) in found.items():
        yield title, model, calls


def _short(model: type[Said]) -> str:
    names = [model.model_fields[name].title or name for name in typed(model)]
    return f"也可写作 {code('='.join(names))}。" if names else ""


def _rows(model: type[Said]) -> str:
    rows = []
    for name, field in model.model_fields.items():
        shape = shapes.of(field)
        told = (
            "、".join(shape.choices) or WORDS(f"value.{shape.kind}")
            if shape.kind != "flag"
            else "是、否"
        )
        title = (field.title or name) + (" *" if field.is_required() else "")
        rows.append((title, code(name), told, field.description))
    return table(("列", "字段", "填什么", "说明"), rows)
