"""第十五条第二、三项: opinions and verifications assert a total for every unit, and reconcile."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.assessment.asserting import digest
from ptaudit.domain.commands.assessment import SaidChange, SaidScore
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ScoreChange,
    ScoreEntered,
    UnitScore,
)
from ptaudit.domain.events.basis import YearSpan
from ptaudit.domain.events.register import UnitRegistered, UnitSequenced
from tests.domain.sheets import issued, item
from tests.domain.specification import Spec
from tests.domain.years import (
    DAY,
    OPINED,
    REVIEWED,
    SCORES,
    TOWNS,
    YEAR,
    opinion,
    review,
    said,
    sent_back,
    verify,
    year,
)

P = Decimal
CODES = {name: code for code, name in TOWNS.items()}


def rows(scores: dict[str, str]) -> tuple[UnitScore, ...]:
    return tuple(UnitScore(unit=CODES[n], score=P(s)) for n, s in scores.items())


def entered(unit: str, amount: str, stage: Any = "审核") -> ScoreEntered:
    return ScoreEntered(
        entry_no=1,
        unit=unit,
        year=YEAR,
        stage=stage,
        item="R1",
        amount=P(amount),
        award="增减",
        rules_version=1,
    )


def test_an_opinion_is_numbered_and_names_the_one_it_revises() -> None:
    first = OpinionIssued(year=YEAR, sequence="A", opinion_version=1, scores=rows(SCORES))
    REVIEWED.when(opinion()).then(first).irregular()
    spec = REVIEWED.did(opinion())
    lower = {**SCORES, "临江镇": "78.50"}
    second = OpinionIssued(
        year=YEAR,
        sequence="A",
        opinion_version=2,
        scores=rows(lower),
        revises=spec.last.id,
    )
    spec.when(opinion(scores=lower)).then(second)
    spec.when(opinion()).already(spec.last.position)


def test_a_version_is_given_out_once() -> None:
    again = opinion(scores={**SCORES, "临江镇": "78.50"}, on=DAY(2024, 1, 9))
    first = again.model_copy(update={"opinion_version": 1})
    OPINED.when(first).refused("opinion.version_taken", sequence="A", version=1)


def test_scores_stand_in_order_of_registration_however_typed() -> None:
    turned = dict(reversed(SCORES.items()))
    REVIEWED.did(opinion()).when(opinion(scores=turned)).already(REVIEWED.last.position + 1)


def test_every_unit_of_the_sequence_is_there_once_and_nobody_else() -> None:
    some = {name: score for name, score in SCORES.items() if name != "河口镇"}
    REVIEWED.when(opinion(scores=some)).malformed("opinion.unit_missing", units="河口镇")
    twice = opinion().model_copy(update={"scores": (*said(SCORES), *said({"qinghe": "1.00"}))})
    REVIEWED.when(twice).malformed("opinion.unit_twice", unit="清河镇")
    strange = opinion(scores={**SCORES, "县水利局": "90.00"})
    REVIEWED.when(strange).malformed("opinion.unit_stranger", unit="县水利局", sequence="A")
    unknown = opinion(scores={**SCORES, "青河镇": "90.00"})
    REVIEWED.when(unknown).not_found("unit.unknown", name="青河镇")


def test_a_unit_not_ranked_may_be_left_out_or_given_a_score() -> None:
    apart = UnitSequenced(unit="hekou", years=YearSpan(from_=YEAR), sequence="不参与排位")
    spec = REVIEWED.given(apart, basis="×绩委〔2023〕1号")
    some = {name: score for name, score in SCORES.items() if name != "河口镇"}
    spec.when(opinion(scores=some)).irregular()
    spec.when(opinion()).irregular()
    office = UnitSequenced(unit="slj", years=YearSpan(from_=YEAR), sequence="不参与排位")
    strange = opinion(scores={**SCORES, "县水利局": "90.00"})
    spec.given(office).when(strange).malformed("opinion.unit_stranger", unit="县水利局")


@pytest.mark.parametrize(("since", "due"), [(2023, True), (2024, False)])
def test_a_unit_is_assessed_from_the_year_it_was_set_up(since: int, due: bool) -> None:
    park = UnitRegistered(
        unit="yq", name="工业园区", unit_kind="园区", gov_organ="管委会", since=DAY(since, 12, 31)
    )
    outcome = REVIEWED.given(park).when(opinion())
    if due:
        outcome.malformed("opinion.unit_missing", units="工业园区")
    else:
        outcome.irregular()


def test_scores_are_listed_or_computed() -> None:
    neither = opinion().model_copy(update={"scores": ()})
    REVIEWED.when(neither).malformed("scores.said_or_computed", year=YEAR)
    both = opinion().model_copy(update={"computed": True})
    REVIEWED.when(both).malformed("scores.said_or_computed", year=YEAR)


COMPUTED = opinion().model_copy(update={"scores": (), "computed": True})
RULED = REVIEWED.given(issued(item("R1", "扣分", 100)), on=DAY(2023, 3, 1)).given(
    entered("hekou", "-3.00"), on=DAY(2024, 1, 6)
)


def test_computed_totals_come_from_the_score_entries() -> None:
    scores = {"清河镇": "100.00", "河口镇": "97.00", "石桥乡": "100.00", "临江镇": "100.00"}
    found = digest({CODES[name]: P(score) for name, score in scores.items()})
    event = OpinionIssued(
        year=YEAR,
        sequence="A",
        opinion_version=1,
        scores=rows(scores),
        computed_digest=found,
    )
    RULED.when(COMPUTED).then(event).irregular()


def test_what_cannot_be_computed_is_named() -> None:
    REVIEWED.when(COMPUTED).refused("scores.not_computable", units="、".join(TOWNS.values()))
    item_left = REVIEWED.given(issued(item("R1", "核定", 100)), on=DAY(2023, 3, 1)).given(
        entered("hekou", "90.00").model_copy(update={"award": "核定"}), on=DAY(2024, 1, 6)
    )
    item_left.when(COMPUTED).refused("scores.not_computable", units="清河镇、石桥乡、临江镇")


def verified(scores: dict[str, str], *changes: ScoreChange) -> OpinionVerified:
    return OpinionVerified(
        year=YEAR,
        sequence="A",
        opinion_version=1,
        scores=rows(scores),
        changes=changes or None,
    )


def change(unit: str, delta: str, reason: str = "日常监管") -> SaidChange:
    return SaidChange(unit=unit, delta=P(delta), reason=reason)


def test_a_verification_without_a_table_is_the_opinion_with_its_changes() -> None:
    spec = OPINED.by("mdb")
    spec.when(verify()).then(verified(SCORES)).irregular()
    changed = verify().model_copy(
        update={"changes": (change("河口镇", "-1.50"), change("河口镇", "0.50"))}
    )
    spec.when(changed).then(
        verified(
            {**SCORES, "河口镇": "87.50"},
            ScoreChange(unit="hekou", delta=P("-1.50"), reason="日常监管"),
            ScoreChange(unit="hekou", delta=P("0.50"), reason="日常监管"),
        )
    )


@every(
    st.dictionaries(
        st.sampled_from(sorted(SCORES)),
        st.decimals(min_value=-50, max_value=9, places=2),
        min_size=1,
    )
)
def test_what_is_verified_is_the_opinion_and_its_changes_to_the_cent(
    moved: dict[str, Decimal],
) -> None:
    table = tuple(
        SaidScore(unit=name, score=P(score) + moved.get(name, P(0)))
        for name, score in SCORES.items()
    )
    changes = tuple(SaidChange(unit=n, delta=d, reason="日常监管") for n, d in moved.items())
    told = verify().model_copy(update={"scores": table, "changes": changes})
    OPINED.by("mdb").when(told).irregular()
    off = next((n for n, d in moved.items() if d != 0), None)
    untold = told.model_copy(update={"changes": ()})
    if off is None:
        OPINED.by("mdb").when(untold).irregular()
    else:
        OPINED.by("mdb").when(untold).malformed("verify.unreconciled")


def test_the_unit_that_does_not_reconcile_is_named() -> None:
    table = said({**SCORES, "河口镇": "87.50"})
    told = verify().model_copy(update={"scores": table, "changes": (change("河口镇", "-1.50"),)})
    OPINED.by("mdb").when(told).malformed(
        "verify.unreconciled",
        unit="河口镇",
        opinion=P("88.50"),
        delta=P("-1.50"),
        verified=P("87.50"),
    )
    other = verify().model_copy(update={"changes": (change("县水利局", "-1.00"),)})
    OPINED.by("mdb").when(other).malformed("verify.not_in_opinion", unit="县水利局")


def test_a_computed_verification_tells_what_the_entries_since_changed() -> None:
    spec = (
        RULED.did(COMPUTED).by("mdb").given(entered("qinghe", "-2.00", "复核"), on=DAY(2024, 1, 9))
    )
    computed = verify().model_copy(update={"computed": True})
    scores = {"清河镇": "98.00", "河口镇": "97.00", "石桥乡": "100.00", "临江镇": "100.00"}
    found = ScoreChange(unit="qinghe", delta=P("-2.00"), reason="复核阶段计分")
    spec.when(computed).then(verified(scores, found)).irregular()


def test_the_last_version_is_verified_unless_another_is_named() -> None:
    spec = OPINED.by("epb").did(opinion(scores={**SCORES, "临江镇": "70.00"}, on=DAY(2024, 1, 9)))
    [draft] = spec.by("mdb").when(verify()).drafts
    assert draft.payload.model_dump()["opinion_version"] == 2
    first = verify().model_copy(update={"opinion_version": 1})
    spec.by("mdb").when(first).then(verified(SCORES))
    third = spec.did(opinion(scores=SCORES, on=DAY(2024, 1, 9))).by("mdb")
    assert [o.version for o in year(third).opinions] == [1, 1, 2, 3]
    back = sent_back(spec, "opinion.issued", DAY(2024, 1, 10))
    back.when(verify()).refused("verify.opinion_returned", version=2)


def test_an_opinion_sent_back_may_be_given_again_unchanged() -> None:
    spec = sent_back(REVIEWED.did(opinion()), "opinion.issued", DAY(2024, 1, 8)).by("epb")
    [draft] = spec.when(opinion()).drafts
    assert draft.payload.model_dump()["opinion_version"] == 2


def test_an_absent_unit_s_total_is_nobody_s() -> None:
    """A ledger without units has nothing to give an opinion of."""
    bare = Spec(operator="epb")
    bare.when(COMPUTED).refused("scores.nobody", year=YEAR)
    bare.when(review("清河镇")).not_found("unit.unknown")
