"""What is called and is no door: reads and the ledger's own upkeep, a module a theme.

A module names its ``CALLS``: :class:`~ptaudit_cli.reads.Read` values (a dataclass for the rows, a
function from an :class:`~ptaudit_cli.reads.Ask` to them) and :class:`Action` values. To add a read:

1. write the row and the function, and add ``Read("noun", "verb", Row, function)`` to ``CALLS``;
2. add ``Entry("noun", "verb", "标题", "title", home="<module>")`` to ``ptaudit_cli.index.answers``;
3. name new columns in ``messages/zh/columns.toml`` and ``messages/en/columns.toml``
   (``field``, or ``"noun verb.field"`` where the field means something else there);
4. run ``pytest tests/cli``: it says what is missing.

``ask.view`` stands at both clocks; ``ask["unit"]`` is an argument, ``ask.get("x")`` an option, ``ask.year``
the year. ``--as-recorded``, ``--as-effective``, ``--year``, ``--format``, ``-o``, the printed clocks, the
JSON Schema and CSV follow from the row. Imports of the application belong inside of functions: help must
not wait for them.
"""

from collections.abc import Iterator
from importlib import import_module

from ptaudit_cli.actions import Action
from ptaudit_cli.frame import Leaf
from ptaudit_cli.index import Entry
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Choice, Read


def calls(home: str) -> dict[tuple[str, str], Read | Choice | Action]:
    """What module *home* answers, by noun and verb."""
    module = import_module(f"ptaudit_cli.commands.{home}")
    return {(call.noun, call.verb): call for call in module.CALLS}


def reads(home: str) -> Iterator[Read]:
    """Every read of module *home*, those of its choices among them."""
    for call in calls(home).values():
        if isinstance(call, Read):
            yield call
        elif isinstance(call, Choice):
            yield from call.ways


def leaf(entry: Entry, words: Catalogue) -> Leaf:
    return calls(entry.home)[entry.noun, entry.verb].leaf(entry, words)
