"""各阶段得分 from entries: who recorded, corrected or voided what between two totals, to the cent."""

from collections.abc import Iterable
from decimal import Decimal

from ptaudit.domain import clocks
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ReportedScore,
    ReportLists,
    ScoreChange,
    ScoreReversed,
    UnitScore,
)
from ptaudit.domain.events.results import CorrectedScore, ResultCorrected
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.projections.explanation.changes import Change
from ptaudit.projections.explanation.material import Material
from ptaudit.projections.explanation.stages import Step, stages
from ptaudit.projections.scores import own, scores
from tests.domain.scoring import FOUND, approved, entered
from tests.domain.sheets import points
from tests.domain.specification import Spec
from tests.projections.scored import DAY

KEY = "qinghe/2023"


def material(spec: Spec) -> Material:
    raw = spec.select(own(KEY).matches)
    held = {record.id: record for record in raw}
    held |= {record.id: record for record in clocks.resolve(raw)}
    result = scored(scores.fold(KEY, raw), spec.registry)
    return Material(result, spec.registry, raw, held)


def opinion(total: str) -> OpinionIssued:
    score = UnitScore(unit="qinghe", score=points(total))
    return OpinionIssued(year=2023, sequence="A", opinion_version=1, scores=(score,))


def verified(total: str, *changes: ScoreChange) -> OpinionVerified:
    score = UnitScore(unit="qinghe", score=points(total))
    return OpinionVerified(
        year=2023, sequence="A", opinion_version=1, scores=(score,), changes=changes or None
    )


def step(spec: Spec, name: str, how: str = "认定") -> Step:
    [found] = [s for s in stages(material(spec)) if (s.name, s.how) == (name, how)]
    return found


def told(changes: Iterable[Change]) -> list[tuple[str, Decimal, int, int]]:
    """What, how much, about which entry, by which entry."""
    return [(c.what, c.amount, c.entry, c.by.cited.position if c.by else 0) for c in changes]


FIRST = FOUND.given(entered(), on=DAY(2024, 1, 8))
ENTRY = FIRST.last.position
ASSERTED = FIRST.given(opinion("17.50"), on=DAY(2024, 1, 10))


def test_a_total_beside_what_the_ledger_then_added_up_to() -> None:
    found = step(ASSERTED, "考评意见")
    assert (found.total, found.computed, found.undecomposed) == (
        points("17.50"),
        points(17),
        points("0.50"),
    )
    assert (found.difference, found.changes, found.undecomposed_change) == (
        points("0.50"),
        (),
        points("0.50"),
    )
    assert found.source is not None
    assert found.source.cited.position == ASSERTED.last.position


def test_what_was_typed_in_later_was_not_yet_there() -> None:
    """The stages stand as known now, the total as known then: the late entry is taken out between."""
    late = ASSERTED.given(entered("-2", entry_no=2), on=DAY(2024, 1, 9))
    position = late.last.position
    assert told(step(late, "考评意见").changes) == [("尚未登记", points(2), position, position)]
    assert told(step(late, "重算", "重算").changes) == [("计分", points(-2), position, position)]


def test_what_had_not_happened_by_the_day_is_told_apart() -> None:
    """Recorded before the total was, about a day after its own."""
    early = FIRST.given(entered("-2", entry_no=2), on=DAY(2024, 1, 11))
    position = early.last.position
    found = step(early.given(opinion("17.50"), on=DAY(2024, 1, 10)), "考评意见")
    assert told(found.changes) == [("尚未发生", points(2), position, position)]


def test_a_correction_and_a_void_name_who_made_them() -> None:
    corrected = ASSERTED.corrected(ENTRY, entered("-1"))
    by = corrected.last.position
    assert told(step(corrected, "重算", "重算").changes) == [("更正", points(2), ENTRY, by)]
    voided = ASSERTED.voided(ENTRY)
    by = voided.last.position
    assert told(step(voided, "重算", "重算").changes) == [("作废", points(3), ENTRY, by)]


def test_a_reversal_is_a_change_of_its_own() -> None:
    entry = FIRST.last
    back = ScoreReversed(target=entry.id, unit="qinghe", year=2023, stage="审核", item="R31")
    spec = ASSERTED.given(back, on=DAY(2024, 1, 12))
    assert told(step(spec, "重算", "重算").changes) == [
        ("冲回", points(3), ENTRY, spec.last.position)
    ]


def test_what_the_verification_says_it_changed_is_named_apart_from_the_rest() -> None:
    change = ScoreChange(unit="qinghe", delta=points("-1.50"), reason="佐证不足")
    other = ScoreChange(unit="hekou", delta=points(4), reason="补交")
    spec = ASSERTED.given(verified("15.90", change, other), on=DAY(2024, 1, 15))
    found = step(spec, "复核")
    [named] = found.changes
    assert (named.what, named.amount, named.note) == ("复核调整", points("-1.50"), "佐证不足")
    assert named.by is not None
    assert named.by.cited.position == spec.last.position
    assert (found.difference, found.undecomposed_change) == (points("-1.60"), points("-0.10"))


def test_a_correction_of_the_result_sets_entries_aside() -> None:
    spec = ASSERTED.given(approved("CGV", "CPC"), on=DAY(2024, 1, 20), organs=("CGV", "CPC"))
    placed = ReportedScore(unit="qinghe", sequence="A", score=points("90.50"), rank=1)
    change = CorrectedScore(
        unit="qinghe", was=points("87.50"), score=points("90.50"), reverses=(FIRST.last.id,)
    )
    corrected = ResultCorrected(
        year=2023,
        correction_no=1,
        approving=("CGV", "CPC"),
        form="会议",
        approval=(spec.last.id,),
        changes=(change,),
        scores=(placed,),
        lists=ReportLists(advanced=(), interview=(), vetoed=()),
        policy_version=0,
    )
    after = spec.given(corrected, on=DAY(2024, 2, 1), organs=("CGV", "CPC"))
    found = step(after, "更正")
    assert (found.total, found.difference) == (points("90.50"), points(3))
    assert told(found.changes) == [("冲回", points(3), ENTRY, after.last.position)]
    assert found.undecomposed_change == 0
    now = step(after, "重算", "重算")
    assert (now.total, now.changes) == (points("90.50"), ())


def test_where_the_rules_are_gone_all_of_a_total_is_undecomposed() -> None:
    rules = next(r for r in ASSERTED.records if r.kind == "rules.issued")
    [found] = stages(material(ASSERTED.voided(rules.position)))
    assert (found.name, found.computed, found.undecomposed) == ("考评意见", None, points("17.50"))
