"""What a person says to have something recorded: one model a command, from which every door is derived.

A field's ``title`` is its Chinese name (the workbook's column, the option's help, the form's label),
``description`` the rest of the help. ``positional`` in ``json_schema_extra`` gives an argument's place
on the command line; every other field is an option.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ptaudit.domain.events.base import Event
from ptaudit.domain.record import BasisDocument, Evidence
from ptaudit.domain.values import (
    Handling,
    Line,
    Ordinal,
    OrganRef,
    Position,
    SaidDay,
    Sha256,
    Text,
)

#: A range is written out as far as this; no command takes as many entries at once.
LONGEST = 1000
_RANGE = re.compile(r"第?([1-9][0-9]{0,8})号?[-—~至]第?([1-9][0-9]{0,8})号?")


def _document(value: object) -> object:
    if isinstance(value, str):
        return (BasisDocument(doc_no=value.strip()),)
    if isinstance(value, list | tuple):
        return tuple(
            BasisDocument(doc_no=item.strip()) if isinstance(item, str) else item for item in value
        )
    return value


def _several(value: object) -> object:
    """One value where several may stand; a list where JSON gives one."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str | int) else value


def split_names(value: object) -> object:
    """Several names may stand in one text, set apart as people do: 清河镇、河口镇."""
    if isinstance(value, str):
        return tuple(name for name in re.split(r"[,，、\s]+", value) if name)
    if isinstance(value, list | tuple):
        found: list[object] = []
        for item in value:
            names = split_names(item) if isinstance(item, str) else item
            found.extend(names if isinstance(names, tuple) else (names,))
        return tuple(found)
    return value


def split_ranges(value: object) -> object:
    """``1042-1050`` as the numbers it stands for, of a greater range the first :data:`LONGEST`."""
    names = split_names(value)
    if not isinstance(names, tuple):
        return names
    found: list[object] = []
    for name in names:
        ends = _RANGE.fullmatch(name) if isinstance(name, str) else None
        if ends is None or int(ends[1]) > int(ends[2]):
            found.append(name)
        else:
            first, last = int(ends[1]), int(ends[2])
            found.extend(map(str, range(first, min(last, first + LONGEST - 1) + 1)))
    return tuple(found)


def _organ(value: object) -> object:
    return SAID_ORGANS.get(value.strip(), value.strip()) if isinstance(value, str) else value


def split_organs(value: object) -> object:
    names = split_names(value)
    return tuple(_organ(name) for name in names) if isinstance(names, tuple) else names


def _pairs(value: object) -> object:
    """Pairs from a mapping, from texts ``name=value``, or as they are."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, str):
        value = (value,)
    if isinstance(value, list | tuple):
        return tuple(
            tuple(item.split("=", 1)) if isinstance(item, str) and "=" in item else item
            for item in value
        )
    return value


#: What people call the organs, beside their codes.
SAID_ORGANS: Mapping[str, str] = MappingProxyType(
    {
        "县委": "CPC",
        "县政府": "CGV",
        "县绩效委": "JXW",
        "绩效委": "JXW",
        "县目督办": "MDB",
        "目督办": "MDB",
        "环保部门": "EPB",
        "县环保部门": "EPB",
        "县委办公室": "OFC-P",
        "县政府办公室": "OFC-G",
    }
)

Documents: TypeAlias = Annotated[tuple[BasisDocument, ...], BeforeValidator(_document)]
#: A unit's code, name or short name, as typed; the decider finds the unit.
UnitName: TypeAlias = Line
UnitNames: TypeAlias = Annotated[tuple[UnitName, ...], BeforeValidator(split_names)]
Lines: TypeAlias = Annotated[tuple[Line, ...], BeforeValidator(_several)]
Numbers: TypeAlias = Annotated[tuple[Ordinal, ...], BeforeValidator(_several)]
Organ: TypeAlias = Annotated[OrganRef, BeforeValidator(_organ)]
Organs: TypeAlias = Annotated[tuple[OrganRef, ...], BeforeValidator(split_organs)]
#: Reads a mapping or texts ``name=value`` where a field holds pairs.
PAIRS = BeforeValidator(_pairs)


class Earlier:
    """Marks a field that may name an earlier entry by number (第1042号, 1042); doors turn it into its id."""


EntryName: TypeAlias = Annotated[Line, Earlier()]
#: Earlier entries, or cases such as a finding's number.
EntryNames: TypeAlias = Annotated[tuple[EntryName, ...], BeforeValidator(_several)]

#: Earlier entries, perhaps from one number to another (1042-1050).
EntryRanges: TypeAlias = Annotated[tuple[EntryName, ...], BeforeValidator(split_ranges)]


def arg(place: int, title: str, description: str = "", **more: Any) -> Any:
    """A field that is a positional argument on the command line (*place* 1, 2, …)."""
    return Field(
        title=title, description=description, json_schema_extra={"positional": place}, **more
    )


def opt(title: str, description: str = "", default: Any = None, **more: Any) -> Any:
    """A field that is an option on the command line, absent by default."""
    return Field(default=default, title=title, description=description, **more)


def need(title: str, description: str = "", **more: Any) -> Any:
    """A field that is an option on the command line and must be given."""
    return Field(title=title, description=description, **more)


class Said(BaseModel):
    """One row of a list a command takes: of a table, a workbook or a JSON array."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Command(BaseModel):
    """What all acts may say. *on* is the day of the act; absent, the day it is recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    #: The events this command may record; the first gives title, article and default organ.
    records: ClassVar[tuple[type[Event], ...]]

    on: SaidDay | None = opt("日期", "行为发生之日;不填为今天")
    basis: Documents = opt("依据文号", "可重复", default=())
    evidence: tuple[Evidence, ...] = opt("证据文件", "可重复;只登记哈希", default=())
    organ: Organs = opt("行为机关", "与默认不同才填,如 CPC、MDB、UNI:qinghe", default=())
    issued_by: Organs = opt("发文机关", "由其他机关发文时填", default=())
    signatory: Line | None = opt("签发人")
    irregular: Text | None = opt("越权或倒序说明", "明知不合程序仍须登记时填写理由")
    reason: Text | None = opt("理由")
    late_reason: Text | None = opt("迟录说明")
    handling: Handling = opt("知悉范围", default="内部")

    @classmethod
    def event(cls) -> type[Event]:
        return cls.records[0]


class OnHead(Command):
    """An act that rests on the whole ledger at a size and its root.

    Whoever holds the ledger fills in what was not said with its head, and holds the rest against it.
    """

    head_position: Position | None = opt("账本到第几号", "不填为登记时的最后一号")
    head_root: Sha256 | None = opt("账本指纹", "填写的与账本核对,不填由程序取得")
