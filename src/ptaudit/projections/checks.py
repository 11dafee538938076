"""登记复核: which entries a second person has held against their papers, and which wait for one (口径 four_eyes)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain import clocks
from ptaudit.domain.events.corrections import RecordChecked
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record

Result: TypeAlias = Literal["未复核", "无误", "有误"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check by a second person."""

    record: Record
    event: RecordChecked


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry, as corrected, and the last check of it. *mended*: corrected since that check."""

    record: Record
    check: Check | None = None
    mended: bool = False

    @property
    def result(self) -> Result:
        return "未复核" if self.check is None else self.check.event.result

    @property
    def is_wrong(self) -> bool:
        """Found wrong, and nobody has corrected it since."""
        return self.result == "有误" and not self.mended


def expected(policy: Policy) -> tuple[str, ...]:
    """The kinds whose entries a second person is to check."""
    said = policy["four_eyes"]
    return () if said == "none" else tuple(said.split(","))


def checked(
    raw: Iterable[Record], papers: Iterable[Record], kinds: Iterable[str]
) -> tuple[Checked, ...]:
    """Entries of *kinds* among *raw* that are not void, each with the last check among *papers*.

    Who typed an entry is no second person, whatever the check says of itself.
    """
    wanted = frozenset(kinds)
    raw = tuple(raw)
    checks = [
        Check(record, record.payload)
        for record in clocks.resolve(papers)
        if isinstance(record.payload, RecordChecked)
    ]
    live = [r for r in clocks.resolve(raw) if r.kind not in clocks.CORRECTIONS]
    live += [r for r in raw if r.kind in clocks.CORRECTIONS]
    return tuple(
        _checked(record, checks)
        for record in sorted(live, key=lambda record: record.position)
        if record.kind in wanted
    )


def _checked(record: Record, checks: Iterable[Check]) -> Checked:
    found = [
        check
        for check in checks
        if check.event.first <= record.position <= check.event.last
        and check.record.operator != record.operator
    ]
    last = max(found, key=lambda check: check.record.position, default=None)
    mended = last is not None and record.amended_by > last.record.position
    return Checked(record, last, mended)
