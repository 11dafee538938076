"""Every command stands in the table once, says what it records and names its fields in Chinese."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.events.catalogue import ALL

WORD = re.compile(r"[a-z]+")
CHINESE = re.compile("[\u4e00-\u9fff]")


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def commands() -> Iterator[type[Command]]:
    waiting = list(Command.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting.extend(found.__subclasses__())
        if hasattr(found, "records") and found.__module__.startswith("ptaudit."):
            yield found


def test_each_command_has_one_door() -> None:
    """A command without a door could not be given; two doors would be two names for one act."""
    assert sorted(door.command.__name__ for door in DOORS) == sorted(
        command.__name__ for command in commands()
    )
    assert len({(door.noun, door.verb) for door in DOORS}) == len(DOORS)
    assert all(WORD.fullmatch(door.noun) and WORD.fullmatch(door.verb) for door in DOORS)


def test_every_kind_is_recorded_by_some_door() -> None:
    """All but what the software itself writes: the opening of a ledger, the head of a batch."""
    recorded = {event.kind for door in DOORS for event in door.command.records}
    assert {event.kind for event in ALL} - recorded == {"ledger.opened", "batch.imported"}


@pytest.mark.parametrize("command", [door.command for door in DOORS], ids=lambda c: c.__name__)
def test_fields_are_named_in_printable_chinese(command: type[Command]) -> None:
    """Titles and help are Chinese and survive a GBK console; argument places are 1, 2, …"""
    places = []
    waiting: list[type[BaseModel]] = [command]
    while waiting:
        model = waiting.pop()
        if not model.__module__.startswith("ptaudit.domain.commands"):
            continue
        for name, field in model.model_fields.items():
            assert field.title is not None, f"{model.__name__}.{name}"
            assert CHINESE.search(field.title), f"{model.__name__}.{name}"
            (field.title + (field.description or "")).encode("gbk")
            waiting.extend(models_in(field.annotation))
            if model is command and isinstance(field.json_schema_extra, dict):
                places.append(field.json_schema_extra["positional"])
    assert sorted(map(str, places)) == [str(n + 1) for n in range(len(places))]


def test_arguments_are_required() -> None:
    for door in DOORS:
        for name, field in door.command.model_fields.items():
            if field.json_schema_extra:
                assert field.is_required(), f"{door.command.__name__}.{name}"
