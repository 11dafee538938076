"""The page that tells what was tried and what came of it, written by ``make faults``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.faults.full import Rooms
from tests.faults.scenes import Outcome
from tests.faults.server import Campaign

THEMES = (
    "Calls that fail or kill",
    "Power cuts",
    "Full disk",
    "Read-only disk",
    "Clock stepping back",
    "PostgreSQL killed",
    "Checkpoints and witness",
)
WHATS = ("KILL", "EIO", "ENOSPC", "EROFS")

_BEGIN = """\
# Reliability

Written by `make faults`; a shorter part runs with `make test`. Faults are brought about beneath the real
program, by strace, on small disks and by SIGKILL. After every run the same is asked: everything acknowledged
is there, once, in order; nothing not acknowledged is there twice or in part; fsck (`ptaudit.ledger.verify`)
finds nothing; what is sent again under its idempotency key is recorded once; a further append works. A
run that breaks one of these, or ends in a traceback, is a *breach*.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """*states* that cuts after every *every*-th of *steps* leave; *breached* of them broke a promise."""

    scene: str
    settings: str
    steps: int
    every: int
    states: int
    breached: int

    @property
    def weakened(self) -> bool:
        return self.settings != "as they are"


@dataclass
class Told:
    every: int
    outcomes: list[Outcome] = field(default_factory=list)
    cuts: list[Row] = field(default_factory=list)
    rooms: dict[str, Rooms] = field(default_factory=dict)
    clocks: list[tuple[str, int, int, int, list[str]]] = field(default_factory=list)
    servers: list[Campaign] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    file_system: str = ""

    @property
    def stood(self) -> str:
        return f" Its files stood on {self.file_system}." if self.file_system else ""

    @property
    def breaches(self) -> list[str]:
        """Every one; a copy with a setting taken away that loses nothing is one too: it must."""
        found = [f"{o.scene}, {o.fault.words}: {b}" for o in self.outcomes for b in o.breaches]
        found += [f"power cut: {r}" for r in self.cuts if bool(r.breached) != r.weakened]
        found += [f"{name}: {b}" for name, room in self.rooms.items() for b in room.breaches]
        found += [f"clock {c[0]}: {b}" for c in self.clocks for b in c[4]]
        return found + [f"kill {c.what}: {b}" for c in self.servers for b in c.breaches]


def text(told: Told, seconds: float) -> str:
    head = f"```text\nmake faults EVERY={told.every}\n```\n"
    took = f"It took {seconds:,.0f} seconds and found {len(told.breaches)} breaches.{told.stood}\n"
    named = [f"- {breach}" for breach in told.breaches]
    left = [f"Not run: {why}.\n" for why in told.left_out]
    parts = [_BEGIN, head, took, *_lines(named), *left, *_calls(told), *_rest(told)]
    return "\n".join(parts)


def _calls(told: Told) -> Iterator[str]:
    yield f"## {THEMES[0]}\n"
    yield (
        "KILL comes on entering the call, at every file system call of a run (open, two appends, close; or an\n"
        "append and a checkpoint; or two cosignatures); the errors at every call of which EVERY lets through\n"
        f"one in {told.every}, EROFS at those that write. A cell says runs, and of them refused in plain words;\n"
        "of what is not refused the run went on to its end. Typed commands (confidential texts, keys, a verifier's\n"
        "state, bundles, the security log) are killed at every call that changes a file: between two of them a kill\n"
        f"leaves the same files; they meet errors at one in {told.every} of these and one in {4 * told.every} of all.\n"
    )
    rows = []
    for call in sorted({one.fault.call for one in told.outcomes}):
        mine = [one for one in told.outcomes if one.fault.call == call]
        cells = [_cell([one for one in mine if one.fault.what == what]) for what in WHATS]
        rows.append((f"`{call}`", *cells, _count(mine)))
    yield _table(("call", *WHATS, "breaches"), rows)
    ends = Counter(one.ended.partition(":")[0] for one in told.outcomes)
    yield _table(("end of the run", "runs"), [(end, f"{n:,}") for end, n in ends.most_common()])
    yield f"## {THEMES[6]}\n"
    yield (
        "The same faults between the signature and its keeping: an acknowledged checkpoint is kept and a new one\n"
        "can be made; a witness remembers every head whose cosignature it gave, and cosigns no other. And around\n"
        "the ledger: an acknowledged confidential text is read, no entry commits to one that is not there, an erased\n"
        "one and its key stand in no file's bytes; no half key or state, no key registered that nobody has; a bundle\n"
        "verifies only when whole; no line of the security log is lost; typed again, each command comes to its end.\n"
    )
    scenes = dict.fromkeys(one.scene for one in told.outcomes)
    by = {scene: [one for one in told.outcomes if one.scene == scene] for scene in scenes}
    yield _table(
        ("ledger or witness", "runs", "breaches"),
        [(scene, f"{len(mine):,}", _count(mine)) for scene, mine in by.items()],
    )


def _rest(told: Told) -> Iterator[str]:
    yield f"## {THEMES[1]}\n"
    yield (
        "A recorded run's writes and syncs are replayed onto a disk that forgets: after each step nothing unsynced\n"
        "survives, or all, or all but a torn end, or (three times) each 512-byte sector and each new or removed name\n"
        "by chance. The last row is a copy of the program with one of the ledger's settings taken away: it must lose\n"
        "acknowledged entries, or the test could not fail.\n"
    )
    yield _table(
        ("run", "settings", "writes and syncs", "cut after each", "different states", "breached"),
        [
            (r.scene, r.settings, f"{r.steps:,}", str(r.every), f"{r.states:,}", f"{r.breached:,}")
            for r in told.cuts
        ],
    )
    yield f"## {THEMES[2]}\n"
    yield "A small disk in memory, with room for 0 to 39 pages; then room again.\n"
    yield _table(
        ("ledger", "appends", "kept", "refused", "breaches"),
        [
            (name, str(r.tried), str(r.kept), _codes(r.refused), str(len(r.breaches)))
            for name, r in told.rooms.items()
        ],
    )
    yield f"## {THEMES[3]}\n"
    yield (
        "EROFS above is a disk that turns read-only while it is written; `tests/faults/test_disks.py` has one that is\n"
        "from the beginning: it is read and verified, a write is refused, and nobody is shown a ledger without\n"
        "what waits in its log.\n"
    )
    yield f"## {THEMES[4]}\n"
    yield "Steps of up to 7.5 minutes back and 10 forward; `recorded_at` never decreases.\n"
    yield _table(
        ("walk", "steps", "kept", "refused (`clock.behind`)", "breaches"),
        [(s, str(n), str(k), str(r), str(len(b))) for s, n, k, r, b in told.clocks],
    )
    yield f"## {THEMES[5]}\n"
    yield (
        "Four writers append under keys, and send again whatever was not answered. *Unanswered* appends had been\n"
        "recorded or not; sent again, each is there once. Told before another was sent means it stands before it.\n"
    )
    yield _table(
        ("killed", "kills", "appends told", "unanswered", "of them recorded", "breaches"),
        [
            (c.what, *map(str, (c.kills, c.told, c.unknown, c.recorded, len(c.breaches))))
            for c in told.servers
        ],
    )


def _lines(named: list[str]) -> list[str]:
    return ["\n".join(one.split(": '")[0] for one in named) + "\n"] if named else []


def _cell(mine: Sequence[Outcome]) -> str:
    if not mine or mine[0].fault.what == "KILL":
        return str(len(mine)) if mine else ""
    return f"{len(mine)}, {sum(one.ended.startswith('refused') for one in mine)}"


def _count(mine: Iterable[Outcome]) -> str:
    return str(sum(bool(one.breaches) for one in mine))


def _codes(refused: dict[str, int]) -> str:
    return ", ".join(f"{n} `{code}`" for code, n in sorted(refused.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
