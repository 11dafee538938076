"""Writes the golden bytes of kinds that have none; what is there already is never rewritten.

Run as ``python -m tests.domain.events.golden``.
"""

from pathlib import Path

from ptaudit.domain import wire
from ptaudit.domain.record import Record
from tests.domain.events.samples import SAMPLES

FOLDER = Path(__file__).with_name("golden")


def encoded(record: Record) -> bytes:
    return wire.seal(wire.plain(record), record.position, record.recorded_at)


def path_of(kind: str) -> Path:
    return FOLDER / f"{kind}.json"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for kind, pair in SAMPLES.items():
        if not path_of(kind).exists():
            path_of(kind).write_bytes(b"".join(encoded(record) + b"\n" for record in pair))


if __name__ == "__main__":
    main()
