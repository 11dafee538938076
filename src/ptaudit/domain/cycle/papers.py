"""What one year's papers say, as recorded: the rows of a year's cycle (第十一、十五、十六条)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.cycle.paper import OF_ORDER, Order, Paper
from ptaudit.domain.cycle.sealing import Reopening, Seal, known_at, standing
from ptaudit.domain.cycle.visiting import Joined, Plan, PlanDecision, ScoreNote, Visit
from ptaudit.domain.decider import BEGINNING, Contradiction
from ptaudit.domain.values import Sequence

__all__ = ["OF_ORDER", "Order", "Paper"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A version of drafted or issued targets or rules; *about* its kind of draft or whom it applies to."""

    version: int
    paper: Paper
    about: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A self-check as one recipient got it."""

    unit: str
    period: str
    recipient: str
    version: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Review:
    """审核 of one unit's self-check; the paper may hold many."""

    unit: str
    result: str
    paper: Paper
    selfcheck: str | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    sequence: str
    version: int
    paper: Paper
    scores: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Change:
    unit: str
    delta: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """复核 of the opinion of that sequence and version."""

    sequence: str
    version: int
    paper: Paper
    scores: tuple[tuple[str, Decimal], ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    unit: str
    sequence: Sequence
    score: Decimal
    rank: int


@dataclass(frozen=True, slots=True)
class Lists:
    """Units named as 先进, for 约谈, and as vetoed, in the order of the paper."""

    advanced: tuple[str, ...] = ()
    interview: tuple[str, ...] = ()
    vetoed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A unit on or off a list against what was computed, and the reason given."""

    name: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    version: int
    digest: str
    paper: Paper
    ranked: tuple[Ranked, ...]
    lists: Lists
    policy_version: int
    rules: tuple[tuple[str, int], ...] = ()
    differs: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Approving:
    """One act of approval by 县委, 县政府 or both: of a report's version and digest, or of scores."""

    paper: Paper
    organs: tuple[str, ...]
    form: str
    meeting: str | None = None
    version: int | None = None
    digest: str | None = None
    scores: tuple[tuple[str, str | None, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Circular:
    """通报 in one edition. *ranks*: unit, sequence, rank and the score where it is printed."""

    edition: str
    paper: Paper
    ranks: tuple[tuple[str, Sequence, int, Decimal | None], ...]
    lists: Lists
    approval: tuple[str, ...] = ()
    replaces: str | None = None
    differs: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """结果更正 by 县委, 县政府 or both: the result as it shall be. *units*: those whose score changes."""

    number: int
    paper: Paper
    organs: tuple[str, ...]
    units: tuple[str, ...]
    ranked: tuple[Ranked, ...]
    lists: Lists
    approval: tuple[str, ...] = ()
    differs: tuple[Differing, ...] = ()
    objection: str | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """程序变通: a step left out or done otherwise, for some units or (none named) for all."""

    step: str
    paper: Paper
    approved_by: str
    units: tuple[str, ...] = ()
    reason: str | None = None

    def covers(self, unit: str) -> bool:
        return not self.units or unit in self.units


@dataclass(frozen=True, slots=True)
class Determination:
    """目标任务完成认定 of one unit (第二十条)."""

    unit: str
    result: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Announced:
    """结果预告知 to some units, who may answer from *first* to *last*, both included (口径)."""

    paper: Paper
    units: tuple[str, ...]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Return:
    """Something was sent back to be done again; *target* is the entry returned."""

    of: str
    target: str
    paper: Paper
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """The year's 审定, once 县委 and 县政府 are both covered: the official result until corrected.

    *on* and *position* are those of the act that completed it. *ranked* and *lists* come from the
    report; without one (结果级) both are None and *scores* alone are official. A correction gives
    scores, ranks and lists anew: *corrected* are its acts, *former* the result as it stood before.
    """

    on: dt.date
    position: int
    recorded_at: str
    order: Order
    entries: tuple[str, ...]
    scores: tuple[tuple[str, Decimal], ...]
    report: int | None = None
    digest: str | None = None
    ranked: tuple[Ranked, ...] | None = None
    lists: Lists | None = None
    corrected: tuple[str, ...] = ()
    corrected_on: dt.date | None = None
    former: "Approval | None" = None

    def as_of(self, on: dt.date) -> "Approval":
        """The result as it stood on a day: corrections of later days left out."""
        result = self
        while result.former is not None and result.corrected_on and result.corrected_on > on:
            result = result.former
        return result


@dataclass(frozen=True, slots=True)
class Cycle:
    """One year, folded: every paper in order of its day, those out of order among them.

    What counts is in *regular* (entry ids); *contradictions* says why the others do not, and
    *approval* is the 审定, if complete. *seen* holds the kinds recorded for the year.
    """

    year: int
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    regular: tuple[str, ...] = ()
    approval: Approval | None = None
    seen: tuple[str, ...] = ()
    due: tuple[tuple[str, dt.date], ...] = ()
    opened: Paper | None = None
    drafts: tuple[Issue, ...] = ()
    targets: tuple[Issue, ...] = ()
    rules: tuple[Issue, ...] = ()
    filings: tuple[Filing, ...] = ()
    reviews: tuple[Review, ...] = ()
    joined: tuple[Joined, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_decisions: tuple[PlanDecision, ...] = ()
    visits: tuple[Visit, ...] = ()
    score_notes: tuple[ScoreNote, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    verifications: tuple[Verification, ...] = ()
    completions: tuple[Determination, ...] = ()
    reports: tuple[Report, ...] = ()
    approvals: tuple[Approving, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    circulars: tuple[Circular, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    returns: tuple[Return, ...] = ()
    announced: tuple[Announced, ...] = ()
    seals: tuple[Seal, ...] = ()
    reopenings: tuple[Reopening, ...] = ()

    @property
    def sealed(self) -> Seal | None:
        """The seal in force: it counts, and nothing that counts has opened the year again."""
        return standing(self.seals, self.reopenings, self.regular)

    def sealed_at(self, position: int) -> Seal | None:
        """The seal under which entry *position* was recorded."""
        return known_at(self.seals, self.reopenings, self.regular, position)

    def counts(self, paper: Paper) -> bool:
        """Whether the act is in order and by who may do it, so that a later step may rest on it."""
        return paper.id in self.regular

    def returned(self, paper: Paper) -> Return | None:
        """The act that sent *paper* back, if any."""
        return next((r for r in self.returns if r.target == paper.id), None)
