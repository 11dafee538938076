"""Numbers of entries as they are read: runs drawn together, long lists cut."""

from collections.abc import Iterable

from ptaudit_cli.messages import Catalogue

#: Runs of numbers shown before the rest is only counted.
MOST = 8


def runs(numbers: Iterable[int]) -> list[str]:
    """``2021、2023—2025`` as its parts, in ascending order."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(a) if a == b else f"{a}—{b}" for a, b in found]


def entries(positions: Iterable[int], words: Catalogue) -> str:
    """``第2021—2023号``; of a long list its beginning and how many there are."""
    held = sorted(set(positions))
    parts = runs(held)
    text = words.listed(parts[:MOST])
    if len(parts) > MOST:
        return words("audit.many", entries=text, count=len(held))
    return words("audit.entries", entries=text)
