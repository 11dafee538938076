"""Writes the golden bytes of kinds that have none; what is there already is never rewritten.

Version 1 of a kind lies in ``golden``, version 2 in ``golden/2``. Run as ``python -m tests.domain.events.golden``.
"""

from pathlib import Path

from ptaudit.domain import wire
from ptaudit.domain.record import Record
from tests.domain.events.samples import SAMPLES, full, minimal
from tests.domain.events.samples_rules import VERSION_2

FOLDER = Path(__file__).with_name("golden")


def encoded(record: Record) -> bytes:
    return wire.seal(wire.plain(record), record.position, record.recorded_at)


def path_of(kind: str, version: int = 1) -> Path:
    return (FOLDER if version == 1 else FOLDER / str(version)) / f"{kind}.json"


def later(kind: str) -> tuple[Record, Record]:
    """The two samples of version 2 of *kind*."""
    most, least = VERSION_2[kind]
    return full(most), minimal(least)


def main() -> None:
    (FOLDER / "2").mkdir(parents=True, exist_ok=True)
    for kind, pair in SAMPLES.items():
        _write(path_of(kind), tuple(pair))
    for kind in VERSION_2:
        _write(path_of(kind, 2), later(kind))


def _write(path: Path, records: tuple[Record, ...]) -> None:
    if not path.exists():
        path.write_bytes(b"".join(encoded(record) + b"\n" for record in records))


if __name__ == "__main__":
    main()
