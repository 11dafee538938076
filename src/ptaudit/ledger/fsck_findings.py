"""What the second reader says: steps as they pass, findings as they are met, a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.failures import Param

KEPT = 100
"""Findings kept a step; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction. *position* names the entry, or the first of those that may be meant."""

    step: int
    position: int | None
    code: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Entries counted, the root computed from their bytes (empty when some are missing), findings."""

    size: int
    root: bytes
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings

    @property
    def first(self) -> Finding | None:
        """The finding with the lowest position; without any, the first."""
        named = [f for f in self.findings if f.position is not None]
        if named:
            return min(named, key=lambda f: f.position or 0)
        return self.findings[0] if self.findings else None


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of step *number*; the last one carries the *verdict*."""

    number: int
    checked: int
    total: int
    finished: bool = False
    findings: tuple[Finding, ...] = ()
    verdict: Verdict | None = None


class Notes:
    """Findings by step, no more than KEPT of each held."""

    def __init__(self) -> None:
        self._kept: dict[int, list[Finding]] = {}
        self._more: dict[int, int] = {}

    def add(self, step: int, position: int | None, code: str, /, **params: Param) -> None:
        kept = self._kept.setdefault(step, [])
        if len(kept) < KEPT:
            kept.append(Finding(step, position, f"fsck.{code}", params))
        else:
            self._more[step] = self._more.get(step, 0) + 1

    def of(self, step: int) -> tuple[Finding, ...]:
        kept = tuple(self._kept.get(step, ()))
        if more := self._more.get(step):
            return (*kept, Finding(step, None, "fsck.more", {"count": more}))
        return kept

    def all(self) -> tuple[Finding, ...]:
        return tuple(f for step in sorted(self._kept) for f in self.of(step))
