"""A consequence in words: what no longer agrees, the entries it rests on, and what sets it right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit.domain.registry import EMPTY
from ptaudit_cli import faults, labels, render
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.projections.consequence import Consequence


@dataclass(frozen=True, slots=True)
class ConsequenceRow:
    """One thing that would no longer agree. *act*: the door that regularly sets it right.

    Acts that would break a rule come first, as ``act.irregular`` and ``act.refused``; *kind* is then
    the refusal's code.
    """

    code: str
    what: str
    year: int | None
    units: tuple[str, ...]
    subject: str
    before: str | None
    after: str | None
    positions: tuple[int, ...]
    kind: str
    act: str
    remedy: str


def told(found: "Consequence", named: Callable[[str], str], words: Catalogue) -> ConsequenceRow:
    """A consequence with its wording; *named* gives a unit's name by code."""
    units = tuple(named(code) for code in found.units)
    before, after = (
        None if value is None else render.shown(value, words)
        for value in (found.before, found.after)
    )
    kind = _title(found, words)
    params = {
        "units": words.listed(list(units)),
        "year": found.year or "",
        "subject": found.subject,
        "before": before or words("consequence_page.nothing"),
        "after": after or words("consequence_page.nothing"),
        "kind": kind,
    }
    remedy = words.find(f"remedies.{found.code}") or ""
    if found.code in ("score.moved", "rank.moved", "list.joined", "list.left") and not found.act:
        remedy = words("remedies.unapproved")
    return ConsequenceRow(
        found.code,
        " ".join(words(f"consequences.{found.code}", **params).split()),
        found.year,
        units,
        found.subject,
        before,
        after,
        found.positions,
        found.kind,
        found.act,
        remedy,
    )


def _title(found: "Consequence", words: Catalogue) -> str:
    """What the entry is called; of a contradiction, how it contradicts."""
    if found.code == "entry.impossible":
        return faults.text(found.kind, {"finding": found.subject}, EMPTY, words)
    return labels.of_kind(found.kind, words) if found.kind else ""


def line(row: ConsequenceRow, words: Catalogue) -> str:
    parts = [row.what]
    if row.positions:
        numbers = [words("whatif.number", position=position) for position in row.positions]
        parts.append(words("consequence_page.rests", entries=words.listed(numbers)))
    if row.remedy:
        parts.append(row.remedy)
    return "- " + " · ".join(parts)
