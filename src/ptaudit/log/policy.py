"""Trust policies (C2SP tlog-policy): which keys are a log's, which are witnesses', and how many must have cosigned.

Log keys may be bounded by comment lines that other readers pass over:
``# ptaudit: log <key id> from <size> to <size>`` says which checkpoints the key may sign, both sizes
included; ``to -`` leaves the end open. A key without such a line signs checkpoints of any size.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from ptaudit.domain.failures import Malformed
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import COSIGNATURE, NOTE, VerifierKey, verifier
from ptaudit.log.lines import LIMIT, number

NONE = "none"
_OURS = "ptaudit:"


@dataclass(frozen=True, slots=True)
class Span:
    """Sizes of checkpoints, both included."""

    first: int = 0
    last: int = LIMIT

    def __contains__(self, size: int) -> bool:
        return self.first <= size <= self.last


@dataclass(frozen=True, slots=True)
class Group:
    """At least *threshold* of *members* (witnesses or groups, by name)."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """*witnesses* and *groups* by their names; *quorum* names one of them, or is :data:`NONE`.

    A group stands after its members.
    """

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, Group]
    quorum: str
    spans: Mapping[bytes, Span] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    digest: bytes = b""

    def may_sign(self, key: VerifierKey, head: Checkpoint) -> bool:
        """Whether *key* is one of the logs', of the log that *head* says it is of, and signs heads of that size."""
        listed = key in self.logs and key.name == head.origin
        return listed and head.size in self.spans.get(key.id, Span())

    def is_met(self, cosigned: Collection[str]) -> bool:
        """Whether the witnesses named *cosigned* are a quorum."""
        met = {NONE, *(name for name in cosigned if name in self.witnesses)}
        for name, group in self.groups.items():
            if len(met.intersection(group.members)) >= group.threshold:
                met.add(name)
        return self.quorum in met

    @property
    def needed(self) -> tuple[int, int]:
        """(k, n): of *n* witnesses, the fewest that can be a quorum."""
        fewest = {NONE: 0, **dict.fromkeys(self.witnesses, 1)}
        for name, group in self.groups.items():
            some = sorted(fewest[member] for member in group.members)
            fewest[name] = sum(some[: group.threshold])
        return fewest[self.quorum], len(self.witnesses)


def read(data: bytes) -> Policy:
    """Read a policy. Raises Malformed ``policy_file.…``, naming the line."""
    reading = _Reading()
    # Octets that are no UTF-8 stay apart from those that are: names are compared, never interpreted.
    text = data.decode("utf-8", "surrogateescape")
    for number_, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        reading.line(number_, line)
    return reading.done(data)


class _Reading:
    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.spans: dict[bytes, Span] = {}
        self.urls: dict[str, str] = {}
        self.members: set[str] = set()
        self.quorum: str | None = None
        self.at = 0

    def line(self, at: int, text: str) -> None:
        self.at = at
        if any((c < " " and c != "\t") or c == "\x7f" for c in text):
            raise self.wrong("policy_file.control")
        words = text.replace("\t", " ").split(" ")
        match [word for word in words if word]:
            case []:
                pass
            case ["#", said, *rest] if said == _OURS:
                self.span(rest)
            case [comment, *_] if comment.startswith("#"):
                pass
            case ["log", key]:
                self.log(key)
            case ["log", key, url]:
                self.urls[str(self.log(key))] = url
            case ["witness", name, key]:
                self.witness(name, key)
            case ["witness", name, key, url]:
                self.witness(name, key)
                self.urls[name] = url
            case ["group", name, threshold, *members] if members:
                self.group(name, threshold, tuple(members))
            case ["quorum", name] if self.quorum is None:
                self.quorum = self.known(name, none=True)
            case _:
                raise self.wrong("policy_file.line")

    def log(self, text: str) -> VerifierKey:
        key = self.key(text, NOTE)
        if any(key.public == other.public for other in self.logs):
            raise self.wrong("policy_file.twice")
        self.logs.append(key)
        return key

    def witness(self, name: str, text: str) -> None:
        key = self.key(text, COSIGNATURE)
        if any(key.public == other.public for other in self.witnesses.values()):
            raise self.wrong("policy_file.twice")
        self.witnesses[self.fresh(name)] = key

    def group(self, name: str, threshold: str, members: tuple[str, ...]) -> None:
        size = len(members)
        said = {"any": 1, "all": size}.get(threshold, number(threshold))
        if said is None or not 1 <= said <= size:
            raise self.wrong("policy_file.threshold")
        for member in members:
            if self.known(member) in self.members:
                raise self.wrong("policy_file.member_twice")
            self.members.add(member)
        self.groups[self.fresh(name)] = Group(said, members)

    def span(self, words: list[str]) -> None:
        match words:
            case ["log", id_, "from", first, "to", last]:
                low, high = number(first), LIMIT if last == "-" else number(last)
                key = next((k for k in self.logs if k.id.hex() == id_), None)
            case _:
                raise self.wrong("policy_file.span")
        if key is None or low is None or high is None or low > high:
            raise self.wrong("policy_file.span")
        if key.id in self.spans:
            raise self.wrong("policy_file.twice")
        self.spans[key.id] = Span(low, high)

    def key(self, text: str, algorithm: int) -> VerifierKey:
        try:
            key = verifier(text)
        except Malformed:
            raise self.wrong("policy_file.key") from None
        if key.algorithm != algorithm:
            raise self.wrong("policy_file.key_use")
        return key

    def fresh(self, name: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise self.wrong("policy_file.name_taken")
        return name

    def known(self, name: str, *, none: bool = False) -> str:
        if name in self.witnesses or name in self.groups or (none and name == NONE):
            return name
        raise self.wrong("policy_file.name_unknown")

    def wrong(self, code: str) -> Malformed:
        return Malformed(code, line=self.at)

    def done(self, data: bytes) -> Policy:
        if self.quorum is None:
            raise self.wrong("policy_file.no_quorum")
        return Policy(
            logs=tuple(self.logs),
            witnesses=self.witnesses,
            groups=self.groups,
            quorum=self.quorum,
            spans=self.spans,
            urls=self.urls,
            digest=sha256(data).digest(),
        )
