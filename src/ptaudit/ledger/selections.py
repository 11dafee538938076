"""Selections as SQL: a union of index range scans between two positions, compiled once a shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger.database import Database, Prepared
from ptaudit.ledger.tables import entry, term

ITEMS = 200
"""SQLite refuses a union of over 500 parts; longer selections are widened or read in pieces."""
_VALUES = 512
LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Scan:
    """Entries of any of *kinds* (none: any) with any of *terms*, or with all where *every*."""

    kinds: tuple[str, ...]
    terms: tuple[str, ...]
    every: bool = False

    @property
    def shape(self) -> tuple[int, int, bool]:
        return (len(self.kinds), len(self.terms), self.every)


def scans(selection: Selection) -> tuple[Scan, ...] | None:
    """The fewest scans that meet *selection*; None when it asks for every entry."""
    if not selection.criteria:
        return None
    bare: dict[str, None] = {}
    single: dict[tuple[str, ...], dict[str, None]] = {}
    joined: dict[Scan, None] = {}
    for criterion in selection.criteria:
        kinds = tuple(sorted(set(criterion.kinds)))
        tags = tuple(dict.fromkeys(criterion.tags))
        if not kinds and not tags:
            return None
        if not tags:
            bare.update(dict.fromkeys(kinds))
        elif len(tags) == 1:
            single.setdefault(kinds, {})[tags[0]] = None
        else:
            joined[Scan(_padded(kinds), tags, every=True)] = None
    out = [Scan(_padded(part), ()) for part in _parts(tuple(bare))]
    for kinds, found in single.items():
        out += [Scan(_padded(kinds), _padded(part)) for part in _parts(tuple(found))]
    return (*out, *joined)


def widened(selection: Selection) -> Selection:
    """What a condition can hold: the same selection, or a wider one by kinds, or everything."""
    if len(selection.criteria) <= ITEMS:
        return selection
    if all(c.kinds for c in selection.criteria):
        kinds = {kind for c in selection.criteria for kind in c.kinds}
        return Selection((Criterion(kinds=tuple(sorted(kinds))),))
    return Selection()


def _parts(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for i in range(0, len(values), _VALUES):
        yield values[i : i + _VALUES]


def _padded(values: tuple[str, ...]) -> tuple[str, ...]:
    """Repeat the last value up to a power of two, so that few shapes are ever compiled."""
    if not values:
        return values
    width = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (width - len(values))


def _binds(prefix: str, count: int) -> list[sa.BindParameter[str]]:
    return [sa.bindparam(f"{prefix}{i}", type_=sa.Text()) for i in range(count)]


_AFTER = sa.bindparam("after", type_=sa.BigInteger())
_UPTO = sa.bindparam("upto", type_=sa.BigInteger())


def _positions(nth: int, shape: tuple[int, int, bool]) -> sa.Select[Any]:
    kinds, terms, every = shape
    source = (entry if not terms else term).alias(f"s{nth}")
    query = sa.select(source.c.position).where(
        source.c.position > _AFTER, source.c.position <= _UPTO
    )
    if kinds:
        query = query.where(source.c.kind.in_(_binds(f"k{nth}_", kinds)))
    names = _binds(f"t{nth}_", terms)
    if terms and not every:
        return query.where(source.c.term.in_(names))
    for i, name in enumerate(names):
        if i == 0:
            query = query.where(source.c.term == name)
            continue
        other = term.alias(f"s{nth}_{i}")
        query = query.where(
            other.c.term == name,
            other.c.kind == source.c.kind,
            other.c.position == source.c.position,
        )
    return query


def _values(parts: Sequence[Scan]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for nth, scan in enumerate(parts):
        out.update((f"k{nth}_{i}", kind) for i, kind in enumerate(scan.kinds))
        out.update((f"t{nth}_{i}", name) for i, name in enumerate(scan.terms))
    return out


class Queries:
    """The compiled statements of one database, kept by shape."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[Any, Prepared] = {}

    def rows(
        self,
        parts: Sequence[Scan] | None,
        columns: tuple[str, ...],
        *,
        after: int,
        upto: int,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> tuple[str, Any]:
        """Text and parameters of *columns* of the entries that *parts* select, by position."""
        shapes = None if parts is None else tuple(p.shape for p in parts)
        name = ("rows", shapes, columns, newest_first, limit is not None)
        if (kept := self._kept.get(name)) is None:
            query = sa.select(*(entry.c[c] for c in columns))
            if shapes is None:
                query = query.where(entry.c.position > _AFTER, entry.c.position <= _UPTO)
            else:
                found = [_positions(i, s) for i, s in enumerate(shapes)]
                query = query.where(
                    entry.c.position.in_(sa.union(*found) if len(found) > 1 else found[0])
                )
            order = entry.c.position.desc() if newest_first else entry.c.position
            query = query.order_by(order)
            if limit is not None:
                query = query.limit(sa.bindparam("limit", type_=sa.BigInteger()))
            kept = self._kept[name] = self._database.prepare(query)
        values = {**_values(parts or ()), "after": after, "upto": upto, "limit": limit}
        return kept.sql, kept.bind(values)

    def any_position(self, parts: Sequence[Scan], after: int) -> tuple[Prepared, dict[str, Any]]:
        """The statement, with its values, that gives one position after *after* if there is any."""
        shapes = tuple(p.shape for p in parts)
        name = ("any", shapes)
        if (kept := self._kept.get(name)) is None:
            found = [_positions(i, s) for i, s in enumerate(shapes)]
            query: Any = sa.union_all(*found) if len(found) > 1 else found[0]
            kept = self._kept[name] = self._database.prepare(query.limit(1))
        return kept, {**_values(parts), "after": after, "upto": LAST}

    def positions(self, parts: Sequence[Scan], *, after: int, upto: int) -> tuple[str, Any]:
        """Text and parameters of the positions that *parts* select, in no order, with repeats."""
        shapes = tuple(p.shape for p in parts)
        name = ("positions", shapes)
        if (kept := self._kept.get(name)) is None:
            found = [_positions(i, s) for i, s in enumerate(shapes)]
            query = sa.union_all(*found) if len(found) > 1 else found[0]
            kept = self._kept[name] = self._database.prepare(query)
        return kept.sql, kept.bind({**_values(parts), "after": after, "upto": upto})
