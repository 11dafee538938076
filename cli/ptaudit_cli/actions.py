"""An action: something done to or with the ledger that is neither an act nor a read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from ptaudit_cli.frame import Leaf, Run
from ptaudit_cli.index import Entry
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import purpose
from ptaudit_cli.watched import NOTHING, Watched


@dataclass(frozen=True, slots=True)
class Action:
    """*params* makes what it takes; *run* does it and returns the exit code.

    What shows data of persons takes ``--purpose`` besides.
    """

    noun: str
    verb: str
    run: Run
    params: Callable[[], Sequence[click.Parameter]] = tuple
    watched: Watched = NOTHING

    def leaf(self, entry: Entry, words: Catalogue) -> Leaf:
        return Leaf(
            entry.verb or entry.noun,
            title=words.pick(entry.zh, entry.en),
            params=[*self.params(), *([purpose()] if self.watched.personal else [])],
            run=self.run,
            watched=self.watched,
        )
