"""Ledgers of many unit-years of ordinary size, recorded through the public API and kept in a cache."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import generations
from ptaudit.demo import Plan, build

#: Entries of one unit in one year stay about as many, whatever the ledger's size.
PLANS = {
    10_000: Plan(scale=2, recorded=4, last=2025, findings=6, together=30),
    100_000: Plan(scale=4, recorded=18, last=2037, findings=6, together=30),
}
#: The largest is this plan lived so many times; nothing is carried over from before its first year.
LIVED = {
    1_000_000: (Plan(scale=8, recorded=18, last=2037, carried=0, findings=6, together=30), 5),
}


def ledger(size: int, cache: Path, say: Callable[[str], None]) -> Path:
    """A ledger of at least about *size* entries at rest in *cache*."""
    plan, lives = LIVED.get(size) or (PLANS.get(size) or _small(size), 1)
    path = cache / f"county-{size // lives}-s{plan.scale}-y{plan.recorded}-f{plan.findings}.db"
    if not path.exists():
        say(f"making a ledger of about {size // lives} entries ...")
        _make(path, plan, say)
    return path if lives == 1 else _multiplied(path, lives, say)


def _small(size: int) -> Plan:
    return replace(PLANS[10_000], scale=1, recorded=max(1, size // 2_000))


def _multiplied(one: Path, lives: int, say: Callable[[str], None]) -> Path:
    path = one.with_name(f"{one.stem}-l{lives}.db")
    if not path.exists():
        say(f"... and of it one {lives} times as large")
        partial = path.with_suffix(".part")
        partial.unlink(missing_ok=True)
        generations.multiply(one, partial, lives, lambda n, of: say(f"  {n * 100 // of} %"))
        partial.rename(path)
    return path


def _make(path: Path, plan: Plan, say: Callable[[str], None]) -> None:
    """Recorded in memory, as no durability is measured here, and then written out as a file."""
    last = 0

    def told(done: int, of: int) -> None:
        nonlocal last
        if (tenth := done * 10 // of) > last:
            last = tenth
            say(f"  {tenth * 10} %")

    app = build("sqlite://", plan, told)
    partial = path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    with app.ledger.database.engine.connect() as conn:
        target = sqlite3.connect(partial)
        conn.connection.driver_connection.backup(target)  # type: ignore[union-attr]
        target.close()
    app.close()
    partial.rename(path)
