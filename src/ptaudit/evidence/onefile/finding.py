"""What is found, and what cannot be read at all."""

import base64
import re
from typing import Any, Callable, Dict, Iterator, List

from ptaudit.evidence.onefile.words import Said, text

LIMIT, MOST = 2**63 - 1, 20


class Stop(Exception):
    """Something is such that there is nothing more to look at in it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.said = Said(code, params)
        super().__init__(text(self.said))


class Findings:
    """Of each kind the first twenty are told, the others counted: none hides another kind."""

    def __init__(self) -> None:
        self.kinds: Dict[str, List[Said]] = {}
        self.more: Dict[str, int] = {}

    def add(self, code: str, **params: Any) -> None:
        said, told = Said(code, params), self.kinds.setdefault(code, [])
        if said not in told:
            if len(told) < MOST:
                told.append(said)
            else:
                self.more[code] = self.more.get(code, 0) + 1

    def tried(self, read: Callable[[], Any]) -> Any:
        """What *read* gives; None where it stops, which is told."""
        try:
            return read()
        except Stop as stop:
            return self.add(stop.said.code, **stop.said.params)

    def has(self, *grades: str) -> bool:
        return any(code.startswith(grades) for code in self.kinds)

    def told(self) -> Iterator[Said]:
        """What is proven first, then what cannot be decided, then what is only to be known."""
        for grade in ("bad.", "lack.", "note."):
            for code in self.kinds:
                if code.startswith(grade):
                    yield from self.kinds[code]
                    if code in self.more:
                        yield Said("more", {"count": self.more[code]})


def need(right: object) -> None:
    if not right:
        raise ValueError


def b64(said: str) -> bytes:
    data = base64.b64decode(said, validate=True)
    need(base64.b64encode(data).decode() == said)
    return data


def number(said: str) -> int:
    need(re.fullmatch("0|[1-9][0-9]{0,18}", said) and int(said) <= LIMIT)
    return int(said)
