"""Names people use for organs, and near names for a mistyped one."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

ROLES: Mapping[str, str] = {
    "CPC": "县委",
    "CGV": "县政府",
    "JXW": "县绩效委",
    "MDB": "县目督办(县绩效办)",
    "EPB": "县环境保护行政主管部门",
    "OFC-P": "县委办公室",
    "OFC-G": "县政府办公室",
    "LDR": "县委、县政府有关领导",
}


def near(name: str, known: Iterable[str], limit: int = 3) -> Sequence[str]:
    """The *limit* names most like *name*, best first; one character in common is the least.

    A name several times as long as another is not like it and is not compared with it.
    """
    alike = [one for one in set(known) if 5 * min(len(name), len(one)) >= len(name) + len(one)]
    scored = sorted(
        ((SequenceMatcher(None, name, other).ratio(), other) for other in alike),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return [other for ratio, other in scored[:limit] if ratio >= 0.4]


def listed(found: Sequence[str]) -> str:
    return "、".join(found)
