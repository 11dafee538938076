"""The security log: what was refused, verified and read of persons, apart from the ledger (网络安全法第二十一条)."""

import datetime as dt
import errno
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.domain.policy import Policy

What: TypeAlias = Literal["拒绝", "核验", "查看", "清理"]
WHATS: tuple[str, ...] = get_args(What)
#: The county's clock.
ZONE = dt.timezone(dt.timedelta(hours=8))
#: What the law has kept at least, in months.
KEPT_MONTHS = 6
#: What the log of a SQLite ledger is called: the ledger's own name with this after it.
SUFFIX = ".security.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. *at* is local time to the second; *call* the command's noun and verb, never its values.

    *code* and *status* (exit code) say how a refusal or a verification ended; *about* holds codes of
    persons, else what was asked for: an entry's number, a unit; *count* the lines a clearing took away.
    """

    at: str
    what: What
    call: str
    ledger: str
    operator: str | None = None
    code: str | None = None
    status: int | None = None
    about: tuple[str, ...] = ()
    purpose: str | None = None
    file: str | None = None
    count: int | None = None

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.at[:10])

    def line(self) -> bytes:
        said = {name: value for name, value in asdict(self).items() if value not in (None, ())}
        return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def at(now: dt.datetime) -> str:
    """*now* as an entry's time: the county's clock, to the second."""
    return now.astimezone(ZONE).isoformat(timespec="seconds")


def beside(ledger: Path) -> Path:
    """Where the log of the SQLite file *ledger* is kept unless a setting says otherwise."""
    return ledger.with_name(ledger.name + SUFFIX)


def state(environ: Mapping[str, str]) -> Path | None:
    """Where the log of ledgers without a file is kept: with the user's own state; None without a home."""
    if place := environ.get("XDG_STATE_HOME") or environ.get("LOCALAPPDATA"):
        return Path(place) / "ptaudit" / f"ptaudit{SUFFIX}"
    home = environ.get("HOME") or environ.get("USERPROFILE")
    return Path(home) / ".local" / "state" / "ptaudit" / f"ptaudit{SUFFIX}" if home else None


def earliest_kept(today: dt.date) -> dt.date:
    """The first day that may not be cleared away: six calendar months back."""
    months = today.year * 12 + today.month - 1 - KEPT_MONTHS
    year, month = divmod(months, 12)
    day = today.day
    while True:
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            day -= 1


def is_required(policy: Policy) -> bool:
    """Whether nobody is to see data of persons where the log cannot be written (口径 ``personal.unlogged``)."""
    return policy["personal.unlogged"] == "refuse"


class SecurityLog:
    """JSON lines in one file, mode 0600; each is on the disk before :meth:`append` returns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: Entry) -> None:
        """Add *entry*. Raises Unusable ``security.unwritable``."""
        with self._failing("security.unwritable"):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._alone(create=True) as file:
                data = _healed(file) + entry.line()
                if os.write(file, data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(file)

    def entries(self) -> Iterator[tuple[int, Entry | None]]:
        """Lines by number; None for one that is no entry. Raises Unusable ``security.unreadable``."""
        with self._failing("security.unreadable"):
            data = b""
            if self.path.exists():
                _regular(self.path.stat().st_mode, self.path)
                data = self.path.read_bytes()
        for number, line in enumerate(data.splitlines(), 1):
            yield number, _read(line)

    def prune(self, before: dt.date, now: dt.datetime, seal: Callable[[int], Entry]) -> int:
        """Take entries of days before *before* away; *seal* makes the line that says how many went.

        Lines that cannot be read have no day and stay. Raises Malformed ``security.too_young`` for what
        the law has kept, Unusable.
        """
        if before > (kept := earliest_kept(now.astimezone(ZONE).date())):
            raise Malformed("security.too_young", before=before, kept=kept)
        if not self.path.exists():
            return 0
        with self._failing("security.unwritable"), self._alone(create=False) as file:
            lines = _whole(file).splitlines(keepends=True)
            stay = [line for line in lines if (e := _read(line)) is None or e.day >= before]
            if gone := len(lines) - len(stay):
                ends = b"" if not stay or stay[-1].endswith(b"\n") else b"\n"
                self._replace(b"".join(stay) + ends + seal(gone).line())
        return gone

    def _replace(self, data: bytes) -> None:
        part = self.path.with_name(f".{self.path.name}.part")
        part.unlink(missing_ok=True)
        new = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(new, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    @contextmanager
    def _alone(self, *, create: bool) -> Iterator[int]:
        """The file under its lock. Who waited while it was replaced takes the new one."""
        while True:
            fresh = create and not self.path.exists()
            flags = os.O_RDWR | os.O_APPEND | (os.O_CREAT if create else 0)
            file = os.open(self.path, flags, 0o600)
            try:
                _regular(os.fstat(file).st_mode, self.path)
                lock(file)
                if not _is_still(file, self.path):
                    continue
                if os.fstat(file).st_mode & 0o077:
                    self.path.chmod(0o600)
                yield file
                if fresh:
                    sync_folder(self.path.parent)
                return
            finally:
                os.close(file)

    @contextmanager
    def _failing(self, code: str) -> Iterator[None]:
        try:
            yield
        except OSError:
            raise Unusable(code, file=str(self.path)) from None


def _read(line: bytes) -> Entry | None:
    try:
        said = json.loads(line)
        known: dict[str, Any] = {f.name: said[f.name] for f in fields(Entry) if f.name in said}
        entry = Entry(**{**known, "about": tuple(known.get("about", ()))})
        dt.date.fromisoformat(entry.at[:10])
        return entry if entry.what in WHATS else None
    except (ValueError, TypeError, KeyError):
        return None


def _healed(file: int) -> bytes:
    """What ends a last line that was torn off, so that the next one stands alone."""
    size = os.lseek(file, 0, os.SEEK_END)
    if not size:
        return b""
    os.lseek(file, size - 1, os.SEEK_SET)
    return b"" if os.read(file, 1) == b"\n" else b"\n"


def _whole(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(file, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _is_still(file: int, path: Path) -> bool:
    """Whether *path* is still the file that was opened."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> None:
        """One byte far behind the end; closing the file gives it back."""
        os.lseek(file, 1 << 40, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)

    def sync_folder(folder: Path) -> None:
        """Folders are not synced there."""
else:
    import fcntl

    def lock(file: int) -> None:
        """Closing the file gives it back."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def sync_folder(folder: Path) -> None:
        """What was made, renamed or removed in *folder* is so after a power cut. Raises OSError."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _regular(mode: int, path: Path) -> None:
    """A pipe would keep us waiting, and a device is nobody's to close to others. Raises OSError."""
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def chosen(
    entries: Iterable[tuple[int, Entry | None]], since: dt.date | None, what: str | None
) -> Iterator[tuple[int, Entry | None]]:
    """Those from *since* on and of one *what*; an unreadable line whenever *what* is not asked for."""
    for number, entry in entries:
        if entry is None:
            if what is None:
                yield number, entry
        elif (since is None or entry.day >= since) and what in (None, entry.what):
            yield number, entry
