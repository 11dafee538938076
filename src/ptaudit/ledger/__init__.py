"""Where entries live: append-only, indexed, and provable. It never asks what an entry means."""

from ptaudit.ledger.checkpoints import Kept
from ptaudit.ledger.forms import ENTRY_LIMIT, Appended, Head, Key, Keyed, Unsealed, Used
from ptaudit.ledger.fsck import Finding, Step, Verdict, fsck, verify
from ptaudit.ledger.rebuild import rebuild_index
from ptaudit.ledger.recorder import Clock, Ledger
from ptaudit.ledger.rows import RowStore, Snapshot, Stored
from ptaudit.ledger.upto import UpTo

__all__ = [
    "ENTRY_LIMIT",
    "Appended",
    "Clock",
    "Finding",
    "Head",
    "Kept",
    "Key",
    "Keyed",
    "Ledger",
    "RowStore",
    "Snapshot",
    "Step",
    "Stored",
    "Unsealed",
    "UpTo",
    "Used",
    "Verdict",
    "fsck",
    "rebuild_index",
    "verify",
]
