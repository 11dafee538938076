"""Several 整改措施 of one problem: items of one cell, or rows below the problem's own; each with its time limit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ptaudit.batch import due_cells
from ptaudit.domain.commands.base import split_names
from ptaudit.domain.failures import Malformed

_KINDS = ("立行立改", "长期坚持")


@dataclass(frozen=True, slots=True)
class Several:
    """Which columns of a template say a measure: its *text*, *units* and *limit*; *field* of the command."""

    text: str
    units: str
    limit: str
    field: str


def measures(several: Several, said: Mapping[str, object]) -> tuple[dict[str, object], ...]:
    """The measures one row says, as the command takes them. Raises Malformed for counts that do not agree.

    One time limit is every measure's; as many as measures are one each; for one measure, several
    (立行立改、长期坚持) make it several.
    """
    text = str(said.get(several.text, ""))
    if not text:
        return ()
    texts = due_cells.items(text)
    limits = str(said[several.limit]).split(due_cells.SEPARATOR) if several.limit in said else []
    if len(texts) == 1 and limits:
        texts = texts * len(limits)
    if len(limits) == 1:
        limits = limits * len(texts)
    if limits and len(limits) != len(texts):
        raise Malformed("cell.limits_count", measures=len(texts), limits=len(limits))
    units = split_names(str(said[several.units])) if several.units in said else ()
    return tuple(_rows(texts, limits, units))


#: Columns that say which problem it is; a row below may leave them out or repeat them.
PROBLEM = ("units", "issue", "discovered_on", "finding")


def same_problem(row: Mapping[str, object], above: Mapping[str, object]) -> bool:
    """Whether *row* names no problem of its own: none at all, or the one above once more."""
    issue = row.get("issue")
    if issue is None:
        return True
    same = all(row.get(name, above.get(name)) == above.get(name) for name in PROBLEM[2:])
    return issue == above.get("issue") and same


def units(said: Mapping[str, object], more: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """All units of a problem: those of its own row, and those of the rows below."""
    names = [split_names(str(row["units"])) for row in (said, *more) if "units" in row]
    return tuple(dict.fromkeys(n for found in names if isinstance(found, tuple) for n in found))


def together(
    several: Several, said: Mapping[str, object], more: Sequence[Mapping[str, object]]
) -> tuple[dict[str, object], ...]:
    """Every measure of a problem: its own row's, then each row's below. Raises Malformed.

    A time limit left out below is that above (a merged cell). Units named in a row below are those of
    its measure alone, as those of the first row then are.
    """
    found: list[dict[str, object]] = []
    above: dict[str, object] = {}
    for row in (said, *more):
        own = {**row}
        if more and several.units not in own and "units" in own:
            own[several.units] = own["units"]
        for name in (several.limit, several.units):
            if name in own:
                above[name] = own[name]
            elif name in above:
                own[name] = above[name]
        found += measures(several, own)
    return tuple(found)


def _rows(
    texts: Sequence[str], limits: Sequence[str], units: object
) -> Iterator[dict[str, object]]:
    for n, text in enumerate(texts):
        row: dict[str, object] = {"text": text, **({"units": units} if units else {})}
        if limits:
            name = "deadline_kind" if limits[n] in _KINDS else "deadline"
            row[name] = limits[n]
        yield row


def of_one(limit: str) -> dict[str, object]:
    """A time limit without a measure's text, as the fields of the order itself."""
    if limit in _KINDS:
        return {"deadline_kind": limit}
    if due_cells.SEPARATOR in limit:
        parts = limit.split(due_cells.SEPARATOR)
        return {"measures": tuple(_rows(["整改"] * len(parts), parts, ()))}
    return {"deadline": limit}
