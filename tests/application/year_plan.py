"""The papers of a whole year in their order, as somebody in the county would type them, well or badly."""

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from ptaudit.demo.rulebook import awarded, items
from ptaudit.domain.commands import assessment, basis, findings, lineages, results, targets, vetoes
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.domain.values import Sequence
from tests.application.steps import CASE, Step

PAPER = "×委发〔20××〕3号"
DEPARTMENT = "县水利局"


def year_plan(year: int, towns: tuple[str, ...], seed: int) -> tuple[Step, ...]:
    """A regular year of *towns* and one department; *seed* decides findings, points and completion."""
    return tuple(_steps(year, towns, Random(seed)))


def _steps(year: int, towns: tuple[str, ...], chance: Random) -> Iterator[Step]:
    yield _by("mdb", 0, basis.OpenYear, year=year)
    for sequence in ("A", "B"):
        rows = {"items": items(sequence), "full_marks": "100", "applies_to": sequence}
        yield _by("epb", 3, targets.SubmitDraft, draft="考评细则", year=year, **rows)
        yield _by("mdb", 5, targets.IssueRules, year=year, **rows)
    for town in chance.sample(towns, 2):
        yield _by("epb", 20, findings.RaiseFinding, units=town, issue="粪污直排", days="30")
    for period, wait in (("上半年", 110), ("年终", 170)):
        for n, town in enumerate(towns):
            after = 2 if n else wait
            yield _by("epb", after, FileSelfcheck, unit=town, period=period, year=year)
    assessed: Mapping[Sequence, Iterable[str]] = {"A": towns, "B": (DEPARTMENT,)}
    for sequence, units in assessed.items():
        for unit in units:
            for item, full in awarded(sequence):
                points = full - chance.choice((0, 1, 2))
                yield _by(
                    "epb", 0, assessment.EnterScore,
                    unit=unit, item=item, amount=points, year=year, note="依考评表",
                )  # fmt: skip
        reviewed = tuple({"unit": unit, "result": "通过"} for unit in units)
        yield _by("epb", 1, assessment.DoReview, year=year, units=reviewed)
        yield _by("epb", 4, assessment.IssueOpinion, year=year, sequence=sequence, computed=True)
        yield _by("mdb", 4, assessment.VerifyOpinion, year=year, sequence=sequence, computed=True)
    completed = tuple(
        {"unit": town, "result": chance.choice(("完成", "未完成", "未完成")), "grounds": "见附表"}
        for town in towns
    )
    yield _by("mdb", 1, assessment.DetermineCompletion, year=year, units=completed)
    yield _by("mdb", 3, assessment.SubmitReport, year=year, computed=True)
    yield _by("mdb", 5, assessment.ApproveResult, year=year, by="县委,县政府")
    yield _by("mdb", 5, results.PublishResult, year=year, computed=True)
    yield _by("mdb", 9, results.HoldInterview, unit=towns[-1], year=year)


def veto(town: str, year: int) -> tuple[Step, ...]:
    """区域限批 on *town*, and the veto decided upon the first case there is."""
    authority = {"authority": "市生态环境局", "level": "市"}
    return (
        _by("epb", 1, vetoes.ImposeRestriction, units=town, scope="涉水项目", **authority),
        _by("mdb", 9, vetoes.DecideVeto, case=f"{CASE}0", unit=town, year=year, result="认定"),
    )


def merger(gone: str, into: str, year: int | None) -> tuple[Step, ...]:
    """*gone* goes into *into*; in *year*, if there is one, *into* carries what *gone* had."""
    steps = [_by("mdb", 3, lineages.MergeUnits, units=(gone,), into=into)]
    if year is not None:
        inherits = ((str(year), gone),)
        steps.append(_by("mdb", 9, lineages.DetermineLineage, unit=into, inherits=inherits))
    return tuple(steps)


def _by(operator: str, days: int, command: type[Command], /, **said: object) -> Step:
    return Step(days, operator, command, {"basis": PAPER, **said})
