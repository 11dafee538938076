"""A bundle written: a new one, or an earlier one of the same log extended."""

import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ptaudit.domain.failures import Damaged, Malformed, Unusable
from ptaudit.evidence import onefile
from ptaudit.evidence.bundle import folder as place
from ptaudit.evidence.bundle import tiling
from ptaudit.evidence.bundle.readme import readme
from ptaudit.ledger import Ledger
from ptaudit.log import checkpoint, note, policy
from ptaudit.log.checkpoint import Checkpoint

_DIGEST = re.compile(rb'"([0-9a-f]{64})"')

Seen = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """*head* is what the bundle reaches; *beyond* entries of the ledger came after its checkpoint."""

    head: Checkpoint
    signed: bool
    beyond: int
    #: Entries the folder held before.
    earlier: int
    policy: bool
    attachments: int
    #: Files of the attachments' folder that no entry names.
    unnamed: int


def export(
    ledger: Ledger,
    origin: str,
    folder: Path,
    *,
    trust: bytes | None = None,
    attachments: Path | None = None,
    seen: Seen = lambda done, total: None,
) -> Exported:
    """*ledger* up to its last checkpoint into *folder*; up to its head, unsigned, where it has none.

    *trust* is the policy to put into it. Files of the folder *attachments* that an entry names by
    their SHA-256 go along. Raises Malformed ``bundle.…`` for a folder that holds something else,
    Damaged ``bundle.contradicted`` where the ledger is not that of the checkpoint or of the earlier
    bundle, Unusable ``bundle.not_written``.
    """
    if trust is not None:
        policy.read(trust)
    size = ledger.head().size
    kept = ledger.last_checkpoint()
    head = Checkpoint(origin, size, ledger.root_at(size))
    if kept is not None:
        head = checkpoint.of(note.parse(kept.note))
        if head.size > size or ledger.root_at(head.size) != head.root or head.origin != origin:
            raise Damaged("bundle.contradicted", what=place.CHECKPOINT, size=head.size)
    before = place.earlier(folder, origin)
    if before is not None:
        if before.size > head.size:
            raise Malformed("bundle.newer", folder=str(folder), there=before.size, size=head.size)
        if ledger.root_at(before.size) != before.root:
            raise Damaged("bundle.contradicted", what=str(folder), size=before.size)
    offered = {} if attachments is None else _offered(attachments)
    held = before.size if before else 0
    with place.writing(folder, origin):
        named = _tiles(ledger, head, folder, held, offered, seen)
        for name in named:
            _copy(offered[name], folder / place.ATTACHMENTS / name)
        _around(ledger, head, folder, kept.note if kept else None, trust)
    return Exported(
        head=head,
        signed=kept is not None,
        beyond=size - head.size,
        earlier=held,
        policy=trust is not None,
        attachments=len(named),
        unnamed=len(offered) - len(named),
    )


def _tiles(
    ledger: Ledger,
    head: Checkpoint,
    folder: Path,
    held: int,
    offered: Mapping[str, Path],
    seen: Seen,
) -> set[str]:
    """The log itself; the digests of *offered* files that an entry names."""
    named: set[str] = set()

    def through(data: bytes, done: int) -> None:
        if offered:
            found = {said.decode() for said in _DIGEST.findall(data)}
            named.update(found & offered.keys())
        seen(done, head.size)

    entries = (data for _, data in ledger.entries(upto=head.size))
    edge = tiling.write(folder, entries, held, through)
    if edge.size != head.size or edge.root != head.root:
        raise Damaged("bundle.contradicted", what=place.CHECKPOINT, size=head.size)
    # Those of any earlier size: one that was cut short may have left its own.
    wanted = {folder / path for path in tiling.paths(head.size)}
    for stale in {*folder.glob("tile/**/*.p/*")} - wanted:
        stale.unlink(missing_ok=True)
        with suppress(OSError):
            stale.parent.rmdir()
    return named


def _around(
    ledger: Ledger, head: Checkpoint, folder: Path, signed: bytes | None, trust: bytes | None
) -> None:
    """All that is no tile; the manifest last."""
    for kept in ledger.checkpoints():
        if kept.size <= head.size:
            place.put(folder / place.CHECKPOINTS / str(kept.size), kept.note)
    if trust is not None:
        place.put(folder / place.POLICY, trust)
    place.put(folder / place.VERIFY, onefile.joined())
    place.put(folder / place.README, readme(head, signed=signed is not None))
    if signed is None:
        place.put(folder / place.HEAD, str(head).encode())
    else:
        place.put(folder / place.CHECKPOINT, signed)
        (folder / place.HEAD).unlink(missing_ok=True)
    place.put(folder / place.MANIFEST, place.manifest(folder))


def _offered(attachments: Path) -> dict[str, Path]:
    """Files by their SHA-256. Raises Unusable ``bundle.attachments``."""
    try:
        files = sorted(path for path in attachments.rglob("*") if path.is_file())
        found = {place.digest(path)[0]: path for path in files}
        if not attachments.is_dir():
            raise NotADirectoryError(str(attachments))
    except OSError:
        raise Unusable("bundle.attachments", folder=str(attachments)) from None
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
