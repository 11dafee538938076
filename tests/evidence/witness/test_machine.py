"""Whatever is asked in whatever order: no size is cosigned twice with two roots, and none goes back."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ptaudit.log import checkpoint, keys, note
from tests.evidence.witness.beds import Log, Witness
from tests.log.samples import CITY, LOG, NOON, OLDER

SIZES = st.integers(0, 24)
OTHER = keys.of_seed("b.example/log", keys.NOTE, bytes([9]) * 32)


class Asking(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.witness = Witness(Path(self.folder.name), LOG, OTHER)
        self.logs = [
            Log(),
            Log(prefix=b"rewritten"),
            Log(prefix=b"b", origin=OTHER.key.name, signers=(OTHER,)),
            Log(signers=(OLDER,)),
        ]
        self.roots: dict[tuple[str, int], bytes] = {}
        self.last: dict[str, tuple[int, int]] = {}
        self.now = NOON

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(which=st.integers(0, 3), old=SIZES, size=SIZES, passed=st.integers(-100, 100))
    def ask(self, which: int, old: int, size: int, passed: int) -> None:
        self._send(self.logs[which], old, size, passed)

    @rule(which=st.integers(0, 2), more=st.integers(0, 5))
    def ask_from_where_it_stands(self, which: int, more: int) -> None:
        log = self.logs[which]
        old = self.witness.size(log.origin)
        self._send(log, old, old + more, 1)

    def _send(self, log: Log, old: int, size: int, passed: int) -> None:
        self.now += passed
        answer = self.witness.add(log.request(old, size), self.now)
        if answer.status == 409:
            assert int(answer.body) == self.witness.size(log.origin)
        if answer.status != 200:
            return
        assert log.signers != (OLDER,)
        head = log.head(size)
        assert self.roots.setdefault((log.origin, size), head.root) == head.root
        signature = note.signature(answer.body.decode().rstrip("\n"))
        time = CITY.key.time(signature.data)
        assert time is not None
        assert (size, time) >= self.last.get(log.origin, (0, 0))
        self.last[log.origin] = (size, time)

    @invariant()
    def what_is_remembered_is_what_was_cosigned(self) -> None:
        for seen, _ in self.witness.store.logs():
            assert seen.size == self.last.get(seen.origin, (0, 0))[0]
            if seen.note is not None:
                head = checkpoint.of(note.parse(seen.note))
                assert (head.size, head.root) == (seen.size, seen.root)
                assert self.roots[seen.origin, seen.size] == seen.root


TestAsking = Asking.TestCase
TestAsking.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
