"""The table as it is printed, and as the page of the documentation that keeps it."""

from collections.abc import Iterator, Sequence

from bench.measured import Measured

HEADS = ("work", "entries", "ptaudit", "peer, same run", "peer's", "ratio", "target", "")
_SAID = {True: "met", False: "not met", None: ""}


def line(row: Measured) -> str:
    return " | ".join(cell for cell in _cells(row) if cell)


def _cells(row: Measured) -> tuple[str, ...]:
    return (
        row.work,
        f"{row.size:,}" if row.size else "",
        _value(row.ours, row) + (f" ({row.note})" if row.note else ""),
        row.peer,
        "" if row.theirs is None else _value(row.theirs, row),
        "" if row.ratio is None else f"{row.ratio:.2f} ×",
        _target(row),
        _SAID[row.met],
    )


def _value(number: float, row: Measured) -> str:
    match row.unit:
        case "/s":
            return f"{number:,.0f} /s"
        case "s":
            return f"{number:.3f} s"
        case unit:
            return f"{number:.2f} {unit}" if number < 10 else f"{number:.0f} {unit}"


def _target(row: Measured) -> str:
    if row.target is None:
        return ""
    if row.by_ratio:
        return f"≥ {row.target:g} ×"
    return f"{'≥' if row.unit == '/s' else '≤'} {row.target:,g} {row.unit}"


def growth(found: Sequence[Measured]) -> Iterator[str]:
    """How the time for one entry, or for one answer, changes with ten times the entries."""
    rows: dict[str, dict[int, Measured]] = {}
    for row in found:
        rows.setdefault(row.work, {}).setdefault(row.size, row)
    for work, sizes in rows.items():
        for size in sorted(sizes):
            if size and (larger := sizes.get(size * 10)) is not None:
                yield f"{work}: {size:,} → {size * 10:,}: {_grown(sizes[size], larger):.1f}"


def _grown(small: Measured, large: Measured) -> float:
    """Time for ten times the entries; of an answer, time of the same answer."""
    if small.unit == "/s":
        return 10 * small.ours / large.ours
    return large.ours / small.ours


def text(
    found: Sequence[Measured],
    facts: Sequence[tuple[str, str]],
    load: tuple[str, str],
    runs: int,
) -> str:
    """The whole page."""
    table = [_row(HEADS), _row(["---"] * len(HEADS)), *(_row(_cells(row)) for row in found)]
    machine = [f"* {name}: {value}" for name, value in facts]
    machine.append(f"* Load average at the start {load[0]}, at the end {load[1]}")
    steps = [f"* {step}" for step in growth(found)]
    parts = (
        _HEAD.format(runs=runs),
        "\n".join(table),
        _MACHINE + "\n".join(machine),
        _GROWTH + "\n".join(steps),
        _HOW,
    )
    return "\n\n".join(parts) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


_HEAD = """\
# Benchmarks

Written by `make bench`. Rates are compared side by side in one run on one machine, {runs} rounds of
each comparison, the order of the sides turned round each time; a ratio is the median of what the
rounds say. Absolute rates belong to the machine below and to what else ran on it; ratios carry over.

Every side of a comparison does the same work: the same rows under the same triggers and as durable;
the same fold over the same entries of about 550 bytes, held to equal checksums. Days and points come
out as such with ptaudit and with the library; the raw loop leaves them as text."""

_MACHINE = """\
## Machine

"""

_GROWTH = """\
## Growth

What takes one step per entry should take about ten times as long for ten times the entries; what
answers one question should take about as long as before (1.0).

"""

_HOW = """\
## Repeat it

```console
$ make bench
$ .venv/bin/python -m bench --only append,replay --runs 9
$ .venv/bin/python -m bench --million --cache ~/ptaudit-ledgers
```

`--cache` keeps the ledgers for the next time: making one of a million entries takes most of an hour. They
are recorded through the public API by the generator of the demonstration county, with many units and years
of ordinary size. The raw loop reads JSON with orjson, which the bench installs beside the ledgers and not
into the environment of ptaudit; where that fails it takes the standard parser, as the list above says."""
