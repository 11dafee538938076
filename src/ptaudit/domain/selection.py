"""What a decision or a view rests on: which kinds, about what."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """Any of *kinds* (none named: any kind) that carries all of *tags*."""

    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def matches(self, kind: str, tags: Collection[str]) -> bool:
        return (not self.kinds or kind in self.kinds) and all(tag in tags for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Selection:
    """Entries that meet at least one criterion; with no criterion, every entry."""

    criteria: tuple[Criterion, ...] = ()

    def matches(self, kind: str, tags: Collection[str]) -> bool:
        return not self.criteria or any(c.matches(kind, tags) for c in self.criteria)

    def __or__(self, other: "Selection") -> "Selection":
        if not self.criteria or not other.criteria:
            return EVERYTHING
        return Selection(tuple(dict.fromkeys((*self.criteria, *other.criteria))))


EVERYTHING = Selection()
