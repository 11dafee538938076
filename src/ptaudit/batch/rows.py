"""Rows of a template's sheet as requests, each with a key of its own; what is wrong is collected, not raised."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from ptaudit.application.importing import Item, Note, Place
from ptaudit.application.requests import Request, Takes
from ptaudit.batch import cells, layout, measures, states
from ptaudit.batch.cells import Value
from ptaudit.batch.headings import Headings
from ptaudit.batch.objections import objections
from ptaudit.batch.template import EXAMPLE, NUMBER, Column, Step, Template
from ptaudit.domain.commands.base import split_names
from ptaudit.domain.failures import Failure, Malformed

#: Stands in a command's field until the application puts there what an earlier step recorded.
PENDING = "待定"


@dataclass(slots=True)
class _Row:
    """What one row says so far. *bad*: columns whose value cannot be read."""

    number: int
    own: str
    said: dict[str, Value]
    written: set[str]
    bad: set[str]
    #: What rows below it say of further measures.
    more: list[dict[str, Value]]


class Reader:
    """Collects items and problems row by row."""

    def __init__(
        self, template: Template, sheet: str, found: Headings, defaults: Mapping[str, str]
    ) -> None:
        self.template, self.sheet, self.found = template, sheet, found
        self.items: list[Item] = []
        self.problems: list[tuple[Place, Failure]] = []
        self.notes: list[Note] = []
        self._counted: set[int] = set()
        #: Cells of columns that feed no command, by heading and row.
        self._aside: dict[str, dict[int, str]] = {}
        #: What the last heading of its own line says of the rows below.
        self.group: dict[str, Value] = {}
        self._defaults: dict[str, Value] = {}
        for name, said in defaults.items():
            column = template.by_name[name]
            try:
                self._defaults[name] = cells.value(said, column.form)
            except Malformed as failure:
                self.problems.append((Place(column=column.title), failure))
        self._titles = {step.name: _titles(step, template) for step in template.steps}
        self._rows: dict[str, int] = {}
        #: The row before, to which the next may add.
        self._held: _Row | None = None

    @property
    def count(self) -> int:
        """Rows of the sheet that say something, blocks side by side as one."""
        return len(self._counted)

    def note(self, number: int, sort: str, said: str) -> None:
        """What of the file is not recorded, or how it was read, by its row."""
        self.notes.append(Note(Place(self.sheet, number), sort, said))

    def read(self, number: int, raw: Sequence[object], *, strict: bool = False) -> None:
        """One row; an empty one and the example are passed over. *strict*: as wide as its heading."""
        if not any(cells.text(cell) for cell in raw):
            return
        index = self.found.number
        own = cells.text(raw[index]) if index is not None and index < len(raw) else ""
        if own == EXAMPLE:
            return
        row = _Row(number, own, {**self._defaults, **self.group}, set(), set(), [])
        if strict and len(raw) < self.found.width:
            self.finish()
            self._counted.add(number)
            self._object(
                row, "", Malformed("row.short", cells=len(raw), expected=self.found.width)
            )
            return
        self._stray(row, raw)
        for place, column in self.found.columns:
            if place < len(raw) and (said := cells.text(raw[place])):
                row.written.add(column.name)
                self._cell(row, column, raw[place] if not isinstance(raw[place], str) else said)
        self._put_aside(row, raw)
        if self.template.several is not None and self._continues(row):
            return
        self.finish()
        self._counted.add(number)
        self._held = row
        if self.template.several is None:
            self.finish()

    def _put_aside(self, row: _Row, raw: Sequence[object]) -> None:
        """Cells that feed no command: kept beside others under their heading, or named afterwards."""
        aside = self.template.aside
        for place, heading in self.found.aside:
            if aside is None or place >= len(raw) or not (said := cells.text(raw[place])):
                continue
            if heading in aside.kept or layout.bare(heading) in aside.kept:
                before = row.said.get(aside.into)
                kept = f"{heading}:{said}"
                row.said[aside.into] = f"{before};{kept}" if before else kept
            else:
                self._aside.setdefault(heading, {})[row.number] = said

    def name_aside(self) -> None:
        """Every column that was not read, as a note; of states what would record them."""
        aside = self.template.aside
        for heading, said in self._aside.items():
            if aside is not None and heading in aside.rest:
                self.note(min(said), "column", f"“{heading}”(共{len(said)}格)")
                continue
            for row, kind, words in states.told(heading, said):
                self.note(row, f"state_{kind}", words)

    def finish(self) -> None:
        """The last row is read: no other adds to it."""
        row, self._held = self._held, None
        if row is not None:
            self._commands(row)

    def _continues(self, row: _Row) -> bool:
        """Whether *row* only says one more measure of the problem above; then it is added to that."""
        held, several = self._held, self.template.several
        if held is None or several is None or several.text not in row.written:
            return False
        if row.own not in ("", held.own) or not measures.same_problem(row.said, held.said):
            return False
        own = {several.text, several.units, several.limit, *measures.PROBLEM}
        for name in sorted(row.written - own):
            if row.said.get(name) != held.said.get(name):
                self._object(row, self._title(name), Malformed("cell.of_first_row"))
        held.bad |= row.bad
        held.more.append(row.said)
        return True

    def _stray(self, row: _Row, raw: Sequence[object]) -> None:
        for cell in raw[self.found.width :]:
            if said := cells.text(cell):
                self._object(row, "", Malformed("row.beyond", value=said))

    def _cell(self, row: _Row, column: Column, raw: object) -> None:
        try:
            row.said[column.name] = cells.value(raw, column.form)
        except Malformed as failure:
            row.bad.add(column.name)
            self._object(row, column.title, failure)

    def _commands(self, row: _Row) -> None:
        for column in self.template.columns:
            if column.required and column.name not in row.said and column.name not in row.bad:
                self._object(row, column.title, Malformed("cell.missing", field=column.title))
        due = [step for step in self.template.steps if _is_due(step, row)]
        if self.template.one_of and len(due) != 1:
            choices = "、".join(self._title(step.due[0]) for step in self.template.steps)
            self._object(row, "", Malformed("row.one_of", columns=choices, found=len(due)))
        for name in sorted(row.written):
            owners = self.template.owners[name]
            shared = len(owners) == len(self.template.steps)
            if not shared and not any(step in due for step in owners):
                needed = "、".join(dict.fromkeys(self._title(n) for s in owners for n in s.due))
                self._object(row, self._title(name), Malformed("cell.needs", columns=needed))
        key = self._key(row)
        if key in self._rows:
            code = "row.number_twice" if row.own else "row.same_twice"
            twice = Malformed(code, number=row.own, first=self._rows[key])
            self._object(row, NUMBER if row.own else "", twice)
        self._rows.setdefault(key, row.number)
        for step in due:
            if (item := self._item(row, step, due, key)) is not None:
                self.items.append(item)

    def _item(self, row: _Row, step: Step, due: Sequence[Step], key: str) -> Item | None:
        content: dict[str, object] = dict(step.fixed)
        unread: set[str] = set()
        for name, sources in step.fields.items():
            source = next((s for s in sources if s in row.said or s in row.bad), None)
            if source in row.bad:
                unread.add(name)
            elif source is not None:
                content[name] = _spread(row.said[source], self.template.by_name[source])
        titles = self._titles[step.name]
        content |= self._several(row, step)
        limit = content.get("deadline")
        if self.template.several is not None and isinstance(limit, str):
            # A kind of deadline is no day; the limits of measures stand with the measures.
            del content["deadline"]
            content |= {} if "measures" in content else measures.of_one(limit)
        for name in step.needs:
            if name not in content and name not in unread:
                missing = Malformed("cell.missing", field=titles[name])
                self._object(row, titles[name], missing)
        takes: list[Takes] = []
        for name, steps in step.takes.items():
            if taken := next((s.name for n in steps for s in due if s.name == n), None):
                content[name] = PENDING
                takes.append(Takes(name, f"{key}:{taken}"))
        try:
            command = step.command.model_validate(content)
        except ValidationError as error:
            for name, failure in objections(error):
                if name not in unread:
                    self._object(row, titles.get(name, name), failure)
            return None
        own = f"{key}:{step.name}" if step.name else key
        request = Request(command, own, shared=True, takes=tuple(takes))
        return Item(request, Place(self.sheet, row.number), titles)

    def _several(self, row: _Row, step: Step) -> dict[str, object]:
        """What the row and those below it say together, where *step* takes it."""
        several = self.template.several
        if several is None:
            return {}
        found: dict[str, object] = {}
        if "units" in step.fields and row.more:
            found["units"] = measures.units(row.said, row.more)
        if several.field in step.fields and several.text in row.said:
            try:
                found[several.field] = measures.together(several, row.said, row.more)
            except Malformed as failure:
                self._object(row, self._title(several.limit), failure)
        return found

    def _key(self, row: _Row) -> str:
        """By the row's own number within its table; without one, by what tells rows apart."""
        if not row.own:
            told = {name: str(row.said.get(name, "")) for name in self.template.identity}
            digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
            return f"{self.template.name}:#{digest[:32]}"
        book = "".join(f"{part}:" for part in self._book(row))
        return f"{self.template.name}:{book}{row.own}"

    def _book(self, row: _Row) -> Iterator[str]:
        for names in self.template.book:
            name = next((n for n in names if n in row.said), None)
            if name is None:
                continue
            said = str(row.said[name])
            yield said[:4] if self.template.by_name[name].form.kind == "day" else said

    def _title(self, name: str) -> str:
        return self.template.by_name[name].title

    def _object(self, row: _Row, column: str, failure: Failure) -> None:
        place = Place(self.sheet, row.number, column)
        if not any(p == place and f.code == failure.code for p, f in self.problems[-8:]):
            self.problems.append((place, failure))


def _is_due(step: Step, row: _Row) -> bool:
    return not step.due or any(name in row.said or name in row.bad for name in step.due)


def _titles(step: Step, template: Template) -> Mapping[str, str]:
    """The column people fill in for each field of the step's command."""
    return {name: template.by_name[sources[0]].title for name, sources in step.fields.items()}


def _spread(value: Value, column: Column) -> object:
    return split_names(value) if column.form.kind == "names" else value
