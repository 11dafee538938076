"""Whose word stands for the first entries of a ledger: its own key's, and that of a quorum of witnesses."""

from dataclasses import dataclass

from ptaudit.evidence import trust as trusting
from ptaudit.ledger import Ledger
from ptaudit.log.policy import Policy


@dataclass(frozen=True, slots=True)
class Covered:
    """*signed* entries from the first on stand under the log's signature, *cosigned* under a quorum's.

    *by* are the witnesses that cosigned with the first and the last time they cosigned, in seconds
    since 1970. *contradicted*: the size of a signed checkpoint that the entries do not lead to.
    """

    signed: int = 0
    cosigned: int = 0
    by: tuple[tuple[str, tuple[int, int]], ...] = ()
    contradicted: int | None = None


def covered(ledger: Ledger, trust: Policy, upto: int) -> Covered:
    """From the newest kept checkpoint of at most *upto* entries back to the newest that a quorum cosigned.

    What *trust* does not name counts for nothing. Older checkpoints are not looked at: that is what
    a verification does. Raises Damaged ``checkpoint.unreadable``.
    """
    signed = 0
    for kept in ledger.checkpoints(newest_first=True):
        if kept.size > upto:
            continue
        note, head = kept.read(ledger.database.place.shown)
        by = trusting.vouched(trust, note, head)
        if by.signer is None:
            continue
        if ledger.root_at(kept.size) != head.root:
            return Covered(contradicted=kept.size)
        signed = signed or kept.size
        if trust.needed[0] and by.met:
            return Covered(signed, kept.size, tuple(by.cosigned.items()))
    return Covered(signed)
