"""One dispute on two clocks: what each question about a unit and a year costs, wherever T and D lie."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from bench.measured import Measured
from bench.rows.opening import opened
from bench.timing import percentile
from ptaudit.application import Ptaudit, View
from ptaudit.application.explaining import material
from ptaudit.application.replaying import replay
from ptaudit.domain.failures import NotFound
from ptaudit.domain.findings import states
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import reasons
from ptaudit.projections.explanation.tree import tree
from ptaudit.projections.rectification import rectification
from ptaudit.projections.replay import Subject
from ptaudit.projections.scores import scores

#: Where T lies.
PLACES = ("beginning", "middle", "approval", "head")

#: Times that all questions are asked, each time by who has asked nothing before.
PASSES = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One unit's year. *said*: T as a person would say it."""

    place: str
    said: str | None
    on: dt.date
    unit: str
    year: int


def disputes(path: Path, size: int, rounds: int = 12) -> Iterator[Measured]:
    """Each question about many units and years, T in the first tenth, the middle, at an approval, now."""
    app = opened(path)
    asked = list(_cases(app, rounds))
    app.close()
    for name, ask in QUESTIONS.items():
        yield _measured(path, size, name, ask, asked)


def _measured(path: Path, size: int, name: str, ask: "Question", asked: list[Case]) -> Measured:
    """Time of the processor, each question's least of the passes; the first of a process is told apart."""
    passes = [_passed(path, ask, asked) for _ in range(PASSES)]
    first, *least = [min(times) for times in zip(*passes, strict=True)]
    found: dict[str, list[float]] = {}
    for case, time in zip(asked[1:], least, strict=True):
        found.setdefault(case.place, []).append(time)
    parts = [f"{place} {percentile(sorted(found[place]), 0.5):.1f}" for place in PLACES]
    p50, p95 = percentile(sorted(least), 0.5), percentile(sorted(least), 0.95)
    note = f"p50 {p50:.1f}: {', '.join(parts)}; first {first:.0f}"
    return Measured(f"dispute: {name}, p95", size, p95, "ms", target=50.0, note=note)


def _passed(path: Path, ask: "Question", asked: list[Case]) -> list[float]:
    """Milliseconds of each question, where nothing was asked before the first; entries are proved when read."""
    app = opened(path, held=True)
    found = []
    for case in asked:
        start = process_time()
        ask(app.view(case.said, case.on), case)
        found.append((process_time() - start) * 1e3)
    app.close()
    return found


def _cases(app: Ptaudit, rounds: int) -> Iterator[Case]:
    """T and D drawn apart from one another: D in the year asked about, at its end, long after it."""
    chance = Random(15)
    registry, head = app.view().registry, app.ledger.head().size
    units, years = sorted(registry.units), sorted(registry.years)
    early = [y for y in years if app.view(f"审定:{y}").moment.position <= head // 10] or years[:1]
    middle = [y for y in years if app.view(f"审定:{y}").moment.position <= head // 2] or years[:1]
    for n in range(rounds):
        for place in PLACES:
            year = chance.choice({"beginning": early, "middle": middle}.get(place, years))
            day = dt.date(year, 7, 1) + dt.timedelta(chance.randrange(0, 365))
            said = {
                "beginning": str(chance.randrange(head // 50, head // 10)),
                "middle": str(chance.randrange(head * 45 // 100, head * 55 // 100)),
                "approval": f"审定:{year}",
            }.get(place)
            on = (day, dt.date(year + 1, 3, 31), app.today)[n % 3]
            yield Case(place, said, on, chance.choice(units), year)


Question = Callable[[View, Case], object]


def score(view: View, case: Case) -> object:
    """The score with every reason, and the findings it rests on."""
    sheet = view.row(scores, f"{case.unit}/{case.year}")
    why = reasons(scored(sheet, view.registry), view.registry)
    named = {finding for entry in sheet.entries for finding in entry.findings}
    found = [view.row(rectification, finding) for finding in sorted(named)]
    return why, [states.status(row, view.registry, view.on) for row in found]


def explanation(view: View, case: Case) -> object:
    """The score as a tree, down to the entries it rests on; of a year not begun by T, that it is not there."""
    try:
        return tree(material(view, case.unit, case.year))
    except NotFound:
        return None


def replayed(view: View, case: Case) -> object:
    """The state then, beside what is known of it now."""
    key = f"{case.unit}/{case.year}"
    return replay(view, Subject("单位年度", key, case.unit, case.year))


def timeline(view: View, case: Case) -> object:
    """Everything recorded of the unit in the year, and of its cases."""
    return view.timeline(f"unit:{case.unit}", f"year:{case.year}")


QUESTIONS: dict[str, Question] = {
    "score with its reasons": score,
    "explanation of the score": explanation,
    "replay of a unit's year": replayed,
    "timeline of a unit's year": timeline,
}
