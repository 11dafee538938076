"""Who is known by which name in which units, and whose name is no longer shown (第五条; 遮蔽为软件约束)."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ptaudit.domain.events.posts import PersonSealed, PostAssumed

#: What stands in an answer in place of a sealed person's name.
COVERED = "〔已遮蔽〕"


@dataclass(frozen=True, slots=True)
class Person:
    """*name* as last recorded; *names* is every name and unit it was recorded under."""

    code: str
    name: str
    names: tuple[tuple[str, str], ...]
    sealed: bool = False

    @property
    def shown(self) -> str:
        return COVERED if self.sealed else self.name

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for _, unit in self.names))


@dataclass(frozen=True)
class People:
    """Persons by code. Mappings are never changed in place."""

    persons: Mapping[str, Person] = field(default_factory=dict)
    #: Sealed before any post of theirs is folded (the seal is of an earlier day).
    early: Mapping[str, bool] = field(default_factory=dict)

    def with_post(self, event: PostAssumed) -> "People":
        said = (event.name, event.unit)
        former = self.persons.get(event.person)
        if former is None:
            person = Person(event.person, event.name, (said,), self.early.get(event.person, False))
        else:
            names = tuple(dict.fromkeys((*former.names, said)))
            person = replace(former, name=event.name, names=names)
        return replace(self, persons={**self.persons, event.person: person})

    def with_seal(self, event: PersonSealed) -> "People":
        is_sealed = event.decision == "遮蔽"
        if (person := self.persons.get(event.person)) is None:
            return replace(self, early={**self.early, event.person: is_sealed})
        sealed = replace(person, sealed=is_sealed)
        return replace(self, persons={**self.persons, event.person: sealed})

    def named(self, code: str) -> str:
        """How an answer names the person: by the last name, by COVERED, by the code of one unknown."""
        person = self.persons.get(code)
        return code if person is None else person.shown

    def bearing(self, name: str) -> tuple[Person, ...]:
        """Every person once recorded under *name*, sealed ones among them."""
        persons = self.persons.values()
        return tuple(p for p in persons if any(said == name for said, _ in p.names))

    @cached_property
    def sealed(self) -> tuple[Person, ...]:
        return tuple(person for person in self.persons.values() if person.sealed)

    def cover(
        self, text: str, units: Collection[str] | None = None, keep: Iterable[str] = ()
    ) -> str:
        """*text* with the names of sealed persons covered.

        *units*: codes of the units the text is about; a name is covered only where its bearer had a
        post in one of them. None: not known, so every such name is covered. *keep*: longer names
        (of units and organs) inside of which nothing is covered.
        """
        for person in self.sealed:
            for name, unit in person.names:
                if name in text and (units is None or unit in units):
                    text = _covered(text, name, [k for k in keep if name in k])
        return text


def _covered(text: str, name: str, keep: list[str]) -> str:
    longest_first = sorted({*keep, name}, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.sub(pattern, lambda found: COVERED if found[0] == name else found[0], text)
