"""事件一览: the storage vocabulary, field by field, from the models themselves."""

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ptaudit.domain import values
from ptaudit.domain.commands.base import Said
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.names import ROLES
from ptaudit_cli import citations
from tests.docs.reference.markdown import GENERATED, WORDS, code, codes, joined, listed, table

FAMILIES: Mapping[str, str] = {
    "ledger": "账本",
    "keys": "账本",
    "basis": "依据、口径、年度",
    "register": "机关、单位、人员、登记权",
    "lineages": "机关、单位、人员、登记权",
    "posts": "机关、单位、人员、登记权",
    "history": "历史",
    "targets": "目标、细则、任务",
    "tasks": "任务和指标值",
    "selfchecks": "自查",
    "duties": "履职、未报和告知",
    "inspections": "检查与整改",
    "findings": "检查与整改",
    "vetoes": "一票否决",
    "assessment": "考评",
    "onsite": "考评",
    "results": "结果与运用",
    "applied": "结果与运用",
    "objections": "异议",
    "corrections": "更正、保全",
}
#: Kinds that stand in another family of the catalogue than the module of their class.
ELSEWHERE = {"person.sealed": "更正、保全", "archive.transferred": "更正、保全"}
OTHERS = {
    "UNI": "所涉单位",
    "REG": "登记岗",
    "SYS": "系统管理",
    "DEP": "县级部门",
    "SUP": "上级机关",
}

INTRO = """\
账本里的每一号是一个事件:一件留下了纸的行为。种类的名称(如 `finding.raised`)写进账本就不再改。
每一号外面还有一层信封(谁登记、哪天、谁的行为、依据),见[账本格式](ledger.md)。

“第几条”只写条文真有的内容;条文没有的写口径或软件约束(细则未规定)。机关是默认的行为机关,用 `--organ` 才改。
`[]` 是列表,`?` 是可以没有的字段。分值写两位小数的文字,例如 `"3.00"`。"""

_NAMED: tuple[tuple[Any, str], ...] = (
    (values.Points, "分值"),
    (values.Number, "小数"),
    (values.EntryId, "登记标识"),
    (values.Sha256, "哈希"),
    (values.OrganRef, "机关"),
    (values.Year, "年度"),
)
_SIMPLE: Mapping[Any, str] = {
    str: "文字",
    int: "整数",
    bool: "是否",
    dt.date: "日期",
    Decimal: "小数",
}


def page() -> str:
    parts = ["# 事件一览", GENERATED, INTRO]
    family = ""
    for event in ALL:
        module = event.__module__.rpartition(".")[2]
        title = ELSEWHERE.get(event.kind, FAMILIES[module])
        if title != family:
            family = title
            parts.append(f"## {title}")
        parts += _event(event)
    return joined(*parts)


def organ(role: str) -> str:
    return ROLES.get(role) or OTHERS.get(role) or role


def claims(event: type[Event]) -> str:
    return listed(citations.of_claim(claim, WORDS) for claim in event.claims)


def doors(event: type[Event]) -> list[str]:
    """The calls that record it, as typed."""
    return [f"{d.noun} {d.verb}" for d in DOORS if event in d.command.records]


def _event(event: type[Event]) -> Iterator[str]:
    yield f"### {event.kind}"
    facts = [
        f"**{event.title}**",
        f"依据:{claims(event)}",
        f"机关:{listed(organ(role) for role in event.organs)}",
        f"命令:{codes(doors(event))}" if doors(event) else "",
    ]
    yield " · ".join(fact for fact in facts if fact)
    yield table(("字段", "中文", "类型"), _fields(event, (), _titles(event)))


def _titles(event: type[Event]) -> Mapping[str, str]:
    """What people call its fields, by their path's last two names: ``items.code``, ``year``."""
    found: dict[str, str] = {}
    for door in DOORS:
        if event in door.command.records:
            _take(door.command, "", found)
    return found


def _take(model: type[BaseModel], owner: str, found: dict[str, str]) -> None:
    for name, field in model.model_fields.items():
        if field.title:
            found.setdefault(f"{owner}.{name}".lstrip("."), field.title)
        for part in _parts(field.annotation):
            if issubclass(part, Said):
                _take(part, name, found)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _fields(
    model: type[BaseModel], before: tuple[str, ...], titles: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        stored = field.alias or name
        hint, optional = _bare(hints[name])
        many = get_origin(hint) is tuple and get_args(hint)[-1] is Ellipsis
        inner = get_args(hint)[0] if many else hint
        owner = before[-1].removesuffix("[]") + "." if before else ""
        title = titles.get(owner + name, titles.get(owner + stored, ""))
        path = (*before, stored + ("[]" if many else ""))
        yield code(".".join(path) + ("?" if optional else "")), title, _type(inner)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _fields(inner, path, titles)


def _bare(hint: Any) -> tuple[Any, bool]:
    """*hint* without ``None``, and whether it had it; a tuple looks the same checked or not."""
    optional = False
    while True:
        if get_origin(hint) in (Union, types.UnionType):
            rest = [part for part in get_args(hint) if part is not type(None)]
            optional = optional or len(rest) < len(get_args(hint))
            if len(rest) > 1:
                return hint, optional
            hint = rest[0]
        elif hasattr(hint, "__metadata__") and get_origin(get_args(hint)[0]) is tuple:
            hint = get_args(hint)[0]
        else:
            return hint, optional


def _type(hint: Any) -> str:
    for known, text in _NAMED:
        if hint == known:
            return text
    if get_origin(hint) is Literal:
        return " / ".join(map(str, get_args(hint)))
    if get_origin(hint) in (Union, types.UnionType):
        return " 或 ".join(_type(p) for p in get_args(hint) if p is not type(None))
    if get_origin(hint) is tuple:
        return "(" + ",".join(_type(p) for p in get_args(hint)) + ")"
    if hasattr(hint, "__metadata__"):
        return _type(get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return "以下各项"
    return _SIMPLE.get(hint, "JSON")
