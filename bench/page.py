"""The table as it is printed, and as the page of the documentation that keeps it."""

from collections.abc import Iterator, Sequence
from math import log2

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


def plot(found: Sequence[Measured]) -> Iterator[str]:
    """Bars over the sizes a row was measured at, two cells more a doubling: equal ones are what is aimed at."""
    works = dict.fromkeys(row.work for row in found if row.size)
    for work in works:
        rows = {row.size: row for row in found if row.work == work}
        if len(rows) < 2:
            continue
        least = min(_step(row) for row in rows.values())
        yield work
        for size, row in sorted(rows.items()):
            cells = 4 + max(0, round(2 * log2(_step(row) / least))) if least else 4
            yield f"  {size:>9,} {'█' * cells} {_took(row)}"


def _step(row: Measured) -> float:
    """What grows where work is not linear, or an answer not constant: time for an entry, or the answer's."""
    return 1 / row.ours if row.unit == "/s" else row.ours


def _took(row: Measured) -> str:
    return f"{1e6 / row.ours:,.1f} µs an entry" if row.unit == "/s" else _value(row.ours, row)


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
        _PLOT.format(lines="\n".join(plot(found))),
        _WHERE.rstrip(),
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
out as such with ptaudit and with the library; the raw loop leaves them as text.

Answers in process (disputes, current views) are told in time of the processor, as what else runs on the
machine is no part of them; *first* is the first question of a process, which reads what it keeps."""

_MACHINE = """\
## Machine

"""

_GROWTH = """\
## Growth

What takes one step per entry should take about ten times as long for ten times the entries; what
answers one question should take about as long as before (1.0).

"""

_PLOT = """\
Two cells more are twice the time (of an entry, or of the answer); bars of one length mean that it does not
grow with the ledger.

```text
{lines}
```"""

_WHERE = """\
## Where the time goes

What profiles said when these rows were tuned; shares, not promises.

* **Replay.** Of the time of one entry reading is about a fifteenth, decoding into a validated record more
  than a third (its JSON alone takes the standard parser most of that), the fold and its bookkeeping the
  rest: rows are immutable, so every entry makes a new one. The library's mapper hands over unvalidated
  values and its aggregates change in place; it was also faster here than when the targets were set, when
  it was read at 13,000 to 19,000 a second. All projections read and decode their own entries, so that
  half of the entries are decoded twice.
* **Whole command.** The recorder is about a third of it (the quotient of the first and third rows). The
  rest reads the head, the key and the boundary, decides, checks the draft and seals it; the library's
  cycle has no key, no condition, no index by tag and no log to do.
* **Import.** About a seventh is reading the workbook; the rest is spread over deciding, drafting and
  sealing each row, with no single step above a tenth.
* **Verify with the index.** Each entry is read as JSON a second time and its terms are compared with the
  index; without the index only hashing and reading are left.
* **Disputes.** A question about one unit and year reads that unit's entries of that year, the year's
  papers that decide what is approved, and the standing facts, which a process reads and decodes once and
  then folds from what two moments share. So its time follows the size of its boundary and not the age of
  the ledger. A replay places the unit among all units of the year, once as known then and once as known
  now: it grows with the units of a county. The ledgers here have 98, 196 and 392 units, two, four and
  eight counties of ordinary size.
* **Current views.** Stored rows stand on shelves, one a year and one of the open findings, which are read
  alone; a process that stays decodes a row once and then folds what was recorded since. A first look at
  a standing decodes its sheets and computes every score twice, as now known and as known at the approval;
  scores are then remembered by the standing facts they were worked out under. The three-year list reads
  every year of every unit anew, a few microseconds each: it grows with the years that are recorded. In an
  earlier run standing and board took one to two seconds at 1e5, as nothing was stored there: without
  `--cache` the copy whose rows were to be caught up was the ledger itself, taken for a copy made before.
* **Start-up.** A read command spends six tenths of its time on imports (half of that the database layer,
  a third models and kinds), and a tenth on building the readers of the kinds it meets.
"""

_HOW = """\
## Repeat it

```sh
make bench
.venv/bin/python -m bench --only append,replay --runs 9
.venv/bin/python -m bench --only answers --sizes 1e6 --cache ~/ptaudit-ledgers
.venv/bin/python -m bench --million --cache ~/ptaudit-ledgers
```

`--cache` keeps the ledgers for the next time: making one of a hundred thousand entries takes some minutes.
They are recorded through the public API by the generator of the demonstration county, with many units and years
of ordinary size. The ledger of a million is one of two hundred thousand lived five times, each time twenty years
later under ids of its own: its entries go through the ledger's append, not through the deciders again. The raw
loop reads JSON with orjson, which the bench installs beside the ledgers and not into the environment of ptaudit;
where that fails it takes the standard parser, as the list above says."""
