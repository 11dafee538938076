"""A ledger and whoever holds its file or its keys; what a verification of it says."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ptaudit.domain.commands.register import NameOrgan
from ptaudit.evidence import receipts, verifying
from ptaudit.evidence.verdict import Level
from ptaudit.evidence.verifying import Anchor, Report
from ptaudit.ledger import verify as second_reader
from ptaudit.log import checkpoint, note, policy
from ptaudit.log.keys import Signer
from tests.evidence.checkpoints.beds import LOG, ORIGIN, TRUST, County, county

TRUSTED = policy.read(TRUST.encode())


class Side:
    """A ledger and what can be done to it by whoever holds the file, or keys."""

    def __init__(self, folder: Path, entries: int = 40, start: str = "") -> None:
        folder.mkdir()
        self.county: County = county(folder)
        if start:
            named = NameOrgan(role="EPB", name=start, on=self.county.app.today)
            self.county.app.execute(named, operator="mdb")
        while self.county.ledger.head().size < entries:
            self.county.record()

    def head(self, size: int) -> str:
        return str(checkpoint.Checkpoint(ORIGIN, size, self.county.ledger.root_at(size)))

    def signed(self, size: int, *signers: Signer, time: int | None = None) -> note.Note:
        return note.sign(self.head(size), signers or (LOG,), time or self.now(size))

    def now(self, size: int) -> int:
        """The second after the entry at *size* was recorded."""
        found = verifying._recorded(self.county.ledger, size)
        assert found is not None
        return int(found[1]) + 1

    def put(self, *notes: note.Note) -> "Side":
        """Write notes where checkpoints are kept, as whoever holds the file can."""
        self.delete()
        with closing(sqlite3.connect(self.file)) as connection, connection:
            for one in notes:
                row = (checkpoint.of(one).size, bytes(one), "2025-01-01T00:00:00.000+08:00")
                connection.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", row)
        return self

    def delete(self) -> None:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("DELETE FROM checkpoint")

    @property
    def file(self) -> str:
        return self.county.bed.url.removeprefix("sqlite:///")

    def verified(
        self,
        *anchors: Anchor,
        trust: policy.Policy | None = TRUSTED,
        level: Level | None = None,
    ) -> Report:
        sound = second_reader(self.county.bed.url)
        assert sound.sound, sound.findings
        return verifying.verify(self.county.ledger, sound.size, trust, anchors, level)


def receipt(side: Side, position: int = 26) -> Anchor:
    """What a township was given when 30 entries were cosigned."""
    return verifying.anchor("回执", receipts.write(side.county.ledger, position, TRUSTED).data)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.verdict.findings]


def reached(report: Report) -> dict[str, int]:
    return {reach.level.name: reach.upto for reach in report.verdict.reaches}


def spans(report: Report) -> list[tuple[int, int, bool]]:
    return [(tail.first, tail.last, tail.signed) for tail in report.tails]
