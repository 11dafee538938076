"""What a template is made of: columns, and the commands a row becomes, step by step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ptaudit.batch.forms import Form, form_of
from ptaudit.batch.measures import Several
from ptaudit.domain.commands.base import Command
from ptaudit.domain.events.corrections import Template as TemplateName

#: The row's own number: never a command's field.
NUMBER = "序号"
#: What stands there in a row that only shows how to fill in.
EXAMPLE = "示例"


@dataclass(frozen=True, slots=True)
class Column:
    """*title* heads it; *name* is what ``--map`` and options call it."""

    name: str
    title: str
    form: Form
    note: str = ""
    required: bool = False
    example: str | int | None = None
    #: Whether registered units are offered.
    units: bool = False
    #: What other offices head it.
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a row.

    *fields*: of the command, from which columns (the first that is filled in). *due*: filled in, any
    of these makes the step happen; empty, it always does. *takes*: a field from an earlier step of
    the row, the first of the named that is due.
    """

    name: str
    command: type[Command]
    fields: Mapping[str, tuple[str, ...]]
    due: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Columns that must be filled in when it is due, by the names people read.
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Headings known that feed no command of their own.

    *states*: what stands there is the state of a matter, of which no act can be made without its day.
    *kept*: into the column *into*, under its heading. *rest* is only named. A heading that is a
    column's as well is aside unless that column of *unless* is there.
    """

    states: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    into: str = ""
    unless: tuple[str, str] | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self.states, *self.rest, *self.kept)


@dataclass(frozen=True, slots=True)
class Groups:
    """What a heading of its own line says of the rows below it: a value of column *name*, by its words.

    The first whose words are in it is meant.
    """

    name: str
    words: tuple[tuple[str, str], ...]

    def said(self, heading: str) -> str | None:
        return next((value for value, words in self.words if re.search(words, heading)), None)


@dataclass(frozen=True)
class Template:
    """*identity*: what tells rows apart that have no number. *book*: what all rows of one table share,
    the first filled in of each; of a day its year. Numbers are the table's own, so they go with it.

    *one_of*: exactly one step is due; *may_rest*: a row with none due is passed over.
    """

    name: TemplateName
    version: int
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    identity: tuple[str, ...]
    book: tuple[tuple[str, ...], ...] = ()
    one_of: bool = False
    may_rest: bool = False
    #: What a row below another may say more of it.
    several: Several | None = None
    #: Columns of lists that feed no command.
    aside: Aside | None = None
    groups: Groups | None = None

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def by_title(self) -> Mapping[str, Column]:
        also = {title: column for column in self.columns for title in column.also}
        return also | {column.title: column for column in self.columns}

    @cached_property
    def owners(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps each column feeds."""
        return {
            column.name: tuple(
                s for s in self.steps if column.name in _sources(s) | _of_measures(s, self.several)
            )
            for column in self.columns
        }


def _of_measures(step: Step, several: Several | None) -> set[str]:
    """Columns that say more of the measures *step* takes."""
    return {several.units} if several is not None and several.field in step.fields else set()


def _sources(step: Step) -> set[str]:
    return {name for names in step.fields.values() for name in names} | set(step.due)


def column(
    command: type[Command],
    name: str,
    title: str = "",
    *,
    of: str = "",
    note: str = "",
    required: bool = False,
    example: str | int | None = None,
    units: bool = False,
    form: Form | None = None,
    also: str = "",
) -> Column:
    """A column for a field of *command* (*of*, when it is not called *name*), titled as the field is.

    *also*: other headings it is known by, with spaces between.
    """
    info = command.model_fields[of or name]
    return Column(
        name=name,
        title=title or info.title or name,
        form=form or form_of(info),
        note=note or info.description or "",
        required=required,
        example=example,
        units=units,
        also=tuple(also.split()),
    )


def columns(command: type[Command], names: str) -> tuple[Column, ...]:
    """Columns for several fields of *command*, called and titled as the fields are."""
    return tuple(column(command, name) for name in names.split())


def noted(command: type[Command]) -> tuple[Column, ...]:
    """The two explanations every act may carry."""
    return columns(command, "irregular late_reason")


def fields(names: str) -> dict[str, tuple[str, ...]]:
    """Fields that are fed by the columns of their own names."""
    return {name: (name,) for name in names.split()}
