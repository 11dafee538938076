"""jsonl: a command a line, or a table's row a line; numbers are read as they are written."""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ptaudit.application.importing import Item, Place, Unimportable
from ptaudit.application.requests import Request
from ptaudit.batch.objections import objections
from ptaudit.batch.sheets import Sheet
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.failures import Failure, Malformed
from ptaudit.domain.names import listed, near

_DIGITS = 18
BY_WORDS = {f"{door.noun} {door.verb}": door.command for door in DOORS}


@dataclass(slots=True)
class Commands:
    """What the lines say. *count*: lines that say something."""

    items: list[Item] = field(default_factory=list)
    problems: list[tuple[Place, Failure]] = field(default_factory=list)
    count: int = 0


def commands(lines: Sequence[str]) -> Commands:
    """``{"command": "finding raise", "units": ["清河镇"], …}``; ``key`` names a line across files.

    Without a key a line is known by what it says, and by how often it was said before in the file.
    """
    found = Commands()
    said: Counter[str] = Counter()
    taken: dict[str, int] = {}
    for number, line in _lines(lines):
        found.count += 1
        try:
            content = parsed(line)
            key = _key(content, said)
            if (first := taken.setdefault(key, number)) != number:
                raise Malformed("row.number_twice", number=key, first=first)
            command = _door(content).model_validate(content)
        except ValidationError as error:
            found.problems += [(Place("", number, f), failure) for f, failure in objections(error)]
            continue
        except Malformed as failure:
            found.problems.append((Place("", number), failure))
            continue
        request = Request(command, f"命令:{key}", shared=True)
        found.items.append(Item(request, Place("", number), {n: n for n in content}))
    return found


def table(lines: Sequence[str], file: str) -> Sheet:
    """Lines that are rows, as a sheet: its headings are the names the objects use, in order."""
    names: dict[str, None] = {}
    objects: list[dict[str, Any]] = []
    problems: list[tuple[Place, Failure]] = []
    for number, line in _lines(lines):
        while len(objects) < number - 1:
            objects.append({})
        try:
            objects.append(parsed(line))
        except Malformed as failure:
            problems.append((Place("", number), failure))
            continue
        for name, value in objects[-1].items():
            names[name] = None
            if isinstance(value, dict | list):
                problems.append((Place("", number, name), Malformed("line.nested", field=name)))
    if problems:
        raise Unimportable(file, problems)
    rows = [[o.get(name) for name in names] for o in objects]
    return Sheet("", [list(names), *rows])


def parsed(line: str) -> dict[str, Any]:
    """One object. Raises Malformed for anything else, a name twice, or a number no decimal is."""
    try:
        content = json.loads(
            line,
            object_pairs_hook=_once,
            parse_int=_whole,
            parse_float=str,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise Malformed("line.not_json", at=error.colno) from None
    except RecursionError:
        raise Malformed("line.not_json", at=1) from None
    if not isinstance(content, dict):
        raise Malformed("line.not_object")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed("line.field_twice", field=name)
        found[name] = _composed(value)
    return found


def _composed(value: Any) -> Any:
    """Text in NFC, as every door hands it on."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return [_composed(item) for item in value] if isinstance(value, list) else value


def _whole(said: str) -> int | str:
    """A number no field has room for stays text, for the model to refuse."""
    return int(said) if len(said) <= _DIGITS else said


def _no_number(said: str) -> object:
    raise Malformed("cell.not_a_value", value=said)


def _lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def _key(content: dict[str, Any], said: Counter[str]) -> str:
    key = content.pop("key", None)
    if key is not None:
        text = str(key).encode(errors="replace").decode()
        if not isinstance(key, str | int) or not text.strip() or text != str(key):
            raise Malformed("line.key", value=text)
        return text
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
    said[digest] += 1
    return f"#{digest}" if said[digest] == 1 else f"#{digest}:{said[digest]}"


def _door(content: dict[str, Any]) -> Any:
    words = content.pop("command", None)
    if words in (None, ""):
        raise Malformed("line.no_command")
    command = BY_WORDS.get(words) if isinstance(words, str) else None
    if command is None:
        text = str(words).encode(errors="replace").decode()
        raise Malformed("line.no_such_command", command=text, near=listed(near(text, BY_WORDS)))
    return command
