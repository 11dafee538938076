"""A mapping that is added to without copying all it holds."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Growing(Mapping[K, V]):
    """Layers, the newer before the older; a layer is merged into one that is not twice its size.

    So *n* additions copy n·log n entries in all, and a look-up asks log n layers. It never changes.
    """

    __slots__ = ("_layers",)

    def __init__(self, content: Mapping[K, V] | None = None) -> None:
        self._layers: tuple[dict[K, V], ...] = (dict(content),) if content else ()

    def adding(self, content: Mapping[K, V]) -> "Growing[K, V]":
        """This mapping with *content* on top."""
        if not content:
            return self
        layers, newest = list(self._layers), dict(content)
        while layers and len(layers[-1]) < 2 * len(newest):
            newest = {**layers.pop(), **newest}
        grown: Growing[K, V] = Growing()
        grown._layers = (*layers, newest)
        return grown

    def __getitem__(self, key: K) -> V:
        for layer in reversed(self._layers):
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __iter__(self) -> Iterator[K]:
        """In the order in which keys were first added."""
        return iter(dict.fromkeys(key for layer in self._layers for key in layer))

    def __len__(self) -> int:
        return (
            len(set().union(*self._layers))
            if len(self._layers) > 1
            else sum(map(len, self._layers))
        )

    def __repr__(self) -> str:
        return f"Growing({dict(self)!r})"
