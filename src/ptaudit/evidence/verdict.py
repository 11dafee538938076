"""What a verification has shown: levels, up to where each reaches, what rests on trust.

A level is not of a ledger but of its first *upto* entries. Who verifies a bundle with its one file
reads the same words: both take them from one table.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

from ptaudit.evidence.onefile.words import Said


class Level(IntEnum):
    """What stands behind the entries up to some size; each level takes the one below for granted.

    L2 is asked of L3 only where the policy's quorum is not ``none``.
    """

    L0 = 0  #: the bytes give the leaves, those the tiles, those the root that the head says
    L1 = 1  #: a key of the log, within its span of sizes, signed that root
    L2 = 2  #: a quorum of the policy's witnesses cosigned it
    L3 = 3  #: a receipt or checkpoint kept elsewhere has the root of this log at its size


class Outcome(Enum):
    """The exit code of a verification; there is none without one."""

    REACHED = 0
    UNDECIDED = 1
    USAGE = 2
    TAMPERED = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """*level* holds for the first *upto* entries, by word of *by* (keys, witnesses, files)."""

    level: Level
    upto: int
    by: tuple[str, ...] = ()
    #: Seconds since 1970 of the last cosignature that the quorum needs; None below L2.
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """*reaches* has at most one of each level; *asked* is what the outcome is measured by."""

    asked: Level
    size: int
    reaches: tuple[Reach, ...]
    findings: tuple[Said, ...] = ()
    #: The policy's quorum is not ``none``.
    witnessed: bool = True

    def upto(self, level: Level) -> int:
        return next((reach.upto for reach in self.reaches if reach.level is level), 0)

    @property
    def reached(self) -> Level | None:
        """The highest level that holds for some entries, with every level it takes for granted."""
        found = None
        for level in Level:
            if any(reach.level is level for reach in self.reaches):
                found = level
            elif level is not Level.L2 or self.witnessed:
                break
        return found

    @property
    def exposed(self) -> range:
        """The entries no second party vouches for, by position."""
        return range(max(self.upto(Level.L2), self.upto(Level.L3)) + 1, self.size + 1)

    @property
    def outcome(self) -> Outcome:
        if any(finding.code.startswith("bad.") for finding in self.findings):
            return Outcome.TAMPERED
        lacks = any(finding.code.startswith("lack.") for finding in self.findings)
        if lacks or self.reached is None or self.reached < self.asked:
            return Outcome.UNDECIDED
        return Outcome.REACHED


def asked(said: Level | None, *, witnessed: bool, anchored: bool) -> Level:
    """The level a verification is measured by: the one *said*, or the highest the material calls for.

    So that a bundle whose cosignatures were taken out is not green at a lower level by itself.
    """
    if said is not None:
        return said
    if anchored:
        return Level.L3
    return Level.L2 if witnessed else Level.L1
