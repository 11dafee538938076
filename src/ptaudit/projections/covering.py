"""遮蔽: an answer with the names of sealed persons covered, whatever the answer is (个人信息; 软件约束)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from ptaudit.domain.people import People
from ptaudit.domain.registry import Registry

Row = TypeVar("Row")
#: Who typed an entry, or checked it, did so in office: that is never covered.
IN_OFFICE = frozenset(("operator", "checked_by", "desk"))


@dataclass(frozen=True)
class Covering:
    """*people* as known at the answer's moment, about whatever day: a name is covered in the past, too."""

    people: People
    registry: Registry

    @property
    def is_idle(self) -> bool:
        return not self.people.sealed

    def row(self, row: Row) -> Row:
        """The same row of a table. It is about the units it names; about all, where it names none."""
        if self.is_idle or not is_dataclass(row) or isinstance(row, type):
            return row
        cells = {f.name: getattr(row, f.name) for f in fields(row) if f.name not in IN_OFFICE}
        units = self._named(cells.values())
        changed = {
            name: covered
            for name, cell in cells.items()
            if (covered := self.cell(cell, units)) != cell
        }
        return replace(row, **changed) if changed else row

    def entry(self, content: dict[str, Any]) -> dict[str, Any]:
        """An entry as it is set out for reading; it is about the units of its tags."""
        if self.is_idle:
            return content
        units = {tag[5:] for tag in content.get("tags", ()) if tag.startswith("unit:")} or None
        return {
            key: value if key in IN_OFFICE else self.cell(value, units)
            for key, value in content.items()
        }

    def content(self, content: dict[str, Any]) -> dict[str, Any]:
        """Any answer, text by text, each about the units that it names itself."""
        return {
            key: value if key in IN_OFFICE else self._deep(value) for key, value in content.items()
        }

    def _deep(self, cell: Any) -> Any:
        match cell:
            case str():
                return self.text(cell)
            case tuple() | list():
                return type(cell)(self._deep(item) for item in cell)
            case dict():
                return self.content(cell)
            case _:
                return cell

    def lines(self, lines: Iterable[str]) -> list[str]:
        return list(lines) if self.is_idle else [self.text(line) for line in lines]

    def text(self, text: str) -> str:
        return self.cell(text, self._named([text])) if not self.is_idle else text

    def cell(self, cell: Any, units: Collection[str] | None) -> Any:
        """Texts in it covered, lists and mappings through and through."""
        match cell:
            case str():
                return self.people.cover(cell, units, self._longer)
            case tuple():
                return tuple(self.cell(item, units) for item in cell)
            case list():
                return [self.cell(item, units) for item in cell]
            case dict():
                return {key: self.cell(item, units) for key, item in cell.items()}
            case _:
                return cell

    @cached_property
    def _units(self) -> tuple[tuple[str, str], ...]:
        """Every name a unit is called by, the longest first, with its code."""
        found = [
            (name, unit.code)
            for unit in self.registry.units.values()
            for name in (unit.name, *(unit.event.short or ()))
        ]
        return tuple(sorted(found, key=lambda pair: -len(pair[0])))

    @cached_property
    def _longer(self) -> tuple[str, ...]:
        """Names in which a person's may be found without being meant."""
        organs = (event.name for _, event in self.registry.organs)
        return (*(name for name, _ in self._units), *organs)

    def _named(self, cells: Iterable[Any]) -> frozenset[str] | None:
        """Codes of the units that *cells* name; None where they name none."""
        texts = [text for cell in cells for text in _texts(cell)]
        found = {code for name, code in self._units if any(name in text for text in texts)}
        return frozenset(found) or None


def _texts(cell: Any) -> Iterable[str]:
    match cell:
        case str():
            yield cell
        case tuple() | list():
            for item in cell:
                yield from _texts(item)
        case _:
            return
