"""``python -m bench``: every row of the table, at each size, and the page that keeps it."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import counties, machine, page
from bench.measured import Measured
from bench.peers import library, parsers
from bench.rows import (
    answering,
    appending,
    disputing,
    evidencing,
    importing,
    proving,
    remembering,
    replaying,
    starting,
)
from bench.rows.opening import opened

GROUPS = (
    "append",
    "import",
    "replay",
    "verify",
    "proofs",
    "evidence",
    "answers",
    "start",
    "memory",
)
MILLION = 1_000_000
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main(words: Sequence[str] | None = None) -> int:
    asked = _asked(words)
    began = machine.load()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ptaudit-bench-")))
        cache = Path(asked.cache) if asked.cache else folder
        cache.mkdir(parents=True, exist_ok=True)
        parser = parsers.fastest(cache)
        found: list[Measured] = []
        for row in _rows(asked, folder, cache, parser):
            print(page.line(row), flush=True)
            found.append(row)
    facts = [*machine.facts(), ("JSON of the raw loop", parser[0])]
    text = page.text(found, facts, (began, machine.load()), asked.runs)
    if set(asked.only) == set(GROUPS):
        PAGE.write_text(text, "utf-8")
        print(f"written: {PAGE.name}")
    for line in page.growth(found):
        print(line)
    return 0


def _rows(
    asked: argparse.Namespace, folder: Path, cache: Path, parser: tuple[str, parsers.Loads]
) -> Iterator[Measured]:
    only, runs = asked.only, asked.runs
    if "append" in only:
        yield from appending.one(folder, runs)
        yield from appending.many(folder, runs)
        yield from appending.command(folder, runs)
        yield from evidencing.appends(folder, runs)
    if "import" in only:
        yield from importing.workbook(folder, max(1, runs // 2))
    for size in asked.sizes:
        if set(only) <= {"append", "import"}:
            return
        path = counties.ledger(size, cache, print)
        yield from _of_size(size, path, folder, only, runs, parser)
    if asked.million:
        # What is asked of a ledger, and what its upkeep costs; peers are compared with at the smaller sizes.
        path = counties.ledger(MILLION, cache, print)
        own = [group for group in only if group != "replay"]
        yield from _of_size(MILLION, path, folder, own, 1, parser)
    if "start" in only:
        middle = max((size for size in asked.sizes if size <= 100_000), default=asked.sizes[0])
        path = counties.ledger(middle, cache, print)
        yield from starting.all_of(path, middle, folder, runs)


def _of_size(
    size: int,
    path: Path,
    folder: Path,
    only: Sequence[str],
    runs: int,
    parser: tuple[str, parsers.Loads],
) -> Iterator[Measured]:
    if "replay" in only:
        events = path.with_name(f"library-{path.name}")
        if not events.exists():
            _fill(path, events)
        yield from replaying.one(path, events, size, runs, parser)
        yield from replaying.every(path, events, size, runs)
    if "verify" in only:
        yield from proving.whole(path, size, runs)
    if "proofs" in only:
        yield from proving.proofs(path, size)
    if "evidence" in only:
        yield from evidencing.of_ledger(path, size, folder, runs)
    if "answers" in only:
        yield from disputing.disputes(path, size)
        yield from answering.current(path, size)
    if "memory" in only:
        yield from remembering.peaks(path, size, folder)


def _fill(path: Path, events: Path) -> None:
    app = opened(path)
    partial = events.with_suffix(".part")
    partial.unlink(missing_ok=True)
    library.fill(partial, (data for _, data in app.ledger.entries()))
    partial.rename(events)
    app.close()


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[10_000, 100_000], help="1e4,1e5")
    parser.add_argument(
        "--million", action="store_true", help="without the peers at 1e6 entries as well"
    )
    parser.add_argument("--only", type=_groups, default=list(GROUPS), help=", ".join(GROUPS))
    parser.add_argument("--runs", type=int, default=5, help="rounds of every comparison")
    parser.add_argument("--cache", help="a folder that keeps the ledgers for the next time")
    return parser.parse_args(words)


def _sizes(text: str) -> list[int]:
    return [int(float(part)) for part in text.split(",")]


def _groups(text: str) -> list[str]:
    found = text.split(",")
    if unknown := set(found) - set(GROUPS):
        raise argparse.ArgumentTypeError(f"no such rows: {', '.join(sorted(unknown))}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
