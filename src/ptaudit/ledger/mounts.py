"""Which file system a path stands on, from the kernel's table of mounts."""

from pathlib import Path, PurePosixPath

SHARES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "9p", "afs", "davfs", "davfs2")
) | frozenset(
    (
        "sshfs",
        "fuse.sshfs",
        "fuse.smbnetfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.rclone",
        "ceph",
        "fuse.ceph",
        "glusterfs",
        "fuse.glusterfs",
        "lustre",
        "gfs2",
        "ocfs2",
    )
)

TABLE = Path("/proc/mounts")


def file_system(table: str, path: PurePosixPath) -> str | None:
    """The type of the file system that holds the absolute *path*; None when nothing matches.

    *table* is text in the form of ``/proc/mounts``. Of mounts on the same point the last one hides
    the others; of nested ones the deepest counts.
    """
    best: tuple[int, str] | None = None
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_plain(fields[1]))
        if point == path or point in path.parents:
            depth = len(point.parts)
            if best is None or depth >= best[0]:
                best = (depth, fields[2])
    return best[1] if best else None


def network_share(table: str, path: PurePosixPath) -> str | None:
    """The type of the network share that *path* stands on, or None when it is a local disk."""
    kind = file_system(table, path)
    return kind if kind in SHARES else None


def share_of(path: Path) -> str | None:
    """As :func:`network_share` for this machine; None where the kernel shows no such table."""
    try:
        table = TABLE.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return network_share(table, PurePosixPath(path.resolve()))


def _plain(field: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, char)
    return field
