"""Network shares are told from local disks by the kernel's table of mounts."""

from pathlib import Path, PurePosixPath

import pytest

from ptaudit.ledger.mounts import SHARES, file_system, network_share, share_of

TABLE = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /srv/共享 nfs4 rw 0 0
/dev/sdb1 /srv/共享/local ext4 rw 0 0
//server/office /mnt/two\\040words cifs rw 0 0
desk:/home /home/clerk/remote fuse.sshfs rw 0 0
tmpfs /home/clerk/remote/cache tmpfs rw 0 0
//old /mnt/hidden cifs rw 0 0
/dev/sdc1 /mnt/hidden xfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/clerk/county.db", None),
        ("/srv/共享/county.db", "nfs4"),
        ("/srv/共享", "nfs4"),
        ("/srv/共享2/county.db", None),
        ("/srv/共享/local/county.db", None),
        ("/mnt/two words/a/b/county.db", "cifs"),
        ("/mnt/two/county.db", None),
        ("/home/clerk/remote/county.db", "fuse.sshfs"),
        ("/home/clerk/remote/cache/county.db", None),
        ("/mnt/hidden/county.db", None),
    ],
)
def test_the_deepest_mount_counts(path: str, kind: str | None) -> None:
    """And of two on one point, the later one."""
    assert network_share(TABLE, PurePosixPath(path)) == kind


@pytest.mark.parametrize("kind", sorted(SHARES))
def test_every_kind_of_share(kind: str) -> None:
    assert network_share(f"x /mnt {kind} rw 0 0\n", PurePosixPath("/mnt/a.db")) == kind


def test_an_empty_table_knows_nothing() -> None:
    assert file_system("", PurePosixPath("/a")) is None


def test_this_machines_disk_is_local(tmp_path: Path) -> None:
    assert share_of(tmp_path / "ledger.db") is None


def test_a_table_that_cannot_be_read_knows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ptaudit.ledger.mounts.TABLE", tmp_path)
    assert share_of(tmp_path / "ledger.db") is None
