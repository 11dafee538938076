"""What a verifier said, by the codes of the table that everyone shares."""

import re

from ptaudit.evidence.onefile.words import WORDS

_FIELD = re.compile(r"\\{\w+\\}")
#: A sentence of the verifier → its code in the table that everyone shares.
_CODES = {c: re.compile(_FIELD.sub(".*", re.escape(w))) for c, w in WORDS.items()}


def codes(printed: str) -> set[str]:
    """What was said, by code; a line that nobody agreed on fails."""
    found = set()
    for line in printed.splitlines():
        said = line.removeprefix("结论:")
        matched = {code for code, words in _CODES.items() if words.fullmatch(said)}
        assert matched, line
        found |= matched
    return found
