"""整改状态 as lists print it: what kind of state it is, by which is told what would record it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from ptaudit.domain.names import listed

State: TypeAlias = Literal["open", "done", "closed", "under_way", "lasting", "other"]
#: The first that is found is meant: 未完成 before 完成, 已销号 before 已完成.
_WORDS: Final[Sequence[tuple[State, str]]] = (
    ("open", r"未完成|未整改|尚未|滞后|未启动|未达|逾期|未销号|^否$"),
    ("closed", r"销号|办结|^是$"),
    ("done", r"已完成|完成整改|整改完成|基本完成|整改到位|^完成|已整改"),
    ("under_way", r"正在|推进|序时|整改中|进行中|实施"),
    ("lasting", r"长期|持续|坚持|常态"),
)
#: Characters of one cell that are shown.
_SHOWN = 20


def state(said: str) -> State:
    """``已完成并长期坚持`` is done; what says none of it is other."""
    return next((kind for kind, words in _WORDS if re.search(words, said)), "other")


def told(heading: str, cells: Mapping[int, str]) -> Sequence[tuple[int, State, str]]:
    """One line a state of the column: its first row, what it is, and its words with their rows."""
    found: dict[State, dict[str, list[int]]] = {}
    for row, said in cells.items():
        short = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}..."
        found.setdefault(state(said), {}).setdefault(short, []).append(row)
    return [
        (
            min(row for rows in words.values() for row in rows),
            kind,
            f"“{heading}”"
            + listed(
                [f"{said}(第{listed([str(n) for n in rows])}行)" for said, rows in words.items()]
            ),
        )
        for kind, words in found.items()
    ]
