"""What a year's drafts, targets and rules add up to: versions, what each rests on, targets by unit (第十一条)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ptaudit.domain.decider import Contradiction, Mark
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.events.targets import (
    AppliesTo,
    DraftRef,
    DraftSubmitted,
    RulesIssued,
    RulesPart,
    Target,
    TargetIssued,
    TargetPart,
    UnitTargets,
)
from ptaudit.domain.record import Record

TARGETS, RULES = "目标任务", "考评细则"

YEAR_EVENTS = (DraftSubmitted, TargetIssued, RulesIssued, SubmissionReturned)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a draft or an issue, in parts. *scope*: whom rules apply to; empty for targets."""

    of: str
    scope: str
    version: int
    mark: Mark
    entries: tuple[str, ...]
    positions: tuple[int, ...]
    units: tuple[str, ...] = ()
    digest: str = ""
    returned: Mark | None = None

    def is_of(self, other: "Version") -> bool:
        mine, others = (self.of, self.scope, self.version), (other.of, other.scope, other.version)
        return mine == others


@dataclass(frozen=True, slots=True)
class YearPapers:
    """One year's drafts and issues in folding order, and the targets in force by unit."""

    contradictions: tuple[Contradiction, ...] = ()
    drafts: tuple[Version, ...] = ()
    issued: tuple[Version, ...] = ()
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)

    def draft(self, of: str, scope: str, version: int | None = None) -> Version | None:
        return last(self.drafts, of, scope, version)

    def issue(self, of: str, scope: str, version: int | None = None) -> Version | None:
        return last(self.issued, of, scope, version)


def last(
    held: Iterable[Version], of: str, scope: str, version: int | None = None
) -> Version | None:
    """The version asked for, or the highest."""
    found = [v for v in held if (v.of, v.scope) == (of, scope) and version in (None, v.version)]
    return max(found, key=lambda v: v.version, default=None)


def scope_of(applies_to: AppliesTo) -> str:
    return applies_to if isinstance(applies_to, str) else ",".join(applies_to)


def evolve(state: YearPapers, record: Record) -> YearPapers:
    """*state* with one more entry. An issue without its draft stands, and is a contradiction.

    One of another organ than 县绩效委 counts for nothing: no target and no version comes of it.
    """
    if isinstance(record.payload, TargetIssued | RulesIssued) and record.is_beyond_competence:
        return state
    match record.payload:
        case DraftSubmitted(content=RulesPart() as content) as e:
            scope = scope_of(content.applies_to)
            part = _part(record, e.draft, scope, e.draft_version, (), e.parts_digest)
            return replace(state, drafts=_joined(state.drafts, part))
        case DraftSubmitted(content=TargetPart() as content) as e:
            part = _part(record, e.draft, "", e.draft_version, content.units, e.parts_digest)
            return replace(state, drafts=_joined(state.drafts, part))
        case TargetIssued() as e:
            part = _part(record, TARGETS, "", e.target_version, e.units, e.parts_digest)
            targets = _targets(state, part, e.units)
            return _issued(replace(state, targets=targets), part, "target", e.draft)
        case RulesIssued() as e:
            scope = scope_of(e.applies_to)
            part = _part(record, RULES, scope, e.rules_version, (), e.parts_digest)
            return _issued(state, part, "rules", e.draft)
        case SubmissionReturned(of="草案") as e:
            mark = Mark.of(record)
            drafts = tuple(
                replace(v, returned=mark) if e.target in v.entries else v for v in state.drafts
            )
            return replace(state, drafts=drafts)
        case _:
            return state


def _part(
    record: Record,
    of: str,
    scope: str,
    version: int,
    units: tuple[UnitTargets, ...],
    digest: str | None,
) -> Version:
    return Version(
        of,
        scope,
        version,
        Mark.of(record),
        (record.id,),
        (record.position,),
        tuple(unit.unit for unit in units),
        digest or "",
    )


def _joined(held: tuple[Version, ...], part: Version) -> tuple[Version, ...]:
    """*held* with a part joined to its version, or as a new version's first."""
    for n, former in enumerate(held):
        if former.is_of(part):
            whole = replace(
                former,
                entries=(*former.entries, *part.entries),
                positions=(*former.positions, *part.positions),
                units=tuple(dict.fromkeys((*former.units, *part.units))),
                digest=part.digest or former.digest,
            )
            return (*held[:n], whole, *held[n + 1 :])
    return (*held, part)


def _targets(
    state: YearPapers, part: Version, units: tuple[UnitTargets, ...]
) -> Mapping[str, tuple[Target, ...]]:
    """A later version replaces the targets of the units it names; a unit may go on in the next part."""
    begun = state.issue(part.of, part.scope, part.version)
    targets = dict(state.targets)
    for unit in units:
        former = targets[unit.unit] if begun and unit.unit in begun.units else ()
        targets[unit.unit] = (*former, *unit.targets)
    return targets


def _issued(state: YearPapers, part: Version, prefix: str, draft: DraftRef | None) -> YearPapers:
    issued = _joined(state.issued, part)
    if len(issued) == len(state.issued):
        return replace(state, issued=issued)
    rests_on = state.draft(part.of, part.scope, draft.version if draft else None)
    if rests_on is None:
        code = f"{prefix}.no_draft"
    elif rests_on.returned is not None:
        code = f"{prefix}.draft_returned"
    else:
        return replace(state, issued=issued)
    version = rests_on.version if rests_on else 0
    found = Contradiction(code, part.positions[0], (("of", part.of), ("version", version)))
    return replace(state, issued=issued, contradictions=(*state.contradictions, found))
