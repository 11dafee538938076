"""Evidence bundles: a ledger as a C2SP tiled log in a folder, with all that is needed to verify it elsewhere.

Beside the log (``checkpoint``, ``tile/…``, ``tile/entries/…``) stand every checkpoint kept
(``checkpoints/<size>``), the trust ``policy``, ``attachments/<sha256>``, ``README.txt``, ``verify.py``, and
``MANIFEST``: digest, size and name of every file that is none of the log's tiles.

A ledger without a checkpoint has no signature to show. Its bundle holds ``head.unsigned`` instead of
``checkpoint``: the same three lines and nothing under them, so that nobody takes it for a C2SP checkpoint.
It proves L0 and no more.

``INCOMPLETE`` stands in a folder while it is being written, and holds the origin of the log.
"""

from ptaudit.evidence.bundle.folder import ATTACHMENTS, CHECKPOINT, CHECKPOINTS, HEAD, POLICY
from ptaudit.evidence.bundle.writing import Exported, export

__all__ = ["ATTACHMENTS", "CHECKPOINT", "CHECKPOINTS", "HEAD", "POLICY", "Exported", "export"]
