"""What can be called, by noun and verb, with its title in both languages: help reads this and nothing else.

A test holds it equal to the doors of the domain and the reads of ``commands``. *home* is the module of
``ptaudit_cli.commands`` that answers; empty, the call is a door: it records an act.
"""

from ptaudit_cli.index.acts import ACTS
from ptaudit_cli.index.answers import ANSWERS
from ptaudit_cli.index.entry import Entry
from ptaudit_cli.nouns import NOUNS, Noun

__all__ = ["ALONE", "ENTRIES", "NOUNS", "SHORTCUTS", "Entry", "Noun", "nouns", "verbs"]

ENTRIES: tuple[Entry, ...] = (
    *ACTS,
    *ANSWERS,
    Entry("correct", "", "更正一号登记", "Correct an entry"),
    Entry("void", "", "作废一号登记", "Void an entry"),
)

#: Calls that stand for another: what is typed, what is meant.
SHORTCUTS = {"correct": ("record", "correct"), "void": ("record", "void")}

#: Nouns that answer alone, without a verb, as this verb does.
ALONE = {"audit": "show", "checkpoint": "make"}


def nouns() -> dict[str, Noun]:
    return {noun.noun: noun for noun in NOUNS}


def verbs(noun: str) -> dict[str, Entry]:
    """The entries of *noun* by verb, in the order of help."""
    return {entry.verb: entry for entry in ENTRIES if entry.noun == noun}
