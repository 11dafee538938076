"""分值 as tables write it: 10, 10分, (10), 20.0, +5; what is no amount is said so, never guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.batch.widths import narrow

_AMOUNT = r"[0-9]{1,4}(?:\.[0-9]{1,2}0*)?"
_POINTS = re.compile(
    rf"\(?\s*(?P<sign>\+|加|最高加?|不超过|满分)?\s*(?P<amount>{_AMOUNT})\s*分?\s*\)?"
)
#: Stand where an item has no points.
_NONE = frozenset(
    (
        "-",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "不计分",
        "一票否决",
        "否决项",
        "一票否决项",
        "加分项",
        "扣分项",
    )
)
_BEHIND = re.compile(rf"\(\s*(?:满分|共|计)?\s*({_AMOUNT})\s*分\s*\)\s*:?$")


@dataclass(frozen=True, slots=True)
class Read:
    """*bonus*: written as an amount to be won on top. *none*: it says that there are no points."""

    amount: Decimal
    bonus: bool = False
    none: bool = False


def read(said: str) -> Read | None:
    """What the cell says; None for what is no amount."""
    text = narrow(said).strip()
    if text in _NONE:
        return Read(Decimal(0), none=True)
    found = _POINTS.fullmatch(text)
    if found is None or text.count("(") != text.count(")"):
        return None
    return Read(Decimal(found["amount"]), bonus=(found["sign"] or "") in ("+", "加", "最高加"))


def behind(name: str) -> tuple[str, Decimal | None]:
    """A name, and the points in brackets behind it: 组织领导(20分)."""
    found = _BEHIND.search(narrow(name.strip()))
    if found is None:
        return name, None
    return name.strip()[: found.start()].strip(), Decimal(found[1])
