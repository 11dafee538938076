"""Several findings side by side: what a decision about a number or about one case rests on (第十四条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.fold import FOLDED, evolve, initial, keys
from ptaudit.domain.growing import Growing
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

#: What makes two findings the same: where, what, and the day it was found.
Same = tuple[tuple[str, ...], str, dt.date | None]


@dataclass(frozen=True, slots=True)
class Findings:
    """Several findings side by side: what a decision about numbering or one case rests on.

    *same* and *last* answer for all of them at once: numbers of the findings that are the same, and
    the last number of a year.
    """

    cases: Growing[str, Finding] = field(default_factory=Growing)
    contradictions: tuple[Contradiction, ...] = ()
    same: Growing[Same, tuple[str, ...]] = field(default_factory=Growing)
    last: Mapping[int, int] = field(default_factory=dict)


def gather(state: Findings, record: Record) -> Findings:
    if not isinstance(record.payload, FOLDED):
        return state
    changed: dict[str, Finding] = {}
    contradictions = state.contradictions
    for key in keys(record):
        former = state.cases.get(key) or initial(key)
        changed[key] = evolve(former, record)
        contradictions += changed[key].contradictions[len(former.contradictions) :]
    cases = state.cases.adding(changed)
    if not isinstance(record.payload, FindingRaised):
        return replace(state, cases=cases, contradictions=contradictions)
    same: dict[Same, tuple[str, ...]] = {}
    last = {**state.last}
    for key, case in changed.items():
        what = (case.units, case.issue, case.discovered_on)
        named = same.get(what) or state.same.get(what) or ()
        same[what] = tuple(dict.fromkeys((*named, key)))
        last[case.year] = max(last.get(case.year, 0), int(key[7:]))
    return Findings(cases, contradictions, state.same.adding(same), last)
