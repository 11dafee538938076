"""A process that records: loaded once, it forks a child a job, which waits until it is watched.

Jobs come as lines of JSON on standard input; to each it answers the child's id, then how it ended.
What the child achieved stands in the job's own file, a line an event, written the moment it is so.
"""

import ctypes
import io
import json
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path

from ptaudit.application import Opening, Ptaudit
from ptaudit.domain.failures import Failure
from ptaudit.evidence.checkpointing import make
from ptaudit.evidence.witness import rules
from ptaudit.evidence.witness.store import Store
from ptaudit.ledger import Ledger
from ptaudit.log import keys
from ptaudit_cli.main import main as program
from tests.evidence.witness.beds import Log, Witness
from tests.faults.batches import Batch, clock
from tests.ledger.beds import Bed
from tests.log.samples import CITY, NOON

#: The ledger of a folder in which lines are typed.
TYPED = "ptaudit.db"
LOG = keys.of_seed("county.example/ptaudit", keys.NOTE, bytes(32))
_PTRACER, _ANY = 0x59616D61, -1


@dataclass(frozen=True, slots=True)
class Job:
    """Open the ledger at *url*, append each batch, sign a checkpoint if *sign*, close it.

    With *heads* it is a witness's state instead, and heads of these sizes are to be cosigned; with
    *typed* it is a folder, in which these lines are typed. *rehearsed*: by the clerk itself, so that all
    is imported.
    """

    url: str
    said: str
    batches: tuple[Batch, ...]
    sign: bool = False
    heads: tuple[int, ...] = ()
    typed: tuple[str, ...] = ()
    rehearsed: bool = False

    def line(self) -> str:
        return json.dumps(asdict(self))


def job(line: str) -> Job:
    data = json.loads(line)
    data["batches"] = tuple(Batch(**b) for b in data["batches"])
    return Job(**data | {name: tuple(data[name]) for name in ("heads", "typed")})


def work(task: Job, said: int) -> None:
    def say(text: str) -> None:
        os.write(said, f"{text}\n".encode())

    try:
        if task.typed:
            type_lines(Path(task.url), task.typed, say)
            return
        if task.heads:
            witness(Path(task.url.removeprefix("sqlite:///")), task.heads, say)
            return
        with Ledger.open(task.url, clock=clock, busy_seconds=2) as ledger:
            for batch in task.batches:
                ledger.append_sealed(batch.entries(), key=batch.key)
                say(f"kept {batch.number}")
            if task.sign:
                made = make(ledger, LOG)
                say(f"signed {made.head.size}")
        say("closed")
    except Failure as failure:
        say(f"refused {failure.code}")


def witness(path: Path, heads: Sequence[int], say: Callable[[str], None]) -> None:
    """Each head cosigned after the one before; what is said is what a county would be answered."""
    log, store = Log(), Store.open(path)
    for size in heads:
        [(seen, _)] = store.logs()
        answer = rules.add(store, CITY, log.request(seen.size, size), NOON)
        say(f"kept {size}" if answer.status == rules.COSIGNED else f"status {answer.status}")
    say("closed")


def type_lines(folder: Path, lines: Sequence[str], say: Callable[[str], None]) -> None:
    """As the program itself runs, answers and refusals beside what is said; the first refusal ends it."""
    os.chdir(folder)
    for number, line in enumerate(lines, 1):
        status = program(shlex.split(line)[1:])
        sys.stdout.flush()
        if status:
            say(f"status {status}")
            return
        say(f"kept {number}")
    say("closed")


def rehearse(task: Job) -> None:
    here, said = Path.cwd(), list[str]()
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(out):
        type_lines(Path(task.url), task.typed, said.append)
    os.chdir(here)
    if said[-1] != "closed":
        raise RuntimeError(out.getvalue())


def child(task: Job, said: int) -> None:
    if task.typed:
        printed = os.open(f"{task.said}.printed", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(printed, 1)
        os.dup2(printed, 2)
    signal.sigwait({signal.SIGUSR1})
    try:
        work(task, said)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
        os.write(said, f"crashed {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def main() -> None:
    """Everything is imported before the first child: what a child calls is its own work."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'warm.db'}"
        bed = Bed("sqlite-file", url, Path(folder))
        opening = Opening(county="示例县", origin=LOG.key.name)
        Ptaudit.create(url, opening, clock=bed.clock, new_id=lambda: f"{1:032x}").close()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for first in (1, 3):
            work(Job(url, "", (Batch(first), Batch(first + 1)), sign=True), nowhere)
        Witness(Path(folder))
        work(Job(f"sqlite:///{Path(folder) / 'witness.db'}", "", (), heads=(1, 3)), nowhere)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    for line in sys.stdin:
        task = job(line)
        if task.rehearsed:
            rehearse(task)
            print(f"{os.getpid()}\n0", flush=True)
            continue
        said = os.open(task.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if (pid := os.fork()) == 0:
            ctypes.CDLL(None).prctl(_PTRACER, ctypes.c_long(_ANY), 0, 0, 0)
            child(task, said)
        os.close(said)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
