"""Who typed what, when: acts noted in any order and played in the order of their recorded times."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ptaudit.application import Ptaudit
from ptaudit.application.requests import Request
from ptaudit.domain.commands.base import Command

ZONE = dt.timezone(dt.timedelta(hours=8))
#: Commands from which a heap takes no further note.
LARGEST = 500
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

    def play(
        self,
        app: Ptaudit,
        clock: Clock,
        progress: Callable[[int, int], None],
        together: int = 0,
    ) -> None:
        """Have every note recorded at its own time, or with those of *together* days before it."""
        done = 0
        for notes in _heaps(sorted(self.notes), dt.timedelta(together)):
            clock.now = max(notes[-1].at, clock.now)
            noted = [command for note in notes for command in note.commands]
            commands = [c if isinstance(c, Command) else c(app) for c in noted]
            app.execute_all([Request(command) for command in commands], operator=notes[0].operator)
            done += len(notes)
            progress(done, len(self.notes))


def _heaps(notes: Sequence[Note], together: dt.timedelta) -> Iterator[Sequence[Note]]:
    """Neighbouring notes of one operator, none more than *together* after the first of its heap.

    What is made from the ledger as it stands begins a heap of its own.
    """
    heap: list[Note] = []
    for note in notes:
        if heap and not (
            together
            and note.operator == heap[0].operator
            and note.at - heap[0].at <= together
            and sum(len(other.commands) for other in heap) < LARGEST
            and all(isinstance(command, Command) for command in note.commands)
        ):
            yield heap
            heap = []
        heap.append(note)
    if heap:
        yield heap


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
