"""Trust policies (C2SP tlog-policy): whose keys count, and how many witnesses."""

import re
from hashlib import sha256
from typing import Dict, Iterable, List, Set, Tuple

from ptaudit.evidence.onefile.finding import LIMIT, Stop, b64, need, number

KEY = re.compile(r"(?:log|witness ([^ ]+)) ([^ +]+)\+([^ +]+)\+([^ ]+)(?: [^ ]+)?")
SPAN = re.compile(r"# ptaudit: log ([^ ]+) from ([^ ]+) to ([^ ]+)")


class Policy:
    """Comments ``# ptaudit: log ID from SIZE to SIZE`` are spans of the sizes that a key may sign."""

    def __init__(self, digest: str) -> None:
        self.digest, self.quorum = digest, ""
        #: By name and ID of a key: the witness's name, empty for the log's own, and the public key.
        self.keys: Dict[Tuple[str, str], Tuple[str, bytes]] = {}
        self.spans: Dict[str, Tuple[int, int]] = {}
        #: A group stands after its members; a witness is a group of nobody.
        self.groups: Dict[str, Tuple[int, List[str]]] = {}
        self.inside: Set[str] = set()

    def met(self, by: Iterable[str]) -> bool:
        """Whether the witnesses *by* are a quorum."""
        met = set(by)
        for name, (k, of) in self.groups.items():
            met.update({name} if of and len(met.intersection(of)) >= k else ())
        return self.quorum in met

    def line(self, written: str) -> None:
        """Raises ValueError for a line that says nothing of the kind."""
        need(not re.search("[\x00-\x08\x0b-\x1f\x7f]", written))
        line = re.sub("[ \t]+", " ", written).strip(" ")
        names = {*self.groups, "none"}
        if m := KEY.fullmatch(line):
            word, data, octets = m[1] or "", b64(m[4]), m[2].encode()
            need(data[0] == (4 if word else 1) and len(data) == 33)
            need(re.fullmatch(r"[^\s\x00-\x1f]+", m[2]) and word not in names)
            need(m[3] == sha256(octets + b"\n" + data).hexdigest()[:8])
            same = [public for other, public in self.keys.values() if bool(other) == bool(word)]
            need(data[1:] not in same)
            self.keys[m[2], m[3]] = word, data[1:]
            self.groups.update({word: (0, [])} if word else {})
        elif m := re.fullmatch(r"group ([^ ]+) ([^ ]+) (.+)", line):
            of = m[3].split(" ")
            k = {"any": 1, "all": len(of)}.get(m[2]) or number(m[2])
            free = (set(of) & set(self.groups)) - self.inside
            need(m[1] not in names and 1 <= k <= len(of) == len(free))
            self.inside, self.groups[m[1]] = self.inside | free, (k, of)
        elif m := SPAN.fullmatch(line):
            low, high = number(m[2]), LIMIT if m[3] == "-" else number(m[3])
            known = [id_ for (_, id_), (word, _) in self.keys.items() if not word]
            need(m[1] in known and m[1] not in self.spans and low <= high)
            self.spans[m[1]] = low, high
        elif (m := re.fullmatch(r"quorum ([^ ]+)", line)) and not self.quorum:
            need(m[1] in names)
            self.quorum = m[1]
        else:
            need(line[:1] in ("", "#") and not re.match("# ptaudit:( |$)", line))


def policy(data: bytes) -> Policy:
    """Raises Stop ``lack.policy``, naming the line."""
    made = Policy(f"sha256:{sha256(data).hexdigest()}")
    at, said = 0, data.decode("utf-8", "surrogateescape")
    try:
        lines = (said[:-1] if said[-1:] == "\n" else said).split("\n")
        for written in lines:
            at += 1
            made.line(written)
        need(made.quorum)
    except (ValueError, IndexError):
        raise Stop("lack.policy", line=at) from None
    return made
