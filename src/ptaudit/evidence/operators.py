"""The signatures of operators under entries, each held against the key its operator had by then."""

import json
from collections.abc import Iterator

from ptaudit.application import signing
from ptaudit.domain.failures import Malformed
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.evidence.onefile.words import Said
from ptaudit.ledger import Ledger
from ptaudit.log.keys import VerifierKey, verifier

_REGISTERED = b'"kind":"operator.registered"'
_OPERATORS = Selection((Criterion(("operator.registered",), ()),))


def check(ledger: Ledger, since: int = 0) -> Iterator[Said]:
    """``bad.signature`` and ``note.signer`` by entry after *since*, then how many hold (``note.signed``)."""
    keys: dict[str, VerifierKey | None] = {}
    good = 0
    if since:
        for _, data in ledger.entries(_OPERATORS, upto=since):
            _learn(keys, data)
    for position, data in ledger.entries(after=since):
        if signing.has_traces(data):
            operator = str(json.loads(data).get("operator"))
            found = signing.check_by(data, keys.get(operator))
            if found == "ok":
                good += 1
            elif found == "wrong":
                yield Said("bad.signature", {"n": position})
            elif found == "unknown_key":
                yield Said("note.signer", {"n": position})
        if _REGISTERED in data:
            _learn(keys, data)
    if good:
        yield Said("note.signed", {"count": good})


def _learn(keys: dict[str, VerifierKey | None], data: bytes) -> None:
    content = json.loads(data)
    if content.get("kind") == "operator.registered":
        said = content["payload"]
        public = (said.get("key") or {}).get("public")
        try:
            keys[said["operator"]] = None if public is None else verifier(public)
        except Malformed:
            keys[said["operator"]] = None
