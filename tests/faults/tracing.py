"""The clerk watched by strace: which calls it made, and what becomes of it when one of them fails."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import ROOT
from tests.faults.clerk import Job

#: How the files end that hold acknowledgements.
SAID = ".said"
#: Calls on files and folders; what maps memory counts only where it maps the ledger's own file.
CALLS = (
    "access,openat,newfstatat,fstat,lstat,stat,statx,readlink,getcwd,fcntl,read,lseek,pread64,"
    "pwrite64,pwritev,fallocate,ftruncate,fsync,fdatasync,fchown,fchmod,chmod,mkdir,rename,"
    "unlink,unlinkat,close,mmap,munmap,getdents64"
)
#: And those by which the program itself writes, not SQLite.
WRITES = "write,link,linkat,symlink,rmdir,flock,sync,sendfile,copy_file_range,ioctl"
#: Those that leave files otherwise than they were: between two of them every kill leaves the same.
CHANGES = frozenset(
    {
        "openat",
        "pwrite64",
        "pwritev",
        "fallocate",
        "ftruncate",
        "fsync",
        "fdatasync",
        "fchmod",
        "chmod",
    }
    | {
        "mkdir",
        "rename",
        "unlink",
        "unlinkat",
        "write",
        "link",
        "linkat",
        "symlink",
        "rmdir",
        "sync",
    }
    | {"sendfile", "copy_file_range"}
)
_MAPS = ("mmap", "munmap")
_CODE = re.compile("代码: (\\S+)")
#: On the harness's own files: acknowledgements, and asking where in the printed answers one is.
_OWN = re.compile(r"\.said>|lseek\(.*\.printed>")
_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the *when*-th call of that name, counted from one; *what* is KILL or an error."""

    call: str
    when: int
    what: str

    @property
    def words(self) -> str:
        how = "signal=KILL" if self.what == "KILL" else f"error={self.what}"
        return f"inject={self.call}:{how}:when={self.when}"


@dataclass(frozen=True, slots=True)
class Ran:
    """*said*: the clerk's lines; *status*: its exit code, negative when killed; *log*: strace's.

    *printed*: what typed commands answered.
    """

    said: tuple[str, ...]
    status: int
    log: str
    printed: str = ""

    @property
    def kept(self) -> set[int]:
        return {int(line.split()[1]) for line in self.said if line.startswith("kept ")}

    @property
    def ended(self) -> str:
        """``killed``, ``closed``, ``refused CODE`` or ``crashed …``."""
        if self.status == -signal.SIGKILL:
            return "killed"
        if (
            self.said
            and self.said[-1].startswith("status ")
            and (code := _CODE.search(self.printed))
        ):
            return f"refused {code[1]}"
        return self.said[-1] if self.said else f"silent {self.status}"

    @property
    def hit(self) -> bool:
        return self.status == -signal.SIGKILL or "(INJECTED)" in self.log


def usable(ours: "Clerk") -> str | None:
    """Why strace cannot be used here, or None where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed (apt-get install strace)"
    log = ours.run(Job("sqlite:///", os.devnull, ()), ["-e", "trace=close"]).log
    return None if "close(" in log or "exited" in log else "strace may not watch a process here"


class Clerk:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def _line(self) -> str:
        assert self._process.stdout is not None
        if not (line := self._process.stdout.readline()):
            raise RuntimeError("the clerk has gone")
        return line

    def run(self, job: Job, watch: Iterable[str] | None = None) -> Ran:
        """The *job* done by a child under ``strace`` with the words *watch*; None: unwatched."""
        assert self._process.stdin is not None
        self._process.stdin.write(job.line() + "\n")
        self._process.stdin.flush()
        pid = int(self._line())
        if job.rehearsed:
            self._line()
            return Ran((), 0, "")
        if watch is None:
            os.kill(pid, signal.SIGUSR1)
            status, log = int(self._line()), ""
        else:
            status, log = self._watched(pid, list(watch), Path(job.said))
        said = Path(job.said)
        lines = said.read_text("utf-8").splitlines() if said.is_file() else []
        answers = said.with_name(f"{said.name}.printed")
        # Killed before its first word, it has none.
        printed = answers.read_text("utf-8", "replace") if answers.is_file() else ""
        return Ran(tuple(lines), status, log, printed)

    def _watched(self, pid: int, watch: list[str], said: Path) -> tuple[int, str]:
        log = said.with_name(said.name + ".strace") if said.is_file() else None
        to = ["-o", str(log)] if log else []
        command = ["strace", "-f", *to, *watch, "-p", str(pid)]
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        first = strace.stderr.readline()
        os.kill(pid, signal.SIGUSR1)
        status = int(self._line())
        rest = strace.stderr.read()
        strace.stderr.close()
        strace.wait()
        if "attached" not in first:
            return status, first + rest
        return status, log.read_text("utf-8", "replace") if log else first + rest


@contextmanager
def clerk(source: Path = ROOT / "src") -> Iterator[Clerk]:
    """A clerk that works with the program in the folder *source*."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.clerk"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Clerk(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait()
        process.stdout.close()


def calls(log: str, name: str) -> list[tuple[str, int]]:
    """Each call of a log and which of its name it is; of mappings those of the file *name* alone."""
    seen: Counter[str] = Counter()
    found = []
    for line in log.splitlines():
        if not (m := _CALL.match(line)):
            continue
        seen[m[1]] += 1
        if (m[1] not in _MAPS or name in line) and not _OWN.search(line):
            found.append((m[1], seen[m[1]]))
    return found
