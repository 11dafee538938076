"""One line of the index."""

from typing import NamedTuple


class Entry(NamedTuple):
    """*verb* is empty where the noun itself is called (``status``)."""

    noun: str
    verb: str
    zh: str
    en: str
    home: str = ""
