"""Who typed what, when: acts noted in any order and played in the order of their recorded times."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ptaudit.application import Ptaudit
from ptaudit.application.deciding import Request
from ptaudit.domain.commands.base import Command

ZONE = dt.timezone(dt.timedelta(hours=8))
#: A command, or what makes it from the ledger as it then stands.
Noted = Command | Callable[[Ptaudit], Command]


@dataclass
class Clock:
    """The present, set by the diary."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.now


@dataclass(order=True)
class Note:
    at: dt.datetime
    number: int
    operator: str = field(compare=False)
    commands: tuple[Noted, ...] = field(compare=False)


@dataclass
class Diary:
    """Notes and the chance they are made with."""

    chance: Random
    notes: list[Note] = field(default_factory=list)

    def on(self, day: dt.date, operator: str, *commands: Noted, hour: int = 10) -> None:
        """*commands* typed together on *day*; a weekend's work is typed on the Monday."""
        while day.weekday() > 4:
            day += dt.timedelta(1)
        time = dt.time(hour, self.chance.randrange(60), self.chance.randrange(60))
        at = dt.datetime.combine(day, time, ZONE)
        self.notes.append(Note(at, len(self.notes), operator, commands))

    def play(self, app: Ptaudit, clock: Clock, progress: Callable[[int, int], None]) -> None:
        """Have every note recorded at its own time."""
        for n, note in enumerate(sorted(self.notes), 1):
            clock.now = max(note.at, clock.now)
            commands = [c if isinstance(c, Command) else c(app) for c in note.commands]
            app.execute_all([Request(command) for command in commands], operator=note.operator)
            progress(n, len(self.notes))


def said(command: type[Command], **fields: Any) -> Command:
    """A command from what is said, as a door would make it."""
    return command.model_validate(fields)


def days(first: dt.date, last: dt.date, chance: Random) -> dt.date:
    """A day between *first* and *last*, both included."""
    return first + dt.timedelta(chance.randrange((last - first).days + 1))


def of_kind(app: Ptaudit, kind: str, *tags: str) -> Sequence[str]:
    """Ids of the entries of *kind* that carry *tags*, oldest first."""
    from ptaudit.domain.boundaries import about

    return [r.id for r in app.view().entries(about(*tags, kinds=(kind,))) if r.kind == kind]
